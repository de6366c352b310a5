//! Kendall's rank correlation, tau-b.

use super::{has_ties, ties};
use crate::statistics::tails;

/// Concordant less discordant pairs.
fn surplus(x: &[f64], y: &[f64]) -> f64 {
    let mut sum = 0.0;
    for one in 0..x.len() {
        for other in 0..one {
            let (dx, dy) = (x[one] - x[other], y[one] - y[other]);
            if dx != 0.0 && dy != 0.0 {
                sum += (dx * dy).signum();
            }
        }
    }
    sum
}

/// tau-b, which allows for ties; `None` where one list does not vary.
pub fn tau_b(x: &[f64], y: &[f64]) -> Option<f64> {
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let all = pairs(x.len() as f64);
    let untied = |list: &[f64]| all - ties(list).into_iter().map(pairs).sum::<f64>();
    let below = (untied(x) * untied(y)).sqrt();
    (below > 0.0).then(|| surplus(x, y) / below)
}

/// z of the normal approximation with its variance corrected for ties, without continuity
/// correction (Kendall 1970); `None` with fewer than three pairs.
pub fn z(x: &[f64], y: &[f64]) -> Option<f64> {
    tau_b(x, y)?;
    let n = x.len() as f64;
    if n < 3.0 {
        return None;
    }
    let sum = |list: &[f64], term: &dyn Fn(f64) -> f64| ties(list).into_iter().map(term).sum::<f64>();
    let large = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let two = |t: f64| t * (t - 1.0);
    let three = |t: f64| t * (t - 1.0) * (t - 2.0);
    let variance = (large(n) - sum(x, &large) - sum(y, &large)) / 18.0
        + sum(x, &two) * sum(y, &two) / (2.0 * n * (n - 1.0))
        + sum(x, &three) * sum(y, &three) / (9.0 * n * (n - 1.0) * (n - 2.0));
    (variance > 0.0).then(|| surplus(x, y) / variance.sqrt())
}

/// Two-sided p of that z.
pub fn asymptotic(x: &[f64], y: &[f64]) -> Option<f64> {
    z(x, y).map(tails::normal_two_sided)
}

/// The longest lists whose orders are counted.
const COUNTED: usize = 100;

/// Two-sided exact p without ties, from the number of orders with at most as many pairs out of
/// order; `None` with ties.
pub fn exact(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len();
    if has_ties(x) || has_ties(y) || !(2..=COUNTED).contains(&n) {
        return None;
    }
    let concordant = ((surplus(x, y) + (n * (n - 1) / 2) as f64) / 2.0).round() as usize;
    // shares[k]: the share of orders with k pairs in order; one more number at a time.
    let mut shares = vec![1.0];
    for size in 2..=n {
        let mut next = vec![0.0; shares.len() + size - 1];
        for (pairs, share) in shares.iter().enumerate() {
            next[pairs..pairs + size].iter_mut().for_each(|one| *one += share / size as f64);
        }
        shares = next;
    }
    let below: f64 = shares[..=concordant].iter().sum();
    let above: f64 = shares[concordant..].iter().sum();
    Some((2.0 * below.min(above)).min(1.0))
}
