//! Do coders agree? Coefficients of agreement, each under its own name.

pub mod coefficients;
pub mod decisions;
pub mod krippendorff;
pub mod ratings;
pub mod two_coders;
pub mod weights;

pub use decisions::Decisions;
pub use ratings::Ratings;
pub use weights::Weighting;

use super::{Interval, tails};

/// A coefficient of agreement with the standard error that its method names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The coefficient; at most 1, below 0 where coders agree less than by chance.
    pub value: f64,
    /// Its standard error, linearised over units (Gwet 2014); `None` with fewer than two units.
    pub standard_error: Option<f64>,
    /// The units that it rests on.
    pub units: usize,
}

impl Estimate {
    /// The interval by Student's t with one degree of freedom less than units; its upper limit is
    /// at most 1.
    pub fn interval(&self, level: f64) -> Option<Interval> {
        let reach = tails::student_quantile(level, self.units.checked_sub(1)? as f64) * self.standard_error?;
        Some(Interval { low: self.value - reach, high: (self.value + reach).min(1.0) })
    }
}

/// The mean, and the standard error of it, of the contributions of units.
fn linearised(value: f64, contributions: &[f64]) -> Estimate {
    let units = contributions.len();
    let squares: f64 = contributions.iter().map(|one| (one - value).powi(2)).sum();
    let standard_error = (units > 1).then(|| (squares / (units * (units - 1)) as f64).sqrt());
    Estimate { value, standard_error, units }
}

#[cfg(test)]
mod tests;
