//! Incidents with the attributes of all their layers, values still as written.

use super::attribute_table::Tables;
use super::notes::Manner;
use crate::corpus::raw::{FileRead, Names, RawIncident, RawValue};
use crate::corpus::{Collection, Narrative, Problem, SourceFile};
use std::path::PathBuf;
use std::sync::Arc;

/// An incident on its way.
pub(super) struct Draft {
    pub id: String,
    pub lang: Option<String>,
    pub narrative: Narrative,
    pub cells: Vec<DraftCell>,
    /// Its file, and its number in it.
    pub source: usize,
    pub number: usize,
    pub line: usize,
    pub narrative_line: usize,
}

/// One attribute, and where it was said.
#[derive(Clone)]
pub(super) struct DraftCell {
    /// Its place among all names.
    pub name: u32,
    pub value: RawValue,
    pub place: Place,
}

/// Where a value was said.
#[derive(Clone)]
pub(super) enum Place {
    /// In the path of the incident's file.
    Path,
    /// In the incident's file, on this line.
    Line(u32),
    /// In an attribute table, on this line.
    Table(Arc<PathBuf>, u32),
}

pub(super) struct Drafts {
    /// The names of all attributes, in order of first appearance.
    pub names: Vec<String>,
    pub list: Vec<Draft>,
    pub problems: Vec<Problem>,
    /// How the attribute tables were read.
    pub manners: Vec<Manner>,
}

pub(super) fn drafts(collection: &Collection, files: &[SourceFile], reads: Vec<FileRead>) -> Drafts {
    let mut problems = Vec::new();
    let mut tables = Tables::open(collection, files, &mut problems);
    let mut names = Names::default();
    let mut list = Vec::with_capacity(reads.iter().map(|read| read.incidents.len()).sum());
    for (source, (file, mut read)) in files.iter().zip(reads).enumerate() {
        problems.append(&mut read.problems);
        let mut layers = Layers::of(file, &mut read, &mut tables, &mut names);
        for (number, incident) in read.incidents.into_iter().enumerate() {
            list.push(layers.draft(incident, source, number, &mut tables, &mut names));
        }
    }
    problems.extend(tables.finish(&list, files));
    let manners = tables.manners();
    Drafts { names: names.into_vec(), list, problems, manners }
}

/// What every incident of a file begins with.
struct Layers<'a> {
    file: &'a SourceFile,
    id: Option<String>,
    /// The language by the path or the table's row for the file.
    below_lang: Option<String>,
    head_lang: Option<String>,
    /// Names in the path, and the table's row for the whole file.
    below: Vec<DraftCell>,
    /// The head of the file.
    head: Vec<DraftCell>,
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
                "lang" => lang = Some(value.clone()),
                name => {
                    let value = RawValue::text(value);
                    let name = names.place(name);
                    below.extend(value.map(|value| DraftCell { name, value, place: Place::Path }));
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
            .map(|cell| DraftCell {
                name: places[cell.0 as usize],
                value: cell.2,
                place: Place::Line(cell.1),
            })
            .collect();
        id = read.shared.id.take().or(id);
        Self { file, id, below_lang: lang, head_lang: read.shared.lang.take(), below, head, places, has_row }
    }

    fn draft(
        &mut self,
        incident: RawIncident,
        source: usize,
        number: usize,
        tables: &mut Tables,
        names: &mut Names,
    ) -> Draft {
        let made = incident.id.is_none() && self.id.is_none();
        let id = incident.id.unwrap_or_else(|| {
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
        let own = incident.cells.into_iter().map(|cell| DraftCell {
            name: self.places[cell.0 as usize],
            value: cell.2,
            place: Place::Line(cell.1),
        });
        put_over(&mut cells, own);
        let lang = incident.lang.or_else(|| self.head_lang.clone()).or(lang);
        let RawIncident { narrative, line, narrative_line, .. } = incident;
        Draft { id, lang, narrative, cells, source, number, line, narrative_line }
    }
}

/// Puts a layer over those below: what it says wins, in the place where the name already stood.
fn put_over(cells: &mut Vec<DraftCell>, layer: impl IntoIterator<Item = DraftCell>) {
    let below = cells.len();
    for cell in layer {
        match cells[..below].iter_mut().find(|earlier| earlier.name == cell.name) {
            Some(earlier) => *earlier = cell,
            None => cells.push(cell),
        }
    }
}
