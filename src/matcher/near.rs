//! Words that a `word~` leaves out though they begin as its stem does: `luisterde` beside `luisteren~`.

use super::words::Lexicon;
use crate::codebook::Pattern;
use crate::codebook::pattern::{Kind, Word};
use crate::text::key::{Key, Marks};
use crate::text::tokens::tokens;
use crate::text::{Language, Stemmer};
use std::collections::BTreeMap;

/// Letters of a stem with which too many other words begin.
const TOO_FEW: usize = 2;
/// From so many letters on, all that begins so is likely to be meant.
const TELLING: usize = 5;

/// Looks for words of one language near the `word~` of some patterns.
pub struct Near {
    lexicon: Lexicon,
    marks: Marks,
    stems: Vec<Beginning>,
}

/// How words near one `word~` begin.
struct Beginning {
    word: Word,
    key: String,
    letters: String,
    /// Letters that may follow: an ending, not another word.
    most: usize,
    /// Participles begin with *ge*.
    participles: bool,
}

/// The words that one `word~` left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// As it is written in a pattern.
    pub word: String,
    /// The words, with how often they stand in the texts; by number, then text.
    pub forms: Vec<(String, usize)>,
    /// What all of them begin with, where that says enough to stand before `*`.
    pub beginning: Option<String>,
}

/// How often each word was met, by the `word~` it is near.
pub type Counts = BTreeMap<(usize, String), usize>;

impl Near {
    /// What to look for in narratives of `language`; nothing where it has no stemmer.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a Pattern>, language: &Language) -> Self {
        let mut near =
            Self { lexicon: Lexicon::new(language), marks: Marks::of(language), stems: Vec::new() };
        let words = patterns.into_iter().filter_map(|pattern| match &pattern.kind {
            Kind::Words(node) => Some(node.words()),
            Kind::Regex(_) | Kind::Code(_) => None,
        });
        let words: Vec<Word> = words.flatten().map(|(word, _)| word.clone()).collect();
        if let Some(stemmer) = Stemmer::of(language).filter(|_| words.iter().any(|word| word.stem)) {
            for word in words.iter().filter(|word| word.stem) {
                near.add(word, &stemmer, language);
            }
            near.lexicon.leaf(words);
        }
        near
    }

    fn add(&mut self, word: &Word, stemmer: &Stemmer, language: &Language) {
        let key = Key::new(&word.pieces.concat(), self.marks).text;
        let stem = stemmer.stem(&key);
        let letters = common(&key, &stem).to_string();
        let participles = matches!(language.tag(), "nl" | "de");
        let most = match letters.chars().count() {
            0..=TOO_FEW => return,
            3 => 2,
            _ => 3,
        };
        if self.stems.iter().all(|known| known.word != *word) {
            self.stems.push(Beginning { word: word.clone(), key, letters, most, participles });
        }
    }

    /// What every word that is near begins with; empty where there is nothing to look for.
    pub fn beginnings(&self) -> Vec<String> {
        let own = self.stems.iter().map(|stem| stem.letters.clone());
        let participles = self.stems.iter().filter(|stem| stem.participles);
        own.chain(participles.map(|stem| format!("ge{}", stem.letters))).collect()
    }

    /// Counts the words of `text` that are near and left out.
    pub fn count(&self, text: &str, counts: &mut Counts) {
        if self.stems.is_empty() {
            return;
        }
        for token in tokens(text, &[]) {
            let written = token.of(text);
            let key = Key::new(written, self.marks).text;
            if let Some(stem) = self.stem_near(&key, written) {
                *counts.entry((stem, key)).or_default() += 1;
            }
        }
    }

    /// True where a narrative with this key of an index may hold a word that is near and left out.
    pub fn may_count(&self, key: &str) -> bool {
        match self.marks {
            Marks::Spelling => self.stem_near(key, key).is_some(),
            // An index knows keys without the marks that make words of their own here.
            Marks::Letters => true,
        }
    }

    /// The stem that a word is near to, where nothing of the patterns finds it.
    fn stem_near(&self, key: &str, written: &str) -> Option<usize> {
        let near = self.stems.iter().position(|stem| stem.is_near(key))?;
        self.lexicon.classify(written, true).whole.is_empty().then_some(near)
    }

    /// What was counted, a list for each `word~` that left out something.
    pub fn left_out(&self, counts: &Counts) -> Vec<LeftOut> {
        let lists = self.stems.iter().enumerate().map(|(at, stem)| {
            let own = counts.iter().filter(|((of, _), _)| *of == at);
            let mut forms: Vec<(String, usize)> =
                own.map(|((_, form), count)| (form.clone(), *count)).collect();
            forms.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
            let shared = forms.iter().fold(stem.key.as_str(), |shared, (form, _)| common(shared, form));
            let telling = shared.chars().count() >= TELLING;
            let beginning = telling.then(|| shared.to_string());
            LeftOut { word: stem.word.to_string(), forms, beginning }
        });
        lists.filter(|list| !list.forms.is_empty()).collect()
    }
}

/// What both begin with.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    &one[..same.map(|(c, _)| c.len_utf8()).sum()]
}

impl Beginning {
    fn is_near(&self, key: &str) -> bool {
        let begins = |key: &str| {
            let rest = key.strip_prefix(self.letters.as_str());
            rest.is_some_and(|rest| {
                rest.chars().all(char::is_alphabetic) && rest.chars().count() <= self.most
            })
        };
        begins(key) || self.participles && key.strip_prefix("ge").is_some_and(begins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(pattern: &str, language: &str, text: &str) -> Vec<LeftOut> {
        let language = Language::new(language);
        let pattern = Pattern::parse(pattern, Some(&language)).unwrap();
        let near = Near::new([&pattern], &language);
        let mut counts = Counts::new();
        near.count(text, &mut counts);
        near.left_out(&counts)
    }

    #[test]
    fn forms_with_another_stem_are_left_out_and_joined_ones_are_not() {
        let text = "Luisteren, luistert, luisterde. Zij luisterde naar de luisteraarster.";
        let forms = vec![("luisterde".to_string(), 2)];
        let beginning = Some("luister".to_string());
        let expected = [LeftOut { word: "luisteren~".into(), forms, beginning }];
        assert_eq!(left_out("luisteren~", "nl", text), expected);
    }

    #[test]
    fn a_participle_is_near_but_no_beginning_takes_it() {
        let found = left_out("luisteren~", "nl", "Hij heeft geluisterd en luisterde.");
        assert_eq!(found[0].forms, [("geluisterd".to_string(), 1), ("luisterde".to_string(), 1)]);
        assert_eq!(found[0].beginning, None);
    }

    #[test]
    fn what_another_word_of_the_pattern_finds_is_not_left_out() {
        for pattern in ["(luisteren~|luisterde)", "luisteren~ luisterd*", "luisterde", "luister*"] {
            assert_eq!(left_out(pattern, "nl", "luisterde"), [], "{pattern}");
        }
    }

    #[test]
    fn short_stems_have_short_endings_and_the_shortest_have_none() {
        let found = left_out("bad~", "en", "Badly worn badge of a badger.");
        assert_eq!(found[0].forms, [("badge".to_string(), 1)]);
        assert_eq!(found[0].beginning, None);
        assert_eq!(left_out("gaan~", "nl", "gade gaard"), []);
    }
}
