//! Prime implicants, by joining what differs in one condition (Quine 1952, McCluskey 1956).

use std::collections::{BTreeSet, HashSet};

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

/// Every implicant of `positive`, helped by `free`, that is part of no larger one and covers at
/// least one of `positive`.
pub fn primes(positive: &[u32], free: &[u32], conditions: usize) -> Vec<Implicant> {
    let named = ((1u64 << conditions) - 1) as u32;
    let start = positive.iter().chain(free).map(|present| Implicant { named, present: *present });
    let mut layer: HashSet<Implicant> = start.collect();
    let mut found: BTreeSet<Implicant> = BTreeSet::new();
    while !layer.is_empty() {
        let mut next = HashSet::new();
        let mut joined = HashSet::new();
        for implicant in &layer {
            for bit in (0..conditions).map(|bit| 1u32 << bit).filter(|bit| implicant.named & bit != 0) {
                let other = Implicant { named: implicant.named, present: implicant.present ^ bit };
                if layer.contains(&other) {
                    joined.insert(*implicant);
                    next.insert(Implicant {
                        named: implicant.named & !bit,
                        present: implicant.present & !bit,
                    });
                }
            }
        }
        found.extend(layer.iter().filter(|implicant| !joined.contains(implicant)));
        layer = next;
    }
    found.into_iter().filter(|prime| positive.iter().any(|one| prime.covers(*one))).collect()
}
