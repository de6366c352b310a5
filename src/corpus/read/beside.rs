//! A table beside the corpus: its rows as they stand, none of them taken for an incident.

use super::json_lines::{self, Object};
use super::lines::lines_from;
use super::odd_quotes::OddQuotes;
use super::sheet::Sheet;
use super::table::Lines;
use crate::corpus::assemble::notes::{self, Manner};
use crate::corpus::decode::decode;
use crate::corpus::format::{self, Ending, Format};
use crate::corpus::raw::{Cell, Names, RawValue};
use crate::corpus::{Problem, ProblemCode};
use crate::files;
use crate::text::Language;
use std::io::{self, ErrorKind};
use std::path::Path;

/// A table beside the corpus.
#[derive(Debug, Default)]
pub struct Beside {
    /// The names of its columns, in the order of the header; of JSON Lines in order of first appearance.
    pub names: Vec<String>,
    /// Its rows, blank ones left out.
    pub rows: Vec<BesideRow>,
    /// Lines and cells that were not read.
    pub problems: Vec<Problem>,
    /// What was decided in reading: which encoding, which delimiter.
    pub notes: Vec<String>,
}

/// One row of it.
#[derive(Debug)]
pub struct BesideRow {
    /// The line it stands on, from 1.
    pub line: usize,
    /// Its cells that hold something, by their place in [`Beside::names`].
    pub cells: Vec<Cell>,
}

/// Reads a table; `name` is what messages call it, `header` how many header rows it has, `wanted`
/// are columns that somebody named. The whole table is held in memory.
///
/// # Errors
/// The file cannot be read as a table.
pub fn beside(
    path: &Path,
    name: &Path,
    header: usize,
    wanted: &[&str],
    language: &Language,
) -> Result<Beside, Problem> {
    // A file that is not there is no matter of its ending.
    files::open(path).map_err(|error| refused(&error).in_file(name))?;
    let format = match format::by_ending(path) {
        Ending::Read(format @ (Format::Csv | Format::Tsv | Format::JsonLines)) => format,
        _ => {
            let help = "save it as a table: .csv, .tsv or .jsonl";
            return Err(unread("is no table that can be read").help(help).in_file(name));
        }
    };
    let bytes = files::read(path).map_err(|error| refused(&error).in_file(name))?;
    let decoded = decode(bytes, language).map_err(|problem| {
        let line = problem.line;
        let told = unread(&problem.message).help("it is damaged or no text: save it again as CSV in UTF-8");
        Problem { line, ..told }.in_file(name)
    })?;
    let mut table = Beside::default();
    let mut manner = Manner {
        name: name.display().to_string(),
        encoding: decoded.encoding.to_string(),
        delimiter: None,
        is_tsv: format == Format::Tsv,
    };
    if format == Format::JsonLines {
        objects(&decoded.text, &mut table);
    } else {
        let sheet = Sheet::open(&decoded.text, manner.is_tsv, header, wanted)
            .ok_or_else(|| unread("is empty").help("its first row names the columns").in_file(name))?;
        manner.delimiter = (sheet.names.len() > 1).then_some(sheet.delimiter);
        rows(sheet, &decoded.text, &mut table);
    }
    if table.rows.is_empty() && table.problems.is_empty() {
        return Err(unread("holds no row").help("a row says which code an incident was given").in_file(name));
    }
    table.problems.iter_mut().for_each(|problem| problem.file = Some(name.to_path_buf()));
    table.notes = notes::of_files(vec![manner], 0);
    Ok(table)
}

fn refused(error: &io::Error) -> Problem {
    match error.kind() {
        ErrorKind::NotFound => unread("is not there").help("its path is read from the study's folder"),
        ErrorKind::PermissionDenied => unread("may not be opened: permission denied"),
        _ => unread(&format!("cannot be read: {error}"))
            .help("name a file, by its path from the study's folder"),
    }
}

fn unread(message: &str) -> Problem {
    Problem::warning(ProblemCode::CodesFile, format!("{message}: no incident has codes from it"))
}

fn rows(sheet: Sheet, text: &str, table: &mut Beside) {
    let (mut long, mut quotes) = (Lines::default(), OddQuotes::default());
    let columns = sheet.names.len();
    let below = sheet.rows(text);
    table.names = sheet.names;
    for row in below.filter(|row| !row.is_blank()) {
        if row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
            long.add(row.line);
        }
        quotes.see(&row);
        let cells = row.cells.iter().zip(&row.lines).enumerate().take(columns);
        let cells = cells.filter_map(|(column, (cell, line))| {
            Some(Cell(column as u32, *line as u32, RawValue::text(cell)?))
        });
        table.rows.push(BesideRow { line: row.line, cells: cells.collect() });
    }
    let long = long.tell(|rows| {
        let message = format!("{rows} more cells than the header: the last ones are not read");
        Problem::warning(ProblemCode::UnevenRow, message)
            .help("does a cell hold the delimiter, and no quotation marks around it?")
    });
    table.problems.extend(long.into_iter().chain(quotes.tell()));
}

fn objects(text: &str, table: &mut Beside) {
    let mut names = Names::default();
    for line in lines_from(text, 0, 1).filter(|line| !line.is_blank()) {
        match serde_json::from_str::<Object>(line.text) {
            Ok(object) => {
                let cells = json_lines::fields(object).into_iter().filter_map(|(name, value)| {
                    let place = names.place(&name);
                    Some(Cell(place, line.number as u32, json_lines::raw(value)?))
                });
                table.rows.push(BesideRow { line: line.number, cells: cells.collect() });
            }
            Err(error) => {
                let example = "every line must be one whole object: {\"id\": \"...\", \"code\": \"...\"}";
                table.problems.push(json_lines::broken(&error, line.number).help(example));
            }
        }
    }
    table.names = names.into_vec();
}
