//! The words of patterns in one language, and which of them a token is.

use super::beginnings::Beginnings;
use crate::codebook::pattern::Word;
use crate::text::elision;
use crate::text::key::{Accents, Key, Marks, parts};
use crate::text::table::Quick;
use crate::text::{Language, Stemmer};
use std::collections::HashMap;

/// A set of words of which a token must be one, by its place in the [`Lexicon`].
pub(super) type Leaf = u32;

/// A word as it is compared, with the leaf it belongs to.
#[derive(Debug, Clone)]
struct Entry {
    pieces: Vec<Key>,
    /// On how many letters it requires an accent.
    required: usize,
    leaf: Leaf,
}

/// Every word of the patterns of a codebook, as its language reads them.
pub(super) struct Lexicon {
    marks: Marks,
    /// What may be written against a word.
    elided: &'static [&'static str],
    stemmer: Option<Stemmer>,
    leaves: HashMap<Vec<Word>, Leaf>,
    /// For each leaf how often it is expected in a text; larger is more often.
    commonness: Vec<f64>,
    closed: HashMap<String, Vec<Entry>, Quick>,
    open: Vec<(u64, Entry)>,
    stems: HashMap<String, Vec<Leaf>, Quick>,
    /// With what a word begins that may be of some leaf.
    pub beginnings: Beginnings,
}

/// What a token can be.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Classification {
    /// As a whole, in order.
    pub whole: Vec<Leaf>,
    /// Its parts each by itself, in order; none where it has no hyphen.
    pub parts: Vec<Vec<Leaf>>,
}

impl Lexicon {
    pub(super) fn new(language: &Language) -> Self {
        Self {
            marks: Marks::of(language),
            elided: elision::elided(language),
            stemmer: Stemmer::of(language),
            leaves: HashMap::new(),
            commonness: Vec::new(),
            closed: HashMap::default(),
            open: Vec::new(),
            stems: HashMap::default(),
            beginnings: Beginnings::new(),
        }
    }

    /// The leaf of a token that is one of `words`.
    pub(super) fn leaf(&mut self, mut words: Vec<Word>) -> Leaf {
        words.sort_by(|a, b| (&a.pieces, a.stem).cmp(&(&b.pieces, b.stem)));
        words.dedup();
        if let Some(leaf) = self.leaves.get(&words) {
            return *leaf;
        }
        let leaf = self.leaves.len() as Leaf;
        self.commonness.push(words.iter().map(commonness).sum());
        for word in &words {
            self.add(word, leaf);
        }
        self.leaves.insert(words, leaf);
        leaf
    }

    fn add(&mut self, word: &Word, leaf: Leaf) {
        let pieces: Vec<Key> = word.pieces.iter().map(|piece| Key::new(piece, self.marks)).collect();
        if word.stem {
            // Without a stemmer a word is its only inflection.
            if let Some(stemmer) = &self.stemmer {
                let key: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
                let stem = stemmer.stem(&key);
                for beginning in stemmer.beginnings(&stem) {
                    self.beginnings.add(&beginning, false);
                }
                self.stems.entry(stem).or_default().push(leaf);
                return;
            }
        }
        self.beginnings.add(&pieces[0].text, !word.is_open());
        let required = pieces.iter().map(|piece| piece.accents.len()).sum();
        let entry = Entry { pieces, required, leaf };
        if word.is_open() {
            let letters = entry.pieces.iter().fold(0, |mask, piece| mask | letters(&piece.text));
            self.open.push((letters, entry));
        } else {
            self.closed.entry(entry.pieces[0].text.clone()).or_default().push(entry);
        }
    }

    /// How many leaves there are.
    pub(super) fn len(&self) -> usize {
        self.leaves.len()
    }

    /// How often one of these is expected in a text, to choose the rarer.
    pub(super) fn commonness(&self, leaves: &[Leaf]) -> f64 {
        leaves.iter().map(|leaf| self.commonness[*leaf as usize]).sum()
    }

    /// What `token` can be.
    pub(super) fn classify(&self, token: &str, hyphenated: bool) -> Classification {
        let mut found = Classification::default();
        self.fitting(&Key::new(token, self.marks), &mut found.whole);
        if let Some(rest) = elision::behind(token, self.elided) {
            self.fitting(&Key::new(rest, self.marks), &mut found.whole);
        }
        if hyphenated {
            let parts = parts(token);
            if parts.len() > 1 {
                for part in parts {
                    let key = Key::new(&part, self.marks);
                    let mut fitting = Vec::new();
                    self.fitting(&key, &mut fitting);
                    self.inflections(&key.text, &mut found.whole);
                    found.parts.push(tidy(fitting));
                }
            }
        }
        found.whole = tidy(found.whole);
        found
    }

    fn fitting(&self, key: &Key, found: &mut Vec<Leaf>) {
        self.closed(&key.text, key, found);
        if let Some(owner) = key.text.strip_suffix("'s") {
            self.closed(owner, key, found);
        }
        if !self.open.is_empty() {
            let letters = letters(&key.text);
            let fits = |entry: &Entry| fits_open(entry, key);
            let open = self.open.iter().filter(|(needed, entry)| needed & !letters == 0 && fits(entry));
            found.extend(open.map(|(_, entry)| entry.leaf));
        }
        self.inflections(&key.text, found);
    }

