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

/// What the alphas of a text are made of; sums of several texts are those of the texts laid one
/// behind the other, as long as they have the same coders and categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Sums {
    coders: f64,
    /// Characters, of one coder.
    length: f64,
    /// Characters that a coder gave each category, over all coders; the last is "not marked".
    totals: Vec<f64>,
    /// Characters on which two coders differ, over all pairs of coders.
    differing: f64,
    /// Squared lengths of stretches.
    squares: f64,
    /// Lengths of stretches.
    marked: f64,
}

impl Sums {
    fn alpha(&self, below: impl Fn(f64) -> f64) -> Option<f64> {
        if self.coders < 2.0 || self.length <= 0.0 {
            return None;
        }
        let pairs = self.coders * (self.coders - 1.0) / 2.0;
        let disagreement = self.differing / (pairs * self.length);
        let n: f64 = self.totals.iter().sum();
        let expected = n * n - self.totals.iter().map(|total| total * total).sum::<f64>();
        (expected > 0.0).then(|| 1.0 - disagreement * below(n) / expected)
    }

    /// Krippendorff's alpha with every character as a unit and "not marked" as a category.
    pub fn character_alpha(&self) -> Option<f64> {
        self.alpha(|n| n * (n - 1.0))
    }

    /// Krippendorff's u-alpha, nominal (2016): a stretch is one unit as long as it is, a gap is made
    /// of units of length 1; a unit is not paired with itself.
    pub fn u_alpha(&self) -> Option<f64> {
        let gaps = self.coders * self.length - self.marked;
        self.alpha(|n| n * n - self.squares - gaps)
    }

    fn with(&mut self, other: &Self, sign: f64) {
        self.length += sign * other.length;
        self.totals.iter_mut().zip(&other.totals).for_each(|(one, other)| *one += sign * other);
        self.differing += sign * other.differing;
        self.squares += sign * other.squares;
        self.marked += sign * other.marked;
    }

    /// This text and another, by the same coders with the same categories.
    pub fn and(mut self, other: &Self) -> Self {
        self.with(other, 1.0);
        self
    }

    /// What is left without a part.
    pub fn without(mut self, part: &Self) -> Self {
        self.with(part, -1.0);
        self
    }
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

    /// What its alphas are made of.
    pub fn sums(&self) -> Sums {
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
        let lengths = || self.coders.iter().flatten().map(|one| (one.end - one.start) as f64);
        Sums {
            coders: coders as f64,
            length: self.length as f64,
            totals,
            differing,
            squares: lengths().map(|length| length * length).sum(),
            marked: lengths().sum(),
        }
    }

    /// Krippendorff's alpha over characters, [`Sums::character_alpha`].
    pub fn character_alpha(&self) -> Option<f64> {
        self.sums().character_alpha()
    }

    /// Krippendorff's u-alpha, [`Sums::u_alpha`].
    pub fn u_alpha(&self) -> Option<f64> {
        self.sums().u_alpha()
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CATEGORIES: usize = 3;

    /// Stretches that do not overlap, with gaps between them.
    fn marked() -> impl Strategy<Value = Vec<Marked>> {
        proptest::collection::vec((0u64..6, 1u64..8, 0..CATEGORIES), 0..6).prop_map(|parts| {
            let mut end = 0;
            let one = |(gap, length, category)| {
                let start = end + gap;
                end = start + length;
                Marked { start, end, category }
            };
            parts.into_iter().map(one).collect()
        })
    }

    fn text(coders: &[Vec<Marked>]) -> Text<'_> {
        Text { length: 100, coders, categories: CATEGORIES }
    }

    fn near(one: Option<f64>, other: Option<f64>) -> bool {
        match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one == other,
        }
    }

    proptest! {
        #[test]
        fn who_marks_the_same_agrees_wholly(own in marked()) {
            prop_assume!(!own.is_empty());
            let coders = [own.clone(), own];
            prop_assert!(near(text(&coders).u_alpha(), Some(1.0)));
            prop_assert!(near(text(&coders).character_alpha(), Some(1.0)));
        }

        #[test]
        fn neither_the_order_of_coders_nor_the_names_of_categories_matter(one in marked(), other in marked(), third in marked()) {
            let coders = [one, other, third];
            let mut turned = coders.clone();
            turned.reverse();
            turned.iter_mut().flatten().for_each(|one| one.category = (one.category + 1) % CATEGORIES);
            prop_assert!(near(text(&coders).u_alpha(), text(&turned).u_alpha()));
            prop_assert!(near(text(&coders).character_alpha(), text(&turned).character_alpha()));
        }

        #[test]
        fn texts_behind_each_other_add_up(one in marked(), other in marked(), more in marked(), last in marked()) {
            let moved = |own: &[Marked]| -> Vec<Marked> {
                own.iter().map(|one| Marked { start: one.start + 100, end: one.end + 100, ..*one }).collect()
            };
            let both = [[&one[..], &moved(&more)[..]].concat(), [&other[..], &moved(&last)[..]].concat()];
            let whole = Text { length: 200, coders: &both, categories: CATEGORIES };
            let (first, second) = ([one, other], [more, last]);
            let sums = text(&first).sums().and(&text(&second).sums());
            prop_assert!(near(sums.u_alpha(), whole.u_alpha()));
            prop_assert!(near(sums.without(&text(&second).sums()).u_alpha(), text(&first).u_alpha()));
        }
    }
}
