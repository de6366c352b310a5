//! The distinct words seen so far, each with what it can be, so that nothing is worked out twice.

use super::words::{Leaf, Lexicon};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a token can be, by its place in the [`Vocabulary`]; [`WATCHED`] is set
/// where a pattern asks for it.
pub(super) type Class = u32;

/// Set in a class that some pattern asks for.
pub(super) const WATCHED: Class = 1 << 31;

/// So many distinct words are remembered; then it begins anew.
const MOST: usize = 1 << 20;

/// Longer words are not remembered.
const LONGEST: usize = 128;

/// A token that some pattern asks for.
pub(super) struct Kind {
    whole: u32,
    parts: Box<[u32]>,
    /// The rules that it may fire, by scope.
    pub rules: [Box<[u32]>; 3],
    /// The patterns that may hit where it stands, by scope.
    pub patterns: [Box<[u32]>; 3],
}

/// For each leaf the rules that a token of it may fire and the patterns that
/// may hit where it stands, by scope, and whether a pattern asks for it.
#[derive(Default)]
pub(super) struct Interest {
    pub rules: Vec<[Vec<u32>; 3]>,
    pub patterns: Vec<[Vec<u32>; 3]>,
    pub watched: Vec<bool>,
}

/// The distinct words of the narratives read so far.
pub(super) struct Vocabulary {
    short: Vec<Slot>,
    filled: usize,
    long: HashMap<Box<str>, Class, BuildHasherDefault<Fold>>,
    kinds: Vec<Kind>,
    kind_places: HashMap<(u32, Box<[u32]>), Class>,
    sets: Vec<Box<[Leaf]>>,
    set_places: HashMap<Box<[Leaf]>, u32>,
}

