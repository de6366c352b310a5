//! A codebook compiled; one narrative in, suggestions out. The one matcher is the truth.

mod asked;
mod assemble;
mod beginnings;
mod column;
mod compiled;
mod evaluate;
pub mod exemplars;
mod find;
mod finder;
pub mod near;
mod negation;
mod program;
mod referred;
mod sheaf;
mod stream;
mod suggestions;
mod tongues;
mod vocabulary;
mod words;

pub use asked::{Asked, AskedDesk, Class, ToldBySets, Wants};
pub use column::Column;
pub use finder::Finder;
pub use program::without_borders;
pub use sheaf::Sheaf;
pub use suggestions::{Piece, SuggestionRef, Suggestions};

use crate::codebook::{Codebook, Valence};
use crate::span::Span;
use crate::text::{Language, Speakers};
use compiled::Compiled;
use evaluate::Desk;
use suggestions::small;
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    // Small, because a large corpus has millions.
    start: u32,
    end: u32,
    rule: u32,
}

impl Evidence {
    /// A hit of the rule of this number, in bytes of the narrative.
    pub fn new(span: Span, rule: usize) -> Self {
        Self { start: small(span.start), end: small(span.end), rule: small(rule) }
    }

    /// The hit, in bytes of the narrative.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }

    /// Which rule of the suggestion's code, from 1: written `CODE#n`.
    pub fn rule(self) -> usize {
        self.rule as usize
    }
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
