//! Narratives made searchable and codable fast; a cache, never the truth.
//!
//! [`load`] reads a corpus with the help of the cache folder and hands back the
//! reads and, where there is one, the [`Index`] that tells which incidents are
//! worth the matcher's time. Whatever happens to the folder, the reads and all
//! that follows from them are the same; a [`Notice`] says what it cost.

pub mod bits;
mod keys;
mod load;
mod lock;
mod manifest;
mod needs;
mod notice;
mod packs;
pub mod query;
mod recall;
mod terms;
mod update;

pub use bits::Bits;
pub use load::{Change, Loaded, Progress, Read, Source, Step, Upkeep, load};
pub use manifest::Reason;
pub use needs::Needs;
pub use notice::Notice;

use needs::Arrangement;
use std::collections::HashMap;
use std::io;
use terms::{Place, Terms, Test};

/// Which incidents hold which words.
pub struct Index {
    terms: Terms,
    /// The id of each source, in the order they were given to [`load`]; none for one that is not in the index.
    ids: Vec<Option<u64>>,
    arrangement: Arrangement,
    incidents: usize,
}

impl Index {
    fn new(terms: Terms, ids: Vec<Option<u64>>) -> Self {
        let arrangement = Arrangement { positions: HashMap::new(), unknown: Bits::none(0) };
        Self { terms, ids, arrangement, incidents: 0 }
    }

    /// Says which incidents make up the corpus: for each, in corpus order, the
    /// source (by its place among those given to [`load`]) and the number of its
    /// narrative in that source's [`Read::narratives`].
    pub fn arrange(&mut self, incidents: &[(usize, usize)]) {
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

    /// The incidents of the corpus that may fulfil `needs`: all that do, and perhaps others.
    ///
    /// # Errors
    /// The index cannot be read; the caller takes every incident.
    pub fn candidates(&self, needs: &Needs) -> io::Result<Bits> {
        needs.incidents(&self.terms, &self.arrangement, self.incidents)
    }

    /// Every key of the indexed incidents that passes, in order.
    ///
    /// # Errors
    /// The index cannot be read.
    pub fn keys(&self, passes: &(dyn Fn(&str) -> bool + Sync)) -> io::Result<Vec<String>> {
        self.terms.passing(&Test::Scan { prefix: "", passes })
    }
}
