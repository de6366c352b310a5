//! Prime implicants: the shortest combinations that no row with another outcome has.
//!
//! Every implicant of a row names some of its conditions; it is prime where none of them can be left out.
//! Each row with another outcome forbids the names that do not tell the two apart (the same implicants that
//! Quine 1952 and McCluskey 1956 find by joining, without listing every combination that nobody has).

use std::collections::BTreeSet;

/// Conditions that must be present or absent; the others may be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Implicant {
    /// The conditions that it speaks of.
    pub named: u32,
    /// Those among them that must be present.
    pub present: u32,
}

impl Implicant {
    /// True of a combination that fulfils it.
    pub fn covers(self, combination: u32) -> bool {
        combination & self.named == self.present
    }
}

/// Every implicant of one of `positive` that covers none of `negative` and is part of no larger one.
pub fn primes(positive: &[u32], negative: &[u32], conditions: usize) -> Vec<Implicant> {
    let all = ((1u64 << conditions) - 1) as usize;
    let mut found = BTreeSet::new();
    // For each set of conditions: naming just these does not keep the row apart from all others.
    let mut too_few = vec![false; all + 1];
    for row in positive {
        too_few.fill(false);
        for other in negative {
            too_few[!(row ^ other) as usize & all] = true;
        }
        for bit in 0..conditions {
            for named in 0..=all {
                if named >> bit & 1 == 0 && too_few[named | 1 << bit] {
                    too_few[named] = true;
                }
            }
        }
        let needed = |named: usize| {
            (0..conditions).filter(|bit| named >> bit & 1 == 1).all(|bit| too_few[named & !(1 << bit)])
        };
        let prime = (0..=all).filter(|named| !too_few[*named] && needed(*named));
        found.extend(prime.map(|named| Implicant { named: named as u32, present: row & named as u32 }));
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_primes_are_those_found_by_trying_every_implicant(
            outcomes in proptest::collection::vec(0..3u8, 32),
        ) {
            let of = |outcome| (0..32u32).filter(|at| outcomes[*at as usize] == outcome).collect::<Vec<_>>();
            let (positive, negative) = (of(1), of(0));
            let all = (0..32u32).flat_map(|named| {
                (0..32u32).filter(move |present| present & !named == 0).map(move |present| Implicant { named, present })
            });
            let right = |one: &Implicant| {
                positive.iter().any(|row| one.covers(*row)) && !negative.iter().any(|row| one.covers(*row))
            };
            let right: BTreeSet<Implicant> = all.filter(right).collect();
            let part = |one: &&Implicant| {
                !(0..5).map(|bit| 1u32 << bit).filter(|bit| one.named & bit != 0).any(|bit| {
                    right.contains(&Implicant { named: one.named & !bit, present: one.present & !bit })
                })
            };
            let tried: Vec<Implicant> = right.iter().filter(part).copied().collect();
            prop_assert_eq!(primes(&positive, &negative, 5), tried);
        }
    }
}
