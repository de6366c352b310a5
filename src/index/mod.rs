//! Narratives made searchable and codable fast; a cache, never the truth.
//!
//! [`load`] reads a corpus with the help of the cache folder and hands back the
//! reads and, where there is one, the [`Index`] that tells which incidents are
//! worth the matcher's time. Whatever happens to the folder, the reads and all
//! that follows from them are the same; a [`Notice`] says what it cost.

mod arrangement;
mod asking;
mod assembled;
pub mod bits;
mod coded;
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
mod memory;
mod meter;
mod needs;
mod notice;
pub mod offers;
mod packs;
mod present;
pub mod query;
mod reading;
mod recall;
pub mod search;
mod tend;
mod terms;
mod update;

pub use asking::Coded;
pub use assembled::Standing;
pub use bits::Bits;
pub use derive::{needs_of_codebook, needs_of_pattern, needs_of_rule};
pub use load::{Change, Loaded, Read, Reader, Source, Upkeep, discard, load};
pub use manifest::{Reason, hex};
pub use memory::{Memory, NoMemory};
pub use meter::{Progress, Stage, Step};
pub use needs::Needs;
pub use notice::Notice;
pub use reading::Manner;
pub use search::Search;
pub use tend::{Stock, optimize, tend};

use crate::corpus::Places;
use crate::text::Language;
use crate::text::stem::Stemmer;
use arrangement::Arrangement;
use sha2::{Digest as _, Sha256};
use std::io;
use terms::{Terms, Test};

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
}

/// To test one key takes as long as the matcher takes for so many bytes of narrative, measured.
const BYTES_FOR_A_KEY: usize = 8;

impl Index {
    fn new(terms: Terms, ids: Vec<Option<u64>>) -> Self {
        let arrangement = Arrangement::of(&[], &Places::default());
        let (shelf, sources, content) = (None, None, None);
        Self { terms, ids, arrangement, incidents: 0, shelf, sources, content }
    }

    /// Says which incidents make up the corpus: all narratives of the sources given to [`load`], in
    /// their order.
    pub fn arrange(&mut self, places: &Places) {
        self.content = self.sources.as_ref().map(|sources| {
            let mut hash = Sha256::new();
            hash.update(sources);
            places.sizes().for_each(|size| hash.update(size.to_le_bytes()));
            manifest::hex(&hash.finalize())
        });
        self.arrangement = Arrangement::of(&self.ids, places);
        self.incidents = places.len();
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
        self.terms.holding(test, &self.arrangement, self.incidents)
    }

    /// The keys with this stem.
    fn with_stem(&self, language: &Language, stem: &str) -> Vec<String> {
        let Some(stemmer) = Stemmer::of(language) else { return Vec::new() };
        let passes = |key: &str| stemmer.stem(keys::exact(key)) == stem;
        let beginnings = stemmer.beginnings(stem);
        let mut found = Vec::new();
        for before in ["", keys::MARKED] {
            for beginning in &beginnings {
                let prefix = format!("{before}{beginning}");
                found.extend(self.terms.passing(&Test::Scan { prefix: &prefix, passes: &passes }));
            }
        }
        found.sort();
        found.dedup();
        found
    }
}
