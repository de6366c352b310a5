//! The corpus of a study read: with what the cache kept, into incidents, an index and an account.

use super::account::{Account, FileAccount};
use super::remembered::{About, Remembered};
use super::{Study, cache};
use crate::coding::journal::{self, Shelf};
use crate::coding::{self, Codings};
use crate::corpus::{self, Corpus, FileRead, Incident, Incidents, Passed, Problem, ProblemCode, SourceFile};
use crate::diagnostic::{Severity, nearest};
use crate::index::{self, Index, Manner, Notice, Progress, Reader, Source, Standing, Stock, Upkeep};
use crate::text::MODEL;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A study's corpus, read.
pub struct Loaded {
    /// The incidents and what is known of their attributes. What is wrong with
    /// them stands in the account.
    pub corpus: Corpus,
    /// Which incidents hold which words, where there is an index.
    pub index: Option<Index>,
    /// What the archive's people gave.
    archive: Codings,
    /// The same with what the study's own coders gave, once somebody asked for it: each of their
    /// codings is looked up in its narrative.
    codings: OnceLock<Codings>,
    /// What the study's coders did, as their journals tell it.
    pub shelf: Shelf,
    /// What was read, and what was not.
    pub account: Account,
}

impl Loaded {
    /// What the archive's people gave, without the study's own coders.
    pub fn archive(&self) -> &Codings {
        &self.archive
    }

    /// What people gave: those of the archive, and the study's own coders.
    pub fn codings(&self) -> &Codings {
        if self.shelf.standings.is_empty() {
            return &self.archive;
        }
        self.codings.get_or_init(|| {
            let mut codings = self.archive.clone();
            codings.add(&self.shelf.standings, &self.corpus.incidents);
            codings
        })
    }
}

