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

/// The tokens of `text` in order, in bytes. A token never lies in a turn label.
pub fn tokens(text: &str, labels: &[Label]) -> Vec<Span> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let mut cutter = Cutter { text, labels, next_label: 0, pattern: false };
    let mut at = 0;
    while let Some(token) = cutter.next(at) {
        at = token.end;
        found.push(token);
    }
    found
}

/// The tokens of a pattern's words, where `*` counts as a letter.
pub fn pattern_tokens(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut cutter = Cutter { text, labels: &[], next_label: 0, pattern: true };
    let mut at = 0;
    while let Some(token) = cutter.next(at) {
        at = token.end;
        found.push(token);
    }
    found
}

struct Cutter<'a> {
    text: &'a str,
    labels: &'a [Label],
    next_label: usize,
    /// `*` counts as a letter, and no line end is joined.
    pattern: bool,
}

impl Cutter<'_> {
    /// The first token that begins at or after byte `at`.
    fn next(&mut self, mut at: usize) -> Option<Span> {
        let bytes = self.text.as_bytes();
        loop {
            while self.next_label < self.labels.len() && self.labels[self.next_label].span.end <= at {
                self.next_label += 1;
            }
            if let Some(label) = self.labels.get(self.next_label)
                && label.span.start <= at
            {
                at = label.span.end;
                continue;
            }
            let byte = *bytes.get(at)?;
            if byte < 0x80 {
                if byte.is_ascii_alphanumeric() || (self.pattern && byte == b'*') {
                    return Some(self.run(at));
                }
                at += 1;
                continue;
            }
            let c = char_at(self.text, at)?;
            if is_unspaced(c) {
                let grapheme = self.text[at..].graphemes(true).next().unwrap_or_default();
                if is_letter_or_digit(c) {
                    return Some(Span::new(at, at + grapheme.len()));
                }
                at += grapheme.len();
            } else if is_letter_or_digit(c) {
                return Some(self.run(at));
            } else {
                at += c.len_utf8();
            }
        }
    }

    /// The token that begins at `start`, where a letter or digit stands.
    fn run(&self, start: usize) -> Span {
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut at = start;
        let mut digit = false;
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
            } else if self.joins(c) && !is_unspaced(c) {
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
            } else if (c == '.' || c == ',')
                && digit
                && self.significant(next).is_some_and(|(_, c)| is_digit(c) || (self.pattern && c == '*'))
            {
                at = next;
            } else {
                break;
            }
        }
        Span::new(start, end)
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
        let labelled = self.labels.iter().any(|label| label.span.start == start);
        (!labelled).then_some(start)
    }
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
    if let Some(rest) = line.strip_prefix("t/m") {
        return !rest.chars().next().is_some_and(is_letter_or_digit);
    }
    let word: String =
        line.chars().take_while(|c| is_letter_or_digit(*c) || is_mark(*c)).take(8).nfc().collect();
    SUSPENDING.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text, &[]).into_iter().map(|span| span.of(text)).collect()
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
