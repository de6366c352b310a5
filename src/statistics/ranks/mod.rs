//! Rankings compared, and groups by their ranks.

pub mod kendall;
pub mod mann_whitney;
pub mod spearman;

/// The rank of each number from the smallest, 1; equal numbers share the mean of their ranks.
pub fn midranks(numbers: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|one, other| numbers[*one].total_cmp(&numbers[*other]));
    let mut ranks = vec![0.0; numbers.len()];
    let mut from = 0;
    while from < order.len() {
        let mut to = from + 1;
        while to < order.len() && numbers[order[to]] == numbers[order[from]] {
            to += 1;
        }
        // Ranks from+1 to `to`, shared.
        let shared = (from + 1 + to) as f64 / 2.0;
        order[from..to].iter().for_each(|at| ranks[*at] = shared);
        from = to;
    }
    ranks
}

/// The sizes of the groups of equal numbers.
fn ties(numbers: &[f64]) -> Vec<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|one, other| one == other).map(|group| group.len() as f64).collect()
}

/// True where two numbers are equal.
fn has_ties(numbers: &[f64]) -> bool {
    ties(numbers).iter().any(|size| *size > 1.0)
}

#[cfg(test)]
mod tests;
