//! Is anything new still coming? Curves, coverage and richness of categories over incidents.

use super::factorials::Factorials;
use super::{Interval, tails};
use std::collections::BTreeMap;

/// In how many incidents each category occurs, in any order; each at least once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrences {
    /// One a category.
    pub counts: Vec<u64>,
    /// How many incidents there are, coded or not.
    pub incidents: u64,
}

/// A point of rarefaction.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rarefied {
    /// Categories expected.
    pub expected: f64,
    /// Their standard error, unconditional: not 0 for all incidents, unless nothing occurs once.
    pub standard_error: f64,
}

impl Rarefied {
    /// From where to where, by the normal distribution; nowhere below 0.
    pub fn interval(&self, level: f64) -> Interval {
        let wide = tails::normal_quantile(level) * self.standard_error;
        Interval { low: (self.expected - wide).max(0.0), high: self.expected + wide }
    }
}

impl Occurrences {
    /// Categories that occur this often.
    pub fn exactly(&self, times: u64) -> u64 {
        self.counts.iter().filter(|count| **count == times).count() as u64
    }

    /// All applications of a category to an incident.
    pub fn applications(&self) -> u64 {
        self.counts.iter().sum()
    }

    fn seen(&self) -> f64 {
        self.counts.len() as f64
    }

    fn rare(&self) -> (f64, f64) {
        (self.exactly(1) as f64, self.exactly(2) as f64)
    }

    /// Good's coverage, 1 - f1/N: the chance that the next application is of a known category.
    pub fn goods_coverage(&self) -> Option<f64> {
        let n = self.applications() as f64;
        (n > 0.0).then(|| 1.0 - self.rare().0 / n)
    }

    /// The coverage of Chao and Jost (2012).
    pub fn chao_jost_coverage(&self) -> Option<f64> {
        let n = self.applications() as f64;
        let (f1, f2) = self.rare();
        let below = (n - 1.0) * f1 + 2.0 * f2;
        let share = if below > 0.0 { (n - 1.0) * f1 / below } else { 0.0 };
        (n > 0.0).then(|| 1.0 - f1 / n * share)
    }

    /// Chao1, bias-corrected: a lower bound of how many categories there are.
    pub fn chao1(&self) -> f64 {
        let (f1, f2) = self.rare();
        self.seen() + f1 * (f1 - 1.0) / (2.0 * (f2 + 1.0))
    }

    /// Chao1 as first published (1984); the bias-corrected form where no category occurs twice.
    pub fn chao1_classic(&self) -> f64 {
        let (f1, f2) = self.rare();
        if f2 > 0.0 { self.seen() + f1 * f1 / (2.0 * f2) } else { self.chao1() }
    }

    /// The standard error of the bias-corrected Chao1, by the delta method over the frequencies of
    /// frequencies (vegan).
    pub fn chao1_standard_error(&self) -> f64 {
        let (f1, f2) = self.rare();
        let richness = self.chao1();
        let most = self.counts.iter().copied().max().unwrap_or(0);
        let (mut squares, mut sum) = (0.0, 0.0);
        for times in 1..=most {
            let count = self.exactly(times) as f64;
            let slope = 1.0
                + match times {
                    1 => (2.0 * f1 - 1.0) / (2.0 * (f2 + 1.0)),
                    2 => -f1 * (f1 - 1.0) / (2.0 * (f2 + 1.0).powi(2)),
                    _ => 0.0,
                };
            squares += slope * slope * count;
            sum += slope * count;
        }
        if richness > 0.0 { (squares - sum * sum / richness).max(0.0).sqrt() } else { 0.0 }
    }

    /// Chao2: the same from incidents as samples.
    pub fn chao2(&self) -> Option<f64> {
        let t = self.incidents as f64;
        let (q1, q2) = self.rare();
        let more = if q2 > 0.0 { q1 * q1 / (2.0 * q2) } else { q1 * (q1 - 1.0) / 2.0 };
        (t > 0.0).then(|| self.seen() + (t - 1.0) / t * more)
    }

    /// The first-order jackknife.
    pub fn jackknife(&self) -> Option<f64> {
        let t = self.incidents as f64;
        (t > 0.0).then(|| self.seen() + self.rare().0 * (t - 1.0) / t)
    }

