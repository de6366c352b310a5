//! Do coders mark the same stretches? Agreement over a text, character by character.

pub mod characters;
pub mod segmentation;

/// A stretch of a text, half open, and its category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Marked {
    /// First character.
    pub start: u64,
    /// One past the last.
    pub end: u64,
    /// The category, by its place.
    pub category: usize,
}
