//! A statistic as a table carries it: which, its value and interval, of how many.

use super::Measure;
use crate::statistics::Interval;

/// One statistic of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistic {
    /// Which.
    pub measure: Measure,
    /// Its value; `None` is undefined, infinity truly infinite.
    pub value: Option<f64>,
    /// Its standard error, where a table tells one and it is defined.
    pub standard_error: Option<f64>,
    /// From where to where, where the measure has an interval that is defined.
    pub interval: Option<Interval>,
    /// How many units it was computed from.
    pub n: usize,
}

impl Statistic {
    /// Without an interval.
    pub fn plain(measure: Measure, value: Option<f64>, n: usize) -> Self {
        Self { measure, value, standard_error: None, interval: None, n }
    }
}

/// The statistic of this measure among several.
pub fn find(statistics: &[Statistic], measure: Measure) -> Option<&Statistic> {
    statistics.iter().find(|one| one.measure == measure)
}
