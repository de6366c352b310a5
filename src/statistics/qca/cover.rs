//! Every smallest set of prime implicants that covers all positive combinations.

use super::primes::Implicant;

/// How many steps the search may take before it gives up.
const STEPS: usize = 200_000;

/// Which of the positive combinations, a bit each.
type Set = Vec<u64>;

/// All covers with the fewest implicants, each as places in `primes`, ascending; `None` where the
/// search would take too long.
pub fn smallest(primes: &[Implicant], positive: &[u32]) -> Option<Vec<Vec<usize>>> {
    let words = positive.len().div_ceil(64);
    let covered_by = |prime: &Implicant| {
        let mut set = vec![0u64; words];
        for (at, _) in positive.iter().enumerate().filter(|(_, one)| prime.covers(**one)) {
            set[at / 64] |= 1 << (at % 64);
        }
        set
    };
    let covers: Vec<Set> = primes.iter().map(covered_by).collect();
    let ways = |at: usize| (0..primes.len()).filter(|prime| has(&covers[*prime], at)).collect();
    let ways: Vec<Vec<usize>> = (0..positive.len()).map(ways).collect();
    let mut open = vec![0u64; words];
    (0..positive.len()).for_each(|at| open[at / 64] |= 1 << (at % 64));
    let mut search = Search { covers: &covers, ways: &ways, found: Vec::new(), steps: 0 };
    for size in 1..=positive.len() {
        search.go(&mut Vec::new(), &open, size)?;
        if !search.found.is_empty() {
            break;
        }
    }
    let mut found = search.found;
    found.iter_mut().for_each(|cover| cover.sort_unstable());
    found.sort();
    found.dedup();
    Some(found)
}

fn has(set: &Set, at: usize) -> bool {
    set[at / 64] >> (at % 64) & 1 == 1
}

/// How many both hold.
fn shared(one: &Set, other: &Set) -> u32 {
    one.iter().zip(other).map(|(one, other)| (one & other).count_ones()).sum()
}

struct Search<'a> {
    /// What each implicant covers.
    covers: &'a [Set],
    /// The implicants that cover each combination.
    ways: &'a [Vec<usize>],
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn go(&mut self, chosen: &mut Vec<usize>, open: &Set, left: usize) -> Option<()> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        // The combination with the fewest ways to cover it leaves the least to try.
        let next = (0..self.ways.len()).filter(|at| has(open, *at)).min_by_key(|at| self.ways[*at].len());
        let Some(next) = next else {
            self.found.push(chosen.clone());
            return Some(());
        };
        // However well the rest is chosen, one implicant covers no more than the widest does.
        let widest = self.covers.iter().map(|covers| shared(covers, open)).max().unwrap_or(0);
        let all: u32 = open.iter().map(|word| word.count_ones()).sum();
        if (left as u64) * u64::from(widest) < u64::from(all) {
            return Some(());
        }
        for prime in &self.ways[next] {
            chosen.push(*prime);
            let rest = open.iter().zip(&self.covers[*prime]).map(|(open, covers)| open & !covers).collect();
            self.go(chosen, &rest, left - 1)?;
            chosen.pop();
        }
        Some(())
    }
}