impl Study {
    /// Reads the corpus, and brings the index up to date as far as `upkeep` allows.
    ///
    /// The corpus is the same whatever the cache holds and whatever `upkeep` says.
    pub fn load(&self, upkeep: Upkeep, progress: Progress<'_>) -> Loaded {
        let collection = &self.settings.collection;
        let found = corpus::sources(collection);
        let cache = Cache::of(self, upkeep);
        let sources: Vec<Source> = found.files.iter().map(source).collect();
        let files: HashMap<&Source, &SourceFile> = sources.iter().zip(&found.files).collect();
        // Unnamed files for large texts: on the disk of the cache, which is ours, where we may write there.
        let spool = match cache.upkeep {
            Upkeep::UpToDate => cache.folder.clone(),
            Upkeep::Frozen | Upkeep::Without => std::env::temp_dir(),
        };
        let read = |source: &Source, passed: Passed<'_>| -> FileRead {
            corpus::read(files[source], collection, &spool, passed)
        };
        let remembered = Remembered::of(self, &found);
        let spares = |standing: &Standing<'_>| remembered.is_kept(standing);
        let reader = Reader { read: &read, spares: &spares, memory: self.memory };
        let manner = Manner { language: collection.language.clone(), speakers: collection.speakers.clone() };
        let loaded = index::load(&cache.folder, MODEL, &manner, &sources, cache.upkeep, reader, progress);
        let known = remembered.take().filter(|_| loaded.spared);
        let mut account = Account {
            files: Vec::with_capacity(sources.len()),
            removed: loaded.removed,
            notices: cache.notice.into_iter().chain(loaded.notices).collect(),
            cache: (cache.upkeep != Upkeep::Without).then_some(cache.folder),
            problems: found.problems,
            left_out: found.left_out,
            ..Account::default()
        };
        let codes = &self.settings.archive_codes;
        let gathered = coding::gather(codes, collection, &found.files, &loaded.reads);
        let mut index = loaded.index;
        let names = found.files.iter().map(|file| file.name.clone()).collect::<Vec<_>>();
        let (corpus, mut about) = match known {
            Some((corpus, about)) => {
                index.iter_mut().for_each(|index| index.arrange(&corpus.places));
                (corpus, about)
            }
            None => {
                let (corpus, about) = self.put_together(found.files, loaded.reads, &spool);
                if let Some(index) = &mut index {
                    index.arrange(&corpus.places);
                    remembered.keep(index, &corpus, &about);
                }
                (corpus, about)
            }
        };
        let sizes = corpus.places.sizes().chain(std::iter::repeat(0));
        for (number, ((file, change), incidents)) in
            names.into_iter().zip(loaded.changes).zip(sizes).enumerate()
        {
            let skipped = about.skipped.binary_search(&number).is_ok();
            account.files.push(FileAccount { file, change, incidents, skipped });
        }
        account.incidents = corpus.incidents.len();
        account.without_text = corpus.incidents.without_text();
        account.problems.append(&mut about.problems);
        account.notes.append(&mut about.notes);
        account.remarks.append(&mut about.remarks);
        // A corpus without a study file has no place where people's work could stand.
        let mut shelf = self.file().map(|_| journal::shelf(self.root())).unwrap_or_default();
        account.problems.append(&mut shelf.problems);
        let mut brought = gathered.finish(collection, &corpus);
        account.problems.append(&mut brought.problems);
        account.problems.extend(brought.kinds.faults(&shelf.standings));
        account.notes.append(&mut brought.notes);
        account.remarks.append(&mut brought.remarks);
        Loaded { corpus, index, archive: brought.codings, codings: OnceLock::new(), shelf, account }
    }

    /// Puts the corpus together; `spool` is the folder for unnamed files.
    fn put_together(&self, files: Vec<SourceFile>, reads: Vec<FileRead>, spool: &Path) -> (Corpus, About) {
        let skipped = reads.iter().enumerate().filter(|(_, read)| read.skipped).map(|(number, _)| number);
        let mut about = About { skipped: skipped.collect(), ..About::default() };
        let collection = &self.settings.collection;
        let mut corpus = corpus::assemble(collection, files, reads, spool).unwrap_or_else(|error| {
            let problems = vec![not_put_together(spool, &error)];
            Corpus { problems, ..Corpus::default() }
        });
        about.problems.append(&mut corpus.problems);
        about.notes.append(&mut corpus.notes);
        match self.without_outcome_column(&corpus.incidents) {
            Some(problem) => about.problems.push(problem),
            // A table that was not read may hold outcomes enough.
            None if about.problems.iter().any(|one| one.code == ProblemCode::AttributeTable) => {}
            None => about.remarks.extend(self.outcomes_to_fill_in(&corpus.incidents)),
        }
        about.remarks.extend(self.unnamed_speakers(&corpus.incidents));
        (corpus, about)
    }

    /// Throws the index away, where there is one: the next load makes it anew.
    ///
    /// # Errors
    /// Another command is writing it, or it cannot be removed.
    pub fn discard_index(&self) -> Result<(), Notice> {
        match self.cache() {
            Some(folder) if folder.exists() => index::discard(&folder),
            _ => Ok(()),
        }
    }

    /// Gathers what is due in the index, if anything is: for when results were told and nobody waits.
    pub fn tend_index(&self) {
        if let Some(folder) = self.cache().filter(|folder| folder.exists()) {
            index::tend(&folder);
        }
    }

    /// Gathers all of the index; says what it was made of before and is made of now, `None` where there
    /// is none.
    ///
    /// # Errors
    /// Another command is writing it, or it cannot be written; then it is as it was.
    pub fn optimize_index(&self) -> Result<Option<(Stock, Stock)>, Notice> {
        match self.cache() {
            Some(folder) if folder.exists() => index::optimize(&folder),
            _ => Ok(None),
        }
    }

    /// Says that a table of attributes has no column for the outcome, where no incident has one.
    fn without_outcome_column(&self, incidents: &Incidents) -> Option<Problem> {
        let collection = &self.settings.collection;
        let outcome = collection.outcome.as_ref()?;
        let name = outcome.attribute.as_str();
        if incidents.is_empty() || incidents.one_by_one().any(|one| one.attribute(name).is_some()) {
            return None;
        }
        let entry = collection.entries.iter().find(|entry| entry.table.is_some())?;
        let table = entry.table.as_ref()?;
        let path = collection.root.join(&table.file);
        let read =
            corpus::beside(&path, Path::new(&table.file), 1, &[&table.id], &collection.language).ok()?;
        let own = |one: &str| corpus::levelled(one) == corpus::levelled(&table.id);
        if read.names.iter().any(|one| *one == name) || !read.names.iter().any(|one| own(one)) {
            return None;
        }
        let spelling = |text: &str| {
            let mut means = outcome.values.iter().flat_map(|value| value.means.iter().chain([&value.value]));
            means.any(|means| means.trim().to_lowercase() == text.trim().to_lowercase())
        };
        let holds_outcomes = |at: usize| {
            let cells = read.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.0 as usize == at);
            cells.flat_map(|cell| cell.2.each()).any(|text| spelling(text))
        };
        let meant = nearest(name, read.names.iter().map(String::as_str))
            .or_else(|| {
                (0..read.names.len()).find(|at| holds_outcomes(*at)).map(|at| read.names[at].as_str())
            })
            .map(|near| format!("; did you mean `{near}`?"))
            .unwrap_or_default();
        let message = format!(
            "the table has no column `{name}`, so no incident has an outcome; its columns are {}{meant}",
            read.names.join(", ")
        );
        let help = "call the column so, or name the right one under `outcome:` in keerpunt.yaml";
        Some(Problem::warning(ProblemCode::AttributeTable, message).in_file(&table.file).help(help))
    }

    /// Says that nobody filled in an outcome yet, where that is so.
    fn outcomes_to_fill_in(&self, incidents: &Incidents) -> Option<String> {
        let collection = &self.settings.collection;
        let outcome = collection.outcome.as_ref()?;
        let filled = |incident: Incident| incident.attribute(&outcome.attribute).is_some();
        if incidents.is_empty() || incidents.one_by_one().any(filled) {
            return None;
        }
        let table = collection.entries.iter().find_map(|entry| entry.table.as_ref());
        let place = match table {
            Some(table) => format!("fill in the column `{}` of {}", outcome.attribute, table.file),
            None => format!("give the incidents an attribute `{}`", outcome.attribute),
        };
        let values: Vec<&str> = outcome.values.iter().map(|one| one.value.as_str()).collect();
        let values = match values.is_empty() {
            true => String::new(),
            false => format!(" ({})", values.join(" or ")),
        };
        Some(format!("no incident has an outcome yet, so the table has nothing to compare: {place}{values}"))
    }
}

