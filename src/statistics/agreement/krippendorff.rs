//! Krippendorff's alpha (2011): one less observed over expected disagreement, gaps allowed.

use super::coefficients::{dot, times};
use super::{Estimate, linearised};

/// How far two categories are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Metric {
    /// The same, or not.
    Nominal,
    /// Ranks: how much was given between them.
    Ordinal,
    /// Squared difference of values.
    Interval,
    /// Squared difference over sum of values.
    Ratio,
}

/// Alpha of counts (coders who gave each category, in each unit) with these values; `None` where
/// nothing can be paired or nothing varies: then agreement beyond chance is not defined.
pub fn alpha(counts: &[Vec<f64>], values: &[f64], metric: Metric) -> Option<f64> {
    let pairable: Vec<&Vec<f64>> = counts.iter().filter(|unit| unit.iter().sum::<f64>() >= 2.0).collect();
    let categories = values.len();
    let totals: Vec<f64> =
        (0..categories).map(|category| pairable.iter().map(|unit| unit[category]).sum()).collect();
    let n: f64 = totals.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for one in 0..categories {
        for other in 0..categories {
            let apart = distance(one, other, values, &totals, metric);
            if apart == 0.0 {
                continue;
            }
            for unit in &pairable {
                let ratings: f64 = unit.iter().sum();
                observed += unit[one] * unit[other] * apart / (ratings - 1.0);
            }
            expected += totals[one] * totals[other] * apart;
        }
    }
    let expected = expected / (n - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// The squared distance of two categories; `totals` is how often each was given.
fn distance(one: usize, other: usize, values: &[f64], totals: &[f64], metric: Metric) -> f64 {
    if one == other {
        return 0.0;
    }
    let (a, b) = (values[one], values[other]);
    match metric {
        Metric::Nominal => 1.0,
        Metric::Ordinal => {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let between: f64 = values
                .iter()
                .zip(totals)
                .filter(|(value, _)| **value >= low && **value <= high)
                .map(|(_, total)| total)
                .sum();
            (between - (totals[one] + totals[other]) / 2.0).powi(2)
        }
        Metric::Interval => (a - b).powi(2),
        Metric::Ratio => {
            if a + b == 0.0 {
                0.0
            } else {
                ((a - b) / (a + b)).powi(2)
            }
        }
    }
}

/// Alpha with weights of partial agreement in place of a metric, and its linearised standard error
/// (Gwet 2014); identity weights give the nominal alpha, quadratic ones that of an interval scale.
pub fn alpha_estimate(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    estimate(counts, weights, Known::Ratings)
}

/// The same where only the counts are known and not who gave what: another linearised error, which
/// irrCAC prints for such data.
pub fn alpha_estimate_of_counts(counts: &[Vec<f64>], weights: &[Vec<f64>]) -> Option<Estimate> {
    estimate(counts, weights, Known::Counts)
}

/// What is known of the ratings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    Ratings,
    Counts,
}

fn estimate(counts: &[Vec<f64>], weights: &[Vec<f64>], known: Known) -> Option<Estimate> {
    let units: Vec<&Vec<f64>> = counts.iter().filter(|unit| unit.iter().sum::<f64>() >= 2.0).collect();
    let ratings: Vec<f64> = units.iter().map(|unit| unit.iter().sum()).collect();
    let n = units.len() as f64;
    if units.is_empty() {
        return None;
    }
    let mean = ratings.iter().sum::<f64>() / n;
    let small = 1.0 / (n * mean);
    let within: Vec<f64> = units
        .iter()
        .zip(&ratings)
        .map(|(unit, ratings)| {
            let agreeing: f64 =
                unit.iter().zip(times(weights, unit)).map(|(count, weighted)| count * (weighted - 1.0)).sum();
            agreeing / (mean * (ratings - 1.0))
        })
        .collect();
    let raw = within.iter().sum::<f64>() / n;
    let agreement = (1.0 - small) * raw + small;
    let shares: Vec<f64> =
        (0..weights.len()).map(|k| units.iter().map(|unit| unit[k]).sum::<f64>() / (mean * n)).collect();
    let near = times(weights, &shares);
    let chance = dot(&shares, &near);
    if (1.0 - chance).abs() < 1e-12 {
        return None;
    }
    let value = (agreement - chance) / (1.0 - chance);
    // The error is that of the coefficient without the correction for small samples, as irrCAC has it.
    let plain = (raw - chance) / (1.0 - chance);
    let contributions: Vec<f64> = units
        .iter()
        .zip(&ratings)
        .zip(&within)
        .map(|((unit, ratings), within)| {
            if known == Known::Counts {
                let own = (1.0 - small) * within + small;
                let expected = dot(unit, &near) / mean;
                return (own - chance) / (1.0 - chance)
                    - (1.0 - value) * (expected - chance) / (1.0 - chance);
            }
            let off = (ratings - mean) / mean;
            let own = within - agreement * off;
            let expected = dot(unit, &near) / mean - chance * off;
            (own - chance) / (1.0 - chance) - 2.0 * (1.0 - plain) * (expected - chance) / (1.0 - chance)
        })
        .collect();
    let middle = if known == Known::Counts { value } else { plain };
    Some(Estimate { value, ..linearised(middle, &contributions) })
}
