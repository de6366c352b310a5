//! `keerpunt frequencies`: how often each code occurs, from how many people, by which words.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Rows, failure, selection};
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use keerpunt::analysis::frequencies::Question;
use keerpunt::analysis::{frequencies, frequencies_within};
use keerpunt::report::Made;

/// Counts each code, with the words that fired most often.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    rows: Rows,
    /// How many of the words that fired most often are shown.
    #[arg(long, value_name = "N", default_value_t = 5)]
    words: usize,
    /// The list once for each value of this attribute.
    #[arg(long, value_name = "ATTRIBUTE", visible_alias = "by")]
    within: Option<String>,
    /// Cut points of an attribute that holds numbers or dates: `2010,2015` makes lists for <2010,
    /// 2010-2014 and >=2015.
    #[arg(long, value_name = "CUTS", requires = "within", allow_hyphen_values = true)]
    bins: Option<String>,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
    #[command(flatten)]
    plot: PlotOutput,
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.plot.check()?;
    let opened = Opened::judged(&arguments.which, &arguments.from, &arguments.rows.conditions, context)?;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.rows.codes)?,
        conditions: opened.conditions(&arguments.rows.conditions, context)?,
        unit: arguments.rows.unit.into(),
        level: arguments.rows.level,
        hide_zero: arguments.rows.hide_zero,
        words: arguments.words,
    };
    let bins = arguments.bins.as_deref();
    let within = arguments.within.as_deref().map(|name| opened.variable(name, bins)).transpose()?;
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let made = match within {
        None => frequencies(&material, &question).map(Made::Once),
        Some(within) => frequencies_within(&material, &question, &within).map(Made::Within),
    };
    let made = made.map_err(failure)?;
    arguments.output.write_shares(context, format, &arguments.plot, &made, &provenance)?;
    Ok(opened.exit)
}
