//! Narratives while their file is read: in memory as long as they are few, else in a file.

use crate::corpus::growing::Growing;
use crate::corpus::narrative::{Narrative, Texts};
use std::io;
use std::path::{Path, PathBuf};

/// Bytes of narratives that are held in memory: 16 MiB a file.
const HELD: usize = 16 << 20;

/// The narratives of one file, in the order they are read.
#[derive(Debug)]
pub(super) struct Spool {
    /// Where a file may be begun.
    folder: PathBuf,
    lengths: Vec<usize>,
    text: Growing,
}

impl Spool {
    /// An empty one; `folder` is where large ones are put.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), lengths: Vec::new(), text: Growing::new(folder, HELD) }
    }

    /// Adds the next narrative.
    pub fn add(&mut self, narrative: &str) {
        self.lengths.push(narrative.len());
        self.text.push(narrative.as_bytes());
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        *self = Self::new(&self.folder);
    }

    /// All of them, in order.
    ///
    /// # Errors
    /// What was written cannot be read again.
    pub fn finish(self) -> io::Result<Vec<Narrative>> {
        Ok(Texts::of_bytes(self.text.finish()?).narratives(0, self.lengths))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_back(folder: &Path) {
        let long = "Ze vroeg door. ".repeat(500_000);
        let stories: Vec<String> = (0..7).map(|number| format!("{number} {long}")).collect();
        let mut spool = Spool::new(folder);
        for story in &stories {
            spool.add(story);
            spool.add("");
        }
        let found = spool.finish().unwrap();
        assert_eq!(found.len(), 14);
        assert!(found.iter().step_by(2).zip(&stories).all(|(found, story)| found.as_str() == story));
        assert!(found.iter().skip(1).step_by(2).all(|found| found.is_empty()));
    }

    #[test]
    fn many_long_narratives_go_through_a_file_that_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        read_back(folder.path());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn without_a_folder_they_are_held_in_memory() {
        read_back(Path::new("/no/such/folder"));
    }
}
