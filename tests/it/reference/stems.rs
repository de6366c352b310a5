//! Stems of keys: Snowball, and the words that must not meet.

use frostem::{Algorithm, Stemmer};

pub struct Stems {
    stemmer: Option<Stemmer>,
}

impl Stems {
    pub fn of(language: &str) -> Self {
        let algorithm = match language {
            "nl" => Some(Algorithm::Dutch),
            "en" => Some(Algorithm::English),
            "de" => Some(Algorithm::German),
            "fr" => Some(Algorithm::French),
            _ => None,
        };
        Self { stemmer: algorithm.map(Stemmer::new) }
    }

    pub fn are_known(&self) -> bool {
        self.stemmer.is_some()
    }

    /// The stem of a key; in a language without stemmer the key itself.
    pub fn stem(&self, key: &str) -> String {
        match &self.stemmer {
            Some(_) if key.starts_with("begeleid") => "begeleid".to_string(),
            Some(stemmer) => stemmer.stem(key).into_owned(),
            None => key.to_string(),
        }
    }
}
