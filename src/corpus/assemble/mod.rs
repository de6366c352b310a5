//! From what the files say to the incidents of the study: ids, attributes, outcome, types.

mod attribute_table;
mod draft;
mod ids;
mod lone;
mod making;
mod near;
pub(super) mod notes;
mod values;
mod written;

#[cfg(test)]
mod tests;

use super::attributes::{Dictionary, Values};
use super::raw::FileRead;
use super::register::Register;
use super::{Collection, DeclaredValue, Incidents, Kind, Places, Problem, SharedText, SourceFile};
use crate::diagnostic::Severity;
use crate::text::Localised;
use draft::{Drafts, Place};
use making::Made;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use values::{Meanings, Misfits};
use written::Written;

/// What was collected.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The incidents, in the order of the entries and their files.
    pub incidents: Incidents,
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

/// Puts together what the files of a corpus say. `files` and `reads` are pairs; `spool` is the folder
/// for unnamed files, in which columns stand that are too long for memory.
///
/// Later wins: names in the path, the attribute table, the head of the file,
/// the lines below a marker or the cells of a row. An empty value never wins.
/// The second incident of an id stays in the corpus, as `ID#2`: nothing is lost,
/// and the clash is named.
///
/// # Errors
/// What was put into such a file cannot be read again.
pub fn assemble(
    collection: &Collection,
    files: Vec<SourceFile>,
    reads: Vec<FileRead>,
    spool: &Path,
) -> io::Result<Corpus> {
    let drafts = draft::drafts(collection, &files, reads, spool)?;
    let Drafts { names, first, mut made, places, written, mut problems, lone, tables, manners, .. } = drafts;
    let mut notes = notes::of_files(manners, drafts.markup);
    problems.extend(ids::make_unique(&mut made.columns, &places, &files, spool)?);
    problems.extend(lone);
    problems.extend(near::near_names(collection, &names, &first, &files, &tables));
    let mut meanings = Meanings::of(collection, &names, &written);
    let respondent = collection.respondent.as_ref().and_then(|name| names.iter().position(|one| one == name));
    let Meant { names, values, misfits, respondents } = Meant::of(&names, &written, &meanings, respondent);
    drop(written);
    if !misfits.is_empty() {
        for (at, cell, place) in made.cells() {
            let Some(misfits) = misfits.get(&cell) else { continue };
            let (file, line) = match place {
                Place::Path => (&files[places.place(at).0].name, None),
                Place::Line(line) => (&files[places.place(at).0].name, Some(line as usize)),
                Place::Table(table, line) => (&tables[table as usize], Some(line as usize)),
            };
            meanings.note(cell.0, misfits, file, line);
        }
    }
    let Made { columns, runs, languages, cell_ends, cells, looks, .. } = made;
    let register = Register {
        places: places.clone(),
        files: files.into_iter().map(|file| file.name.into()).collect(),
        columns,
        runs,
        languages,
        known: Arc::new(Dictionary { names, values, ends: cell_ends, cells }),
        respondent,
        respondents,
    };
    let (attributes, misfits) = meanings.finish(collection);
    problems.extend(misfits);
    notes.extend(notes::of_incidents(&register, &looks, collection));
    if register.len() == 0 {
        for problem in problems.iter_mut().filter(|one| one.severity == Severity::Warning) {
            problem.severity = Severity::Fault;
        }
    }
    let incidents = Incidents::of(register);
    Ok(Corpus { incidents, places, attributes, problems, notes, skipped: drafts.skipped })
}

/// What the cells mean.
struct Meant {
    names: Vec<SharedText>,
    values: Vec<Values>,
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
            values.push(Values::made(of_name));
        }
        let respondents = respondent.map_or(&[][..], |name| written.of(name));
        let respondents = respondents.iter().map(|value| value.joined().into()).collect();
        let names = names.iter().map(SharedText::from).collect();
        Self { names, values, misfits, respondents }
    }
}
