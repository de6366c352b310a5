//! `keerpunt crosstab`: codes by outcome, by any attribute, or by each other.

use super::from::FromWhom;
use super::opened::{Need, Opened};
use super::question::{Rows, failure, selection, two_of};
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::crosstab::Question;
use keerpunt::analysis::{By, Comparing, Detail, Unit, crosstab, crosstabs};
use keerpunt::report::plot::Dots;
use keerpunt::report::{Made, Provenance};

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
    /// How much is said of differences between columns; without it `basic`, where they can be compared.
    #[arg(long, value_enum, value_name = "HOW_MUCH")]
    stats: Option<Stats>,
    /// Compare these two columns; without it the first two values of the outcome, or all of another
    /// attribute.
    #[arg(long, value_name = "A,B")]
    compare: Option<String>,
    /// What random tables and arrangements begin from, where a test needs them; results print it.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// List the incidents of each cell (in csv and json).
    #[arg(long)]
    ids: bool,
    /// Leave out the lines below the table that say how a cell is opened and explained: for a paper.
    #[arg(long)]
    no_hints: bool,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
    #[command(flatten)]
    plot: PlotOutput,
}

/// How much is said of differences between columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stats {
    /// Counts alone.
    None,
    /// Difference, odds ratio, exact test, corrected for the number of codes.
    Basic,
    /// Risk ratio, mid-p, chi-square, G, phi, V, residuals, intervals, and tests that know of
    /// respondents too.
    Full,
}

impl From<Stats> for Detail {
    fn from(stats: Stats) -> Detail {
        match stats {
            Stats::None => Detail::None,
            Stats::Basic => Detail::Basic,
            Stats::Full => Detail::Full,
        }
    }
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.plot.check()?;
    let unit = arguments.rows.unit.into();
    let need = match unit {
        Unit::Incident | Unit::Respondent => Need::Codes,
        Unit::Paragraph | Unit::Sentence | Unit::Segment => Need::Passages,
    };
    let Arguments { which, from, rows, .. } = arguments;
    let opened = Opened::judged_in(need, which, from, &rows.conditions, context)?;
    let by = opened.by(arguments.by.as_deref(), arguments.bins.as_deref())?;
    let bins = arguments.within_bins.as_deref();
    let within = arguments.within.as_deref().map(|name| opened.variable(name, bins)).transpose()?;
    if let (By::Attribute(columns), Some(tables)) = (&by, &within)
        && columns.name == tables.name
    {
        return Err(Failure::usage(
            format!(
                "--within {0} makes a table for each value of {0}, which is what the columns are",
                tables.name
            ),
            "name another attribute with --within, or leave it out",
        ));
    }
    let comparing = arguments.comparing(&opened, &by)?;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.rows.codes)?,
        by,
        conditions: opened.conditions(&arguments.rows.conditions, context)?,
        unit,
        level: arguments.rows.level,
        hide_zero: arguments.rows.hide_zero,
        ids: arguments.ids,
        comparing,
    };
    let after = arguments.which.arguments();
    let (material, hints) = (opened.material(), !arguments.no_hints);
    let provenance = Provenance { hints, ..opened.provenance(&after) };
    let made = match within {
        None => crosstab(&material, &question).map(Made::Once),
        Some(within) => crosstabs(&material, &question, &within).map(Made::Within),
    };
    let made = made.map_err(failure)?;
    let drawn = || match &made {
        Made::Once(table) => Dots::of(table, &provenance),
        Made::Within(tables) => Dots::within(tables, &provenance),
    };
    if let (Made::Once(table), By::Attribute(variable)) = (&made, &question.by)
        && table.columns.is_empty()
    {
        context.say(format!("note: no incident has a value of {}: there are no columns", variable.name));
    }
    arguments.plot.write(context, drawn)?;
    if !arguments.plot.stands_alone(&arguments.output) {
        arguments.output.write_made(context, format, &made, &provenance)?;
    }
    Ok(opened.exit)
}

impl Arguments {
    fn comparing(&self, opened: &Opened, by: &By) -> Result<Comparing, Failure> {
        let columns = match &self.compare {
            None => None,
            Some(pair) => Some(two_of(pair)?),
        };
        if columns.is_some() && self.stats == Some(Stats::None) {
            return Err(Failure::usage(
                "--compare compares nothing with --stats none",
                "leave one of the two out",
            ));
        }
        let settings = &opened.study.settings;
        let outcome = settings.collection.outcome.as_ref();
        let of_outcome =
            matches!((by, outcome), (By::Attribute(one), Some(outcome)) if one.name == outcome.attribute);
        let asked = if of_outcome { settings.asked.clone() } else { Vec::new() };
        Ok(Comparing { detail: self.stats.map(Detail::from), columns, of_outcome, asked, seed: self.seed })
    }
}
