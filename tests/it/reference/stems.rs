//! Stems of keys. Which words must not meet is data of the program, so its stemmer serves.

use keerpunt::text::{Language, Stemmer};

pub struct Stems {
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub fn of(language: &str) -> Self {
        Self { stemmer: Stemmer::of(&Language::new(language)) }
    }

    pub fn are_known(&self) -> bool {
        self.stemmer.is_some()
    }

    /// The stem of a key; in a language without stemmer the key itself.
    pub fn stem(&self, key: &str) -> String {
        self.stemmer.as_ref().map_or_else(|| key.to_string(), |stemmer| stemmer.stem(key))
    }
}
