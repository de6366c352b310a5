//! One incident: the case that is counted.

use super::format::{Ending, Format, by_ending};
use super::{Attributes, Narrative, SharedText, Value};
use crate::span::line_ends;
use crate::text::Language;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Where an incident was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file, below the study's folder where it lies there.
    pub file: Arc<Path>,
    /// The line of its row or marker, from 1.
    pub line: usize,
    /// The line its text begins on, behind front matter or marker.
    pub narrative_line: usize,
}

/// One event reported: id, narrative, attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Incident {
    /// As written; unique in the study.
    pub id: String,
    /// The text, as it was read.
    pub narrative: Narrative,
    /// Its own language, where it says one; else the study's.
    pub language: Language,
    /// What is known about it, in the order it was read; the outcome's spelling
    /// replaced by the declared value where it is one. Empty values are absent.
    pub attributes: Attributes,
    /// Who told it, where the study says which attribute that is.
    pub respondent: Option<SharedText>,
    /// Where it was read.
    pub origin: Origin,
}

impl Incident {
    /// The value of attribute `name`, `None` where it is empty or absent.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.get(name)
    }

    /// Each single value of attribute `name`; `id` and `lang` are known of every
    /// incident. Nothing where it is empty or absent.
    pub fn values(&self, name: &str) -> Cow<'_, [Value]> {
        match name {
            "id" => Cow::Owned(vec![Value::Text(self.id.as_str().into())]),
            "lang" => Cow::Owned(vec![Value::Text(self.language.tag().into())]),
            name => Cow::Borrowed(self.attribute(name).map_or(&[], Value::each)),
        }
    }

    /// The line of its file that a byte of the narrative stands on, from 1.
    pub fn line_of(&self, byte: usize) -> usize {
        let first = self.origin.narrative_line;
        // A line end inside a JSON string is none of the file.
        match by_ending(&self.origin.file) {
            Ending::Read(Format::JsonLines) => first,
            _ => first + line_ends(self.narrative.get(..byte).unwrap_or(&self.narrative)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_that_of_the_file() {
        let line = |file: &str| {
            let incident = Incident {
                id: "a".into(),
                narrative: "One.\nTwo.\nThree.".into(),
                language: Language::new("en"),
                attributes: Attributes::default(),
                respondent: None,
                origin: Origin { file: Path::new(file).into(), line: 7, narrative_line: 9 },
            };
            [0, 6, 10].map(|byte| incident.line_of(byte))
        };
        assert_eq!(line("stories/a.txt"), [9, 10, 11]);
        assert_eq!(line("a.csv"), [9, 10, 11]);
        assert_eq!(line("a.jsonl"), [9, 9, 9]);
    }
}
