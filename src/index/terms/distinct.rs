//! The distinct words of many narratives, each with a number; words are compared byte by byte.

use crate::text::short::Short;
use crate::text::table::{Number, Quick, Table, UNKNOWN};
use std::collections::HashMap;

/// The words seen so far, numbered as they came.
pub(super) struct Distinct {
    /// Words of up to eight ASCII letters and digits.
    short: Table<2>,
    /// Such of up to sixteen.
    middle: Table<4>,
    long: HashMap<Box<str>, Number, Quick>,
    text: String,
    ends: Vec<u32>,
}

impl Distinct {
    pub fn new() -> Self {
        let (short, middle) = (Table::new(), Table::new());
        Self { short, middle, long: HashMap::default(), text: String::new(), ends: Vec::new() }
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of this number.
    pub fn word(&self, number: Number) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[number] as usize]
    }

    /// The number of a short word where the first look finds it, else [`UNKNOWN`].
    #[inline]
    pub fn glance(&self, word: Short) -> Number {
        let letters = word.letters();
        if letters >> 64 == 0 { self.short.glance(letters) } else { self.middle.glance(letters) }
    }

    /// The number of a short word, which stands in `written` in small or large letters.
    pub fn short(&mut self, word: Short, written: &str) -> Number {
        let letters = word.letters();
        let is_short = letters >> 64 == 0;
        let known = if is_short { self.short.get(letters) } else { self.middle.get(letters) };
        known.unwrap_or_else(|| {
            let number = self.add(&written.to_ascii_lowercase());
            if is_short {
                self.short.put(letters, number)
            } else {
                self.middle.put(letters, number)
            }
            number
        })
    }

    /// The number of any other word.
    pub fn other(&mut self, written: &str) -> Number {
        let lower;
        // A capital of ASCII alone never decides what a word is; beside an accent it may.
        let word = if written.is_ascii() && written.bytes().any(|byte| byte.is_ascii_uppercase()) {
            lower = written.to_ascii_lowercase();
            lower.as_str()
        } else {
            written
        };
        if let Some(number) = self.long.get(word) {
            return *number;
        }
        let number = self.add(word);
        self.long.insert(word.into(), number);
        number
    }

    fn add(&mut self, word: &str) -> Number {
        let number = self.ends.len() as Number;
        debug_assert!(number != UNKNOWN, "a batch is far smaller");
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
        number
    }

    /// The numbers of all words, in the order of their bytes.
    pub fn sorted(&self) -> Vec<Number> {
        let mut numbers: Vec<Number> = (0..self.len() as Number).collect();
        numbers.sort_unstable_by(|one, other| self.word(*one).as_bytes().cmp(self.word(*other).as_bytes()));
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_however_large_its_letters() {
        let mut words = Distinct::new();
        let mut number = |written: &str| match Short::new(written.as_bytes(), 0, written.len()) {
            Some(short) if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                words.short(short, written)
            }
            _ => words.other(written),
        };
        assert_eq!(number("Werk"), 0);
        assert_eq!(number("werk"), 0);
        assert_eq!(number("werkgever"), 1);
        assert_eq!(number("P&O-Team"), 2);
        assert_eq!(number("p&o-team"), 2);
        assert_eq!(number("Één"), 3);
        assert_eq!(number("één"), 4);
        let words: Vec<&str> = words.sorted().into_iter().map(|number| words.word(number)).collect();
        assert_eq!(words, ["p&o-team", "werk", "werkgever", "Één", "één"]);
    }
}
