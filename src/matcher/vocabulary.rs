//! The distinct words seen so far, each with what it can be, so that nothing is worked out twice.

use super::words::{Classification, Leaf, Lexicon};
use crate::text::short::Short;
use crate::text::table::{Quick, Table};
use std::collections::HashMap;

/// What a token can be, by its place in the [`Vocabulary`]; [`WATCHED`] is set
/// where a pattern asks for it.
pub type Class = u32;

/// Set in a class that some pattern asks for.
pub(super) const WATCHED: Class = 1 << 31;

/// So many distinct words are remembered; then it begins anew.
const MOST: usize = 1 << 20;

/// Longer words are not remembered.
const LONGEST: usize = 128;

/// A token that some pattern asks for.
#[derive(Clone)]
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
    /// Words of up to eight ASCII letters and digits.
    short: Table<2>,
    /// Such of up to sixteen.
    middle: Table<4>,
    long: HashMap<Box<str>, Class, Quick>,
    kinds: Vec<Kind>,
    kind_places: HashMap<(u32, Box<[u32]>), Class>,
    sets: Vec<Box<[Leaf]>>,
    set_places: HashMap<Box<[Leaf]>, u32>,
}

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary = Self {
            short: Table::new(),
            middle: Table::new(),
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
        if self.short.known() + self.middle.known() + self.long.len() + self.kinds.len() > MOST {
            *self = Self::new();
        }
    }

    /// The class of a short word where the first look finds it, else [`UNKNOWN`](super::table::UNKNOWN).
    #[inline]
    pub(super) fn glance(&self, word: Short) -> Class {
        if word.letters() >> 64 == 0 {
            self.short.glance(word.letters())
        } else {
            self.middle.glance(word.letters())
        }
    }

    /// The class of a short word, which stands in `written`.
    pub(super) fn short(
        &mut self,
        word: Short,
        written: &str,
        lexicon: &Lexicon,
        interest: &Interest,
    ) -> Class {
        let is_short = word.letters() >> 64 == 0;
        let known = if is_short { self.short.get(word.letters()) } else { self.middle.get(word.letters()) };
        known.unwrap_or_else(|| {
            let class = self.classify(written, false, lexicon, interest);
            if is_short {
                self.short.put(word.letters(), class)
            } else {
                self.middle.put(word.letters(), class)
            }
            class
        })
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

    /// One that knows the same classes, but no words: for another thread.
    pub(super) fn classes(&self) -> Self {
        Self { kinds: self.kinds.clone(), sets: self.sets.clone(), ..Self::new() }
    }

    fn classify(&mut self, word: &str, hyphenated: bool, lexicon: &Lexicon, interest: &Interest) -> Class {
        let found = lexicon.classify(word, hyphenated);
        self.class(found, interest)
    }

    /// The class of a token that can be this.
    pub(super) fn class(&mut self, found: Classification, interest: &Interest) -> Class {
        self.kind(found.whole, found.parts, interest)
    }

    fn kind(&mut self, whole: Vec<Leaf>, parts: Vec<Vec<Leaf>>, interest: &Interest) -> Class {
        if whole.is_empty() && parts.is_empty() && !self.kinds.is_empty() {
            return 0;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codebook::pattern::Word;
    use crate::text::Language;
    use crate::text::table::UNKNOWN;

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
        let mut class = |written: &str| {
            let word = Short::new(written.as_bytes(), 0, written.len()).unwrap();
            let class = vocabulary.short(word, written, &lexicon, &interest);
            assert!([class, UNKNOWN].contains(&vocabulary.glance(word)));
            class
        };
        let first = class("werk");
        assert_eq!(class("WERK"), first);
        assert_eq!(class("Werkt"), 0);
        assert_eq!(class("werkgelegenheid"), 0);
        for number in 0..20_000 {
            assert_eq!(class(&format!("w{number}")), 0);
            assert_eq!(class(&format!("werkgever{number}")), 0);
        }
        assert_eq!(class("Werk"), first);
        assert_eq!(vocabulary.whole(first), [leaf]);
    }
}
