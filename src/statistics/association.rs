//! Are the rows and columns of a table independent, and if not, how strongly do they go together?
//!
//! Empty rows and columns are left out first. With fewer than two of either left there is nothing to
//! compare, and everything here is undefined.

use super::Counts;
use super::counts::expected;
use super::tails;

/// A statistic that is held against the chi-square distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// Its value.
    pub value: f64,
    /// Degrees of freedom.
    pub df: u64,
    /// The chance of at least this value were rows and columns independent, in large samples.
    pub p: f64,
}

impl ChiSquare {
    /// With the tail beyond it.
    pub fn of(value: f64, df: u64) -> Self {
        Self { value, df, p: tails::chi_squared(value, df) }
    }
}

/// Pearson's chi-square without correction: the sum of (O-E)²/E.
pub fn pearson(counts: &Counts) -> Option<ChiSquare> {
    sum_over(counts, |observed, expected| (observed - expected).powi(2) / expected)
}

/// Yates' chi-square: the sum of (|O-E| - min(½, |O-E|))²/E. Too careful for most purposes.
pub fn yates(counts: &Counts) -> Option<ChiSquare> {
    sum_over(counts, |observed, expected| {
        let apart = (observed - expected).abs();
        (apart - apart.min(0.5)).powi(2) / expected
    })
}

/// The likelihood-ratio statistic G without correction: twice the sum of O ln(O/E).
pub fn likelihood_ratio(counts: &Counts) -> Option<ChiSquare> {
    sum_over(counts, |observed, expected| match observed > 0.0 {
        true => 2.0 * observed * ((observed - expected) / expected).ln_1p(),
        false => 0.0,
    })
    // What rounding leaves of nothing may lie below it.
    .map(|g| ChiSquare::of(g.value.max(0.0), g.df))
}

fn sum_over(counts: &Counts, term: impl Fn(f64, f64) -> f64) -> Option<ChiSquare> {
    let df = counts.degrees_of_freedom()?;
    let terms = counts.each(|count, row, column, total| {
        expected(row, column, total).filter(|expected| *expected > 0.0).map(|e| term(count as f64, e))
    });
    Some(ChiSquare::of(terms.into_iter().flatten().flatten().sum(), df))
}

/// Cramér's V: the root of chi-square over n times the smaller of rows and columns less one; 0 to 1.
pub fn cramers_v(counts: &Counts) -> Option<f64> {
    let (rows, columns) = counts.reduced_shape();
    let least = rows.min(columns) as f64 - 1.0;
    pearson(counts).map(|chi2| (chi2.value / (counts.total() as f64 * least)).sqrt())
}

/// Cramér's V freed of most of its upward bias (Bergsma 2013). Undefined too where the corrected
/// number of rows or columns is one.
pub fn cramers_v_corrected(counts: &Counts) -> Option<f64> {
    let chi2 = pearson(counts)?;
    let (rows, columns) = counts.reduced_shape();
    let (rows, columns, n) = (rows as f64, columns as f64, counts.total() as f64);
    let phi2 = (chi2.value / n - (rows - 1.0) * (columns - 1.0) / (n - 1.0)).max(0.0);
    let corrected = |k: f64| k - (k - 1.0).powi(2) / (n - 1.0);
    let least = corrected(rows).min(corrected(columns)) - 1.0;
    (least > 0.0).then(|| (phi2 / least).sqrt())
}

/// Pearson's contingency coefficient C: the root of chi-square over chi-square plus n; below 1.
pub fn contingency_coefficient(counts: &Counts) -> Option<f64> {
    pearson(counts).map(|chi2| (chi2.value / (chi2.value + counts.total() as f64)).sqrt())
}

/// (O-E)/√E for every cell; `None` in empty rows and columns.
pub fn pearson_residuals(counts: &Counts) -> Option<Vec<Vec<Option<f64>>>> {
    residuals(counts, |observed, expected, _, _| (observed - expected) / expected.sqrt())
}

/// Adjusted standardised residuals: (O-E)/√(E (1-row/n) (1-column/n)). About standard normal were
/// rows and columns independent, so that beyond ±2 a cell stands out.
pub fn adjusted_residuals(counts: &Counts) -> Option<Vec<Vec<Option<f64>>>> {
    residuals(counts, |observed, expected, row, column| {
        (observed - expected) / (expected * (1.0 - row) * (1.0 - column)).sqrt()
    })
}

fn residuals(counts: &Counts, residual: impl Fn(f64, f64, f64, f64) -> f64) -> Option<Vec<Vec<Option<f64>>>> {
    counts.degrees_of_freedom()?;
    Some(counts.each(|count, row, column, total| {
        let expected = expected(row, column, total).filter(|expected| *expected > 0.0)?;
        let share = |part: u64| part as f64 / total as f64;
        Some(residual(count as f64, expected, share(row), share(column)))
    }))
}

#[cfg(test)]
#[path = "association_tests.rs"]
mod tests;
