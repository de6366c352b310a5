//! What one file holds, before anything is made of it: texts and attributes as written.

use super::{Narrative, Problem, SharedText};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::HashMap;
use std::fmt;

/// What was read from one file; the same bytes and recipe always give the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRead {
    /// The names of the attributes of this file, in order of first appearance.
    pub names: Vec<String>,
    /// What holds for every incident of the file.
    pub shared: Shared,
    /// Its incidents, in order; kept apart from the rest of it.
    #[serde(skip)]
    pub incidents: Vec<RawIncident>,
    /// In which encoding it was read.
    pub encoding: String,
    /// What parts the cells, in a table.
    pub delimiter: Option<char>,
    /// How many narratives have HTML tags or entities.
    pub with_markup: usize,
    /// What was not read, or not as it stands.
    pub problems: Vec<Problem>,
    /// The file could not be opened: the same bytes may be read next time.
    pub unopened: bool,
    /// Nothing of the file was taken.
    pub skipped: bool,
}

/// What the head of a file says of every incident in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Shared {
    /// An id: of the incident, or of the file where it holds several.
    pub id: Option<String>,
    /// A language.
    pub lang: Option<String>,
    /// Attributes.
    pub cells: Vec<Cell>,
}

/// One incident as it was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RawIncident {
    /// Its id, where it has one of its own.
    pub id: Option<String>,
    /// Its language, where it says one of its own.
    pub lang: Option<String>,
    /// The text as it was read; kept apart from the rest of it.
    #[serde(skip)]
    pub narrative: Narrative,
    /// Attributes of its own.
    #[serde(deserialize_with = "snug")]
    pub cells: Vec<Cell>,
    /// The line its row or marker stands on, from 1.
    pub line: usize,
    /// The line its narrative begins on, from 1.
    pub narrative_line: usize,
}

/// A list that takes no more memory than it needs: a large corpus has millions of them.
fn snug<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Cell>, D::Error> {
    let mut cells = Vec::deserialize(deserializer)?;
    cells.shrink_to_fit();
    Ok(cells)
}

/// One attribute: its place in [`FileRead::names`], the line it stands on, its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell(pub u32, pub u32, pub RawValue);

/// A value as written, blanks at the ends removed; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum RawValue {
    /// One text.
    Text(SharedText),
    /// A list of the file's own format.
    List(Vec<SharedText>),
}

/// By hand, because serde tries the forms of an untagged value on a copy of it, and archives
/// have millions of them.
impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;
        impl<'de> Visitor<'de> for Value {
            type Value = RawValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a list of texts")
            }

            fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
                Ok(RawValue::Text(text.into()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<RawValue, A::Error> {
                let mut list = Vec::new();
                while let Some(text) = texts.next_element()? {
                    list.push(text);
                }
                Ok(RawValue::List(list))
            }
        }
        deserializer.deserialize_any(Value)
    }
}

impl RawValue {
    /// The value of a cell; none where it is blank.
    pub fn text(text: &str) -> Option<Self> {
        let text = text.trim();
        (!text.is_empty()).then(|| Self::Text(text.into()))
    }

    /// A list without its blank members; none where nothing is left.
    pub fn list(values: impl IntoIterator<Item = String>) -> Option<Self> {
        let values = values.into_iter().filter(|value| !value.trim().is_empty());
        let values: Vec<SharedText> = values.map(|value| value.trim().into()).collect();
        (!values.is_empty()).then_some(Self::List(values))
    }

    /// Each single text.
    pub fn each(&self) -> &[SharedText] {
        match self {
            Self::Text(text) => std::slice::from_ref(text),
            Self::List(values) => values,
        }
    }

    /// The whole as one text.
    pub fn joined(&self) -> String {
        self.each().join("; ")
    }
}

/// The names of attributes, each once.
#[derive(Default)]
pub(super) struct Names {
    names: Vec<String>,
    places: HashMap<String, u32>,
}

impl Names {
    /// The place of `name`, which is added where it is new.
    pub fn place(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.names.len() as u32;
        self.names.push(name.to_string());
        self.places.insert(name.to_string(), place);
        place
    }

    /// All of them, in order.
    pub fn into_vec(self) -> Vec<String> {
        self.names
    }
}
