//! Do the columns of a table differ? What can be compared, what it gives, and why not.

mod clusters;
mod columns;
mod families;
mod several;
pub mod summary;
mod two;
mod whole;

pub use clusters::{Arranged, Dependence};
pub use several::between;
pub use whole::Whole;

use super::statistic::{Caution, Statistic};
use super::{Column, Unit};
use crate::statistics::freeman_halton::Effort;
use crate::statistics::{Interval, proportion};

/// The confidence level of every interval.
pub const LEVEL: f64 = 0.95;

/// Wilson's interval, at [`LEVEL`], of the share that `count` is of `base`; none of nothing.
pub fn share_interval(count: usize, base: usize) -> Option<Interval> {
    proportion::wilson(count as u64, base as u64, LEVEL)
}

/// How much is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// Counts alone.
    None,
    /// Difference, odds ratio, Fisher's test, corrected for the number of codes.
    #[default]
    Basic,
    /// Everything.
    Full,
}

/// What is asked about the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparing {
    /// How much; `None` where nobody said, which is basic where columns can be compared.
    pub detail: Option<Detail>,
    /// The two columns to compare, by their values. Without it the first two of the outcome, or all
    /// of another attribute.
    pub columns: Option<[String; 2]>,
    /// The columns are the values of the outcome.
    pub of_outcome: bool,
    /// How many incidents of each value every respondent was asked for, where the columns are the
    /// outcome and the design fixed it.
    pub asked: Vec<(String, usize)>,
    /// What random tables and arrangements begin from.
    pub seed: u64,
}

impl Default for Comparing {
    fn default() -> Self {
        let seed = Effort::default().seed;
        Self { detail: None, columns: None, of_outcome: false, asked: Vec::new(), seed }
    }
}

/// What became of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Tested {
    /// Nothing was asked.
    #[default]
    NotAsked,
    /// It cannot be done.
    Refused(Refusal),
    /// It was done.
    Done(Box<Compared>),
}

impl Tested {
    /// What was compared.
    pub fn done(&self) -> Option<&Compared> {
        match self {
            Tested::Done(compared) => Some(compared),
            Tested::NotAsked | Tested::Refused(_) => None,
        }
    }
}

/// Why columns cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// There are not two columns.
    NotTwoColumns,
    /// The columns are codes, and incidents stand in several.
    Codes,
    /// So many incidents stand in several of the columns.
    InSeveral(usize),
    /// Respondents are counted, and so many stand in several of the columns.
    SharedRespondents(usize),
    /// Segments have no base.
    Segments,
}

/// Columns that were compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// How much is said.
    pub detail: Detail,
    /// Which columns, by their place in the table: two, or all.
    pub columns: Vec<usize>,
    /// How many tests were corrected together, family by family.
    pub tests: Tests,
    /// Units that hang together, where some do.
    pub dependence: Option<Dependence>,
    /// The design fixed how many incidents of each column there are.
    pub asked: Vec<(String, usize)>,
    /// What random tables and arrangements begin from.
    pub seed: u64,
    /// What the cluster permutation test drew, where it was done.
    pub arrangements: Option<Arranged>,
    /// All codes against the columns as one table, in full.
    pub whole: Option<Whole>,
}

impl Compared {
    /// Two columns are compared, and not more.
    pub fn is_of_two(&self) -> bool {
        self.columns.len() == 2
    }
}

/// What statistics say of one row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfRow {
    /// The statistics, in their order.
    pub statistics: Vec<Statistic>,
    /// What to be careful of.
    pub cautions: Vec<Caution>,
    /// In full, for each cell: Wilson's interval of its share.
    pub intervals: Vec<Option<Interval>>,
    /// In full, for each cell compared: the adjusted standardised residual.
    pub residuals: Vec<Option<f64>>,
}

/// Counts of a row and bases of its columns, ready to be compared.
pub(super) struct Counted<'a> {
    /// The units with the code, column by column.
    pub counts: &'a [usize],
    /// The columns.
    pub columns: &'a [Column],
}

impl Counted<'_> {
    fn base(&self, column: usize) -> u64 {
        self.columns[column].base.unwrap_or(0) as u64
    }

    fn with(&self, column: usize) -> u64 {
        self.counts[column] as u64
    }

    /// With and without the code, for each of `columns`.
    fn rows(&self, columns: &[usize]) -> Vec<Vec<u64>> {
        columns
            .iter()
            .map(|column| vec![self.with(*column), self.base(*column).saturating_sub(self.with(*column))])
            .collect()
    }

    fn wilson(&self) -> Vec<Option<Interval>> {
        (0..self.counts.len()).map(|at| proportion::wilson(self.with(at), self.base(at), LEVEL)).collect()
    }
}

pub(super) use clusters::Clusters;
pub(super) use columns::{Decided, decide, place};
pub use families::Tests;
pub(super) use families::{Family, correct};

/// The statistics of one row, but for corrections that need all rows.
pub(super) fn of_row(
    counted: &Counted<'_>,
    compared: &Compared,
    clusters: Option<&Clusters>,
    units: &[u32],
) -> OfRow {
    let mut row = match compared.columns[..] {
        [first, second] => two::of_row(counted, [first, second], compared.detail, clusters, units),
        _ => several::of_row(counted, compared, clusters, units),
    };
    if let Some(dependence) = &compared.dependence {
        row.cautions.push(dependence.caution());
        row.cautions.extend(dependence.few().filter(|_| compared.detail == Detail::Full));
    }
    if compared.arrangements.is_some_and(Arranged::by_size) {
        row.cautions.push(Caution::ClusterSizes);
    }
    if compared.detail == Detail::Full {
        row.intervals = counted.wilson();
    }
    row
}

/// Whether units of this kind can be compared at all.
fn has_base(unit: Unit) -> bool {
    unit != Unit::Segment
}
