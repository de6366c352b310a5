//! `keerpunt participation`: how many of the respondents tell each code, and which codes reach the line.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Codes, failure, selection};
use super::share::Share;
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use keerpunt::analysis::participation::{LINE, Question};
use keerpunt::analysis::{participation, participation_within};
use keerpunt::report::Made;

/// Counts how many of the respondents tell each code, and marks those that reach a line.
///
/// An incident of a talkative respondent counts once more in every other table; here each
/// respondent counts once for a code, however often it is told. The rate is of all respondents,
/// those without any code too. Enhanced critical incident technique lets a category stand by itself
/// from a quarter of the respondents on; below that it says less about what people have in common,
/// and nothing about how much it matters to those who tell it.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    codes: Codes,
    /// Leave out codes that nobody tells.
    #[arg(long)]
    hide_zero: bool,
    /// The rate from which a code stands by itself, 25% or 0.25; without it `participation_line:` of
    /// the study, else 25%.
    #[arg(long, value_name = "SHARE")]
    line: Option<Share>,
    /// The table once for each value of this attribute, over the respondents who told an incident of it.
    #[arg(long, value_name = "ATTRIBUTE", visible_alias = "by")]
    within: Option<String>,
    /// Cut points of a --within that holds numbers or dates: `2010,2015` makes tables for <2010,
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
    let asked = &arguments.codes;
    let opened = Opened::judged(&arguments.which, &arguments.from, &asked.conditions, context)?;
    let line =
        arguments.line.map(Share::percent).or(opened.study.settings.participation_line).unwrap_or(LINE);
    let question = Question {
        codes: selection(&opened.codebook, &asked.codes)?,
        conditions: opened.conditions(&asked.conditions, context)?,
        level: asked.level,
        hide_zero: arguments.hide_zero,
        line,
    };
    let bins = arguments.bins.as_deref();
    let within = arguments.within.as_deref().map(|name| opened.variable(name, bins)).transpose()?;
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let made = match within {
        None => participation(&material, &question).map(Made::Once),
        Some(within) => participation_within(&material, &question, &within).map(Made::Within),
    };
    let made = made.map_err(failure)?;
    arguments.output.write_shares(context, format, &arguments.plot, &made, &provenance)?;
    Ok(opened.exit)
}
