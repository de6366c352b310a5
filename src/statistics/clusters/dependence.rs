//! How alike incidents of one respondent are.

use crate::statistics::strata::{Stratum, each};

/// The intraclass correlation of having the code, by analysis of variance over clusters: 1 where
/// clusters are all or nothing, about 0 where they do not matter; may lie below 0. Undefined with
/// one cluster, where no cluster has two, or where nothing varies.
pub fn intraclass_correlation<S: Stratum>(clusters: &[S]) -> Option<f64> {
    let sizes = || {
        let held = each(clusters).filter(|(one, _)| one.total() > 0);
        held.map(|(one, times)| (one.events()[0] as f64, one.total() as f64, times))
    };
    let k: f64 = sizes().map(|(_, _, times)| times).sum();
    let n: f64 = sizes().map(|(_, size, times)| times * size).sum();
    if k < 2.0 || n <= k {
        return None;
    }
    let mean = sizes().map(|(with, _, times)| times * with).sum::<f64>() / n;
    let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
    for (with, size, times) in sizes() {
        let share = with / size;
        between += times * size * (share - mean).powi(2);
        within += times * size * share * (1.0 - share);
        squares += times * size * size;
    }
    let (between, within) = (between / (k - 1.0), within / (n - k));
    let usual = (n - squares / n) / (k - 1.0);
    let all = between + (usual - 1.0) * within;
    (all > 0.0).then(|| (between - within) / all)
}

/// The most incidents in one cluster.
pub fn largest<S: Stratum>(clusters: &[S]) -> u64 {
    clusters.iter().map(|one| one.table().total()).max().unwrap_or(0)
}
