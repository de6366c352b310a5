//! How much two different categories agree: weights of partial agreement.

/// A scheme of weights.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Only the same category agrees.
    Identity,
    /// 1-|i-j|/(max-min) on the values of the categories.
    Linear,
    /// 1-((i-j)/(max-min))² on the values of the categories.
    Quadratic,
}

/// The weights between categories of these values, a row a category.
pub fn weights(weighting: Weighting, values: &[f64]) -> Vec<Vec<f64>> {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let range = high - low;
    let weight = |one: usize, other: usize| {
        if one == other {
            return 1.0;
        }
        let apart = (values[one] - values[other]).abs() / range;
        match weighting {
            Weighting::Identity => 0.0,
            Weighting::Linear => 1.0 - apart,
            Weighting::Quadratic => 1.0 - apart * apart,
        }
    };
    (0..values.len()).map(|one| (0..values.len()).map(|other| weight(one, other)).collect()).collect()
}
