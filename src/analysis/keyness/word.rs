//! One word in two halves: counts, rates, statistics.

use super::texts::Texts;
use super::uses::Used;
use super::{Half, Use, Word};
use crate::analysis::counting::percent;
use crate::analysis::statistic::{Caution, Measure, Statistic};
use crate::analysis::{Material, Scope};
use crate::statistics::TwoByTwo;
use crate::statistics::keyness::Keyness;
use crate::statistics::multiple::{benjamini_hochberg, holm};
use crate::statistics::tails;
use crate::statistics::two_by_two::fisher::Fisher;
use crate::text::chars::is_unspaced;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Makes the words of a table.
pub(super) struct Maker<'a> {
    pub material: &'a Material<'a>,
    pub scope: &'a Scope,
    pub texts: &'a Texts,
    pub halves: &'a [Half; 2],
    /// Somebody told several of the incidents.
    pub told_several: bool,
}

impl Maker<'_> {
    /// All words, by text, with their p corrected together.
    pub fn words(&self, uses: Vec<Used>) -> Vec<Word> {
        let mut words: Vec<Word> = uses.into_par_iter().map(|used| self.word(&used)).collect();
        words.par_sort_by(|one, other| one.text.cmp(&other.text));
        let p: Vec<Option<f64>> = words.iter().map(|word| word.of_incidents[0].value).collect();
        for (measure, corrected) in
            [(Measure::Holm, holm(&p)), (Measure::BenjaminiHochberg, benjamini_hochberg(&p))]
        {
            for (word, value) in words.iter_mut().zip(corrected) {
                let n = word.of_incidents[0].n;
                word.of_incidents.push(Statistic::plain(measure, value, n));
            }
        }
        words
    }

    fn word(&self, used: &Used) -> Word {
        let length = used.words.len();
        let tokens = [0, 1].map(|half| self.halves[half].totals[length - 1]);
        let counts = Keyness { frequencies: used.frequencies, tokens };
        let respondents = |places: &[u32]| {
            self.material.respondents.then(|| self.scope.respondents(places.iter().copied()))
        };
        let rates = counts.per_ten_thousand();
        let in_half = |half: usize| Use {
            frequency: used.frequencies[half],
            per_ten_thousand: rates[half],
            incidents: used.incidents[half].len(),
            percent: percent(used.incidents[half].len(), Some(self.halves[half].incidents)),
            respondents: respondents(&used.incidents[half]),
        };
        let everybody = respondents(&used.incidents.concat());
        let words: Vec<&str> =
            used.words.iter().map(|word| self.texts.words[*word as usize].as_str()).collect();
        // A half without a stretch of that length has no rate.
        let more = counts.first_against_second();
        let more = more.unwrap_or_else(|| used.frequencies[0].cmp(&used.frequencies[1]));
        Word {
            text: joined(&words),
            length,
            uses: [in_half(0), in_half(1)],
            respondents: everybody,
            more_in: match more {
                Ordering::Greater => Some(0),
                Ordering::Less => Some(1),
                Ordering::Equal => None,
            },
            statistics: of_words(&counts),
            of_incidents: self.of_incidents(used),
            cautions: self.cautions(&counts, everybody),
        }
    }

    fn of_incidents(&self, used: &Used) -> Vec<Statistic> {
        let with = [0, 1].map(|half| used.incidents[half].len() as u64);
        let sizes = [0, 1].map(|half| self.halves[half].incidents as u64);
        let p = TwoByTwo::of_groups(with, sizes).map(|table| Fisher::of(&table).two_sided);
        vec![Statistic::plain(Measure::FisherP, p, sizes.iter().sum::<u64>() as usize)]
    }

    fn cautions(&self, counts: &Keyness, everybody: Option<usize>) -> Vec<Caution> {
        let mut cautions = vec![Caution::DependentWords];
        if self.material.respondents && self.told_several {
            cautions.push(Caution::DependentIncidents);
        }
        if counts.expected().is_some_and(|expected| expected.iter().any(|one| *one < 5.0)) {
            cautions.push(Caution::ExpectedBelowFive);
        }
        if everybody == Some(1) {
            cautions.push(Caution::OneRespondent);
        }
        cautions
    }
}

fn of_words(counts: &Keyness) -> Vec<Statistic> {
    let ll = counts.log_likelihood();
    let all = [
        (Measure::LogLikelihood, ll),
        (Measure::LogLikelihoodP, ll.map(|ll| tails::chi_squared(ll, 1))),
        (Measure::LogRatio, counts.log_ratio()),
        (Measure::LogRatioAdjusted, counts.log_ratio_adjusted()),
        (Measure::PercentDifference, counts.percent_difference()),
        (Measure::BayesFactor, counts.bayes_factor()),
    ];
    let n = counts.tokens.iter().sum::<u64>() as usize;
    all.into_iter().map(|(measure, value)| Statistic::plain(measure, value, n)).collect()
}

/// Words as a phrase: with a blank between, but where a script has none.
fn joined(words: &[&str]) -> String {
    let mut phrase = String::new();
    for word in words {
        let unspaced = |sign: Option<char>| sign.is_none_or(is_unspaced);
        let together = unspaced(phrase.chars().last()) && unspaced(word.chars().next());
        if !phrase.is_empty() && !together {
            phrase.push(' ');
        }
        phrase.push_str(word);
    }
    phrase
}
