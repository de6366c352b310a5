//! One comparison within many strata, each a 2x2 table: what is left when nobody is compared with
//! anybody of another stratum. With respondents as strata: within respondents.

pub mod exact;
pub mod homogeneity;
pub mod mantel_haenszel;

use super::TwoByTwo;

/// All strata as one table, as if there were none.
pub fn collapsed(strata: &[TwoByTwo]) -> TwoByTwo {
    let sum = |cell: fn(&TwoByTwo) -> u64| strata.iter().map(cell).sum();
    TwoByTwo { a: sum(|one| one.a), b: sum(|one| one.b), c: sum(|one| one.c), d: sum(|one| one.d) }
}

/// How many strata tell anything: both groups and both answers occur in them.
pub fn informative(strata: &[TwoByTwo]) -> usize {
    strata.iter().filter(|one| !one.has_an_empty_margin()).count()
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
