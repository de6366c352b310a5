//! A permutation test that keeps clusters together: whole ones change places, and units within one.
//!
//! Under the hypothesis that the code has nothing to do with the group, what a cluster's units belong to may
//! be dealt anew among the clusters of the same size, and shuffled within each (restricted permutation by
//! blocks: Winkler, Webster, Vidaurre, Nichols and Smith 2015, whole-block and within-block). Margins stay, so that the number
//! of units of the first group with the code says all; two-sided by its distance from its mean.

mod dealt;
mod sums;
mod swift;

use crate::statistics::chance::{Chance, MonteCarlo};
use dealt::{Class, deal, words};
use std::collections::BTreeMap;
use sums::Sums;
use swift::Swift;

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

/// Random arrangements of groups over units, and the one at hand.
#[derive(Debug, Clone)]
pub struct Arrangements {
    /// For each place the arrangements in which its unit is of the first group, a bit each.
    bits: Vec<u64>,
    samples: usize,
    /// The place of each unit.
    places: Vec<u32>,
    /// Whether each unit is of the first group.
    first: Vec<bool>,
    /// How likely each unit is of the first group.
    likely: Vec<f64>,
    /// Clusters that may change places.
    exchanged: Vec<Exchanged>,
    within_sizes: f64,
    seed: u64,
}

/// Clusters of one size: what each holds of the first group is dealt among them.
#[derive(Debug, Clone)]
struct Exchanged {
    /// The units of each.
    clusters: Vec<Vec<usize>>,
    /// How many units of each are of the first group.
    first: Vec<usize>,
}

/// What arrangements say of one code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permuted {
    /// The p-value; `None` where every arrangement gives the same count, so that nothing is tested.
    pub p: Option<MonteCarlo>,
    /// Clusters of the sizes among which the count with the code can change.
    pub clusters: usize,
}

impl Exchanged {
    fn of(units: &[Placed], clusters: Vec<Vec<usize>>) -> Self {
        let first = |cluster: &Vec<usize>| cluster.iter().filter(|at| units[**at].first).count();
        Self { first: clusters.iter().map(first).collect(), clusters }
    }

    fn class(&self) -> Class {
        let size = self.clusters.first().map_or(0, Vec::len);
        Class::of(size, self.first.iter().map(|first| *first as u32).collect())
    }

