//! Opens the folder, hands out the rooms.

mod account;
mod by_words;
mod cache;
mod error;
mod explained;
mod gold;
mod kept;
mod load;
mod open;
mod own;
mod parts;
mod read;
mod rehearsal;
mod remembered;
mod settings;
mod stamps;
mod suggestions;
mod unnamed_speakers;
pub mod user_folders;
mod vocabulary;

pub use account::{Account, FileAccount};
pub use by_words::{codes_by_words, suggestions_by_words};
pub use error::{Error, UnknownAttribute};
pub use explained::{Example, PatternExplained, RuleExplained, explain};
pub use gold::{Marked, MarkedLine, NoGold, read_marked};
pub use load::Loaded;
pub use open::{AdHoc, FILE, Study};
pub use parts::{Found, Part, find_parts, parts_of};
pub use rehearsal::{Ground, notes};
pub use settings::Settings;
pub use stamps::Stamps;
pub use suggestions::{Reading, codes, languages_without_rules, suggestions};
