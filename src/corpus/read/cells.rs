//! The cells of a table, row by row: delimiters, quotation marks, line breaks inside cells.

use super::quoted::{Marks, Quoted, skip_blanks};
use super::window::LONGEST;
use memchr::memchr3;
use std::borrow::Cow;

/// The byte-order mark, as a sign of the text.
pub(super) const MARK: char = '\u{FEFF}';

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
    /// A byte-order mark stands before it and is none of it: files were put behind each other.
    pub marked: bool,
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
    /// The same, and the cell holds line ends: it may be several rows. The line it ends on.
    StrayOverLines(usize),
    /// One opens a cell and is never closed; it was taken for a plain sign.
    Unclosed,
}

/// Where the next row begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) struct Place {
    /// The byte of the text.
    pub at: usize,
    /// The line, from 1.
    pub line: usize,
}

impl Place {
    /// The head of a text.
    pub const HEAD: Self = Self { at: 0, line: 1 };
}

/// Reads the rows of a text.
pub(in crate::corpus) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    delimiter: u8,
    marks: Marks<'a>,
    /// More of the text follows than is here: a row or a quoted cell may end behind it.
    is_part: bool,
    next: Place,
}

impl<'a> Rows<'a> {
    /// The rows from `place` on.
    pub fn new(text: &'a str, place: Place, delimiter: u8) -> Self {
        let Place { at, line } = place;
        Self { text, at, line, delimiter, marks: Marks::of(text, delimiter), is_part: false, next: place }
    }

    /// Only the whole rows, where more of the text follows than is here.
    pub fn of_part(self, is_part: bool) -> Self {
        Self { is_part, ..self }
    }

    /// Where the row begins that comes next; of a part, the first that may not be whole.
    pub fn next_place(&self) -> Place {
        self.next
    }

    /// The cell without quotation marks that begins at `at`, and where it ends.
    fn plain(&self, at: usize) -> (Cow<'a, str>, usize) {
        let rest = &self.text.as_bytes()[at..];
        let end = at + memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        (Cow::Borrowed(&self.text[at..end]), end)
    }

    fn step_over(&mut self, to: usize) {
        self.line += line_ends(&self.text[self.at..to]);
        self.at = to;
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let row = self.row();
        match row {
            Some(_) => self.next = Place { at: self.at, line: self.line },
            None => (self.at, self.line) = (self.next.at, self.next.line),
        }
        row
    }
}

impl<'a> Rows<'a> {
    fn row(&mut self) -> Option<Row<'a>> {
        let bytes = self.text.as_bytes();
        if self.at >= bytes.len() {
            return None;
        }
        let marked = self.text[self.at..].starts_with(MARK);
        self.at += if marked { MARK.len_utf8() } else { 0 };
        let (line, quotes) = (self.line, Quotes::Paired);
        let mut row = Row { line, cells: Vec::new(), lines: Vec::new(), quotes, marked };
        loop {
            row.lines.push(self.line);
            let (cell, end) = self.cell(&mut row.quotes)?;
            row.cells.push(cell);
            self.step_over(end);
            match &bytes[end..] {
                [b'\r', b'\n', ..] => self.step_over(end + 2),
                // The line end may be longer than what is here of it.
                [] | [b'\r'] if self.is_part => return None,
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

    /// The cell that begins here, and where it ends; none where its end may come later.
    fn cell(&mut self, quotes: &mut Quotes) -> Option<(Cow<'a, str>, usize)> {
        let open = skip_blanks(self.text, self.delimiter, self.at);
        if self.text.as_bytes().get(open) != Some(&b'"') {
            return Some(self.plain(self.at));
        }
        match self.marks.quoted(open) {
            Quoted::Cell(cell) => {
                if cell.stray && cell.has_line_end {
                    *quotes = Quotes::StrayOverLines(self.line + line_ends(&self.text[self.at..cell.end]));
                } else if cell.stray && *quotes == Quotes::Paired {
                    *quotes = Quotes::Stray;
                }
                return Some((cell.text, cell.end));
            }
            Quoted::NoEnd if self.is_part && self.text.len() - self.next.at < LONGEST => return None,
            Quoted::NoEnd | Quoted::NotMeant => {}
        }
        *quotes = Quotes::Unclosed;
        Some(self.plain(self.at))
    }
}

/// How many lines end in a text.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'\n', b'\r', bytes)
        .filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let rows = Rows::new(text, Place::HEAD, delimiter);
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
        let rows: Vec<(usize, Vec<usize>)> = Rows::new("a,b\r\n\"x\r\ny\",z\n1,2", Place::HEAD, b',')
            .map(|row| (row.line, row.lines))
            .collect();
        assert_eq!(rows, [(1, vec![1, 1]), (2, vec![2, 3]), (4, vec![4, 4])]);
    }

    #[test]
    fn quotation_marks_that_do_not_pair_are_kept_and_told() {
        let row = |text: &'static str| {
            let row = Rows::new(text, Place::HEAD, b',').next().unwrap();
            (row.cells.into_iter().map(Cow::into_owned).collect::<Vec<_>>(), row.quotes)
        };
        assert_eq!(row("\"zei \"nee\" en\",b\n"), (vec!["zei \"nee\" en".into(), "b".into()], Quotes::Stray));
        assert_eq!(row("\"open,b\nc,d\n"), (vec!["\"open".into(), "b".into()], Quotes::Unclosed));
        assert_eq!(rows("\"open,b\nc,\"d\ne\"\n", b',')[1], ["c", "d\ne"]);
    }

    #[test]
    fn of_a_part_only_whole_rows_are_read() {
        let read = |text: &'static str| {
            Rows::new(text, Place::HEAD, b',').of_part(true).map(|row| row.cells.len()).collect::<Vec<_>>()
        };
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
            for row in Rows::new(&text, Place::HEAD, b',') {
                proptest::prop_assert_eq!(row.cells.len(), row.lines.len());
                proptest::prop_assert!(row.cells.iter().all(|cell| cell.len() <= text.len()));
            }
        }
    }
}
