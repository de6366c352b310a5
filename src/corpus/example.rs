//! For tests: a folder of files, read and put together.

use super::{Collection, Corpus, Entry, Incident, Problem, ProblemCode, assemble, read, sources};
use crate::text::{Language, Speakers};
use std::fs;
use std::path::Path;

/// A folder that is gone after the test, and the collection that reads it.
pub(super) struct Example {
    _folder: tempfile::TempDir,
    pub collection: Collection,
}

impl Example {
    /// An empty folder whose corpus is `path`.
    pub fn new(path: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let collection = Collection {
            root: fs::canonicalize(folder.path()).unwrap(),
            entries: vec![Entry { path: path.into(), ..Entry::default() }],
            language: Language::new("nl"),
            outcome: None,
            respondent: None,
            attributes: Vec::new(),
            speakers: Speakers::default(),
            beside: Vec::new(),
        };
        Self { _folder: folder, collection }
    }

    /// Writes a file, with the folders above it.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Changes the first entry.
    pub fn entry(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        change(&mut self.collection.entries[0]);
        self
    }

    /// Changes the collection.
    pub fn with(mut self, change: impl FnOnce(&mut Collection)) -> Self {
        change(&mut self.collection);
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.collection.root
    }

    /// Reads everything; the problems of all steps together.
    pub fn corpus(&self) -> Corpus {
        let found = sources(&self.collection);
        let reads = found
            .files
            .iter()
            .map(|file| read(file, &self.collection, &self.collection.root, &|_| ()))
            .collect();
        let mut corpus = assemble(&self.collection, found.files, reads, &self.collection.root).unwrap();
        corpus.problems.splice(0..0, found.problems);
        corpus
    }
}

impl Corpus {
    /// The incident of an id.
    pub fn of(&self, id: &str) -> &Incident {
        self.incidents
            .iter()
            .find(|incident| incident.id == id)
            .unwrap_or_else(|| panic!("no {id} in {:?}", self.ids()))
    }

    /// All ids.
    pub fn ids(&self) -> Vec<&str> {
        self.incidents.iter().map(|incident| incident.id.as_str()).collect()
    }

    /// The codes of all problems.
    pub fn codes(&self) -> Vec<ProblemCode> {
        self.problems.iter().map(|problem| problem.code).collect()
    }

    /// The one problem of a code.
    pub fn problem(&self, code: ProblemCode) -> &Problem {
        self.problems
            .iter()
            .find(|problem| problem.code == code)
            .unwrap_or_else(|| panic!("{:?}", self.problems))
    }
}

impl Incident {
    /// The value of an attribute as text, empty where there is none.
    pub fn says(&self, name: &str) -> String {
        self.attribute(name).map(|value| value.text().into_owned()).unwrap_or_default()
    }
}
