//! What one cell says: several codes with something between them, or yes or no.

use crate::corpus::{Number, RawValue};

/// What people write in a cell under a code that was given.
const GIVEN: [&str; 16] =
    ["1", "x", "yes", "y", "true", "ja", "j", "waar", "wahr", "oui", "vrai", "sí", "si", "✓", "✔", "+"];
/// What they write where it was not.
const NOT_GIVEN: [&str; 13] =
    ["0", "no", "n", "false", "nee", "nein", "onwaar", "falsch", "non", "faux", "✗", "✘", "-"];

/// Whether a cell of a one-hot column says that the code was given; none where it says neither.
pub(super) fn is_given(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let among = |words: &[&str]| words.contains(&lower.as_str());
    if among(&GIVEN) {
        return Some(true);
    }
    // Spreadsheets and statistics programs write whole numbers with a fraction.
    match Number::read(&lower).map(Number::decimal) {
        Some(1.0) => Some(true),
        Some(0.0) => Some(false),
        _ => among(&NOT_GIVEN).then_some(false),
    }
}

/// The codes of a cell; `separator` parts those of one text.
pub(super) fn codes(value: &RawValue, separator: Option<&str>) -> Vec<String> {
    match (value, separator) {
        (RawValue::Text(text), Some(separator)) => cut(text, separator),
        (value, _) => value.each().iter().flat_map(|text| named(text)).collect(),
    }
}

/// The codes of a text. A separator inside brackets does not separate, unless they do not close.
fn cut(text: &str, separator: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut from, mut at) = (0usize, 0, 0);
    while let Some(sign) = text[at..].chars().next() {
        if depth == 0 && text[at..].starts_with(separator) {
            parts.push(&text[from..at]);
            at += separator.len();
            from = at;
            continue;
        }
        let rest = &text[at + sign.len_utf8()..];
        match sign {
            '(' if rest.contains(')') => depth += 1,
            '[' if rest.contains(']') => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += sign.len_utf8();
    }
    parts.push(&text[from..]);
    parts.into_iter().flat_map(named).collect()
}

fn named(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_inside_brackets_does_not_separate() {
        assert_eq!(cut("Fall (roof, wall), Heat; , Cold ", ","), ["Fall (roof, wall)", "Heat;", "Cold"]);
        assert_eq!(cut("A || B||C||", "||"), ["A", "B", "C"]);
        assert_eq!(cut("A (open; B; C", ";"), ["A (open", "B", "C"]);
        assert_eq!(cut("a) ; b", ";"), ["a)", "b"]);
        assert!(cut(" ; ", ";").is_empty());
    }

    #[test]
    fn a_cell_under_a_code_says_yes_no_or_something_else() {
        for yes in ["1", "X", "Yes", "TRUE", "Ja", "1.0", "1,00", "✓"] {
            assert_eq!(is_given(yes), Some(true), "{yes}");
        }
        for no in ["0", "no", "False", "NEE", "0.0", "-"] {
            assert_eq!(is_given(no), Some(false), "{no}");
        }
        for other in ["2", "perhaps", "n/a", "0.5", "?"] {
            assert_eq!(is_given(other), None, "{other}");
        }
    }
}
