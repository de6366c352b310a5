//! Bringing the index up to date: packs, then terms, then the manifest that makes both count.

use super::Notice;
use super::held_folder::{HeldFolder, sweep};
use super::load::{Loaded, Read, Source, Task, make_private};
use super::manifest::{Entry, Reason, Stamp, sha256};
use super::meter::Meter;
use super::packs::{self, Lines, Pack};
use super::recall::Recalled;
use super::terms::{Terms, Told, Writer};
use crate::corpus::Narrative;
use crate::text::Language;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::path::Path;

/// How many files are read before they are handed on.
const CHUNK: usize = 256;

/// Reads what is missing and writes it; the caller holds the lock.
pub(super) fn run<R: Read>(task: &Task<'_, R>, seen: Result<Recalled<R>, Reason>) -> Loaded<R> {
    let (recalled, anew) = match seen {
        Ok(recalled) if recalled.is_current() => return task.in_memory(recalled, Vec::new()),
        Ok(recalled) => (recalled, None),
        Err(reason) => (Recalled::nothing(task.sources.len()), Some(reason)),
    };
    let (folder, failed) = match anew {
        None => (HeldFolder::found(&task.folder), None),
        Some(_) => match HeldFolder::anew(&task.folder, make_private) {
            Ok(folder) => (folder, None),
            Err((folder, error)) => (folder, Some(error)),
        },
    };
    let own = BTreeSet::new();
    let missing = recalled.missing();
    let sizes = task.sizes(&missing);
    let meter = Meter::indexing(task.progress, sizes.iter().sum(), anew.is_some());
    let mut update =
        Update { task, meter, recalled, pack: None, held: Vec::new(), writer: None, failed, own };
    let mut fresh = Vec::with_capacity(missing.len());
    for chunk in chunks(&sizes, task.memory.for_reading()) {
        update.take(&missing[chunk.clone()], &sizes[chunk], &mut fresh);
    }
    update.meter.writing();
    let written = update.write();
    let Update { mut recalled, meter, pack, writer, own, .. } = update;
    let mut notices = Vec::new();
    match written {
        Ok(terms) => {
            meter.kept();
            recalled.terms = Some(terms);
            notices.extend(anew.filter(|reason| *reason != Reason::Absent).map(Notice::Rebuilt));
        }
        Err(error) => {
            // What is kept may be half of the old and half of the new: this run goes without.
            recalled.terms = None;
            drop((pack, writer));
            folder.give_back_space(&task.model, &own);
            notices.push(Notice::NotWritten { folder: task.cache.to_path_buf(), error });
        }
    }
    recalled.loaded(missing, fresh, notices)
}

/// So many files after each other that they have no more than `bytes` altogether, unless it is one alone.
fn chunks(sizes: &[u64], bytes: u64) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, size) in sizes.iter().enumerate() {
        if at > start && (at - start == CHUNK || sum + size > bytes) {
            chunks.push(start..at);
            (start, sum) = (at, 0);
        }
        sum += size;
    }
    if start < sizes.len() {
        chunks.push(start..sizes.len());
    }
    chunks
}

struct Update<'a, 't, R> {
    task: &'a Task<'t, R>,
    meter: Meter<'a>,
    recalled: Recalled<R>,
    pack: Option<Pack>,
    /// The reads whose narratives are in the pack and still where they were read: source and place
    /// among the fresh ones.
    held: Vec<(usize, usize)>,
    writer: Option<Writer>,
    /// The first thing that went wrong in writing; reading goes on.
    failed: Option<io::Error>,
    /// The packs that this run began.
    own: BTreeSet<u64>,
}

/// A new pack, noted as one of this run's.
fn begun(folder: &Path, last: &mut u64, own: &mut BTreeSet<u64>) -> io::Result<Pack> {
    let pack = Pack::create(folder, last)?;
    own.insert(*last);
    Ok(pack)
}

/// A file as it was just read, with what is to be kept of it.
struct Fresh<R> {
    read: R,
    kept: Option<Line>,
}

struct Line {
    stamp: Stamp,
    sha256: String,
    lines: Lines,
}

impl<R: Read> Update<'_, '_, R> {
    /// Reads the sources in `chunk`, and keeps them as far as writing goes well.
    fn take(&mut self, chunk: &[usize], sizes: &[u64], fresh: &mut Vec<R>) {
        let keep = self.failed.is_none();
        let read: Vec<Fresh<R>> =
            (chunk, sizes).into_par_iter().map(|(source, size)| self.read(*source, *size, keep)).collect();
        for ((source, size), file) in chunk.iter().zip(sizes).zip(read) {
            if let Some(line) = file.kept
                && self.failed.is_none()
                && let Err(error) = self.keep(*source, line, &file.read, *size)
            {
                self.failed = Some(error);
            }
            self.held.push((*source, fresh.len()));
            fresh.push(file.read);
        }
        let enough = self.task.memory.for_narratives();
        if self.pack.as_ref().is_some_and(|pack| pack.narratives() >= enough)
            && self.failed.is_none()
            && let Err(error) = self.put_out(fresh)
        {
            self.failed = Some(error);
        }
    }

