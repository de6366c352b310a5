//! A corpus read with the help of what was kept: only what changed is read again.

use super::held_folder::{is_littered, sweep};
use super::kept::Shelf;
use super::lock::{self, NoLock};
use super::manifest::{Manifest, Reason, Stamp};
use super::memory::Memory;
use super::meter::{Meter, Progress};
use super::recall::{Recalled, look};
use super::{Index, Manner, Notice, Standing, update};
use crate::corpus::{Narrative, Passed};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Below the cache folder: everything of the index, so that it can be thrown away as one.
pub(super) const FOLDER: &str = "index";
/// Beside it, because it outlives it.
pub(super) const LOCK: &str = "index.lock";

/// One file of the corpus, and how it is to be read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    /// Where it is; opened as it stands here.
    pub path: PathBuf,
    /// What it is called, wherever the study's folder lies.
    pub name: PathBuf,
    /// Everything besides its bytes that decides what is read from it, as text.
    pub recipe: String,
}

/// What is read from one file, and can be kept for the next run.
pub trait Read: Serialize + DeserializeOwned + Send + Sync {
    /// What there may be very many of in one file.
    type Part: Serialize + DeserializeOwned + Send;

    /// Its parts, in order. As a value of serde it is written and read without them, and they
    /// without their narratives.
    fn parts(&self) -> &[Self::Part];

    /// Gives a read that was read without its parts and narratives both again; as many as there were.
    fn put_back(&mut self, parts: Vec<Self::Part>, narratives: Vec<Narrative>);

    /// Takes the same narratives, in order, as they stand in another place.
    fn put_elsewhere(&mut self, narratives: Vec<Narrative>);

    /// Its narratives, one a part, in order; an incident is found again by its number in this list.
    fn narratives(&self) -> Vec<&Narrative>;

    /// What the file says of the language of the narrative of this number.
    fn language(&self, number: usize) -> Option<&str>;

    /// True where the same bytes would be read the same next time; not where
    /// the file was gone or closed to us.
    fn lasts(&self) -> bool;
}

/// What to do with the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Upkeep {
    /// Bring it up to date.
    UpToDate,
    /// Use it, write nothing; what changed is read into memory.
    Frozen,
    /// Neither read nor write it.
    Without,
}

/// What became of a file since the last run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Taken as it was kept.
    Unchanged,
    /// Its content, or the way to read it, is another.
    Changed,
    /// Not known before, or nothing was kept.
    Added,
}

/// A corpus read, file by file.
pub struct Loaded<R> {
    /// One read a source, in their order; none where they were spared.
    pub reads: Vec<R>,
    /// No source changed, and the caller said that it needs no reads.
    pub spared: bool,
    /// What became of each source, in their order.
    pub changes: Vec<Change>,
    /// Known before, no longer among the sources; by name, in order.
    pub removed: Vec<PathBuf>,
    /// The index, where there is one.
    pub index: Option<Index>,
    /// What the user should know, a line each.
    pub notices: Vec<Notice>,
}

