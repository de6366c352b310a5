//! Reads kept for the next run: packs, each a file of JSON lines and a file of narratives.
//!
//! A read is one line, and behind it a line for so many of its parts: a file with a hundred
//! thousand incidents is taken up again by all cores. The narratives stand in the other file as they
//! are, one behind the other, so that they need not be in memory; the lines say how long each is.

use super::Read;
use super::manifest::{Kept, Stretch, hex};
use crate::corpus::{Narrative, Texts};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Read as _, Seek as _, SeekFrom, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// So many parts of a read are one line.
const PARTS_OF_A_LINE: usize = 256;

/// A read of more parts than this becomes lines only while it is written: it is not in memory twice.
const LARGE: usize = 16 * PARTS_OF_A_LINE;

/// Bytes of a pack that are taken up at a time.
const BATCH: usize = 16 << 20;

/// The names of the files of pack `number`, below the index folder: its lines and its narratives.
pub(super) fn names(number: u64) -> [PathBuf; 2] {
    [PathBuf::from(format!("reads-{number}.jsonl")), PathBuf::from(format!("texts-{number}.txt"))]
}

/// True for the name of a file of a pack.
pub(super) fn is_pack(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    (name.starts_with("reads-") && name.ends_with(".jsonl"))
        || (name.starts_with("texts-") && name.ends_with(".txt"))
}

/// A file of a pack being written.
struct Written {
    file: BufWriter<File>,
    at: u64,
    /// Of what was written since the last stretch began.
    hash: Sha256,
    begin: u64,
}

impl Written {
    fn create(path: &Path) -> io::Result<Self> {
        let file = File::options().write(true).create_new(true).open(path)?;
        let file = BufWriter::with_capacity(1 << 18, file);
        Ok(Self { file, at: 0, hash: Sha256::new(), begin: 0 })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.at += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    /// What was written since the last call.
    fn stretch(&mut self) -> Stretch {
        let sha256 = hex(&self.hash.finalize_reset());
        let stretch = Stretch { offset: self.begin, length: self.at - self.begin, sha256 };
        self.begin = self.at;
        stretch
    }

    fn copy(&mut self, from: &Path, wanted: &Stretch) -> io::Result<Stretch> {
        let changed = || io::Error::other("a kept read changed under our hands");
        let (mut from, mut piece) = (opened(from, wanted).ok_or_else(changed)?, Vec::new());
        while from.by_ref().take(BATCH as u64).read_to_end(&mut piece)? > 0 {
            self.write(&piece)?;
            piece.clear();
        }
        let stretch = self.stretch();
        if stretch.sha256 == wanted.sha256 { Ok(stretch) } else { Err(changed()) }
    }

    fn finish(self) -> io::Result<()> {
        self.file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// A pack being written.
pub(super) struct Pack {
    number: u64,
    lines: Written,
    texts: Written,
}

impl Pack {
    /// Begins a pack under the first number above `last` that no file has: a reader may hold the map
    /// of one that a killed run left, so nothing is ever written over. `last` becomes that number.
    pub fn create(dir: &Path, last: &mut u64) -> io::Result<Self> {
        loop {
            *last += 1;
            let [lines, texts] = names(*last).map(|name| Written::create(&dir.join(name)));
            match (lines, texts) {
                (Ok(lines), Ok(texts)) => return Ok(Self { number: *last, lines, texts }),
                (Err(error), _) | (_, Err(error)) if error.kind() != io::ErrorKind::AlreadyExists => {
                    return Err(error);
                }
                _ => {}
            }
        }
    }

    /// Adds one read: the lines that [`Lines::of`] made of it, those of its other parts, and its
    /// narratives.
    pub fn add<R: Read>(&mut self, lines: &Lines, read: &R) -> io::Result<Kept> {
        let narratives = read.narratives();
        self.lines.write(&lines.bytes)?;
        let rest = read.parts()[lines.parts..].chunks(PARTS_OF_A_LINE);
        for (parts, narratives) in rest.zip(narratives[lines.parts..].chunks(PARTS_OF_A_LINE)) {
            self.lines.write(&line_of(parts, narratives)?)?;
        }
        for some in narratives.chunks(PARTS_OF_A_LINE) {
            some.iter().try_for_each(|narrative| self.texts.write(narrative.as_bytes()))?;
            Narrative::give_back(some.iter().copied());
        }
        Ok(self.kept())
    }

    /// Adds a read as another pack holds it.
    pub fn copy(&mut self, dir: &Path, kept: &Kept) -> io::Result<Kept> {
        let [lines, texts] = names(kept.pack);
        let lines = self.lines.copy(&dir.join(lines), &kept.lines)?;
        let texts = self.texts.copy(&dir.join(texts), &kept.texts)?;
        Ok(Kept { pack: self.number, lines, texts })
    }

    fn kept(&mut self) -> Kept {
        Kept { pack: self.number, lines: self.lines.stretch(), texts: self.texts.stretch() }
    }

    /// What it is called by.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Bytes of the narratives in it.
    pub fn narratives(&self) -> u64 {
        self.texts.at
    }

    /// Flushes it to disk.
    pub fn finish(self) -> io::Result<()> {
        self.lines.finish()?;
        self.texts.finish()
    }
}

/// A line of parts: the bytes of their narratives, and the parts themselves.
fn line_of<P: Serialize>(parts: &[P], narratives: &[&Narrative]) -> io::Result<Vec<u8>> {
    let lengths: Vec<usize> = narratives.iter().map(|narrative| narrative.len()).collect();
    let mut line = serde_json::to_vec(&(lengths, parts))?;
    line.push(b'\n');
    Ok(line)
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
        let narratives = if ready.is_empty() { Vec::new() } else { read.narratives() };
        for (parts, narratives) in ready.chunks(PARTS_OF_A_LINE).zip(narratives.chunks(PARTS_OF_A_LINE)) {
            bytes.extend(line_of(parts, narratives).ok()?);
        }
        Some(Self { bytes, parts: ready.len() })
    }
}

/// A stretch of a file, whether what stands there is its own or not.
fn opened(path: &Path, stretch: &Stretch) -> Option<io::Take<File>> {
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() < stretch.offset.checked_add(stretch.length)? {
        return None;
    }
    file.seek(SeekFrom::Start(stretch.offset)).ok()?;
    Some(file.take(stretch.length))
}

/// The narratives of all packs that are read, each file opened once.
pub(super) struct Narratives<'d> {
    dir: &'d Path,
    files: Mutex<HashMap<u64, Option<Texts>>>,
}

/// The narratives of a pack that is written.
pub(super) fn texts(dir: &Path, number: u64) -> io::Result<Texts> {
    Texts::of_file(File::open(dir.join(&names(number)[1]))?)
}

impl<'d> Narratives<'d> {
    /// Those of the packs in `dir`.
    pub fn of(dir: &'d Path) -> Self {
        Self { dir, files: Mutex::default() }
    }

