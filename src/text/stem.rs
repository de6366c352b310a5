//! Stems, for `word~`: Snowball's current algorithms, with exceptions that split false friends.

use super::{Language, lists};
use std::collections::HashMap;
use std::sync::Arc;

/// Gives every inflection of a word one name, in one language.
#[derive(Clone)]
pub struct Stemmer {
    snowball: frostem::Stemmer,
    exceptions: Arc<Exceptions>,
}

/// Where the program's list of a language decides, not the algorithm.
#[derive(Default)]
struct Exceptions {
    /// Words with their stem.
    words: HashMap<String, String>,
    /// Words whose *ge* is no prefix.
    keep: Vec<Shape>,
}

/// A word, or with a star before or behind it any that ends or begins so.
struct Shape {
    open_before: bool,
    letters: String,
    open_behind: bool,
}

impl Stemmer {
    /// True where `language` has one; costs nothing, unlike making it.
    pub fn exists(language: &Language) -> bool {
        frostem::Stemmer::try_from_name(language.tag()).is_ok()
    }

    /// The stemmer of `language`; `None` where there is none.
    pub fn of(language: &Language) -> Option<Self> {
        let snowball = frostem::Stemmer::try_from_name(language.tag()).ok()?;
        let list = match language.tag() {
            "nl" => include_str!("data/stems.nl.txt"),
            "en" => include_str!("data/stems.en.txt"),
            _ => "",
        };
        let mut exceptions = Exceptions::default();
        let mut like = Vec::new();
        for line in lists::lines(list) {
            match line.split_once(':') {
                Some(("ge", words)) => exceptions.keep.extend(words.split_whitespace().map(Shape::new)),
                Some((stem, words)) => {
                    let words = words.split_whitespace().map(|word| (word.to_string(), stem.to_string()));
                    exceptions.words.extend(words);
                }
                None => like.extend(line.split_whitespace().filter_map(|pair| pair.split_once('='))),
            }
        }
        let mut stemmer = Self { snowball, exceptions: Arc::default() };
        let stems: Vec<(String, String)> = {
            stemmer.exceptions = Arc::new(exceptions);
            like.into_iter().map(|(word, other)| (word.to_string(), stemmer.stem(other))).collect()
        };
        if let Some(exceptions) = Arc::get_mut(&mut stemmer.exceptions) {
            exceptions.words.extend(stems);
        }
        Some(stemmer)
    }

    /// The stem of a key.
    pub fn stem(&self, key: &str) -> String {
        if let Some(stem) = self.exceptions.words.get(key) {
            return stem.clone();
        }
        let kept = self.exceptions.keep.iter().find_map(|shape| shape.place(key));
        match kept.and_then(|at| Some(at + key.get(at..)?.find("ge")?)) {
            // A letter that no rule knows hides it from the rules for participles.
            Some(at) => {
                let hidden = format!("{}q{}", &key[..at], &key[at + 1..]);
                let mut stem = self.snowball.stem(&hidden).into_owned();
                if stem.get(at..at + 1) == Some("q") {
                    stem.replace_range(at..at + 1, "g");
                }
                stem
            }
            None => self.snowball.stem(key).into_owned(),
        }
    }
}

impl Shape {
    fn new(written: &str) -> Self {
        Self {
            open_before: written.starts_with('*'),
            letters: written.trim_matches('*').to_string(),
            open_behind: written.ends_with('*'),
        }
    }

    /// Where its letters begin in `word`, if that fits.
    fn place(&self, word: &str) -> Option<usize> {
        let letters = self.letters.as_str();
        match (self.open_before, self.open_behind) {
            (false, false) => (word == letters).then_some(0),
            (false, true) => word.starts_with(letters).then_some(0),
            (true, false) => word.ends_with(letters).then(|| word.len() - letters.len()),
            (true, true) => word.find(letters),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(language: &str, one: &str, other: &str) -> bool {
        let stemmer = Stemmer::of(&Language::new(language)).unwrap();
        stemmer.stem(one) == stemmer.stem(other)
    }

    #[test]
    fn false_friends_are_kept_apart() {
        for (one, other) in [
            ("beleid", "begeleiding"),
            ("gelijk", "lijken"),
            ("gedrag", "drag"),
            ("gebruik", "bruikbaar"),
            ("wet", "weten"),
            ("regel", "regeling"),
            ("gemeente", "gemeen"),
            ("gemeente", "mening"),
            ("baan", "banaan"),
            ("werkgever", "werkgeefster"),
            ("gevolg", "volgen"),
            ("gezin", "zin"),
            ("gezond", "zon"),
            ("gebied", "bieden"),
            ("veilig", "veiling"),
            ("gewoon", "woning"),
            ("geluk", "lukken"),
            ("gezag", "zag"),
            ("geleden", "leden"),
            ("wijziging", "wijzen"),
        ] {
            assert!(!meet("nl", one, other), "{one} {other}");
        }
        for (one, other) in
            [("emergency", "emerge"), ("department", "depart"), ("important", "import"), ("several", "sever")]
        {
            assert!(!meet("en", one, other), "{one} {other}");
        }
    }

    #[test]
    fn inflections_meet() {
        for (one, other) in [
            ("gesprekje", "gesprekken"),
            ("baan", "baantje"),
            ("begeleidt", "begeleiden"),
            ("begeleiding", "begeleidingen"),
            ("gebruikt", "gebruiken"),
            ("gemeenten", "gemeente"),
            ("gelijke", "gelijk"),
            ("gebouw", "gebouwen"),
            ("werkgever", "werkgevers"),
            ("vraagt", "vragen"),
            ("gevraagd", "vraagt"),
            ("dreigde", "dreigt"),
            ("regelt", "regelen"),
            ("gezin", "gezinnen"),
            ("gevoel", "gevoelens"),
        ] {
            assert!(meet("nl", one, other), "{one} {other}");
        }
        assert!(meet("en", "emergency", "emergencies") && meet("en", "bending", "bend"));
    }

    #[test]
    fn a_language_without_algorithm_has_no_stemmer() {
        assert!(Stemmer::of(&Language::new("la")).is_none());
        assert!(Stemmer::of(&Language::new("sv")).is_some());
    }
}
