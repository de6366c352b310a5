//! `keerpunt saturation`: whether anything new still comes with more incidents.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Codes, Teller, at_least_one, failure, selection};
use super::share::Share;
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use keerpunt::analysis::saturation;
use keerpunt::analysis::saturation::{Question, Stop};
use keerpunt::report;
use keerpunt::report::plot::SaturationCurve;

/// Says whether anything new still comes: new codes by incident, in the order of collection
/// (--order).
///
/// The list has the incidents that brought a code for the first time. Beside the count stands how
/// many codes as many random incidents would hold (exact rarefaction), which does not depend on
/// the order; then coverage, the number of codes there may be, and the rule of Guest, Namey and Chen:
/// codes of the first incidents are the base, and collecting may stop where a run of further ones
/// brings little beside it. --format csv and json have every incident.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    codes: Codes,
    /// Whether codes come with incidents or with respondents.
    #[arg(long, value_enum, default_value_t)]
    unit: Teller,
    /// The attribute that says in which order incidents were collected, a date or number. Without it
    /// they stand as they are read: file by file in the order of `corpus:` and of names.
    #[arg(long, value_name = "ATTRIBUTE")]
    order: Option<String>,
    /// How many of the first are the base.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = at_least_one())]
    base: usize,
    /// How many a run has.
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = at_least_one())]
    run: usize,
    /// New codes of a run, as a share of those of the base, that are little enough: 5% or 0.05.
    #[arg(long, value_name = "SHARE", default_value = "5%")]
    threshold: Share,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
    #[command(flatten)]
    plot: PlotOutput,
}

/// Follows new codes, and writes the curve.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.plot.check()?;
    let asked = &arguments.codes;
    let opened = Opened::judged(&arguments.which, &arguments.from, &asked.conditions, context)?;
    let order = match &arguments.order {
        Some(name) => Some(opened.variable(name, None)?.name),
        None => None,
    };
    let question = Question {
        codes: selection(&opened.codebook, &asked.codes)?,
        conditions: opened.conditions(&asked.conditions, context)?,
        level: asked.level,
        by_respondent: arguments.unit == Teller::Respondent,
        order,
        stop: Stop { base: arguments.base, run: arguments.run, threshold: arguments.threshold.percent() },
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = saturation::saturation(&material, &question).map_err(failure)?;
    arguments.plot.write(context, || SaturationCurve::of(&table, &provenance))?;
    if arguments.plot.stands_alone(&arguments.output) {
        return Ok(opened.exit);
    }
    arguments.output.write(
        context,
        format,
        || report::saturation::sheets(&table, &provenance),
        || report::saturation::data(&table),
        || report::saturation::json(&table, &provenance),
    )?;
    Ok(opened.exit)
}