    /// How many categories are expected in 1, 2, ... random incidents: exact for those of these (Mao Tau), with the
    /// standard error for incidents drawn as these were (Colwell, Mao and Chang 2004, equations 5 and 6; Chao2 stands
    /// for the number of categories there are).
    pub fn rarefaction(&self) -> Vec<Rarefied> {
        let Some(richness) = self.chao2() else { return Vec::new() };
        let t = self.incidents;
        let factorials = Factorials::up_to(t);
        let mut alike: BTreeMap<u64, f64> = BTreeMap::new();
        self.counts.iter().for_each(|count| *alike.entry(*count).or_default() += 1.0);
        let choose = |n: u64, k: u64| factorials.ln(n) - factorials.ln(k) - factorials.ln(n - k);
        (1..=t)
            .map(|k| {
                let (mut expected, mut squares) = (0.0, 0.0);
                for (count, categories) in &alike {
                    let missed =
                        if t - count >= k { (choose(t - count, k) - choose(t, k)).exp() } else { 0.0 };
                    expected += categories * (1.0 - missed);
                    squares += categories * (1.0 - missed).powi(2);
                }
                // Of a complete list rounding may leave less than nothing.
                let variance = if richness > 0.0 { squares - expected * expected / richness } else { 0.0 };
                Rarefied { expected, standard_error: variance.max(0.0).sqrt() }
            })
            .collect()
    }
}

/// How many new categories came with each incident, in the order in which they were collected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// One an incident.
    pub new: Vec<u64>,
}

impl Curve {
    /// From the categories of each incident, by their place.
    pub fn of(incidents: &[Vec<usize>]) -> Self {
        let mut known = std::collections::HashSet::new();
        let new = |incident: &Vec<usize>| {
            incident.iter().filter(|category| known.insert(**category)).count() as u64
        };
        Self { new: incidents.iter().map(new).collect() }
    }

    /// Categories known after each incident.
    pub fn cumulative(&self) -> Vec<u64> {
        let mut sum = 0;
        self.new
            .iter()
            .map(|new| {
                sum += new;
                sum
            })
            .collect()
    }

    /// The last incident, from 1, that brought a new category; `None` where none did.
    pub fn last_with_new(&self) -> Option<usize> {
        self.new.iter().rposition(|new| *new > 0).map(|at| at + 1)
    }

    /// The first incident, from 1, after which this share of all categories was known.
    pub fn reaches(&self, share: f64) -> Option<usize> {
        let known = self.cumulative();
        let all = *known.last()? as f64;
        // Shares like 0.95 of 20 are whole; rounding must not ask for one more.
        known.iter().position(|known| *known as f64 >= share * all - 1e-9).map(|at| at + 1)
    }

    /// The share of all categories known after two thirds of the incidents (Andersson and Nilsson 1964).
    pub fn after_two_thirds(&self) -> Option<f64> {
        let known = self.cumulative();
        let all = *known.last().filter(|all| **all > 0)? as f64;
        let at = (2 * known.len()).div_ceil(3);
        Some(known[at - 1] as f64 / all)
    }

    /// New information of Guest, Namey and Chen (2020): new categories in runs of `run` incidents
    /// after the first `base`, each over the categories of the base. `None` without a base.
    pub fn new_information(&self, base: usize, run: usize) -> Option<Vec<f64>> {
        let found: u64 = self.new.get(..base)?.iter().sum();
        if found == 0 || self.new.len() < base + run {
            return None;
        }
        let runs = self.new[base..].windows(run);
        Some(runs.map(|run| run.iter().sum::<u64>() as f64 / found as f64).collect())
    }

