//! Incidents with the attributes of all their layers, values still as written.

use super::attribute_table::Tables;
use super::lone::LoneKeys;
use super::making::{Made, Making, One};
use super::notes::Manner;
use super::written::Written;
use crate::corpus::raw::{FileRead, Names, RawIncident, RawValue};
use crate::corpus::{Collection, Narrative, Places, Problem, SharedText, SourceFile};
use std::io;
use std::path::{Path, PathBuf};

/// What a layer says of an attribute.
#[derive(Clone)]
pub(super) struct Said {
    /// Its place among all names.
    pub name: u32,
    pub value: RawValue,
    pub place: Place,
}

/// Where a value was said.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// In the path of the incident's file.
    Path,
    /// In the incident's file, on this line.
    Line(u32),
    /// In the attribute table of this number, on this line.
    Table(u32, u32),
}

impl Place {
    /// The place as two numbers.
    pub fn to_numbers(self) -> [u32; 2] {
        match self {
            Place::Path => [u32::MAX, 0],
            Place::Line(line) => [u32::MAX - 1, line],
            Place::Table(table, line) => [table, line],
        }
    }

    /// The place that became these two numbers.
    pub fn of_numbers(kind: u32, line: u32) -> Self {
        match kind {
            u32::MAX => Place::Path,
            kind if kind == u32::MAX - 1 => Place::Line(line),
            table => Place::Table(table, line),
        }
    }
}

pub(super) struct Drafts {
    /// The names of all attributes, in order of first appearance.
    pub names: Vec<String>,
    /// For each name the file of the first incident that has it, and where that was said.
    pub first: Vec<Option<(usize, Place)>>,
    pub made: Made,
    pub places: Places,
    /// What stands in the cells.
    pub written: Written,
    pub problems: Vec<Problem>,
    /// What may be no attribute but the beginning of a story.
    pub lone: Option<Problem>,
    /// The files of the attribute tables, by their numbers.
    pub tables: Vec<PathBuf>,
    /// How the files and the attribute tables were read.
    pub manners: Vec<Manner>,
    /// How many narratives have HTML tags or entities.
    pub markup: usize,
    /// Files that nothing was taken from.
    pub skipped: usize,
}

/// Reads file by file; `spool` is the folder for unnamed files.
///
/// # Errors
/// What was put into such a file cannot be read again.
pub(super) fn drafts(
    collection: &Collection,
    files: &[SourceFile],
    reads: Vec<FileRead>,
    spool: &Path,
) -> io::Result<Drafts> {
    let mut problems = Vec::new();
    let mut tables = Tables::open(collection, files, &mut problems);
    let (mut names, mut written, mut first) = (Names::default(), Written::default(), Vec::new());
    let mut making = Making::new(spool, &collection.language);
    let mut lone = LoneKeys::of(collection, files);
    let (mut manners, mut sizes, mut markup, mut skipped) = (Vec::new(), Vec::new(), 0, 0);
    for (source, (file, mut read)) in files.iter().zip(reads).enumerate() {
        manners.extend(Manner::of(file, &read));
        sizes.push(read.incidents.len());
        markup += read.with_markup;
        skipped += usize::from(read.skipped);
        problems.append(&mut read.problems);
        lone.file(file, &read);
        let mut layers = Layers::of(file, &mut read, &mut tables, &mut names);
        let incidents = std::mem::take(&mut read.incidents);
        for (piece, some) in incidents.chunks(Narrative::AT_A_TIME).enumerate() {
            for (number, incident) in some.iter().enumerate() {
                lone.incident(source, file, &read, incident);
                let number = piece * Narrative::AT_A_TIME + number;
                let Layered { id, lang, cells } = layers.over(incident, number, &mut tables, &mut names);
                for Said { name, place, .. } in &cells {
                    let name = *name as usize;
                    if first.len() <= name {
                        first.resize(name + 1, None);
                    }
                    first[name].get_or_insert((source, *place));
                }
                let RawIncident { narrative, line, narrative_line, .. } = incident;
                let one = One {
                    id: &id,
                    lang: lang.as_ref(),
                    narrative,
                    line: *line,
                    narrative_line: *narrative_line,
                };
                making.add(&one, cells, &mut written);
            }
            Narrative::give_back(some.iter().map(|incident| &incident.narrative));
        }
    }
    let (made, places) = (making.finish()?, Places::of(sizes));
    problems.extend(tables.finish(&made.columns, &places, files));
    let (tables, of_tables) = tables.into_parts();
    manners.extend(of_tables);
    let (names, lone) = (names.into_vec(), lone.finish(files));
    first.resize(names.len(), None);
    Ok(Drafts { names, first, made, places, written, problems, lone, tables, manners, markup, skipped })
}

