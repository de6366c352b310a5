//! Cochran, Mantel and Haenszel: a test over strata, and what the strata have in common.

use super::{Stratum, each};
use crate::statistics::association::ChiSquare;
use crate::statistics::{Interval, TwoByTwo, tails};

/// The test of Cochran (1954), Mantel and Haenszel (1959), without and with continuity correction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cmh {
    /// (sum a - sum E)² / sum V, with one degree of freedom.
    pub plain: ChiSquare,
    /// With ½ taken off the distance where it is at least ½ (as R does).
    pub corrected: ChiSquare,
}

/// Tests whether the groups differ within strata; strata of fewer than two are passed over.
/// Undefined where no stratum tells anything.
pub fn cmh<S: Stratum>(strata: &[S]) -> Option<Cmh> {
    let (mut apart, mut variance) = (0.0, 0.0);
    for (one, times) in each(strata).filter(|(one, _)| one.total() >= 2) {
        let n = one.total() as f64;
        let ([n1, n2], [m1, m2]) = (one.groups().map(|x| x as f64), one.events().map(|x| x as f64));
        apart += times * (one.a as f64 - n1 * m1 / n);
        variance += times * n1 * n2 * m1 * m2 / (n * n * (n - 1.0));
    }
    let of = |apart: f64| ChiSquare::of(apart * apart / variance, 1);
    let correction = if apart.abs() >= 0.5 { 0.5 } else { 0.0 };
    (variance > 0.0).then(|| Cmh { plain: of(apart), corrected: of(apart.abs() - correction) })
}

/// The common odds ratio of Mantel and Haenszel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CommonOdds {
    /// sum(ad/n) over sum(bc/n).
    pub value: f64,
    /// With the variance of Robins, Breslow and Greenland (1986); `None` where the value is 0 or infinite.
    pub interval: Option<Interval>,
}

/// The common odds ratio; undefined where no stratum tells anything.
pub fn odds_ratio<S: Stratum>(strata: &[S], level: f64) -> Option<CommonOdds> {
    let (mut r, mut s, mut pr, mut ps_qr, mut qs) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (one, times) in each(strata).filter(|(one, _)| one.total() > 0) {
        let n = one.total() as f64;
        let [a, b, c, d] = one.cells().map(|cell| cell as f64);
        let (along, across) = (times * a * d / n, times * b * c / n);
        let (p, q) = ((a + d) / n, (b + c) / n);
        r += along;
        s += across;
        pr += p * along;
        ps_qr += p * across + q * along;
        qs += q * across;
    }
    if r == 0.0 && s == 0.0 {
        return None;
    }
    let interval = (r > 0.0 && s > 0.0).then(|| {
        let variance = pr / (2.0 * r * r) + ps_qr / (2.0 * r * s) + qs / (2.0 * s * s);
        Interval::around((r / s).ln(), tails::normal_quantile(level) * variance.sqrt()).map(f64::exp)
    });
    Some(CommonOdds { value: r / s, interval })
}

/// The common risk difference: the strata's differences, weighted by n1 n2 / n.
pub fn risk_difference<S: Stratum>(strata: &[S]) -> Option<f64> {
    let (above, below) = weighted(strata, |one, n1, n2| (one.a as f64 * n2 - one.c as f64 * n1, n1 * n2));
    (below > 0.0).then(|| above / below)
}

/// The common risk ratio: sum(a n2/n) over sum(c n1/n); infinite where only the second is 0.
pub fn risk_ratio<S: Stratum>(strata: &[S]) -> Option<f64> {
    let (above, below) = weighted(strata, |one, n1, n2| (one.a as f64 * n2, one.c as f64 * n1));
    (above > 0.0 || below > 0.0).then(|| above / below)
}

fn weighted<S: Stratum>(strata: &[S], terms: impl Fn(&TwoByTwo, f64, f64) -> (f64, f64)) -> (f64, f64) {
    each(strata).filter(|(one, _)| one.total() > 0).fold((0.0, 0.0), |(above, below), (one, times)| {
        let (n, [n1, n2]) = (one.total() as f64, one.groups().map(|size| size as f64));
        let (up, down) = terms(one, n1, n2);
        (above + times * up / n, below + times * down / n)
    })
}