    /// The size of the base, and the incident, from 1, that ends the first run with at most this share
    /// of new information. `None` where there is none.
    pub fn saturated(&self, base: usize, run: usize, most: f64) -> Option<(usize, usize)> {
        let at = self.new_information(base, run)?.iter().position(|new| *new <= most)?;
        Some((base, base + at + run))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CATEGORIES: usize = 8;

    /// The categories of each incident, each once.
    fn incidents() -> impl Strategy<Value = Vec<Vec<usize>>> {
        let one = proptest::collection::btree_set(0..CATEGORIES, 0..4);
        proptest::collection::vec(one.prop_map(|set| set.into_iter().collect()), 1..15)
    }

    fn occurrences(incidents: &[Vec<usize>]) -> Occurrences {
        let times = |category| incidents.iter().filter(|one| one.contains(&category)).count() as u64;
        let counts = (0..CATEGORIES).map(times).filter(|count| *count > 0).collect();
        Occurrences { counts, incidents: incidents.len() as u64 }
    }

    /// Exact fractions of Python by equations 5 and 6 of Colwell, Mao and Chang (2004): expected codes and the root of
    /// the variance, `1 - comb(T - y, t) / comb(T, t)` summed over the codes.
    #[test]
    fn the_interval_of_rarefaction_agrees_with_the_reference() {
        type Reference<'a> = (&'a [u64], u64, &'a [(f64, f64)]);
        let references: [Reference<'_>; 3] = [
            (
                &[5, 3, 2, 2, 1, 1, 1, 4],
                8,
                &[
                    (2.375, 0.6223297188764693),
                    (4.0, 0.917285613888815),
                    (5.142857142857143, 1.0472873648828849),
                    (5.985714285714286, 1.1065542401897843),
                    (6.642857142857143, 1.1420504178029038),
                    (7.178571428571429, 1.173818940574901),
                    (7.625, 1.210201057157893),
                    (8.0, 1.2569555696504293),
                ],
            ),
            // No code twice: Chao2 has another form.
            (
                &[1, 1, 1, 3, 3],
                6,
                &[
                    (1.5, 0.5322906474223771),
                    (2.6, 0.8438009243891594),
                    (3.4, 1.0068101443006356),
                    (4.0, 1.0954451150103321),
                    (4.5, 1.1761519176251567),
                    (5.0, 1.2909944487358056),
                ],
            ),
            // No code once: the list is taken as complete.
            (
                &[4, 2, 3],
                5,
                &[
                    (1.8, 0.282842712474619),
                    (2.6, 0.21602468994692867),
                    (2.9, 0.08164965809277261),
                    (3.0, 0.0),
                    (3.0, 0.0),
                ],
            ),
        ];
        for (counts, incidents, wanted) in references {
            let found = Occurrences { counts: counts.to_vec(), incidents }.rarefaction();
            assert_eq!(found.len(), wanted.len());
            for (one, (expected, error)) in found.iter().zip(wanted) {
                assert!((one.expected - expected).abs() < 1e-12, "{one:?} {expected}");
                assert!((one.standard_error - error).abs() < 1e-7, "{one:?} {error}");
            }
        }
        assert_eq!(Occurrences { counts: vec![], incidents: 2 }.rarefaction()[1].standard_error, 0.0);
        assert_eq!(Occurrences { counts: vec![], incidents: 0 }.rarefaction(), []);
    }

    proptest! {
        #[test]
        fn an_interval_holds_what_is_expected_and_does_not_fall_below_nothing(given in incidents()) {
            let seen = occurrences(&given);
            for point in seen.rarefaction() {
                let interval = point.interval(0.95);
                prop_assert!(interval.low >= 0.0 && interval.low <= point.expected && point.expected <= interval.high);
            }
        }

        #[test]
        fn the_curve_never_falls_and_ends_at_all_that_was_seen(given in incidents()) {
            let curve = Curve::of(&given).cumulative();
            prop_assert!(curve.windows(2).all(|pair| pair[0] <= pair[1]));
            prop_assert_eq!(curve.last().copied(), Some(occurrences(&given).counts.len() as u64));
        }

        #[test]
        fn rarefaction_rises_ever_more_slowly_to_all_that_was_seen_in_any_order(given in incidents()) {
            let seen = occurrences(&given);
            let expected = |seen: &Occurrences| -> Vec<f64> {
                seen.rarefaction().iter().map(|point| point.expected).collect()
            };
            let curve = expected(&seen);
            let steps: Vec<f64> = curve.windows(2).map(|pair| pair[1] - pair[0]).collect();
            prop_assert!(steps.iter().all(|step| *step > -1e-9));
            prop_assert!(steps.windows(2).all(|pair| pair[1] <= pair[0] + 1e-9));
            let last = curve.last().copied().unwrap_or_default();
            prop_assert!((last - seen.counts.len() as f64).abs() < 1e-9);
            let mut turned = given;
            turned.reverse();
            let other = expected(&occurrences(&turned));
            prop_assert!(curve.iter().zip(other).all(|(one, other)| (one - other).abs() < 1e-9));
        }

        #[test]
        fn there_are_never_fewer_categories_than_were_seen_and_no_share_leaves_its_range(given in incidents()) {
            let seen = occurrences(&given);
            let least = seen.counts.len() as f64;
            prop_assert!(seen.chao1() >= least && seen.chao1_classic() >= least);
            prop_assert!(seen.chao2().is_none_or(|richness| richness >= least - 1e-9));
            for coverage in [seen.goods_coverage(), seen.chao_jost_coverage()].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&coverage));
            }
        }

        #[test]
        fn incidents_told_twice_leave_nothing_that_was_seen_once(given in incidents()) {
            let seen = occurrences(&[&given[..], &given[..]].concat());
            prop_assert_eq!(seen.exactly(1), 0);
            prop_assert!(seen.goods_coverage().is_none_or(|coverage| coverage == 1.0));
        }
    }
}