    fn pack(&self, number: u64) -> Option<Texts> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(number).or_insert_with(|| texts(self.dir, number).ok()).clone()
    }

    /// Where the narratives of a read stand, if that stretch is as it was written.
    pub fn standing(&self, kept: &Kept) -> Option<(Texts, Range<usize>)> {
        let texts =
            if self.pack(kept.pack)?.is_mapped() { self.pack(kept.pack)? } else { self.checked(kept)? };
        let start = usize::try_from(kept.texts.offset).ok()?;
        let end = start.checked_add(usize::try_from(kept.texts.length).ok()?)?;
        Some((texts, start..end))
    }

    /// The text of a pack, if the stretch of it is as it was written. What is mapped is not looked at:
    /// the size and time of its file, which the manifest names, must do.
    fn checked(&self, kept: &Kept) -> Option<Texts> {
        let texts = self.pack(kept.pack)?;
        if texts.is_mapped() {
            let end = kept.texts.offset.checked_add(kept.texts.length)?;
            return (end <= texts.bytes().len() as u64).then_some(texts);
        }
        let start = usize::try_from(kept.texts.offset).ok()?;
        let end = start.checked_add(usize::try_from(kept.texts.length).ok()?)?;
        let bytes = texts.bytes().get(start..end)?;
        (hex(&Sha256::digest(bytes)) == kept.texts.sha256).then_some(texts)
    }
}

/// A kept read; `None` where it is not as it was written. It is taken up batch by batch, so that of a
/// large one only the parts themselves are in memory.
pub(super) fn read<R: Read>(narratives: &Narratives<'_>, kept: &Kept) -> Option<R> {
    let (texts, lines) = rayon::join(
        || narratives.checked(kept),
        || read_lines(&narratives.dir.join(&names(kept.pack)[0]), kept),
    );
    let (texts, Begun { read, parts, lengths }) = (texts?, lines?);
    let start = usize::try_from(kept.texts.offset).ok()?;
    let whole = lengths.iter().sum::<usize>() as u64 == kept.texts.length && lengths.len() == parts.len();
    let mut read: R = read.filter(|_| whole)?;
    read.put_back(parts, texts.narratives(start, lengths));
    Some(read)
}

fn read_lines<R: Read>(path: &Path, kept: &Kept) -> Option<Begun<R>> {
    let mut from = opened(path, &kept.lines)?;
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
    (buffer.is_empty() && hex(&hash.finalize()) == kept.lines.sha256).then_some(begun)
}

/// A read of which some lines were taken up.
struct Begun<R: Read> {
    read: Option<R>,
    parts: Vec<R::Part>,
    /// Of the narratives, in bytes.
    lengths: Vec<usize>,
}

impl<R: Read> Default for Begun<R> {
    fn default() -> Self {
        Self { read: None, parts: Vec::new(), lengths: Vec::new() }
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
        let parts: Vec<(Vec<usize>, Vec<R::Part>)> =
            rest.into_par_iter().map(|line| serde_json::from_slice(line).ok()).collect::<Option<_>>()?;
        for (lengths, parts) in parts {
            self.lengths.extend(lengths);
            self.parts.extend(parts);
        }
        Some(())
    }
}
