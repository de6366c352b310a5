//! A table looked at before anybody says what its columns mean.

mod column;
mod lists;

pub use column::{LookedColumn, LookedList};

use super::json_lines::{self, Object};
use super::lines::lines_from;
use super::sheet::Sheet;
use crate::corpus::decode::decode;
use crate::corpus::format::{Ending, Format, by_ending};
use crate::corpus::parse::is_scalar;
use crate::corpus::raw::RawValue;
use crate::files;
use crate::text::Language;
use column::Gathered;
use std::collections::HashMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes of a file that are looked at.
const MOST: u64 = 1 << 26;

/// What a table holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Look {
    /// Its format.
    pub format: Format,
    /// How many rows of names it has; 1 for JSON Lines.
    pub header: usize,
    /// What parts its cells.
    pub delimiter: Option<char>,
    /// In which encoding it was read.
    pub encoding: String,
    /// Rows that were looked at.
    pub rows: usize,
    /// There are no more rows.
    pub whole: bool,
    /// Its columns, or the fields of its objects, in their order.
    pub columns: Vec<LookedColumn>,
}

/// Why a table cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum NoLook {
    /// Its ending is none of a table.
    #[error("its ending is none of .csv, .tsv, .jsonl")]
    NoTable,
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It is no text; why.
    #[error("it {0}")]
    NoText(String),
    /// No row, or no column.
    #[error("it holds no rows")]
    Empty,
    /// One of several tables shares half of its columns with the first, or fewer.
    #[error("most of its columns are not those of the first")]
    Differs,
}

/// True for the path of a table, by its ending.
pub fn is_table(path: &Path) -> bool {
    matches!(by_ending(path), Ending::Read(Format::Csv | Format::Tsv | Format::JsonLines))
}

/// Looks at the rows of tables that share most of their columns, of very long ones at the first.
///
/// # Errors
/// One of them, which is said, is no table, cannot be read, has other columns, or all are empty.
pub fn look<'a>(paths: &'a [PathBuf], language: &Language) -> Result<Look, (&'a Path, NoLook)> {
    let mut columns = Columns::default();
    let mut look: Option<Look> = None;
    let mut left = MOST;
    for path in paths {
        let one = columns.file(path, language, &mut left).map_err(|why| (path.as_path(), why))?;
        match &mut look {
            None => look = Some(one),
            Some(first) if first.header != one.header => return Err((path, NoLook::Differs)),
            Some(first) => first.whole &= one.whole,
        }
    }
    let first = paths.first().map_or(Path::new(""), PathBuf::as_path);
    let look = look.filter(|_| columns.rows > 0 && !columns.columns.is_empty());
    let look = look.ok_or((first, NoLook::Empty))?;
    let (rows, columns) = columns.finish();
    Ok(Look { rows, columns, ..look })
}

/// At most `most` bytes of a file, and whether these are all.
fn beginning(path: &Path, most: u64) -> io::Result<(Vec<u8>, bool)> {
    let mut file = files::open(path)?;
    let mut bytes = Vec::new();
    file.by_ref().take(most).read_to_end(&mut bytes)?;
    let whole = file.read(&mut [0])? == 0;
    if !whole {
        // Half a row is none.
        let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
        bytes.truncate(end);
    }
    Ok((bytes, whole))
}

#[derive(Default)]
struct Columns {
    columns: Vec<Gathered>,
    places: HashMap<String, usize>,
    /// Which columns of a table have a name of their own.
    named: Vec<bool>,
    rows: usize,
}

impl Columns {
    /// Takes the rows of one file; `left` are the bytes that may still be read.
    fn file(&mut self, path: &Path, language: &Language, left: &mut u64) -> Result<Look, NoLook> {
        let Ending::Read(format @ (Format::Csv | Format::Tsv | Format::JsonLines)) = by_ending(path) else {
            return Err(NoLook::NoTable);
        };
        let (bytes, whole) = beginning(path, *left)?;
        *left -= bytes.len() as u64;
        let decoded = decode(bytes, language).map_err(|problem| NoLook::NoText(problem.message))?;
        let (header, delimiter) = match format {
            Format::JsonLines => {
                self.objects(&decoded.text);
                (1, None)
            }
            _ => self.table(&decoded.text, format == Format::Tsv)?,
        };
        let encoding = decoded.encoding.to_string();
        Ok(Look { format, header, delimiter, encoding, rows: 0, whole, columns: Vec::new() })
    }

