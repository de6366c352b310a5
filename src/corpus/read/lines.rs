//! A text line by line, with the place and number of each, whatever ends them.

/// One line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The byte it begins at.
    pub start: usize,
    /// The byte the next one begins at.
    pub next: usize,
    /// Its text, without the line end.
    pub text: &'a str,
}

impl Line<'_> {
    /// True where nothing but blanks stands on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text from byte `at`, which is the first of line `number`.
pub(super) fn lines_from(text: &str, at: usize, number: usize) -> impl Iterator<Item = Line<'_>> {
    let bytes = text.as_bytes();
    let (mut at, mut number) = (at, number);
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let rest = &bytes[at..];
        let length = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
        let ending = match &rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let line = Line { number, start: at, next: at + length + ending, text: &text[at..at + length] };
        at = line.next;
        number += 1;
        Some(line)
    })
}

/// As [`lines_from`], but of a text that is a part of a longer one only the lines that end in it.
pub(super) fn whole_lines(text: &str, number: usize, is_part: bool) -> impl Iterator<Item = Line<'_>> {
    lines_from(text, 0, number).take_while(move |line| {
        let ends = line.start + line.text.len() < line.next;
        // A `\r` at the very end may be the first half of `\r\n`.
        !is_part || ends && (line.next < text.len() || text.ends_with('\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line() {
        let lines: Vec<(usize, &str, usize)> =
            lines_from("a\r\nb\rc\n\nd", 0, 1).map(|line| (line.number, line.text, line.next)).collect();
        assert_eq!(lines, [(1, "a", 3), (2, "b", 5), (3, "c", 7), (4, "", 8), (5, "d", 9)]);
        assert_eq!(lines_from("", 0, 1).count(), 0);
    }

    #[test]
    fn of_a_part_only_the_lines_that_end_are_lines() {
        for (text, of_part, of_whole) in
            [("a\nb", 1, 2), ("a\r\nb\r", 1, 2), ("a\r\n", 1, 1), ("a", 0, 1), ("", 0, 0)]
        {
            assert_eq!(whole_lines(text, 1, true).count(), of_part, "{text:?}");
            assert_eq!(whole_lines(text, 1, false).count(), of_whole, "{text:?}");
        }
    }
}
