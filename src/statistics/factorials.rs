//! Logarithms of factorials.

use statrs::function::gamma::ln_gamma;

/// Beyond this, Stirling's series is as exact as a sum of logarithms, and needs no memory.
const SUMMED: usize = 1 << 16;

/// ln k! for every k up to some number.
#[derive(Debug, Clone)]
pub struct Factorials(Vec<f64>);

impl Factorials {
    /// Ready for numbers up to `most`; larger ones are computed one by one.
    pub fn up_to(most: u64) -> Self {
        let most = usize::try_from(most).unwrap_or(SUMMED).min(SUMMED);
        let mut sums = Vec::with_capacity(most + 1);
        let mut sum = 0.0;
        sums.push(sum);
        for k in 1..=most {
            sum += (k as f64).ln();
            sums.push(sum);
        }
        Self(sums)
    }

    /// ln k!
    pub fn ln(&self, k: u64) -> f64 {
        let known = usize::try_from(k).ok().and_then(|k| self.0.get(k)).copied();
        known.unwrap_or_else(|| ln_gamma(k as f64 + 1.0))
    }
}
