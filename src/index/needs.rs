//! What an incident must hold to be worth the matcher's time.

use super::keys::LONG;
use super::terms::Test;
use super::{Bits, Index};
use crate::text::Language;
use regex::Regex;
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
    /// A key with this stem.
    Stem {
        /// Whose stemmer.
        language: Language,
        /// The stem.
        stem: String,
    },
    /// A key that begins so and passes.
    Passing {
        /// What it begins with; empty where that is not known.
        prefix: String,
        /// Whether it passes.
        passes: Arc<dyn Fn(&str) -> bool + Send + Sync>,
    },
    /// A key in which this finds something, and that is letters and digits alone.
    Matching(Regex),
}

impl Needs {
    /// Each of them; what asks for nothing is left out.
    pub fn each(parts: impl IntoIterator<Item = Needs>) -> Needs {
        let mut parts: Vec<Needs> =
            parts.into_iter().filter(|part| !matches!(part, Needs::Anything)).collect();
        match parts.len() {
            0 => Needs::Anything,
            1 => parts.remove(0),
            _ => Needs::And(parts),
        }
    }

    /// At least one of them; one that asks for nothing makes the others idle.
    pub fn one_of(parts: impl IntoIterator<Item = Needs>) -> Needs {
        let mut parts: Vec<Needs> = parts.into_iter().collect();
        if parts.iter().any(|part| matches!(part, Needs::Anything)) {
            return Needs::Anything;
        }
        if parts.len() == 1 { parts.remove(0) } else { Needs::Or(parts) }
    }

    /// How often every key of the index is gone through to answer it.
    pub(super) fn scans(&self) -> usize {
        match self {
            Needs::And(parts) | Needs::Or(parts) => parts.iter().map(Needs::scans).sum(),
            Needs::Passing { prefix, .. } => usize::from(prefix.is_empty()),
            // All keys are one text to it.
            Needs::Anything | Needs::Key(_) | Needs::Stem { .. } | Needs::Matching(_) => 0,
        }
    }

    /// The incidents that may fulfil it.
    pub(super) fn incidents(&self, index: &Index) -> io::Result<Bits> {
        let mut found = match self {
            Needs::Anything => Bits::all(index.incidents),
            Needs::And(parts) => {
                let mut found = Bits::all(index.incidents);
                for part in parts {
                    found.keep(&part.incidents(index)?);
                }
                found
            }
            Needs::Or(parts) => {
                let mut found = Bits::none(index.incidents);
                for part in parts {
                    found.add(&part.incidents(index)?);
                }
                found
            }
            Needs::Key(key) => index.holding(&Test::Exact(key))?,
            Needs::Stem { language, stem } => {
                let mut found = Bits::none(index.incidents);
                for key in index.with_stem(language, stem) {
                    found.add(&index.holding(&Test::Exact(&key))?);
                }
                // What is not kept as words may have any stem.
                found.add(&index.holding(&Test::Exact(LONG))?);
                found
            }
            Needs::Matching(regex) => index.holding(&Test::Matching(regex))?,
            Needs::Passing { prefix, passes } => {
                index.holding(&Test::Scan { prefix, passes: passes.as_ref() })?
            }
        };
        found.add(&index.arrangement.unknown);
        Ok(found)
    }
}
