//! Fisher's exact test of tables of any size (Freeman and Halton 1951).
//!
//! p is the chance, all margins fixed, of a table at most as likely as the one at hand. It is counted
//! over all such tables where there are not too many of them, and estimated from random ones else.

mod enumerated;
mod sampled;

use super::Counts;
use super::TwoByTwo;
use super::chance::MonteCarlo;
use super::two_by_two::fisher::Fisher;

/// How much is spent before sampling takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Columns of tables that are tried at most.
    pub nodes: usize,
    /// Random tables that are drawn at most when that is not enough; fewer, and never fewer than a
    /// thousand of them, where counts are so large that each takes long.
    pub samples: u64,
    /// What the random tables begin from.
    pub seed: u64,
}

impl Default for Effort {
    fn default() -> Self {
        Self { nodes: 6_000_000, samples: 10_000, seed: 1 }
    }
}

/// A p-value, and how it was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Exact {
    /// Over every table with these margins.
    Enumerated(f64),
    /// Over random tables with these margins.
    Sampled(MonteCarlo),
}

impl Exact {
    /// The p-value, whichever way.
    pub fn p(&self) -> f64 {
        match self {
            Exact::Enumerated(p) => *p,
            Exact::Sampled(estimate) => estimate.p,
        }
    }
}

/// Tests a table. Empty rows and columns change nothing; where only one table has these margins, p is 1.
pub fn freeman_halton(counts: &Counts, effort: Effort) -> Exact {
    let counts = counts.reduced();
    let (rows, columns) = (counts.rows().len(), counts.width());
    if rows < 2 || columns < 2 {
        return Exact::Enumerated(1.0);
    }
    if let [first, second] = counts.rows()
        && columns == 2
    {
        let table = TwoByTwo { a: first[0], b: first[1], c: second[0], d: second[1] };
        return Exact::Enumerated(Fisher::of(&table).two_sided);
    }
    // Few rows, many columns: the tables are built column by column.
    let counts = if rows > columns { counts.transposed() } else { counts };
    enumerated::p(&counts, effort.nodes)
        .map_or_else(|| Exact::Sampled(sampled::p(&counts, effort.samples, effort.seed)), Exact::Enumerated)
}

/// Two chances closer than this are the same, in logarithms: R's rule for ties.
const TIE: f64 = 1e-7;

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
