//! `keerpunt index`: reads the corpus, brings the index up to date, and gives a full account.

use super::output::write_json;
use super::progress::Bar;
use super::{Context, Exit, Failure, Format, Output, account, here};
use keerpunt::analysis::attributes::attributes;
use keerpunt::index::{Notice, Upkeep};
use keerpunt::report::{self, markdown};
use keerpunt::study::{FILE, Study};
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
    /// List the attributes of the incidents: type, how many are filled, values.
    #[arg(long)]
    attributes: bool,
    #[command(flatten)]
    output: Output,
}

/// Reads, and tells.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let study = match &arguments.study {
        Some(folder) => Study::open(&folder.join(FILE))?,
        None => Study::find(&here()?)?,
    };
    context.reads_study(&study);
    if arguments.rebuild {
        study.discard_index().map_err(not_discarded)?;
    }
    let bar = Bar::new(context);
    let loaded = study.load(Upkeep::UpToDate, &bar.files());
    drop(bar);
    let told = &loaded.account;
    account::warn(&study, context);
    for notice in &told.notices {
        context.say(notice.to_string());
    }
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
        return Ok(account::exit(told));
    }
    arguments.output.write(context, |_, to| match format {
        Format::Table => to.write_all(account::whole(told).as_bytes()),
        Format::Json => write_json(&account::json(told, study.title()), to),
        Format::Csv => arguments.output.write_csv(&account::files(told), to),
        Format::Md => markdown::write(&account::files(told), to),
    })?;
    account::usable(told)?;
    Ok(account::exit(told))
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
