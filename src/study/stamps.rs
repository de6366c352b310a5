//! Whether the files of a study changed since they were read: sizes and times, no contents.

use super::Study;
use crate::coding::journal;
use crate::corpus;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What the files of a study looked like at one moment; other values, other files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamps {
    /// The study file, the codebook and everything of the corpus.
    pub sources: u64,
    /// The journals of its coders.
    pub journals: u64,
}

impl Study {
    /// What its files look like now. No file is opened.
    pub fn stamps(&self) -> Stamps {
        let mut sources = DefaultHasher::new();
        for path in self.file().into_iter().chain(self.settings.codebook.as_deref()) {
            stamp(path).hash(&mut sources);
        }
        for path in self.beside() {
            stamp(&path).hash(&mut sources);
        }
        for file in corpus::sources(&self.settings.collection).files {
            file.path.hash(&mut sources);
            stamp(&file.path).hash(&mut sources);
        }
        Stamps { sources: sources.finish(), journals: self.journal_stamp() }
    }

    /// What the journals look like now: [`Stamps::journals`].
    pub fn journal_stamp(&self) -> u64 {
        let mut journals = DefaultHasher::new();
        let listed = fs::read_dir(self.root().join(journal::FOLDER)).into_iter().flatten();
        let mut names: Vec<PathBuf> = listed.filter_map(Result::ok).map(|file| file.path()).collect();
        names.sort();
        for path in names {
            path.hash(&mut journals);
            stamp(&path).hash(&mut journals);
        }
        journals.finish()
    }

    /// Tables of attributes and of codes that stand beside the narratives.
    fn beside(&self) -> Vec<PathBuf> {
        let collection = &self.settings.collection;
        let tables = collection.entries.iter().filter_map(|entry| entry.table.as_ref());
        let tables = tables.map(|table| collection.root.join(&table.file));
        let codes = self.settings.archive_codes.iter().filter_map(|(_, codes)| codes.file.as_ref());
        tables.chain(codes.map(|file| collection.root.join(&file.file))).collect()
    }
}

/// The size and time of a file; nothing where there is none.
fn stamp(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    let data = fs::metadata(path).ok()?;
    Some((data.len(), data.modified().ok()))
}
