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
        let length = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
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
}
