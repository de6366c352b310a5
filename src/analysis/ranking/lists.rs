//! Two lists of numbers about the same things: do they rank them alike?

use crate::analysis::{Caution, Measure, Statistic};
use crate::statistics::ranks::mann_whitney::{MannWhitney, exact};
use crate::statistics::ranks::{kendall, midranks, spearman};

/// Two lists compared; the larger number ranks first.
#[derive(Debug, Clone, PartialEq)]
pub struct Lists {
    /// The ranks in each list, 1 the largest number; equal numbers share the mean of their ranks.
    pub ranks: [Vec<f64>; 2],
    /// Which things the lists rank the other way round.
    pub opposite: Vec<Option<Higher>>,
    /// Do the lists rank alike?
    pub correlation: Vec<Statistic>,
    /// Are the numbers of one list larger?
    pub level: Vec<Statistic>,
    /// When not to trust them.
    pub cautions: Vec<Caution>,
}

/// Which list ranks a thing among its first third, where the other has it among its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Higher {
    /// The first list.
    First,
    /// The second list.
    Second,
}

impl Higher {
    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Higher::First => "first",
            Higher::Second => "second",
        }
    }
}

/// Rankings of fewer things than these hang on single ones.
const FEW: usize = 10;

impl Lists {
    /// Compares two lists of the same length.
    pub fn of(first: &[f64], second: &[f64]) -> Self {
        let n = first.len();
        let ranks = [first, second].map(|list| midranks(&list.iter().map(|one| -one).collect::<Vec<_>>()));
        let third = n as f64 / 3.0;
        let opposite = ranks[0].iter().zip(&ranks[1]).map(|(one, other)| {
            let (top, last) = (|rank: f64| rank <= third, |rank: f64| rank > n as f64 - third);
            match (top(*one) && last(*other), top(*other) && last(*one)) {
                (true, _) => Some(Higher::First),
                (_, true) => Some(Higher::Second),
                _ => None,
            }
        });
        let mut cautions = vec![Caution::SameThings];
        if n < FEW {
            cautions.push(Caution::FewRanked);
        }
        Self {
            opposite: opposite.collect(),
            correlation: correlation(first, second),
            level: level(first, second),
            ranks,
            cautions,
        }
    }
}

fn correlation(x: &[f64], y: &[f64]) -> Vec<Statistic> {
    let plain = |measure, value| Statistic::plain(measure, value, x.len());
    vec![
        plain(Measure::SpearmanRho, spearman::rho(x, y)),
        plain(Measure::SpearmanP, spearman::t_test(x, y)),
        plain(Measure::SpearmanExactP, spearman::exact(x, y)),
        plain(Measure::SpearmanPermutationP, spearman::permutation(x, y)),
        plain(Measure::KendallTauB, kendall::tau_b(x, y)),
        plain(Measure::KendallZ, kendall::z(x, y)),
        plain(Measure::KendallP, kendall::asymptotic(x, y)),
        plain(Measure::KendallExactP, kendall::exact(x, y)),
    ]
}

/// Mann and Whitney's comparison of the numbers of two groups; nothing where one has none.
pub fn level(x: &[f64], y: &[f64]) -> Vec<Statistic> {
    let Some(test) = MannWhitney::of(x, y) else { return Vec::new() };
    let plain = |measure, value| Statistic::plain(measure, value, x.len() + y.len());
    vec![
        plain(Measure::MannWhitneyU1, Some(test.u1)),
        plain(Measure::MannWhitneyU2, Some(test.u2)),
        plain(Measure::RankBiserial, Some(test.rank_biserial())),
        plain(Measure::Superiority, Some(test.superiority())),
        plain(Measure::MannWhitneyZ, test.z()),
        plain(Measure::MannWhitneyP, test.asymptotic()),
        plain(Measure::MannWhitneyCorrectedP, test.asymptotic_corrected()),
        plain(Measure::MannWhitneyPermutationP, exact(x, y).map(|exact| exact.permutation)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::statistic::find;

    #[test]
    fn what_is_first_for_one_and_last_for_the_other_is_opposite() {
        let lists = Lists::of(&[9.0, 5.0, 4.0, 3.0, 1.0, 0.0], &[1.0, 5.0, 4.0, 3.0, 0.5, 9.0]);
        assert_eq!(lists.ranks[0], [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
        let opposite: Vec<Option<Higher>> = lists.opposite;
        assert_eq!(opposite, [Some(Higher::First), None, None, None, None, Some(Higher::Second)]);
        assert!(lists.cautions.contains(&Caution::FewRanked));
    }

    #[test]
    fn equal_lists_rank_alike_and_no_list_is_larger() {
        let list = [4.0, 2.0, 2.0, 7.0];
        let lists = Lists::of(&list, &list);
        let value = |measure| find(&lists.correlation, measure).and_then(|one| one.value);
        assert!((value(Measure::SpearmanRho).unwrap() - 1.0).abs() < 1e-12);
        assert!((value(Measure::KendallTauB).unwrap() - 1.0).abs() < 1e-12);
        let level = find(&lists.level, Measure::RankBiserial).and_then(|one| one.value);
        assert_eq!(level, Some(0.0));
        assert_eq!(lists.opposite, [None; 4]);
    }
}
