//! The corpus of the last run, where nothing that it depends on changed since: files, settings, program.

use super::Study;
use super::kept::{PAYS_FROM, program};
use crate::corpus::{Corpus, Problem, Sources, held};
use crate::files;
use crate::index::{Index, Standing, hex};
use crate::text::MODEL;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// What is known of a corpus besides its columns.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct About {
    /// Files that nothing was taken from, by their places.
    pub skipped: Vec<usize>,
    /// What could not be read, or not as it was meant.
    pub problems: Vec<Problem>,
    /// What was decided in reading.
    pub notes: Vec<String>,
    /// What every user should know.
    pub remarks: Vec<String>,
}

/// The corpus of an earlier run, if it is still the one of this study.
pub(super) struct Remembered {
    /// All that it depends on besides the content of its files; `None` where that cannot be said.
    ground: Option<String>,
    names: Vec<PathBuf>,
    found: Mutex<Option<(Corpus, About)>>,
}

impl Remembered {
    /// That of a study whose files are `sources`.
    pub fn of(study: &Study, sources: &Sources) -> Self {
        let names = sources.files.iter().map(|file| file.name.clone()).collect();
        Self { ground: ground(study, sources), names, found: Mutex::default() }
    }

    /// True where it is there; it is held until it is taken.
    pub fn is_kept(&self, standing: &Standing<'_>) -> bool {
        let open = || {
            let file = standing.kept(&name(self.ground.as_ref()?, standing.sources()))?;
            let texts = |source| standing.texts(source);
            let (corpus, about) = held::open(file, self.names.clone(), texts)?;
            Some((corpus, serde_json::from_str(&about).ok()?))
        };
        let found = open();
        let is_kept = found.is_some();
        *self.found.lock().unwrap_or_else(PoisonError::into_inner) = found;
        is_kept
    }

    /// The corpus that was there, and what is known about it.
    pub fn take(&self) -> Option<(Corpus, About)> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Keeps a corpus for the next run, where that pays.
    pub fn keep(&self, index: &Index, corpus: &Corpus, about: &About) {
        let (Some(ground), Some(sources)) = (&self.ground, index.sources()) else { return };
        if corpus.incidents.text_length() < PAYS_FROM {
            return;
        }
        let Ok(about) = serde_json::to_string(about) else { return };
        index.keep_corpus(&name(ground, sources), |file| held::keep(corpus, &about, file));
    }
}

fn name(ground: &str, sources: &str) -> String {
    hex(&Sha256::digest(format!("{ground} {sources}")))
}

/// All that a corpus depends on besides the content of its files: this program, the study's settings,
/// what its files are called, and its attribute tables. Codes of archives are read from the reads
/// themselves.
fn ground(study: &Study, sources: &Sources) -> Option<String> {
    if !study.settings.archive_codes.is_empty() {
        return None;
    }
    let collection = &study.settings.collection;
    let mut hash = Sha256::new();
    hash.update(format!("{} {MODEL} {collection:?} {:?}", program()?, study.file().is_some()));
    hash.update(format!("{:?}", sources.problems));
    for table in collection.entries.iter().filter_map(|entry| entry.table.as_ref()) {
        hash.update(files::read(&collection.root.join(&table.file)).unwrap_or_default());
        hash.update([0]);
    }
    for file in &sources.files {
        hash.update(format!("{:?} {} {:?} ", file.name, file.entry, file.called));
        file.attributes.iter().for_each(|attribute| hash.update(format!("{attribute:?}")));
    }
    Some(hex(&hash.finalize()))
}
