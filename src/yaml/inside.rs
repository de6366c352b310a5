//! From a place in a scalar's text to the place in the file where it was written.

use super::Style;
use crate::span::Span;

/// The bytes of `source` behind bytes `part` of `text`, the value of the scalar at `span`.
pub(super) fn place(source: &str, span: Span, style: Style, text: &str, part: Span) -> Span {
    let Some(borders) = borders(source, span, style, text) else { return span };
    let at = |byte: usize| {
        borders.partition_point(|(inside, _)| *inside <= byte).checked_sub(1).map(|i| borders[i])
    };
    let (Some((from, start)), Some(_)) = (at(part.start), at(part.end)) else { return span };
    debug_assert!(from <= part.start);
    // the end is where the last sign of the part ends, not where the next begins: between them may lie a line end
    let end = match part.is_empty() {
        true => start,
        false => borders
            .iter()
            .zip(borders.iter().skip(1))
            .take_while(|((inside, _), _)| *inside < part.end)
            .last()
            .map_or(start, |((_, begin), (_, next))| next_end(source, *begin, *next, style)),
    };
    Span::new(start, end.max(start))
}

/// Where the sign that begins at `begin` ends; `next` is where the following begins.
fn next_end(source: &str, begin: usize, next: usize, style: Style) -> usize {
    let first = source[begin..].chars().next().map_or(0, char::len_utf8);
    match style {
        Style::Double if source[begin..].starts_with('\\') => next,
        Style::Single if source[begin..].starts_with("''") => begin + 2,
        _ => (begin + first).min(next),
    }
}

/// Pairs of (byte in the text, byte in the file) for every sign of the text, the end included.
fn borders(source: &str, span: Span, style: Style, text: &str) -> Option<Vec<(usize, usize)>> {
    let raw = source.get(span.start..span.end)?;
    let (raw, start) = match style {
        Style::Single | Style::Double => (raw.get(1..raw.len().checked_sub(1)?)?, span.start + 1),
        Style::Plain | Style::Block => (raw, span.start),
    };
    let mut borders = Vec::with_capacity(text.len() + 1);
    let mut at = 0;
    for (inside, sign) in text.char_indices() {
        at = skip_layout(raw, at, sign, style);
        borders.push((inside, start + at));
        at += written(raw.get(at..)?, sign, style)?;
    }
    borders.push((text.len(), start + at.min(raw.len())));
    Some(borders)
}

/// Passes over what YAML drops before `sign`: indentation and ends of folded lines.
fn skip_layout(raw: &str, mut at: usize, sign: char, style: Style) -> usize {
    while let Some(here) = raw.get(at..).and_then(|rest| rest.chars().next()) {
        if style == Style::Double && raw[at..].starts_with("\\\n") {
            at += 2;
            continue;
        }
        let folded = matches!(here, ' ' | '\t' | '\r' | '\n');
        let meant = here == sign && !(here == ' ' && line_goes_on_below(raw, at));
        if !folded || meant || (sign == ' ' && stands_for_a_blank(raw, at)) {
            break;
        }
        at += 1;
    }
    at
}

/// True where only blanks follow up to the end of the line.
fn line_goes_on_below(raw: &str, at: usize) -> bool {
    let rest = raw[at..].trim_start_matches([' ', '\t']);
    rest.starts_with(['\n', '\r'])
}

/// True at a line end that was folded into one blank.
fn stands_for_a_blank(raw: &str, at: usize) -> bool {
    raw[at..].starts_with('\n')
}

/// How many bytes of the file wrote this sign.
fn written(raw: &str, sign: char, style: Style) -> Option<usize> {
    let here = raw.chars().next()?;
    if style == Style::Double && here == '\\' {
        let mut signs = raw.char_indices().skip(1);
        let (_, kind) = signs.next()?;
        let length = match kind {
            'x' => 4,
            'u' if u32::from(sign) > 0xFFFF => 12,
            'u' => 6,
            'U' => 10,
            other => 1 + other.len_utf8(),
        };
        return Some(length.min(raw.len()));
    }
    if style == Style::Single && raw.starts_with("''") {
        return Some(2);
    }
    if here == sign || (sign == ' ' && here == '\n') {
        return Some(here.len_utf8());
    }
    None
}
