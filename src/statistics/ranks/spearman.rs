//! Spearman's rank correlation.

use super::{has_ties, midranks};
use crate::statistics::tails;

/// The correlation of mid-ranks, -1 to 1; `None` where one list does not vary.
pub fn rho(x: &[f64], y: &[f64]) -> Option<f64> {
    pearson(&midranks(x), &midranks(y))
}

fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len() as f64;
    let mean = |list: &[f64]| list.iter().sum::<f64>() / n;
    let (mx, my) = (mean(x), mean(y));
    let product: f64 = x.iter().zip(y).map(|(x, y)| (x - mx) * (y - my)).sum();
    let square = |list: &[f64], mean: f64| list.iter().map(|one| (one - mean).powi(2)).sum::<f64>();
    let below = (square(x, mx) * square(y, my)).sqrt();
    (below > 0.0).then(|| (product / below).clamp(-1.0, 1.0))
}

/// Two-sided p by Student's t with n-2 degrees of freedom: good from about ten pairs on.
pub fn t_test(x: &[f64], y: &[f64]) -> Option<f64> {
    let df = x.len().checked_sub(2).filter(|df| *df > 0)? as f64;
    let rho = rho(x, y)?;
    if rho.abs() == 1.0 {
        return Some(0.0);
    }
    Some(tails::student_two_sided(rho * (df / (1.0 - rho * rho)).sqrt(), df))
}

/// The longest lists whose permutations are all counted by squared distance.
const COUNTED: usize = 9;

/// Two-sided exact p without ties: by counting every permutation up to nine pairs, beyond by the
/// Edgeworth series of Best and Roberts (1975, AS 89), as R has it; `None` with ties.
pub fn exact(x: &[f64], y: &[f64]) -> Option<f64> {
    if has_ties(x) || has_ties(y) || x.len() < 2 {
        return None;
    }
    let distance: f64 = midranks(x).iter().zip(midranks(y)).map(|(x, y)| (x - y).powi(2)).sum();
    let distance = distance.round() as usize;
    let n = x.len();
    // The middle of all distances.
    let upper = distance > (n * n * n - n) / 6;
    let p = if n <= COUNTED { counted(n, distance, upper) } else { series(n, distance, upper) };
    Some((2.0 * p).min(1.0))
}

/// The share of all permutations whose squared distance is at least (or at most) this one.
fn counted(n: usize, distance: usize, upper: bool) -> f64 {
    let most = (n * n * n - n) / 3;
    // ways[used numbers][distance so far]
    let mut ways = vec![Vec::new(); 1 << n];
    ways[0] = vec![0.0; most + 1];
    ways[0][0] = 1.0;
    for used in 0usize..1 << n {
        let now = std::mem::take(&mut ways[used]);
        if now.is_empty() {
            continue;
        }
        let place = used.count_ones() as usize;
        if place == n {
            let all: f64 = now.iter().sum();
            let tail: f64 = if upper { now[distance..].iter().sum() } else { now[..=distance].iter().sum() };
            return tail / all;
        }
        for number in (0..n).filter(|number| used & (1 << number) == 0) {
            let step = place.abs_diff(number).pow(2);
            let next = &mut ways[used | (1 << number)];
            if next.is_empty() {
                *next = vec![0.0; most + 1];
            }
            for (so_far, count) in now.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                next[so_far + step] += count;
            }
        }
    }
    1.0
}

fn series(n: usize, distance: usize, upper: bool) -> f64 {
    let n = n as f64;
    let b = 1.0 / n;
    // Distances are even: P(D <= d) is the rest of P(D >= d+2).
    let asked = if upper { distance as f64 } else { distance as f64 + 2.0 };
    let x = (6.0 * (asked - 1.0) * b / (n * n - 1.0) - 1.0) * (1.0 / b - 1.0).sqrt();
    let y = x * x;
    let u = x
        * b
        * (0.2274
            + b * (0.2531 + 0.1745 * b)
            + y * (-0.0758 + b * (0.1033 + 0.3932 * b)
                - y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)))));
    let correction = u / (y / 2.0).exp();
    let tail = if upper { correction + tails::normal_upper(x) } else { tails::normal_upper(-x) - correction };
    tail.clamp(0.0, 1.0)
}

/// Two-sided p by every permutation, ties and all, for at most eight pairs.
pub fn permutation(x: &[f64], y: &[f64]) -> Option<f64> {
    let seen = rho(x, y)?.abs();
    if x.len() > 8 {
        return None;
    }
    let (x, mut y) = (midranks(x), midranks(y));
    let (mut extreme, mut all) = (0u64, 0u64);
    permute(&mut y, 0, &mut |order| {
        all += 1;
        extreme += u64::from(pearson(&x, order).is_some_and(|rho| rho.abs() >= seen - 1e-12));
    });
    Some(extreme as f64 / all as f64)
}

fn permute(list: &mut [f64], from: usize, see: &mut impl FnMut(&[f64])) {
    if from == list.len() {
        see(list);
        return;
    }
    for at in from..list.len() {
        list.swap(from, at);
        permute(list, from + 1, see);
        list.swap(from, at);
    }
}
