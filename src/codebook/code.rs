//! A codebook as meant: checked, its codes in the order of the file.

use super::Pattern;
use crate::text::{Language, Localised};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An ordered tree of codes with a version.
#[derive(Debug, Clone, Default)]
pub struct Codebook {
    /// Its name.
    pub id: String,
    /// Its version, as written.
    pub version: String,
    /// SHA-256 of the file, in lower-case hexadecimal.
    pub hash: String,
    /// Its title.
    pub title: Localised,
    /// Every code, parents before their children, in the order of the file.
    pub codes: Vec<Code>,
    /// Negators that replace the program's lists, by language.
    pub negators: BTreeMap<Language, Vec<String>>,
}

impl Codebook {
    /// One without a code.
    pub fn empty() -> Self {
        Self {
            id: String::new(),
            version: String::new(),
            hash: String::new(),
            title: Localised::default(),
            codes: Vec::new(),
            negators: BTreeMap::new(),
        }
    }

    /// The place in `codes` of the code with this full id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.id == id)
    }

    /// The full id of every code with its place in `codes`.
    pub fn places(&self) -> impl Iterator<Item = (&str, usize)> {
        self.codes.iter().enumerate().map(|(place, code)| (code.id.as_str(), place))
    }

    /// True where `code` is `ancestor` or lies below it (places in `codes`).
    pub fn is_within(&self, code: usize, ancestor: usize) -> bool {
        let mut at = Some(code);
        while let Some(here) = at {
            if here == ancestor {
                return true;
            }
            at = self.codes[here].parent;
        }
        false
    }

    /// True where the code has no codes below it.
    pub fn is_leaf(&self, code: usize) -> bool {
        !self.codes.iter().any(|other| other.parent == Some(code))
    }
}

/// One entry of a codebook.
#[derive(Debug, Clone, Default)]
pub struct Code {
    /// Full id: `customisation.deviate`.
    pub id: String,
    /// The place of its parent in [`Codebook::codes`].
    pub parent: Option<usize>,
    /// 1 for a code without a parent, 2 below it, and so on.
    pub level: usize,
    /// Name that people read.
    pub label: Localised,
    /// Holds codes, is not given itself.
    pub group: bool,
    /// Which valence its codings have.
    pub polarity: Polarity,
    /// What it is.
    pub definition: Localised,
    /// When to give it.
    pub use_when: Localised,
    /// When not.
    pub not_when: Localised,
    /// Literature it rests on.
    pub theory: Localised,
    /// What a rule can do for it.
    pub found_by: Option<FoundBy>,
    /// What people of an archive called it, as they spelled it: counterparts for `evaluate`.
    pub archive_codes: Vec<String>,
    /// Full ids of codes of earlier versions that this one takes the place of, whole or in part.
    pub formerly: Vec<String>,
    /// Short texts that must be coded, and texts that must not.
    pub coded: Vec<Exemplar>,
    /// Texts that no rule of this code may hit.
    pub not_coded: Vec<Exemplar>,
    /// How a machine may suggest it.
    pub rules: Vec<Rule>,
}

/// A short text with the verdict it must get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemplar {
    /// The text.
    pub text: String,
    /// Its language, where it says one.
    pub language: Option<Language>,
    /// A rule must find it.
    pub rules: bool,
    /// Why it is not coded.
    pub why: Option<String>,
}

/// Which valence the codings of a code have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The conduct was there.
    Enacted,
    /// The conduct was missing.
    Lacking,
    /// Neither.
    #[default]
    Neutral,
    /// Each coding says which.
    Either,
}

/// What a coding of an `either` code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Valence {
    /// The conduct was there.
    Enacted,
    /// The conduct was missing.
    Lacking,
}

impl Valence {
    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Enacted => "enacted",
            Self::Lacking => "lacking",
        }
    }
}

/// What a rule can do for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundBy {
    /// A rule can propose it with useful precision.
    Rule,
    /// A rule finds candidates, a person decides.
    Assist,
    /// It needs the whole incident.
    People,
}

/// How a machine may suggest a code.
#[derive(Debug, Clone, Default)]
pub struct Rule {
    /// The language of the narratives it reads; without one, every language.
    pub language: Option<Language>,
    /// At least one of them hits.
    pub any: Vec<Pattern>,
    /// Every one of them hits.
    pub all: Vec<Pattern>,
    /// Not one of them hits.
    pub none: Vec<Pattern>,
    /// Where they must meet.
    pub within: Scope,
    /// What is coded.
    pub marks: Marks,
    /// What a negator does to a hit.
    pub negated: Negated,
    /// What the suggestion says of an `either` code.
    pub valence: Option<Valence>,
}

/// Where the patterns of a rule must meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One sentence.
    #[default]
    Sentence,
    /// One paragraph.
    Paragraph,
    /// The incident, each piece between excluded turns.
    Incident,
}

/// Which stretch a rule codes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// The hit itself.
    Match,
    /// The sentences that a hit touches.
    #[default]
    Sentence,
    /// The paragraphs that a hit touches.
    Paragraph,
    /// The whole narrative.
    Incident,
}

/// What a negator near a hit does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Negated {
    /// The hit stays, marked.
    #[default]
    Flag,
    /// The hit is no hit.
    Skip,
    /// Nobody looks.
    Ignore,
}
