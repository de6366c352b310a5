//! Every smallest set of prime implicants that covers all positive combinations.

use super::primes::Implicant;
use std::collections::BTreeMap;

/// How many ways to cover a combination may be looked at before the search is given up: some seconds.
const LOOKS: usize = 200_000_000;

/// More covers than this are counted, not listed.
pub const MOST_LISTED: u64 = 1_000;

/// Which of the positive combinations, a bit each.
type Set = Vec<u64>;

/// The covers with the fewest implicants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smallest {
    /// How many implicants each has.
    pub size: usize,
    /// How many covers there are.
    pub count: Count,
    /// Each as places in the list of implicants, ascending; none where there are more than [`MOST_LISTED`].
    pub covers: Vec<Vec<usize>>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Just so many.
    All(u64),
    /// So many were found before the search was given up.
    AtLeast(u64),
}

/// The smallest covers; `None` where even their size takes too long to find.
pub fn smallest(primes: &[Implicant], positive: &[u32]) -> Option<Smallest> {
    let words = positive.len().div_ceil(64);
    let covered_by = |prime: &Implicant| {
        let mut set = vec![0u64; words];
        for (at, _) in positive.iter().enumerate().filter(|(_, one)| prime.covers(**one)) {
            set[at / 64] |= 1 << (at % 64);
        }
        set
    };
    // Implicants that cover the same combinations stand for each other.
    let mut alike: BTreeMap<Set, Vec<usize>> = BTreeMap::new();
    for (at, prime) in primes.iter().enumerate() {
        alike.entry(covered_by(prime)).or_default().push(at);
    }
    let (sets, members): (Vec<Set>, Vec<Vec<usize>>) = alike.into_iter().unzip();
    let ways = |at: usize| (0..sets.len()).filter(|class| has(&sets[*class], at)).collect();
    let ways: Vec<Vec<usize>> = (0..positive.len()).map(ways).collect();
    let needed = hardest(&ways);
    let mut open = vec![0u64; words];
    needed.iter().for_each(|at| open[at / 64] |= 1 << (at % 64));
    let mut search = Search::new(&sets, &members, &ways);
    // The size first, from the widest alone; then every cover of that size.
    search.only = Some((0..sets.len()).map(|at| !outdone(at, &sets, &open)).collect());
    let mut size = 0;
    while search.count == 0 {
        size += 1;
        search.go(&mut Vec::new(), &open, size).ok()?;
    }
    (search.count, search.found, search.only) = (0, Vec::new(), None);
    search.looks = 0;
    let count = match search.go(&mut Vec::new(), &open, size) {
        Ok(()) => Count::All(search.count),
        Err(Stopped) => Count::AtLeast(search.count.max(1)),
    };
    let mut covers = match count {
        Count::All(count) if count <= MOST_LISTED => search.listed(),
        _ => Vec::new(),
    };
    covers.sort();
    Some(Smallest { size, count, covers })
}

/// Combinations of which no other has fewer ways to be covered, all of them ways to cover this one too:
/// where these are covered, all are.
fn hardest(ways: &[Vec<usize>]) -> Vec<usize> {
    let part = |one: &[usize], other: &[usize]| one.iter().all(|way| other.binary_search(way).is_ok());
    let follows = |at: usize, from: usize| {
        at != from && part(&ways[from], &ways[at]) && (ways[from].len() < ways[at].len() || from < at)
    };
    (0..ways.len()).filter(|at| !(0..ways.len()).any(|from| follows(*at, from))).collect()
}

/// Another covers all that this one does of `open`, and more; or the same, and stands before it.
fn outdone(at: usize, sets: &[Set], open: &Set) -> bool {
    let left = |set: &Set| set.iter().zip(open).map(|(one, open)| one & open).collect::<Set>();
    let own = left(&sets[at]);
    sets.iter().enumerate().any(|(other, set)| {
        let set = left(set);
        other != at && own.iter().zip(&set).all(|(own, set)| own & !set == 0) && (set != own || other < at)
    })
}

fn has(set: &Set, at: usize) -> bool {
    set[at / 64] >> (at % 64) & 1 == 1
}

/// The search has taken its steps.
struct Stopped;

struct Search<'a> {
    /// What each class of implicants covers.
    sets: &'a [Set],
    /// The implicants of each class.
    members: &'a [Vec<usize>],
    /// The classes that cover each combination.
    ways: &'a [Vec<usize>],
    /// Only these classes, and one cover is enough.
    only: Option<Vec<bool>>,
    /// Classes that the branch does without: covers with them were found before.
    without: Vec<bool>,
    /// Covers, as classes, while they are few enough to be listed.
    found: Vec<Vec<usize>>,
    count: u64,
    looks: usize,
}

impl<'a> Search<'a> {
    fn new(sets: &'a [Set], members: &'a [Vec<usize>], ways: &'a [Vec<usize>]) -> Self {
        let without = vec![false; sets.len()];
        Self { sets, members, ways, only: None, without, found: Vec::new(), count: 0, looks: 0 }
    }

    fn usable(&self, class: usize) -> bool {
        !self.without[class] && self.only.as_ref().is_none_or(|only| only[class])
    }

