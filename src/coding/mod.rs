//! Who said which incident means what: codings, and the coders who gave them.
//!
//! So far they come from the archive alone: codes that its people gave, one list an incident.

pub mod archive;
mod codings;
mod gather;
pub mod import;
pub mod journal;
mod judged;
mod pinned;
pub mod review;

pub use codings::{Codings, Mark, Reading};
pub use gather::{Gathered, gather};
pub use judged::{Choice, Given, Judged, People, UnknownCoder};
pub use pinned::{Pinned, Status, pinned, places};
