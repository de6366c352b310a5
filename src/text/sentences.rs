//! Where sentences end.

use super::chars::{
    SOFT_HYPHEN, char_at, char_before, is_apostrophe, is_closer, is_hyphen, is_letter_or_digit,
    is_wide_closer,
};
use super::chars::{is_line_end, is_mark, is_unspaced};
use super::lines::hyphen_before;
use super::tokens::next_line_of_join;
use super::{Language, abbreviations};
use crate::span::Span;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// What ends no sentence in a language although a full stop stands there.
#[derive(Debug, Clone)]
pub struct Endings {
    /// Lower case, with every stop.
    abbreviations: HashSet<String>,
    /// The longest of them, in bytes.
    longest: usize,
    /// `I.` is no initial.
    english: bool,
}

impl Endings {
    /// The endings of `language`.
    pub fn of(language: &Language) -> Self {
        let abbreviations = abbreviations::of(language);
        let longest = abbreviations.iter().map(String::len).max().unwrap_or(0);
        Self { abbreviations, longest, english: language.tag() == "en" }
    }
}

/// Calls `found` with the stretch of every sentence of the paragraph `paragraph`,
/// which begins and ends with no blank.
pub(super) fn each_sentence(text: &str, paragraph: Span, endings: &Endings, mut found: impl FnMut(Span)) {
    let cutter = Cutter { text: &text[..paragraph.end], start: paragraph.start, endings };
    let ascii = text.as_bytes()[paragraph.start..paragraph.end].is_ascii();
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    while let Some(place) = next_stop(&text.as_bytes()[..paragraph.end], at, ascii) {
        let Some(c) = char_at(text, place) else { break };
        at = place + c.len_utf8();
        let Some(end) = cutter.end_at(place, c) else { continue };
        found(Span::new(start, end));
        let rest = &cutter.text[end..];
        start = paragraph.end - rest.trim_start().len();
        at = at.max(start);
        if start == paragraph.end {
            return;
        }
    }
    found(Span::new(start, paragraph.end));
}

/// The next byte at which a character that may end a sentence begins.
fn next_stop(bytes: &[u8], from: usize, ascii: bool) -> Option<usize> {
    if ascii {
        return memchr::memchr3(b'.', b'!', b'?', &bytes[from..]).map(|length| from + length);
    }
    let mut at = from;
    loop {
        at += bytes[at..].iter().position(|byte| MAY_STOP[*byte as usize])?;
        match bytes[at] {
            b'.' | b'!' | b'?' => return Some(at),
            _ if STOPS.iter().any(|stop| bytes[at..].starts_with(stop)) => return Some(at),
            _ => at += 1,
        }
    }
}

/// `…`, `。`, `！`, `？`
const STOPS: [&[u8]; 4] = ["…".as_bytes(), "。".as_bytes(), "！".as_bytes(), "？".as_bytes()];

const MAY_STOP: [bool; 256] = {
    let mut table = [false; 256];
    table[b'.' as usize] = true;
    table[b'!' as usize] = true;
    table[b'?' as usize] = true;
    let mut stop = 0;
    while stop < STOPS.len() {
        table[STOPS[stop][0] as usize] = true;
        stop += 1;
    }
    table
};

struct Cutter<'a> {
    /// The text up to the end of the paragraph.
    text: &'a str,
    /// Where the paragraph begins.
    start: usize,
    endings: &'a Endings,
}

impl Cutter<'_> {
    /// Where the sentence ends that the character `c` at byte `place` may end.
    fn end_at(&self, place: usize, c: char) -> Option<usize> {
        let behind = place + c.len_utf8();
        if matches!(c, '。' | '！' | '？') {
            let rest = &self.text[behind..];
            return Some(self.text.len() - rest.trim_start_matches(is_wide_closer).len());
        }
        let rest = &self.text[behind..];
        let after = rest.trim_start_matches(|c| is_closer(c) || c == SOFT_HYPHEN);
        let end = self.text.len() - after.len();
        let next = after.trim_start();
        let ends = if next.is_empty() {
            return Some(self.text.len());
        } else if next.len() < after.len() {
            let next = next.chars().find(|c| *c != SOFT_HYPHEN);
            !next.is_some_and(char::is_lowercase)
        } else {
            c == '.' && self.stands_between_lower_and_capital(place, rest)
        };
        let end = if next.len() < after.len() { end } else { behind };
        (ends && !(c == '.' && self.is_exempt(place))).then_some(end)
    }

    /// *report.During*
    fn stands_between_lower_and_capital(&self, place: usize, rest: &str) -> bool {
        let before = self.text[self.start..place].chars().rev().find(|c| !is_mark(*c) && *c != SOFT_HYPHEN);
        let after = rest.chars().find(|c| *c != SOFT_HYPHEN);
        before.is_some_and(char::is_lowercase) && after.is_some_and(is_capital)
    }

    /// True where the full stop at `place` belongs to an abbreviation or an initial.
    fn is_exempt(&self, place: usize) -> bool {
        self.is_initial(place) || self.is_abbreviation(place)
    }

    /// One capital alone before the stop.
    fn is_initial(&self, place: usize) -> bool {
        let before = self.text[self.start..place].trim_end_matches(|c| is_mark(c) || c == SOFT_HYPHEN);
        let Some(letter) = before.chars().next_back() else { return false };
        if !is_capital(letter)
            || (self.endings.english && letter == 'I' && self.start + before.len() == place)
        {
            return false;
        }
        !self.goes_on_before(self.start + before.len() - letter.len_utf8())
    }

    /// A listed word with its stops, standing free.
    fn is_abbreviation(&self, place: usize) -> bool {
        let mut start = place;
        while let Some(c) = char_before(&self.text[self.start..], start - self.start) {
            if !(is_letter_or_digit(c) || is_mark(c) || c == SOFT_HYPHEN || c == '.') {
                break;
            }
            start -= c.len_utf8();
            // Composed or not, a letter takes no more than three times its bytes.
            if place - start > 3 * self.endings.longest {
                return false;
            }
        }
        let written = &self.text[start..=place];
        let listed = if written.is_ascii() {
            self.endings.abbreviations.contains(&written.to_ascii_lowercase())
        } else {
            let written: String = written.chars().filter(|c| *c != SOFT_HYPHEN).nfc().collect();
            self.endings.abbreviations.contains(&written.to_lowercase())
        };
        listed && !self.goes_on_before(start)
    }

    /// True where the token that begins at byte `at` by its look goes on to the left.
    fn goes_on_before(&self, at: usize) -> bool {
        let mut before =
            self.text[self.start..at].chars().rev().filter(|c| *c != SOFT_HYPHEN && !is_mark(*c));
        let joins = |c: char| is_letter_or_digit(c) && !is_unspaced(c);
        match before.next() {
            Some(c) if is_line_end(c) => self.is_joined(at),
            Some(c) if joins(c) => true,
            Some(c) if is_hyphen(c) || is_apostrophe(c) || c == '&' => before.next().is_some_and(joins),
            _ => false,
        }
    }

    /// True where the line that begins at byte `at` goes on with the token that a
    /// hyphen broke at the end of the line before: *kun-/st.*
    fn is_joined(&self, at: usize) -> bool {
        let line = self.text[self.start..at].trim_end_matches(is_line_end);
        let end = self.start + line.len();
        hyphen_before(self.text, self.start, end).and_then(|behind| next_line_of_join(self.text, behind))
            == Some(at)
    }
}

fn is_capital(c: char) -> bool {
    c.is_uppercase() || matches!(c, 'ǅ' | 'ǈ' | 'ǋ' | 'ǲ')
}
