//! One comparison within many strata, each a 2x2 table: what is left when nobody is compared with
//! anybody of another stratum. With respondents as strata: within respondents.

pub mod exact;
pub mod homogeneity;
pub mod mantel_haenszel;

use super::TwoByTwo;

/// A 2x2 table that is one stratum, or several alike.
pub trait Stratum {
    /// The table.
    fn table(&self) -> &TwoByTwo;

    /// How many strata are like it.
    fn times(&self) -> u64 {
        1
    }
}

impl Stratum for TwoByTwo {
    fn table(&self) -> &TwoByTwo {
        self
    }
}

/// Strata that are alike, so that a million of them are a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// What each of them is.
    pub table: TwoByTwo,
    /// How many there are.
    pub times: u64,
}

impl Stratum for Alike {
    fn table(&self) -> &TwoByTwo {
        &self.table
    }

    fn times(&self) -> u64 {
        self.times
    }
}

/// The table of each, and how often it counts.
pub(super) fn each<S: Stratum>(strata: &[S]) -> impl Iterator<Item = (&TwoByTwo, f64)> + Clone {
    strata.iter().map(|one| (one.table(), one.times() as f64))
}

/// All strata as one table, as if there were none.
pub fn collapsed<S: Stratum>(strata: &[S]) -> TwoByTwo {
    let sum = |cell: fn(&TwoByTwo) -> u64| strata.iter().map(|one| one.times() * cell(one.table())).sum();
    TwoByTwo { a: sum(|one| one.a), b: sum(|one| one.b), c: sum(|one| one.c), d: sum(|one| one.d) }
}

/// How many strata tell anything: both groups and both answers occur in them.
pub fn informative<S: Stratum>(strata: &[S]) -> u64 {
    strata.iter().filter(|one| !one.table().has_an_empty_margin()).map(Stratum::times).sum()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
