//! The lines of a narrative, those joined by a hyphen at their end as one, and what begins each.

use super::chars::{
    SOFT_HYPHEN, is_closing_quote, is_digit, is_hyphen, is_letter, is_letter_or_digit, is_line_end,
};
use super::chars::{is_mark, is_unspaced};
use super::tokens::next_line_of_join;
use super::turns::Label;

/// A line with what begins it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte, without the line end.
    pub end: usize,
    /// What it begins with.
    pub begins: Begin,
    /// Where its text begins behind label, heading mark, bullet or number.
    pub text: usize,
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begin {
    /// Nothing stands on it but blanks.
    Blank,
    /// Text.
    Text,
    /// A turn label: its place among the labels.
    Label(usize),
    /// `#` to `######` and a blank.
    Heading,
    /// A bullet and a blank.
    Bullet,
    /// Digits or one letter, `.` or `)`, and a blank.
    Number,
}

/// Calls `found` with every line of `text`, in order.
pub(super) fn each_line(text: &str, labels: &[Label], mut found: impl FnMut(Line)) {
    let label_at = |at: usize| labels.binary_search_by_key(&at, |label| label.span.start).ok();
    let mut start = 0;
    while start < text.len() {
        let (end, next) = line_end(text, start, |at| label_at(at).is_some());
        let (begins, behind) = match label_at(start) {
            Some(place) => (Begin::Label(place), labels[place].span.end),
            None => begin(text, start, end),
        };
        found(Line { start, end, begins, text: behind });
        start = next;
    }
}

/// Where the line that begins at `start` ends, and where the next one begins.
fn line_end(text: &str, start: usize, is_label: impl Fn(usize) -> bool) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(length) = memchr::memchr2(b'\n', b'\r', &bytes[from..]) {
        let at = from + length;
        let next = at + if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
        match hyphen_before(text, start, at).and_then(|behind| next_line_of_join(text, behind)) {
            Some(joined) if joined == next && !is_label(next) => from = next,
            _ => return (at, next),
        }
    }
    (text.len(), text.len())
}

/// The byte behind the hyphen inside a token that ends the line at `at`, blanks aside.
pub(super) fn hyphen_before(text: &str, start: usize, at: usize) -> Option<usize> {
    let line = text[start..at].trim_end_matches(|c: char| c.is_whitespace() && !is_line_end(c));
    let before = line.strip_suffix(is_hyphen)?;
    let last = before.chars().rev().find(|c| *c != SOFT_HYPHEN && !is_mark(*c))?;
    let of_token = is_letter_or_digit(last) && !is_unspaced(last);
    of_token.then_some(start + line.len())
}

/// What stands at the beginning of an unlabelled line, and where its text begins.
fn begin(text: &str, start: usize, end: usize) -> (Begin, usize) {
    let line = &text[start..end];
    let rest = line.trim_start();
    if rest.is_empty() {
        return (Begin::Blank, end);
    }
    let first = end - rest.len();
    let Some(blank) = rest.find(char::is_whitespace) else { return (Begin::Text, first) };
    let behind = end - rest[blank..].trim_start().len();
    match mark(&rest[..blank]) {
        Some(begins) => (begins, behind),
        None => (Begin::Text, first),
    }
}

/// The mark that a line's first word is.
fn mark(word: &str) -> Option<Begin> {
    if word.len() <= 6 && word.bytes().all(|byte| byte == b'#') {
        return Some(Begin::Heading);
    }
    if matches!(word, "-" | "*" | "•" | "–") {
        return Some(Begin::Bullet);
    }
    let number = word.strip_suffix(['.', ')'])?;
    let mut chars = number.chars();
    let one_letter = chars.next().is_some_and(is_letter) && chars.all(is_mark);
    let digits = !number.is_empty() && number.chars().all(is_digit);
    (one_letter || digits).then_some(Begin::Number)
}

/// True where a line of text ends in `.` `!` `?` `…` `:` or a closing quote.
pub(super) fn ends_like_a_sentence(line: &str) -> bool {
    let last = line.trim_end().chars().next_back();
    last.is_some_and(|c| matches!(c, '.' | '!' | '?' | '…' | ':') || is_closing_quote(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Begin::*;

    fn begins(text: &str) -> Vec<(&str, Begin, usize)> {
        let mut found = Vec::new();
        each_line(text, &[], |line| found.push((&text[line.start..line.end], line.begins, line.text)));
        found
    }

    #[test]
    fn a_line_may_begin_with_a_mark() {
        assert_eq!(
            begins("## Kop\n  - een\r\n12) twee"),
            [("## Kop", Heading, 3), ("  - een", Bullet, 11), ("12) twee", Number, 20),]
        );
        assert_eq!(begins("#Kop"), [("#Kop", Text, 0)]);
        assert_eq!(begins("a. b\r\rab. c"), [("a. b", Number, 3), ("", Blank, 5), ("ab. c", Text, 6)]);
    }

    #[test]
    fn lines_joined_by_a_hyphen_are_one() {
        assert_eq!(begins("vak- \na. man\nja"), [("vak- \na. man", Text, 0), ("ja", Text, 13)]);
        assert_eq!(begins("-\na"), [("-", Text, 0), ("a", Text, 2)]);
    }
}
