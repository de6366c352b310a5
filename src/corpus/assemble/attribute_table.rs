//! Tables of attributes beside the narratives: a row an incident.

use super::draft::{Place, Said};
use super::notes::Manner;
use crate::corpus::decode::decode;
use crate::corpus::raw::{Names, RawValue};
use crate::corpus::read::{Lines, Rows, Sheet};
use crate::corpus::register::Columns;
use crate::corpus::sources::some_of;
use crate::corpus::{
    AttributeTable, Collection, Entry, Places, Problem, ProblemCode, SharedText, SourceFile,
};
use crate::diagnostic::nearest;
use crate::files;
use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Rows without a narrative that are told one by one.
const SHOWN: usize = 20;
/// Ids among which the nearest one is looked for.
const NEAR: usize = 5_000;

/// The attribute tables of a corpus.
pub(super) struct Tables {
    tables: Vec<Table>,
    /// For each entry its table.
    of: Vec<Option<usize>>,
    /// How many files of the corpus have a name, without folders and ending.
    stems: HashMap<String, usize>,
}

/// One of them.
pub(super) struct Table {
    /// Among the tables.
    number: u32,
    name: PathBuf,
    columns: Vec<String>,
    /// The places of the columns among all names, once they are asked for.
    places: Vec<u32>,
    rows: Vec<Row>,
    by_id: HashMap<String, usize>,
    manner: Manner,
    without: Vec<String>,
}

struct Row {
    id: String,
    line: usize,
    lang: Option<SharedText>,
    cells: Vec<(usize, u32, SharedText)>,
    used: bool,
}

impl Tables {
    /// Reads every table that an entry names.
    pub fn open(collection: &Collection, files: &[SourceFile], problems: &mut Vec<Problem>) -> Self {
        let mut tables = Self { tables: Vec::new(), of: Vec::new(), stems: HashMap::new() };
        let mut known: Vec<(&AttributeTable, Option<usize>)> = Vec::new();
        for entry in &collection.entries {
            let Some(wanted) = &entry.table else {
                tables.of.push(None);
                continue;
            };
            if let Some((_, at)) = known.iter().find(|(table, _)| *table == wanted) {
                tables.of.push(*at);
                continue;
            }
            let at = match Table::open(tables.tables.len() as u32, wanted, entry, collection, problems) {
                Ok(table) => {
                    tables.tables.push(table);
                    Some(tables.tables.len() - 1)
                }
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            known.push((wanted, at));
            tables.of.push(at);
        }
        if !tables.tables.is_empty() {
            for file in files {
                *tables.stems.entry(key(stem(&file.called))).or_default() += 1;
            }
        }
        tables
    }

    /// The row for a whole file of several incidents.
    pub fn of_file(&mut self, file: &SourceFile, names: &mut Names) -> Option<Found> {
        let table = &mut self.tables[(*self.of.get(file.entry)?)?];
        let found = table.row_called(&file.called, &self.stems)?;
        Some(table.found(found, names))
    }

    /// The row for an incident; `made` says that its id is the name of its file.
    pub fn of_incident(
        &mut self,
        file: &SourceFile,
        id: &str,
        made: bool,
        has_file_row: bool,
        names: &mut Names,
    ) -> Option<Found> {
        let table = &mut self.tables[(*self.of.get(file.entry)?)?];
        let row = if made { table.row_called(id, &self.stems) } else { table.by_id.get(&key(id)).copied() };
        match row {
            Some(row) => Some(table.found(row, names)),
            None => {
                if !has_file_row {
                    table.without.push(id.to_string());
                }
                None
            }
        }
    }

    /// What tables and narratives say of each other once every incident was looked up.
    pub fn finish(&self, columns: &Columns, places: &Places, files: &[SourceFile]) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (number, table) in self.tables.iter().enumerate() {
            let of_table = |file: usize| self.of[files[file].entry] == Some(number);
            let incidents = places.iter().enumerate().filter(|(_, (file, _))| of_table(*file));
            let ids: Vec<&str> = incidents.map(|(at, _)| columns.id(at)).take(NEAR).collect();
            table.tell(&ids, &mut problems);
        }
        problems
    }
}

impl Tables {
    /// The file of each, and how it was read.
    pub fn into_parts(self) -> (Vec<PathBuf>, Vec<Manner>) {
        self.tables.into_iter().map(|table| (table.name, table.manner)).unzip()
    }
}

/// What a row says.
pub(super) struct Found {
    pub lang: Option<SharedText>,
    pub cells: Vec<Said>,
}

