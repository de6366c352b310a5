//! `keerpunt crosstab`: codes by outcome, by any attribute, or by each other.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{Rows, failure, selection};
use super::{Context, Exit, Failure, Output, Which};
use keerpunt::analysis::crosstab::Question;
use keerpunt::analysis::{By, crosstab, crosstabs};
use keerpunt::report;

/// Counts codes by outcome, by another attribute, or by each other.
///
/// Rows are codes, groups above theirs; columns the values of the outcome. Every cell opens
/// into its passages with `keerpunt quotes CODE --where outcome=VALUE`; a bin is a value like any
/// other (`--where year=2010-2014`).
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    rows: Rows,
    /// The attribute whose values are the columns; `codes` for codes by codes. Without it the outcome.
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Cut points of a --by that holds numbers or dates: `2010,2015` makes the columns <2010,
    /// 2010-2014 and >=2015.
    #[arg(long, value_name = "CUTS", allow_hyphen_values = true)]
    bins: Option<String>,
    /// The table once for each value of this attribute.
    #[arg(long, value_name = "ATTRIBUTE")]
    within: Option<String>,
    /// Cut points of --within, as --bins has them.
    #[arg(long, value_name = "CUTS", requires = "within", allow_hyphen_values = true)]
    within_bins: Option<String>,
    /// List the incidents of each cell (in csv and json).
    #[arg(long)]
    ids: bool,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: Output,
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let opened = Opened::judged(&arguments.which, &arguments.from, &arguments.rows.conditions, context)?;
    let by = opened.by(arguments.by.as_deref(), arguments.bins.as_deref())?;
    let bins = arguments.within_bins.as_deref();
    let within = arguments.within.as_deref().map(|name| opened.variable(name, bins)).transpose()?;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.rows.codes)?,
        by,
        conditions: opened.conditions(&arguments.rows.conditions, context)?,
        unit: arguments.rows.unit.into(),
        level: arguments.rows.level,
        hide_zero: arguments.rows.hide_zero,
        ids: arguments.ids,
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    match within {
        None => {
            let table = crosstab(&material, &question).map_err(failure)?;
            if let (By::Attribute(variable), true) = (&question.by, table.columns.is_empty()) {
                context
                    .say(format!("note: no incident has a value of {}: there are no columns", variable.name));
            }
            let sheet = || report::crosstab::sheet(&table, &provenance);
            arguments.output.write_tables(
                format,
                || vec![sheet()],
                sheet,
                || report::crosstab::json(&table, &provenance),
            )?;
        }
        Some(within) => {
            let tables = crosstabs(&material, &question, &within).map_err(failure)?;
            arguments.output.write_tables(
                format,
                || report::crosstab::sheets(&tables, &provenance),
                || report::crosstab::joined(&tables),
                || report::crosstab::json_of_all(&tables, &provenance),
            )?;
        }
    }
    Ok(opened.exit)
}
