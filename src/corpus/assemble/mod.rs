//! From what the files say to the incidents of the study: ids, attributes, outcome, types.

mod attribute_table;
mod draft;
mod ids;
mod lone;
mod near;
pub(super) mod notes;
mod values;
mod written;

#[cfg(test)]
mod tests;

use super::attributes::{Attributes, Dictionary};
use super::raw::FileRead;
use super::{Collection, DeclaredValue, Incident, Kind, Origin, Places, Problem, SharedText, SourceFile};
use crate::diagnostic::Severity;
use crate::text::{Language, Localised};
use draft::{Draft, Drafts, Place};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use values::{Meanings, Misfits};
use written::Written;

/// What was collected.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The incidents, in the order of the entries and their files.
    pub incidents: Vec<Incident>,
    /// The file that each incident is from, by its place among the sources.
    pub places: Places,
    /// Every attribute, in order of first appearance; declared ones that never appear last.
    pub attributes: Vec<AttributeInfo>,
    /// What was not read, or not as it stands.
    pub problems: Vec<Problem>,
    /// What the reader of a table should know, a line each.
    pub notes: Vec<String>,
    /// Files that nothing was taken from.
    pub skipped: usize,
}

/// An attribute of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeInfo {
    /// Its name.
    pub name: String,
    /// What people read in its place.
    pub label: Localised,
    /// Its type, declared or inferred.
    pub kind: Kind,
    /// The values that the study declares for it, in order; of the outcome too.
    pub values: Vec<DeclaredValue>,
    /// One incident may have several values.
    pub several: bool,
}

/// Puts together what the files of a corpus say. `files` and `reads` are pairs.
///
/// Later wins: names in the path, the attribute table, the head of the file,
/// the lines below a marker or the cells of a row. An empty value never wins.
/// The second incident of an id stays in the corpus, as `ID#2`: nothing is lost,
/// and the clash is named.
pub fn assemble(collection: &Collection, files: Vec<SourceFile>, reads: Vec<FileRead>) -> Corpus {
    let skipped = reads.iter().filter(|read| read.skipped).count();
    let markup = reads.iter().map(|read| read.with_markup).sum();
    let places = Places::of(reads.iter().map(|read| read.incidents.len()));
    let mut manners = notes::manners(&files, &reads);
    let lone = lone::lone_keys(collection, &files, &reads);
    let Drafts { names, mut list, written, problems, tables, manners: of_tables } =
        draft::drafts(collection, &files, reads);
    manners.extend(of_tables);
    let mut corpus =
        Corpus { problems, places, skipped, notes: notes::of_files(manners, markup), ..Corpus::default() };
    corpus.problems.extend(ids::make_unique(&mut list, &files));
    corpus.problems.extend(lone);
    corpus.problems.extend(near::near_names(collection, &names, &list, &files, &tables));
    let mut meanings = Meanings::of(collection, &names, &written);
    let respondent = collection.respondent.as_ref().and_then(|name| names.iter().position(|one| one == name));
    let Meant { known, misfits, respondents } = Meant::of(&names, &written, &meanings, respondent);
    drop(written);
    let files: Vec<Arc<Path>> = files.into_iter().map(|file| file.name.into()).collect();
    corpus.incidents.reserve_exact(list.len());
    for draft in list {
        let file = &files[draft.source];
        for cell in &draft.cells {
            if let Some(misfits) = misfits.get(&(cell.name, cell.value)) {
                let (file, line) = match cell.place {
                    Place::Path => (&**file, None),
                    Place::Line(line) => (&**file, Some(line as usize)),
                    Place::Table(table, line) => (tables[table as usize].as_path(), Some(line as usize)),
                };
                meanings.note(cell.name, misfits, file, line);
            }
        }
        corpus.incidents.push(incident(draft, file, collection, &known, respondent, &respondents));
    }
    let (attributes, misfits) = meanings.finish(collection);
    corpus.attributes = attributes;
    corpus.problems.extend(misfits);
    corpus.notes.extend(notes::of_incidents(&corpus.incidents, collection));
    if corpus.incidents.is_empty() {
        for problem in corpus.problems.iter_mut().filter(|one| one.severity == Severity::Warning) {
            problem.severity = Severity::Fault;
        }
    }
    corpus
}

/// What the cells mean.
struct Meant {
    known: Arc<Dictionary>,
    /// What does not fit, by the places of an attribute and its value.
    misfits: HashMap<(u32, u32), Misfits>,
    /// Each value of the attribute that says who told an incident, as text.
    respondents: Vec<SharedText>,
}

impl Meant {
    fn of(names: &[String], written: &Written, meanings: &Meanings, respondent: Option<usize>) -> Self {
        let mut misfits = HashMap::new();
        let mut values = Vec::with_capacity(names.len());
        for name in 0..names.len() {
            let mut of_name = Vec::with_capacity(written.of(name).len());
            for (place, value) in written.of(name).iter().enumerate() {
                let (value, wrong) = meanings.read(name, value);
                if !wrong.is_empty() {
                    misfits.insert((name as u32, place as u32), wrong);
                }
                of_name.push(value);
            }
            values.push(of_name);
        }
        let respondents = respondent.map_or(&[][..], |name| written.of(name));
        let respondents = respondents.iter().map(|value| value.joined().into()).collect();
        let names = names.iter().map(SharedText::from).collect();
        Self { known: Arc::new(Dictionary { names, values }), misfits, respondents }
    }
}

fn incident(
    draft: Draft,
    file: &Arc<Path>,
    collection: &Collection,
    known: &Arc<Dictionary>,
    respondent: Option<usize>,
    respondents: &[SharedText],
) -> Incident {
    let told = respondent.and_then(|name| draft.cells.iter().find(|cell| cell.name as usize == name));
    let language = match &draft.lang {
        Some(lang) => Language::new(lang),
        None => collection.language.clone(),
    };
    Incident {
        respondent: told.map(|cell| respondents[cell.value as usize].clone()),
        attributes: Attributes::of(known, draft.cells.iter().map(|cell| (cell.name, cell.value))),
        origin: Origin { file: Arc::clone(file), line: draft.line, narrative_line: draft.narrative_line },
        id: draft.id,
        narrative: draft.narrative,
        language,
    }
}
