//! Reads kept for the next run: packs, each a row of JSON lines.
//!
//! A read is one line, and behind it a line for so many of its parts: a file with a hundred
//! thousand incidents is taken up again by all cores.

use super::Read;
use super::manifest::{Kept, sha256};
use rayon::prelude::*;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Below this many packs nothing is gathered into one.
const MANY: usize = 16;

/// So many parts of a read are one line.
const PARTS_OF_A_LINE: usize = 256;

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

    /// Adds one read as it is written by [`lines`].
    pub fn add(&mut self, lines: &[u8]) -> io::Result<Kept> {
        self.file.write_all(lines)?;
        let kept =
            Kept { pack: self.number, offset: self.at, length: lines.len() as u64, sha256: sha256(lines) };
        self.at += kept.length;
        Ok(kept)
    }

    /// Flushes it to disk.
    pub fn finish(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A read as lines of a pack; `None` where it cannot be written (a file name that is no UTF-8).
pub(super) fn lines<R: Read>(read: &R) -> Option<Vec<u8>> {
    let mut lines = serde_json::to_vec(read).ok()?;
    lines.push(b'\n');
    for parts in read.parts().chunks(PARTS_OF_A_LINE) {
        serde_json::to_writer(&mut lines, parts).ok()?;
        lines.push(b'\n');
    }
    Some(lines)
}

/// The bytes of a kept read; `None` where they are not as they were written.
pub(super) fn bytes(dir: &Path, kept: &Kept) -> Option<Vec<u8>> {
    stretch(dir, kept).filter(|lines| sha256(lines) == kept.sha256)
}

/// The bytes that stand where a read was kept, whether they are its own or not.
fn stretch(dir: &Path, kept: &Kept) -> Option<Vec<u8>> {
    let mut file = File::open(dir.join(name(kept.pack))).ok()?;
    if file.metadata().ok()?.len() < kept.offset.checked_add(kept.length)? {
        return None;
    }
    file.seek(SeekFrom::Start(kept.offset)).ok()?;
    let mut lines = vec![0; usize::try_from(kept.length).ok()?];
    file.read_exact(&mut lines).ok()?;
    Some(lines)
}

/// A kept read; `None` where it is not as it was written.
pub(super) fn read<R: Read>(dir: &Path, kept: &Kept) -> Option<R> {
    let lines = stretch(dir, kept)?;
    let (own, read) = rayon::join(|| sha256(&lines) == kept.sha256, || parsed(&lines));
    read.filter(|_| own)
}

/// The read of these lines, whose parts all cores take up side by side.
fn parsed<R: Read>(lines: &[u8]) -> Option<R> {
    let mut begin = 0;
    // JSON has no line end inside a string, so each is the end of a line.
    let mut lines = memchr::memchr_iter(b'\n', lines).map(|end| {
        let line = &lines[begin..end];
        begin = end + 1;
        line
    });
    let mut read: R = serde_json::from_slice(lines.next()?).ok()?;
    let rest: Vec<&[u8]> = lines.collect();
    let parts: Vec<Vec<R::Part>> =
        rest.into_par_iter().map(|line| serde_json::from_slice(line).ok()).collect::<Option<_>>()?;
    read.put_back(parts.into_iter().flatten().collect());
    Some(read)
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
