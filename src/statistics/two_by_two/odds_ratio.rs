//! The odds of the event in one group over those in the other.

use super::TwoByTwo;
use crate::statistics::{Interval, tails};

/// An odds ratio with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsRatio {
    /// ad/bc.
    pub value: f64,
    /// Woolf's interval, exp(ln OR ± z √(1/a+1/b+1/c+1/d)); `None` where a cell is empty.
    pub woolf: Option<Interval>,
    /// The standard error of ln OR; `None` where a cell is empty.
    pub log_se: Option<f64>,
}

/// The sample odds ratio ad/bc: infinite where bc = 0 < ad, undefined with an empty margin.
pub fn sample(table: &TwoByTwo, level: f64) -> Option<OddsRatio> {
    if table.has_an_empty_margin() {
        return None;
    }
    Some(of(table.cells().map(|count| count as f64), level))
}

/// The odds ratio of the table with ½ added to every cell (Haldane 1956, Anscombe 1956): what can
/// still be said with an empty cell.
pub fn haldane_anscombe(table: &TwoByTwo, level: f64) -> OddsRatio {
    of(table.cells().map(|count| count as f64 + 0.5), level)
}

fn of(cells: [f64; 4], level: f64) -> OddsRatio {
    let [a, b, c, d] = cells;
    let value = a * d / (b * c);
    let empty = cells.contains(&0.0);
    let log_se = (!empty).then(|| cells.iter().map(|cell| 1.0 / cell).sum::<f64>().sqrt());
    let reach = |se: f64| tails::normal_quantile(level) * se;
    let woolf = log_se.map(|se| Interval::around(value.ln(), reach(se)).map(f64::exp));
    OddsRatio { value, woolf, log_se }
}
