//! A table: what parts its cells, and what its columns are called.

use super::cells::{Place, Row, Rows};
use crate::diagnostic::nearest;
use std::collections::{HashMap, HashSet};

/// The beginning of a table that shows what parts its cells.
pub const SAMPLE: usize = 1 << 18;
/// Rows of it that are looked at.
const ROWS: usize = 100;
/// What may part cells.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The header of a table.
pub(in crate::corpus) struct Sheet {
    /// What its columns are called, blanks levelled, each name once. One without name is called after its number.
    pub names: Vec<String>,
    /// Which columns have a name of their own.
    pub named: Vec<bool>,
    /// What parts its cells.
    pub delimiter: char,
    /// Where its rows begin.
    pub below: Place,
}

impl Sheet {
    /// Reads the header, which is `header` rows high; none where there are not so many.
    /// `wanted` are columns that somebody named.
    pub fn open(text: &str, is_tsv: bool, header: usize, wanted: &[&str]) -> Option<Self> {
        Self::of_part(text, false, is_tsv, header, wanted)
    }

    /// As [`Sheet::open`]; `is_part` says that more of the text follows than is here.
    pub fn of_part(text: &str, is_part: bool, is_tsv: bool, header: usize, wanted: &[&str]) -> Option<Self> {
        let (delimiter, place) = match declared(text) {
            Some((delimiter, at)) => (delimiter, Place { at, line: 2 }),
            None => (detect(text, is_part, is_tsv, wanted), Place::HEAD),
        };
        let mut rows = Rows::new(text, place, delimiter).of_part(is_part);
        let mut heads: Vec<Row<'_>> = Vec::new();
        while heads.len() < header {
            let row = rows.next()?;
            // A blank row above the header is none of it.
            if !heads.is_empty() || !row.is_blank() {
                heads.push(row);
            }
        }
        let (names, named) = names(&heads);
        Some(Self { names, named, delimiter: char::from(delimiter), below: rows.next_place() })
    }

    /// The rows below the header of the text that it was read from.
    pub fn rows<'a>(&self, text: &'a str) -> Rows<'a> {
        Rows::new(text, self.below, self.delimiter as u8)
    }

    /// The column called `name`, blanks levelled.
    pub fn column(&self, name: &str) -> Option<usize> {
        let name = levelled(name);
        self.names.iter().position(|known| *known == name)
    }

    /// What to do about a column that is not there.
    pub fn help_for(&self, wanted: &str) -> String {
        let names =
            || self.names.iter().zip(&self.named).filter(|(_, named)| **named).map(|(name, _)| name.as_str());
        let lower = wanted.to_lowercase();
        let near =
            nearest(wanted, names()).or_else(|| names().find(|name| name.to_lowercase().contains(&lower)));
        match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                let names: Vec<String> = names().map(str::to_string).collect();
                format!("its columns are {}", crate::corpus::sources::some_of(&names))
            }
        }
    }
}

/// A first line `sep=;`, as Excel understands it: the delimiter, and where the table begins.
fn declared(text: &str) -> Option<(u8, usize)> {
    let end = text.find('\n')?;
    let line = text[..end].trim_end_matches('\r');
    let sign = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("\"sep=").and_then(|rest| rest.strip_suffix('"')))?;
    match sign.as_bytes() {
        [sign] if sign.is_ascii() => Some((*sign, end + 1)),
        _ => None,
    }
}

