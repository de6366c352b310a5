//! How a cell of a 2x2 table spreads when its margins are fixed.

use super::lattice::Lattice;

/// The distribution of cell a of a table with these margins, at this odds ratio (1 is independence;
/// another is Fisher's non-central distribution).
///
/// `row` is the total of the first row, `column` of the first column, `total` the grand total.
pub fn cell(row: u64, column: u64, total: u64, odds_ratio: f64) -> Lattice {
    let least = (row + column).saturating_sub(total);
    let most = row.min(column);
    // d = total - row - column + a, which is never below zero between `least` and `most`.
    Lattice::from_ratios(least, most, |a| {
        let (b, c) = ((row - a) as f64, (column - a) as f64);
        let d = (total + a + 1 - row - column) as f64;
        odds_ratio * b * c / ((a + 1) as f64 * d)
    })
}
