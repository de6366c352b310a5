//! All journals of a study.

use super::FOLDER;
use super::coder::{Coder, Kind};
use super::entry::{Did, Entry};
use super::read::{Journal, read};
use super::standing::{Standing, standing};
use crate::corpus::{Problem, ProblemCode};
use crate::files;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// A file that was written so shortly before it was read may change again without another time.
const SETTLED: Duration = Duration::from_secs(2);

/// What all coders of a study did.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    /// One for each coder, by name.
    pub standings: Vec<Standing>,
    /// Every entry, in the order of the work.
    pub entries: Vec<Entry>,
    /// What is not as it should be in the files.
    pub problems: Vec<Problem>,
}

/// Reads every journal of a study. An entry counts for the coder that it names, and once,
/// whatever file it stands in: files that were copied, renamed or put together lose nothing.
pub fn shelf(study: &Path) -> Shelf {
    shelf_again(study, &mut KnownJournals::default())
}

/// Journals as they were read, for reading the shelf again: a file that stands as it stood is not
/// read anew.
#[derive(Debug, Default)]
pub struct KnownJournals {
    files: HashMap<PathBuf, (Stamp, Arc<Journal>)>,
}

/// What a file looked like: its size and time.
type Stamp = (u64, SystemTime);

impl KnownJournals {
    /// The journal in `study` at `file`, which is named from the study.
    fn journal(&mut self, study: &Path, file: &Path) -> io::Result<Arc<Journal>> {
        let path = study.join(file);
        let data = fs::metadata(&path)?;
        let stamp = data.modified().ok().map(|time| (data.len(), time));
        if let Some((_, journal)) = self.files.get(file).filter(|(known, _)| Some(*known) == stamp) {
            return Ok(journal.clone());
        }
        let journal = Arc::new(read(&files::read(&path)?, file));
        let settled = |stamp: &Stamp| stamp.1.elapsed().is_ok_and(|age| age > SETTLED);
        match stamp.filter(settled) {
            Some(stamp) => self.files.insert(file.to_path_buf(), (stamp, journal.clone())),
            None => self.files.remove(file),
        };
        Ok(journal)
    }
}

/// Reads every journal of a study as [`shelf`] does, but for those that are known.
pub fn shelf_again(study: &Path, known: &mut KnownJournals) -> Shelf {
    let mut shelf = Shelf::default();
    let mut kinds: BTreeMap<String, Kind> = BTreeMap::new();
    let mut entries: BTreeMap<Uuid, (Entry, PathBuf)> = BTreeMap::new();
    for name in names(study, &mut shelf.problems) {
        let file = Path::new(FOLDER).join(&name);
        let journal = match known.journal(study, &file) {
            Ok(journal) => journal,
            // It was there when the folder was listed and is gone. The program removes no journal; a person, git or
            // a shared drive may.
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => {
                let message = format!("the journal cannot be read: {error}");
                let help = "let yourself read it; until then its codings are not counted";
                shelf
                    .problems
                    .push(Problem::warning(ProblemCode::UnreadableFile, message).in_file(file).help(help));
                continue;
            }
        };
        shelf.problems.extend(journal.problems.iter().cloned());
        for entry in journal.entries.iter().cloned() {
            if let Did::Begin { who: Coder { name, kind }, .. } = &entry.did {
                kinds.insert(name.clone(), *kind);
            }
            match entries.get(&entry.id) {
                Some((other, first)) if *other != entry => {
                    let message = format!(
                        "an entry with the id {} stands in {} too, and differs",
                        entry.id,
                        first.display()
                    );
                    let help = "the one there is used; keep the right one and take the other out";
                    let problem = Problem::warning(ProblemCode::EntryTwice, message);
                    shelf.problems.push(problem.in_file(&file).help(help));
                }
                Some(_) => {}
                None => {
                    entries.insert(entry.id, (entry, file.clone()));
                }
            }
        }
    }
    shelf.entries = entries.into_values().map(|(entry, _)| entry).collect();
    let mut by_coder: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for entry in shelf.entries.iter().cloned() {
        by_coder.entry(entry.coder.clone()).or_default().push(entry);
    }
    let standings: Vec<Standing> = by_coder
        .into_iter()
        .map(|(name, entries)| {
            let kind = kinds.get(&name).copied().unwrap_or_default();
            standing(Coder { name, kind }, &entries)
        })
        .collect();
    for one in standings.iter().filter(|one| !one.loose.is_empty()) {
        let (name, count) = (&one.coder.name, one.loose.len());
        let message =
            format!("{count} entries of `{name}` speak of an entry that is not there ({})", one.loose[0]);
        let help =
            "lines are missing from that coder's journal; look for a fuller copy, in a backup or with git";
        shelf.problems.push(Problem::warning(ProblemCode::LooseEntry, message).in_file(FOLDER).help(help));
    }
    shelf.standings = standings;
    shelf
}

/// The names of the journals, in order.
fn names(study: &Path, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let listed = match fs::read_dir(study.join(FOLDER)) {
        Ok(listed) => listed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let message = format!("the folder of the codings cannot be read: {error}");
            problems.push(Problem::warning(ProblemCode::UnreadableFolder, message).in_file(FOLDER));
            return Vec::new();
        }
    };
    let mut names: Vec<PathBuf> = listed
        .filter_map(Result::ok)
        .map(|file| PathBuf::from(file.file_name()))
        .filter(|name| name.extension().is_some_and(|ending| ending == "jsonl"))
        .filter(|name| !name.to_string_lossy().starts_with('.'))
        .collect();
    names.sort();
    names
}
