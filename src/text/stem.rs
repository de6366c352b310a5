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

    /// Beginnings of which a word must have one to have this stem, as far as the language tells;
    /// a beginning of no letters tells nothing.
    ///
    /// In English, endings alone come off and are put on: what stands before the
    /// third letter stays, and the third where more than three are left, but for
    /// *y* and *i*; *dying*, *lying* and their like have *die*, *lie*.
    pub fn beginnings(&self, stem: &str) -> Vec<String> {
        let mut letters = stem.chars();
        if self.snowball.algorithm() != frostem::Algorithm::English || !stem.is_ascii() {
            return vec![String::new()];
        }
        let mut beginnings = match (letters.next(), letters.next(), letters.next(), letters.next()) {
            (Some(one), Some(two), Some('i' | 'y'), Some(_)) => {
                vec![format!("{one}{two}i"), format!("{one}{two}y")]
            }
            (Some(one), Some(two), Some(three), Some(_)) => vec![format!("{one}{two}{three}")],
            (Some(one), Some('i'), Some('e'), None) => vec![format!("{one}i"), format!("{one}y")],
            (Some(one), Some(two), Some(_), None) => vec![format!("{one}{two}")],
            (Some(one), ..) => vec![one.to_string()],
            _ => vec![String::new()],
        };
        let listed = self.exceptions.words.iter().filter(|(_, listed)| *listed == stem);
        beginnings.extend(listed.map(|(word, _)| word.chars().take(3).collect()));
        beginnings
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
    fn every_english_word_begins_as_its_stem_says() {
        let stemmer = Stemmer::of(&Language::new("en")).unwrap();
        let onsets = ["", "b", "cr", "d", "fl", "l", "sk", "st", "t", "v", "y"];
        let middles = ["a", "e", "ee", "i", "ie", "o", "oy", "u", "y", "ay"];
        let codas = ["", "b", "ck", "ll", "n", "pp", "r", "s", "t", "x", "z"];
        let ends = "|s|es|ed|ies|ied|ing|eing|ying|y|e|er|ly|li|ion|ation|ize|al|ment|ness|ful|ive|ous|ss|us|eed|eedly";
        let listed =
            "skis skies dying lying tying vying idly gently ugly early only singly sky news aed emergencies";
        let fits = |word: &str| {
            let stem = stemmer.stem(word);
            let begins =
                stemmer.beginnings(&stem).iter().any(|beginning| word.starts_with(beginning.as_str()));
            assert!(begins, "{word} {stem}");
        };
        for (onset, middle) in onsets.iter().flat_map(|onset| middles.map(|middle| (onset, middle))) {
            for (coda, end) in codas.iter().flat_map(|coda| ends.split('|').map(move |end| (coda, end))) {
                fits(&format!("{onset}{middle}{coda}{end}"));
            }
        }
        listed.split(' ').for_each(fits);
    }

    #[test]
    fn a_language_without_algorithm_has_no_stemmer() {
        assert!(Stemmer::of(&Language::new("la")).is_none());
        assert!(Stemmer::of(&Language::new("sv")).is_some());
    }
}
