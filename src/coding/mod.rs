//! Who said which incident means what: codings, and the coders who gave them.
//!
//! They come from an archive, as its people gave them, and from the journals of the study.

pub mod archive;
mod codings;
mod gather;
pub mod import;
pub mod journal;
mod judged;
pub mod kinds;
pub mod migrate;
mod moves;
pub mod named;
mod passage;
mod pinned;
pub mod placement;
mod remarks;
pub mod review;
mod whose;

pub use codings::{Codings, Mark, Reading};
pub use gather::{Brought, Gathered, gather};
pub use judged::{Choice, Given, Judged, People, UnknownCoder};
pub use moves::moves;
pub use passage::Told;
pub use pinned::{Pinned, Status, pinned, places};
pub use remarks::{On, Remark, remarks};
pub use whose::Whose;
