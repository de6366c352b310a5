//! Incidents with the attributes of all their layers, values still as written.
//!
//! All incidents of a corpus are drafts at the same time, so a draft is small.

use super::attribute_table::Tables;
use super::notes::Manner;
use super::written::Written;
use crate::corpus::raw::{FileRead, Names, RawIncident, RawValue};
use crate::corpus::{Collection, Narrative, Problem, SharedText, SourceFile};
use std::path::PathBuf;

/// An incident on its way.
pub(super) struct Draft {
    pub id: String,
    pub lang: Option<SharedText>,
    pub narrative: Narrative,
    pub cells: Box<[DraftCell]>,
    /// Its file.
    pub source: usize,
    pub line: usize,
    pub narrative_line: usize,
}

/// One attribute, and where it was said.
#[derive(Clone, Copy)]
pub(super) struct DraftCell {
    /// Its place among all names.
    pub name: u32,
    /// The place of its value among those of the name.
    pub value: u32,
    pub place: Place,
}

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

pub(super) struct Drafts {
    /// The names of all attributes, in order of first appearance.
    pub names: Vec<String>,
    pub list: Vec<Draft>,
    /// What stands in the cells of `list`.
    pub written: Written,
    pub problems: Vec<Problem>,
    /// The files of the attribute tables, by their numbers.
    pub tables: Vec<PathBuf>,
    /// How the attribute tables were read.
    pub manners: Vec<Manner>,
}

pub(super) fn drafts(collection: &Collection, files: &[SourceFile], reads: Vec<FileRead>) -> Drafts {
    let mut problems = Vec::new();
    let mut tables = Tables::open(collection, files, &mut problems);
    let (mut names, mut written) = (Names::default(), Written::default());
    let mut list = Vec::with_capacity(reads.iter().map(|read| read.incidents.len()).sum());
    for (source, (file, mut read)) in files.iter().zip(reads).enumerate() {
        problems.append(&mut read.problems);
        let mut layers = Layers::of(file, &mut read, &mut tables, &mut names);
        for (number, incident) in read.incidents.into_iter().enumerate() {
            let Layered { id, lang, cells } = layers.over(&incident, number, &mut tables, &mut names);
            let cells = cells.into_iter().map(|Said { name, value, place }| DraftCell {
                name,
                value: written.place(name, value),
                place,
            });
            let cells = cells.collect();
            let RawIncident { narrative, line, narrative_line, .. } = incident;
            list.push(Draft { id, lang, narrative, cells, source, line, narrative_line });
        }
    }
    problems.extend(tables.finish(&list, files));
    let (tables, manners) = tables.into_parts();
    Drafts { names: names.into_vec(), list, written, problems, tables, manners }
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
