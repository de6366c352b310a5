//! Random numbers that are the same on every machine, from a seed that results print.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of random numbers.
#[derive(Debug, Clone)]
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a seed.
    pub fn seeded(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }

    /// Anything from 0 up to but not including 1, all 53 bits of it.
    pub fn share(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number below `bound`, each as likely as another; 0 where `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 {
            return 0;
        }
        let bound = bound as u64;
        // Numbers from the incomplete last round would make the first ones likelier.
        let whole = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.bits();
            if number < whole {
                return (number % bound) as usize;
            }
        }
    }

    /// Puts a list in random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}

/// What a p-value is that was estimated from random samples.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonteCarlo {
    /// The share of samples at least as extreme, the data themselves among them: (b+1)/(m+1).
    pub p: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// How many samples were drawn.
    pub samples: u64,
    /// The seed they came from.
    pub seed: u64,
}

impl MonteCarlo {
    /// From how many of the samples were at least as extreme as the data.
    pub fn of(extreme: u64, samples: u64, seed: u64) -> Self {
        let p = (extreme + 1) as f64 / (samples + 1) as f64;
        Self { p, standard_error: (p * (1.0 - p) / samples as f64).sqrt(), samples, seed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_for_ever() {
        let mut chance = Chance::seeded(1);
        let numbers: Vec<usize> = (0..8).map(|_| chance.below(100)).collect();
        assert_eq!(numbers, [1, 95, 85, 66, 33, 64, 51, 10]);
    }
}
