//! People's work, kept for good: one append-only file a coder, one entry a line.
//!
//! `docs/format.md` specifies the lines. A journal only grows: what is undone, removed or changed
//! is said by a further entry. Positions in it are Unicode code points, half open, and every
//! stretch carries its exact text, so that it is found again when a narrative changes.

mod anchor;
mod coder;
mod entry;
mod moment;
mod pen;
mod read;
mod shelf;
mod standing;
#[cfg(test)]
mod tests;

/// The id of an entry.
pub use uuid::Uuid as Id;

pub use anchor::{Anchor, Found};
pub use coder::{BadName, Coder, Kind};
pub use entry::{Because, Did, Entry, Given, MemoOn, Suggested, Version};
pub use pen::{Pen, PenError};
pub use read::{Journal, read};
pub use shelf::{KnownJournals, Shelf, shelf, shelf_again};
pub use standing::{Kept, Memo, Standing, Verdict, standing, undone};

/// The version of the format that this program writes.
pub const FORMAT: u32 = 1;

/// The folder of a study that journals stand in.
pub const FOLDER: &str = "codings";
