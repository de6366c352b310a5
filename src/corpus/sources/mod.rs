//! Which files make up a corpus, in an order that every machine agrees on.

mod covers;
mod pattern;
mod room;
mod walk;

use super::format::Format;
use super::{Collection, Entry, Problem, ProblemCode};
use crate::diagnostic::Severity;
use crate::text::Speakers;
use serde::Serialize;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use walk::Found;

pub use covers::would_read;
pub use room::{NoRoom, Room, room};

/// Raised whenever the same bytes are read differently than before.
const READER: u32 = 2;
/// Names of a message before the rest is counted.
const SHOWN: usize = 5;

/// The files of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Those to read: by entry, then by path.
    pub files: Vec<SourceFile>,
    /// What was not found, is closed, or is not read.
    pub problems: Vec<Problem>,
    /// Files in the corpus that there is no reader for; the problems name them.
    pub left_out: usize,
}

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Where it is.
    pub path: PathBuf,
    /// What it is called in messages: its path below the study's folder where it lies there.
    pub name: PathBuf,
    /// The entry it belongs to, by its place in [`Collection::entries`].
    pub entry: usize,
    /// What its path says, for the names in braces.
    pub attributes: Vec<(String, String)>,
    /// How it is read.
    pub format: Format,
    /// What an incident without an id is called after: the path below the
    /// entry, without ending, with `/` on every system.
    pub called: String,
    recipe: String,
}

impl SourceFile {
    /// Everything besides its bytes that decides what is read from it.
    pub fn recipe(&self) -> String {
        self.recipe.clone()
    }
}

/// Looks which files the entries of a corpus name. No file is opened.
pub fn sources(collection: &Collection) -> Sources {
    let mut sources = Sources::default();
    let own = Own::of(collection);
    let mut seen: HashMap<PathBuf, usize> = HashMap::new();
    for (at, entry) in collection.entries.iter().enumerate() {
        let mut found = match pattern::place(&collection.root, entry) {
            Ok(place) => walk::files(&place, &own, &mut sources.problems, &mut sources.left_out),
            Err(problem) => {
                sources.problems.push(problem);
                continue;
            }
        };
        found.sort_by_cached_key(|one| pattern::sort_key(&one.below));
        let mut twice: Vec<(usize, PathBuf)> = Vec::new();
        for one in found {
            match seen.get(&one.real) {
                Some(first) => twice.push((*first, one.name)),
                None => {
                    seen.insert(one.real.clone(), sources.files.len());
                    sources.files.push(source_file(collection, at, entry, one));
                }
            }
        }
        sources.problems.extend(same_files(&sources.files, entry, &twice));
    }
    if sources.files.is_empty() {
        nothing_to_read(&mut sources.problems);
    }
    sources
}

/// Without a single file the study says nothing, so what kept them away is a fault.
fn nothing_to_read(problems: &mut [Problem]) {
    for problem in problems {
        if problem.severity == Severity::Warning {
            problem.severity = Severity::Fault;
        }
    }
}

fn source_file(collection: &Collection, at: usize, entry: &Entry, found: Found) -> SourceFile {
    let recipe = recipe(found.format, entry, collection);
    let Found { path, name, format, attributes, called, .. } = found;
    SourceFile { path, name, entry: at, attributes, format, called, recipe }
}

/// One message for each earlier entry that already read files of this one.
fn same_files(files: &[SourceFile], entry: &Entry, twice: &[(usize, PathBuf)]) -> Vec<Problem> {
    let mut groups: Vec<(usize, Vec<(usize, &Path)>)> = Vec::new();
    for (first, name) in twice {
        let earlier = files[*first].entry;
        match groups.iter_mut().find(|(entry, _)| *entry == earlier) {
            Some((_, names)) => names.push((*first, name)),
            None => groups.push((earlier, vec![(*first, name)])),
        }
    }
    groups
        .into_iter()
        .map(|(_, names)| {
            let message = match names.as_slice() {
                [(first, name)] if files[*first].name != *name => {
                    format!(
                        "{} is the same file as {}: it is read once",
                        name.display(),
                        files[*first].name.display()
                    )
                }
                [(_, name)] => {
                    format!("{} is matched by two entries of `corpus`: it is read once", name.display())
                }
                names => {
                    let names: Vec<String> =
                        names.iter().map(|(_, name)| name.display().to_string()).collect();
                    format!(
                        "{} files that `{}` matches are read already, and only once: {}",
                        names.len(),
                        entry.path,
                        some_of(&names)
                    )
                }
            };
            Problem::note(ProblemCode::SameFile, message)
                .help("the first entry that matches a file decides how it is read")
        })
        .collect()
}

/// The first names of a list, and how many more there are.
pub(super) fn some_of(names: &[String]) -> String {
    if names.len() <= SHOWN {
        return names.join(", ");
    }
    format!("{} and {} more", names[..SHOWN].join(", "), names.len() - SHOWN)
}

/// Files and folders of the study that are no narratives wherever an entry looks.
struct Own {
    tables: Vec<PathBuf>,
    study_file: PathBuf,
    codings: PathBuf,
}

impl Own {
    fn of(collection: &Collection) -> Self {
        let real = |path: PathBuf| fs::canonicalize(&path).unwrap_or(path);
        let root = real(collection.root.clone());
        let tables = collection.entries.iter().filter_map(|entry| Some(&entry.table.as_ref()?.file));
        Self {
            tables: tables.chain(&collection.beside).map(|file| real(collection.root.join(file))).collect(),
            study_file: root.join("keerpunt.yaml"),
            codings: root.join("codings"),
        }
    }

    fn holds(&self, real: &Path) -> bool {
        real == self.study_file
            || real.starts_with(&self.codings)
            || self.tables.iter().any(|table| table == real)
    }
}

#[derive(Serialize)]
struct Recipe<'a> {
    reader: u32,
    format: Format,
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    split: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speakers: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<&'a [(String, String)]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header: Option<usize>,
}

/// Only what matters to the format stands in it, so that a changed `split` does not have tables read again.
fn recipe(format: Format, entry: &Entry, collection: &Collection) -> String {
    let Speakers { exclude, include } = &collection.speakers;
    let text = matches!(format, Format::Text | Format::Markdown);
    let table = matches!(format, Format::Csv | Format::Tsv);
    let recipe = Recipe {
        reader: READER,
        format,
        language: collection.language.tag(),
        split: entry.split.as_deref().filter(|_| text),
        speakers: text.then(|| exclude.iter().chain(include).map(String::as_str).collect()),
        columns: (!text).then_some(&entry.columns),
        header: entry.header.filter(|_| table),
    };
    serde_json::to_string(&recipe).unwrap_or_default()
}

#[cfg(test)]
mod tests;
