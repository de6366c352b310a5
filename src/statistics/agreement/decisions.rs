//! Yes-or-no ratings of many units added up: all that the coefficients of two categories are made of.
//!
//! Sums of parts are the sum of the whole, so that a part can be taken out again (jackknife). The
//! coefficients are those of `coefficients`, `krippendorff` and `two_coders` for two categories.

use std::ops::{AddAssign, Sub};

/// What coders said of units, added up. A unit may weigh more than one: a stretch of characters on
/// which nobody changes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Decisions {
    /// Units with a rating.
    rated: f64,
    /// Their shares of yes.
    shares: f64,
    /// Units with two ratings or more.
    pairable: f64,
    /// Shares of coder pairs that agree, in pairable units.
    agreeing: f64,
    /// Ratings yes in pairable units.
    yes: f64,
    /// Ratings no in pairable units.
    no: f64,
    /// 2k(r-k)/(r-1) with k of r ratings yes: disagreement as Krippendorff counts it.
    differing: f64,
    /// k(k-1) and k(r-1): pairs that both say yes, and those that a yes could be in.
    both_yes: [f64; 2],
    /// The same of no.
    both_no: [f64; 2],
    /// Of the first two coders, where both rated: yes yes, yes no, no yes, no no.
    table: [f64; 4],
}

impl Decisions {
    /// Adds a unit of this weight; `said` is what each coder said, nothing where one did not rate it.
    pub fn add(&mut self, said: &[Option<bool>], weight: f64) {
        let ratings = said.iter().flatten().count() as f64;
        if ratings == 0.0 {
            return;
        }
        let yes = said.iter().flatten().filter(|yes| **yes).count() as f64;
        let no = ratings - yes;
        self.rated += weight;
        self.shares += weight * yes / ratings;
        if let [Some(one), Some(other), ..] = said {
            self.table[2 * usize::from(!one) + usize::from(!other)] += weight;
        }
        if ratings < 2.0 {
            return;
        }
        let others = ratings - 1.0;
        self.pairable += weight;
        self.agreeing += weight * (yes * (yes - 1.0) + no * (no - 1.0)) / (ratings * others);
        self.yes += weight * yes;
        self.no += weight * no;
        self.differing += weight * 2.0 * yes * no / others;
        self.both_yes[0] += weight * yes * (yes - 1.0);
        self.both_yes[1] += weight * yes * others;
        self.both_no[0] += weight * no * (no - 1.0);
        self.both_no[1] += weight * no * others;
    }

    /// Units with a rating, by weight.
    pub fn rated(&self) -> f64 {
        self.rated
    }

    /// Units with two ratings or more, by weight.
    pub fn pairable(&self) -> f64 {
        self.pairable
    }

    /// Ratings yes among those of pairable units.
    pub fn prevalence(&self) -> Option<f64> {
        over(self.yes, self.yes + self.no)
    }

    /// The mean over pairable units of the share of coder pairs that agree.
    pub fn percent_agreement(&self) -> Option<f64> {
        over(self.agreeing, self.pairable)
    }

    fn share(&self) -> f64 {
        self.shares / self.rated
    }

    fn beyond(&self, chance: f64) -> Option<f64> {
        let agreement = self.percent_agreement()?;
        ((1.0 - chance).abs() > 1e-12).then(|| (agreement - chance) / (1.0 - chance))
    }

    /// Fleiss' kappa (1971).
    pub fn fleiss_kappa(&self) -> Option<f64> {
        let yes = self.share();
        self.beyond(yes * yes + (1.0 - yes) * (1.0 - yes))
    }

    /// Gwet's AC1 (2008).
    pub fn gwet_ac1(&self) -> Option<f64> {
        let yes = self.share();
        self.beyond(2.0 * yes * (1.0 - yes))
    }

    /// Brennan and Prediger (1981).
    pub fn brennan_prediger(&self) -> Option<f64> {
        self.beyond(0.5)
    }

    /// Krippendorff's alpha (2011); `None` where nothing varies.
    pub fn alpha(&self) -> Option<f64> {
        let n = self.yes + self.no;
        let expected = 2.0 * self.yes * self.no / (n - 1.0);
        (n > 1.0 && expected > 0.0).then(|| 1.0 - self.differing / expected)
    }

    /// Cohen's kappa (1960) of the first two coders, over units that both rated.
    pub fn cohen_kappa(&self) -> Option<f64> {
        let [a, b, c, d] = self.table;
        let n = a + b + c + d;
        if n <= 0.0 {
            return None;
        }
        let chance = ((a + b) * (a + c) + (c + d) * (b + d)) / (n * n);
        ((1.0 - chance).abs() > 1e-12).then(|| ((a + d) / n - chance) / (1.0 - chance))
    }

    /// Both over either, of the first two coders: Jaccard's index of what they gave.
    pub fn jaccard(&self) -> Option<f64> {
        let [a, b, c, _] = self.table;
        over(a, a + b + c)
    }

    /// The chance that another coder says yes where one says yes; 2a/(2a+b+c) of two coders (Holsti,
    /// Dice; Cicchetti and Feinstein 1990, Uebersax 1982 for more).
    pub fn positive_agreement(&self) -> Option<f64> {
        over(self.both_yes[0], self.both_yes[1])
    }

    /// The same of no.
    pub fn negative_agreement(&self) -> Option<f64> {
        over(self.both_no[0], self.both_no[1])
    }

    /// What the first two coders said where both rated, by weight: yes yes, yes no, no yes, no no.
    pub fn table(&self) -> [f64; 4] {
        self.table
    }

    fn with(&mut self, other: &Self, change: impl Fn(f64, f64) -> f64) {
        let pairs = [
            (&mut self.rated, other.rated),
            (&mut self.shares, other.shares),
            (&mut self.pairable, other.pairable),
            (&mut self.agreeing, other.agreeing),
            (&mut self.yes, other.yes),
            (&mut self.no, other.no),
            (&mut self.differing, other.differing),
        ];
        pairs.into_iter().for_each(|(one, other)| *one = change(*one, other));
        let lists = [
            (&mut self.both_yes[..], &other.both_yes[..]),
            (&mut self.both_no[..], &other.both_no[..]),
            (&mut self.table[..], &other.table[..]),
        ];
        for (own, others) in lists {
            own.iter_mut().zip(others).for_each(|(one, other)| *one = change(*one, *other));
        }
    }
}

impl AddAssign for Decisions {
    fn add_assign(&mut self, other: Self) {
        self.with(&other, |one, other| one + other);
    }
}

impl Sub for Decisions {
    type Output = Self;

    /// What is left without a part.
    fn sub(mut self, part: Self) -> Self {
        self.with(&part, |one, other| one - other);
        self
    }
}

fn over(part: f64, whole: f64) -> Option<f64> {
    (whole > 0.0).then(|| part / whole)
}
