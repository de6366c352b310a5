//! One column of a table that is looked at: how full it is, of which type, what stands in it.

use super::lists;
use crate::corpus::Kind;
use crate::corpus::parse::Guess;
use crate::corpus::raw::RawValue;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Different values of a column that are kept by themselves.
const KEPT: usize = 5_000;
/// A longer value is none to be counted by itself.
const LONG: usize = 1_000;
/// Different values that are told apart in a column where some stand in two rows; beyond there are "more than".
const TOLD_APART: usize = 100_000;
/// Values from the first rows.
const FIRST: usize = 40;

/// One column, looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedColumn {
    /// Its name as `columns:` wants it.
    pub name: String,
    /// Rows in which something stands.
    pub filled: usize,
    /// The type that its values have in common.
    pub kind: Kind,
    /// Different values; `more` than so many where they are too many to tell apart.
    pub different: usize,
    /// There are more different values than are told apart.
    pub more: bool,
    /// No value stands in two rows.
    pub unique: bool,
    /// The values with the number of their rows, the most frequent first, then as text; empty where
    /// they are too many or too long to be kept.
    pub values: Vec<(String, usize)>,
    /// The first different values.
    pub first: Vec<String>,
    /// Characters of all values together.
    pub characters: usize,
    /// Several values in one cell.
    pub list: Option<LookedList>,
}

/// Several values in one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct LookedList {
    /// What parts them; none for lists of the file's own format.
    pub separator: Option<String>,
    /// Each with the number of its rows, the most frequent first, then as text.
    pub members: Vec<(String, usize)>,
}

impl LookedColumn {
    /// Characters of a value, on average.
    pub fn mean_length(&self) -> usize {
        self.characters / self.filled.max(1)
    }
}

/// A column while rows go by.
pub(super) struct Gathered {
    name: String,
    filled: usize,
    guess: Guess,
    hashes: HashSet<u64>,
    repeated: bool,
    more: bool,
    counts: Option<HashMap<String, usize>>,
    members: Option<HashMap<String, usize>>,
    any_list: bool,
    first: Vec<String>,
    characters: usize,
}

impl Gathered {
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_string(),
            filled: 0,
            guess: Guess::default(),
            hashes: HashSet::new(),
            repeated: false,
            more: false,
            counts: Some(HashMap::new()),
            members: Some(HashMap::new()),
            any_list: false,
            first: Vec::new(),
            characters: 0,
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn filled(&self) -> usize {
        self.filled
    }

    pub fn see(&mut self, value: &RawValue) {
        let text = value.joined();
        self.filled += 1;
        self.characters += text.chars().count();
        self.any_list |= matches!(value, RawValue::List(_));
        for one in value.each() {
            self.guess.see(one);
            count(&mut self.members, one);
        }
        count(&mut self.counts, &text);
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let hash = hasher.finish();
        if self.hashes.contains(&hash) {
            self.repeated = true;
        } else if self.hashes.len() < TOLD_APART || !self.repeated {
            // A column that may be the id is told apart to its last row.
            self.hashes.insert(hash);
            if self.first.len() < FIRST {
                self.first.push(text);
            }
        } else {
            self.more = true;
        }
    }

    pub fn finish(self) -> LookedColumn {
        let values = ordered(self.counts);
        let list = if self.any_list {
            Some(LookedList { separator: None, members: ordered(self.members) })
        } else {
            lists::detect(&values, self.guess.kind())
                .map(|(separator, members)| LookedList { separator: Some(separator), members })
        };
        LookedColumn {
            name: self.name,
            filled: self.filled,
            kind: self.guess.kind(),
            different: self.hashes.len(),
            more: self.more,
            unique: !self.repeated,
            values,
            first: self.first,
            characters: self.characters,
            list,
        }
    }
}

/// Counts a value, as long as there are few and short ones.
fn count(counts: &mut Option<HashMap<String, usize>>, text: &str) {
    let Some(map) = counts else { return };
    if let Some(count) = map.get_mut(text) {
        *count += 1;
    } else if map.len() == KEPT || text.len() > LONG {
        *counts = None;
    } else {
        map.insert(text.to_string(), 1);
    }
}

/// The most frequent first, then as text.
pub(super) fn ordered(counts: Option<HashMap<String, usize>>) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = counts.into_iter().flatten().collect();
    counts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    counts
}
