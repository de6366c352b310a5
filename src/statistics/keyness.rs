//! Which words one body of text uses more than another: log-likelihood, and effect sizes.
//!
//! Rayson and Garside (2000), Dunning (1993), Hardie (2014, log ratio).

use super::two_by_two::fisher::Fisher;
use super::{Counts, TwoByTwo, association};
use std::cmp::Ordering;

/// How often a word stands in two bodies of text, and how many words each has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyness {
    /// Occurrences in the first and the second.
    pub frequencies: [u64; 2],
    /// All words of the first and the second.
    pub tokens: [u64; 2],
}

/// Beyond this many words Fisher's test says what chi-square says, and takes long.
const FISHER: u64 = 100_000_000;

impl Keyness {
    /// False where the word stands in neither: then nothing is defined.
    fn occurs(&self) -> bool {
        self.frequencies.iter().sum::<u64>() > 0 && !self.tokens.contains(&0)
    }

    fn numbers(&self) -> Option<[f64; 4]> {
        let [a, b] = self.frequencies.map(|count| count as f64);
        let [c, d] = self.tokens.map(|count| count as f64);
        self.occurs().then_some([a, b, c, d])
    }

    fn table(&self) -> Option<TwoByTwo> {
        TwoByTwo::of_groups(self.frequencies, self.tokens).filter(|_| self.occurs())
    }

    /// What would be expected in each if both used it alike.
    pub fn expected(&self) -> Option<[f64; 2]> {
        let [a, b, c, d] = self.numbers()?;
        Some([c * (a + b) / (c + d), d * (a + b) / (c + d)])
    }

    /// Log-likelihood of the two frequencies alone (Rayson and Garside).
    pub fn log_likelihood(&self) -> Option<f64> {
        let [first, second] = self.expected()?;
        let [a, b, ..] = self.numbers()?;
        let term = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
        Some(2.0 * (term(a, first) + term(b, second)))
    }

    /// Log-likelihood of the whole 2x2 table (Dunning).
    pub fn log_likelihood_four_cells(&self) -> Option<f64> {
        association::likelihood_ratio(&Counts::from(self.table()?)).map(|test| test.value)
    }

    /// The same divided by Williams' correction.
    pub fn log_likelihood_williams(&self) -> Option<f64> {
        let table = self.table()?;
        let n = table.total() as f64;
        let part = |margins: [u64; 2]| n * margins.iter().map(|one| 1.0 / *one as f64).sum::<f64>() - 1.0;
        let q = 1.0 + part(table.groups()) * part(table.events()) / (6.0 * n);
        self.log_likelihood_four_cells().map(|g| g / q).filter(|g| g.is_finite())
    }

    /// Pearson's chi-square of the whole table, uncorrected.
    pub fn chi_square(&self) -> Option<f64> {
        association::pearson(&Counts::from(self.table()?)).map(|test| test.value)
    }

    /// Fisher's two-sided p; `None` beyond a hundred million words.
    pub fn fisher(&self) -> Option<f64> {
        let table = self.table()?;
        (table.total() <= FISHER).then(|| Fisher::of(&table).two_sided)
    }

    /// Whether the first uses it relatively more than the second, less, or as much: exact, of whole numbers.
    pub fn first_against_second(&self) -> Option<Ordering> {
        let [a, b] = self.frequencies.map(u128::from);
        let [c, d] = self.tokens.map(u128::from);
        self.occurs().then(|| (a * d).cmp(&(b * c)))
    }

    /// log2 of the relative frequencies' ratio: 1 is twice as often; `None` where one is 0.
    pub fn log_ratio(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers()?;
        (a > 0.0 && b > 0.0).then(|| ((a / c) / (b / d)).log2())
    }

    /// The same with half an occurrence in place of none.
    pub fn log_ratio_adjusted(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers()?;
        let some = |count: f64| if count == 0.0 { 0.5 } else { count };
        Some(((some(a) / c) / (some(b) / d)).log2())
    }

    /// How much more the first uses it, in percent of the second; `None` where the second never does.
    pub fn percent_difference(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers()?;
        (b > 0.0).then(|| (a / c - b / d) * 100.0 / (b / d))
    }

    /// The ratio of relative frequencies; `None` where the second never uses it.
    pub fn relative_risk(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers()?;
        (b > 0.0).then(|| (a / c) / (b / d))
    }

    /// The odds ratio of the table; `None` where the second never uses it.
    pub fn odds_ratio(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers()?;
        (b > 0.0 && c > a).then(|| a * (d - b) / (b * (c - a)))
    }

    /// The Bayes factor (Wilson 2013): log-likelihood less ln of all words; above 10 very strong.
    pub fn bayes_factor(&self) -> Option<f64> {
        let [.., c, d] = self.numbers()?;
        self.log_likelihood().map(|ll| ll - (c + d).ln())
    }

    /// The effect size of log-likelihood (Johnston et al. 2006), 0 to 1.
    pub fn effect_size(&self) -> Option<f64> {
        let [first, second] = self.expected()?;
        let [.., c, d] = self.numbers()?;
        let below = (c + d) * first.min(second).ln();
        self.log_likelihood().map(|ll| ll / below).filter(|size| size.is_finite())
    }

    /// Occurrences in ten thousand words of the first and the second; `None` for an empty one.
    pub fn per_ten_thousand(&self) -> [Option<f64>; 2] {
        let rate = |at: usize| {
            let tokens = self.tokens[at];
            (tokens > 0).then(|| self.frequencies[at] as f64 * 10_000.0 / tokens as f64)
        };
        [rate(0), rate(1)]
    }
}

#[cfg(test)]
#[path = "keyness_tests.rs"]
mod tests;