/// What all layers say of one incident.
struct Layered {
    id: String,
    lang: Option<SharedText>,
    cells: Vec<Said>,
}

/// What every incident of a file begins with.
struct Layers<'a> {
    file: &'a SourceFile,
    id: Option<String>,
    /// The language by the path or the table's row for the file.
    below_lang: Option<SharedText>,
    head_lang: Option<SharedText>,
    /// Names in the path, and the table's row for the whole file.
    below: Vec<Said>,
    /// The head of the file.
    head: Vec<Said>,
    /// The file's own names among all names.
    places: Vec<u32>,
    /// The table has a row for the whole file.
    has_row: bool,
}

impl<'a> Layers<'a> {
    fn of(file: &'a SourceFile, read: &mut FileRead, tables: &mut Tables, names: &mut Names) -> Self {
        let (mut id, mut lang) = (None, None);
        let mut below = Vec::new();
        for (name, value) in &file.attributes {
            match name.as_str() {
                "id" => id = Some(value.clone()),
                "lang" => lang = Some(value.into()),
                name => {
                    let value = RawValue::text(value);
                    let name = names.place(name);
                    below.extend(value.map(|value| Said { name, value, place: Place::Path }));
                }
            }
        }
        let row = tables.of_file(file, names);
        let has_row = row.is_some();
        if let Some(row) = row {
            lang = row.lang.or(lang);
            put_over(&mut below, row.cells);
        }
        let places: Vec<u32> = read.names.iter().map(|name| names.place(name)).collect();
        let head = std::mem::take(&mut read.shared.cells)
            .into_iter()
            .map(|cell| Said { name: places[cell.0 as usize], value: cell.2, place: Place::Line(cell.1) })
            .collect();
        id = read.shared.id.take().or(id);
        let head_lang = read.shared.lang.take().map(SharedText::from);
        Self { file, id, below_lang: lang, head_lang, below, head, places, has_row }
    }

    fn over(
        &mut self,
        incident: &RawIncident,
        number: usize,
        tables: &mut Tables,
        names: &mut Names,
    ) -> Layered {
        let made = incident.id.is_none() && self.id.is_none();
        let id = incident.id.clone().unwrap_or_else(|| {
            let called = self.id.as_ref().unwrap_or(&self.file.called);
            if number == 0 { called.clone() } else { format!("{called}#{}", number + 1) }
        });
        let mut cells = self.below.clone();
        let mut lang = self.below_lang.clone();
        if let Some(row) = tables.of_incident(self.file, &id, made, self.has_row, names) {
            lang = row.lang.or(lang);
            put_over(&mut cells, row.cells);
        }
        put_over(&mut cells, self.head.iter().cloned());
        let own = incident.cells.iter().map(|cell| Said {
            name: self.places[cell.0 as usize],
            value: cell.2.clone(),
            place: Place::Line(cell.1),
        });
        put_over(&mut cells, own);
        let own = incident.lang.as_ref().map(SharedText::from);
        let lang = own.or_else(|| self.head_lang.clone()).or(lang);
        Layered { id, lang, cells }
    }
}

/// Puts a layer over those below: what it says wins, in the place where the name already stood.
fn put_over(cells: &mut Vec<Said>, layer: impl IntoIterator<Item = Said>) {
    let below = cells.len();
    for cell in layer {
        match cells[..below].iter_mut().find(|earlier| earlier.name == cell.name) {
            Some(earlier) => *earlier = cell,
            None => cells.push(cell),
        }
    }
}