    /// Whether the number of units of the first group that have the code differs from one arrangement to
    /// another.
    fn varies(&self, code: &[bool]) -> bool {
        let size = self.clusters.first().map_or(0, Vec::len);
        let with: Vec<usize> =
            self.clusters.iter().map(|cluster| cluster.iter().filter(|at| code[**at]).count()).collect();
        let differ = |numbers: &[usize]| numbers.iter().any(|one| *one != numbers[0]);
        let mixed = |numbers: &[usize]| numbers.iter().any(|one| (1..size).contains(one));
        // Between clusters, where both differ from one to another; within one, where both are mixed.
        (differ(&with) && differ(&self.first)) || (mixed(&with) && mixed(&self.first))
    }
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
        let all = likely.iter().sum::<f64>() / units.len() as f64;
        let left = likely.iter().map(|share| share * (1.0 - share)).sum::<f64>();
        let within_sizes = left / (units.len() as f64 * all * (1.0 - all));
        let exchanged: Vec<Exchanged> =
            sizes.into_values().map(|clusters| Exchanged::of(units, clusters)).collect();
        let mut places = vec![0; units.len()];
        let in_order = exchanged.iter().flat_map(|one| one.clusters.iter().flatten());
        in_order.zip(0..).for_each(|(unit, place)| places[*unit] = place);
        let mut classes: Vec<Class> = exchanged.iter().map(Exchanged::class).collect();
        let bits = deal(&mut classes, samples, &mut Swift::from(&mut Chance::seeded(seed)));
        let first = units.iter().map(|unit| unit.first).collect();
        Some(Self { bits, samples, places, first, likely, exchanged, within_sizes, seed })
    }

    /// True of so many units as can be arranged often enough for a p-value.
    pub fn within_reach(units: usize) -> bool {
        samples_of(units) >= FEWEST
    }

    /// How many arrangements were drawn.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// The share of the variance of the groups that lies within clusters of one size, 0 to 1: what
    /// arrangements can move. The rest goes with how many units a cluster has, and is not tested.
    pub fn within_sizes(&self) -> f64 {
        self.within_sizes
    }

    /// The p-value of a code that these units have, by their place among all units.
    pub fn p(&self, with: &[usize]) -> Permuted {
        let mut code = vec![false; self.places.len()];
        with.iter().for_each(|at| code[*at] = true);
        let varying = self.exchanged.iter().filter(|one| one.varies(&code));
        let clusters = varying.map(|one| one.clusters.len()).sum();
        let p = (clusters > 0).then(|| self.counted(with));
        Permuted { p, clusters }
    }

    fn counted(&self, with: &[usize]) -> MonteCarlo {
        let mean: f64 = with.iter().map(|at| self.likely[*at]).sum();
        let away = |first: u32| (f64::from(first) - mean).abs();
        let at_hand = with.iter().filter(|at| self.first[**at]).count() as u32;
        let least = away(at_hand) - 1e-9;
        let words = words(self.samples);
        let mut sums = Sums::new(words);
        for at in with {
            sums.add(&self.bits[self.places[*at] as usize * words..][..words]);
        }
        let extreme = sums.of(self.samples).into_iter().filter(|first| away(*first) >= least).count();
        MonteCarlo::of(extreme as u64, self.samples as u64, self.seed)
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
        let p = arrangements.p(&[0, 1, 2, 3, 4, 5, 6, 10]).p.unwrap();
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
        let Permuted { p, clusters } = arrangements.p(&(0..12).collect::<Vec<_>>());
        let p = p.unwrap();
        assert_eq!((clusters, arrangements.within_sizes()), (6, 1.0));
        assert!((p.p - 0.1).abs() < 4.0 * p.standard_error, "{p:?}");
    }

    #[test]
    fn a_code_that_every_cluster_of_a_size_has_alike_is_not_tested() {
        let (two, three): (&[u8], &[u8]) = (&[0, 0], &[1, 1, 1]);
        let groups = [&[three; 5][..], &[&[0, 0, 0][..]], &[two; 5][..], &[&[1, 1][..]]].concat();
        let arrangements = Arrangements::drawn(&units(&groups), 1).unwrap();
        // The code is in all clusters of three and in none of two: each arrangement counts the same.
        let alike = arrangements.p(&(0..18).collect::<Vec<_>>());
        assert_eq!((alike.p, alike.clusters), (None, 0));
        // In one cluster of two more, those six can change places.
        let more = arrangements.p(&(0..20).collect::<Vec<_>>());
        assert!(more.p.is_some_and(|p| p.p > 0.9), "{more:?}");
        assert_eq!(more.clusters, 6);
        // 30 units, 17 of the first group; 5/6 of those in threes and 1/6 of those in twos.
        let left = (18.0 + 12.0) * 5.0 / 36.0;
        let all = 30.0 * (17.0 / 30.0) * (13.0 / 30.0);
        assert!((arrangements.within_sizes() - left / all).abs() < 1e-12);
        assert_eq!(arrangements.p(&[]).p, None);
        // A unit of a cluster that has both groups is shuffled, though no cluster changes places.
        let mixed = Arrangements::drawn(&units(&[&[1, 0, 0]]), 1).unwrap();
        assert_eq!(mixed.p(&[0]).clusters, 1);
    }

    #[test]
    fn nothing_can_change_places_where_all_are_of_one_group() {
        assert!(Arrangements::drawn(&units(&[&[1], &[0, 0]]), 1).is_none());
        let many: Vec<Placed> = (0..60_000).map(|at| Placed { cluster: at, first: at % 2 == 0 }).collect();
        assert!(Arrangements::drawn(&many, 1).is_none());
    }
}
