//! Two coders who both coded every unit: coefficients of their table.
//!
//! Rows are the first coder's categories, columns the second's.

use super::coefficients::{dot, times};
use crate::statistics::{Interval, tails};

/// The table of two coders as shares, with its margins.
#[derive(Debug, Clone)]
pub struct Pair {
    cells: Vec<Vec<f64>>,
    first: Vec<f64>,
    second: Vec<f64>,
    n: f64,
}

/// A coefficient, with the standard error that its name says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The coefficient.
    pub value: f64,
    /// Its standard error over units (for Cohen's kappa that of Fleiss, Cohen and Everitt 1969).
    pub standard_error: f64,
}

impl Coefficient {
    /// value ± z SE, not cut off.
    pub fn wald(&self, level: f64) -> Interval {
        Interval::around(self.value, tails::normal_quantile(level) * self.standard_error)
    }
}

impl Pair {
    /// From counts; `None` where nothing was coded by both.
    pub fn of(counts: &[Vec<f64>]) -> Option<Self> {
        let n: f64 = counts.iter().flatten().sum();
        if n <= 0.0 {
            return None;
        }
        let cells: Vec<Vec<f64>> =
            counts.iter().map(|row| row.iter().map(|count| count / n).collect()).collect();
        let first = cells.iter().map(|row| row.iter().sum()).collect();
        let second = (0..counts.len()).map(|k| cells.iter().map(|row| row[k]).sum()).collect();
        Some(Self { cells, first, second, n })
    }

    fn agreement(&self, weights: &[Vec<f64>]) -> f64 {
        self.cells.iter().zip(weights).map(|(row, weights)| dot(row, weights)).sum()
    }

    /// Σ p (w_kl - taken(k,l))²: what linearised variances are made of.
    fn spread(&self, weights: &[Vec<f64>], taken: impl Fn(usize, usize) -> f64) -> f64 {
        let q = self.first.len();
        let cell = |k: usize, l: usize| self.cells[k][l] * (weights[k][l] - taken(k, l)).powi(2);
        (0..q).flat_map(|k| (0..q).map(move |l| (k, l))).map(|(k, l)| cell(k, l)).sum()
    }

    fn beyond(
        &self,
        weights: &[Vec<f64>],
        chance: f64,
        taken: impl Fn(usize, usize) -> f64,
    ) -> Option<Coefficient> {
        if (1.0 - chance).abs() < 1e-12 {
            return None;
        }
        let agreement = self.agreement(weights);
        let value = (agreement - chance) / (1.0 - chance);
        let share = 1.0 - value;
        let sum = self.spread(weights, |k, l| share * taken(k, l));
        let spread = sum - (agreement - 2.0 * share * chance).powi(2);
        let variance = spread.max(0.0) / (self.n * (1.0 - chance).powi(2));
        // What should be zero is rounding.
        let standard_error = if spread < 1e-13 { 0.0 } else { variance.sqrt() };
        Some(Coefficient { value, standard_error })
    }

    /// The share of units that agree.
    pub fn percent_agreement(&self, weights: &[Vec<f64>]) -> Coefficient {
        let value = self.agreement(weights);
        let spread = self.spread(weights, |_, _| 0.0) - value * value;
        Coefficient { value, standard_error: (spread.max(0.0) / self.n).sqrt() }
    }

    /// Cohen's kappa (1960; weighted 1968): chance by what each coder gave.
    pub fn cohen_kappa(&self, weights: &[Vec<f64>]) -> Option<Coefficient> {
        let (rows, columns) = (times(weights, &self.second), times(weights, &self.first));
        self.beyond(weights, dot(&self.first, &rows), |k, l| rows[k] + columns[l])
    }

    /// The standard error of Cohen's kappa when it is truly 0.
    pub fn cohen_kappa_null_error(&self) -> Option<f64> {
        let chance = dot(&self.first, &self.second);
        let sum: f64 =
            self.first.iter().zip(&self.second).map(|(one, other)| one * other * (one + other)).sum();
        let spread = chance + chance * chance - sum;
        (chance < 1.0).then(|| (spread.max(0.0) / self.n).sqrt() / (1.0 - chance))
    }

    /// The largest Cohen's kappa that these margins allow.
    pub fn cohen_kappa_max(&self) -> Option<f64> {
        let chance = dot(&self.first, &self.second);
        let most: f64 = self.first.iter().zip(&self.second).map(|(one, other)| one.min(*other)).sum();
        (chance < 1.0).then(|| (most - chance) / (1.0 - chance))
    }

    fn shares(&self) -> Vec<f64> {
        self.first.iter().zip(&self.second).map(|(one, other)| (one + other) / 2.0).collect()
    }

    /// Scott's pi (1955): chance by what both gave together.
    pub fn scott_pi(&self, weights: &[Vec<f64>]) -> Option<Coefficient> {
        let shares = self.shares();
        let near = times(weights, &shares);
        self.beyond(weights, dot(&shares, &near), |k, l| near[k] + near[l])
    }

    /// Gwet's AC1 (2008), with other weights than identity his AC2.
    pub fn gwet_ac(&self, weights: &[Vec<f64>]) -> Option<Coefficient> {
        let shares = self.shares();
        let q = shares.len() as f64;
        let scale = weights.iter().flatten().sum::<f64>() / (q * (q - 1.0));
        let chance = scale * shares.iter().map(|share| share * (1.0 - share)).sum::<f64>();
        let taken = |k: usize, l: usize| 2.0 * scale * (1.0 - (shares[k] + shares[l]) / 2.0);
        if q < 2.0 { None } else { self.beyond(weights, chance, taken) }
    }

    /// Brennan and Prediger (1981): chance is one in the number of categories.
    pub fn brennan_prediger(&self, weights: &[Vec<f64>]) -> Option<Coefficient> {
        let q = weights.len() as f64;
        let chance = weights.iter().flatten().sum::<f64>() / (q * q);
        if (1.0 - chance).abs() < 1e-12 {
            return None;
        }
        let agreement = self.percent_agreement(weights);
        let value = (agreement.value - chance) / (1.0 - chance);
        Some(Coefficient { value, standard_error: agreement.standard_error / (1.0 - chance) })
    }

    /// Krippendorff's alpha of two coders without gaps, N = 2n, with the standard error of Scott's pi.
    pub fn krippendorff_alpha(&self, weights: &[Vec<f64>]) -> Option<Coefficient> {
        let pi = self.scott_pi(weights)?;
        let small = 1.0 / (2.0 * self.n);
        Some(Coefficient { value: (1.0 - small) * pi.value + small, standard_error: pi.standard_error })
    }

    /// Two categories: twice the agreement less one, what kappa would be were both as frequent.
    pub fn pabak(&self) -> Option<f64> {
        let identity = [vec![1.0, 0.0], vec![0.0, 1.0]];
        (self.first.len() == 2).then(|| 2.0 * self.agreement(&identity) - 1.0)
    }

    /// Two categories: 2a/(2a+b+c), agreement on the first one alone; `None` where nobody gave it.
    pub fn positive_agreement(&self) -> Option<f64> {
        if self.first.len() != 2 {
            return None;
        }
        let both = 2.0 * self.cells[0][0];
        let either = both + self.cells[0][1] + self.cells[1][0];
        (either > 0.0).then(|| both / either)
    }
}
