//! Reads kept for the next run: packs, each a row of JSON lines.

use super::manifest::{Kept, sha256};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Below this many packs nothing is gathered into one.
const MANY: usize = 16;

/// The name of pack `number`, below the index folder.
pub(super) fn name(number: u64) -> PathBuf {
    PathBuf::from(format!("reads-{number}.jsonl"))
}

/// True for the name of a pack.
pub(super) fn is_pack(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("reads-") && name.ends_with(".jsonl")
}

/// A pack being written.
pub(super) struct Pack {
    number: u64,
    file: BufWriter<File>,
    at: u64,
}

impl Pack {
    pub fn create(dir: &Path, number: u64) -> io::Result<Self> {
        Ok(Self { number, file: BufWriter::new(File::create(dir.join(name(number)))?), at: 0 })
    }

    /// Adds one read as it is written by [`line`].
    pub fn add(&mut self, line: &[u8]) -> io::Result<Kept> {
        self.file.write_all(line)?;
        let kept =
            Kept { pack: self.number, offset: self.at, length: line.len() as u64, sha256: sha256(line) };
        self.at += kept.length;
        Ok(kept)
    }

    /// Flushes it to disk.
    pub fn finish(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A read as a line of a pack; `None` where it cannot be written (a file name that is no UTF-8).
pub(super) fn line<R: Serialize>(read: &R) -> Option<Vec<u8>> {
    let mut line = serde_json::to_vec(read).ok()?;
    line.push(b'\n');
    Some(line)
}

/// The bytes of a kept read; `None` where they are not as they were written.
pub(super) fn bytes(dir: &Path, kept: &Kept) -> Option<Vec<u8>> {
    let mut file = File::open(dir.join(name(kept.pack))).ok()?;
    if file.metadata().ok()?.len() < kept.offset.checked_add(kept.length)? {
        return None;
    }
    file.seek(SeekFrom::Start(kept.offset)).ok()?;
    let mut line = vec![0; usize::try_from(kept.length).ok()?];
    file.read_exact(&mut line).ok()?;
    (sha256(&line) == kept.sha256).then_some(line)
}

/// A kept read; `None` where it is not as it was written.
pub(super) fn read<R: DeserializeOwned>(dir: &Path, kept: &Kept) -> Option<R> {
    serde_json::from_slice(&bytes(dir, kept)?).ok()
}

/// True where the packs hold so much that is no longer needed, or are so many, that one new pack pays.
pub(super) fn worth_gathering(dir: &Path, kept: &[&Kept]) -> bool {
    let mut packs: Vec<u64> = kept.iter().map(|kept| kept.pack).collect();
    packs.sort_unstable();
    packs.dedup();
    let live: u64 = kept.iter().map(|kept| kept.length).sum();
    let stored: u64 =
        packs.iter().filter_map(|pack| std::fs::metadata(dir.join(name(*pack))).ok()).map(|m| m.len()).sum();
    packs.len() >= MANY || stored / 2 > live
}
