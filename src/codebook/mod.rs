//! Codes, rules, patterns, exemplars: as written, then as meant.

mod advice;
pub mod code;
pub mod difference;
mod heirs;
pub mod localised;
mod meant;
pub mod pattern;
mod places;
mod read;
mod references;
mod schema;
mod written;

#[cfg(test)]
mod tests;

pub use code::{Code, Codebook, Exemplar, FoundBy, Marks, Negated, Polarity, Rule, Scope, Valence};
pub use heirs::Heirs;
pub use pattern::Pattern;
pub use places::{CodePlaces, Places, RulePlaces};
pub use read::{BookFile, LARGEST, read, read_file};
pub use schema::schema;
