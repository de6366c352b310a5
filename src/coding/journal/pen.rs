//! Writing a journal: one coder, one lock, whole lines, on the disk before it is said to be done.

use super::coder::Coder;
use super::entry::{Did, Entry, Version};
use super::moment::Moment;
use super::read::{Journal, read};
use super::{FOLDER, FORMAT};
use crate::files;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// How long another program may hold the journal before this one gives up.
const PATIENCE: Duration = Duration::from_secs(10);

/// A journal opened for writing. While it lives, nobody else writes that journal.
#[derive(Debug)]
pub struct Pen {
    coder: Coder,
    path: PathBuf,
    file: File,
    journal: Journal,
    last: Option<Uuid>,
    /// Where a line that was not written to its end was put, when there was one.
    pub set_aside: Option<PathBuf>,
}

/// Why nothing was written. Whatever it is, the journal holds what it held before.
#[derive(Debug, thiserror::Error)]
pub enum PenError {
    /// Another program writes this coder's journal.
    #[error("another program is writing {}", .0.display())]
    Busy(PathBuf),
    /// The file belongs to a coder with nearly this name.
    #[error("{} is the journal of `{other}`, not of `{asked}`", path.display())]
    OtherCoder {
        /// The file.
        path: PathBuf,
        /// Whose it is.
        other: String,
        /// Who asked.
        asked: String,
    },
    /// A newer program wrote it.
    #[error("a newer version of keerpunt wrote {} (format {format}; this program knows {FORMAT})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u32,
    },
    /// The machine refused.
    #[error("cannot write {}: {error}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl Pen {
    /// Opens the journal of a coder in a study's folder, making it where there is none.
    ///
    /// A line that an earlier crash left unfinished is moved to a file of its own beside the
    /// journal.
    ///
    /// # Errors
    /// Another program writes it, it is somebody else's or of a newer format, or the machine
    /// refuses.
    pub fn open(study: &Path, coder: &Coder) -> Result<Self, PenError> {
        let folder = study.join(FOLDER);
        let path = folder.join(format!("{}.jsonl", coder.file_stem()));
        let failed = |error| PenError::Io { path: path.clone(), error };
        if !folder.is_dir() {
            fs::create_dir_all(&folder).map_err(|error| PenError::Io { path: folder.clone(), error })?;
            sync_folder(study);
        }
        let mut file = locked(&path)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let journal = read(&bytes, &path);
        if let Some(format) = journal.format.filter(|format| *format > FORMAT) {
            return Err(PenError::Newer { path, format });
        }
        if let Some(other) = journal.coder.as_ref().filter(|other| other.name != coder.name) {
            return Err(PenError::OtherCoder { path, other: other.name.clone(), asked: coder.name.clone() });
        }
        let mut pen = Self {
            coder: journal.coder.clone().unwrap_or_else(|| coder.clone()),
            last: journal.entries.last().map(|entry| entry.id),
            set_aside: None,
            path,
            file,
            journal,
        };
        if let Some(from) = pen.journal.torn.take() {
            let torn = pen.path.with_extension("torn");
            set_aside(&torn, &bytes[from..]).map_err(|error| PenError::Io { path: torn.clone(), error })?;
            pen.cut(from as u64)?;
            pen.set_aside = Some(torn);
        }
        Ok(pen)
    }

    /// What the journal holds, as it was read or written by this pen.
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// The coder, as the first entry of the journal tells them.
    pub fn coder(&self) -> &Coder {
        &self.coder
    }

    /// Writes entries, all or none, and returns them once they are on the disk.
    ///
    /// # Errors
    /// The machine refuses; what was half written is taken back.
    pub fn write(&mut self, codebook: Option<&Version>, dids: Vec<Did>) -> Result<Vec<Entry>, PenError> {
        let mut entries = Vec::with_capacity(dids.len() + 1);
        if self.journal.coder.is_none() {
            let begin = Did::Begin { keerpunt: FORMAT, who: self.coder.clone() };
            entries.push(self.entry(None, begin));
        }
        let begun = entries.len();
        for did in dids {
            let entry = self.entry(codebook, did);
            entries.push(entry);
        }
        let mut lines = Vec::new();
        if self.journal.unended {
            lines.push(b'\n');
        }
        for entry in &entries {
            serde_json::to_writer(&mut lines, entry).map_err(|error| self.failed(error.into()))?;
            lines.push(b'\n');
        }
        self.append(&lines)?;
        if begun > 0 {
            self.journal.coder = Some(self.coder.clone());
            self.journal.format = Some(FORMAT);
            self.path.parent().into_iter().for_each(sync_folder);
        }
        self.journal.unended = false;
        self.journal.entries.extend(entries.iter().cloned());
        Ok(entries.split_off(begun))
    }

    fn entry(&mut self, codebook: Option<&Version>, did: Did) -> Entry {
        let moment = Moment::after(self.last);
        self.last = Some(moment.id);
        Entry {
            id: moment.id,
            time: moment.time(),
            coder: self.coder.name.clone(),
            codebook: codebook.cloned(),
            did,
        }
    }

    fn append(&mut self, lines: &[u8]) -> Result<(), PenError> {
        let before = self.file.seek(SeekFrom::End(0)).map_err(|error| self.failed(error))?;
        let written = self.file.write_all(lines).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // A half line would be set aside at the next opening; taking it back now is tidier,
            // and where even that fails nothing was said to be done.
            let _ = self.cut(before);
            return Err(self.failed(error));
        }
        Ok(())
    }

    fn cut(&mut self, length: u64) -> Result<(), PenError> {
        self.file.set_len(length).and_then(|()| self.file.sync_data()).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: io::Error) -> PenError {
        PenError::Io { path: self.path.clone(), error }
    }
}

/// The file, open for reading and appending, and locked. Where it is not there it is made, but not at the end of a
/// link: whoever made that may have meant any place.
fn locked(path: &Path) -> Result<File, PenError> {
    let failed = |error| PenError::Io { path: path.to_path_buf(), error };
    if fs::symlink_metadata(path).is_ok() {
        files::open(path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => failed(io::Error::other("it is a link to a file that is not there")),
            _ => failed(error),
        })?;
    }
    let begun = Instant::now();
    loop {
        let file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(failed)?;
        match file.try_lock() {
            // Git and editors put a new file in the place of the old one: the lock must be on the
            // one that has the name now.
            Ok(()) if same_file(&file, path) => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                if begun.elapsed() > PATIENCE {
                    return Err(PenError::Busy(path.to_path_buf()));
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            // Some network shares know no locks; there the rule that one coder writes one file
            // has to do.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Where a file that is open cannot be replaced, it is the same.
#[cfg(not(unix))]
fn same_file(_: &File, _: &Path) -> bool {
    true
}

fn set_aside(torn: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(torn)?;
    file.write_all(bytes)?;
    file.write_all(b"\n")?;
    file.sync_data()
}

/// Makes the name of a new file last, where the system lets a folder be flushed.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
