//! The exact test over strata: with respondents as strata, every way to give the outcomes of a
//! respondent's incidents to other incidents of the same respondent.

use super::{Stratum, mantel_haenszel};
use crate::statistics::lattice::Lattice;
use crate::statistics::two_by_two::conditional_odds::ConditionalOdds;
use crate::statistics::{Interval, hypergeometric, root};

/// How much multiplying may go into a test.
const MOST_WORK: usize = 5_000_000;

/// The distribution of the sum of the cells a, all margins of all strata fixed.
#[derive(Debug, Clone)]
pub struct ExactStrata {
    sum: Lattice,
    observed: u64,
    /// The least and the most that the margins allow.
    range: (u64, u64),
    start: f64,
}

impl ExactStrata {
    /// Of these strata; `None` where there are too many of them to be counted through.
    pub fn of<S: Stratum>(strata: &[S]) -> Option<Self> {
        let (mut sum, mut settled) = (Lattice::certain(0), 0);
        let (mut least, mut most, mut work) = (0, 0, 0usize);
        for (one, times) in strata.iter().map(|one| (one.table(), one.times())) {
            let ([row, _], [column, _], total) = (one.groups(), one.events(), one.total());
            let range = ((row + column).saturating_sub(total), row.min(column));
            least += times * range.0;
            most += times * range.1;
            if range.0 == range.1 {
                settled += times * range.0;
                continue;
            }
            let cell = hypergeometric::cell(row, column, total, 1.0);
            for _ in 0..times {
                work = work.saturating_add(cell.width().saturating_mul(sum.width()));
                if work > MOST_WORK {
                    return None;
                }
                sum = sum.plus(&cell);
            }
        }
        let common = mantel_haenszel::odds_ratio(strata, 0.95).map_or(1.0, |odds| odds.value);
        let start = if common > 0.0 && common.is_finite() { common.ln() } else { 0.0 };
        let observed = strata.iter().map(|one| one.times() * one.table().a).sum();
        Some(Self { sum: sum.plus(&Lattice::certain(settled)), observed, range: (least, most), start })
    }

    /// Two-sided: every sum at most as likely as the one at hand. 1 where nothing could have been otherwise.
    pub fn two_sided(&self) -> f64 {
        self.sum.no_likelier_than(self.observed)
    }

    /// One-sided: the sum as it is or smaller.
    pub fn less(&self) -> f64 {
        self.sum.at_most(self.observed)
    }

    /// One-sided: the sum as it is or larger.
    pub fn greater(&self) -> f64 {
        self.sum.at_least(self.observed)
    }

    /// The common odds ratio of conditional logistic regression with its exact limits; undefined where
    /// nothing could have been otherwise.
    pub fn odds_ratio(&self, level: f64) -> Option<ConditionalOdds> {
        let (least, most) = self.range;
        if least == most {
            return None;
        }
        let at = |log_odds: f64| self.sum.tilted(log_odds.exp());
        let tail = (1.0 - level) / 2.0;
        let solved = |f: &dyn Fn(f64) -> f64| root::near(self.start, f).map(f64::exp);
        let observed = self.observed;
        let estimate = if observed == least {
            0.0
        } else if observed == most {
            f64::INFINITY
        } else {
            solved(&|x| at(x).mean() - observed as f64)?
        };
        let low = if observed == least { 0.0 } else { solved(&|x| at(x).at_least(observed) - tail)? };
        let high =
            if observed == most { f64::INFINITY } else { solved(&|x| at(x).at_most(observed) - tail)? };
        Some(ConditionalOdds { estimate, exact: Interval { low, high } })
    }
}
