//! Where in a narrative: the only place that turns bytes into characters and lines.
//!
//! Inside the program a place is a half-open range of UTF-8 bytes. What leaves
//! the program is counted in Unicode code points; [`CharIndex`] and
//! [`LineIndex`] are the two doors.

use serde::{Deserialize, Serialize};

/// A half-open stretch `start..end` of one text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The stretch from byte `start` up to, not including, byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span runs forward: {start}..{end}");
        Self { start, end }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// True where the stretch holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside this one.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest stretch that holds both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The stretch of `text`, or nothing where it does not fit.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// How many bytes lie between two remembered counts of a [`CharIndex`].
const STEP: usize = 128;

/// Turns bytes of one text into code points and back.
///
/// A text of ASCII alone needs no table: there both counts are the same.
pub struct CharIndex<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`; empty for ASCII texts.
    before: Vec<u32>,
}

impl<'a> CharIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::new();
        if !text.is_ascii() {
            let mut count = 0u32;
            for chunk in text.as_bytes().chunks(STEP) {
                before.push(count);
                count += chunk.iter().filter(|byte| starts_a_char(**byte)).count() as u32;
            }
        }
        Self { text, before }
    }

    /// Code points before byte `byte`.
    pub fn chars_before(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let step = (byte / STEP).min(self.before.len() - 1);
        let rest = &self.text.as_bytes()[step * STEP..byte];
        self.before[step] as usize + rest.iter().filter(|byte| starts_a_char(**byte)).count()
    }

    /// The stretch in code points, half open.
    pub fn chars(&self, span: Span) -> (usize, usize) {
        (self.chars_before(span.start), self.chars_before(span.end))
    }

    /// The stretch in bytes of `start..end` in code points; `None` where the text is shorter.
    pub fn bytes(&self, start: usize, end: usize) -> Option<Span> {
        let (start, end) = (self.byte_of(start)?, self.byte_of(end)?);
        (start <= end).then(|| Span::new(start, end))
    }

    fn byte_of(&self, chars: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (chars <= self.text.len()).then_some(chars);
        }
        let step = self.before.partition_point(|count| *count as usize <= chars) - 1;
        let mut left = chars - self.before[step] as usize;
        let bytes = self.text.as_bytes();
        let mut at = step * STEP;
        loop {
            while at < bytes.len() && !starts_a_char(bytes[at]) {
                at += 1;
            }
            if left == 0 {
                return Some(at);
            }
            if at == bytes.len() {
                return None;
            }
            at += 1;
            left -= 1;
        }
    }
}

fn starts_a_char(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

/// Line and column of a byte, both counted from 1, the column in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
}

/// Finds lines in one text.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Self { text, starts }
    }

    /// The line and column of byte `byte`.
    pub fn line_column(&self, byte: usize) -> LineColumn {
        let byte = byte.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= byte);
        let before = &self.text.as_bytes()[self.starts[line - 1]..byte];
        LineColumn { line, column: before.iter().filter(|byte| starts_a_char(**byte)).count() + 1 }
    }
}

/// How many lines of a narrative end in `text`: with `\n`, `\r`, or both as one.
pub fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || alone(*at)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_meet_at_every_border() {
        let text = "één — 漢字 😀 e\u{301}. ".repeat(40);
        let index = CharIndex::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars_before(byte), chars);
            assert_eq!(index.bytes(0, chars), Some(Span::new(0, byte)));
        }
        let all = text.chars().count();
        assert_eq!(index.bytes(0, all), Some(Span::new(0, text.len())));
        assert_eq!(index.bytes(0, all + 1), None);
    }

    #[test]
    fn line_ends_of_every_kind_count_once() {
        assert_eq!(line_ends("a\r\nb\rc\n\n\rd"), 5);
        assert_eq!(line_ends("漢字"), 0);
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let index = LineIndex::new("één\nabc\n");
        assert_eq!(index.line_column(0), LineColumn { line: 1, column: 1 });
        assert_eq!(index.line_column(4), LineColumn { line: 1, column: 3 });
        assert_eq!(index.line_column(6), LineColumn { line: 2, column: 1 });
    }
}