/// A word of up to 16 ASCII letters and digits.
#[derive(Clone, Copy, Default)]
struct Slot {
    low: u64,
    high: u64,
    class: Class,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary = Self {
            short: vec![Slot::default(); 1 << 12],
            filled: 0,
            long: HashMap::default(),
            kinds: Vec::new(),
            kind_places: HashMap::new(),
            sets: Vec::new(),
            set_places: HashMap::new(),
        };
        vocabulary.kind(Vec::new(), Vec::new(), &Interest::default());
        vocabulary
    }

    /// Begins anew where too much is remembered. Classes given before mean nothing any more.
    pub(super) fn forget_if_full(&mut self) {
        if self.filled + self.long.len() + self.kinds.len() > MOST {
            *self = Self::new();
        }
    }

    /// The class of a token of ASCII letters and digits whose bytes are `bytes[start..end]`.
    #[inline]
    pub(super) fn plain(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        lexicon: &Lexicon,
        interest: &Interest,
    ) -> Class {
        if end - start > 16 {
            return self.other(&text[start..end], false, lexicon, interest);
        }
        let folded = fold(text.as_bytes(), start, end);
        let (low, high) = (folded as u64, (folded >> 64) as u64);
        let mask = self.short.len() - 1;
        let mut place = hash(low, high) as usize & mask;
        loop {
            let slot = &self.short[place];
            if slot.low == low && slot.high == high {
                return slot.class;
            }
            if slot.low == 0 {
                return self.learn(low, high, &text[start..end], lexicon, interest);
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    fn learn(&mut self, low: u64, high: u64, word: &str, lexicon: &Lexicon, interest: &Interest) -> Class {
        let class = self.classify(word, false, lexicon, interest);
        if 2 * (self.filled + 1) > self.short.len() {
            let larger = vec![Slot::default(); 2 * self.short.len()];
            for slot in std::mem::replace(&mut self.short, larger) {
                if slot.low != 0 {
                    self.put(slot);
                }
            }
        }
        self.filled += 1;
        self.put(Slot { low, high, class });
        class
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.short.len() - 1;
        let mut place = hash(slot.low, slot.high) as usize & mask;
        while self.short[place].low != 0 {
            place = (place + 1) & mask;
        }
        self.short[place] = slot;
    }

    /// The class of any other token.
    pub(super) fn other(
        &mut self,
        word: &str,
        hyphenated: bool,
        lexicon: &Lexicon,
        interest: &Interest,
    ) -> Class {
        if let Some(class) = self.long.get(word) {
            return *class;
        }
        let class = self.classify(word, hyphenated, lexicon, interest);
        if word.len() <= LONGEST {
            self.long.insert(word.into(), class);
        }
        class
    }

    fn classify(&mut self, word: &str, hyphenated: bool, lexicon: &Lexicon, interest: &Interest) -> Class {
        let found = lexicon.classify(word, hyphenated);
        self.kind(found.whole, found.parts, interest)
    }

    fn kind(&mut self, whole: Vec<Leaf>, parts: Vec<Vec<Leaf>>, interest: &Interest) -> Class {
        let mut leaves: Vec<Leaf> = parts.concat();
        leaves.extend(&whole);
        let whole = self.set(whole);
        let parts: Box<[u32]> = parts.into_iter().map(|part| self.set(part)).collect();
        if let Some(class) = self.kind_places.get(&(whole, parts.clone())) {
            return *class;
        }
        let watched = leaves.iter().any(|leaf| interest.watched[*leaf as usize]);
        let of = |of_leaf: &[[Vec<u32>; 3]]| {
            [0, 1, 2].map(|scope| {
                let mut all: Vec<u32> =
                    leaves.iter().flat_map(|leaf| &of_leaf[*leaf as usize][scope]).copied().collect();
                all.sort_unstable();
                all.dedup();
                all.into_boxed_slice()
            })
        };
        let (rules, patterns) = (of(&interest.rules), of(&interest.patterns));
        let class = self.kinds.len() as Class | if watched { WATCHED } else { 0 };
        self.kind_places.insert((whole, parts.clone()), class);
        self.kinds.push(Kind { whole, parts, rules, patterns });
        class
    }

    fn set(&mut self, leaves: Vec<Leaf>) -> u32 {
        let leaves = leaves.into_boxed_slice();
        if let Some(place) = self.set_places.get(&leaves) {
            return *place;
        }
        let place = self.sets.len() as u32;
        self.sets.push(leaves.clone());
        self.set_places.insert(leaves, place);
        place
    }

    /// What is known of a class.
    pub(super) fn get(&self, class: Class) -> &Kind {
        &self.kinds[(class & !WATCHED) as usize]
    }

    /// The leaves that a whole token of this class is.
    pub(super) fn whole(&self, class: Class) -> &[Leaf] {
        &self.sets[self.get(class).whole as usize]
    }

    /// How many parts it has, none where it has no hyphen.
    pub(super) fn parts(&self, class: Class) -> usize {
        self.get(class).parts.len()
    }

    /// The leaves that its part `part` is.
    pub(super) fn part(&self, class: Class, part: usize) -> &[Leaf] {
        &self.sets[self.get(class).parts[part] as usize]
    }
}

/// The bytes of a short word as one number, lower case.
#[inline]
fn fold(bytes: &[u8], start: usize, end: usize) -> u128 {
    let word = match bytes[start..].first_chunk::<16>() {
        Some(chunk) => u128::from_le_bytes(*chunk) & (u128::MAX >> (128 - 8 * (end - start))),
        None => {
            let mut chunk = [0; 16];
            chunk[..end - start].copy_from_slice(&bytes[start..end]);
            u128::from_le_bytes(chunk)
        }
    };
    // Of letters and digits only letters have bit 0x40; with 0x20 they are lower case.
    word | ((word & (u128::MAX / 0xFF * 0x40)) >> 1)
}

#[inline]
fn hash(low: u64, high: u64) -> u64 {
    let product = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD6E8_FEB8_6659_FD93);
    product as u64 ^ (product >> 64) as u64
}

/// A quick hash for words; the table holds the words themselves, so a clash costs time alone.
#[derive(Default)]
pub(super) struct Fold(u64);

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = hash(self.0 ^ u64::from_le_bytes(word), bytes.len() as u64);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::pattern::Word;
    use crate::text::Language;

    #[test]
    fn a_word_has_one_class_however_it_is_written_and_however_many_there_are() {
        let mut lexicon = Lexicon::new(&Language::new("nl"));
        let leaf = lexicon.leaf(vec![Word { pieces: vec!["werk".into()], stem: false }]);
        let interest = Interest {
            rules: vec![Default::default()],
            patterns: vec![Default::default()],
            watched: vec![true],
        };
        let mut vocabulary = Vocabulary::new();
        let text = "werk WERK Werkt";
        let mut class = |start, end| vocabulary.plain(text, start, end, &lexicon, &interest);
        let (first, second, third) = (class(0, 4), class(5, 9), class(10, 15));
        assert_eq!(first, second);
        assert_eq!(third, 0);
        assert_eq!(vocabulary.whole(first), [leaf]);
        for number in 0..20_000 {
            let word = format!("w{number}");
            assert_eq!(vocabulary.plain(&word, 0, word.len(), &lexicon, &interest), 0);
        }
        assert_eq!(vocabulary.plain(text, 0, 4, &lexicon, &interest), first);
    }
}
