//! Every distinct word of an index in one list, in order, with the other keys it is found by.
//!
//! Which words a stem, a wildcard or a letter stands for is decided on this list, once for a
//! question, however many segments the index has. Words of narratives that are gone may stay in it.

use crate::index::keys;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::Path;
use tantivy::directory::{Directory as _, MmapDirectory, OwnedBytes};

/// Stands behind each text of a list; no word has it.
const SEPARATOR: &str = "\0";

/// The file, below the folder of the terms.
pub(super) const NAME: &str = "vocabulary.bin";

/// The words, each with its number, in the order of their bytes.
pub(super) struct Vocabulary {
    bytes: OwnedBytes,
    words: List,
    /// Keys that are not the word itself, in order; the same key stands once for each of its words.
    keys: List,
    /// For each of the keys the number of its word.
    owners: Range<usize>,
    /// The words that are a key of their own, where not all are, one bit each.
    own: Range<usize>,
}

/// Texts one behind the other.
struct List {
    /// Where each ends, four bytes a text.
    ends: Range<usize>,
    text: Range<usize>,
}

impl List {
    fn len(&self) -> usize {
        self.ends.len() / 4
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?) as usize)
}

impl Vocabulary {
    /// The list in the folder of the terms.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let directory = MmapDirectory::open(folder).map_err(io::Error::other)?;
        let file = directory.open_read(Path::new(NAME)).map_err(io::Error::other)?;
        Self::of(file.read_bytes()?).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))
    }

    fn of(bytes: OwnedBytes) -> Option<Self> {
        let [words, keys, word_bytes, key_bytes] = [0, 4, 8, 12].map(|at| number(&bytes, at));
        let mut at = 16;
        let mut next = |length: usize| {
            let start = at;
            at += length;
            start..at
        };
        let (words, keys) = (words?, keys?);
        let words = List { ends: next(4 * words), text: next(word_bytes?) };
        let owners = next(4 * keys);
        let keys = List { ends: next(4 * keys), text: next(key_bytes?) };
        let own = next(words.len().div_ceil(8));
        let end = own.end;
        (end == bytes.len()).then_some(Self { bytes, words, keys, owners, own })
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The word of this number.
    pub fn word(&self, word: usize) -> &str {
        self.text(&self.words, word)
    }

    fn text(&self, list: &List, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(0, |before| self.end(list, before) + SEPARATOR.len());
        let text = &self.bytes[list.text.clone()];
        let text = text.get(start..self.end(list, place));
        text.and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// One past the last byte of a text.
    fn end(&self, list: &List, place: usize) -> usize {
        number(&self.bytes, list.ends.start + 4 * place).unwrap_or(0)
    }

    /// The places of the texts in which the regex finds something.
    fn matching(&self, list: &List, regex: &Regex) -> Vec<usize> {
        let Ok(text) = std::str::from_utf8(&self.bytes[list.text.clone()]) else { return Vec::new() };
        let mut places: Vec<usize> = Vec::new();
        for hit in regex.find_iter(text) {
            let mut low = places.last().copied().unwrap_or(0);
            let mut high = list.len();
            while low < high {
                let middle = (low + high) / 2;
                if self.end(list, middle) <= hit.start() { low = middle + 1 } else { high = middle }
            }
            if low < list.len() && places.last() != Some(&low) {
                places.push(low);
            }
        }
        places
    }

    /// Calls `found` with every key in which the regex finds something, and its word. What it finds
    /// must be letters and digits alone.
    pub fn each_matching<'a>(&'a self, regex: &Regex, mut found: impl FnMut(&'a str, usize)) {
        for word in self.matching(&self.words, regex) {
            if self.is_own_key(word) {
                found(self.word(word), word);
            }
        }
        for key in self.matching(&self.keys, regex) {
            found(self.text(&self.keys, key), self.owner(key));
        }
    }

    /// The first place of which the text is not before `text`.
    fn first(&self, list: &List, text: &str) -> usize {
        let (mut low, mut high) = (0, list.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.text(list, middle) < text { low = middle + 1 } else { high = middle }
        }
        low
    }

    fn is_own_key(&self, word: usize) -> bool {
        self.bytes[self.own.start + word / 8] >> (word % 8) & 1 == 1
    }

    fn owner(&self, key: usize) -> usize {
        number(&self.bytes, self.owners.start + 4 * key).unwrap_or(0)
    }

    /// True where this very word is in the list.
    pub fn has(&self, word: &str) -> bool {
        let place = self.first(&self.words, word);
        place < self.len() && self.word(place) == word
    }

    /// Calls `found` with every key that begins with `prefix`, and its word, in no order that says something.
    pub fn each_key<'a>(&'a self, prefix: &str, mut found: impl FnMut(&'a str, usize)) {
        for word in self.first(&self.words, prefix)..self.len() {
            let text = self.word(word);
            if !text.starts_with(prefix) {
                break;
            }
            if self.is_own_key(word) {
                found(text, word);
            }
        }
        for key in self.first(&self.keys, prefix)..self.keys.len() {
            let text = self.text(&self.keys, key);
            if !text.starts_with(prefix) {
                break;
            }
            found(text, self.owner(key));
        }
    }

    /// Calls `found` with every word that has this very key.
    pub fn each_with_key(&self, key: &str, mut found: impl FnMut(usize)) {
        let word = self.first(&self.words, key);
        if word < self.len() && self.word(word) == key && self.is_own_key(word) {
            found(word);
        }
        for place in self.first(&self.keys, key)..self.keys.len() {
            if self.text(&self.keys, place) != key {
                break;
            }
            found(self.owner(place));
        }
    }
}

/// Writes the list of the words in `old` and `new` into the folder of the terms.
pub(super) fn write(folder: &Path, old: Option<&Vocabulary>, new: &BTreeSet<Box<str>>) -> io::Result<()> {
    let before = old.into_iter().flat_map(|old| (0..old.len()).map(|word| old.word(word)));
    let mut words = Merged { one: before.peekable(), other: new.iter().map(AsRef::as_ref).peekable() };
    let mut file = tempfile::Builder::new().prefix(".vocabulary-").tempfile_in(folder)?;
    let bytes = to_bytes(&mut words)?;
    file.write_all(&bytes)?;
    file.as_file().sync_all()?;
    file.persist(folder.join(NAME)).map_err(|error| error.error)?;
    Ok(())
}

fn to_bytes(words: &mut dyn Iterator<Item = &str>) -> io::Result<Vec<u8>> {
    let (mut ends, mut text, mut own) = (Vec::new(), Vec::new(), Vec::new());
    let mut others: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut count = 0u32;
    for word in words {
        text.extend_from_slice(word.as_bytes());
        ends.extend_from_slice(&fits(text.len())?.to_le_bytes());
        text.extend_from_slice(SEPARATOR.as_bytes());
        if count.is_multiple_of(8) {
            own.push(0u8);
        }
        let last = own.len() - 1;
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            own[last] |= 1 << (count % 8);
        } else {
            for key in keys::keys(word) {
                if key == word {
                    own[last] |= 1 << (count % 8);
                } else {
                    others.entry(key).or_default().push(count);
                }
            }
        }
        count = fits(count as usize + 1)?;
    }
    let (mut owners, mut key_ends, mut key_text) = (Vec::new(), Vec::new(), Vec::new());
    for (key, words) in &others {
        for word in words {
            key_text.extend_from_slice(key.as_bytes());
            key_ends.extend_from_slice(&fits(key_text.len())?.to_le_bytes());
            key_text.extend_from_slice(SEPARATOR.as_bytes());
            owners.extend_from_slice(&word.to_le_bytes());
        }
    }
    let mut bytes = Vec::new();
    for length in [ends.len() / 4, owners.len() / 4, text.len(), key_text.len()] {
        bytes.extend_from_slice(&fits(length)?.to_le_bytes());
    }
    [ends, text, owners, key_ends, key_text, own].iter().for_each(|part| bytes.extend_from_slice(part));
    Ok(bytes)
}

