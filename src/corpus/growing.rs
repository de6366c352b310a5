//! Bytes on their way: in memory as long as they are few, else in an unnamed file.

use super::bytes::Bytes;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Bytes that are added at the end until they are all there.
#[derive(Debug)]
pub(super) struct Growing {
    /// Where a file may be begun.
    folder: PathBuf,
    /// So many are held in memory before they are put out.
    most: usize,
    /// Those that no file holds yet.
    held: Vec<u8>,
    out: Out,
    /// What was written could not be read again.
    failed: Option<io::Error>,
}

#[derive(Debug)]
enum Out {
    /// Not needed yet.
    None,
    /// The first ones: a file that goes with the program.
    File(File),
    /// No file could be begun or written, so all is held in memory.
    Refused,
}

impl Growing {
    /// None yet; more than `most` are put into a file in `folder`.
    pub fn new(folder: &Path, most: usize) -> Self {
        Self { folder: folder.to_path_buf(), most, held: Vec::new(), out: Out::None, failed: None }
    }

    /// Adds some at the end.
    pub fn push(&mut self, bytes: &[u8]) {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= self.most && !matches!(self.out, Out::Refused) {
            self.put_out();
        }
    }

    /// Puts what is held into the file; where that is not to be had, the file into what is held.
    fn put_out(&mut self) {
        if matches!(self.out, Out::None) {
            self.out = tempfile::tempfile_in(&self.folder).map_or(Out::Refused, Out::File);
        }
        let Out::File(file) = &mut self.out else { return };
        let put = |file: &mut File| -> io::Result<u64> {
            let before = file.stream_position()?;
            Ok(if file.write_all(&self.held).is_ok() { u64::MAX } else { before })
        };
        match put(file) {
            Ok(u64::MAX) => self.held.clear(),
            Ok(before) => match taken_back(file, before) {
                Ok(mut all) => {
                    all.append(&mut self.held);
                    (self.held, self.out) = (all, Out::Refused);
                }
                Err(error) => self.fail(error),
            },
            Err(error) => self.fail(error),
        }
    }

    fn fail(&mut self, error: io::Error) {
        self.failed.get_or_insert(error);
        self.out = Out::Refused;
    }

    /// All of them.
    ///
    /// # Errors
    /// What was written cannot be read again.
    pub fn finish(mut self) -> io::Result<Bytes> {
        if matches!(self.out, Out::File(_)) {
            self.put_out();
        }
        match (self.failed, self.out) {
            (Some(error), _) => Err(error),
            (None, Out::File(file)) => Bytes::mapped(&file),
            (None, _) => Ok(Bytes::in_memory(self.held)),
        }
    }
}

/// The first bytes of a file.
fn taken_back(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    let mut all = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(length).read_to_end(&mut all)?;
    Ok(all)
}
