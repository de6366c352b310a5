//! The share with the event in one group over that in the other.

use super::TwoByTwo;
use crate::statistics::{Interval, tails};

/// A risk ratio with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskRatio {
    /// (a/n1)/(c/n2).
    pub value: f64,
    /// Katz' log interval; `None` where a or c is 0.
    pub katz: Option<Interval>,
}

/// The sample risk ratio: infinite where c = 0 < a, undefined where both are 0 or a group is empty.
pub fn sample(table: &TwoByTwo, level: f64) -> Option<RiskRatio> {
    let [p1, p2] = table.proportions()?;
    if table.a == 0 && table.c == 0 {
        return None;
    }
    let value = p1 / p2;
    let [n1, n2] = table.groups().map(|size| size as f64);
    let katz =
        (table.a > 0 && table.c > 0).then(|| interval(value, table.a as f64, n1, table.c as f64, n2, level));
    Some(RiskRatio { value, katz })
}

/// The risk ratio with ½ added to the events and 1 to the sizes; undefined where a group is empty.
pub fn haldane(table: &TwoByTwo, level: f64) -> Option<RiskRatio> {
    table.proportions()?;
    let [n1, n2] = table.groups().map(|size| size as f64 + 1.0);
    let (a, c) = (table.a as f64 + 0.5, table.c as f64 + 0.5);
    let value = (a / n1) / (c / n2);
    Some(RiskRatio { value, katz: Some(interval(value, a, n1, c, n2, level)) })
}

/// exp(ln RR ± z √(1/a - 1/n1 + 1/c - 1/n2)) (Katz and others 1978).
fn interval(value: f64, a: f64, n1: f64, c: f64, n2: f64, level: f64) -> Interval {
    let se = (1.0 / a - 1.0 / n1 + 1.0 / c - 1.0 / n2).max(0.0).sqrt();
    Interval::around(value.ln(), tails::normal_quantile(level) * se).map(f64::exp)
}