impl Table {
    fn open(
        number: u32,
        wanted: &AttributeTable,
        entry: &Entry,
        collection: &Collection,
        problems: &mut Vec<Problem>,
    ) -> Result<Self, Problem> {
        let path = collection.root.join(&wanted.file);
        let name = path.strip_prefix(&collection.root).unwrap_or(&path).to_path_buf();
        let wrong = |message: String| {
            Problem::warning(
                ProblemCode::AttributeTable,
                format!("{message}: no incident has attributes from it"),
            )
            .in_file(&name)
        };
        let bytes = files::read(&path).map_err(|error| {
            let message = match error.kind() {
                ErrorKind::NotFound => "the attribute table is not there".to_string(),
                ErrorKind::PermissionDenied => {
                    "the attribute table may not be opened: permission denied".to_string()
                }
                _ => format!("the attribute table cannot be read: {error}"),
            };
            wrong(message).help(beside(wanted, entry, collection))
        })?;
        let decoded = decode(bytes, &collection.language).map_err(|mut problem| {
            problem.message =
                format!("the attribute table {}: no incident has attributes from it", problem.message);
            problem.in_file(&name)
        })?;
        let is_tsv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("tsv"));
        let sheet = Sheet::open(&decoded.text, is_tsv, 1, &[wanted.id.trim()]);
        let sheet = sheet.ok_or_else(|| {
            wrong("the attribute table is empty".into()).help("its first row names the columns")
        })?;
        let id = sheet.column(&wanted.id).ok_or_else(|| {
            wrong(format!("the attribute table has no column `{}`", wanted.id))
                .help(sheet.help_for(&wanted.id))
        })?;
        let mut table = Self {
            number,
            name: name.clone(),
            columns: sheet.names.clone(),
            places: Vec::new(),
            rows: Vec::new(),
            by_id: HashMap::new(),
            manner: Manner {
                name: name.display().to_string(),
                encoding: decoded.encoding.to_string(),
                delimiter: Some(sheet.delimiter).filter(|_| sheet.names.len() > 1),
                is_tsv,
            },
            without: Vec::new(),
        };
        table.fill(sheet.rows(&decoded.text), id, problems);
        Ok(table)
    }

    fn fill(&mut self, rows: Rows<'_>, id: usize, problems: &mut Vec<Problem>) {
        let (mut without_id, mut long) = (Lines::default(), Lines::default());
        let columns = self.columns.len();
        for row in rows.filter(|row| !row.is_blank()) {
            if row.cells.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
                long.add(row.line);
            }
            let written = row.cells.get(id).map(|cell| cell.trim().to_string()).unwrap_or_default();
            if written.is_empty() {
                without_id.add(row.line);
                continue;
            }
            let mut lang = None;
            let mut cells = Vec::new();
            for (column, (cell, line)) in row.cells.iter().zip(&row.lines).enumerate().take(columns) {
                let text = cell.trim();
                if column == id || text.is_empty() {
                    continue;
                }
                if self.columns[column] == "lang" {
                    lang = Some(text.into());
                } else {
                    cells.push((column, *line as u32, text.into()));
                }
            }
            self.add(Row { id: written, line: row.line, lang, cells, used: false }, problems);
        }
        self.columns[id].clear();
        let rows = [
            long.tell(|rows| {
                Problem::warning(
                    ProblemCode::UnevenRow,
                    format!("{rows} more cells than the header: the last ones are not read"),
                )
                .help("does a cell hold the delimiter, and no quotation marks around it?")
            }),
            without_id.tell(|rows| {
                Problem::warning(
                    ProblemCode::AttributeTable,
                    format!("{rows} no id, so nobody knows which incident is meant"),
                )
                .help("fill in the id, or take the row away")
            }),
        ];
        problems.extend(rows.into_iter().flatten().map(|problem| problem.in_file(&self.name)));
    }

    /// Two rows of one id are taken as one; of two values the later one is taken.
    fn add(&mut self, row: Row, problems: &mut Vec<Problem>) {
        let key = key(&row.id);
        let Some(earlier) = self.by_id.get(&key) else {
            self.by_id.insert(key, self.rows.len());
            self.rows.push(row);
            return;
        };
        let earlier = &mut self.rows[*earlier];
        let message = format!(
            "`{}` has a row already, on line {}: where both have a value, this one is taken",
            row.id, earlier.line
        );
        problems.push(
            Problem::warning(ProblemCode::DuplicateId, message)
                .in_file(&self.name)
                .at_line(row.line)
                .help("make one row of the two, or mend the id"),
        );
        earlier.lang = row.lang.or(earlier.lang.take());
        for cell in row.cells {
            earlier.cells.retain(|old| old.0 != cell.0);
            earlier.cells.push(cell);
        }
        earlier.cells.sort_by_key(|cell| cell.0);
    }

    /// The row for what is called by its path: by the whole of it, with an ending
    /// in the table too, or by the name of the file alone where only one file has it.
    fn row_called(&self, called: &str, stems: &HashMap<String, usize>) -> Option<usize> {
        let by_name = |name: &str| {
            let name = key(name);
            ["", ".txt", ".md", ".markdown", ".TXT"]
                .iter()
                .find_map(|ending| self.by_id.get(&format!("{name}{ending}")))
                .copied()
        };
        by_name(called).or_else(|| {
            let stem = stem(called);
            let only = stem != called && stems.get(&key(stem)) == Some(&1);
            only.then(|| by_name(stem)).flatten()
        })
    }

    fn found(&mut self, row: usize, names: &mut Names) -> Found {
        if self.places.is_empty() {
            // The column with the ids and the one with the languages are no attributes.
            let is_attribute = |name: &str| !name.is_empty() && name != "lang";
            self.places = self
                .columns
                .iter()
                .map(|name| if is_attribute(name) { names.place(name) } else { u32::MAX })
                .collect();
        }
        let row = &mut self.rows[row];
        row.used = true;
        let cells = row
            .cells
            .iter()
            .map(|(column, line, text)| Said {
                name: self.places[*column],
                value: RawValue::Text(text.clone()),
                place: Place::Table(self.number, *line),
            })
            .collect();
        Found { lang: row.lang.clone(), cells }
    }

    fn tell(&self, ids: &[&str], problems: &mut Vec<Problem>) {
        let unused: Vec<&Row> = self.rows.iter().filter(|row| !row.used).collect();
        for row in unused.iter().take(SHOWN) {
            let near = nearest(&row.id, ids.iter().copied());
            let bare = |id: &str| id.trim_start_matches('0').to_string();
            let zeros =
                ids.iter().find(|id| row.id.bytes().all(|b| b.is_ascii_digit()) && bare(id) == bare(&row.id));
            let help = match (zeros, near) {
                (Some(id), _) => {
                    format!(
                        "did you mean `{id}`? A spreadsheet drops zeros in front unless the column is text"
                    )
                }
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => "mend the id, or put the narrative where the study looks for it".to_string(),
            };
            problems.push(
                Problem::warning(
                    ProblemCode::RowWithoutNarrative,
                    format!("no narrative is called `{}`", row.id),
                )
                .in_file(&self.name)
                .at_line(row.line)
                .help(help),
            );
        }
        if unused.len() > SHOWN {
            let message = format!("{} more rows belong to no narrative", unused.len() - SHOWN);
            let help = "is the column with the ids the right one? The study file names it: `attributes: {file: ..., id: COLUMN}`";
            problems.push(
                Problem::warning(ProblemCode::RowWithoutNarrative, message).in_file(&self.name).help(help),
            );
        }
        if !self.without.is_empty() {
            let (count, have) = match self.without.len() {
                1 => ("1 narrative".to_string(), "has"),
                count => (format!("{count} narratives"), "have"),
            };
            let message = format!("{count} {have} no row in the attribute table: {}", some_of(&self.without));
            problems.push(
                Problem::note(ProblemCode::NarrativeWithoutRow, message)
                    .in_file(&self.name)
                    .help("add a row with the id as it stands here"),
            );
        }
    }
}

/// Where the table may be instead: beside the narratives.
fn beside(wanted: &AttributeTable, entry: &Entry, collection: &Collection) -> String {
    let folder: Vec<&str> =
        entry.path.split('/').take_while(|part| !part.contains(['*', '?', '{', '['])).collect();
    let near = Path::new(&folder.join("/")).join(&wanted.file);
    if collection.root.join(&near).is_file() {
        return format!(
            "it lies beside the narratives: write `file: {}`, a path from the study's folder",
            near.display()
        );
    }
    "its path is read from the study's folder".to_string()
}

fn key(id: &str) -> String {
    id.nfc().collect()
}

/// The last part of a path.
fn stem(called: &str) -> &str {
    called.rsplit('/').next().unwrap_or(called)
}
