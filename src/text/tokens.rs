//! A narrative cut into tokens.

use super::chars::{
    SOFT_HYPHEN, char_at, is_apostrophe, is_digit, is_hyphen, is_letter_or_digit, is_line_end, is_mark,
    is_unspaced,
};
use super::turns::Label;
use crate::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Words before which a hyphen at a line's end is a suspended one: *drank- / of drugsgebruik*.
const SUSPENDING: [&str; 9] = ["en", "én", "of", "and", "or", "und", "oder", "tot", "t/m"];

/// In bytes, decomposed.
const LONGEST_SUSPENDING: usize = 5;

/// A token with what is known of it from cutting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// What it is made of.
    pub make: Make,
}

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    /// ASCII letters and digits alone.
    Plain,
    /// Anything else, but without a hyphen.
    Other,
    /// With a hyphen, at a line's end perhaps.
    Hyphenated,
}

/// The tokens of `text` in order, in bytes. A token never lies in a turn label.
pub fn tokens(text: &str, labels: &[Label]) -> Vec<Span> {
    let mut found = Vec::with_capacity(text.len() / 6);
    each_token(text, Span::new(0, text.len()), labels, |token| found.push(Span::new(token.start, token.end)));
    found
}

/// Calls `found` with every token of `piece`, which begins and ends at a turn or
/// an end of `text`.
pub fn each_token(text: &str, piece: Span, labels: &[Label], mut found: impl FnMut(Token)) {
    let cutter = Cutter { text, labels, pattern: false };
    let mut at = piece.start;
    let first = labels.partition_point(|label| label.span.start < piece.start);
    for label in labels[first..].iter().take_while(|label| label.span.start < piece.end) {
        cutter.each(at, label.span.start, &mut found);
        at = label.span.end;
    }
    cutter.each(at, piece.end, &mut found);
}

/// The tokens of a pattern's words, where `*` counts as a letter.
pub fn pattern_tokens(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let cutter = Cutter { text, labels: &[], pattern: true };
    cutter.each(0, text.len(), &mut |token: Token| found.push(Span::new(token.start, token.end)));
    found
}

struct Cutter<'a> {
    text: &'a str,
    labels: &'a [Label],
    /// `*` counts as a letter, and no line end is joined.
    pattern: bool,
}

impl Cutter<'_> {
    /// Every token that begins at or after byte `at` and before byte `end`.
    fn each(&self, mut at: usize, end: usize, found: &mut impl FnMut(Token)) {
        let bytes = self.text.as_bytes();
        while at < end {
            let byte = bytes[at];
            if byte < 0x80 {
                if byte.is_ascii_alphanumeric() || (self.pattern && byte == b'*') {
                    let token = self.run(at);
                    at = token.end;
                    found(token);
                } else {
                    at += 1;
                }
                continue;
            }
            let Some(c) = char_at(self.text, at) else { return };
            if is_unspaced(c) {
                let grapheme = self.text[at..].graphemes(true).next().unwrap_or_default();
                let start = at;
                at += grapheme.len();
                if is_letter_or_digit(c) {
                    found(Token { start, end: at, make: Make::Other });
                }
            } else if is_letter_or_digit(c) {
                let token = self.run(at);
                at = token.end;
                found(token);
            } else {
                at += c.len_utf8();
            }
        }
    }

    /// The token that begins at `start`, where a letter or digit stands.
    fn run(&self, start: usize) -> Token {
        let bytes = self.text.as_bytes();
        let end = plain_end(bytes, start);
        let goes_on = match bytes.get(end) {
            None => false,
            Some(b'\'' | b'-' | b'&') => true,
            Some(b'.' | b',') => end > start && bytes[end - 1].is_ascii_digit(),
            Some(b'*') => self.pattern,
            Some(byte) => *byte >= 0x80,
        };
        if goes_on { self.run_on(start, end) } else { Token { start, end, make: Make::Plain } }
    }

    /// The same, where letters and digits of ASCII stand up to byte `at`, and there something that may go on with it.
    fn run_on(&self, start: usize, mut at: usize) -> Token {
        let bytes = self.text.as_bytes();
        let mut end = at;
        let mut make = Make::Plain;
        let mut digit = at > start && bytes[at - 1].is_ascii_digit();
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii_alphanumeric() {
                digit = byte.is_ascii_digit();
                at += 1;
                end = at;
                continue;
            }
            if byte.is_ascii_whitespace() {
                break;
            }
            let Some(c) = char_at(self.text, at) else { break };
            let next = at + c.len_utf8();
            if c == SOFT_HYPHEN {
                at = next;
                continue;
            }
            if self.joins(c) && !is_unspaced(c) {
                digit = is_digit(c) || (self.pattern && c == '*');
                at = next;
                end = next;
            } else if is_apostrophe(c) || is_hyphen(c) || c == '&' {
                if let Some(after) = self.significant(next).filter(|(_, c)| self.begins(*c)) {
                    at = after.0;
                } else if let Some(after) = self.line_end_join(c, next) {
                    at = after;
                } else {
                    break;
                }
                if is_hyphen(c) {
                    make = Make::Hyphenated;
                }
            } else if (c == '.' || c == ',')
                && digit
                && self.significant(next).is_some_and(|(_, c)| is_digit(c) || (self.pattern && c == '*'))
            {
                at = next;
            } else {
                break;
            }
            if make == Make::Plain {
                make = Make::Other;
            }
        }
        // A soft hyphen may stand inside a token that looked plain.
        if make == Make::Plain && !bytes[start..end].is_ascii() {
            make = Make::Other;
        }
        Token { start, end, make }
    }

    /// Stands inside a token wherever it follows one.
    fn joins(&self, c: char) -> bool {
        is_letter_or_digit(c) || is_mark(c) || (self.pattern && c == '*')
    }

    /// Begins what may follow an apostrophe, a hyphen or `&` inside a token.
    fn begins(&self, c: char) -> bool {
        (is_letter_or_digit(c) && !is_unspaced(c)) || (self.pattern && c == '*')
    }

    /// The first character at or after `at` that is no soft hyphen, with its place.
    fn significant(&self, mut at: usize) -> Option<(usize, char)> {
        loop {
            let c = char_at(self.text, at)?;
            if c != SOFT_HYPHEN {
                return Some((at, c));
            }
            at += c.len_utf8();
        }
    }

    /// Where the token goes on after a hyphen at a line's end.
    fn line_end_join(&self, hyphen: char, after: usize) -> Option<usize> {
        if self.pattern || !is_hyphen(hyphen) {
            return None;
        }
        let start = next_line_of_join(self.text, after)?;
        let labelled = self.labels.binary_search_by_key(&start, |label| label.span.start).is_ok();
        (!labelled).then_some(start)
    }
}

