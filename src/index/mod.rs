//! Narratives made searchable and codable fast; a cache, never the truth.
//!
//! [`load`] reads a corpus with the help of the cache folder and hands back the
//! reads and, where there is one, the [`Index`] that tells which incidents are
//! worth the matcher's time. Whatever happens to the folder, the reads and all
//! that follows from them are the same; a [`Notice`] says what it cost.

pub mod bits;
mod corpus;
mod derive;
pub mod explain;
mod held_folder;
mod kept;
mod keys;
pub mod left_out;
mod load;
mod lock;
mod manifest;
pub mod meant;
mod meter;
mod needs;
mod notice;
pub mod offers;
mod packs;
pub mod query;
mod recall;
pub mod search;
mod terms;
mod update;

pub use bits::Bits;
pub use derive::{needs_of_codebook, needs_of_pattern, needs_of_rule};
pub use load::{Change, Loaded, Read, Source, Upkeep, discard, load};
pub use manifest::{Reason, hex};
pub use meter::{Progress, Stage, Step};
pub use needs::Needs;
pub use notice::Notice;
pub use search::Search;

use crate::text::Language;
use crate::text::stem::Stemmer;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use terms::{Place, Terms, Test};

/// Which incidents hold which words.
pub struct Index {
    terms: Terms,
    /// The id of each source, in the order they were given to [`load`]; none for one that is not in the index.
    ids: Vec<Option<u64>>,
    arrangement: Arrangement,
    incidents: usize,
    /// Where what was made of the corpus is kept.
    shelf: Option<kept::Shelf>,
    /// What stands in the sources, and how they were read; none where some are not in the index.
    sources: Option<String>,
    /// The same, with which incidents were made of it.
    content: Option<String>,
    /// The keys by their stem, for each language that was asked for.
    stems: Mutex<HashMap<Language, Arc<Stems>>>,
}

/// Keys by their stem.
type Stems = HashMap<String, Vec<String>>;

/// Where each incident of a corpus stands, and which are not in the index.
struct Arrangement {
    positions: HashMap<Place, usize>,
    /// Not in the index, so always worth a look.
    unknown: Bits,
}

/// To test one key takes as long as the matcher takes for so many bytes of narrative, measured.
const BYTES_FOR_A_KEY: usize = 8;

impl Index {
    fn new(terms: Terms, ids: Vec<Option<u64>>) -> Self {
        let arrangement = Arrangement { positions: HashMap::new(), unknown: Bits::none(0) };
        let (shelf, sources, content) = (None, None, None);
        Self { terms, ids, arrangement, incidents: 0, shelf, sources, content, stems: Mutex::default() }
    }

    /// Says which incidents make up the corpus: for each, in corpus order, the
    /// source (by its place among those given to [`load`]) and the number of its
    /// narrative in that source's [`Read::narratives`].
    pub fn arrange(&mut self, incidents: &[(usize, usize)]) {
        self.content = self.sources.as_ref().map(|sources| {
            let mut hash = Sha256::new();
            hash.update(sources);
            for (source, number) in incidents {
                hash.update(source.to_le_bytes());
                hash.update(number.to_le_bytes());
            }
            manifest::hex(&hash.finalize())
        });
        let mut unknown = Bits::none(incidents.len());
        let mut positions = HashMap::with_capacity(incidents.len());
        for (at, (source, number)) in incidents.iter().enumerate() {
            match (self.ids.get(*source).copied().flatten(), u32::try_from(*number)) {
                (Some(id), Ok(number)) => drop(positions.insert((id, number), at)),
                _ => unknown.insert(at),
            }
        }
        self.arrangement = Arrangement { positions, unknown };
        self.incidents = incidents.len();
    }

    /// Says what the narratives of the corpus are and in which order they stand: another text for
    /// others. `None` where the index does not know them all.
    pub fn content(&self) -> Option<&str> {
        self.content.as_deref()
    }

    /// True where asking is expected to cost less than reading `bytes` of narrative,
    /// which is all that asking can spare.
    pub fn pays(&self, needs: &Needs, bytes: usize) -> bool {
        needs.scans().saturating_mul(self.terms.len()).saturating_mul(BYTES_FOR_A_KEY) <= bytes
    }

    /// The incidents of the corpus that may fulfil `needs`: all that do, and perhaps others.
    ///
    /// # Errors
    /// The index cannot be read; the caller takes every incident.
    pub fn candidates(&self, needs: &Needs) -> io::Result<Bits> {
        needs.incidents(self)
    }

    fn holding(&self, test: &Test<'_>) -> io::Result<Bits> {
        self.terms.holding(test, &self.arrangement.positions, self.incidents)
    }

    /// The keys with this stem. A language's keys are stemmed once, when they are first asked for.
    fn with_stem(&self, language: &Language, stem: &str) -> io::Result<Vec<String>> {
        let mut known = self.stems.lock().unwrap_or_else(PoisonError::into_inner);
        let stems = match known.get(language) {
            Some(stems) => Arc::clone(stems),
            None => {
                let stems = Arc::new(self.stems_of(language)?);
                known.insert(language.clone(), Arc::clone(&stems));
                stems
            }
        };
        Ok(stems.get(stem).cloned().unwrap_or_default())
    }

    fn stems_of(&self, language: &Language) -> io::Result<Stems> {
        let mut stems = Stems::new();
        let Some(stemmer) = Stemmer::of(language) else { return Ok(stems) };
        for key in self.terms.passing(&Test::Scan { prefix: "", passes: &|_| true })? {
            stems.entry(stemmer.stem(keys::exact(&key))).or_default().push(key);
        }
        Ok(stems)
    }
}
