//! `keerpunt compare`: two groups' rankings of codes, or of statements that other studies scored.

mod table;

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Codes, failure, selection};
use super::{Context, Exit, Failure, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::Unit;
use keerpunt::analysis::ranking::{Question, Side, ranking};
use keerpunt::report;
use keerpunt::report::Provenance;
use std::path::PathBuf;

/// Compares how two groups rank codes: what comes first for one and last for the other.
///
/// Groups are values of an attribute, clients against professionals: --by perspective. The codes of each
/// are ranked by the share of its incidents, or respondents, that have them. Where the study names the
/// attribute that links several tellings of one event (`event:`), what only one side of such an event
/// tells is listed too. --table compares scores of statements instead, from a file: a row for each
/// statement with a column for each group, or a row for each person's score with the columns statement,
/// group and score.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    codes: Codes,
    /// The attribute that makes the groups.
    #[arg(long, value_name = "ATTRIBUTE", required_unless_present = "table")]
    by: Option<String>,
    /// The two groups: values of the attribute, or columns of the table; `*` for all others, as in
    /// `client,*`. Without it the two values there are, or the first against all others.
    #[arg(long, value_name = "A,B")]
    groups: Option<String>,
    /// By what codes are ranked.
    #[arg(long, value_enum, default_value_t)]
    unit: UnitName,
    /// A table of statements and scores, .csv, .tsv or .jsonl; larger scores rank first.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["by", "codes", "conditions", "level", "unit", "from"])]
    table: Option<PathBuf>,
    /// Leave out the line below the table that says how a cell is opened: for a paper.
    #[arg(long, conflicts_with = "table")]
    no_hints: bool,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// By what codes are ranked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum UnitName {
    /// The share of a group's incidents with the code.
    #[default]
    Incident,
    /// The share of its respondents who tell the code.
    Respondent,
}

impl From<UnitName> for Unit {
    fn from(name: UnitName) -> Unit {
        match name {
            UnitName::Incident => Unit::Incident,
            UnitName::Respondent => Unit::Respondent,
        }
    }
}

/// Compares, and writes the tables.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let groups = arguments.groups.as_deref().map(two_of).transpose()?;
    if let Some(file) = &arguments.table {
        let (scored, exit) = table::read(file, groups, context)?;
        let from = file.display().to_string();
        arguments.output.write(
            context,
            format,
            || report::ranking::statements::sheets(&scored, &from),
            || report::ranking::statements::data(&scored, &from),
            || report::ranking::statements::json(&scored),
        )?;
        return Ok(exit);
    }
    let asked = &arguments.codes;
    let opened = Opened::judged(&arguments.which, &arguments.from, &asked.conditions, context)?;
    let by = arguments.by.as_deref().unwrap_or_default();
    let side = |name: String| if name == "*" { Side::Others } else { Side::Value(name) };
    let question = Question {
        codes: selection(&opened.codebook, &asked.codes)?,
        conditions: opened.conditions(&asked.conditions, context)?,
        by: opened.variable(by, None)?,
        groups: groups.map(|groups| groups.map(side)),
        unit: arguments.unit.into(),
        level: asked.level,
        event: opened.study.settings.event.clone(),
        outcome: opened.outcome().map(str::to_string),
    };
    let after = arguments.which.arguments();
    let (material, hints) = (opened.material(), !arguments.no_hints);
    let provenance = Provenance { hints, ..opened.provenance(&after) };
    let table = ranking(&material, &question).map_err(failure)?;
    arguments.output.write(
        context,
        format,
        || report::ranking::sheets(&table, &material, &provenance),
        || report::ranking::data(&table, &material, &provenance),
        || report::ranking::json(&table, &material, &provenance),
    )?;
    Ok(opened.exit)
}

/// The two groups that are named, divided by a comma.
fn two_of(pair: &str) -> Result<[String; 2], Failure> {
    match pair.split(',').map(str::trim).collect::<Vec<_>>()[..] {
        [first, second] if !first.is_empty() && !second.is_empty() && first != second => {
            Ok([first.to_string(), second.to_string()])
        }
        _ => Err(Failure::usage(
            format!("`{pair}` does not name two groups"),
            "write two with a comma between: --groups client,professional, or --groups 'client,*' for one against all others",
        )),
    }
}
