//! Tables of short words that are asked once a token: small, and quick to say that they know one.

use std::hash::{BuildHasherDefault, Hasher};

/// What is known of a word.
pub type Number = u32;

/// Nothing: the first look found another word, or none.
pub const UNKNOWN: Number = Number::MAX;

/// The letters of a word in `N` times four bytes, little end first; never all zero.
type Letters<const N: usize> = [u32; N];

/// The numbers of words of up to `4 * N` letters, by open addressing. The
/// words themselves are compared, so nothing is a guess.
#[derive(Debug)]
pub struct Table<const N: usize> {
    slots: Vec<(Letters<N>, Number)>,
    filled: usize,
}

impl<const N: usize> Table<N> {
    /// One that knows no word.
    #[expect(clippy::new_without_default, reason = "an empty table has room for a thousand words")]
    pub fn new() -> Self {
        Self { slots: vec![([0; N], 0); 1 << 11], filled: 0 }
    }

    /// How many words it knows.
    pub fn known(&self) -> usize {
        self.filled
    }

    /// The number of a word where the first look finds it, else [`UNKNOWN`]. No
    /// branch waits for the memory, so that many looks are on their way at once.
    #[inline]
    pub fn glance(&self, word: u128) -> Number {
        let mask = self.slots.len() - 1;
        let (known, number) = &self.slots[hash(word) as usize & mask];
        if same(known, &letters(word)) { *number } else { UNKNOWN }
    }

    /// The number of a word that it knows.
    pub fn get(&self, word: u128) -> Option<Number> {
        let mask = self.slots.len() - 1;
        let word_letters = letters(word);
        let mut place = hash(word) as usize;
        loop {
            let (known, number) = &self.slots[place & mask];
            if same(known, &word_letters) {
                return Some(*number);
            }
            if same(known, &[0; N]) {
                return None;
            }
            place += 1;
        }
    }

    /// Learns a word that it does not know.
    pub fn put(&mut self, word: u128, number: Number) {
        if 2 * (self.filled + 1) > self.slots.len() {
            let larger = vec![([0; N], 0); 2 * self.slots.len()];
            for (word, number) in std::mem::replace(&mut self.slots, larger) {
                if !same(&word, &[0; N]) {
                    self.place(word, number);
                }
            }
        }
        self.filled += 1;
        self.place(letters(word), number);
    }

    fn place(&mut self, word: Letters<N>, number: Number) {
        let mask = self.slots.len() - 1;
        let whole = word.iter().rev().fold(0, |whole, four| whole << 32 | u128::from(*four));
        let mut place = hash(whole) as usize & mask;
        while !same(&self.slots[place].0, &[0; N]) {
            place = (place + 1) & mask;
        }
        self.slots[place] = (word, number);
    }
}

#[inline]
fn letters<const N: usize>(word: u128) -> Letters<N> {
    std::array::from_fn(|four| (word >> (32 * four)) as u32)
}

#[inline]
fn same<const N: usize>(one: &Letters<N>, other: &Letters<N>) -> bool {
    one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[inline]
fn hash(word: u128) -> u64 {
    mix(word as u64, (word >> 64) as u64)
}

#[inline]
fn mix(low: u64, high: u64) -> u64 {
    let product = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD6E8_FEB8_6659_FD93);
    product as u64 ^ (product >> 64) as u64
}

/// A quick hash for maps of words; the maps hold the words themselves, so a clash costs time alone.
pub type Quick = BuildHasherDefault<Fold>;

/// The hasher behind [`Quick`].
#[derive(Debug, Default)]
pub struct Fold(u64);

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = mix(self.0 ^ u64::from_le_bytes(word), bytes.len() as u64);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
