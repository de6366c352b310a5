//! All codes of a table against its columns, as one table.

use super::Dependence;
use crate::analysis::statistic::Caution;
use crate::statistics::Counts;
use crate::statistics::association::{ChiSquare, cramers_v, pearson};
use crate::statistics::clusters::of_tables::{Corrected, Held, corrected};
use crate::statistics::freeman_halton::{Effort, Exact, freeman_halton};

/// One test of all codes together; only where no unit has two of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Whole {
    /// So many units have two of the codes or more: they would be counted twice.
    Overlap(usize),
    /// Tested.
    Tested {
        /// Pearson's chi-square; `None` where nothing can be compared.
        chi2: Option<ChiSquare>,
        /// Freeman and Halton's test.
        exact: Exact,
        /// Cramér's V.
        cramers_v: Option<f64>,
        /// How many units stand in it.
        n: u64,
        /// The same with clusters reckoned with, where units hang together and that is defined.
        corrected: Option<Box<Corrected>>,
        /// What to be careful of in the tests that take units as independent.
        cautions: Vec<Caution>,
        /// How units hang together, where some do.
        dependence: Option<Dependence>,
    },
}

impl Whole {
    /// Of codes (rows) by columns; `overlap` is the number of units with two of the codes or more,
    /// `clusters` the same table of each cluster (none where units do not hang together), `seed` what random tables begin from.
    pub(crate) fn of(
        rows: Vec<Vec<u64>>,
        overlap: usize,
        clusters: impl FnOnce() -> Vec<Held>,
        dependence: Option<Dependence>,
        seed: u64,
    ) -> Option<Self> {
        if overlap > 0 {
            return Some(Whole::Overlap(overlap));
        }
        let counts = Counts::new(rows)?;
        let (chi2, exact) = (pearson(&counts), freeman_halton(&counts, Effort { seed, ..Effort::default() }));
        let mut cautions = Vec::new();
        let rough = |expected: f64| expected > 0.0 && expected < 5.0;
        if chi2.is_some() && counts.expected().into_iter().flatten().flatten().any(rough) {
            cautions.push(Caution::ExpectedBelowFive);
        }
        cautions.extend(dependence.map(|one| one.caution()));
        Some(Whole::Tested {
            chi2,
            exact,
            cautions,
            dependence,
            cramers_v: cramers_v(&counts),
            n: counts.total(),
            corrected: corrected(&clusters(), counts.width()).map(Box::new),
        })
    }
}
