//! The word lists that the reference reads with: data, not rules.

use keerpunt::text::{Language, negators::Negators};
use unicode_normalization::UnicodeNormalization;

/// Word lists of one language.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// Lower case, with their full stops.
    pub abbreviations: Vec<String>,
    /// Patterns that negate what follows.
    pub before: Vec<String>,
    /// Patterns that negate what stands before them.
    pub after: Vec<String>,
    /// Patterns that begin with a negator and negate nothing.
    pub not: Vec<String>,
}

impl Lists {
    pub fn of(language: &str) -> Self {
        let negators = Negators::of(&Language::new(language));
        let abbreviations = match language {
            "nl" => include_str!("../../../src/text/data/abbreviations.nl.txt"),
            "en" => include_str!("../../../src/text/data/abbreviations.en.txt"),
            "de" => include_str!("../../../src/text/data/abbreviations.de.txt"),
            "fr" => include_str!("../../../src/text/data/abbreviations.fr.txt"),
            "es" => include_str!("../../../src/text/data/abbreviations.es.txt"),
            _ => "",
        };
        let lines = abbreviations.lines().filter(|line| !line.starts_with('#'));
        Self {
            abbreviations: lines.flat_map(str::split_whitespace).map(|entry| entry.nfc().collect()).collect(),
            before: negators.before,
            after: negators.after,
            not: negators.but,
        }
    }

    /// With the negators of a codebook in place of these.
    pub fn replaced_by(mut self, negators: Option<&Vec<String>>) -> Self {
        if let Some(negators) = negators {
            let several = |form: &String| form.contains(' ');
            (self.after, self.before) = negators.iter().cloned().partition(several);
        }
        self
    }

    pub fn is_abbreviation(&self, written: &str) -> bool {
        let composed: String = written.nfc().collect();
        self.abbreviations.contains(&composed.to_lowercase())
    }
}
