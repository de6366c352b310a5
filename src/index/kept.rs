//! What was made of the corpus, kept in the index's folder for the next run, by a name that says
//! everything it depends on. A cache like the rest: what is gone or damaged is made again.

use super::Index;
use super::assembled::is_corpus;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// More than this is not kept altogether: 512 MiB.
const MOST_BYTES: u64 = 512 << 20;
/// Nor are more files than this.
const MOST_FILES: usize = 2000;
const HASH: usize = 32;

/// Where something can be kept.
pub(super) struct Shelf {
    folder: PathBuf,
    writes: bool,
}

impl Shelf {
    /// In `folder`; where it may not be written, what is there is still taken.
    pub fn new(folder: &Path, writes: bool) -> Self {
        Self { folder: folder.to_path_buf(), writes }
    }

    /// The folder, where it may be written.
    pub(super) fn to_write(&self) -> Option<&Path> {
        self.writes.then_some(&*self.folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("found-{name}.bin"))
    }
}

/// True for the name of a file that keeps something, be it whole or not yet.
pub(super) fn is_kept(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b"found-") || is_corpus(name)
}

impl Index {
    /// What was kept under this name, as it was.
    pub fn kept(&self, name: &str) -> Option<Vec<u8>> {
        let shelf = self.shelf.as_ref()?;
        let path = shelf.path(name);
        let mut bytes = fs::read(&path).ok()?;
        let content = bytes.len().checked_sub(HASH)?;
        let sound = Sha256::digest(&bytes[..content]).as_slice() == &bytes[content..];
        if !sound {
            return None;
        }
        bytes.truncate(content);
        if shelf.writes {
            // What is used stays longest; that it could not be said costs a later run its time.
            let _ = File::options().write(true).open(&path).map(|file| file.set_modified(SystemTime::now()));
        }
        Some(bytes)
    }

    /// Keeps bytes under a name. That it may fail costs the next run time, nothing else.
    pub fn keep(&self, name: &str, bytes: &[u8]) {
        let Some(shelf) = self.shelf.as_ref().filter(|shelf| shelf.writes) else { return };
        let write = || -> io::Result<()> {
            let mut new = tempfile::Builder::new().prefix("found-new-").tempfile_in(&shelf.folder)?;
            new.write_all(bytes)?;
            new.write_all(&Sha256::digest(bytes))?;
            new.persist(shelf.path(name)).map_err(|error| error.error)?;
            Ok(())
        };
        drop(write());
    }

    /// Makes room: what was not used for longest goes, beyond what may be kept.
    pub fn tidy(&self) {
        let Some(shelf) = self.shelf.as_ref().filter(|shelf| shelf.writes) else { return };
        let Ok(files) = fs::read_dir(&shelf.folder) else { return };
        let mut kept: Vec<(SystemTime, PathBuf, u64)> = files
            .flatten()
            .filter(|file| is_kept(&file.file_name()))
            .filter_map(|file| {
                let about = file.metadata().ok()?;
                Some((about.modified().ok()?, file.path(), about.len()))
            })
            .collect();
        kept.sort();
        let mut bytes = 0;
        for (number, (_, path, length)) in kept.iter().rev().enumerate() {
            bytes += length;
            if number >= MOST_FILES || bytes > MOST_BYTES {
                let _ = fs::remove_file(path);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::terms::Terms;
    use super::super::{Manner, Memory};
    use super::*;
    use crate::text::{Language, Speakers};

    fn index(folder: &Path, writes: bool) -> Index {
        let manner = Manner { language: Language::new("nl"), speakers: Speakers::default() };
        let mut writer = super::super::terms::Writer::open(folder, &manner, Memory::default()).unwrap();
        writer.commit().unwrap();
        let mut index = Index::new(Terms::open(folder).unwrap(), Vec::new());
        index.shelf = Some(Shelf::new(folder, writes));
        index
    }

    #[test]
    fn what_is_kept_comes_back_as_it_was_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let one = index(folder.path(), true);
        assert_eq!(one.kept("a"), None);
        one.keep("a", b"content");
        assert_eq!(one.kept("a").as_deref(), Some(&b"content"[..]));
        let path = one.shelf.as_ref().unwrap().path("a");
        let mut bytes = fs::read(&path).unwrap();
        bytes[2] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(one.kept("a"), None);
        fs::write(&path, b"short").unwrap();
        assert_eq!(one.kept("a"), None);
    }

    #[test]
    fn an_index_that_may_not_be_written_keeps_nothing_new() {
        let folder = tempfile::tempdir().unwrap();
        index(folder.path(), true).keep("a", b"content");
        let frozen = Shelf::new(folder.path(), false);
        let mut one = Index::new(Terms::open(folder.path()).unwrap(), Vec::new());
        one.shelf = Some(frozen);
        one.keep("b", b"content");
        assert_eq!((one.kept("a").is_some(), one.kept("b")), (true, None));
    }

    #[test]
    fn what_was_not_used_for_longest_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let one = index(folder.path(), true);
        let old = SystemTime::UNIX_EPOCH;
        for number in 0..MOST_FILES + 3 {
            let path = one.shelf.as_ref().unwrap().path(&number.to_string());
            let file = File::create(path).unwrap();
            file.set_modified(old + std::time::Duration::from_secs(number as u64)).unwrap();
        }
        one.tidy();
        let there = |number: usize| one.shelf.as_ref().unwrap().path(&number.to_string()).exists();
        assert!(!there(0) && !there(2) && there(3) && there(MOST_FILES + 2));
    }
}
