//! `keerpunt evaluate`: rules against hand coding.

use super::opened::Opened;
use super::output::write_json;
use super::{Context, Exit, Failure, Format, Output, Which, complain};
use keerpunt::analysis::evaluate;
use keerpunt::report::{csv, evaluation, markdown, printable, terminal};
use keerpunt::study::{Marked, read_marked};
use std::fs;
use std::path::{Path, PathBuf};

/// Measures the rules against passages that people coded: precision, recall, F1, misses, false alarms.
///
/// A line of FILE is {"incident" or "file", "code", "start", "end", "quote"?}, places in code
/// points. Only incidents that a line names take part, and only codes without codes below them.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Passages that people coded, JSON Lines.
    #[arg(long, value_name = "FILE")]
    gold: PathBuf,
    /// Passages that look like a code and are none, JSON Lines.
    #[arg(long, value_name = "FILE")]
    traps: Option<PathBuf>,
    /// Leave out the lists of misses, false alarms and traps.
    #[arg(long)]
    scores_only: bool,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: Output,
}

/// Measures, and writes the scores and the lists.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let texts = [Some(&arguments.gold), arguments.traps.as_ref()]
        .map(|file| file.map(|file| read(file).map(|text| (file.as_path(), text))));
    let [gold, traps] = texts.map(Option::transpose);
    let (gold, traps) = (gold?, traps?);
    let opened = Opened::open(&arguments.which, context)?;
    let mut exit = opened.exit;
    let mut marked = |file: Option<(&Path, String)>| {
        let Some((file, text)) = file else { return Marked::default() };
        let marked = read_marked(file, &text, opened.root(), opened.incidents(), &opened.codebook);
        for (line, problem) in &marked.problems {
            exit = Exit::DoneWithFaults;
            complain(&printable(&format!("error: {}:{line}: {problem}", file.display())));
        }
        if !marked.problems.is_empty() {
            complain("  help: lines that are not used are in no score");
        }
        marked
    };
    let (gold, traps) = (marked(gold), marked(traps));
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let evaluation = evaluate(&material, &gold.gold(), &traps.stretches);
    let scores = || evaluation::scores(&evaluation, &material, &provenance);
    let lists = || match arguments.scores_only {
        true => Vec::new(),
        false => evaluation::lists(&evaluation, &material),
    };
    arguments.output.write(|screen, to| match format {
        Format::Json => write_json(&evaluation::json(&evaluation, &material, &provenance), to),
        Format::Csv => csv::write(&scores(), to),
        Format::Table => {
            terminal::write(&scores(), screen, to)?;
            for list in lists() {
                writeln!(to)?;
                terminal::write(&list, screen, to)?;
            }
            Ok(())
        }
        Format::Md => {
            markdown::write(&scores(), to)?;
            for list in lists() {
                writeln!(to)?;
                markdown::write(&list, to)?;
            }
            Ok(())
        }
    })?;
    Ok(exit)
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(|error| {
        Failure::usage(
            format!("{} cannot be read: {error}", file.display()),
            "name a file of JSON Lines, UTF-8",
        )
    })
}
