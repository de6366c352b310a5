//! From what the files say to the incidents of the study: ids, attributes, outcome, types.

mod attribute_table;
mod draft;
mod ids;
mod lone;
mod near;
pub(super) mod notes;
mod values;

#[cfg(test)]
mod tests;

use super::raw::FileRead;
use super::{Collection, DeclaredValue, Incident, Kind, Origin, Problem, SharedText, SourceFile};
use crate::diagnostic::Severity;
use crate::text::{Language, Localised};
use draft::{Draft, Drafts};
use std::path::Path;
use std::sync::Arc;
use values::Meanings;

/// What was collected.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The incidents, in the order of the entries and their files.
    pub incidents: Vec<Incident>,
    /// For each incident the file it is from, by its place among the sources,
    /// and the number of its narrative in that file.
    pub places: Vec<(usize, usize)>,
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
    let mut manners = notes::manners(&files, &reads);
    let lone = lone::lone_keys(collection, &files, &reads);
    let Drafts { names, mut list, problems, manners: of_tables } = draft::drafts(collection, &files, reads);
    manners.extend(of_tables);
    let mut corpus =
        Corpus { problems, skipped, notes: notes::of_files(manners, markup), ..Corpus::default() };
    corpus.problems.extend(ids::make_unique(&mut list, &files));
    corpus.problems.extend(lone);
    corpus.problems.extend(near::near_names(collection, &names, &list, &files));
    let mut meanings = Meanings::of(collection, &names, &list);
    let respondent = collection.respondent.as_ref().and_then(|name| names.iter().position(|one| one == name));
    let names: Vec<SharedText> = names.iter().map(SharedText::from).collect();
    let files: Vec<Arc<Path>> = files.into_iter().map(|file| file.name.into()).collect();
    corpus.places.reserve_exact(list.len());
    corpus.incidents.reserve_exact(list.len());
    for draft in list {
        let (place, incident) = incident(draft, &files, collection, &names, respondent, &mut meanings);
        corpus.places.push(place);
        corpus.incidents.push(incident);
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

fn incident(
    draft: Draft,
    files: &[Arc<Path>],
    collection: &Collection,
    names: &[SharedText],
    respondent: Option<usize>,
    meanings: &mut Meanings,
) -> ((usize, usize), Incident) {
    let file = &files[draft.source];
    let respondent = respondent
        .and_then(|name| draft.cells.iter().find(|cell| cell.name as usize == name))
        .map(|cell| cell.value.joined().into());
    let attributes = draft
        .cells
        .into_iter()
        .map(|cell| {
            let value = meanings.value(&cell, file);
            (names[cell.name as usize].clone(), value)
        })
        .collect();
    let language = match &draft.lang {
        Some(lang) => Language::new(lang),
        None => collection.language.clone(),
    };
    let origin = Origin { file: Arc::clone(file), line: draft.line, narrative_line: draft.narrative_line };
    let incident =
        Incident { id: draft.id, narrative: draft.narrative, language, attributes, respondent, origin };
    ((draft.source, draft.number), incident)
}