    fn go(&mut self, chosen: &mut Vec<usize>, open: &Set, left: usize) -> Result<(), Stopped> {
        if self.looks > LOOKS {
            return Err(Stopped);
        }
        let Some((next, apart)) = self.next(open, left) else {
            self.keep(chosen);
            return Ok(());
        };
        if apart > left {
            return Ok(());
        }
        let usable: Vec<usize> = self.ways[next].iter().copied().filter(|way| self.usable(*way)).collect();
        let mut tried = Vec::new();
        for class in usable {
            chosen.push(class);
            let rest = open.iter().zip(&self.sets[class]).map(|(open, set)| open & !set).collect();
            let went = self.go(chosen, &rest, left - 1);
            chosen.pop();
            let enough = self.only.is_some() && self.count > 0;
            if went.is_err() || enough {
                tried.iter().for_each(|class: &usize| self.without[*class] = false);
                return went;
            }
            self.without[class] = true;
            tried.push(class);
        }
        tried.iter().for_each(|class| self.without[*class] = false);
        Ok(())
    }

    /// The open combination with the fewest ways to be covered, and how many implicants at least are
    /// needed: combinations without a way in common need one each. `None` where none is open.
    fn next(&mut self, open: &Set, left: usize) -> Option<(usize, usize)> {
        let rows = open.iter().enumerate().flat_map(|(word, bits)| {
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        });
        let usable = |at: usize| self.ways[at].iter().filter(|way| self.usable(**way));
        let mut rows: Vec<(usize, usize)> = rows.map(|at| (usable(at).count(), at)).collect();
        let looks = rows.iter().map(|(_, at)| self.ways[*at].len() + 8).sum::<usize>();
        rows.sort_unstable();
        let (fewest, next) = *rows.first()?;
        if fewest == 0 {
            return Some((next, left + 1));
        }
        let mut taken = vec![0u64; self.sets.len().div_ceil(64)];
        let mut apart = 0;
        for (_, at) in rows {
            if usable(at).all(|way| taken[way / 64] >> (way % 64) & 1 == 0) {
                usable(at).for_each(|way| taken[way / 64] |= 1 << (way % 64));
                apart += 1;
                if apart > left {
                    break;
                }
            }
        }
        self.looks += looks;
        Some((next, apart))
    }

    fn keep(&mut self, chosen: &[usize]) {
        let covers = chosen.iter().map(|class| self.members[*class].len() as u64);
        self.count = covers.fold(1, u64::saturating_mul).saturating_add(self.count);
        if self.count <= MOST_LISTED {
            self.found.push(chosen.to_vec());
        }
    }

    /// Every cover, with each implicant of a class in its turn.
    fn listed(&self) -> Vec<Vec<usize>> {
        let mut all = Vec::new();
        for classes in &self.found {
            let mut covers = vec![Vec::new()];
            for class in classes {
                covers = covers
                    .iter()
                    .flat_map(|cover: &Vec<usize>| {
                        self.members[*class].iter().map(|one| [cover.as_slice(), &[*one]].concat())
                    })
                    .collect();
            }
            all.extend(covers);
        }
        all.iter_mut().for_each(|cover| cover.sort_unstable());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::primes::primes;
    use super::*;
    use proptest::prelude::*;

    /// Every set of implicants, tried one by one.
    fn tried(primes: &[Implicant], positive: &[u32]) -> Vec<Vec<usize>> {
        let chosen = |set: &u32| (0..primes.len()).filter(|at| set >> at & 1 == 1).collect::<Vec<_>>();
        let all =
            |set: &u32| positive.iter().all(|one| chosen(set).iter().any(|at| primes[*at].covers(*one)));
        let covers: Vec<u32> = (1..1u32 << primes.len()).filter(all).collect();
        let size = covers.iter().map(|set| set.count_ones()).min().unwrap();
        let mut covers: Vec<Vec<usize>> =
            covers.iter().filter(|set| set.count_ones() == size).map(chosen).collect();
        covers.sort();
        covers
    }

    proptest! {
        #[test]
        fn the_covers_are_those_found_by_trying_every_set(
            outcomes in proptest::collection::vec(0..3u8, 16).prop_filter("none", |all| all.contains(&1)),
        ) {
            let of = |outcome| (0..16u32).filter(|at| outcomes[*at as usize] == outcome).collect::<Vec<_>>();
            let (positive, negative) = (of(1), of(0));
            let primes = primes(&positive, &negative, 4);
            prop_assume!(primes.len() <= 14);
            let found = smallest(&primes, &positive).unwrap();
            let tried = tried(&primes, &positive);
            prop_assert_eq!(found.count, Count::All(tried.len() as u64));
            prop_assert_eq!(found.size, tried[0].len());
            prop_assert_eq!(found.covers, tried);
        }
    }

    #[test]
    fn very_many_covers_are_counted_and_not_listed() {
        // Twelve combinations, each with two implicants of its own.
        let primes: Vec<Implicant> = (0..12u32)
            .flat_map(|row| {
                [1u32, 2].map(|extra| Implicant { named: 1 << row | extra << 12, present: 1 << row })
            })
            .collect();
        let positive: Vec<u32> = (0..12).map(|row| 1 << row).collect();
        let found = smallest(&primes, &positive).unwrap();
        assert_eq!((found.size, found.count, found.covers.len()), (12, Count::All(4096), 0));
    }
}
