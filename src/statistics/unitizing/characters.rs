//! Agreement on stretches: Krippendorff's alphas for unitizing, and agreement on one category.

use super::Marked;
use std::collections::BTreeSet;

/// A text that coders marked; the stretches of one coder do not overlap.
#[derive(Debug, Clone)]
pub struct Text<'a> {
    /// Its length in characters.
    pub length: u64,
    /// The stretches of each coder.
    pub coders: &'a [Vec<Marked>],
    /// How many categories there are.
    pub categories: usize,
}

/// The lengths in which coders' categories meet: `categories` stands for "not marked".
struct Coincidences {
    /// Characters that a coder gave each category, over all coders.
    totals: Vec<f64>,
    /// The mean over pairs of coders of the share of characters on which they differ.
    disagreement: f64,
}

impl Text<'_> {
    /// The category of one coder at a character.
    fn at(&self, coder: usize, place: u64) -> usize {
        let marked = self.coders[coder].iter().find(|one| one.start <= place && place < one.end);
        marked.map_or(self.categories, |one| one.category)
    }

    /// The places where some coder's category may change, with the length up to the next.
    fn pieces(&self) -> Vec<(u64, f64)> {
        let ends = self.coders.iter().flatten().flat_map(|one| [one.start, one.end]);
        let places: BTreeSet<u64> =
            ends.chain([0, self.length]).filter(|place| *place <= self.length).collect();
        let places: Vec<u64> = places.into_iter().collect();
        places.windows(2).map(|pair| (pair[0], (pair[1] - pair[0]) as f64)).collect()
    }

    fn coincidences(&self) -> Coincidences {
        let coders = self.coders.len();
        let mut totals = vec![0.0; self.categories + 1];
        let mut differing = 0.0;
        for (place, length) in self.pieces() {
            let said: Vec<usize> = (0..coders).map(|coder| self.at(coder, place)).collect();
            for (one, category) in said.iter().enumerate() {
                totals[*category] += length;
                differing += length * said[..one].iter().filter(|other| *other != category).count() as f64;
            }
        }
        let pairs = (coders * coders.saturating_sub(1)) as f64 / 2.0;
        Coincidences { totals, disagreement: differing / (pairs * self.length as f64) }
    }

    fn alpha(&self, below: impl Fn(f64) -> f64) -> Option<f64> {
        if self.coders.len() < 2 || self.length == 0 {
            return None;
        }
        let Coincidences { totals, disagreement } = self.coincidences();
        let n: f64 = totals.iter().sum();
        let differing = n * n - totals.iter().map(|total| total * total).sum::<f64>();
        (differing > 0.0).then(|| 1.0 - disagreement * below(n) / differing)
    }

    /// Krippendorff's alpha with every character as a unit and "not marked" as a category.
    pub fn character_alpha(&self) -> Option<f64> {
        self.alpha(|n| n * (n - 1.0))
    }

    /// Krippendorff's u-alpha, nominal (2016): a stretch is one unit as long as it is, a gap is made
    /// of units of length 1; a unit is not paired with itself.
    pub fn u_alpha(&self) -> Option<f64> {
        let stretches: f64 =
            self.coders.iter().flatten().map(|one| ((one.end - one.start) as f64).powi(2)).sum();
        let marked: f64 = self.coders.iter().flatten().map(|one| (one.end - one.start) as f64).sum();
        let gaps = self.coders.len() as f64 * self.length as f64 - marked;
        self.alpha(|n| n * n - stretches - gaps)
    }

    /// One category, two coders: how their characters meet.
    pub fn of_category(&self, category: usize) -> Option<Overlap> {
        if self.coders.len() != 2 {
            return None;
        }
        let mut overlap = Overlap::default();
        for (place, length) in self.pieces() {
            let length = length as u64;
            match [0, 1].map(|coder| self.at(coder, place) == category) {
                [true, true] => overlap.both += length,
                [true, false] => overlap.only_first += length,
                [false, true] => overlap.only_second += length,
                [false, false] => overlap.neither += length,
            }
        }
        Some(overlap)
    }
}

/// The characters that two coders marked with one category.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overlap {
    /// Both.
    pub both: u64,
    /// The first alone.
    pub only_first: u64,
    /// The second alone.
    pub only_second: u64,
    /// Neither.
    pub neither: u64,
}

impl Overlap {
    fn numbers(&self) -> [f64; 4] {
        [self.both, self.only_first, self.only_second, self.neither].map(|count| count as f64)
    }

    /// The share of characters on which they say the same (NVivo's percentage).
    pub fn percent_agreement(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers();
        let n = a + b + c + d;
        (n > 0.0).then(|| (a + d) / n)
    }

    /// Holsti's 2 both/(first + second).
    pub fn holsti(&self) -> Option<f64> {
        let [a, b, c, _] = self.numbers();
        let marked = 2.0 * a + b + c;
        (marked > 0.0).then(|| 2.0 * a / marked)
    }

    /// Both over either.
    pub fn jaccard(&self) -> Option<f64> {
        let [a, b, c, _] = self.numbers();
        let either = a + b + c;
        (either > 0.0).then(|| a / either)
    }

    /// Cohen's kappa over characters (NVivo, QualCoder).
    pub fn kappa(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers();
        let n = a + b + c + d;
        let chance = ((a + b) * (a + c) + (c + d) * (b + d)) / (n * n);
        (n > 0.0 && chance < 1.0).then(|| ((a + d) / n - chance) / (1.0 - chance))
    }

    /// Krippendorff's nominal alpha of marked against not marked.
    pub fn alpha(&self) -> Option<f64> {
        let [a, b, c, d] = self.numbers();
        let n = a + b + c + d;
        let marked = 2.0 * a + b + c;
        let differing = 2.0 * marked * (2.0 * n - marked);
        (differing > 0.0).then(|| 1.0 - (b + c) / n * (2.0 * n) * (2.0 * n - 1.0) / differing)
    }
}
