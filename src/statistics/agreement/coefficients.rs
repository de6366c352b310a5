//! Percent agreement, and agreement beyond chance by four ideas of chance, for any number of coders.
//!
//! Gwet, Handbook of Inter-Rater Reliability, 4th edition (2014), with his linearised standard
//! errors; `counts` holds how many coders gave each category (column) in each unit (row).

use super::{Estimate, Ratings, linearised};

/// What units say before chance is taken off.
struct Observed {
    /// Units with a rating.
    units: Vec<Vec<f64>>,
    /// Their ratings.
    ratings: Vec<f64>,
    /// How many of them have two ratings or more.
    pairable: usize,
    /// Agreement within each unit; 0 with fewer than two ratings.
    agreement: Vec<f64>,
    /// The mean of the agreement over pairable units.
    overall: f64,
}

impl Observed {
    fn of(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Self> {
        let units: Vec<Vec<f64>> =
            counts.iter().filter(|unit| unit.iter().sum::<f64>() > 0.0).cloned().collect();
        let ratings: Vec<f64> = units.iter().map(|unit| unit.iter().sum()).collect();
        let within = |(unit, ratings): (&Vec<f64>, &f64)| {
            if *ratings < 2.0 {
                return 0.0;
            }
            let agreeing: f64 =
                unit.iter().zip(times(weights, unit)).map(|(n, weighted)| n * (weighted - 1.0)).sum();
            agreeing / (ratings * (ratings - 1.0))
        };
        let agreement: Vec<f64> = units.iter().zip(&ratings).map(within).collect();
        let pairable = ratings.iter().filter(|ratings| **ratings >= 2.0).count();
        let overall = agreement.iter().sum::<f64>() / pairable as f64;
        (pairable > 0).then_some(Self { units, ratings, pairable, agreement, overall })
    }

    /// The mean over units of the share of each category.
    fn shares(&self) -> Vec<f64> {
        let n = self.units.len() as f64;
        let categories = self.units.first().map_or(0, Vec::len);
        let share = |category: usize| {
            self.units.iter().zip(&self.ratings).map(|(unit, ratings)| unit[category] / ratings).sum::<f64>()
                / n
        };
        (0..categories).map(share).collect()
    }

    /// The coefficient with this chance agreement; `by_unit` is what each unit contributes to chance.
    fn beyond(&self, chance: f64, by_unit: Option<Vec<f64>>) -> Option<Estimate> {
        if (1.0 - chance).abs() < 1e-12 {
            return None;
        }
        let value = (self.overall - chance) / (1.0 - chance);
        let scale = self.units.len() as f64 / self.pairable as f64;
        let contributions: Vec<f64> = (0..self.units.len())
            .map(|at| {
                let expected = if self.ratings[at] >= 2.0 { chance } else { 0.0 };
                let own = scale * (self.agreement[at] - expected) / (1.0 - chance);
                let shift = by_unit.as_ref().map_or(0.0, |by_unit| by_unit[at] - chance);
                own - 2.0 * (1.0 - value) * shift / (1.0 - chance)
            })
            .collect();
        Some(linearised(value, &contributions))
    }
}

/// The mean over units with two ratings or more of the share of coder pairs that agree.
pub fn percent_agreement(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    let observed = Observed::of(counts, weights)?;
    let scale = observed.units.len() as f64 / observed.pairable as f64;
    let contributions: Vec<f64> = observed.agreement.iter().map(|one| one * scale).collect();
    Some(linearised(observed.overall, &contributions))
}

/// Fleiss' kappa (1971): chance by the shares that all coders together gave.
pub fn fleiss_kappa(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    let observed = Observed::of(counts, weights)?;
    let shares = observed.shares();
    let near = times(weights, &shares);
    let chance = dot(&shares, &near);
    let by_unit = observed
        .units
        .iter()
        .zip(&observed.ratings)
        .map(|(unit, ratings)| dot(unit, &near) / ratings)
        .collect();
    observed.beyond(chance, Some(by_unit))
}

/// Gwet's AC1 (2008), with other weights than identity his AC2.
pub fn gwet_ac(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    let observed = Observed::of(counts, weights)?;
    let shares = observed.shares();
    let q = shares.len() as f64;
    if q < 2.0 {
        return None;
    }
    let scale = weights.iter().flatten().sum::<f64>() / (q * (q - 1.0));
    let chance = scale * shares.iter().map(|share| share * (1.0 - share)).sum::<f64>();
    let other: Vec<f64> = shares.iter().map(|share| 1.0 - share).collect();
    let by_unit = observed
        .units
        .iter()
        .zip(&observed.ratings)
        .map(|(unit, ratings)| scale * dot(unit, &other) / ratings);
    observed.beyond(chance, Some(by_unit.collect()))
}

/// Brennan and Prediger (1981): chance is one in the number of categories.
pub fn brennan_prediger(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    let observed = Observed::of(counts, weights)?;
    let q = weights.len() as f64;
    observed.beyond(weights.iter().flatten().sum::<f64>() / (q * q), None)
}

/// Conger's kappa (1980): chance is the mean over pairs of coders of what each of them gave; with
/// two coders and no gaps it is Cohen's.
pub fn conger_kappa(ratings: &Ratings, weights: &[Vec<f64>]) -> Option<Estimate> {
    let kept: Vec<&Vec<Option<usize>>> =
        ratings.units.iter().filter(|unit| unit.iter().any(Option::is_some)).collect();
    let observed = Observed::of(&ratings.counts(), weights)?;
    let (coders, q, n) = (ratings.coders(), ratings.categories, kept.len() as f64);
    let rated: Vec<f64> =
        (0..coders).map(|coder| kept.iter().filter(|unit| unit[coder].is_some()).count() as f64).collect();
    if coders < 2 || rated.contains(&0.0) {
        return None;
    }
    // shares[coder][category]
    let mut shares = vec![vec![0.0; q]; coders];
    for unit in &kept {
        for (coder, category) in unit.iter().enumerate() {
            if let Some(category) = category {
                shares[coder][*category] += 1.0 / rated[coder];
            }
        }
    }
    let r = coders as f64;
    let together: Vec<f64> = (0..q).map(|k| shares.iter().map(|own| own[k]).sum()).collect();
    let all = dot(&together, &times(weights, &together));
    let own: f64 = shares.iter().map(|own| dot(own, &times(weights, own))).sum();
    let chance = (all - own) / (r * (r - 1.0));
    let by_unit = kept
        .iter()
        .map(|unit| {
            let mut sum = 0.0;
            for coder in 0..coders {
                let there = f64::from(u8::from(unit[coder].is_some()));
                let missing = there - rated[coder] / n;
                for k in 0..q {
                    let said: f64 = (0..q)
                        .map(|l| {
                            let this = f64::from(u8::from(unit[coder] == Some(l)));
                            weights[k][l] * (this - missing * shares[coder][l])
                        })
                        .sum();
                    sum += said * n / rated[coder] * (together[k] - shares[coder][k]);
                }
            }
            sum / (r * (r - 1.0))
        })
        .collect();
    observed.beyond(chance, Some(by_unit))
}

/// A matrix times a vector.
pub(super) fn times(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

pub(super) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}
