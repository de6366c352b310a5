//! `keerpunt matrix`: a framework matrix, incidents or respondents by codes.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Codes, Teller, at_least_one, failure, selection};
use super::{Context, Exit, Failure, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::matrix;
use keerpunt::analysis::matrix::Question;
use keerpunt::coding::remarks;
use keerpunt::report;
use keerpunt::report::matrix::{Cells, Shown};

/// Lays out a framework matrix: a row for each incident or respondent, a column for each code.
///
/// Read down a column to see a code across cases, along a row to see a case. A cell has the
/// passages, or what you made of them: `keerpunt memo INCIDENT --code CODE "..."` keeps a summary
/// of what an incident says of a code; memos on passages with the code and notes of codings stand
/// there too. A file fits it best: --output matrix.csv for a spreadsheet, matrix.html to read.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    codes: Codes,
    /// What a row is.
    #[arg(long, value_enum, default_value_t)]
    unit: Teller,
    /// What stands in a cell.
    #[arg(long, value_enum, default_value_t)]
    cells: CellsName,
    /// At most N passages in a cell; what is beyond is counted.
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = at_least_one())]
    quotes: usize,
    /// The attribute beside each row; without it the outcome.
    #[arg(long, value_name = "ATTRIBUTE")]
    beside: Option<String>,
    /// Leave out codes that no row has.
    #[arg(long)]
    hide_zero: bool,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum CellsName {
    /// Passages.
    #[default]
    Quotes,
    /// What people wrote: memos and notes.
    Summaries,
    /// Summaries, then passages.
    Both,
    /// The number of passages.
    Counts,
}

impl From<CellsName> for Cells {
    fn from(name: CellsName) -> Cells {
        match name {
            CellsName::Quotes => Cells::Quotes,
            CellsName::Summaries => Cells::Summaries,
            CellsName::Both => Cells::Both,
            CellsName::Counts => Cells::Counts,
        }
    }
}

/// Lays out the matrix, and writes it.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let asked = &arguments.codes;
    let opened = Opened::judged(&arguments.which, &arguments.from, &asked.conditions, context)?;
    let remarks = remarks(&opened.loaded.shelf.standings, opened.incidents());
    let question = Question {
        codes: selection(&opened.codebook, &asked.codes)?,
        conditions: opened.conditions(&asked.conditions, context)?,
        level: asked.level,
        by_respondent: arguments.unit == Teller::Respondent,
        hide_zero: arguments.hide_zero,
        remarks: &remarks,
    };
    let beside = match &arguments.beside {
        Some(name) => Some(opened.variable(name, None)?.name),
        None => opened.outcome().map(str::to_string),
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = matrix::matrix(&material, &question).map_err(failure)?;
    let shown = Shown { cells: arguments.cells.into(), quotes: arguments.quotes, beside: beside.as_deref() };
    arguments.output.write(
        context,
        format,
        || vec![report::matrix::sheet(&table, shown, &provenance)],
        || report::matrix::body(&table, shown),
        || report::matrix::json(&table, shown, &provenance),
    )?;
    Ok(opened.exit)
}
