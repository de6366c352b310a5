//! A permutation test that keeps clusters together: whole ones change places, and units within one.
//!
//! Under the hypothesis that the code has nothing to do with the group, what a cluster's units belong to may
//! be dealt anew among the clusters of the same size, and shuffled within each (restricted permutation by
//! blocks: Winkler, Webster, Vidaurre, Nichols and Smith 2015, whole-block and within-block). Margins stay, so that the number
//! of units of the first group with the code says all; two-sided by its distance from its mean.

use crate::statistics::chance::{Chance, MonteCarlo};
use std::collections::BTreeMap;

/// Units that are dealt at most, over all arrangements.
const MOST_STEPS: usize = 50_000_000;
/// Arrangements that are drawn at most, and without so many none are.
const MOST: usize = 9_999;
const FEWEST: usize = 999;

/// One unit: the number of its cluster, and whether it is of the first group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Which cluster it is of.
    pub cluster: u32,
    /// It is of the first group, not of the second.
    pub first: bool,
}

/// Random arrangements of groups over units, a bit a unit, and the one at hand.
#[derive(Debug, Clone)]
pub struct Arrangements {
    /// Bits of one arrangement after the other; the first is the one at hand.
    bits: Vec<u64>,
    /// How many words one takes.
    words: usize,
    /// How likely each unit is of the first group.
    likely: Vec<f64>,
    seed: u64,
}

impl Arrangements {
    /// Draws arrangements of these units. `None` where there are too many units, or where every arrangement is
    /// the same.
    pub fn drawn(units: &[Placed], seed: u64) -> Option<Self> {
        if !Self::within_reach(units.len()) {
            return None;
        }
        let samples = samples_of(units.len());
        let sizes = by_size(units);
        let mut likely = vec![0.0; units.len()];
        for clusters in sizes.values() {
            let all = clusters.iter().flatten();
            let first =
                all.clone().filter(|at| units[**at].first).count() as f64 / all.clone().count() as f64;
            all.for_each(|at| likely[*at] = first);
        }
        if likely.iter().all(|share| *share == 0.0 || *share == 1.0) {
            return None;
        }
        let words = units.len().div_ceil(64);
        let mut bits = vec![0u64; words * (samples + 1)];
        let (at_hand, drawn) = bits.split_at_mut(words);
        units.iter().enumerate().filter(|(_, unit)| unit.first).for_each(|(at, _)| set(at_hand, at));
        let mut chance = Chance::seeded(seed);
        for arrangement in drawn.chunks_exact_mut(words) {
            for clusters in sizes.values() {
                deal(units, clusters, &mut chance, arrangement);
            }
        }
        Some(Self { bits, words, likely, seed })
    }

    /// True of so many units as can be arranged often enough for a p-value.
    pub fn within_reach(units: usize) -> bool {
        samples_of(units) >= FEWEST
    }

    /// How many arrangements were drawn.
    pub fn samples(&self) -> usize {
        self.bits.len() / self.words - 1
    }

    /// The p-value of a code that these units have, by their place among all units.
    pub fn p(&self, with: &[usize]) -> MonteCarlo {
        let mut code = vec![0u64; self.words];
        with.iter().for_each(|at| set(&mut code, *at));
        let mean: f64 = with.iter().map(|at| self.likely[*at]).sum();
        let away = |arrangement: &[u64]| {
            let both =
                arrangement.iter().zip(&code).map(|(one, other)| (one & other).count_ones()).sum::<u32>();
            (f64::from(both) - mean).abs()
        };
        let (at_hand, drawn) = self.bits.split_at(self.words);
        let least = away(at_hand) - 1e-9;
        let extreme = drawn.chunks_exact(self.words).filter(|one| away(one) >= least).count();
        MonteCarlo::of(extreme as u64, self.samples() as u64, self.seed)
    }
}

fn samples_of(units: usize) -> usize {
    (MOST_STEPS / units.max(1)).min(MOST)
}

/// The units of each cluster, by how many they are.
fn by_size(units: &[Placed]) -> BTreeMap<usize, Vec<Vec<usize>>> {
    let mut clusters: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        clusters.entry(unit.cluster).or_default().push(at);
    }
    let mut sizes: BTreeMap<usize, Vec<Vec<usize>>> = BTreeMap::new();
    for units in clusters.into_values() {
        sizes.entry(units.len()).or_default().push(units);
    }
    sizes
}

/// Deals the groups of these clusters, which are equally large, among them, and shuffles within each.
fn deal(units: &[Placed], clusters: &[Vec<usize>], chance: &mut Chance, into: &mut [u64]) {
    let mut order: Vec<usize> = (0..clusters.len()).collect();
    chance.shuffle(&mut order);
    let mut groups = Vec::new();
    for (cluster, from) in clusters.iter().zip(order) {
        groups.clear();
        groups.extend(clusters[from].iter().map(|at| units[*at].first));
        chance.shuffle(&mut groups);
        cluster.iter().zip(&groups).filter(|(_, first)| **first).for_each(|(at, _)| set(into, *at));
    }
}

fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::TwoByTwo;
    use crate::statistics::two_by_two::fisher::Fisher;

    fn units(groups: &[&[u8]]) -> Vec<Placed> {
        let cluster = |(at, groups): (usize, &&[u8])| {
            groups
                .iter()
                .map(move |first| Placed { cluster: at as u32, first: *first == 1 })
                .collect::<Vec<_>>()
        };
        groups.iter().enumerate().flat_map(cluster).collect()
    }

    #[test]
    fn units_that_stand_alone_are_tested_as_fisher_does() {
        let alone: Vec<&[u8]> = (0..10).map(|_| &[1u8][..]).chain((0..10).map(|_| &[0u8][..])).collect();
        let arrangements = Arrangements::drawn(&units(&alone), 1).unwrap();
        let p = arrangements.p(&[0, 1, 2, 3, 4, 5, 6, 10]);
        let fisher = Fisher::of(&TwoByTwo { a: 7, b: 3, c: 1, d: 9 }).two_sided;
        assert_eq!(p.samples, 9_999);
        assert!((p.p - fisher).abs() < 4.0 * p.standard_error, "{p:?} {fisher}");
        assert_eq!(arrangements.p(&[0, 1]), Arrangements::drawn(&units(&alone), 1).unwrap().p(&[0, 1]));
    }

    #[test]
    fn clusters_that_are_one_thing_count_once() {
        let (four, none): (&[u8], &[u8]) = (&[1, 1, 1, 1], &[0, 0, 0, 0]);
        let whole = [four, four, four, none, none, none];
        let arrangements = Arrangements::drawn(&units(&whole), 1).unwrap();
        // Twelve units of three clusters against twelve of three: one of twenty ways, and its mirror.
        let p = arrangements.p(&(0..12).collect::<Vec<_>>());
        assert!((p.p - 0.1).abs() < 4.0 * p.standard_error, "{p:?}");
    }

    #[test]
    fn nothing_can_change_places_where_all_are_of_one_group() {
        assert!(Arrangements::drawn(&units(&[&[1], &[0, 0]]), 1).is_none());
        let many: Vec<Placed> = (0..60_000).map(|at| Placed { cluster: at, first: at % 2 == 0 }).collect();
        assert!(Arrangements::drawn(&many, 1).is_none());
    }
}
