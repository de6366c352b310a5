//! What the user should know about the index, in one line.

use super::manifest::Reason;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// What the user should know about the index; prints as one line. Results are the same with each.
#[derive(Debug)]
pub enum Notice {
    /// It could not be used and was made anew.
    Rebuilt(Reason),
    /// It cannot be used, and may not be made anew.
    LeftAlone(Reason),
    /// It was not to be brought up to date.
    Frozen {
        /// How many files it is behind.
        behind: usize,
    },
    /// Another command is writing it.
    Busy,
    /// It could not be written.
    NotWritten {
        /// The cache folder.
        folder: PathBuf,
        /// What the system said.
        error: io::Error,
    },
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reason::Absent => "there was none",
            Reason::Damaged => "it was damaged or left unfinished",
            Reason::Copied => {
                "its files are not of the time at which they were written, as after copying a study"
            }
            Reason::OtherFormat => "another version of keerpunt made it",
            Reason::OtherModel => "it was made with other rules for words",
        })
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Notice::Rebuilt(reason) => write!(f, "note: the index was made anew: {reason}"),
            Notice::LeftAlone(reason) => {
                write!(f, "note: the index was not used: {reason}; `keerpunt index` makes it anew")
            }
            Notice::Frozen { behind: 1 } => {
                f.write_str("note: the index is 1 file behind; that file was read again")
            }
            Notice::Frozen { behind } => {
                write!(f, "note: the index is {behind} files behind; they were read again")
            }
            Notice::Busy => f.write_str(
                "note: another command is writing the index; this one read what changed by itself",
            ),
            Notice::NotWritten { folder, error } => write!(
                f,
                "note: the index in {} could not be written ({error}); this run went on without it",
                folder.display()
            ),
        }
    }
}
