//! Keeping the index tidy: small pieces gathered into larger ones, when nobody waits for it.
//!
//! Every update adds a pack of what was read and some segments of terms. Here they become fewer: those
//! that are due after a command told its results, or all of them when somebody asks. What is gathered
//! was read before and says the same; a command that ends in between leaves the old pieces or the new ones.

use super::held_folder::sweep;
use super::load::{FOLDER, LOCK, refusal};
use super::manifest::{Entry, Manifest};
use super::packs::{self, Pack};
use super::terms::{self, Gather};
use super::{Notice, lock};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Below this many packs nothing is gathered by itself.
const MANY: usize = 16;

/// Packs of so many bytes are large enough, however many there are: 32 MiB.
const LARGE: u64 = 32 << 20;

/// What an index is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// Segments of terms; each is looked through for every word of a question.
    pub segments: usize,
    /// Packs of what was read from files.
    pub packs: usize,
    /// Bytes on disk of both.
    pub bytes: u64,
}

/// Gathers what is due in the index of the cache folder `cache`, if anything is and no other command is
/// at work. That it may fail costs nothing: the next command tries again.
pub fn tend(cache: &Path) {
    let folder = cache.join(FOLDER);
    if !is_due(&folder) {
        return;
    }
    let Ok(_held) = lock::take_at_once(&cache.join(LOCK)) else { return };
    if let Ok(manifest) = Manifest::open(&folder, None) {
        let due = due(&folder, &manifest.entries);
        drop(Tending { folder: &folder, manifest }.gather(&due, Gather::Due));
    }
}

/// Gathers all of the index in the cache folder `cache`; says what it was made of, and what it is made of
/// now. `None` where there is none that can be used.
///
/// # Errors
/// Another command is writing it, or it cannot be written; then it is as it was.
pub fn optimize(cache: &Path) -> Result<Option<(Stock, Stock)>, Notice> {
    let folder = cache.join(FOLDER);
    let _held = lock::take(&cache.join(LOCK)).map_err(|no| refusal(no, cache))?;
    let Ok(manifest) = Manifest::open(&folder, None) else { return Ok(None) };
    let failed = |error| Notice::NotWritten { folder: cache.to_path_buf(), error };
    sweep(&folder, &manifest.names());
    let before = stock(&folder, &manifest).map_err(failed)?;
    let sizes = sizes(&folder, &manifest.entries);
    // One pack without gaps is as tidy as it gets.
    let tidy = sizes.len() < 2 && sizes.values().all(|size| size.live == size.stored);
    let all = if tidy { BTreeSet::new() } else { sizes.into_keys().collect() };
    let after = Tending { folder: &folder, manifest }.gather(&all, Gather::All).map_err(failed)?;
    Ok(Some((before, stock(&folder, &after).map_err(failed)?)))
}

/// True where something may be due, seen without reading what the index holds.
fn is_due(folder: &Path) -> bool {
    let Ok(files) = fs::read_dir(folder) else { return false };
    let packs = files.flatten().filter(|file| packs::is_pack(&file.file_name())).count() / 2;
    packs >= MANY || terms::is_scattered(folder)
}

fn stock(folder: &Path, manifest: &Manifest) -> io::Result<Stock> {
    let mut bytes = 0;
    for name in manifest.names() {
        bytes += fs::metadata(folder.join(name))?.len();
    }
    Ok(Stock { segments: terms::segments(folder)?, packs: manifest.packs().len(), bytes })
}

/// Bytes of a pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Size {
    /// Those that are still needed.
    live: u64,
    /// All of them.
    stored: u64,
}

fn sizes(folder: &Path, entries: &[Entry]) -> BTreeMap<u64, Size> {
    let mut sizes: BTreeMap<u64, Size> = BTreeMap::new();
    for Entry { kept, .. } in entries {
        sizes.entry(kept.pack).or_default().live += kept.lines.length + kept.texts.length;
    }
    for (pack, size) in &mut sizes {
        let length = |name: PathBuf| fs::metadata(folder.join(name)).map_or(0, |file| file.len());
        size.stored = packs::names(*pack).map(length).iter().sum();
    }
    sizes
}

