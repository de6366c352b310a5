//! p-values of several tests corrected for there being several: what `p.adjust` of R does.
//!
//! Every function gives a value for each value it gets, in the same order; `None` (a test that could
//! not be done) stays `None` and is not counted among the tests.

/// Holm (1979): step-down, keeps the chance of any false finding below the level.
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let order = ascending(p);
    let m = order.len() as f64;
    let mut least: f64 = 0.0;
    adjusted(
        p,
        order.iter().enumerate().map(|(rank, (at, p))| {
            least = least.max((m - rank as f64) * p);
            (*at, least)
        }),
    )
}

/// Benjamini and Hochberg (1995): step-up, keeps the expected share of false findings below the level.
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    step_up(p, |m, rank| m / (rank + 1.0))
}

/// Benjamini and Yekutieli (2001): as Benjamini and Hochberg, under any dependence between the tests.
pub fn benjamini_yekutieli(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let tests = p.iter().flatten().count();
    let harmonic: f64 = (1..=tests).map(|k| 1.0 / k as f64).sum();
    step_up(p, |m, rank| harmonic * m / (rank + 1.0))
}

/// Hochberg (1988): step-up with Holm's factors; for independent tests.
pub fn hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    step_up(p, |m, rank| m - rank)
}

/// Bonferroni: every value times the number of tests.
pub fn bonferroni(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let m = p.iter().flatten().count() as f64;
    p.iter().map(|p| p.map(|p| (m * p).min(1.0))).collect()
}

/// From the largest value down, each times its factor and never above the one before.
fn step_up(p: &[Option<f64>], factor: impl Fn(f64, f64) -> f64) -> Vec<Option<f64>> {
    let order = ascending(p);
    let m = order.len() as f64;
    let mut most: f64 = 1.0;
    adjusted(
        p,
        order.iter().enumerate().rev().map(|(rank, (at, p))| {
            most = most.min(factor(m, rank as f64) * p);
            (*at, most)
        }),
    )
}

/// Places and values of the tests that were done, by value.
fn ascending(p: &[Option<f64>]) -> Vec<(usize, f64)> {
    let mut order: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?))).collect();
    order.sort_by(|(_, one), (_, other)| one.total_cmp(other));
    order
}

fn adjusted(p: &[Option<f64>], values: impl Iterator<Item = (usize, f64)>) -> Vec<Option<f64>> {
    let mut all = vec![None; p.len()];
    for (at, value) in values {
        all[at] = Some(value.min(1.0));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_that_was_not_done_is_not_counted() {
        let with = [Some(0.01), None, Some(0.04)];
        assert_eq!(holm(&with), [Some(0.02), None, Some(0.04)]);
        assert_eq!(benjamini_hochberg(&with), [Some(0.02), None, Some(0.04)]);
        assert_eq!(bonferroni(&with), [Some(0.02), None, Some(0.08)]);
        assert_eq!(holm(&[None]), [None]);
    }

    #[test]
    fn what_is_corrected_keeps_its_order_and_stays_between_bonferroni_and_the_value() {
        let p = [0.2, 0.001, 0.03, 0.8, 0.03].map(Some);
        for one in [holm(&p), benjamini_hochberg(&p), hochberg(&p)] {
            for (at, value) in one.iter().enumerate() {
                assert!(*value >= p[at] && *value <= bonferroni(&p)[at]);
                assert!((0..5).all(|other| p[other] < p[at] || one[other] >= one[at]));
            }
        }
    }
}