    fn closed(&self, text: &str, key: &Key, found: &mut Vec<Leaf>) {
        for entry in self.closed.get(text).into_iter().flatten() {
            if fits_at(entry, &entry.pieces[0], key, 0) {
                found.push(entry.leaf);
            }
        }
    }

    fn inflections(&self, text: &str, found: &mut Vec<Leaf>) {
        let Some(stemmer) = self.stemmer.as_ref().filter(|_| !self.stems.is_empty()) else { return };
        let mut look = |word: &str| {
            if let Some(leaves) = self.stems.get(&stemmer.stem(word)) {
                found.extend(leaves);
            }
        };
        look(text);
        if let Some(owner) = text.strip_suffix("'s") {
            look(owner);
        }
    }
}

fn tidy(mut leaves: Vec<Leaf>) -> Vec<Leaf> {
    leaves.sort_unstable();
    leaves.dedup();
    leaves
}

/// A bit for each of the letters of a text; one for all that are not of ASCII.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |mask, byte| mask | 1 << if byte < 0x80 { byte & 0x3F } else { 0 })
}

/// Short words are common ones; a `*` makes a word more common.
fn commonness(word: &Word) -> f64 {
    let letters: usize = word.pieces.iter().map(|piece| piece.chars().count()).sum();
    0.5f64.powi(letters as i32) * if word.is_open() || word.stem { 3.0 } else { 1.0 }
}

/// True where `key` is the pieces of `entry` with anything between them.
fn fits_open(entry: &Entry, key: &Key) -> bool {
    let [first, middle @ .., last] = &entry.pieces[..] else { return false };
    let text = &key.text;
    if text.len() < first.text.len() + last.text.len()
        || !text.starts_with(&first.text)
        || !text.ends_with(&last.text)
        || !fits_at(entry, first, key, 0)
    {
        return false;
    }
    let end = text.len() - last.text.len();
    let mut at = first.text.len();
    // The first place that fits is the best: it leaves most to those behind.
    for piece in middle {
        let mut places = text[at..end].match_indices(&piece.text).map(|(place, _)| at + place);
        // `match_indices` passes over what overlaps; accents may ask for just that.
        let place = if piece.accents.is_empty() {
            places.next()
        } else {
            (at..end).find(|place| {
                text.get(*place..end).is_some_and(|rest| rest.starts_with(&piece.text))
                    && fits_at(entry, piece, key, *place)
            })
        };
        let Some(place) = place else { return false };
        at = place + piece.text.len();
    }
    at <= end && fits_at(entry, last, key, end)
}

/// True where the letters of `key` from byte `at` carry the accents that `piece` requires.
fn fits_at(entry: &Entry, piece: &Key, key: &Key, at: usize) -> bool {
    let carries = |(place, required): &(usize, Accents)| {
        let bare_capital = at + place == 0 && key.capital && entry.required > 1;
        bare_capital || key.accents_at(at + place).has(*required)
    };
    piece.accents.iter().all(carries)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(written: &str) -> Word {
        let stem = written.ends_with('~');
        let pieces = written.trim_end_matches('~').split('*').map(str::to_string).collect();
        Word { pieces, stem }
    }

    fn fits(pattern: &str, token: &str, language: &str) -> bool {
        let mut lexicon = Lexicon::new(&Language::new(language));
        let leaf = lexicon.leaf(vec![word(pattern)]);
        lexicon.classify(token, true).whole == [leaf]
    }

    #[test]
    fn a_star_stands_for_any_letters() {
        assert!(
            fits("w*d", "Woord", "nl") && fits("*werk*", "netwerken", "nl") && fits("a*b*a", "abba", "nl")
        );
        assert!(
            !fits("aa*aa", "aaa", "nl") && !fits("*werk", "werken", "nl") && !fits("a*b*c*d", "acbd", "nl")
        );
    }

    #[test]
    fn written_accents_are_required() {
        assert!(fits("é*", "één", "nl") && fits("*é*n", "eén", "nl") && fits("één", "Eén", "nl"));
        assert!(!fits("é*", "Eén", "nl") && !fits("én", "en", "nl") && !fits("è", "é", "nl"));
        assert!(fits("*n*é*", "anene\u{301}", "nl") && !fits("*én*é*", "eenén", "nl"));
    }

    #[test]
    fn an_s_behind_an_apostrophe_belongs_to_the_word() {
        assert!(fits("dilemma", "Dilemma’s", "nl") && fits("werkgever~", "werkgever's", "nl"));
        assert!(!fits("did", "didn't", "en") && !fits("*gever", "werkgever's", "nl"));
    }

    #[test]
    fn an_inflection_may_be_a_part() {
        assert!(fits("around~", "go-around", "en") && !fits("around", "go-around", "en"));
    }
}
