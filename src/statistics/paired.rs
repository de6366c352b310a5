//! Pairs: the same respondent in two situations, and what changed between them (McNemar 1947).

use super::association::ChiSquare;
use super::{Interval, binomial, proportion};

/// How many pairs changed in either direction; pairs that did not change tell nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changed {
    /// The first has it, the second does not.
    pub only_first: u64,
    /// The second has it, the first does not.
    pub only_second: u64,
}

impl Changed {
    fn pairs(&self) -> u64 {
        self.only_first + self.only_second
    }

    /// (b-c)²/(b+c); undefined where nothing changed.
    pub fn mcnemar(&self) -> Option<ChiSquare> {
        let apart = self.only_first.abs_diff(self.only_second) as f64;
        (self.pairs() > 0).then(|| ChiSquare::of(apart * apart / self.pairs() as f64, 1))
    }

    /// (|b-c|-1)²/(b+c), 0 where b = c (Edwards' correction).
    pub fn mcnemar_corrected(&self) -> Option<ChiSquare> {
        let apart = self.only_first.abs_diff(self.only_second).saturating_sub(1) as f64;
        (self.pairs() > 0).then(|| ChiSquare::of(apart * apart / self.pairs() as f64, 1))
    }

    /// Two-sided exact p: both tails of a fair coin. 1 where nothing changed.
    pub fn exact(&self) -> f64 {
        let fewer = self.only_first.min(self.only_second);
        (2.0 * binomial::times(self.pairs(), 0.5).at_most(fewer)).min(1.0)
    }

    /// The exact p with half the chance of the data themselves taken off both tails (central mid-p).
    pub fn midp(&self) -> f64 {
        let fewer = self.only_first.min(self.only_second);
        let coin = binomial::times(self.pairs(), 0.5);
        if self.pairs() == 0 { 1.0 } else { (2.0 * coin.at_most(fewer) - coin.at(fewer)).min(1.0) }
    }

    /// b/c: infinite where only c is 0, undefined where nothing changed.
    pub fn odds_ratio(&self) -> Option<f64> {
        (self.pairs() > 0).then(|| self.only_first as f64 / self.only_second as f64)
    }

    /// Exact limits of b/c: those of Clopper and Pearson for b of b+c, as odds.
    pub fn odds_ratio_interval(&self, level: f64) -> Option<Interval> {
        let share = proportion::clopper_pearson(self.only_first, self.pairs(), level)?;
        Some(share.map(|share| share / (1.0 - share)))
    }
}
