//! Key words in the order they are wanted in.

use super::{Keywords, Word};
use crate::analysis::statistic::{Measure, find};

/// What makes a word key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The log-likelihood of its occurrences.
    #[default]
    LogLikelihood,
    /// How many times as often the half uses it.
    LogRatio,
    /// The exact test of the incidents that use it.
    Incidents,
}

impl Order {
    /// The larger, the more key.
    fn of(self, word: &Word) -> f64 {
        let value = |measure| find(&word.statistics, measure).and_then(|one| one.value);
        let key = match self {
            Order::LogLikelihood => value(Measure::LogLikelihood),
            Order::LogRatio => value(Measure::LogRatioAdjusted).map(f64::abs),
            Order::Incidents => {
                find(&word.of_incidents, Measure::FisherP).and_then(|one| one.value).map(|p| -p)
            }
        };
        key.unwrap_or(f64::NEG_INFINITY)
    }
}

impl Keywords {
    /// How many words both halves use as often: they are in neither list.
    pub fn alike(&self) -> usize {
        self.words.iter().filter(|word| word.more_in.is_none()).count()
    }

    /// The words that this half uses more, the most key first; then those of more incidents, then by
    /// text. No more than `most`.
    pub fn ranked(&self, half: usize, order: Order, most: usize) -> Vec<&Word> {
        let incidents = |word: &Word| word.uses.iter().map(|one| one.incidents).sum::<usize>();
        let mut words: Vec<&Word> = self.words.iter().filter(|word| word.more_in == Some(half)).collect();
        words.sort_by(|one, other| {
            let by_incidents = || incidents(other).cmp(&incidents(one));
            order.of(other).total_cmp(&order.of(one)).then_with(by_incidents)
        });
        words.truncate(most);
        words
    }
}
