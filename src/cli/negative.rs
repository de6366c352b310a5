//! `keerpunt negative`: incidents that speak against what a code goes with.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Codes, Where, at_least_one, failure, selection};
use super::{Context, Exit, Failure, TableFormat, TableOutput, Which};
use keerpunt::analysis::By;
use keerpunt::analysis::negative;
use keerpunt::analysis::negative::Question;
use keerpunt::report;
use keerpunt::report::negative::Shown;

/// Cases that are listed for people where nobody says how many.
const LISTED: usize = 10;

/// Lists negative cases: incidents with a code and another outcome than the one the code goes with.
///
/// A code goes with the outcome in which the largest share of the incidents has it, unless --expect
/// says what was expected. Read the incidents that speak against it before you believe it: they
/// show what else must be there, or that the code holds two things. --reverse asks the other way
/// round, for incidents with an outcome and none of the codes that go with it.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    codes: Codes,
    /// The attribute that says how an incident ended; without it the outcome.
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// The value that the codes are expected to go with, whatever their shares.
    #[arg(long, value_name = "VALUE")]
    expect: Option<String>,
    /// Incidents with an outcome and none of the codes that go with it.
    #[arg(long)]
    reverse: bool,
    /// List at most N cases of each code; without it 10 for people, all in csv and json.
    #[arg(long, value_name = "N", value_parser = at_least_one())]
    limit: Option<usize>,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// Finds the cases, and writes them.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    if arguments.limit.is_some() && matches!(format, TableFormat::Csv | TableFormat::Json) {
        return Err(Failure::usage(
            "csv and json have every case: --limit is for what people read",
            "leave --limit out",
        ));
    }
    let asked = &arguments.codes;
    let opened = Opened::judged(&arguments.which, &arguments.from, &asked.conditions, context)?;
    let by = match opened.by(arguments.by.as_deref(), None)? {
        By::Attribute(variable) => variable,
        By::Codes => {
            return Err(Failure::usage(
                "codes are no outcome that a code could go with",
                "say --by ATTRIBUTE; `keerpunt cooccur` has codes that stand together",
            ));
        }
    };
    let expect = match &arguments.expect {
        None => None,
        Some(value) => {
            // A spelling of the outcome means its value, as in --where.
            let asked = Where { conditions: vec![format!("{}={value}", by.name)] };
            let meant = opened.conditions(&asked, &Context::silent())?;
            meant.first().and_then(|one| one.values().next().map(str::to_string))
        }
    };
    let question = Question {
        codes: selection(&opened.codebook, &asked.codes)?,
        conditions: opened.conditions(&asked.conditions, context)?,
        level: asked.level,
        by,
        expect,
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = negative::negative(&material, &question).map_err(failure)?;
    let shown = Shown { reverse: arguments.reverse, most: Some(arguments.limit.unwrap_or(LISTED)) };
    arguments.output.write(
        context,
        format,
        || report::negative::sheets(&table, shown, &provenance),
        || report::negative::data(&table, shown),
        || report::negative::json(&table, &provenance),
    )?;
    Ok(opened.exit)
}