    /// The number of rows, and the columns; those without a name only where a cell holds something.
    fn finish(self) -> (usize, Vec<LookedColumn>) {
        let mut named = self.named.into_iter();
        let kept =
            self.columns.into_iter().filter(|column| named.next().unwrap_or(true) || column.filled() > 0);
        (self.rows, kept.map(Gathered::finish).collect())
    }

    fn table(&mut self, text: &str, is_tsv: bool) -> Result<(usize, Option<char>), NoLook> {
        let header = if has_two_headers(text, is_tsv) { 2 } else { 1 };
        let sheet = Sheet::open(text, is_tsv, header, &[]).ok_or(NoLook::Empty)?;
        let delimiter = (sheet.names.len() > 1).then_some(sheet.delimiter);
        let below = sheet.rows(text);
        let known: HashMap<&str, usize> =
            self.columns.iter().enumerate().map(|(place, column)| (column.name(), place)).collect();
        let places: Vec<Option<usize>> =
            sheet.names.iter().map(|name| known.get(name.as_str()).copied()).collect();
        let (shared, fewer) = (places.iter().flatten().count(), places.len().min(self.columns.len()));
        // A later export of an archive has columns more, but those of the earlier one too.
        if !self.columns.is_empty() && shared * 2 <= fewer {
            return Err(NoLook::Differs);
        }
        let mut places_here = Vec::with_capacity(places.len());
        for ((place, name), named) in places.into_iter().zip(&sheet.names).zip(&sheet.named) {
            places_here.push(place.unwrap_or_else(|| {
                self.columns.push(Gathered::new(name));
                self.named.push(*named);
                self.columns.len() - 1
            }));
        }
        for row in below.filter(|row| !row.is_blank()) {
            self.rows += 1;
            for (place, cell) in places_here.iter().zip(&row.cells) {
                if let Some(value) = RawValue::text(cell) {
                    self.columns[*place].see(&value);
                }
            }
        }
        Ok((header, delimiter))
    }

    fn objects(&mut self, text: &str) {
        for line in lines_from(text, 0, 1).filter(|line| !line.is_blank()) {
            let Ok(object) = serde_json::from_str::<Object>(line.text) else { continue };
            self.rows += 1;
            for (name, value) in json_lines::fields(object) {
                let place = match self.places.get(&name) {
                    Some(place) => *place,
                    None => {
                        self.columns.push(Gathered::new(&name));
                        self.places.insert(name, self.columns.len() - 1);
                        self.columns.len() - 1
                    }
                };
                if let Some(value) = json_lines::raw(value) {
                    self.columns[place].see(&value);
                }
            }
        }
    }
}

/// True where the first row names groups of columns and the second the columns: names repeat in the
/// first, far fewer do in both together, and the second row holds words alone.
fn has_two_headers(text: &str, is_tsv: bool) -> bool {
    let names = |header| Sheet::open(text, is_tsv, header, &[]).map(|sheet| sheet.names);
    let (Some(one), Some(two)) = (names(1), names(2)) else { return false };
    // A repeated name got a number behind it.
    let repeated = |names: &[String]| {
        names
            .iter()
            .filter(|name| name.ends_with(')') && name.rsplit(" (").count() > 1 && is_numbered(name))
            .count()
    };
    let Some(sheet) = Sheet::open(text, is_tsv, 1, &[]) else { return false };
    let Some(second) = sheet.rows(text).next() else { return false };
    let filled: Vec<&str> =
        second.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let words = filled.iter().all(|cell| cell.chars().count() <= 100 && !is_scalar(cell));
    words
        && filled.len() * 5 >= one.len() * 4
        && repeated(&one) * 4 >= one.len()
        && repeated(&one) >= 2
        && repeated(&two) * 2 < repeated(&one)
}

/// `name (2)`.
fn is_numbered(name: &str) -> bool {
    let number = name.rsplit_once(" (").and_then(|(_, end)| end.strip_suffix(')'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
