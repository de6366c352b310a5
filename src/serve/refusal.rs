//! Why a question of the page is not answered: what, and what to do.

use crate::coding::journal::PenError;

/// What kind of refusal, as HTTP numbers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The question cannot be understood (400).
    Unclear,
    /// It may not be asked here (403).
    Forbidden,
    /// What it speaks of is not there (404).
    NotThere,
    /// What the page shows is not what stands on the disk any more (409).
    Changed,
    /// The machine refused (500).
    Machine,
}

impl Kind {
    /// The status of HTTP.
    pub fn status(self) -> u16 {
        match self {
            Self::Unclear => 400,
            Self::Forbidden => 403,
            Self::NotThere => 404,
            Self::Changed => 409,
            Self::Machine => 500,
        }
    }
}

/// A question that is not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What kind.
    pub kind: Kind,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub help: String,
}

impl Refusal {
    /// A refusal of this kind.
    pub fn new(kind: Kind, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, what: what.into(), help: help.into() }
    }

    /// The page shows something that changed meanwhile.
    pub fn changed(what: impl Into<String>) -> Self {
        Self::new(Kind::Changed, what, "the page shows it anew; look again")
    }
}

impl From<PenError> for Refusal {
    fn from(error: PenError) -> Self {
        let what = error.to_string();
        let help = match &error {
            PenError::Busy(_) => "wait until it is done, and try again",
            PenError::OtherCoder { .. } => {
                "end the server and start it with a name that differs in more than its case and signs"
            }
            PenError::Newer { .. } => "get the newer version; nothing was written",
            PenError::Io { .. } => "nothing was kept; make room or let yourself write there, and do it again",
        };
        Self::new(Kind::Machine, what, help)
    }
}
