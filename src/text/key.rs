//! What is compared of a token: composed, lower case, without hyphens, marks by language.

use super::Language;
use super::chars::{SOFT_HYPHEN, is_apostrophe, is_hyphen, is_latin, is_line_end, is_mark};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What a mark on a letter is in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marks {
    /// On Latin letters spelling that a pattern may leave out: Dutch, English.
    Spelling,
    /// Part of the letter, as written.
    Letters,
}

impl Marks {
    /// How `language` reads marks.
    pub fn of(language: &Language) -> Self {
        match language.tag() {
            "nl" | "en" => Marks::Spelling,
            _ => Marks::Letters,
        }
    }
}

/// The key of a token or part: NFC, lower case, apostrophes as `'`, hyphens and
/// soft hyphens out, and without marks on Latin letters where these are spelling.
pub fn key(token: &str, marks: Marks) -> String {
    if token.is_ascii() {
        return plain(token.chars()).to_ascii_lowercase();
    }
    let lower = plain(token.nfc()).to_lowercase();
    match marks {
        Marks::Letters => lower.nfc().collect(),
        Marks::Spelling => without_marks(&lower),
    }
}

/// Apostrophes straight; hyphens, soft hyphens and the line end behind a hyphen out.
fn plain(token: impl Iterator<Item = char>) -> String {
    token
        .filter(|c| !is_hyphen(*c) && *c != SOFT_HYPHEN && !c.is_whitespace())
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
        .collect()
}

fn without_marks(lower: &str) -> String {
    let mut latin = false;
    let kept = lower.nfd().filter(|c| {
        if is_mark(*c) {
            return !latin;
        }
        latin = is_latin(*c);
        true
    });
    kept.nfc().collect()
}

/// The parts of a hyphenated token, as written; one part where it has no hyphen.
/// A hyphen at a line's end makes no parts: it and the line end are left out.
pub fn parts(token: &str) -> Vec<Cow<'_, str>> {
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    let mut joined = false;
    for piece in token.split(is_hyphen) {
        let rest = piece.trim_start_matches(|c: char| c.is_whitespace());
        let continues = piece.contains(is_line_end);
        match found.last_mut() {
            Some(last) if continues || joined => last.to_mut().push_str(rest),
            _ => found.push(Cow::Borrowed(rest)),
        }
        joined = false;
    }
    found
}
