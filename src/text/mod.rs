//! The text model: what in a narrative is a token, a sentence, a paragraph, a turn.
//!
//! `docs/patterns.md` section 1 is the definition. Everything here depends on the
//! narrative, its language and the study's speakers alone.

mod abbreviations;
pub mod chars;
pub mod elision;
pub mod key;
pub mod language;
pub mod layout;
mod lines;
mod lists;
pub mod localised;
pub mod negators;
pub mod outline;
pub mod reading;
mod sentences;
pub mod short;
pub mod speakers;
pub mod stem;
pub mod table;
pub mod tokens;
pub mod transcript;
pub mod turns;
pub mod words;

pub use language::Language;
pub use layout::Layout;
pub use localised::Localised;
pub use outline::Outline;
pub use reading::Reading;
pub use sentences::Endings;
pub use speakers::Speakers;
pub use stem::Stemmer;

use crate::span::Span;

/// The version of the text model: another one where tokens, keys, sentences or stems changed.
pub const MODEL: &str = "3";

/// The stretches of the sentences of `narrative` that rules read, in bytes.
pub fn sentences(narrative: &str, language: &Language, speakers: &Speakers) -> Vec<Span> {
    stretches(Layout::new(narrative, language, speakers).sentences)
}

/// The stretches of the paragraphs of `narrative` that rules read, in bytes.
pub fn paragraphs(narrative: &str, language: &Language, speakers: &Speakers) -> Vec<Span> {
    stretches(Layout::new(narrative, language, speakers).paragraphs)
}

fn stretches(found: Vec<layout::Stretch>) -> Vec<Span> {
    found.into_iter().map(|stretch| stretch.span).filter(|span| !span.is_empty()).collect()
}