    /// Ends the pack, and lets the narratives in it stand there: however many there are, they need not be
    /// in memory.
    fn put_out(&mut self, fresh: &mut [R]) -> io::Result<()> {
        let Some(pack) = self.pack.take() else { return Ok(()) };
        let number = pack.number();
        pack.finish()?;
        let texts = packs::texts(&self.task.folder, number)?;
        for (source, at) in self.held.drain(..) {
            let Some(Entry { kept, .. }) = &self.recalled.files[source].entry else { continue };
            if let (true, Ok(start)) = (kept.pack == number, usize::try_from(kept.texts.offset)) {
                let lengths: Vec<usize> = fresh[at].narratives().iter().map(|one| one.len()).collect();
                fresh[at].put_elsewhere(texts.narratives(start, lengths));
            }
        }
        Ok(())
    }

    fn read(&self, source: usize, size: u64, keep: bool) -> Fresh<R> {
        let source = &self.task.sources[source];
        // Size, time and hash come first: a change while reading shows next time.
        let before = keep.then(|| {
            let stamp = Stamp::read(&source.path)?;
            Ok::<_, io::Error>((stamp, sha256(&source.path)?))
        });
        let read = self.meter.of_file(size, |passed| (self.task.read)(source, passed));
        let kept = match before {
            Some(Ok((stamp, sha256))) if read.lasts() => {
                Lines::of(&read).map(|lines| Line { stamp, sha256, lines })
            }
            _ => None,
        };
        Fresh { read, kept }
    }

    fn keep(&mut self, source: usize, line: Line, read: &R, size: u64) -> io::Result<()> {
        let folder = &self.task.folder;
        let pack = match &mut self.pack {
            Some(pack) => pack,
            none => none.insert(begun(folder, &mut self.recalled.manifest.next, &mut self.own)?),
        };
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(Writer::open(folder, self.task.manner, self.task.memory)?),
        };
        let Source { name, recipe, .. } = self.task.sources[source].clone();
        self.recalled.manifest.next += 1;
        let id = self.recalled.manifest.next;
        let kept = pack.add(&line.lines, read)?;
        let narratives = read.narratives();
        let share = u128::from(size) / narratives.len().max(1) as u128;
        for (number, narrative) in narratives.into_iter().enumerate() {
            let language = read.language(number).map(Language::new);
            writer.add(Told { place: (id, number as u32), narrative: narrative.clone(), language })?;
            if (number + 1).is_multiple_of(Narrative::AT_A_TIME) {
                self.meter.indexed(Narrative::AT_A_TIME, (share * Narrative::AT_A_TIME as u128) as u64);
            }
        }
        let rest = read.parts().len() % Narrative::AT_A_TIME;
        self.meter.indexed(rest, (share * rest as u128) as u64);
        let settled = line.stamp.is_settled();
        let sha256 = line.sha256;
        self.recalled.files[source].entry =
            Some(Entry { name, recipe, stamp: line.stamp, settled, sha256, id, kept });
        Ok(())
    }

    /// Makes everything count, and clears away what is no longer needed.
    fn write(&mut self) -> io::Result<Terms> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let folder = &self.task.folder;
        if !self.recalled.stale.is_empty() || self.recalled.terms.is_none() {
            let writer = match &mut self.writer {
                Some(writer) => writer,
                none => none.insert(Writer::open(folder, self.task.manner, self.task.memory)?),
            };
            for entry in &self.recalled.stale {
                writer.remove(entry.id);
            }
        }
        if let Some(pack) = self.pack.take() {
            pack.finish()?;
        }
        let writer = self.writer.take();
        if let Some(mut writer) = writer {
            writer.commit()?;
        }
        self.write_manifest()?;
        sweep(&self.task.folder, &self.recalled.manifest.names());
        Terms::open(&self.task.folder)
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.recalled.files.iter().filter_map(|file| file.entry.as_ref())
    }

    fn write_manifest(&mut self) -> io::Result<()> {
        let entries = self.entries().cloned().collect();
        let manifest = &mut self.recalled.manifest;
        manifest.entries = entries;
        manifest.model = self.task.model.to_string();
        manifest.write(&self.task.folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_side_by_side_as_far_as_memory_goes() {
        assert_eq!(chunks(&[3, 3, 3, 50, 1, 1], 6), [0..2, 2..3, 3..4, 4..6]);
        assert_eq!(chunks(&vec![0; CHUNK + 1], 6), [0..CHUNK, CHUNK..CHUNK + 1]);
        assert!(chunks(&[], 6).is_empty());
    }
}
