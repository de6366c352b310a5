//! Reads kept for the next run: packs, each a row of JSON lines.
//!
//! A read is one line, and behind it a line for so many of its parts: a file with a hundred
//! thousand incidents is taken up again by all cores.

use super::Read;
use super::manifest::{Kept, hex};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// Below this many packs nothing is gathered into one.
const MANY: usize = 16;

/// So many parts of a read are one line.
const PARTS_OF_A_LINE: usize = 256;

/// A read of more parts than this becomes lines only while it is written: it is not in memory twice.
const LARGE: usize = 16 * PARTS_OF_A_LINE;

/// Bytes of a pack that are taken up at a time.
const BATCH: usize = 16 << 20;

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

    /// Adds one read: the lines that [`Lines::of`] made of it, and those of its other parts.
    pub fn add<R: Read>(&mut self, lines: &Lines, read: &R) -> io::Result<Kept> {
        let (mut hash, mut length) = (Sha256::new(), 0);
        let mut write = |line: &[u8]| {
            hash.update(line);
            length += line.len() as u64;
            self.file.write_all(line)
        };
        write(&lines.bytes)?;
        let mut line = Vec::new();
        for parts in read.parts()[lines.parts..].chunks(PARTS_OF_A_LINE) {
            line.clear();
            serde_json::to_writer(&mut line, parts)?;
            line.push(b'\n');
            write(&line)?;
        }
        Ok(self.kept(length, hex(&hash.finalize())))
    }

    /// Adds a read as another pack holds it.
    pub fn copy(&mut self, dir: &Path, kept: &Kept) -> io::Result<Kept> {
        let changed = || io::Error::other("a kept read changed under our hands");
        let mut from = stretch(dir, kept).ok_or_else(changed)?;
        let (mut hash, mut piece) = (Sha256::new(), Vec::new());
        while from.by_ref().take(BATCH as u64).read_to_end(&mut piece)? > 0 {
            hash.update(&piece);
            self.file.write_all(&piece)?;
            piece.clear();
        }
        let sha256 = hex(&hash.finalize());
        if sha256 != kept.sha256 { Err(changed()) } else { Ok(self.kept(kept.length, sha256)) }
    }

    fn kept(&mut self, length: u64, sha256: String) -> Kept {
        let kept = Kept { pack: self.number, offset: self.at, length, sha256 };
        self.at += length;
        kept
    }

    /// Flushes it to disk.
    pub fn finish(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A read as lines of a pack, as far as they are made before it is written: of a large one only the first.
pub(super) struct Lines {
    bytes: Vec<u8>,
    /// How many of its parts are among them.
    parts: usize,
}

impl Lines {
    /// The lines of `read`; `None` where it cannot be written (a file name that is no UTF-8).
    pub fn of<R: Read>(read: &R) -> Option<Self> {
        let mut bytes = serde_json::to_vec(read).ok()?;
        bytes.push(b'\n');
        let all = read.parts();
        let ready = if all.len() > LARGE { &[] } else { all };
        for parts in ready.chunks(PARTS_OF_A_LINE) {
            serde_json::to_writer(&mut bytes, parts).ok()?;
            bytes.push(b'\n');
        }
        Some(Self { bytes, parts: ready.len() })
    }
}

/// Where a read was kept, whether what stands there is its own or not.
fn stretch(dir: &Path, kept: &Kept) -> Option<io::Take<File>> {
    let mut file = File::open(dir.join(name(kept.pack))).ok()?;
    if file.metadata().ok()?.len() < kept.offset.checked_add(kept.length)? {
        return None;
    }
    file.seek(SeekFrom::Start(kept.offset)).ok()?;
    Some(file.take(kept.length))
}

/// A kept read; `None` where it is not as it was written. It is taken up batch by batch, so that of a
/// large one only the parts themselves are in memory.
pub(super) fn read<R: Read>(dir: &Path, kept: &Kept) -> Option<R> {
    let mut from = stretch(dir, kept)?;
    let (mut hash, mut buffer, mut begun) = (Sha256::new(), Vec::new(), Begun::<R>::default());
    loop {
        let before = buffer.len();
        let new = from.by_ref().take(BATCH as u64).read_to_end(&mut buffer).ok()?;
        if new == 0 {
            break;
        }
        // JSON has no line end inside a string, so each is the end of a line.
        let whole = memchr::memrchr(b'\n', &buffer).map_or(0, |end| end + 1);
        let ((), taken) = rayon::join(|| hash.update(&buffer[before..]), || begun.take(&buffer[..whole]));
        taken?;
        buffer.drain(..whole);
    }
    let mut read = begun.read.filter(|_| buffer.is_empty() && hex(&hash.finalize()) == kept.sha256)?;
    read.put_back(begun.parts);
    Some(read)
}

/// A read of which some lines were taken up.
struct Begun<R: Read> {
    read: Option<R>,
    parts: Vec<R::Part>,
}

impl<R: Read> Default for Begun<R> {
    fn default() -> Self {
        Self { read: None, parts: Vec::new() }
    }
}

impl<R: Read> Begun<R> {
    /// Takes up whole lines, whose parts all cores take up side by side; `None` where one is damaged.
    fn take(&mut self, lines: &[u8]) -> Option<()> {
        let mut begin = 0;
        let mut lines = memchr::memchr_iter(b'\n', lines).map(|end| {
            let line = &lines[begin..end];
            begin = end + 1;
            line
        });
        if self.read.is_none() {
            let Some(first) = lines.next() else { return Some(()) };
            self.read = Some(serde_json::from_slice(first).ok()?);
        }
        let rest: Vec<&[u8]> = lines.collect();
        let parts: Vec<Vec<R::Part>> =
            rest.into_par_iter().map(|line| serde_json::from_slice(line).ok()).collect::<Option<_>>()?;
        self.parts.extend(parts.into_iter().flatten());
        Some(())
    }
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
