//! The desk behind the page: what is read, who sits at it, and what lies there at this moment.

use super::refusal::{Kind, Refusal};
use super::snapshot::Snapshot;
use super::work::Work;
use crate::codebook::Codebook;
use crate::coding::journal::{Coder, Did, Entry, KnownJournals, Pen, Version, undone};
use crate::coding::moves;
use crate::span::Span;
use crate::study::{Loaded, Stamps, Study};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// After a look at the files, this many times its duration passes before the next one.
const REST: u32 = 20;
/// And at least this long.
const LEAST_REST: Duration = Duration::from_millis(700);

/// Whether the outcome and what others gave is hidden.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blind {
    /// Everything is shown, until the page asks for blindness.
    No,
    /// Hidden, and the page cannot show it.
    Always,
}

/// What a page is opened on.
pub struct Setting {
    /// The study.
    pub study: Study,
    /// Its corpus as it was read.
    pub loaded: Loaded,
    /// Its codes, where it has a codebook.
    pub codebook: Option<Codebook>,
    /// Who sits at the page; none where it only shows.
    pub coder: Option<Coder>,
    /// Whether the outcome and what others gave is hidden.
    pub blind: Blind,
}

/// The desk: one person, one study.
pub struct Desk {
    coder: Option<Coder>,
    always_blind: bool,
    blind: AtomicBool,
    ending_hidden: AtomicBool,
    lying: RwLock<Lying>,
    /// When the files may be looked at again.
    rested: Mutex<Instant>,
    /// Held by who reads the files anew or writes: what lies on the desk never grows older. The
    /// journals as they were last read.
    turn: Mutex<KnownJournals>,
}

/// What lies on the desk.
#[derive(Clone)]
struct Lying {
    snapshot: Arc<Snapshot>,
    work: Arc<Work>,
    stamps: Stamps,
    version: u64,
    trouble: Option<Refusal>,
}

/// What lies on the desk at one moment, for one answer.
pub struct View {
    /// The study.
    pub snapshot: Arc<Snapshot>,
    /// What its coders did.
    pub work: Arc<Work>,
    /// A number that rises when something changed.
    pub version: u64,
    /// Why what lies there is older than the files.
    pub trouble: Option<Refusal>,
    /// Who sits at the page; none where it only shows.
    pub coder: Option<Coder>,
    /// The outcome and what others gave is hidden.
    pub blind: bool,
    /// And cannot be shown.
    pub always_blind: bool,
    /// The last paragraph, in which stories tell how it ended, is hidden too.
    pub ending_hidden: bool,
}

impl View {
    /// What is shown of the narrative at this place: its beginning, as far as nothing is hidden.
    pub fn narrative(&self, place: usize) -> &str {
        let narrative = &self.snapshot.incidents()[place].narrative;
        match self.ending_hidden {
            true => &narrative[..self.snapshot.ending(place)],
            false => narrative,
        }
    }

    /// True for a stretch, in bytes, of what is shown of the narrative at this place.
    pub fn reaches(&self, place: usize, span: Span) -> bool {
        !self.ending_hidden || span.end <= self.snapshot.ending(place)
    }

    /// The suggestions of an incident that wait for a verdict and are shown, by their place among
    /// its suggestions.
    pub fn waiting(&self, place: usize) -> impl Iterator<Item = usize> {
        let waiting = self.work.waiting(place).iter().copied();
        waiting.filter(move |at| self.reaches(place, self.snapshot.suggestions.get(place, *at).span))
    }

    /// True for the person at the page.
    pub fn is_own(&self, name: &str) -> bool {
        self.coder.as_ref().is_some_and(|coder| coder.name == name)
    }

    /// True where what this coder did is shown; a place among the standings.
    pub fn shows(&self, coder: usize) -> bool {
        !self.blind || self.work.is_own(coder)
    }
}

impl Desk {
    /// Lays a study open.
    pub fn new(setting: Setting) -> Self {
        let Setting { study, loaded, codebook, coder, blind } = setting;
        // Before anything is derived: what changes meanwhile is seen at the first look.
        let stamps = study.stamps();
        let snapshot = Arc::new(Snapshot::new(study, loaded, codebook));
        let mut known = KnownJournals::default();
        let work = Arc::new(Work::read(&snapshot, coder.as_ref(), &mut known));
        let always_blind = blind == Blind::Always;
        Self {
            coder,
            always_blind,
            blind: AtomicBool::new(always_blind),
            ending_hidden: AtomicBool::new(false),
            lying: RwLock::new(Lying { snapshot, work, stamps, version: 1, trouble: None }),
            rested: Mutex::new(Instant::now()),
            turn: Mutex::new(known),
        }
    }

