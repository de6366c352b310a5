//! Narratives while their file is read: in memory as long as they are few, else in a file.

use crate::corpus::narrative::{Narrative, Texts};
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Bytes of narratives that are held in memory: 16 MiB a file.
const HELD: usize = 16 << 20;

/// The narratives of one file, in the order they are read.
#[derive(Debug)]
pub(super) struct Spool {
    /// Where a file may be begun.
    folder: PathBuf,
    lengths: Vec<usize>,
    /// Those that no file holds yet.
    held: String,
    out: Out,
}

#[derive(Debug)]
enum Out {
    /// Not needed yet.
    None,
    /// The first ones: an unnamed file that goes with the program.
    File(File),
    /// No file could be begun or written, so all is held in memory.
    Refused,
}

impl Spool {
    /// An empty one; `folder` is where large ones are put.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), lengths: Vec::new(), held: String::new(), out: Out::None }
    }

    /// Adds the next narrative.
    ///
    /// # Errors
    /// What was written cannot be read again.
    pub fn add(&mut self, narrative: &str) -> io::Result<()> {
        self.lengths.push(narrative.len());
        self.held.push_str(narrative);
        if self.held.len() >= HELD { self.put_out() } else { Ok(()) }
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        *self = Self::new(&self.folder);
    }

    /// Puts what is held into the file; where that is not to be had, the file into what is held.
    fn put_out(&mut self) -> io::Result<()> {
        if matches!(self.out, Out::None) {
            self.out = tempfile::tempfile_in(&self.folder).map_or(Out::Refused, Out::File);
        }
        let Out::File(file) = &mut self.out else { return Ok(()) };
        let before = file.stream_position()?;
        if file.write_all(self.held.as_bytes()).is_ok() {
            self.held.clear();
            return Ok(());
        }
        let mut all = String::new();
        file.seek(SeekFrom::Start(0))?;
        file.take(before).read_to_string(&mut all)?;
        all.push_str(&self.held);
        (self.held, self.out) = (all, Out::Refused);
        Ok(())
    }

    /// All of them, in order.
    ///
    /// # Errors
    /// What was written cannot be read again.
    pub fn finish(mut self) -> io::Result<Vec<Narrative>> {
        if matches!(self.out, Out::File(_)) {
            self.put_out()?;
        }
        let texts = match self.out {
            Out::File(file) => Texts::mapped(&file)?,
            Out::None | Out::Refused => Texts::in_memory(self.held),
        };
        Ok(texts.narratives(0, self.lengths))
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
            spool.add(story).unwrap();
            spool.add("").unwrap();
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
