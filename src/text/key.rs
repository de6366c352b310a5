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

/// The accents that a pattern can require of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Accents {
    /// é
    pub acute: bool,
    /// è
    pub grave: bool,
}

impl Accents {
    /// True where this has every accent that `required` has.
    pub fn has(self, required: Accents) -> bool {
        (self.acute || !required.acute) && (self.grave || !required.grave)
    }

    /// True where there is none.
    pub fn is_empty(self) -> bool {
        !self.acute && !self.grave
    }

    fn add(&mut self, mark: char) {
        self.acute |= matches!(mark, '\u{301}' | '\u{341}');
        self.grave |= matches!(mark, '\u{300}' | '\u{340}');
    }
}

/// A token or part, or a piece of a pattern's word, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Key {
    /// NFC, lower case (ß as ss), apostrophes as `'`, hyphens and soft hyphens out, and
    /// without marks on Latin letters where these are spelling.
    pub text: String,
    /// Acute and grave that were left out of `text`, each with the byte of its letter, in order.
    pub accents: Vec<(usize, Accents)>,
    /// It began with a capital.
    pub capital: bool,
}

impl Key {
    /// The key of `written`: a token, a part, or a piece of a word.
    pub fn new(written: &str, marks: Marks) -> Self {
        if written.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            let capital = written.starts_with(|c: char| c.is_ascii_uppercase());
            return Self { text: written.to_ascii_lowercase(), accents: Vec::new(), capital };
        }
        let capital = written.chars().find(|c| *c != SOFT_HYPHEN).is_some_and(char::is_uppercase);
        if written.is_ascii() {
            let mut text: String = plain(written.chars()).collect();
            text.make_ascii_lowercase();
            return Self { text, accents: Vec::new(), capital };
        }
        // Soft hyphens out before composing: one may stand between a letter and its mark.
        let plain: String = plain(written.chars()).nfc().collect();
        let mut lower: String = plain.to_lowercase().nfc().collect();
        // Capitals know no ß, and the Swiss do without: MASSNAHME is Maßnahme.
        if lower.contains('ß') {
            lower = lower.replace('ß', "ss");
        }
        match marks {
            Marks::Letters => Self { text: lower, accents: Vec::new(), capital },
            Marks::Spelling => {
                let mut key = Self { text: String::with_capacity(lower.len()), accents: Vec::new(), capital };
                key.fold(&lower);
                key
            }
        }
    }

    /// Takes `lower` without the marks of its Latin letters.
    fn fold(&mut self, lower: &str) {
        let mut letter = None;
        let mut found = Accents::default();
        for c in lower.chars() {
            if is_mark(c) {
                match letter {
                    Some(_) => found.add(c),
                    None => self.text.push(c),
                }
                continue;
            }
            self.accented(letter, found);
            found = Accents::default();
            letter = is_latin(c).then_some(self.text.len());
            if letter.is_none() {
                self.text.push(c);
                continue;
            }
            for part in std::iter::once(c).nfd() {
                if is_mark(part) { found.add(part) } else { self.text.push(part) }
            }
        }
        self.accented(letter, found);
    }

    fn accented(&mut self, letter: Option<usize>, found: Accents) {
        if let Some(at) = letter
            && !found.is_empty()
        {
            self.accents.push((at, found));
        }
    }

    /// The accents of the letter at byte `at`.
    pub fn accents_at(&self, at: usize) -> Accents {
        let found = self.accents.binary_search_by_key(&at, |(place, _)| *place);
        found.map_or(Accents::default(), |place| self.accents[place].1)
    }
}

/// Apostrophes straight; hyphens, soft hyphens and the line end behind a hyphen out.
fn plain(written: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    written
        .filter(|c| !is_hyphen(*c) && *c != SOFT_HYPHEN && !c.is_whitespace())
        .map(|c| if is_apostrophe(c) { '\'' } else { c })
}

/// The parts of a hyphenated token, as written; one part where it has no hyphen.
/// A hyphen at a line's end makes no parts: it and the line end are left out.
pub fn parts(token: &str) -> Vec<Cow<'_, str>> {
    let mut found: Vec<Cow<'_, str>> = Vec::new();
    for piece in token.split(is_hyphen) {
        match found.last_mut() {
            Some(last) if piece.contains(is_line_end) => last.to_mut().push_str(piece.trim_start()),
            _ => found.push(Cow::Borrowed(piece)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelling(written: &str) -> String {
        Key::new(written, Marks::Spelling).text
    }

    #[test]
    fn marks_on_latin_letters_are_spelling_in_dutch_and_letters_in_german() {
        assert_eq!(spelling("Re\u{AD}-inte\u{301}gratie’S"), "reintegratie's");
        assert_eq!(spelling("coördinatie Ǘ"), "coordinatieu");
        assert_eq!(spelling("мой ΐ"), "мойΐ".to_lowercase());
        assert_eq!(Key::new("Scho\u{308}n", Marks::Letters).text, "schön");
    }

    #[test]
    fn acute_and_grave_are_kept_beside_the_key() {
        let key = Key::new("Eé\u{300}n-ü", Marks::Spelling);
        assert_eq!(key.text, "eenu");
        assert_eq!(key.accents, [(1, Accents { acute: true, grave: true })]);
        assert!(key.capital);
    }

    #[test]
    fn a_hangul_syllable_stays_whole() {
        assert_eq!(spelling("한글é"), "한글e");
    }

    #[test]
    fn a_hyphen_makes_parts_but_not_at_a_lines_end() {
        assert_eq!(parts("re-integratie-\ntraject"), ["re", "integratietraject"]);
        assert_eq!(parts("werk"), ["werk"]);
    }
}
