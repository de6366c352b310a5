//! A set of incidents by their place in the corpus.

/// A set of whole numbers below a fixed bound: incidents by their place in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bits {
    bound: usize,
    words: Vec<u64>,
}

impl Bits {
    /// The empty set of numbers below `bound`.
    pub fn none(bound: usize) -> Self {
        Self { bound, words: vec![0; bound.div_ceil(64)] }
    }

    /// Every number below `bound`.
    pub fn all(bound: usize) -> Self {
        let mut bits = Self { bound, words: vec![u64::MAX; bound.div_ceil(64)] };
        if let Some(last) = bits.words.last_mut()
            && !bound.is_multiple_of(64)
        {
            *last = (1 << (bound % 64)) - 1;
        }
        bits
    }

    /// Puts `number` in; one beyond the bound is left out.
    pub fn insert(&mut self, number: usize) {
        if number < self.bound {
            self.words[number / 64] |= 1 << (number % 64);
        }
    }

    /// Takes `number` out.
    pub fn remove(&mut self, number: usize) {
        if number < self.bound {
            self.words[number / 64] &= !(1 << (number % 64));
        }
    }

    /// Below which number all are.
    pub fn bound(&self) -> usize {
        self.bound
    }

    /// True where `number` is in the set.
    pub fn contains(&self, number: usize) -> bool {
        number < self.bound && self.words[number / 64] & (1 << (number % 64)) != 0
    }

    /// How many are in it.
    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// True where nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Adds everything in `other`, a set with the same bound.
    pub fn add(&mut self, other: &Bits) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word |= more;
        }
    }

    /// Takes out everything in `other`, a set with the same bound.
    pub fn take(&mut self, other: &Bits) {
        for (word, less) in self.words.iter_mut().zip(&other.words) {
            *word &= !less;
        }
    }

    /// Keeps what is in `other` too, a set with the same bound.
    pub fn keep(&mut self, other: &Bits) {
        for (word, more) in self.words.iter_mut().zip(&other.words) {
            *word &= more;
        }
    }

    /// The members, smallest first.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| {
            let mut rest = *word;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let bit = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    at * 64 + bit
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_what_was_put_in_and_nothing_beyond_the_bound() {
        for bound in [0, 1, 63, 64, 65, 200] {
            assert_eq!(Bits::all(bound).iter().collect::<Vec<_>>(), (0..bound).collect::<Vec<_>>());
            let mut bits = Bits::none(bound);
            bits.insert(bound);
            assert!(bits.is_empty());
        }
    }

    #[test]
    fn sets_join_and_meet() {
        let of = |numbers: &[usize]| {
            let mut bits = Bits::none(130);
            numbers.iter().for_each(|number| bits.insert(*number));
            bits
        };
        let mut joined = of(&[1, 64, 129]);
        joined.add(&of(&[2, 64]));
        assert_eq!(joined, of(&[1, 2, 64, 129]));
        joined.keep(&of(&[2, 129]));
        assert_eq!(joined.iter().collect::<Vec<_>>(), [2, 129]);
        assert_eq!(joined.len(), 2);
    }
}
