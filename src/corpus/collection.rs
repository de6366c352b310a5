//! What a study says of its corpus: where it is, and what its columns and values mean.

use crate::text::{Language, Localised, Speakers};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Everything besides the files themselves that decides which incidents a corpus holds.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The study's folder; paths of entries are below it unless absolute.
    pub root: PathBuf,
    /// Where the narratives are, in the order of the study file.
    pub entries: Vec<Entry>,
    /// The language of an incident that does not say its own.
    pub language: Language,
    /// Which attribute is the outcome, and what its spellings mean.
    pub outcome: Option<Outcome>,
    /// The attribute that says who told an incident.
    pub respondent: Option<String>,
    /// Attributes that the study declares.
    pub attributes: Vec<Declared>,
    /// Who speaks in transcripts.
    pub speakers: Speakers,
    /// Files of the study without narratives, though they may lie among them.
    pub beside: Vec<String>,
}

/// One entry of `corpus:`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// A folder, file or glob; a name in braces becomes an attribute.
    pub path: String,
    /// A table with one row an incident.
    pub table: Option<AttributeTable>,
    /// A regular expression for the line between several incidents of one text
    /// file; its group `id` names the incident that follows.
    pub split: Option<String>,
    /// Which column (or JSON field) is which attribute, as `(attribute, column)`; `id`,
    /// `narrative` and `lang` are known names. Columns that are not named keep their header.
    pub columns: Vec<(String, String)>,
    /// How many header rows a table has; 1 unless said.
    pub header: Option<usize>,
}

/// A table of attributes beside text files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeTable {
    /// Its file, below the study's folder unless absolute.
    pub file: String,
    /// The column that holds the incident's id.
    pub id: String,
}

/// The attribute that says how an incident ended.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Its name.
    pub attribute: String,
    /// The values in the order they are printed.
    pub values: Vec<OutcomeValue>,
    /// What a spelling that fits none does.
    pub other: OtherOutcome,
    /// What an incident with several values is.
    pub several: SeveralOutcomes,
}

/// What an incident is that has several values of the outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SeveralOutcomes {
    /// It has each of them.
    #[default]
    Each,
    /// It has the one that stands first among the values of the study.
    First,
}

impl OutcomeValue {
    /// The spelling that stands for every one that means no other value.
    pub const REST: &str = "*";

    /// True where it is the value of all that means no other.
    pub fn is_rest(&self) -> bool {
        self.means.iter().any(|one| one.trim() == Self::REST)
    }
}

/// One value of the outcome.
#[derive(Debug, Clone)]
pub struct OutcomeValue {
    /// The value as it stands in tables and files.
    pub value: String,
    /// What people read in its place.
    pub label: Localised,
    /// The spellings that mean it, compared without case and outer blanks; the value itself always does.
    pub means: Vec<String>,
}

/// What an outcome does that fits no spelling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OtherOutcome {
    /// Named with file and line; exit status 1.
    #[default]
    Report,
    /// The study cannot be used; exit status 2.
    Error,
    /// Counted below the table, not named.
    Ignore,
}

/// An attribute that the study declares.
#[derive(Debug, Clone)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// What people read in its place.
    pub label: Localised,
    /// The values it may have, in order; empty where every value is allowed.
    pub values: Vec<DeclaredValue>,
    /// Its type; inferred where nobody says.
    pub kind: Option<Kind>,
    /// What separates several values of one cell.
    pub list: Option<String>,
}

/// A value of a declared attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeclaredValue {
    /// The value.
    pub value: String,
    /// What people read in its place.
    pub label: Localised,
}

/// The type of an attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    WholeNumber,
    /// A decimal number, with comma or point.
    Decimal,
    /// A calendar day.
    Date,
    /// Yes or no.
    YesNo,
}
