//! The cells of a table, row by row: delimiters, quotation marks, line breaks inside cells.

use std::borrow::Cow;

/// After so many opened and never closed quotation marks they are taken for plain signs.
const MOST_UNCLOSED: usize = 20;

/// One row.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::corpus) struct Row<'a> {
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its cells, quotation marks and doubling undone.
    pub cells: Vec<Cow<'a, str>>,
    /// The line each cell begins on.
    pub lines: Vec<usize>,
    /// What was odd about its quotation marks.
    pub quotes: Quotes,
}

impl Row<'_> {
    /// True where no cell holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// What is odd about the quotation marks of a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::corpus) enum Quotes {
    /// Nothing.
    #[default]
    Paired,
    /// One stands inside a quoted cell and is not doubled; it was kept.
    Stray,
    /// One opens a cell and is never closed; it was taken for a plain sign.
    Unclosed,
}

/// Reads the rows of a text.
pub(in crate::corpus) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    delimiter: u8,
    /// More of the text follows than is here: a quoted cell may end behind it.
    is_part: bool,
    unclosed: usize,
}

impl<'a> Rows<'a> {
    /// The rows from byte `at`, which is the first of line `line`.
    pub fn new(text: &'a str, at: usize, line: usize, delimiter: u8) -> Self {
        Self { text, at, line, delimiter, is_part: false, unclosed: 0 }
    }

    /// The whole rows of a text that is the beginning of a longer one.
    pub fn of_part(text: &'a str, delimiter: u8) -> Self {
        Self { is_part: true, ..Self::new(text, 0, 1, delimiter) }
    }

