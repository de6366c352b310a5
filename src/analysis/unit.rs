//! What is counted: the unit of analysis.

use super::{Error, Material};
use serde::Serialize;
use std::fmt;

/// The unit of analysis; every table says which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Incidents with the code.
    #[default]
    Incident,
    /// Paragraphs that a passage with the code touches.
    Paragraph,
    /// Sentences that a passage with the code touches.
    Sentence,
    /// Distinct coded stretches; counts only, no base.
    Segment,
    /// Respondents with the code in one of their incidents.
    Respondent,
}

impl Unit {
    /// Refuses units that codings of whole incidents cannot be counted by.
    pub(super) fn check(self, material: &Material<'_>) -> Result<(), Error> {
        match self {
            Unit::Paragraph | Unit::Sentence | Unit::Segment if material.found.has_whole() => {
                Err(Error::NoStretches(self))
            }
            _ => Ok(()),
        }
    }

    /// Its name for several.
    pub fn plural(self) -> &'static str {
        match self {
            Unit::Incident => "incidents",
            Unit::Paragraph => "paragraphs",
            Unit::Sentence => "sentences",
            Unit::Segment => "segments",
            Unit::Respondent => "respondents",
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Unit::Incident => "incident",
            Unit::Paragraph => "paragraph",
            Unit::Sentence => "sentence",
            Unit::Segment => "segment",
            Unit::Respondent => "respondent",
        })
    }
}
