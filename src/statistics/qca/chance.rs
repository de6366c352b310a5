//! How well combinations part the outcomes, against outcomes that are dealt to the cases at random.
//!
//! A case stands against its combination where most of that combination's cases have the other
//! outcome. The test is exact: of all ways to deal the outcomes to the cases, which keep their
//! combinations, the share in which no more cases stand against theirs. (That data without any
//! structure often leave few contradictions is the point of Marx and Duşa 2011.)

use crate::statistics::factorials::Factorials;

/// More steps than this are not gone: the answer would take seconds.
const STEPS: usize = 200_000_000;

/// Cases with and without the outcome, for each combination.
pub type Split = [usize; 2];

/// Cases that stand against their combination.
pub fn against(rows: &[Split]) -> usize {
    rows.iter().map(|[with, without]| *with.min(without)).sum()
}

/// The share of all ways to deal the outcomes that leave no more cases against their combination;
/// `None` where that is too much to count.
pub fn as_few_by_chance(rows: &[Split]) -> Option<f64> {
    let most = against(rows);
    let ones: usize = rows.iter().map(|[with, _]| with).sum();
    let all: usize = rows.iter().flatten().sum();
    if all.saturating_mul(ones + 1).saturating_mul(most + 1) > STEPS {
        return None;
    }
    // Row by row: the chance that so many outcomes are left and so many cases stand against theirs.
    let place = |left: usize, against: usize| left * (most + 1) + against;
    let mut chance = vec![0.0; (ones + 1) * (most + 1)];
    chance[place(ones, 0)] = 1.0;
    let factorials = Factorials::up_to(all as u64);
    let mut remaining = all;
    for [with, without] in rows {
        let size = with + without;
        let mut next = vec![0.0; chance.len()];
        for left in 0..=ones.min(remaining) {
            // What the row may get of the outcomes that are left.
            let least = (left + size).saturating_sub(remaining);
            for own in least..=left.min(size) {
                let fewer = own.min(size - own);
                if fewer > most {
                    continue;
                }
                let dealt = hypergeometric(&factorials, [own, size, left, remaining]);
                for before in 0..=most - fewer {
                    next[place(left - own, before + fewer)] += chance[place(left, before)] * dealt;
                }
            }
        }
        chance = next;
        remaining -= size;
    }
    Some(chance[..=most].iter().sum::<f64>().min(1.0))
}

/// The chance that a row of `size` cases gets `own` of the `left` outcomes among `remaining` cases.
fn hypergeometric(factorials: &Factorials, [own, size, left, remaining]: [usize; 4]) -> f64 {
    let ways = |all: usize, some: usize| {
        let ln = |number: usize| factorials.ln(number as u64);
        ln(all) - ln(some) - ln(all - some)
    };
    (ways(left, own) + ways(remaining - left, size - own) - ways(remaining, size)).exp()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every way to deal `ones` outcomes to the cases, one by one.
    fn counted(rows: &[Split]) -> f64 {
        let sizes: Vec<usize> = rows.iter().map(|[with, without]| with + without).collect();
        let (all, ones) = (sizes.iter().sum::<usize>(), rows.iter().map(|[with, _]| with).sum::<usize>());
        let (mut ways, mut few) = (0u32, 0u32);
        for dealt in 0..1u32 << all {
            if dealt.count_ones() as usize != ones {
                continue;
            }
            let mut from = 0;
            let split = sizes.iter().map(|size| {
                let own = (dealt >> from & ((1 << size) - 1)).count_ones() as usize;
                from += size;
                [own, size - own]
            });
            let split: Vec<Split> = split.collect();
            ways += 1;
            few += u32::from(against(&split) <= against(rows));
        }
        f64::from(few) / f64::from(ways)
    }

    proptest! {
        #[test]
        fn the_share_is_that_of_all_ways_counted_one_by_one(
            rows in proptest::collection::vec((0..3usize, 0..3usize), 1..5),
        ) {
            let rows: Vec<Split> = rows.into_iter().map(|(with, without)| [with, without]).collect();
            let share = as_few_by_chance(&rows).unwrap();
            prop_assert!((share - counted(&rows)).abs() < 1e-9, "{share} and {}", counted(&rows));
        }
    }

    #[test]
    fn two_combinations_that_part_six_cases_are_one_way_in_ten() {
        let share = as_few_by_chance(&[[3, 0], [0, 3]]).unwrap();
        assert!((share - 0.1).abs() < 1e-12);
        assert_eq!(as_few_by_chance(&[[100_000, 100_000]]), None);
    }
}
