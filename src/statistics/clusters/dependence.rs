//! How alike incidents of one respondent are.

use crate::statistics::TwoByTwo;

/// The intraclass correlation of having the code, by analysis of variance over clusters: 1 where
/// clusters are all or nothing, about 0 where they do not matter; may lie below 0. Undefined with
/// one cluster, where no cluster has two, or where nothing varies.
pub fn intraclass_correlation(clusters: &[TwoByTwo]) -> Option<f64> {
    let sizes =
        || clusters.iter().map(|one| (one.events()[0] as f64, one.total() as f64)).filter(|(_, n)| *n > 0.0);
    let k = sizes().count() as f64;
    let n: f64 = sizes().map(|(_, n)| n).sum();
    if k < 2.0 || n <= k {
        return None;
    }
    let mean = sizes().map(|(with, _)| with).sum::<f64>() / n;
    let (mut between, mut within, mut squares) = (0.0, 0.0, 0.0);
    for (with, size) in sizes() {
        let share = with / size;
        between += size * (share - mean).powi(2);
        within += size * share * (1.0 - share);
        squares += size * size;
    }
    let (between, within) = (between / (k - 1.0), within / (n - k));
    let usual = (n - squares / n) / (k - 1.0);
    let all = between + (usual - 1.0) * within;
    (all > 0.0).then(|| (between - within) / all)
}

/// The most incidents in one cluster.
pub fn largest(clusters: &[TwoByTwo]) -> u64 {
    clusters.iter().map(TwoByTwo::total).max().unwrap_or(0)
}
