//! The words of a narrative as the index knows them: coarser than the matcher's, never fewer.
//!
//! Every token gives its key and the keys of its parts, without hyphens and
//! soft hyphens, without any mark, in lower case, with and without `'s`. Who
//! speaks is not known here, so a line-end hyphen gives both readings; nor is
//! the language, so where some language compares marks, what it compares is kept, too.

use crate::text::chars::{SOFT_HYPHEN, is_apostrophe, is_hyphen, is_line_end, is_mark};
use crate::text::elision;
use crate::text::key::{Key, Marks};
use crate::text::tokens::tokens;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// Longer keys stand for themselves by [`LONG`]: tantivy keeps no term beyond 64 KB.
pub(super) const LONGEST: usize = 1000;

/// More lines than this in one token, and [`LONG`] stands for it.
const MOST_LINES: usize = 8;

/// Marks a narrative that holds a key too long to be kept; every test must take it for a hit.
pub(super) const LONG: &str = "\u{1}";

/// Begins a key with marks: what a language that compares them takes the stem of.
const EXACT: char = '\u{2}';

/// The same, to look such keys up.
pub(super) const MARKED: &str = "\u{2}";

/// Every key by which some word of `narrative` can be found, each once, in order.
pub(super) fn keys(narrative: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for token in tokens(narrative, &[]) {
        let text = token.of(narrative);
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            add_lines(text, &mut keys);
        } else if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            add_key(text.to_ascii_lowercase(), &mut keys);
        } else if !keys.contains(text) {
            add_key(text.to_string(), &mut keys);
        }
    }
    keys
}

/// What a word of a text, or a piece of a word of a pattern, is compared as.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd() {
        if is_mark(c) || is_hyphen(c) || c == SOFT_HYPHEN || c.is_whitespace() {
            continue;
        }
        match c {
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            c if is_apostrophe(c) => folded.push('\''),
            // Two letters that a regex without case takes for others.
            'ς' => folded.push('σ'),
            'ſ' => folded.push('s'),
            'ß' | 'ẞ' => folded.push_str("ss"),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded
}

/// What a language may take the stem of, behind the key of an index.
pub(super) fn exact(key: &str) -> &str {
    key.strip_prefix(EXACT).unwrap_or(key)
}

/// Where a token goes on over line ends, a turn label may end it there, so each beginning counts.
fn add_lines(token: &str, keys: &mut BTreeSet<String>) {
    if token.contains(is_line_end) {
        let ends: Vec<usize> = token.match_indices(is_line_end).map(|(at, _)| at).collect();
        if ends.len() > MOST_LINES {
            keys.insert(LONG.to_string());
            return;
        }
        for end in ends {
            let before = token[..end].trim_end().trim_end_matches(is_hyphen);
            add_token(before, keys);
        }
    }
    add_token(token, keys);
}

fn add_token(token: &str, keys: &mut BTreeSet<String>) {
    add_forms(token, keys);
    if let Some(rest) = elision::behind_any(token) {
        add_forms(rest, keys);
    }
    let mut start = 0;
    for (at, hyphen) in token.match_indices(is_hyphen) {
        let end = at + hyphen.len();
        let blank = |c: char| c.is_whitespace() && !is_line_end(c);
        if !token[end..].trim_start_matches(blank).starts_with(is_line_end) {
            add_forms(&token[start..at], keys);
            start = end;
        }
    }
    if start > 0 {
        add_forms(&token[start..], keys);
    }
}

fn add_forms(written: &str, keys: &mut BTreeSet<String>) {
    let folded = fold(written);
    if !written.is_ascii() {
        for marks in [Marks::Spelling, Marks::Letters] {
            let exact = Key::new(written, marks).text;
            if exact != folded {
                add_key(format!("{EXACT}{exact}"), keys);
            }
        }
    }
    add_key(folded, keys);
}

fn add_key(key: String, keys: &mut BTreeSet<String>) {
    if key.len() > LONGEST {
        keys.insert(LONG.to_string());
        return;
    }
    if let Some(word) = key.strip_suffix("'s") {
        keys.insert(word.to_string());
    }
    keys.insert(key);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn has(narrative: &str, expected: &[&str]) {
        let mut expected: Vec<_> = expected.to_vec();
        expected.sort_unstable();
        assert_eq!(keys(narrative).iter().map(String::as_str).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_hyphenated_word_is_known_whole_and_by_its_parts() {
        has("Re-integratie", &["reintegratie", "re", "integratie"]);
        has("de go\u{2011}around", &["de", "goaround", "go", "around"]);
    }

    #[test]
    fn a_line_end_hyphen_makes_no_part_but_may_end_the_token() {
        has("vakman- \nschap", &["vakmanschap", "vakman"]);
        has(
            "re-integratie-\ntraject",
            &["reintegratietraject", "re", "integratietraject", "reintegratie", "integratie"],
        );
    }

    #[test]
    fn marks_soft_hyphens_and_case_are_gone() {
        has("CAFÉ cafe\u{301} re\u{AD}inte\u{AD}gratie", &["cafe", "\u{2}café", "reintegratie"]);
        has("ΟΔΟΣ οδός", &["οδοσ", "\u{2}οδος", "\u{2}οδός"]);
    }

    #[test]
    fn a_word_is_known_with_and_without_its_s() {
        has("dilemma’s, o.a. 3,5", &["dilemma", "dilemma's", "o", "a", "3,5"]);
    }

    #[test]
    fn endless_words_stand_as_one() {
        has(&format!("kort {}", "x".repeat(2000)), &["kort", LONG]);
        has(&"a-\n".repeat(1000), &[LONG]);
    }
}
