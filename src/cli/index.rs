//! `keerpunt index`: reads the corpus, brings the index up to date, and gives a full account.

use super::output::write_json;
use super::progress::Bar;
use super::{Context, Exit, Failure, Format, Output, account, here, memory};
use keerpunt::analysis::attributes::attributes;
use keerpunt::index::{Notice, Stock, Upkeep};
use keerpunt::report::provenance::some;
use keerpunt::report::{self, markdown};
use keerpunt::study::{FILE, Study};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Values of an attribute that are listed.
const VALUES: usize = 20;

/// Reads the corpus, brings the index up to date, and tells what was read and what was not.
///
/// Only files that changed are read again. Every other command does the same by itself; this one
/// tells all of it. The index is a cache: deleting `.keerpunt/` changes no result.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The study's folder; without it the study that the current folder lies in.
    #[arg(long, value_name = "DIR", help_heading = "Study")]
    study: Option<PathBuf>,
    /// Throw the index away first, and read every file again.
    #[arg(long)]
    rebuild: bool,
    /// Gather the index into as few pieces as it can be, and tell what that won. What is due is gathered
    /// by itself, a little at a time, after a command told its results.
    #[arg(long)]
    optimize: bool,
    /// Memory that making the index may take, such as 200MB or 2GB, at least 64MB; without it KEERPUNT_MEMORY
    /// says it for every command, else 256MB a core. The program itself and a few numbers an incident come on top.
    #[arg(long, value_name = "SIZE")]
    memory: Option<String>,
    /// List the attributes of the incidents: type, how many are filled, values.
    #[arg(long)]
    attributes: bool,
    #[command(flatten)]
    output: Output,
}

/// Reads, and tells.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let mut study = match &arguments.study {
        Some(folder) => Study::open(&folder.join(FILE))?,
        None => Study::find(&here()?)?,
    };
    study.memory = memory::asked(arguments.memory.as_deref())?;
    context.reads_study(&study);
    if arguments.rebuild {
        study.discard_index().map_err(not_discarded)?;
    }
    let bar = Bar::new(context);
    let loaded = study.load(Upkeep::UpToDate, &bar.files());
    drop(bar);
    context.indexed();
    let told = &loaded.account;
    account::warn(&study, context);
    let unwritten = told.notices.iter().find_map(not_written);
    for notice in told.notices.iter().filter(|notice| not_written(notice).is_none()) {
        context.say(notice.to_string());
    }
    let optimized = match (arguments.optimize, &unwritten) {
        (true, None) => study.optimize_index().map_err(not_optimized)?,
        _ => None,
    };
    if arguments.attributes {
        account::usable(told)?;
        account::say(told, context);
        let corpus = &loaded.corpus;
        let known = attributes(&corpus.incidents, &corpus.attributes, VALUES);
        let (title, number) = (study.title(), corpus.incidents.len());
        arguments.output.write_tables(
            context,
            format,
            || vec![report::attributes::sheet(title, number, &known)],
            || report::attributes::sheet(title, number, &known),
            || report::attributes::json(title, number, &known),
        )?;
        say_optimized(optimized, context);
        return unwritten.map_or(Ok(account::exit(told)), Err);
    }
    arguments.output.write(context, |_, to| match format {
        Format::Table => to.write_all(account::whole(told).as_bytes()),
        Format::Json => {
            let mut json = account::json(told, study.title());
            if let Some((before, after)) = optimized {
                json["optimized"] = json!({ "before": stock(before), "after": stock(after) });
            }
            write_json(&json, to)
        }
        Format::Csv => arguments.output.write_csv(&account::files(told), to),
        Format::Md => markdown::write(&account::files(told), to),
    })?;
    say_optimized(optimized, context);
    account::usable(told)?;
    unwritten.map_or(Ok(account::exit(told)), Err)
}

fn stock(stock: Stock) -> Value {
    json!({ "segments": stock.segments, "packs": stock.packs, "bytes": stock.bytes })
}

fn say_optimized(optimized: Option<(Stock, Stock)>, context: &Context) {
    let Some((before, after)) = optimized else { return };
    let megabytes = |stock: Stock| stock.bytes as f64 / 1e6;
    let pieces = |stock: Stock| {
        format!(
            "{} and {} of {:.1} MB",
            some(stock.segments, "segment"),
            some(stock.packs, "pack"),
            megabytes(stock)
        )
    };
    context.say(match before == after {
        true => format!("optimized: nothing to gather in {}", pieces(after)),
        false => format!("optimized: {} became {}", pieces(before), pieces(after)),
    });
}

/// To bring the index up to date is what this command is for: that it could not be written is no
/// mere note.
fn not_written(notice: &Notice) -> Option<Failure> {
    let Notice::NotWritten { folder, error } = notice else { return None };
    let what = format!("the index in {} could not be written", folder.display());
    let help = "make room there, or see who may write there; every result is the same without an index";
    Some(Failure::machine(what, error, help))
}

fn not_optimized(notice: Notice) -> Failure {
    not_written(&notice).unwrap_or_else(|| not_discarded(notice))
}

fn not_discarded(notice: Notice) -> Failure {
    match notice {
        Notice::NotWritten { folder, error } => Failure::Machine(format!(
            "error: the index in {} cannot be removed: {error}\n  help: see who may write there",
            folder.display()
        )),
        _ => Failure::Machine(
            "error: another command is writing the index\n  help: wait until it is done, and try again"
                .into(),
        ),
    }
}
