//! Codes, rules, patterns, exemplars: as written, then as meant.

pub mod code;
pub mod pattern;

pub use code::{Code, Codebook, Exemplar, FoundBy, Marks, Negated, Polarity, Rule, Scope, Valence};
pub use pattern::Pattern;
