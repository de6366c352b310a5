//! Where a monotone function crosses zero.

/// Halvings that leave less than the distance between two neighbouring numbers.
const HALVINGS: usize = 200;

/// The place between `low` and `high` where `f` changes its sign; `None` where it has the same sign
/// at both. To the last digit or two.
pub fn between(mut low: f64, mut high: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    let (mut at_low, mut at_high) = (f(low), f(high));
    if at_low == 0.0 {
        return Some(low);
    }
    if at_high == 0.0 {
        return Some(high);
    }
    if at_low.is_nan() || at_high.is_nan() || at_low.signum() == at_high.signum() {
        return None;
    }
    for step in 0..HALVINGS {
        // Straight through both ends where that is quick, and every third time the middle, which is sure.
        let straight = (low * at_high - high * at_low) / (at_high - at_low);
        let inside = straight > low && straight < high;
        let at = if step % 3 < 2 && inside { straight } else { low + (high - low) / 2.0 };
        if at <= low || at >= high || (high - low) <= 1e-14 * low.abs().max(high.abs()) {
            break;
        }
        let value = f(at);
        if value == 0.0 {
            return Some(at);
        }
        if value.signum() == at_low.signum() {
            (low, at_low) = (at, value);
        } else {
            (high, at_high) = (at, value);
        }
    }
    Some(low + (high - low) / 2.0)
}

/// The place where `f` changes its sign, sought from `start` in steps that double.
pub fn near(start: f64, f: impl Fn(f64) -> f64) -> Option<f64> {
    let mut reach = 0.5;
    for _ in 0..12 {
        let found = between(start - reach, start + reach, &f);
        if found.is_some() {
            return found;
        }
        reach *= 2.0;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crossing_is_found_to_the_last_digits() {
        assert!((between(0.0, 2.0, |x| x * x - 2.0).unwrap() - 2f64.sqrt()).abs() < 1e-13);
        assert!((near(-3.0, |x: f64| x.exp() - 5.0).unwrap() - 5f64.ln()).abs() < 1e-13);
        assert_eq!(between(1.0, 2.0, |x| x), None);
    }
}
