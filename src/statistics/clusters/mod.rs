//! Incidents that hang together, because one respondent told several: how much, and what it costs.
//!
//! Every cluster is given as its own 2x2 table: rows the two groups (outcomes), columns with and
//! without the code. Clusters are taken as drawn at random, with equal weights (linearisation, with
//! G/(G-1) for G clusters), as the R package survey does.

pub mod dependence;
pub mod of_tables;
pub mod permutation;
pub mod rao_scott;

use super::TwoByTwo;
use super::strata::{Stratum, collapsed, each};

/// A share among clustered incidents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusteredShare {
    /// The share.
    pub value: f64,
    /// Its standard error; `None` with fewer than two clusters.
    pub standard_error: Option<f64>,
    /// How many times larger its variance is than that of as many incidents that are independent;
    /// `None` also for a share of 0 or 1.
    pub design_effect: Option<f64>,
}

/// The share with the code in the first (0) or second (1) group; undefined where the group is empty.
pub fn share<S: Stratum>(clusters: &[S], group: usize) -> Option<ClusteredShare> {
    let table = collapsed(clusters);
    let (with, size) = of_group(&table, group);
    if size == 0 {
        return None;
    }
    let (value, n) = (with as f64 / size as f64, size as f64);
    let variance = variance(clusters, |one| {
        let (with, size) = of_group(one, group);
        (with as f64 - value * size as f64) / n
    });
    let binomial = value * (1.0 - value) / n;
    Some(ClusteredShare {
        value,
        standard_error: variance.map(f64::sqrt),
        design_effect: variance.filter(|_| binomial > 0.0).map(|variance| variance / binomial),
    })
}

/// The standard error of the risk difference; undefined where a group is empty or all is one cluster.
pub fn risk_difference_se<S: Stratum>(clusters: &[S]) -> Option<f64> {
    let table = collapsed(clusters);
    let [p1, p2] = table.proportions()?;
    let [n1, n2] = table.groups().map(|size| size as f64);
    let part = |one: &TwoByTwo| {
        let [first, second] = one.groups().map(|size| size as f64);
        (one.a as f64 - p1 * first) / n1 - (one.c as f64 - p2 * second) / n2
    };
    variance(clusters, part).map(f64::sqrt)
}

/// ln of the odds ratio, and its standard error: a logistic regression that knows of clusters.
/// Undefined where a cell is empty.
pub fn log_odds_ratio<S: Stratum>(clusters: &[S]) -> Option<(f64, Option<f64>)> {
    let table = collapsed(clusters);
    if table.has_an_empty_cell() {
        return None;
    }
    let [a, b, c, d] = table.cells().map(|cell| cell as f64);
    let (p1, p2) = (a / (a + b), c / (c + d));
    let part = |one: &TwoByTwo| {
        let [first, second] = one.groups().map(|size| size as f64);
        (one.a as f64 - p1 * first) / (a * (1.0 - p1)) - (one.c as f64 - p2 * second) / (c * (1.0 - p2))
    };
    Some(((a * d / (b * c)).ln(), variance(clusters, part).map(f64::sqrt)))
}

fn of_group(table: &TwoByTwo, group: usize) -> (u64, u64) {
    let with = if group == 0 { table.a } else { table.c };
    (with, table.groups()[group])
}

/// The variance of a sum over clusters, from what each adds to it; the parts add up to nothing.
fn variance<S: Stratum>(clusters: &[S], part: impl Fn(&TwoByTwo) -> f64) -> Option<f64> {
    let held = each(clusters).filter(|(one, _)| one.total() > 0);
    let g: f64 = held.clone().map(|(_, times)| times).sum();
    (g > 1.0).then(|| g / (g - 1.0) * held.map(|(one, times)| times * part(one).powi(2)).sum::<f64>())
}
