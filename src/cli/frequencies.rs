//! `keerpunt frequencies`: how often each code occurs, from how many people, by which words.

use super::opened::Opened;
use super::question::{UnitName, Where, failure, selection};
use super::{Context, Exit, Failure, Output, Which};
use keerpunt::analysis::frequencies;
use keerpunt::analysis::frequencies::Question;
use keerpunt::report;

/// Counts each code, with the words that fired most often.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes to show, each with all below it; without any, the whole codebook.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    /// What is counted.
    #[arg(long, value_enum, default_value_t)]
    unit: UnitName,
    /// Leave out rows deeper than LEVEL; their counts stay in the rows above.
    #[arg(long, value_name = "LEVEL", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    level: Option<usize>,
    /// Leave out rows without a count.
    #[arg(long)]
    hide_zero: bool,
    /// How many of the words that fired most often are shown.
    #[arg(long, value_name = "N", default_value_t = 5)]
    words: usize,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: Output,
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let opened = Opened::open(&arguments.which, context)?;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions: opened.conditions(&arguments.conditions, context)?,
        unit: arguments.unit.into(),
        level: arguments.level,
        hide_zero: arguments.hide_zero,
        words: arguments.words,
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = frequencies(&material, &question).map_err(failure)?;
    let sheet = || report::frequencies::sheet(&table, &provenance);
    arguments.output.write_tables(
        format,
        || vec![sheet()],
        sheet,
        || report::frequencies::json(&table, &provenance),
    )?;
    Ok(opened.exit)
}
