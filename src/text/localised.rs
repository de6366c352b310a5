//! A text that people wrote in one or several languages.

use super::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A label, definition or title: text alone (in the study's language) or one text a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Localised {
    /// Written without a language.
    pub plain: Option<String>,
    /// Written as `{nl: ..., en: ...}`.
    pub by_language: BTreeMap<Language, String>,
}

impl Localised {
    /// A text without a language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { plain: Some(text.into()), by_language: BTreeMap::new() }
    }

    /// The text in `language`, else the one without a language, else English, else the first there is.
    pub fn get(&self, language: &Language) -> Option<&str> {
        self.by_language
            .get(language)
            .or(self.plain.as_ref())
            .or_else(|| self.by_language.get(&Language::new("en")))
            .or_else(|| self.by_language.values().next())
            .map(String::as_str)
    }

    /// Every text that somebody wrote, the one without a language first.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.plain.iter().chain(self.by_language.values()).map(String::as_str)
    }

    /// True where nobody wrote anything.
    pub fn is_empty(&self) -> bool {
        self.plain.is_none() && self.by_language.is_empty()
    }
}