    fn ends_cell(&self, at: usize) -> bool {
        match self.text.as_bytes().get(at) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => *byte == self.delimiter,
        }
    }

    fn begins_cell(&self, at: usize) -> bool {
        let before = self.text.as_bytes()[at - 1];
        before == self.delimiter || matches!(before, b'\n' | b'\r')
    }

    fn skip_blanks(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\t') && *byte != self.delimiter) {
            at += 1;
        }
        at
    }

    /// The cell without quotation marks that begins at `at`, and where it ends.
    fn plain(&self, at: usize) -> (Cow<'a, str>, usize) {
        let rest = &self.text.as_bytes()[at..];
        let ends = |byte: &u8| *byte == self.delimiter || *byte == b'\n' || *byte == b'\r';
        let end = at + rest.iter().position(ends).unwrap_or(rest.len());
        (Cow::Borrowed(&self.text[at..end]), end)
    }

    /// The cell whose quotation mark stands at `open`, where it ends, and whether
    /// it holds one that is not doubled; none where it is never closed.
    fn quoted(&self, open: usize) -> Option<(Cow<'a, str>, usize, bool)> {
        let mut owned: Option<String> = None;
        let mut stray = false;
        let (mut start, mut at) = (open + 1, open + 1);
        loop {
            at += self.text[at..].find('"')?;
            let after = at + 1;
            let doubled = self.text.as_bytes().get(after) == Some(&b'"');
            if !doubled {
                let end = self.skip_blanks(after);
                if self.ends_cell(end) {
                    let last = &self.text[start..at];
                    let cell = match owned {
                        Some(text) => Cow::Owned(text + last),
                        None => Cow::Borrowed(last),
                    };
                    return Some((cell, end, stray));
                }
                if self.begins_cell(at) && self.text[open..at].contains('\n') {
                    // A cell of a later row: the mark at `open` was never meant to open one.
                    return None;
                }
                stray = true;
                at = after;
                continue;
            }
            owned.get_or_insert_default().push_str(&self.text[start..after]);
            start = after + 1;
            at = start;
        }
    }

    fn step_over(&mut self, to: usize) {
        let passed = &self.text.as_bytes()[self.at..to];
        let mut lines = 0;
        for (at, byte) in passed.iter().enumerate() {
            lines += usize::from(*byte == b'\n' || (*byte == b'\r' && passed.get(at + 1) != Some(&b'\n')));
        }
        self.line += lines;
        self.at = to;
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let mut row = Row { line: self.line, cells: Vec::new(), lines: Vec::new(), quotes: Quotes::Paired };
        loop {
            row.lines.push(self.line);
            let open = self.skip_blanks(self.at);
            let opens = bytes.get(open) == Some(&b'"') && self.unclosed < MOST_UNCLOSED;
            let quoted = if opens { self.quoted(open) } else { None };
            let end = match quoted {
                Some((cell, end, stray)) => {
                    row.cells.push(cell);
                    if stray && row.quotes == Quotes::Paired {
                        row.quotes = Quotes::Stray;
                    }
                    end
                }
                None if opens && self.is_part => return None,
                None => {
                    if opens {
                        row.quotes = Quotes::Unclosed;
                        self.unclosed += 1;
                    }
                    let (cell, end) = self.plain(self.at);
                    row.cells.push(cell);
                    end
                }
            };
            self.step_over(end);
            match &bytes[end..] {
                [b'\r', b'\n', ..] => self.step_over(end + 2),
                [] if self.is_part => return None,
                [] => {}
                [b'\n' | b'\r', ..] => self.step_over(end + 1),
                _ => {
                    self.at = end + 1;
                    continue;
                }
            }
            return Some(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let rows = Rows::new(text, 0, 1, delimiter);
        rows.map(|row| row.cells.into_iter().map(Cow::into_owned).collect()).collect()
    }

    #[test]
    fn cells_are_cut_at_delimiters_and_rows_at_line_ends() {
        assert_eq!(rows("a,b\r\n1,\n,2", b','), [["a", "b"], ["1", ""], ["", "2"]]);
        assert_eq!(rows("a;b\rc;d", b';'), [["a", "b"], ["c", "d"]]);
        assert_eq!(rows("a, b \n", b','), [["a", " b "]]);
        assert_eq!(rows("a,", b','), [["a", ""]]);
        assert!(rows("", b',').is_empty());
    }

    #[test]
    fn a_quoted_cell_may_hold_anything() {
        assert_eq!(rows("\"a,\nb\",\"c\"\"d\"\"\"\nx,y", b','), [["a,\nb", "c\"d\""], ["x", "y"]]);
        assert_eq!(rows("\"ID\", \"Name\" , \"a, b\"\n", b','), [["ID", "Name", "a, b"]]);
        assert_eq!(rows("\"\",\"\"\"\"", b','), [["", "\""]]);
        assert_eq!(rows("a\"b,c\"\n", b','), [["a\"b", "c\""]]);
        assert_eq!(rows("x\t \"een\ttwee\"\n", b'\t'), [["x", "een\ttwee"]]);
    }

    #[test]
    fn lines_are_counted_through_cells() {
        let rows: Vec<(usize, Vec<usize>)> =
            Rows::new("a,b\r\n\"x\r\ny\",z\n1,2", 0, 1, b',').map(|row| (row.line, row.lines)).collect();
        assert_eq!(rows, [(1, vec![1, 1]), (2, vec![2, 3]), (4, vec![4, 4])]);
    }

    #[test]
    fn quotation_marks_that_do_not_pair_are_kept_and_told() {
        let row = |text: &'static str| {
            let row = Rows::new(text, 0, 1, b',').next().unwrap();
            (row.cells.into_iter().map(Cow::into_owned).collect::<Vec<_>>(), row.quotes)
        };
        assert_eq!(row("\"zei \"nee\" en\",b\n"), (vec!["zei \"nee\" en".into(), "b".into()], Quotes::Stray));
        assert_eq!(row("\"open,b\nc,d\n"), (vec!["\"open".into(), "b".into()], Quotes::Unclosed));
        assert_eq!(rows("\"open,b\nc,\"d\ne\"\n", b',')[1], ["c", "d\ne"]);
    }

    #[test]
    fn of_a_part_only_whole_rows_are_read() {
        let read =
            |text: &'static str| Rows::of_part(text, b',').map(|row| row.cells.len()).collect::<Vec<_>>();
        assert_eq!(read("a,b\n1,2,3\n4,"), [2, 3]);
        assert_eq!(read("a,b\n\"1,2\n3"), [2]);
    }

    proptest::proptest! {
        /// Whatever a table holds, written with quotation marks it is read back as it was.
        #[test]
        fn what_is_quoted_reads_back(
            table in proptest::collection::vec(proptest::collection::vec("[a\"', ;\\t\r\n|é]{0,6}", 3), 1..6),
            delimiter in proptest::sample::select(&b",;\t|"[..]),
        ) {
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let line = |cells: &Vec<String>| cells.iter().map(quote).collect::<Vec<_>>().join(&char::from(delimiter).to_string());
            let text = table.iter().map(line).collect::<Vec<_>>().join("\r\n");
            proptest::prop_assert_eq!(rows(&text, delimiter), table);
        }

        /// No text makes it stumble, and no sign of it is lost but delimiters and line ends.
        #[test]
        fn any_text_is_read(text in "[ab\", \n\r;]{0,40}") {
            for row in Rows::new(&text, 0, 1, b',') {
                proptest::prop_assert_eq!(row.cells.len(), row.lines.len());
                proptest::prop_assert!(row.cells.iter().all(|cell| cell.len() <= text.len()));
            }
        }
    }
}
