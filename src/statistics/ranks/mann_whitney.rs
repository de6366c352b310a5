//! Two groups by their ranks: Mann and Whitney's U (1947), Wilcoxon's rank sum.

use super::{has_ties, midranks, ties};
use crate::statistics::tails;

/// Two groups compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// Pairs in which the first group's number is larger, half of those in which both are equal
    /// (what R calls W).
    pub u1: f64,
    /// The same for the second group.
    pub u2: f64,
    /// The standard deviation of U when the groups do not differ, corrected for ties.
    pub sigma: f64,
}

impl MannWhitney {
    /// Compares two groups; `None` where one is empty.
    pub fn of(x: &[f64], y: &[f64]) -> Option<Self> {
        let (m, n) = (x.len() as f64, y.len() as f64);
        if m == 0.0 || n == 0.0 {
            return None;
        }
        let both: Vec<f64> = x.iter().chain(y).copied().collect();
        let sum: f64 = midranks(&both)[..x.len()].iter().sum();
        let u1 = sum - m * (m + 1.0) / 2.0;
        let all = m + n;
        let tied: f64 = ties(&both).iter().map(|t| t * t * t - t).sum();
        let sigma = (m * n / 12.0 * (all + 1.0 - tied / (all * (all - 1.0)))).max(0.0).sqrt();
        Some(Self { u1, u2: m * n - u1, sigma })
    }

    fn pairs(&self) -> f64 {
        self.u1 + self.u2
    }

    /// 2 U1/(mn) - 1: from -1 (every number of the first group is smaller) to 1.
    pub fn rank_biserial(&self) -> f64 {
        2.0 * self.u1 / self.pairs() - 1.0
    }

    /// The chance that a number of the first group is larger than one of the second.
    pub fn superiority(&self) -> f64 {
        self.u1 / self.pairs()
    }

    /// z without continuity correction; `None` where nothing varies.
    pub fn z(&self) -> Option<f64> {
        (self.sigma > 0.0).then(|| (self.u1 - self.pairs() / 2.0) / self.sigma)
    }

    /// Two-sided p of the normal approximation.
    pub fn asymptotic(&self) -> Option<f64> {
        self.z().map(tails::normal_two_sided)
    }

    /// The same with continuity correction.
    pub fn asymptotic_corrected(&self) -> Option<f64> {
        let off = ((self.u1 - self.pairs() / 2.0).abs() - 0.5).max(0.0);
        (self.sigma > 0.0).then(|| tails::normal_two_sided(off / self.sigma))
    }
}

/// Exact tests by every way to divide the numbers into groups of these sizes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exact {
    /// Twice the smaller tail, at most 1 (R, without ties).
    pub two_sided: f64,
    /// The first group's U at least as large.
    pub greater: f64,
    /// |U - mn/2| at least as large: exact with ties too.
    pub permutation: f64,
}

/// The most numbers whose divisions are counted.
const COUNTED: usize = 120;

/// Exact tests; `None` beyond 120 numbers.
pub fn exact(x: &[f64], y: &[f64]) -> Option<Exact> {
    let (m, all) = (x.len(), x.len() + y.len());
    if m == 0 || y.is_empty() || all > COUNTED {
        return None;
    }
    let both: Vec<f64> = x.iter().chain(y).copied().collect();
    // Twice a mid-rank is whole.
    let ranks: Vec<usize> = midranks(&both).iter().map(|rank| (2.0 * rank).round() as usize).collect();
    let most: usize = ranks.iter().sum();
    // shares[k][s]: of k chosen numbers with doubled rank sum s, as parts of all choices.
    let mut ways = vec![vec![0.0f64; most + 1]; m + 1];
    ways[0][0] = 1.0;
    for (seen, rank) in ranks.iter().enumerate() {
        for chosen in (1..=m.min(seen + 1)).rev() {
            let (less, more) = ways.split_at_mut(chosen);
            let from = &less[chosen - 1];
            for sum in (*rank..=most).rev() {
                more[0][sum] += from[sum - rank];
            }
        }
    }
    let total: f64 = ways[m].iter().sum();
    let seen: usize = ranks[..m].iter().sum();
    // Doubled rank sum of no difference.
    let middle = m * (all + 1);
    let share = |fits: &dyn Fn(usize) -> bool| {
        ways[m].iter().enumerate().filter(|(sum, _)| fits(*sum)).map(|(_, count)| count).sum::<f64>() / total
    };
    let (greater, less) = (share(&|sum| sum >= seen), share(&|sum| sum <= seen));
    let off = seen.abs_diff(middle);
    Some(Exact {
        two_sided: (2.0 * greater.min(less)).min(1.0),
        greater,
        permutation: share(&|sum| sum.abs_diff(middle) >= off),
    })
}

/// True where some numbers are equal, so that only the permutation test is exact.
pub fn tied(x: &[f64], y: &[f64]) -> bool {
    has_ties(&x.iter().chain(y).copied().collect::<Vec<_>>())
}
