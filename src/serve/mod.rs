//! The page: reading, coding and reviewing in a browser of this machine.
//!
//! Page and shell write the same entries with the same pen under the same lock. Positions leave
//! and enter in Unicode code points. Nothing here is reached from another machine, and nothing is
//! answered to who does not hold the token of this run.

mod api;
mod count;
mod desk;
mod embedded;
mod find;
mod guard;
mod refusal;
mod server;
mod snapshot;
mod work;

pub use desk::{Blind, Setting};
pub use server::{Port, Server, StartError};