/// Reads one file, and tells of its bytes as they go by.
pub type Reading<'a, R> = &'a (dyn Fn(&Source, Passed<'_>) -> R + Sync);

/// Asked, where no source changed, whether the reads are not needed.
pub type Spares<'a> = &'a (dyn Fn(&Standing<'_>) -> bool + Sync);

/// How sources are read.
pub struct Reader<'a, R> {
    /// Reads one.
    pub read: Reading<'a, R>,
    /// Says whether reads are needed.
    pub spares: Spares<'a>,
    /// What making the index may take.
    pub memory: Memory,
}

/// What every step of a load needs.
pub(super) struct Task<'a, R> {
    /// The cache folder.
    pub cache: &'a Path,
    /// The folder of the index.
    pub folder: PathBuf,
    /// What the index depends on besides the files: the text model and the manner.
    pub model: String,
    pub manner: &'a Manner,
    pub memory: Memory,
    pub sources: &'a [Source],
    pub read: Reading<'a, R>,
    pub spares: Spares<'a>,
    pub progress: Progress<'a>,
}

/// Reads `sources`, taking from the cache folder `cache` what did not change,
/// and brings the index there up to date.
///
/// The reads are the same whatever `cache` holds and whatever `upkeep` says; a
/// folder that cannot be used costs time and a notice, nothing else. `model`
/// names everything that decides how a text is cut into words besides `manner`; making the index takes
/// no more than `memory`.
pub fn load<R: Read>(
    cache: &Path,
    model: &str,
    manner: &Manner,
    sources: &[Source],
    upkeep: Upkeep,
    reader: Reader<'_, R>,
    progress: Progress<'_>,
) -> Loaded<R> {
    let model = format!("{model} {}", manner.as_text());
    let Reader { read, spares, memory } = reader;
    let task =
        Task { cache, folder: cache.join(FOLDER), model, manner, memory, sources, read, spares, progress };
    if upkeep == Upkeep::Without {
        return task.in_memory(Recalled::nothing(sources.len()), Vec::new());
    }
    let seen = look(&task);
    let mut loaded = match seen {
        Ok(recalled) if recalled.is_current() => {
            if upkeep == Upkeep::UpToDate {
                task.sweep(&recalled);
            }
            task.in_memory(recalled, Vec::new())
        }
        seen if upkeep == Upkeep::Frozen => {
            let (recalled, mut notices) = task.accept(seen);
            let behind = recalled.behind();
            if behind > 0 {
                notices.push(Notice::Frozen { behind });
            }
            task.in_memory(recalled, notices)
        }
        seen => match task.lock() {
            Ok(_held) => update::run(&task, still(&task, seen)),
            Err(notice) => {
                let (recalled, _) = task.accept(seen);
                task.in_memory(recalled, vec![notice])
            }
        },
    };
    if let Some(index) = &mut loaded.index {
        let writes =
            upkeep == Upkeep::UpToDate && loaded.notices.iter().all(|one| matches!(one, Notice::Rebuilt(_)));
        index.shelf = Some(Shelf::new(&task.folder, writes));
    }
    loaded
}

/// What was seen before the lock was had, or, where another command did the work meanwhile, what is
/// to be seen now. Never both: a large corpus would be in memory twice.
fn still<R: Read>(task: &Task<'_, R>, seen: Result<Recalled<R>, Reason>) -> Result<Recalled<R>, Reason> {
    match seen {
        Ok(recalled)
            if Manifest::digest_in(&task.folder).is_some_and(|now| now == recalled.manifest.digest) =>
        {
            Ok(recalled)
        }
        seen => {
            drop(seen);
            look(task)
        }
    }
}

impl<R: Read> Task<'_, R> {
    /// Reads what was not recalled and writes nothing.
    pub fn in_memory(&self, recalled: Recalled<R>, notices: Vec<Notice>) -> Loaded<R> {
        let missing = recalled.missing();
        let sizes = self.sizes(&missing);
        let meter = Meter::reading(self.progress, sizes.iter().sum());
        let fresh: Vec<R> = (&missing, &sizes)
            .into_par_iter()
            .map(|(source, size)| {
                let read = meter.of_file(*size, |passed| (self.read)(&self.sources[*source], passed));
                meter.found(read.parts().len());
                read
            })
            .collect();
        recalled.loaded(missing, fresh, notices)
    }

    /// The bytes of some sources; of one that is gone, none.
    pub fn sizes(&self, sources: &[usize]) -> Vec<u64> {
        let size = |source: &usize| Stamp::read(&self.sources[*source].path).map_or(0, |stamp| stamp.size);
        sources.par_iter().map(size).collect()
    }

    /// What was recalled, or nothing with the reason.
    fn accept(&self, seen: Result<Recalled<R>, Reason>) -> (Recalled<R>, Vec<Notice>) {
        match seen {
            Ok(recalled) => (recalled, Vec::new()),
            Err(Reason::Absent) => (Recalled::nothing(self.sources.len()), Vec::new()),
            Err(reason) => (Recalled::nothing(self.sources.len()), vec![Notice::LeftAlone(reason)]),
        }
    }

    /// Clears away what an ended run left behind, unless another command is at work.
    fn sweep(&self, recalled: &Recalled<R>) {
        if !is_littered(&self.folder, &recalled.manifest.names()) {
            return;
        }
        let Ok(_held) = lock::take_at_once(&self.cache.join(LOCK)) else { return };
        if Manifest::digest_in(&self.folder).is_some_and(|now| now == recalled.manifest.digest) {
            sweep(&self.folder, &recalled.manifest.names());
        }
    }

    fn lock(&self) -> Result<lock::WriteLock, Notice> {
        let refused = |error| Notice::NotWritten { folder: self.cache.to_path_buf(), error };
        make_private(self.cache).map_err(refused)?;
        lock::take(&self.cache.join(LOCK)).map_err(|no| refusal(no, self.cache))
    }
}

/// Throws away the index in the cache folder `cache`; the next load makes it anew.
///
/// # Errors
/// Another command is writing it, or it cannot be removed.
pub fn discard(cache: &Path) -> Result<(), Notice> {
    let refused = |error| Notice::NotWritten { folder: cache.to_path_buf(), error };
    let _held = lock::take(&cache.join(LOCK)).map_err(|no| refusal(no, cache))?;
    match fs::remove_dir_all(cache.join(FOLDER)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(refused(error)),
        _ => Ok(()),
    }
}

/// What the user should know of a lock on the cache folder `cache` that was not to be had.
pub(super) fn refusal(no: NoLock, cache: &Path) -> Notice {
    match no {
        NoLock::Busy => Notice::Busy,
        NoLock::Refused(error) => Notice::NotWritten { folder: cache.to_path_buf(), error },
    }
}

/// Makes a folder that only its owner may open: stories are private.
pub(super) fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
#[path = "load_tests.rs"]
mod tests;
