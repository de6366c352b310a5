//! Words that negate what stands near them, a list a language.

use super::{Language, lists};

/// The negators of a language, as written in its list: `*` stands for any letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Negators {
    /// Single words that negate what follows them.
    pub before: Vec<String>,
    /// Words in a row that negate what stands before them.
    pub after: Vec<String>,
    /// Words in a row whose first negates nothing.
    pub but: Vec<String>,
}

impl Negators {
    /// The program's list of `language`; empty where it has none.
    pub fn of(language: &Language) -> Self {
        let list = match language.tag() {
            "nl" => include_str!("data/negators.nl.txt"),
            "en" => include_str!("data/negators.en.txt"),
            "de" => include_str!("data/negators.de.txt"),
            "fr" => include_str!("data/negators.fr.txt"),
            "es" => include_str!("data/negators.es.txt"),
            _ => "",
        };
        let mut negators = Self::default();
        for (kind, words) in lists::lines(list).filter_map(|line| line.split_once(':')) {
            match kind {
                "before" => negators.before.extend(words.split_whitespace().map(str::to_string)),
                "after" => negators.after.push(words.trim().to_string()),
                _ => negators.but.push(words.trim().to_string()),
            }
        }
        negators
    }

    /// The list of `language` with the entries of a codebook in place of its negators:
    /// a single word negates what follows it, several in a row what stands before them.
    pub fn replaced(language: &Language, entries: &[String]) -> Self {
        let rows = |entry: &&String| super::tokens::pattern_tokens(entry).len() > 1;
        Self {
            before: entries.iter().filter(|entry| !rows(entry)).cloned().collect(),
            after: entries.iter().filter(rows).cloned().collect(),
            but: Self::of(language).but,
        }
    }
}