/// Where the letters and digits of ASCII end that begin at `start`.
fn plain_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    // Eight bytes at once: the length of a word is the least predictable thing of a text.
    while let Some(chunk) = bytes[at..].first_chunk::<8>() {
        let others = !are_plain(u64::from_le_bytes(*chunk)) & EACH_HIGH;
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
        at += 1;
    }
    at
}

/// The highest bit of each byte.
const EACH_HIGH: u64 = 0x80 * EACH;

/// The lowest bit of each byte.
const EACH: u64 = u64::MAX / 0xFF;

/// Sets the highest bit of each byte that is a letter or digit of ASCII.
fn are_plain(bytes: u64) -> u64 {
    // Without its highest bit no byte can carry into the next one.
    let low = bytes & !EACH_HIGH;
    let from = |bytes: u64, first: u8| bytes + EACH * u64::from(0x80 - first);
    let letters = low | (0x20 * EACH);
    let digit = from(low, b'0') & !from(low, b'9' + 1);
    let letter = from(letters, b'a') & !from(letters, b'z' + 1);
    (digit | letter) & !bytes
}

/// Where the next line begins when the hyphen that ends at byte `after` is a
/// line-end hyphen that joins it, turn labels aside.
pub(super) fn next_line_of_join(text: &str, after: usize) -> Option<usize> {
    let rest = text.get(after..)?;
    let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() && !is_line_end(c)).len();
    let rest = &rest[blanks..];
    let ending = match rest.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => return None,
    };
    let line = &rest[ending..];
    if !line.chars().next()?.is_lowercase() || suspends(line) {
        return None;
    }
    Some(after + blanks + ending)
}

/// True where the first word of `line` shows that the hyphen before it is a suspended one.
fn suspends(line: &str) -> bool {
    let goes_on = |rest: &str| {
        let mut rest = rest.chars();
        match rest.next() {
            Some(c) if is_apostrophe(c) || is_hyphen(c) || c == '&' => {
                rest.next().is_some_and(is_letter_or_digit)
            }
            Some(c) => is_letter_or_digit(c) || is_mark(c),
            None => false,
        }
    };
    if let Some(rest) = line.strip_prefix("t/m") {
        return !goes_on(rest);
    }
    let length = line.find(|c| !(is_letter_or_digit(c) || is_mark(c))).unwrap_or(line.len());
    let (word, rest) = line.split_at(length);
    length <= LONGEST_SUSPENDING
        && SUSPENDING.contains(&word.nfc().collect::<String>().as_str())
        && !goes_on(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, &[]).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn letters_and_digits_end_where_each_byte_says() {
        for byte in 0..=255u8 {
            let mut bytes = *b"aZ0zA9bY";
            for place in 0..8 {
                bytes[place] = byte;
                let end = bytes.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(8);
                assert_eq!(plain_end(&bytes, 0), end, "{byte} at {place}");
                bytes[place] = b'k';
            }
        }
    }

    #[test]
    fn connectors_join_only_between_letters_or_digits() {
        assert_eq!(cut("Zo'n P&O-team, 3,5 week."), ["Zo'n", "P&O-team", "3,5", "week"]);
        assert_eq!(cut("'s avonds -- a- b -c d&"), ["s", "avonds", "a", "b", "c", "d"]);
        assert_eq!(cut("o.a. 12.30, 1.a"), ["o", "a", "12.30", "1", "a"]);
    }

    #[test]
    fn a_line_end_hyphen_joins_before_a_lower_case_letter() {
        assert_eq!(cut("vakman-\nschap"), ["vakman-\nschap"]);
        assert_eq!(cut("vakman- \r\nschap"), ["vakman- \r\nschap"]);
        assert_eq!(cut("drank-\nof drugs"), ["drank", "of", "drugs"]);
        assert_eq!(cut("maan-\nt/m vrijdag"), ["maan", "t", "m", "vrijdag"]);
        assert_eq!(cut("Noord-\nHolland"), ["Noord", "Holland"]);
    }

    #[test]
    fn unspaced_scripts_give_a_token_a_grapheme() {
        assert_eq!(cut("2024年に漏えいした"), ["2024", "年", "に", "漏", "え", "い", "し", "た"]);
        assert_eq!(cut("か\u{3099}x"), ["か\u{3099}", "x"]);
    }
}
