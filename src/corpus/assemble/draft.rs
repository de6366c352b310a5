//! Incidents with the attributes of all their layers, values still as written.

use super::attribute_table::{Table, Tables};
use crate::corpus::raw::{FileRead, Names, RawIncident, RawValue};
use crate::corpus::{Collection, Problem, SourceFile};

/// An incident on its way.
pub(super) struct Draft {
    pub id: String,
    /// The id was made from the name of the file.
    pub id_is_made: bool,
    pub lang: Option<String>,
    pub narrative: String,
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
    /// In an attribute table, by its place among them, on this line.
    Table(std::sync::Arc<std::path::Path>, u32),
}

pub(super) struct Drafts {
    /// The names of all attributes, in order of first appearance.
    pub names: Vec<String>,
    pub list: Vec<Draft>,
    pub problems: Vec<Problem>,
}

pub(super) fn drafts(collection: &Collection, files: &[SourceFile], reads: Vec<FileRead>) -> Drafts {
    let mut problems = Vec::new();
    let mut tables = Tables::open(collection, &mut problems);
    let mut names = Names::default();
    let mut list = Vec::with_capacity(reads.iter().map(|read| read.incidents.len()).sum());
    for (source, (file, mut read)) in files.iter().zip(reads).enumerate() {
        problems.append(&mut read.problems);
        let mut table = tables.of_entry(file.entry);
        let mut layers = Layers::of(file, &mut read, table.as_deref_mut(), &mut names);
        for (number, incident) in read.incidents.into_iter().enumerate() {
            let draft = layers.draft(incident, source, number, table.as_deref_mut(), &mut names);
            list.push(draft);
        }
    }
    problems.extend(tables.unmatched(&list, files));
    Drafts { names: names.into_vec(), list, problems }
}

/// What every incident of a file begins with.
struct Layers<'a> {
    file: &'a SourceFile,
    id: Option<String>,
    lang: Option<String>,
    /// Names in the path, and the table's row for the whole file.
    below: Vec<DraftCell>,
    /// The head of the file.
    head: Vec<DraftCell>,
    /// The file's own names among all names.
    places: Vec<u32>,
    several: bool,
}

impl<'a> Layers<'a> {
    fn of(file: &'a SourceFile, read: &mut FileRead, table: Option<&mut Table>, names: &mut Names) -> Self {
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
        let several = read.incidents.len() > 1;
        if let Some(table) = table.filter(|_| several)
            && let Some(row) = table.row(&file.called, names)
        {
            put_over(&mut below, row);
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
        lang = read.shared.lang.take().or(lang);
        Self { file, id, lang, below, head, places, several }
    }

    fn draft(
        &mut self,
        incident: RawIncident,
        source: usize,
        number: usize,
        table: Option<&mut Table>,
        names: &mut Names,
    ) -> Draft {
        let id_is_made = incident.id.is_none() && (self.id.is_none() || self.several);
        let id = incident.id.unwrap_or_else(|| {
            let called = self.id.as_ref().unwrap_or(&self.file.called);
            if number == 0 { called.clone() } else { format!("{called}#{}", number + 1) }
        });
        let mut cells = self.below.clone();
        if let Some(row) = table.and_then(|table| table.row_of(&id, &self.file.called, self.several, names)) {
            put_over(&mut cells, row);
        }
        put_over(&mut cells, self.head.iter().cloned());
        let own = incident.cells.into_iter().map(|cell| DraftCell {
            name: self.places[cell.0 as usize],
            value: cell.2,
            place: Place::Line(cell.1),
        });
        put_over(&mut cells, own);
        let lang = incident.lang.or_else(|| self.lang.clone());
        let RawIncident { narrative, line, narrative_line, .. } = incident;
        Draft { id, id_is_made, lang, narrative, cells, source, number, line, narrative_line }
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
