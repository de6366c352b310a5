//! Opens the folder, hands out the rooms.

mod account;
pub mod archive;
mod cache;
mod error;
mod gold;
mod load;
mod open;
mod read;
mod settings;
mod suggestions;

pub use account::{Account, FileAccount};
pub use error::{Error, UnknownAttribute};
pub use gold::{Marked, read_marked};
pub use load::Loaded;
pub use open::{AdHoc, FILE, Study};
pub use settings::Settings;
pub use suggestions::{Reading, languages_without_rules, suggestions};
