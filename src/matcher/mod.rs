//! A codebook compiled; one narrative in, suggestions out. The one matcher is the truth.

mod assemble;
mod beginnings;
mod compiled;
mod evaluate;
pub mod exemplars;
mod find;
mod finder;
pub mod near;
mod negation;
mod program;
mod referred;
mod stream;
mod table;
mod tongues;
mod vocabulary;
mod words;

pub use finder::Finder;

use crate::codebook::{Codebook, Valence};
use crate::span::Span;
use crate::text::{Language, Speakers};
use compiled::Compiled;
use evaluate::Desk;
use tongues::Tongues;

/// A codebook compiled for matching. Cheap to share between threads.
pub struct Matcher<'a> {
    codebook: &'a Codebook,
    speakers: &'a Speakers,
    tongues: Tongues<Desk>,
}

/// A rule's proposed coding of one stretch. Ordered by code, then start, then end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Place of the code in [`Codebook::codes`].
    pub code: usize,
    /// The coded stretch, in bytes of the narrative.
    pub span: Span,
    /// All its evidence is negated: shown, but counted nowhere.
    pub negated: bool,
    /// What the rules say of an `either` code: that of the first rule that marked it.
    pub valence: Option<Valence>,
    /// The words that fired, in order of their place.
    pub evidence: Vec<Evidence>,
}

/// One hit behind a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The hit, in bytes of the narrative.
    pub span: Span,
    /// Which rule of the suggestion's code, from 1: written `CODE#n`.
    pub rule: usize,
}

impl<'a> Matcher<'a> {
    /// Compiles every rule of `codebook`, for each language when it is first met.
    pub fn new(codebook: &'a Codebook, speakers: &'a Speakers) -> Self {
        Self { codebook, speakers, tongues: Tongues::default() }
    }

    /// The codebook it was made of.
    pub fn codebook(&self) -> &'a Codebook {
        self.codebook
    }

    /// Every suggestion for one narrative, ordered by code, start and end.
    pub fn suggest(&self, narrative: &str, language: &Language) -> Vec<Suggestion> {
        let compile = || Compiled::new(self.codebook, language);
        self.tongues.with(language, compile, Desk::new, |compiled, desk| {
            desk.suggest(narrative, compiled, self.speakers)
        })
    }
}

#[cfg(test)]
#[path = "matcher_tests.rs"]
mod tests;
