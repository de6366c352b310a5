//! What was kept and still holds: each source compared with the manifest.

use super::load::{Change, Loaded, Read, Task};
use super::manifest::{Entry, Manifest, Reason, Stamp, hex, sha256};
use super::terms::Terms;
use super::{Index, Notice, Standing, packs};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file changed later than this before it was read may change again without
/// a new time: some file systems count in steps of two seconds.
const TICK: Duration = Duration::from_secs(2);

/// What was kept and still holds.
pub(super) struct Recalled<R> {
    /// One a source, in their order.
    pub files: Vec<File<R>>,
    /// Entries whose file is gone or reads differently now.
    pub stale: Vec<Entry>,
    /// Known before, no longer among the sources.
    pub removed: Vec<PathBuf>,
    /// The manifest that was read, without its entries.
    pub manifest: Manifest,
    pub terms: Option<Terms>,
    /// Nothing changed, and nobody needs the reads.
    pub spared: bool,
}

/// One source and what is known of it.
pub(super) struct File<R> {
    pub change: Change,
    /// Its entry, as it should stand from now on.
    pub entry: Option<Entry>,
    /// The entry stands otherwise in the manifest: same content under another time.
    pub touched: bool,
    pub read: Option<R>,
    /// It is there and can be looked at.
    pub there: bool,
}

/// Compares every source with what is kept, by size and time, then by content.
pub(super) fn look<R: Read>(task: &Task<'_, R>) -> Result<Recalled<R>, Reason> {
    let mut manifest = Manifest::open(&task.folder, Some(&task.model))?;
    let terms = Terms::open(&task.folder).map_err(|_| Reason::Damaged)?;
    let entries = std::mem::take(&mut manifest.entries);
    let mut known: HashMap<(PathBuf, String), VecDeque<Entry>> = HashMap::new();
    for entry in entries {
        known.entry((entry.name.clone(), entry.recipe.clone())).or_default().push_back(entry);
    }
    let mut pairs = Vec::new();
    for source in task.sources {
        let key = (source.name.clone(), source.recipe.clone());
        pairs.push((source, known.get_mut(&key).and_then(VecDeque::pop_front)));
    }
    let mut stale: Vec<Entry> = known.into_values().flatten().collect();
    stale.sort_by(|left, right| (&left.name, left.id).cmp(&(&right.name, right.id)));
    let listed: HashSet<&PathBuf> = task.sources.iter().map(|source| &source.name).collect();
    let mut removed: Vec<PathBuf> =
        stale.iter().map(|entry| entry.name.clone()).filter(|name| !listed.contains(name)).collect();
    removed.dedup();
    let reread: HashSet<PathBuf> = stale.iter().map(|entry| entry.name.clone()).collect();
    let narratives = packs::Narratives::of(&task.folder);
    let compared: Vec<(File<R>, Option<Entry>)> = pairs
        .into_par_iter()
        .map(|(source, entry)| {
            let stamp = Stamp::read(&source.path).ok();
            let there = stamp.is_some();
            let change = if entry.is_some() || reread.contains(&source.name) {
                Change::Changed
            } else {
                Change::Added
            };
            let none = File { change, entry: None, touched: false, read: None, there };
            let (Some(entry), Some(stamp)) = (entry.clone(), stamp) else { return (none, entry) };
            let Some(now) = entry.as_it_stands(&source.path, stamp) else { return (none, Some(entry)) };
            let touched = now != entry;
            let file = File { change: Change::Unchanged, entry: Some(now), touched, read: None, there };
            (file, None)
        })
        .collect();
    let mut files = Vec::with_capacity(compared.len());
    for (file, out) in compared {
        files.push(file);
        stale.extend(out);
    }
    let spared = stale.is_empty() && is_spared(task, &narratives, &files);
    if !spared {
        files.par_iter_mut().try_for_each(|file| {
            if let Some(entry) = &file.entry {
                file.read = Some(packs::read(&narratives, &entry.kept).ok_or(Reason::Damaged)?);
            }
            Ok(())
        })?;
    }
    Ok(Recalled { files, stale, removed, manifest, terms: Some(terms), spared })
}

/// True where nothing changed and whoever asks needs no reads, because the corpus itself was kept.
fn is_spared<R: Read>(task: &Task<'_, R>, narratives: &packs::Narratives<'_>, files: &[File<R>]) -> bool {
    let (Some(sources), Some(entries)) =
        (standing(files), files.iter().map(|file| file.entry.as_ref()).collect::<Option<Vec<&Entry>>>())
    else {
        return false;
    };
    (task.spares)(&Standing { folder: &task.folder, sources: &sources, narratives, entries: &entries })
}

/// What stands in the files and how they were read; `None` where some are not in the index.
fn standing<R>(files: &[File<R>]) -> Option<String> {
    let mut hash = Sha256::new();
    for file in files {
        let entry = file.entry.as_ref()?;
        hash.update(format!("{} {:?}\n", entry.sha256, entry.recipe));
    }
    Some(hex(&hash.finalize()))
}

impl Entry {
    /// The entry with today's stamp where the file still has the content that was read.
    fn as_it_stands(&self, path: &Path, stamp: Stamp) -> Option<Entry> {
        if self.settled && self.stamp == stamp {
            return Some(self.clone());
        }
        if self.stamp.size != stamp.size || sha256(path).ok()? != self.sha256 {
            return None;
        }
        Some(Entry { stamp, settled: stamp.is_settled(), ..self.clone() })
    }
}

impl Stamp {
    /// True where a change from now on will show in the stamp.
    pub fn is_settled(self) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let line = now.saturating_sub(TICK).as_nanos();
        self.modified.is_some_and(|modified| u128::try_from(modified).map_or(true, |time| time < line))
    }
}

impl<R: Read> Recalled<R> {
    /// As if nothing was ever kept.
    pub fn nothing(sources: usize) -> Self {
        let file = || File { change: Change::Added, entry: None, touched: false, read: None, there: true };
        Self {
            files: (0..sources).map(|_| file()).collect(),
            stale: Vec::new(),
            removed: Vec::new(),
            manifest: Manifest::default(),
            terms: None,
            spared: false,
        }
    }

    /// True where nothing is to be written.
    pub fn is_current(&self) -> bool {
        self.behind() == 0 && !self.files.iter().any(|file| file.touched)
    }

    /// How many files the index is behind.
    pub fn behind(&self) -> usize {
        let fresh = self.files.iter().filter(|file| file.entry.is_none() && file.there).count();
        fresh + self.removed.len()
    }

    /// The sources still to be read.
    pub fn missing(&self) -> Vec<usize> {
        (0..self.files.len()).filter(|source| self.files[*source].entry.is_none()).collect()
    }

    /// Everything read: what was recalled, and `fresh` for the sources `missing`.
    pub fn loaded(self, missing: Vec<usize>, fresh: Vec<R>, notices: Vec<Notice>) -> Loaded<R> {
        let mut fresh = missing.into_iter().zip(fresh);
        let (mut reads, mut changes, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        let sources = standing(&self.files);
        for file in self.files {
            changes.push(file.change);
            ids.push(file.entry.map(|entry| entry.id));
            reads.extend(file.read.or_else(|| fresh.next().map(|(_, read)| read)));
        }
        let index = self.terms.map(|terms| {
            let mut index = Index::new(terms, ids);
            index.sources = sources;
            index
        });
        Loaded { reads, spared: self.spared, changes, removed: self.removed, index, notices }
    }
}
