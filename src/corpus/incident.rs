//! One incident: the case that is counted.

use super::Value;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where an incident was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file, below the study's folder where it lies there.
    pub file: PathBuf,
    /// The line its row or narrative begins on, from 1.
    pub line: usize,
    /// Code points of the file before the narrative begins on the line after
    /// its front matter or marker; spans never need it, messages do.
    pub narrative_line: usize,
}

/// One event reported: id, narrative, attributes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// As written; unique in the study.
    pub id: String,
    /// The text, as it was read.
    pub narrative: String,
    /// Its own language, where it says one; else the study's.
    pub language: Language,
    /// What is known about it, in the order it was read; the outcome's spelling
    /// replaced by the declared value where it is one. Empty values are absent.
    pub attributes: Vec<(String, Value)>,
    /// Who told it, where the study says which attribute that is.
    pub respondent: Option<String>,
    /// Where it was read.
    pub origin: Origin,
}

impl Incident {
    /// The value of attribute `name`, `None` where it is empty or absent.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }
}
