//! The text model: what in a narrative is a token, a sentence, a paragraph, a turn.
//!
//! `docs/patterns.md` section 1 is the definition. Everything here depends on the
//! narrative, its language and the study's speakers alone.

pub mod chars;
pub mod language;
pub mod localised;
pub mod speakers;
pub mod tokens;
pub mod turns;

pub use language::Language;
pub use localised::Localised;
pub use speakers::Speakers;
