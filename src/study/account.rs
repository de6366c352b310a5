//! What a run read, and what it did not: nothing is skipped without a word.

use crate::corpus::Problem;
use crate::diagnostic::Severity;
use crate::index::{Change, Notice};
use std::path::PathBuf;

/// What was read of a corpus, and what was not.
#[derive(Debug, Default)]
pub struct Account {
    /// Every file, in the order in which it was read.
    pub files: Vec<FileAccount>,
    /// Files that were there the last time and are not any more.
    pub removed: Vec<PathBuf>,
    /// Files in the corpus that there is no reader for; the problems name them.
    pub left_out: usize,
    /// Incidents.
    pub incidents: usize,
    /// Incidents without a text: they have attributes, but rules find nothing in them.
    pub without_text: usize,
    /// What could not be read, or not as it was meant, each with its place and what to do.
    pub problems: Vec<Problem>,
    /// What was decided in reading: which encoding, which delimiter.
    pub notes: Vec<String>,
    /// What every user of the corpus should know, though nothing is wrong: outcomes are empty.
    pub remarks: Vec<String>,
    /// What became of the index, where that is worth a line.
    pub notices: Vec<Notice>,
    /// The folder of the index; `None` where there is none.
    pub cache: Option<PathBuf>,
}

/// One file of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileAccount {
    /// Its name, below the study's folder where it lies there.
    pub file: PathBuf,
    /// What became of it since the last run.
    pub change: Change,
    /// Incidents in it.
    pub incidents: usize,
    /// Nothing could be read from it; the problems say why.
    pub skipped: bool,
}

impl Account {
    /// How many files had this happen to them.
    pub fn count(&self, change: Change) -> usize {
        self.files.iter().filter(|file| file.change == change).count()
    }

    /// How many files were read.
    pub fn read(&self) -> usize {
        self.files.iter().filter(|file| !file.skipped).count()
    }

    /// How many files nothing was read from, and those that there is no reader for.
    pub fn skipped(&self) -> usize {
        self.files.len() - self.read() + self.left_out
    }

    /// How bad the worst problem is.
    pub fn worst(&self) -> Option<Severity> {
        self.problems.iter().map(|problem| problem.severity).min()
    }
}
