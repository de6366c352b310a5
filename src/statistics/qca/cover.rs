//! Every smallest set of prime implicants that covers all positive combinations.

use super::primes::Implicant;

/// How many steps the search may take before it gives up.
const STEPS: usize = 5_000_000;

/// All covers with the fewest implicants, each as places in `primes`, ascending; `None` where the
/// search would take too long.
pub fn smallest(primes: &[Implicant], positive: &[u32]) -> Option<Vec<Vec<usize>>> {
    let covering: Vec<Vec<usize>> = positive
        .iter()
        .map(|one| (0..primes.len()).filter(|at| primes[*at].covers(*one)).collect())
        .collect();
    let mut search = Search { covering: &covering, primes, positive, found: Vec::new(), steps: 0 };
    for size in 1..=positive.len() {
        search.go(&mut Vec::new(), size)?;
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

struct Search<'a> {
    covering: &'a [Vec<usize>],
    primes: &'a [Implicant],
    positive: &'a [u32],
    found: Vec<Vec<usize>>,
    steps: usize,
}

impl Search<'_> {
    fn go(&mut self, chosen: &mut Vec<usize>, left: usize) -> Option<()> {
        self.steps += 1;
        if self.steps > STEPS {
            return None;
        }
        let covered = |at: &usize| chosen.iter().any(|prime| self.primes[*prime].covers(self.positive[*at]));
        // The combination with the fewest ways to cover it leaves the least to try.
        let open =
            (0..self.positive.len()).filter(|at| !covered(at)).min_by_key(|at| self.covering[*at].len());
        let Some(open) = open else {
            self.found.push(chosen.clone());
            return Some(());
        };
        if left == 0 {
            return Some(());
        }
        for prime in &self.covering[open] {
            chosen.push(*prime);
            self.go(chosen, left - 1)?;
            chosen.pop();
        }
        Some(())
    }
}
