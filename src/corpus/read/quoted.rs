//! Where a cell ends that a quotation mark opens, found without looking at any stretch twice.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// What stands behind a quotation mark that opens a cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Quoted<'a> {
    /// A cell.
    Cell(QuotedCell<'a>),
    /// A later row: the mark was never meant to open a cell.
    NotMeant,
    /// The end of the text.
    NoEnd,
}

/// A cell between quotation marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct QuotedCell<'a> {
    /// What it holds, doubling undone.
    pub text: Cow<'a, str>,
    /// Where it ends: at a delimiter, a line end, or the end of the text.
    pub end: usize,
    /// A mark stands inside it and is not doubled.
    pub stray: bool,
    /// It holds a line end.
    pub has_line_end: bool,
}

/// What comes next in a text, remembered: however many marks open a cell and are never closed,
/// each kind of sign is sought in each stretch once.
pub(super) struct Marks<'a> {
    text: &'a str,
    delimiter: u8,
    /// Marks that close a cell.
    closing: Next,
    /// Marks that stand where a cell begins.
    opening: Next,
    line_ends: Next,
}

/// The first sign of a kind at or behind every place of a stretch.
#[derive(Default)]
struct Next {
    /// The stretch begins here and goes to `at`; at first there is none.
    from: Option<usize>,
    /// The sign; none where none comes before the end of the text.
    at: Option<usize>,
}

impl Next {
    /// The first sign from `place` on; `find` looks for it where that is not known.
    fn from(&mut self, place: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        let known = self.from.is_some_and(|from| from <= place) && self.at.is_none_or(|at| place <= at);
        if !known {
            *self = Self { from: Some(place), at: find() };
        }
        self.at
    }
}

impl<'a> Marks<'a> {
    pub fn of(text: &'a str, delimiter: u8) -> Self {
        let [closing, opening, line_ends] = std::array::from_fn(|_| Next::default());
        Self { text, delimiter, closing, opening, line_ends }
    }

    /// What stands behind the mark at `open`, with which a cell begins.
    pub fn quoted(&mut self, open: usize) -> Quoted<'a> {
        let (text, delimiter) = (self.text, self.delimiter);
        let body = run_end(text, open);
        // The marks that follow at once pair among themselves; one left over may close the cell.
        let left_over = (body - open).is_multiple_of(2).then_some(body - 1);
        if let Some(end) = left_over.and_then(|mark| closes(text, delimiter, mark)) {
            return Quoted::Cell(self.cell(open, body - 1, end, false));
        }
        let closing = self
            .closing
            .from(body, || odd_marks(text, body).find(|mark| closes(text, delimiter, *mark).is_some()));
        let line_end = self
            .line_ends
            .from(body, || memchr2(b'\n', b'\r', &text.as_bytes()[body..]).map(|length| body + length));
        let is_before = |place: usize| closing.is_none_or(|closing| place < closing);
        if let Some(below) = line_end.filter(|place| is_before(*place)).map(|place| place + 1) {
            let opening = self
                .opening
                .from(below, || odd_marks(text, below).find(|mark| begins(text, delimiter, *mark)));
            if opening.is_some_and(is_before) {
                return Quoted::NotMeant;
            }
        }
        let Some((closing, end)) = closing.and_then(|mark| Some((mark, closes(text, delimiter, mark)?)))
        else {
            return Quoted::NoEnd;
        };
        let stray = left_over.is_some() || odd_marks(text, body).next() != Some(closing);
        let cell = self.cell(open, closing, end, stray);
        // Programs that write tabs write marks as they are, or double every one of them.
        let is_torn = || cell.has_line_end || text[open..closing].contains('\t');
        if stray && delimiter == b'\t' && is_torn() { Quoted::NotMeant } else { Quoted::Cell(cell) }
    }

    fn cell(&self, open: usize, closing: usize, end: usize, stray: bool) -> QuotedCell<'a> {
        let written = &self.text[open + 1..closing];
        let doubled = written.contains("\"\"");
        let text = if doubled { Cow::Owned(written.replace("\"\"", "\"")) } else { Cow::Borrowed(written) };
        QuotedCell { text, end, stray, has_line_end: written.contains(['\n', '\r']) }
    }
}

/// Where the marks end that stand in a row from `at` on.
fn run_end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|byte| **byte == b'"').count()
}

/// The last mark of each run of an odd number of them: marks that no doubling explains.
fn odd_marks(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let mut at = from;
    std::iter::from_fn(move || {
        loop {
            let mark = at + memchr(b'"', &text.as_bytes()[at..])?;
            at = run_end(text, mark);
            if !(at - mark).is_multiple_of(2) {
                return Some(at - 1);
            }
        }
    })
}

/// Where the cell ends that the mark at `mark` closes; none where it closes none.
fn closes(text: &str, delimiter: u8, mark: usize) -> Option<usize> {
    let end = skip_blanks(text, delimiter, mark + 1);
    match text.as_bytes().get(end) {
        None | Some(b'\n' | b'\r') => Some(end),
        Some(byte) => (*byte == delimiter).then_some(end),
    }
}

fn begins(text: &str, delimiter: u8, mark: usize) -> bool {
    let before = text.as_bytes()[mark - 1];
    before == delimiter || matches!(before, b'\n' | b'\r')
}

/// The first byte from `at` on that is no blank, or a delimiter.
pub(super) fn skip_blanks(text: &str, delimiter: u8, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t') && *byte != delimiter) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same found by walking from the mark, for one cell alone.
    fn by_walking(text: &str, delimiter: u8, open: usize) -> Option<(String, usize)> {
        let (mut at, mut cell, mut has_line_end) = (open + 1, String::new(), false);
        loop {
            let sign = text[at..].chars().next()?;
            if text[at..].starts_with("\"\"") {
                cell.push('"');
                at += 2;
                continue;
            }
            if sign == '"' {
                if let Some(end) = closes(text, delimiter, at) {
                    return Some((cell, end));
                }
                if has_line_end && begins(text, delimiter, at) {
                    return None;
                }
            }
            has_line_end |= matches!(sign, '\n' | '\r');
            cell.push(sign);
            at += sign.len_utf8();
        }
    }

    proptest::proptest! {
        /// What is remembered from earlier marks changes nothing.
        #[test]
        fn marks_in_order_find_what_each_finds_alone(text in "[a\", \n]{0,40}") {
            let mut marks = Marks::of(&text, b',');
            for open in (0..text.len()).filter(|at| text[*at..].starts_with('"')) {
                if open > 0 && text.as_bytes()[open - 1] == b'"' {
                    continue;
                }
                let found = match marks.quoted(open) {
                    Quoted::Cell(cell) => Some((cell.text.into_owned(), cell.end)),
                    Quoted::NotMeant | Quoted::NoEnd => None,
                };
                proptest::prop_assert_eq!(found, by_walking(&text, b',', open));
            }
        }
    }

    #[test]
    fn marks_that_never_close_cost_no_more_than_one() {
        // A hundred thousand of them, each of which once looked through all that follows.
        let text = "\"a, \"b\n".repeat(100_000);
        let mut marks = Marks::of(&text, b';');
        let opens: Vec<usize> = (0..text.len()).step_by(7).collect();
        let start = std::time::Instant::now();
        assert!(opens.iter().all(|open| matches!(marks.quoted(*open), Quoted::NotMeant | Quoted::NoEnd)));
        assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
    }
}
