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
mod notice;
mod packs;
mod recall;
mod terms;
mod update;

pub use bits::Bits;
pub use load::{Change, Loaded, Progress, Read, Source, Step, Upkeep, load};
pub use manifest::Reason;
pub use notice::Notice;

use terms::{Place, Terms};

/// Which incidents hold which words.
pub struct Index {
    terms: Terms,
    /// The id of each source, in the order they were given to [`load`]; none for one that is not in the index.
    ids: Vec<Option<u64>>,
}

impl Index {
    fn new(terms: Terms, ids: Vec<Option<u64>>) -> Self {
        Self { terms, ids }
    }
}
