//! Correlation of two yes-or-no variables.

use super::TwoByTwo;

/// phi = (ad-bc)/√(n1 n2 m1 m2), -1 to 1; undefined with an empty margin.
pub fn phi(table: &TwoByTwo) -> Option<f64> {
    // Group by group and event by event, so that the turned table gives the same to the last digit.
    let root = |[one, other]: [u64; 2]| (one as f64).sqrt() * (other as f64).sqrt();
    let margins = root(table.groups()) * root(table.events());
    (margins > 0.0).then(|| (table.determinant() / margins).clamp(-1.0, 1.0))
}

/// Yule's Q = (ad-bc)/(ad+bc), -1 to 1 and there as soon as a cell is empty; undefined with an empty margin.
pub fn yules_q(table: &TwoByTwo) -> Option<f64> {
    let both = table.a as f64 * table.d as f64 + table.b as f64 * table.c as f64;
    (both > 0.0).then(|| table.determinant() / both)
}
