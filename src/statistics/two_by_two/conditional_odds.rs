//! The odds ratio given both margins: what `fisher.test` of R estimates.

use super::TwoByTwo;
use crate::statistics::{Interval, hypergeometric, root};

/// The conditional estimate with its exact interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConditionalOdds {
    /// The odds ratio under which cell a is what it is on average: 0 or infinite at the ends of
    /// what the margins allow.
    pub estimate: f64,
    /// The exact central limits of Cornfield and Fisher.
    pub exact: Interval,
}

/// Fits Fisher's non-central hypergeometric distribution to cell a; undefined with an empty margin.
pub fn conditional(table: &TwoByTwo, level: f64) -> Option<ConditionalOdds> {
    if table.has_an_empty_margin() {
        return None;
    }
    let ([row, _], [column, _], total) = (table.groups(), table.events(), table.total());
    let at = |log_odds: f64| hypergeometric::cell(row, column, total, log_odds.exp());
    let start = super::odds_ratio::haldane_anscombe(table, level).value.ln();
    let a = table.a;
    let (lowest, highest) = (table.a == 0 || table.d == 0, table.b == 0 || table.c == 0);
    let tail = (1.0 - level) / 2.0;
    let solved = |f: &dyn Fn(f64) -> f64| root::near(start, f).map(f64::exp);
    let estimate = match (lowest, highest) {
        (true, _) => 0.0,
        (_, true) => f64::INFINITY,
        _ => solved(&|x| at(x).mean() - a as f64)?,
    };
    let low = if lowest { 0.0 } else { solved(&|x| at(x).at_least(a) - tail)? };
    let high = if highest { f64::INFINITY } else { solved(&|x| at(x).at_most(a) - tail)? };
    Some(ConditionalOdds { estimate, exact: Interval { low, high } })
}
