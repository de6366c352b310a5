//! Why there is no study to work with.

use crate::diagnostic::Diagnostic;
use std::io;
use std::path::PathBuf;

/// Attributes that a help names.
const NAMED: usize = 20;

/// Why there is no study to work with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither the folder nor one above it holds a study file.
    #[error("there is no study here: neither {} nor a folder above it holds a keerpunt.yaml", from.display())]
    NoStudy {
        /// Where the search began.
        from: PathBuf,
        /// A file there whose name is nearly right.
        near: Option<PathBuf>,
    },
    /// A file cannot be read.
    #[error("{} cannot be read: {error}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A file that a person wrote has mistakes; all of them.
    #[error("{} has {}", file.display(), mistakes(diagnostics.len()))]
    Mistakes {
        /// The file.
        file: PathBuf,
        /// What stands in it.
        text: String,
        /// Everything that is wrong with it.
        diagnostics: Vec<Diagnostic>,
    },
}

fn mistakes(number: usize) -> String {
    match number {
        1 => "a mistake".to_string(),
        several => format!("{several} mistakes"),
    }
}

/// No incident and no declaration knows this attribute.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no incident has an attribute `{name}`")]
pub struct UnknownAttribute {
    /// What was asked for.
    pub name: String,
    /// The known one that is nearest to it.
    pub nearest: Option<String>,
    /// Every attribute there is, in the order it was read.
    pub known: Vec<String>,
}

impl UnknownAttribute {
    /// What to do about it.
    pub fn help(&self) -> String {
        match &self.nearest {
            Some(near) => format!("did you mean `{near}`?"),
            None if self.known.is_empty() => "the incidents have no attributes".to_string(),
            None if self.known.len() > NAMED => {
                let more = self.known.len() - NAMED;
                format!("there are: {} and {more} more", self.known[..NAMED].join(", "))
            }
            None => format!("there are: {}", self.known.join(", ")),
        }
    }
}