/// The packs that are due: small ones beside each other once there are many, and what is mostly no longer needed.
fn due(folder: &Path, entries: &[Entry]) -> BTreeSet<u64> {
    of_sizes(&sizes(folder, entries))
}

fn of_sizes(sizes: &BTreeMap<u64, Size>) -> BTreeSet<u64> {
    let mut due: BTreeSet<u64> = BTreeSet::new();
    let mut small: Vec<(u64, u64)> = sizes.iter().map(|(pack, size)| (size.live, *pack)).collect();
    small.retain(|(live, _)| *live < LARGE);
    if small.len() >= MANY {
        small.sort_unstable();
        // A large pack is copied only with as much again: so each byte is copied seldom.
        let (mut sum, mut last) = (0, 0);
        for (place, (live, _)) in small.iter().enumerate() {
            if *live <= sum {
                last = place + 1;
            }
            sum += live;
        }
        due.extend(small[..last].iter().map(|(_, pack)| pack));
    }
    due.extend(sizes.iter().filter(|(_, size)| size.live < size.stored / 2).map(|(pack, _)| pack));
    due
}

struct Tending<'f> {
    folder: &'f Path,
    manifest: Manifest,
}

impl Tending<'_> {
    fn gather(mut self, packs: &BTreeSet<u64>, terms: Gather) -> io::Result<Manifest> {
        let gathered = self.gather_packs(packs).and_then(|()| self.gather_terms(terms));
        // Whether it went well or not, nothing of what was begun is needed.
        sweep(self.folder, &self.manifest.names());
        gathered.map(|()| self.manifest)
    }

    fn gather_packs(&mut self, packs: &BTreeSet<u64>) -> io::Result<()> {
        if packs.is_empty() {
            return Ok(());
        }
        let mut pack = Pack::create(self.folder, &mut self.manifest.next)?;
        let mut entries = self.manifest.entries.clone();
        for entry in entries.iter_mut().filter(|entry| packs.contains(&entry.kept.pack)) {
            entry.kept = pack.copy(self.folder, &entry.kept)?;
        }
        pack.finish()?;
        let before = std::mem::replace(&mut self.manifest.entries, entries);
        self.manifest.write(self.folder).inspect_err(|_| self.manifest.entries = before)
    }

    fn gather_terms(&mut self, terms: Gather) -> io::Result<()> {
        let gathered = terms::gather(self.folder, terms);
        // It changes the list of segments as it goes on: what stands there counts, be it not all.
        self.manifest.write(self.folder).and(gathered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packs(live: &[u64]) -> BTreeMap<u64, Size> {
        (1..).zip(live).map(|(pack, live)| (pack, Size { live: *live, stored: *live })).collect()
    }

    #[test]
    fn few_packs_are_left_alone() {
        assert!(of_sizes(&packs(&[1; MANY - 1])).is_empty());
    }

    #[test]
    fn many_small_packs_are_gathered_beside_a_large_one() {
        let sizes = packs(&[&[1_000_000][..], &[10; MANY]].concat());
        assert_eq!(of_sizes(&sizes), (2..=MANY as u64 + 1).collect());
    }

    #[test]
    fn large_packs_are_left_alone_however_many_they_are() {
        assert!(of_sizes(&packs(&[LARGE; 3 * MANY])).is_empty());
    }

    #[test]
    fn a_pack_that_is_mostly_gaps_is_due() {
        let mut sizes = packs(&[100, 100]);
        sizes.insert(7, Size { live: 49, stored: 100 });
        assert_eq!(of_sizes(&sizes), BTreeSet::from([7]));
    }

    #[test]
    fn the_byte_of_a_pack_is_copied_seldom() {
        let (mut sizes, mut next, mut copied) = (BTreeMap::new(), 0, 0);
        for _ in 0..1000 {
            next += 1;
            sizes.insert(next, Size { live: 100, stored: 100 });
            let due = of_sizes(&sizes);
            let live: u64 = due.iter().filter_map(|pack| sizes.remove(pack)).map(|size| size.live).sum();
            if live > 0 {
                copied += live;
                next += 1;
                sizes.insert(next, Size { live, stored: live });
            }
        }
        assert!(sizes.len() <= MANY && copied < 10 * 1000 * 100, "{} {copied}", sizes.len());
    }
}