    /// What lies there now.
    pub fn view(&self) -> View {
        let Lying { snapshot, work, version, trouble, .. } = self.lying();
        View {
            snapshot,
            work,
            version,
            trouble,
            coder: self.coder.clone(),
            blind: self.blind.load(Ordering::Relaxed),
            always_blind: self.always_blind,
            ending_hidden: self.ending_hidden.load(Ordering::Relaxed),
        }
    }

    /// Hides or shows the outcome and what others gave, and while they are hidden the last paragraph.
    ///
    /// # Errors
    /// The page was opened blind for good.
    pub fn set_blind(&self, blind: bool, ending: bool) -> Result<(), Refusal> {
        if self.always_blind && !blind {
            let what = "this page was opened blind";
            return Err(Refusal::new(Kind::Forbidden, what, "start keerpunt serve without --blind"));
        }
        self.blind.store(blind, Ordering::Relaxed);
        self.ending_hidden.store(blind && ending, Ordering::Relaxed);
        self.lying.write().unwrap_or_else(PoisonError::into_inner).version += 1;
        Ok(())
    }

    /// Looks whether files changed, unless that was done a moment ago, and reads what did.
    pub fn look(&self) {
        let Ok(mut rested) = self.rested.try_lock() else { return };
        if *rested <= Instant::now() {
            let looked = self.refresh();
            *rested = Instant::now() + (looked * REST).max(LEAST_REST);
        }
    }

    /// Reads what changed, and says how long it took to see whether something did.
    fn refresh(&self) -> Duration {
        let mut known = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.lying();
        let begun = Instant::now();
        let stamps = before.snapshot.study.stamps();
        let looked = begun.elapsed();
        if stamps == before.stamps {
            return looked;
        }
        let mut now = before.clone();
        now.stamps = stamps;
        if stamps.sources != before.stamps.sources {
            match before.snapshot.again() {
                Ok(snapshot) => (now.snapshot, now.trouble) = (Arc::new(snapshot), None),
                Err(trouble) => now.trouble = Some(trouble),
            }
        }
        now.work = Arc::new(Work::read(&now.snapshot, self.coder.as_ref(), &mut known));
        self.lay(now);
        looked
    }

    /// Writes entries into the journal of the person at the page; once this returns they are on
    /// the disk.
    ///
    /// # Errors
    /// The page only shows, or the journal cannot be written; it is as it was.
    pub fn write(&self, did: Did) -> Result<Entry, Refusal> {
        let version = version(&self.lying().snapshot.codebook);
        self.with_pen(|pen| {
            let mut dids = moves(pen, self.lying().snapshot.incidents());
            dids.push(did);
            let entries = pen.write(version.as_ref(), dids)?;
            entries
                .into_iter()
                .next_back()
                .ok_or_else(|| Refusal::new(Kind::Machine, "nothing was written", "do it again"))
        })
    }

    /// Takes back the last thing that the person at the page did, and returns it.
    ///
    /// # Errors
    /// There is nothing to take back, or the journal cannot be written.
    pub fn undo(&self) -> Result<Entry, Refusal> {
        self.with_pen(|pen| {
            let Some(last) = pen.journal().latest(Did::is_work).cloned() else {
                let what = "you did nothing that could be undone";
                return Err(Refusal::new(Kind::NotThere, what, "what others did is theirs to undo"));
            };
            debug_assert!(!undone(pen.journal().entries.iter()).contains(&last.id));
            pen.write(None, vec![Did::Undo { of: last.id }])?;
            Ok(last)
        })
    }

    fn with_pen<T>(&self, write: impl FnOnce(&mut Pen) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let Some(coder) = &self.coder else {
            let help = "start keerpunt serve without --read-only to code";
            return Err(Refusal::new(Kind::Forbidden, "this page only shows", help));
        };
        let mut known = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut now = self.lying();
        let mut pen = Pen::open(now.snapshot.study.root(), coder)?;
        let written = write(&mut pen)?;
        drop(pen);
        now.stamps.journals = now.snapshot.study.journal_stamp();
        now.work = Arc::new(Work::read(&now.snapshot, self.coder.as_ref(), &mut known));
        self.lay(now);
        Ok(written)
    }

    fn lying(&self) -> Lying {
        self.lying.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn lay(&self, now: Lying) {
        let mut lying = self.lying.write().unwrap_or_else(PoisonError::into_inner);
        let version = lying.version + 1;
        *lying = Lying { version, ..now };
    }
}

/// The codebook as entries name it; none where the study has none.
fn version(codebook: &Codebook) -> Option<Version> {
    let Codebook { id, version, hash, .. } = codebook;
    (!hash.is_empty()).then(|| Version { id: id.clone(), version: version.clone(), hash: hash.clone() })
}