/// What parts the cells: the sign by which most rows have as many cells as the header.
fn detect(text: &str, is_part: bool, is_tsv: bool, wanted: &[&str]) -> u8 {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let is_part = is_part || end < text.len();
    let usual = if is_tsv { b'\t' } else { b',' };
    let mut best = ((false, 0, 0, 0), usual);
    for delimiter in std::iter::once(usual).chain(DELIMITERS.into_iter().filter(|sign| *sign != usual)) {
        let rows = Rows::new(&text[..end], Place::HEAD, delimiter).of_part(is_part);
        let rows: Vec<Row<'_>> = rows.filter(|row| !row.is_blank()).take(ROWS).collect();
        let Some(head) = rows.first() else { continue };
        let cells = head.cells.len();
        let names: HashSet<String> = head.cells.iter().map(|cell| levelled(cell)).collect();
        let hits = wanted.iter().filter(|name| names.contains(**name)).count();
        let alike = rows.iter().filter(|row| row.cells.len() == cells).count() * 10 / rows.len();
        let score = (cells > 1, hits, alike, cells);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

fn names(heads: &[Row<'_>]) -> (Vec<String>, Vec<bool>) {
    let columns = heads.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut seen: HashSet<String> = HashSet::with_capacity(columns);
    let mut latest: HashMap<String, usize> = HashMap::new();
    let (mut names, mut named) = (Vec::with_capacity(columns), Vec::with_capacity(columns));
    for column in 0..columns {
        let parts: Vec<String> = heads
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| levelled(cell))
            .filter(|part| !part.is_empty())
            .collect();
        named.push(!parts.is_empty());
        let base = if parts.is_empty() { format!("column {}", column + 1) } else { parts.join(" / ") };
        let mut name = base.clone();
        if !seen.insert(name.clone()) {
            // All numbers below the latest are taken: thousands of equal names are not tried one by one.
            let latest = latest.entry(base.clone()).or_insert(1);
            while {
                *latest += 1;
                name = format!("{base} ({latest})");
                !seen.insert(name.clone())
            } {}
        }
        names.push(name);
    }
    (names, named)
}

/// A name without blanks around it, and one blank for every row of them and for line breaks.
pub fn levelled(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> (char, Vec<String>) {
        let sheet = Sheet::open(text, false, 1, &[]).unwrap();
        (sheet.delimiter, sheet.names)
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_rows_alike() {
        assert_eq!(open("id,tekst\n1,\"a;b;c\"\n").0, ',');
        assert_eq!(open("id;tekst\n1;a, b, c\n2;1,5\n").0, ';');
        assert_eq!(open("naam, voor;tekst\na;b, c, d\n").0, ';');
        assert_eq!(open("id\ttekst\n1\ta, b; c\n").0, '\t');
        assert_eq!(open("id|tekst\n1|a, b\n").0, '|');
        assert_eq!(open("tekst\nalleen; dit\n").0, ',');
        assert_eq!(open("sep=;\r\nid;tekst\n"), (';', vec!["id".into(), "tekst".into()]));
        let named = Sheet::open("a;b, c;d\n", false, 1, &["c;d"]).unwrap();
        assert_eq!(named.delimiter, ',');
    }

    #[test]
    fn thousands_of_equal_names_are_told_apart_in_the_time_of_others() {
        let (_, names) = open(&("a,a (3),".to_string() + &"a,".repeat(20_000) + "b\n"));
        assert_eq!(names[..5], ["a", "a (3)", "a (2)", "a (4)", "a (5)"]);
        assert_eq!(names[20_001], "a (20002)");
    }

    #[test]
    fn names_are_levelled_and_told_apart() {
        let (_, names) = open("\"ID\", \"What \nwent\u{a0} well\" ,Naam,Naam,,Naam (2)\n");
        assert_eq!(names, ["ID", "What went well", "Naam", "Naam (2)", "column 5", "Naam (2) (2)"]);
    }

    #[test]
    fn two_header_rows_are_joined() {
        let text = "\n ,Time,Report 1,\nACN,Date,Narrative,\n1,2,3,\n";
        let sheet = Sheet::open(text, false, 2, &[]).unwrap();
        assert_eq!(sheet.names, ["ACN", "Time / Date", "Report 1 / Narrative", "column 4"]);
        assert_eq!(sheet.named, [true, true, true, false]);
        assert_eq!(sheet.help_for("Narrative"), "did you mean `Report 1 / Narrative`?");
        assert_eq!(sheet.rows(text).map(|row| row.line).collect::<Vec<_>>(), [4]);
        assert!(Sheet::open("a,b\n", false, 2, &[]).is_none());
    }
}