fn fits(length: usize) -> io::Result<u32> {
    u32::try_from(length)
        .map_err(|_| io::Error::other("the corpus has more distinct words than an index holds"))
}

/// Two ordered lists as one, each word once.
struct Merged<A: Iterator, B: Iterator> {
    one: std::iter::Peekable<A>,
    other: std::iter::Peekable<B>,
}

impl<'a, A: Iterator<Item = &'a str>, B: Iterator<Item = &'a str>> Iterator for Merged<A, B> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        match (self.one.peek(), self.other.peek()) {
            (Some(one), Some(other)) if one == other => {
                self.other.next();
                self.one.next()
            }
            (Some(one), Some(other)) if other < one => self.other.next(),
            (Some(_), _) => self.one.next(),
            (None, _) => self.other.next(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(words: &[&str]) -> BTreeSet<Box<str>> {
        words.iter().map(|word| Box::from(*word)).collect()
    }

    fn keys_from(vocabulary: &Vocabulary, prefix: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut add =
            |key: &str, word: usize| found.push((key.to_string(), vocabulary.word(word).to_string()));
        vocabulary.each_key(prefix, &mut add);
        found.sort();
        found
    }

    #[test]
    fn words_are_found_by_all_their_keys() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), None, &set(&["werk", "re-integratie", "Één", "werk's"])).unwrap();
        let one = Vocabulary::open(folder.path()).unwrap();
        write(folder.path(), Some(&one), &set(&["werk", "werken", "aap"])).unwrap();
        let both = Vocabulary::open(folder.path()).unwrap();
        let words: Vec<&str> = (0..both.len()).map(|word| both.word(word)).collect();
        assert_eq!(words, ["aap", "re-integratie", "werk", "werk's", "werken", "Één"]);
        let with = |key: &str| {
            let mut found = Vec::new();
            both.each_with_key(key, |word| found.push(both.word(word)));
            found
        };
        assert_eq!(with("werk"), ["werk", "werk's"]);
        assert_eq!((with("een"), with("integratie")), (vec!["Één"], vec!["re-integratie"]));
        assert!(with("wer").is_empty() && both.has("werken") && !both.has("wer"));
        let mut matching = Vec::new();
        both.each_matching(&Regex::new("(?i)integ[a-z]+|rk$|w?erk").unwrap(), |key, _| matching.push(key));
        assert_eq!(matching, ["werk", "werk's", "werken", "integratie", "reintegratie", "werk"]);
        let pair = |key: &str, word: &str| (key.to_string(), word.to_string());
        let found = keys_from(&both, "werk");
        let wanted = [("werk", "werk"), ("werk", "werk's"), ("werk's", "werk's"), ("werken", "werken")];
        assert_eq!(found, wanted.map(|(key, word)| pair(key, word)));
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let bytes = to_bytes(&mut ["een", "twee"].into_iter()).unwrap();
        assert!(Vocabulary::of(OwnedBytes::new(bytes.clone())).is_some());
        assert!(Vocabulary::of(OwnedBytes::new(bytes[1..].to_vec())).is_none());
        assert!(Vocabulary::of(OwnedBytes::new(Vec::new())).is_none());
    }
}
