//! The lines of a journal.

use super::anchor::Anchor;
use super::coder::Coder;
use crate::codebook::Valence;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One line of a journal: who did what, when, under which codebook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// UUIDv7: unique everywhere, and in the order of the work.
    pub id: Uuid,
    /// When, RFC 3339 in UTC.
    pub time: String,
    /// The coder's display name.
    pub coder: String,
    /// The codebook that lay open; none where the study has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codebook: Option<Version>,
    /// What.
    #[serde(flatten)]
    pub did: Did,
}

/// A codebook as it was when an entry was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Its version, as it calls itself.
    pub version: String,
    /// SHA-256 of its file, hexadecimal.
    pub hash: String,
}

/// What an entry says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "kebab-case")]
pub enum Did {
    /// The first entry: whose journal this is, and the version of its format.
    Begin {
        /// [`super::FORMAT`].
        keerpunt: u32,
        /// Whose.
        who: Coder,
    },
    /// A code was given; the entry's id is the coding's.
    CodingAdded {
        /// What was given.
        coding: Given,
    },
    /// A coding was changed: its code, stretch, valence or note.
    CodingChanged {
        /// The coding.
        of: Uuid,
        /// What stands now.
        coding: Given,
        /// Why the program changed it; none where the coder did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<Because>,
    },
    /// A coding was taken away.
    CodingRemoved {
        /// The coding.
        of: Uuid,
    },
    /// A suggestion was taken over, as it stood or changed; the entry's id is the coding's.
    SuggestionAccepted {
        /// As it was shown.
        suggestion: Suggested,
        /// What was given.
        coding: Given,
    },
    /// A suggestion was judged wrong.
    SuggestionRejected {
        /// As it was shown.
        suggestion: Suggested,
    },
    /// The whole incident was read: codes that were not given are absent.
    Read {
        /// The incident.
        incident: String,
    },
    /// A remark in Markdown; without text an earlier one is taken away.
    Memo {
        /// On what.
        on: MemoOn,
        /// The earlier memo that this one takes the place of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<Uuid>,
        /// Its text.
        text: String,
    },
    /// An entry of this journal no longer holds. An undo may be undone.
    Undo {
        /// The entry.
        of: Uuid,
    },
    /// Something that a later version of the program wrote: kept, not understood.
    #[serde(other)]
    Unknown,
}

/// Why the program changed a coding by itself. The coder's judgement, its time and its codebook stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The narrative was edited, and its text was found elsewhere in it.
    Moved,
    /// Its code is called otherwise in a new version of the codebook.
    Migrated,
    /// Something that a later version of the program wrote.
    #[serde(other)]
    Other,
}

impl Did {
    /// True for what a person did and may take back: no beginning, no undo, and no note of the program.
    pub fn is_work(&self) -> bool {
        let note = matches!(self, Self::CodingChanged { because: Some(Because::Moved | Because::Other), .. });
        !note && !matches!(self, Self::Begin { .. } | Self::Undo { .. } | Self::Unknown)
    }
}

/// A code that was given to an incident or a stretch of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// The incident's id.
    pub incident: String,
    /// The code's full id.
    pub code: String,
    /// The stretch; none: the whole incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Anchor>,
    /// Whether the conduct was there or lacking, where the code leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valence: Option<Valence>,
    /// Why, in the coder's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A suggestion as the coder saw it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Suggested {
    /// The incident's id.
    pub incident: String,
    /// The code's full id.
    pub code: String,
    /// The stretch.
    pub at: Anchor,
    /// The rules or the model that made it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by: Vec<String>,
}

/// What a memo is on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MemoOn {
    /// The whole study.
    Study,
    /// A code.
    Code(String),
    /// An incident.
    Incident(String),
    /// What an incident says of a code: a cell of a framework matrix.
    Cell {
        /// The incident's id.
        incident: String,
        /// The code's full id.
        code: String,
    },
    /// A stretch of an incident.
    Passage {
        /// The incident's id.
        incident: String,
        /// The stretch.
        at: Anchor,
    },
}
