//! Intervals of a proportion: x of n. All are undefined for n = 0.

use super::{Interval, binomial, root, tails};

/// Wilson's score interval (Wilson 1927), without continuity correction. Never leaves 0 to 1, and is
/// honest for small n.
pub fn wilson(x: u64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let (z, size) = (tails::normal_quantile(level), n as f64);
    let (p, z2) = (x as f64 / size, z * z);
    let middle = (p + z2 / (2.0 * size)) / (1.0 + z2 / size);
    let reach = z / (1.0 + z2 / size) * (p * (1.0 - p) / size + z2 / (4.0 * size * size)).sqrt();
    let Interval { low, high } = Interval::around(middle, reach);
    // The formula gives exactly 0 and 1 there, and rounding nearly.
    Some(Interval {
        low: if x == 0 { 0.0 } else { low.max(0.0) },
        high: if x == n { 1.0 } else { high.min(1.0) },
    })
}

/// Wilson's interval with continuity correction (Newcombe 1998, method 4).
pub fn wilson_with_continuity(x: u64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let (z, size) = (tails::normal_quantile(level), n as f64);
    let (p, z2) = (x as f64 / size, z * z);
    let below = 2.0 * (size + z2);
    let root =
        |sign: f64| z * (z2 - sign * 2.0 - 1.0 / size + 4.0 * p * (size * (1.0 - p) + sign)).max(0.0).sqrt();
    let low = (2.0 * size * p + z2 - 1.0 - root(1.0)) / below;
    let high = (2.0 * size * p + z2 + 1.0 + root(-1.0)) / below;
    Some(Interval {
        low: if x == 0 { 0.0 } else { low.max(0.0) },
        high: if x == n { 1.0 } else { high.min(1.0) },
    })
}

/// The exact interval of Clopper and Pearson (1934): never too narrow, mostly too wide.
pub fn clopper_pearson(x: u64, n: u64, level: f64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let tail = (1.0 - level) / 2.0;
    let p = x as f64 / n as f64;
    let low =
        if x == 0 { Some(0.0) } else { root::between(0.0, p, |p| binomial::times(n, p).at_least(x) - tail) };
    let high =
        if x == n { Some(1.0) } else { root::between(p, 1.0, |p| binomial::times(n, p).at_most(x) - tail) };
    Some(Interval { low: low?, high: high? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_did_not_happen_has_the_mirrored_interval((x, n) in (1u64..60).prop_flat_map(|n| (0..=n, Just(n)))) {
            for interval in [wilson, wilson_with_continuity, clopper_pearson] {
                let (one, other) = (interval(x, n, 0.95).unwrap(), interval(n - x, n, 0.95).unwrap());
                prop_assert!((one.low - (1.0 - other.high)).abs() < 1e-9);
                let p = x as f64 / n as f64;
                prop_assert!(0.0 <= one.low && one.low <= p && p <= one.high && one.high <= 1.0);
            }
        }
    }
}
