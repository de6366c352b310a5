//! The corpus as it was put together, kept beside the reads: where no file changed, these need not be
//! taken up.

use super::manifest::Entry;
use super::{Index, packs};
use crate::corpus::Texts;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::Path;

const PREFIX: &str = "corpus-";

/// True for the name of a file that keeps a corpus, be it whole or not yet.
pub(super) fn is_corpus(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
}

fn file_name(name: &str) -> String {
    format!("{PREFIX}{name}.bin")
}

/// A corpus of which every file is as it was when it was read.
pub struct Standing<'a> {
    pub(super) folder: &'a Path,
    pub(super) sources: &'a str,
    pub(super) narratives: &'a packs::Narratives<'a>,
    pub(super) entries: &'a [&'a Entry],
}

impl Standing<'_> {
    /// Says what stands in the files and how they were read: another text for others.
    pub fn sources(&self) -> &str {
        self.sources
    }

    /// What [`Index::keep_corpus`] kept under a name.
    pub fn kept(&self, name: &str) -> Option<File> {
        File::open(self.folder.join(file_name(name))).ok()
    }

    /// Where the narratives of a source stand.
    pub fn texts(&self, source: usize) -> Option<(Texts, Range<usize>)> {
        self.narratives.standing(&self.entries.get(source)?.kept)
    }
}

impl Index {
    /// What stands in the sources, and how they were read, as [`Standing::sources`] says it; `None`
    /// where some are not in the index.
    pub fn sources(&self) -> Option<&str> {
        self.sources.as_deref()
    }

    /// Keeps a corpus under a name, in the place of those before it. That it may fail costs the next
    /// run time, nothing else.
    pub fn keep_corpus(&self, name: &str, write: impl FnOnce(&mut File) -> io::Result<()>) {
        let Some(folder) = self.shelf.as_ref().and_then(|shelf| shelf.to_write()) else { return };
        let keep = || -> io::Result<()> {
            let mut new = tempfile::Builder::new().prefix("corpus-new-").tempfile_in(folder)?;
            write(new.as_file_mut())?;
            for file in fs::read_dir(folder)?.flatten() {
                if is_corpus(&file.file_name()) && file.path() != new.path() {
                    let _ = fs::remove_file(file.path());
                }
            }
            new.persist(folder.join(file_name(name))).map_err(|error| error.error)?;
            Ok(())
        };
        drop(keep());
    }
}
