//! Opens the folder, hands out the rooms.

mod gold;

pub use gold::{Marked, read_marked};
