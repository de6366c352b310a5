//! Logistic regression with an L2 penalty, of rows that each have a few of many features.
//!
//! Minimised by L-BFGS (Nocedal and Wright 2006, algorithm 7.5) from zero, so the same rows give the
//! same weights. The intercept is not penalised.

/// A row: its features, and its weight in the sum; positive or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The place of each of its features, and its value.
    pub features: Vec<(u32, f64)>,
    /// True for a passage that was coded.
    pub positive: bool,
    /// How much it counts.
    pub weight: f64,
}

/// The weights of features, and the intercept as the last one.
pub fn fit(rows: &[Row], features: usize, penalty: f64) -> Vec<f64> {
    let mut at = vec![0.0; features + 1];
    let (mut loss, mut slope) = loss_and_slope(rows, &at, penalty);
    let mut memory: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..MOST_STEPS {
        if norm(&slope) <= ENOUGH * (1.0 + norm(&at)) {
            break;
        }
        let mut direction = direction(&slope, &memory);
        let mut descent = dot(&direction, &slope);
        if descent >= 0.0 {
            memory.clear();
            direction = slope.iter().map(|one| -one).collect();
            descent = dot(&direction, &slope);
        }
        let mut step = if memory.is_empty() { 1.0 / norm(&slope).max(1.0) } else { 1.0 };
        let next = loop {
            let to: Vec<f64> = at.iter().zip(&direction).map(|(one, way)| one + step * way).collect();
            let (new_loss, new_slope) = loss_and_slope(rows, &to, penalty);
            if new_loss <= loss + ARMIJO * step * descent {
                break Some((to, new_loss, new_slope));
            }
            step /= 2.0;
            if step < SMALLEST_STEP {
                break None;
            }
        };
        let Some((to, new_loss, new_slope)) = next else { break };
        let moved: Vec<f64> = to.iter().zip(&at).map(|(new, old)| new - old).collect();
        let turned: Vec<f64> = new_slope.iter().zip(&slope).map(|(new, old)| new - old).collect();
        if dot(&moved, &turned) > 0.0 {
            memory.push((moved, turned));
            if memory.len() > REMEMBERED {
                memory.remove(0);
            }
        }
        (at, loss, slope) = (to, new_loss, new_slope);
    }
    at
}

/// What a row scores: the log odds that it is positive.
pub fn score(features: &[(u32, f64)], weights: &[f64]) -> f64 {
    let intercept = weights[weights.len() - 1];
    intercept + features.iter().map(|(place, value)| value * weights[*place as usize]).sum::<f64>()
}

const MOST_STEPS: usize = 200;
const REMEMBERED: usize = 8;
const ENOUGH: f64 = 1e-5;
const ARMIJO: f64 = 1e-4;
const SMALLEST_STEP: f64 = 1e-12;

fn loss_and_slope(rows: &[Row], weights: &[f64], penalty: f64) -> (f64, Vec<f64>) {
    let last = weights.len() - 1;
    let squares: f64 = weights[..last].iter().map(|one| one * one).sum();
    let mut loss = penalty / 2.0 * squares;
    let mut slope: Vec<f64> = weights.iter().map(|one| penalty * one).collect();
    slope[last] = 0.0;
    for row in rows {
        let sign = if row.positive { 1.0 } else { -1.0 };
        let margin = sign * score(&row.features, weights);
        // log(1 + exp(-margin)), without overflow.
        loss += row.weight * ((-margin.abs()).exp().ln_1p() + (-margin).max(0.0));
        let pull = -sign * row.weight / (1.0 + margin.exp());
        slope[last] += pull;
        for (place, value) in &row.features {
            slope[*place as usize] += pull * value;
        }
    }
    (loss, slope)
}

/// Downhill, as the last steps bent the slope.
fn direction(slope: &[f64], memory: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut way: Vec<f64> = slope.iter().map(|one| -one).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned) in memory.iter().rev() {
        let share = dot(moved, &way) / dot(moved, turned);
        add(&mut way, turned, -share);
        shares.push(share);
    }
    if let Some((moved, turned)) = memory.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        way.iter_mut().for_each(|one| *one *= scale);
    }
    for ((moved, turned), share) in memory.iter().zip(shares.into_iter().rev()) {
        let other = dot(turned, &way) / dot(moved, turned);
        add(&mut way, moved, share - other);
    }
    way
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

fn norm(one: &[f64]) -> f64 {
    dot(one, one).sqrt()
}

fn add(to: &mut [f64], other: &[f64], share: f64) {
    to.iter_mut().zip(other).for_each(|(to, other)| *to += share * other);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(features: &[u32], positive: bool) -> Row {
        Row { features: features.iter().map(|place| (*place, 1.0)).collect(), positive, weight: 1.0 }
    }

    #[test]
    fn one_feature_has_the_weight_at_which_the_slope_is_zero() {
        // Symmetric: the intercept is 0, and 2 * 1 / (1 + exp(w)) = penalty * w has w = 1 for this penalty.
        let penalty = 1.0 / (1.0 + 1.0_f64.exp());
        let rows = [row(&[0], true), row(&[1], false)];
        let weights = fit(&rows, 2, penalty);
        assert!((weights[0] - 1.0).abs() < 1e-4 && (weights[1] + 1.0).abs() < 1e-4, "{weights:?}");
        assert!(weights[2].abs() < 1e-6);
    }

    #[test]
    fn without_features_the_intercept_is_the_log_odds() {
        let rows = [row(&[], true), row(&[], false), row(&[], false), row(&[], false)];
        let weights = fit(&rows, 0, 1.0);
        assert!((weights[0] - (1.0_f64 / 3.0).ln()).abs() < 1e-4, "{weights:?}");
    }

    #[test]
    fn the_slope_is_that_of_the_loss() {
        let rows = [row(&[0, 2], true), row(&[1, 2], false), row(&[0, 1, 2], true)];
        let at = [0.3, -0.2, 0.1, 0.05];
        let (_, slope) = loss_and_slope(&rows, &at, 0.7);
        for place in 0..at.len() {
            let loss = |shift: f64| {
                let mut at = at;
                at[place] += shift;
                loss_and_slope(&rows, &at, 0.7).0
            };
            let slanted = (loss(1e-6) - loss(-1e-6)) / 2e-6;
            assert!((slope[place] - slanted).abs() < 1e-6, "{place}: {} {slanted}", slope[place]);
        }
    }
}
