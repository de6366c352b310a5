//! Which files are a study's own: what results must never be written over.

use super::{FILE, Study};
use crate::coding::journal;
use crate::corpus;
use std::fs;
use std::path::{Path, PathBuf};

impl Study {
    /// What `path` is to the study, as words for a message: "the codebook of the study", and so on;
    /// `None` where it may be written without harm.
    ///
    /// Its files are the study file, the codebook, the tables, every file that its corpus reads or
    /// would read were it there, and all that lies in `codings/` and `.keerpunt/`.
    pub fn owns(&self, path: &Path) -> Option<String> {
        let settings = &self.settings;
        let collection = &settings.collection;
        let root = real(self.root());
        let path = real(path);
        let same = |file: &Path| real(&self.root().join(file)) == path;
        if self.file().is_some_and(same) {
            return Some(format!("the study file ({FILE})"));
        }
        if settings.codebook.as_deref().is_some_and(same) {
            return Some("the codebook of the study".to_string());
        }
        if self.file().is_some() {
            if path.starts_with(root.join(journal::FOLDER)) {
                return Some(format!("in {}/, where people's codings are kept", journal::FOLDER));
            }
            if path.starts_with(root.join(super::cache::FOLDER)) {
                return Some(format!("in {}/, which the program keeps for itself", super::cache::FOLDER));
            }
        }
        let tables = collection.entries.iter().filter_map(|entry| Some(&entry.table.as_ref()?.file));
        if tables.chain(&collection.beside).any(|file| same(Path::new(file))) {
            return Some("a table of the study".to_string());
        }
        if corpus::sources(collection).files.iter().any(|file| real(&file.path) == path) {
            return Some("a file of the corpus".to_string());
        }
        let entry = collection.entries.iter().find(|entry| corpus::would_read(collection, entry, &path))?;
        Some(format!("where the corpus `{}` would read it as stories", entry.path))
    }
}

/// The path without links and dots, also where the file is not there yet.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    if let Ok(real) = fs::canonicalize(&path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => path,
    }
}
