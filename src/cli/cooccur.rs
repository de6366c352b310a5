//! `keerpunt cooccur`: which codes stand together.

use super::from::FromWhom;
use super::opened::Opened;
use super::question::{UnitName, Where, at_least_one, failure, selection};
use super::{Context, Exit, Failure, PlotOutput, TableOutput, Which};
use clap::ValueEnum;
use keerpunt::analysis::cooccurrence;
use keerpunt::analysis::cooccurrence::{Order, Question, Wanted};
use keerpunt::report;
use keerpunt::report::cooccurrence::Layout;
use keerpunt::report::plot::{Heat, MOST_LINES, Network};

/// Counts which codes stand together.
///
/// Two codes stand together in an incident that has both, or in a paragraph, sentence or passage
/// (--unit). Pairs of codes without codes below them are counted; --level 1 counts the groups
/// instead. A pair opens with `keerpunt quotes CODE --with CODE`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codes whose pairs are counted, each with all below it; without any, the whole codebook.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[command(flatten)]
    conditions: Where,
    /// In what two codes stand together; `segment`: in passages that overlap, `respondent`: in all
    /// that one person told.
    #[arg(long, value_enum, default_value_t)]
    unit: UnitName,
    /// Count codes deeper than LEVEL as the code above them.
    #[arg(long, value_name = "LEVEL", value_parser = at_least_one())]
    level: Option<usize>,
    /// The same pairs for each value of this attribute, side by side: `--by outcome`.
    #[arg(long, value_name = "ATTRIBUTE")]
    by: Option<String>,
    /// Cut points of a --by that holds numbers or dates: `2010,2015` makes <2010, 2010-2014 and
    /// >=2015.
    #[arg(long, value_name = "CUTS", requires = "by", allow_hyphen_values = true)]
    bins: Option<String>,
    /// Codes by codes instead of a list.
    #[arg(long)]
    matrix: bool,
    /// What puts pairs in order, and stands in the cells of a matrix: without it c in a list and n
    /// in a matrix.
    #[arg(long, value_enum, value_name = "NUMBER")]
    order: Option<OrderName>,
    /// Leave out pairs that stand together less often than N times; without it 2 in a list and 1 in
    /// a matrix.
    #[arg(long, value_name = "N")]
    min: Option<usize>,
    /// Leave out pairs that rules find by the same words, so that the codebook puts them together.
    #[arg(long, conflicts_with = "matrix")]
    apart: bool,
    /// No more than N pairs.
    #[arg(long, value_name = "N", conflicts_with = "matrix", value_parser = at_least_one())]
    limit: Option<usize>,
    #[command(flatten)]
    from: FromWhom,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    output: TableOutput,
    #[command(flatten)]
    plot: PlotOutput,
    /// What is drawn.
    #[arg(
        long,
        value_enum,
        value_name = "KIND",
        requires = "plot",
        default_value_t,
        help_heading = "Output"
    )]
    plot_kind: Kind,
}

/// A kind of drawing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Codes by codes, darker where they stand together more; n in the cells, or what --order says.
    #[default]
    Heat,
    /// Codes on a ring with lines between those that stand together, by c or what --order says; 40 lines, or
    /// what --limit says.
    Network,
}

/// A number that pairs have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OrderName {
    /// How often they stand together.
    N,
    /// The c-coefficient: of what has either the share that has both.
    C,
    /// How much more often than by chance.
    Lift,
    /// Their correlation.
    Phi,
}

impl From<OrderName> for Order {
    fn from(name: OrderName) -> Order {
        match name {
            OrderName::N => Order::Together,
            OrderName::C => Order::C,
            OrderName::Lift => Order::Lift,
            OrderName::Phi => Order::Phi,
        }
    }
}

/// Counts, and writes the table.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    arguments.plot.check()?;
    if let (UnitName::Segment, Some(OrderName::Lift | OrderName::Phi)) = (arguments.unit, arguments.order) {
        return Err(Failure::usage(
            "passages have no lift and no phi: nobody counts those without a code",
            "order by n or c, or count sentences: --unit sentence",
        ));
    }
    let opened = Opened::judged(&arguments.which, &arguments.from, &arguments.conditions, context)?;
    let bins = arguments.bins.as_deref();
    let by = arguments.by.as_deref().map(|name| opened.variable(name, bins)).transpose()?;
    let question = Question {
        codes: selection(&opened.codebook, &arguments.codes)?,
        conditions: opened.conditions(&arguments.conditions, context)?,
        unit: arguments.unit.into(),
        level: arguments.level,
        by,
    };
    let after = arguments.which.arguments();
    let (material, provenance) = (opened.material(), opened.provenance(&after));
    let table = cooccurrence(&material, &question).map_err(failure)?;
    if table.codes.len() < 2 {
        return Err(Failure::usage(
            "there are not two codes to be together",
            "name groups or several codes, or none for the whole codebook; --level 1 counts the groups",
        ));
    }
    match arguments.plot_kind {
        Kind::Heat => {
            let wanted = arguments.wanted(Order::Together, 1);
            arguments.plot.write(context, || Heat::of(&table, &wanted, &provenance))?;
        }
        Kind::Network => {
            let most = arguments.limit.or(Some(MOST_LINES));
            let wanted = Wanted { most, ..arguments.wanted(Order::C, 2) };
            arguments.plot.write(context, || Network::of(&table, &wanted, &provenance))?;
        }
    }
    if arguments.plot.stands_alone(&arguments.output) {
        return Ok(opened.exit);
    }
    let (layout, wanted) = match arguments.matrix {
        true => (Layout::Matrix, arguments.wanted(Order::Together, 1)),
        false => (Layout::List, arguments.wanted(Order::C, 2)),
    };
    arguments.output.write(
        context,
        format,
        || report::cooccurrence::sheets(&table, &wanted, layout, &provenance),
        || report::cooccurrence::data(&table, &wanted, layout),
        || report::cooccurrence::json(&table, &wanted, &provenance),
    )?;
    Ok(opened.exit)
}

impl Arguments {
    /// Which pairs are wanted; `order` and `fewest` where nobody says.
    fn wanted(&self, order: Order, fewest: usize) -> Wanted {
        Wanted {
            order: self.order.map_or(order, Order::from),
            fewest: self.min.unwrap_or(fewest),
            apart: self.apart,
            most: self.limit,
        }
    }
}
