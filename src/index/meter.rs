//! How far a load is: counted by any thread, told to whoever asked for it.

use crate::corpus::Passed;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

/// Told how far a load is, now and then, by any thread.
pub type Progress<'a> = &'a (dyn Fn(Step) + Sync);

/// How far a load is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// Bytes of files that are done with. A file that is also put into the index counts for a part
    /// once it is read, and for the rest as its incidents are put there.
    pub bytes: u64,
    /// Bytes of all files that did not stand in the index as they are now.
    pub of: u64,
    /// Incidents read, or put into the index where that is brought up to date.
    pub incidents: usize,
}

/// What a load is doing, and so what a command that ends here leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Files are read; the index is not touched.
    Reading,
    /// Files are read and put into the index; what it held before still counts, where it held anything.
    Indexing {
        /// There was none that could be used.
        anew: bool,
    },
    /// All is put there, and is written to disk; until that is done, what it held before still counts.
    Writing {
        /// There was none that could be used.
        anew: bool,
    },
    /// What was put there counts.
    Kept,
}

/// Of a file that is indexed, so many parts in [`PARTS`] are done once it is read: measured.
const READ: u64 = 1;
const PARTS: u64 = 3;

/// Counts what a load has done.
pub(super) struct Meter<'a> {
    progress: Progress<'a>,
    /// Nothing where nothing is written, else whether the index is made anew.
    indexing: Option<bool>,
    of: u64,
    read: AtomicU64,
    indexed: AtomicU64,
    incidents: AtomicUsize,
}

impl<'a> Meter<'a> {
    /// One for files of `of` bytes altogether that are only read.
    pub fn reading(progress: Progress<'a>, of: u64) -> Self {
        let (read, indexed, incidents) = Default::default();
        Self { progress, indexing: None, of, read, indexed, incidents }
    }

    /// One for files of `of` bytes altogether that are read and put into the index, which is made `anew`.
    pub fn indexing(progress: Progress<'a>, of: u64, anew: bool) -> Self {
        Self { indexing: Some(anew), ..Self::reading(progress, of) }
    }

    /// Runs `read`, which reads a file of so many bytes; however many it tells of, afterwards all are read.
    pub fn of_file<R>(&self, bytes: u64, read: impl FnOnce(Passed<'_>) -> R) -> R {
        let told = AtomicU64::new(0);
        let done = read(&|more| {
            told.fetch_add(more as u64, Ordering::Relaxed);
            self.passed(more as u64);
        });
        self.passed(bytes.wrapping_sub(told.into_inner()));
        done
    }

    fn passed(&self, bytes: u64) {
        // Wraps round where a reader goes back, and so comes out right.
        self.read.fetch_add(bytes, Ordering::Relaxed);
        self.tell(self.stage());
    }

    /// So many incidents were read that are not put into the index.
    pub fn found(&self, incidents: usize) {
        self.incidents.fetch_add(incidents, Ordering::Relaxed);
    }

    /// So many incidents were put into the index, which are so many of the bytes of a file.
    pub fn indexed(&self, incidents: usize, bytes: u64) {
        self.incidents.fetch_add(incidents, Ordering::Relaxed);
        self.indexed.fetch_add(bytes, Ordering::Relaxed);
        self.tell(self.stage());
    }

    /// All is put there.
    pub fn writing(&self) {
        self.tell(Stage::Writing { anew: self.indexing == Some(true) });
    }

    /// What was put there counts.
    pub fn kept(&self) {
        self.tell(Stage::Kept);
    }

    fn stage(&self) -> Stage {
        match self.indexing {
            None => Stage::Reading,
            Some(anew) => Stage::Indexing { anew },
        }
    }

    fn tell(&self, stage: Stage) {
        let read = self.read.load(Ordering::Relaxed).min(self.of);
        let bytes = match stage {
            Stage::Reading => read,
            Stage::Indexing { .. } => {
                let indexed = self.indexed.load(Ordering::Relaxed).min(self.of);
                (read * READ + indexed * (PARTS - READ)) / PARTS
            }
            Stage::Writing { .. } | Stage::Kept => self.of,
        };
        let incidents = self.incidents.load(Ordering::Relaxed);
        (self.progress)(Step { stage, bytes, of: self.of, incidents });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn a_file_that_is_indexed_counts_in_parts_and_one_that_is_only_read_at_once() {
        let steps = Mutex::new(Vec::new());
        let progress = |step: Step| steps.lock().unwrap().push((step.bytes, step.incidents));
        let meter = Meter::indexing(&progress, 300, false);
        meter.of_file(300, |passed| passed(150));
        meter.indexed(2, 150);
        meter.indexed(2, 150);
        assert_eq!(*steps.lock().unwrap(), [(50, 0), (100, 0), (200, 2), (300, 4)]);
        steps.lock().unwrap().clear();
        let meter = Meter::reading(&progress, 300);
        meter.of_file(100, |_| ());
        meter.found(1);
        meter.of_file(200, |_| ());
        assert_eq!(*steps.lock().unwrap(), [(100, 0), (300, 1)]);
    }

    #[test]
    fn who_begins_a_file_anew_goes_back() {
        let last = Mutex::new(None);
        let progress = |step: Step| *last.lock().unwrap() = Some(step.bytes);
        let meter = Meter::reading(&progress, 100);
        meter.of_file(100, |passed| {
            passed(70);
            assert_eq!(*last.lock().unwrap(), Some(70));
            passed(-70);
            assert_eq!(*last.lock().unwrap(), Some(0));
            passed(100);
        });
        assert_eq!(*last.lock().unwrap(), Some(100));
    }
}