fn not_put_together(spool: &Path, error: &io::Error) -> Problem {
    let message = format!("the incidents cannot be put together: {error}");
    let help = format!("see whether the disk of {} is there and has room, then run again", spool.display());
    Problem::new(Severity::Fault, ProblemCode::UnreadableFile, message).help(help)
}

fn source(file: &SourceFile) -> Source {
    Source { path: file.path.clone(), name: as_text(&file.name), recipe: file.recipe() }
}

/// A name that can be written down and stands for this path alone: old archives
/// hold names in encodings that no text has.
fn as_text(name: &Path) -> PathBuf {
    if name.to_str().is_some() {
        return name.to_path_buf();
    }
    let mut text = name.to_string_lossy().into_owned();
    for byte in name.as_os_str().as_encoded_bytes() {
        let _ = write!(text, "{byte:02x}");
    }
    text.into()
}

/// Which folder serves, and what may be done there.
struct Cache {
    folder: PathBuf,
    upkeep: Upkeep,
    notice: Option<Notice>,
}

impl Cache {
    fn of(study: &Study, upkeep: Upkeep) -> Self {
        let without = Self { folder: PathBuf::new(), upkeep: Upkeep::Without, notice: None };
        if upkeep == Upkeep::Without {
            return without;
        }
        let Some(folder) = study.cache() else { return without };
        let refused = match upkeep {
            Upkeep::UpToDate => cache::prepare(&folder).err(),
            Upkeep::Frozen | Upkeep::Without => None,
        };
        match refused {
            // What is kept there may still be read.
            Some(error) => {
                let notice = Some(Notice::NotWritten { folder: folder.clone(), error });
                Self { folder, upkeep: Upkeep::Frozen, notice }
            }
            None => Self { folder, upkeep, notice: None },
        }
    }
}
