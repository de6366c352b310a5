//! Is the odds ratio the same in every stratum? (Breslow and Day 1980; Tarone 1985.)

use super::mantel_haenszel;
use crate::statistics::TwoByTwo;
use crate::statistics::association::ChiSquare;

/// Both forms of the test, with one degree of freedom less than there are strata.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Homogeneity {
    /// Breslow and Day's.
    pub breslow_day: ChiSquare,
    /// With Tarone's correction for the common odds ratio being Mantel and Haenszel's.
    pub tarone: ChiSquare,
}

/// Tests two strata or more; undefined where any cell of any stratum is empty.
pub fn breslow_day(strata: &[TwoByTwo]) -> Option<Homogeneity> {
    if strata.len() < 2 || strata.iter().any(TwoByTwo::has_an_empty_cell) {
        return None;
    }
    let common = mantel_haenszel::odds_ratio(strata, 0.95)?.value;
    let (mut sum, mut apart, mut variances) = (0.0, 0.0, 0.0);
    for one in strata {
        let (row, column) = (one.groups()[0] as f64, one.events()[0] as f64);
        let rest = one.d as f64 - one.a as f64;
        // Cell a under the common odds ratio: the root of a square that keeps the margins.
        let (x, y) = (common * (row + column) + rest, common * row * column);
        let expected = 2.0 * y / (x + (x * x + 4.0 * (1.0 - common) * y).sqrt());
        let cells = [expected, row - expected, column - expected, rest + expected];
        let variance = 1.0 / cells.iter().map(|cell| 1.0 / cell).sum::<f64>();
        let distance = one.a as f64 - expected;
        sum += distance * distance / variance;
        apart += distance;
        variances += variance;
    }
    let of = |value| ChiSquare::of(value, strata.len() as u64 - 1);
    Some(Homogeneity { breslow_day: of(sum), tarone: of((sum - apart * apart / variances).max(0.0)) })
}
