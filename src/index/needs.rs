//! What an incident must hold to be worth the matcher's time.

use super::terms::{Terms, Test};
use super::{Bits, Place};
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

/// A condition on the keys of an incident. It may let through too many incidents, never too few.
#[derive(Clone)]
pub enum Needs {
    /// Every incident may have a hit.
    Anything,
    /// Each of them.
    And(Vec<Needs>),
    /// At least one of them; of none, nothing.
    Or(Vec<Needs>),
    /// This key.
    Key(String),
    /// A key that begins so and passes.
    Passing {
        /// What it begins with; empty where that is not known.
        prefix: String,
        /// Whether it passes.
        passes: Arc<dyn Fn(&str) -> bool + Send + Sync>,
    },
}

/// Where each incident of a corpus stands, and which are not in the index.
pub(super) struct Arrangement {
    pub positions: HashMap<Place, usize>,
    /// Not in the index, so always worth a look.
    pub unknown: Bits,
}

impl Needs {
    /// The incidents that may fulfil it.
    pub(super) fn incidents(&self, terms: &Terms, arrangement: &Arrangement, all: usize) -> io::Result<Bits> {
        let mut found = match self {
            Needs::Anything => Bits::all(all),
            Needs::And(parts) => {
                let mut found = Bits::all(all);
                for part in parts {
                    found.keep(&part.incidents(terms, arrangement, all)?);
                }
                found
            }
            Needs::Or(parts) => {
                let mut found = Bits::none(all);
                for part in parts {
                    found.add(&part.incidents(terms, arrangement, all)?);
                }
                found
            }
            Needs::Key(key) => terms.holding(&Test::Exact(key), &arrangement.positions, all)?,
            Needs::Passing { prefix, passes } => {
                terms.holding(&Test::Scan { prefix, passes: passes.as_ref() }, &arrangement.positions, all)?
            }
        };
        found.add(&arrangement.unknown);
        Ok(found)
    }
}
