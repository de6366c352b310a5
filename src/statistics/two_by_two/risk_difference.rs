//! The share with the event in one group less that in the other. Undefined where a group is empty.

use super::TwoByTwo;
use crate::statistics::proportion::wilson;
use crate::statistics::{Interval, root, tails};
use std::f64::consts::PI;

/// a/n1 - c/n2, -1 to 1.
pub fn risk_difference(table: &TwoByTwo) -> Option<f64> {
    table.proportions().map(|[p1, p2]| p1 - p2)
}

/// Newcombe's hybrid score interval (1998, method 10): from the Wilson limits of both shares,
/// without continuity correction. Good for small groups and empty cells.
pub fn newcombe(table: &TwoByTwo, level: f64) -> Option<Interval> {
    let [p1, p2] = table.proportions()?;
    let [n1, n2] = table.groups();
    let (one, two) = (wilson(table.a, n1, level)?, wilson(table.c, n2, level)?);
    let difference = p1 - p2;
    let low = difference - (p1 - one.low).hypot(two.high - p2);
    let high = difference + (one.high - p1).hypot(p2 - two.low);
    Some(Interval { low, high })
}

/// Wald's interval: too narrow in small groups, of no width where both shares are 0 or 1. Not cut
/// off at -1 and 1.
pub fn wald(table: &TwoByTwo, level: f64) -> Option<Interval> {
    table.proportions()?;
    let [n1, n2] = table.groups().map(|size| size as f64);
    Some(wald_of(table.a as f64, n1, table.c as f64, n2, level))
}

/// Agresti and Caffo's interval (2000): Wald's with one event and one non-event added to each group.
pub fn agresti_caffo(table: &TwoByTwo, level: f64) -> Option<Interval> {
    table.proportions()?;
    let [n1, n2] = table.groups().map(|size| size as f64 + 2.0);
    Some(wald_of(table.a as f64 + 1.0, n1, table.c as f64 + 1.0, n2, level))
}

fn wald_of(a: f64, n1: f64, c: f64, n2: f64, level: f64) -> Interval {
    let (p1, p2) = (a / n1, c / n2);
    let se = (p1 * (1.0 - p1) / n1 + p2 * (1.0 - p2) / n2).sqrt();
    Interval::around(p1 - p2, tails::normal_quantile(level) * se)
}

/// The score interval of Miettinen and Nurminen (1985): the differences that their test does not reject.
pub fn miettinen_nurminen(table: &TwoByTwo, level: f64) -> Option<Interval> {
    let difference = risk_difference(table)?;
    let critical = tails::normal_quantile(level).powi(2);
    let beyond = |delta: f64| score(table, delta) - critical;
    let low = root::between(-1.0, difference, beyond).unwrap_or(-1.0);
    let high = root::between(difference, 1.0, beyond).unwrap_or(1.0);
    Some(Interval { low, high })
}

/// The squared score statistic of a difference `delta`, its variance at the likeliest shares that differ by it.
fn score(table: &TwoByTwo, delta: f64) -> f64 {
    let [n1, n2] = table.groups().map(|size| size as f64);
    let (p1, p2) = (table.a as f64 / n1, table.c as f64 / n2);
    let apart = p1 - p2 - delta;
    // So near, the variance is lost in rounding where both shares are 0 or 1.
    if apart.abs() < 1e-12 {
        return 0.0;
    }
    // Shares 1: the root of a cubic, in closed form (Farrington and Manning 1990).
    let theta = n2 / n1;
    let a = 1.0 + theta;
    let b = -(1.0 + theta + p1 + theta * p2 + delta * (theta + 2.0));
    let c = delta * delta + delta * (2.0 * p1 + theta + 1.0) + p1 + theta * p2;
    let d = -p1 * delta * (1.0 + delta);
    let v = (b / (3.0 * a)).powi(3) - b * c / (6.0 * a * a) + d / (2.0 * a);
    let u = ((b / (3.0 * a)).powi(2) - c / (3.0 * a)).max(0.0).sqrt().copysign(v);
    let w = (PI + (v / u.powi(3)).clamp(-1.0, 1.0).acos()) / 3.0;
    let share = if u == 0.0 { -b / (3.0 * a) } else { 2.0 * u * w.cos() - b / (3.0 * a) };
    let (one, two) = (share.clamp(0.0, 1.0), (share - delta).clamp(0.0, 1.0));
    let variance = (one * (1.0 - one) / n1 + two * (1.0 - two) / n2) * (n1 + n2) / (n1 + n2 - 1.0);
    if variance > 0.0 { apart * apart / variance } else { f64::MAX }
}
