//! Who speaks where in a transcript: turn labels at the beginning of lines.

use super::Speakers;
use super::chars::is_line_end;
use crate::span::Span;
use unicode_normalization::UnicodeNormalization;

/// A label that begins a turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The label itself with its colon or brackets, in bytes.
    pub span: Span,
    /// Rules do not read the turn it begins.
    pub excluded: bool,
}

/// The turn labels of `text`. A study that lists no speakers has none.
pub fn labels(text: &str, speakers: &Speakers) -> Vec<Label> {
    if speakers.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive(is_line_end) {
        if let Some((length, name)) = label_of(line)
            && (lists(&speakers.exclude, name) || lists(&speakers.include, name) || is_initial_label(name))
        {
            let span = Span::new(start, start + length);
            found.push(Label { span, excluded: lists(&speakers.exclude, name) });
        }
        start += line.len();
    }
    found
}

fn lists(names: &[String], name: &str) -> bool {
    names.iter().any(|listed| listed == name || (!name.is_ascii() && name.nfc().eq(listed.nfc())))
}

/// Length and name of what looks like a label at the beginning of `line`.
pub(super) fn label_of(line: &str) -> Option<(usize, &str)> {
    if let Some(rest) = line.strip_prefix("**") {
        let name = rest.split_once(":**")?.0;
        return Some((name.len() + 5, name));
    }
    if let Some(rest) = line.strip_prefix('[') {
        let name = rest.split_once(']')?.0;
        return Some((name.len() + 2, name));
    }
    let name = line.split_once(':')?.0;
    Some((name.len() + 1, name))
}

/// One capital with at most two digits.
pub(super) fn is_initial_label(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.as_str().len() <= 2
        && chars.all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_or_one_capital_begins_a_turn() {
        let speakers = Speakers { exclude: vec!["Coach".into()], include: Vec::new() };
        let text = "[Coach] Hoi\n**R2:** Ja: nee\nKlant: niets\nR: ok";
        let found: Vec<(&str, bool)> =
            labels(text, &speakers).iter().map(|label| (label.span.of(text), label.excluded)).collect();
        assert_eq!(found, [("[Coach]", true), ("**R2:**", false), ("R:", false)]);
        assert!(labels(text, &Speakers::default()).is_empty());
    }
}
