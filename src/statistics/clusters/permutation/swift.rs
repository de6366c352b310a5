//! Many random numbers that need not withstand anybody's guessing, the same on every machine.

use crate::statistics::chance::Chance;

/// The generator xoshiro256++ (Blackman and Vigna 2021).
#[derive(Debug, Clone)]
pub(super) struct Swift([u64; 4]);

impl Swift {
    /// A generator that begins from numbers of a stream.
    pub fn from(chance: &mut Chance) -> Self {
        // One of the four at least is not 0: the generator would stand still.
        Self([chance.bits() | 1, chance.bits(), chance.bits(), chance.bits()])
    }

    fn next(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let next = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        next
    }

    /// A whole number below `bound`, which is above 0, each as likely as another (Lemire 2019).
    pub fn below(&mut self, bound: u32) -> u32 {
        let half = self.next() >> 32;
        self.scaled(half, bound)
    }

    /// Such a number, and 32 random bits more for [`Swift::scaled`].
    pub fn two(&mut self, bound: u32) -> (u32, u64) {
        let both = self.next();
        (self.scaled(both >> 32, bound), both & u64::from(u32::MAX))
    }

    /// 32 random bits as a number below `bound`; others where these would make some number likelier.
    pub fn scaled(&mut self, half: u64, bound: u32) -> u32 {
        let mut scaled = half * u64::from(bound);
        if (scaled as u32) < bound {
            let uneven = bound.wrapping_neg() % bound;
            while (scaled as u32) < uneven {
                scaled = (self.next() >> 32) * u64::from(bound);
            }
        }
        (scaled >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_generator() {
        // The first numbers of the reference implementation from the state 1, 2, 3, 4.
        let mut swift = Swift([1, 2, 3, 4]);
        let numbers: Vec<u64> = (0..4).map(|_| swift.next()).collect();
        assert_eq!(numbers, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    #[test]
    fn numbers_below_a_bound_come_equally_often() {
        let mut swift = Swift::from(&mut Chance::seeded(1));
        let mut counts = [0u32; 6];
        (0..60_000).for_each(|_| counts[swift.below(6) as usize] += 1);
        // Five degrees of freedom: 20.5 is passed once in a thousand times.
        let chi2: f64 = counts.iter().map(|count| (f64::from(*count) - 10_000.0).powi(2) / 10_000.0).sum();
        assert!(chi2 < 20.5, "{counts:?}");
        assert_eq!(swift.below(1), 0);
    }
}
