//! What every coder said of every incident: from the archive, and from the journals of the study.

use super::journal::{Coder, Kind, Standing};
use super::pinned::{Status, pinned, places};
use crate::codebook::Valence;
use crate::corpus::Incident;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What every coder said of every incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codings {
    /// The coders, by name.
    pub coders: Vec<Coder>,
    /// For each incident, in corpus order, who read it and what they gave; one reading a coder.
    pub incidents: Vec<Vec<Reading>>,
    /// The code above a code that an archive brings, where it has one.
    pub above: BTreeMap<String, String>,
    /// Codes that an archive has a column for, whether somebody gave them or not.
    pub offered: BTreeSet<String>,
    /// Somebody coded in this study, with its codebook.
    pub journals: bool,
}

/// One coder read one incident. No mark means that the coder gave no code, not that nobody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Place in [`Codings::coders`].
    pub coder: usize,
    /// What the coder gave, each once, in order.
    pub marks: BTreeSet<Mark>,
}

/// A code that somebody gave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The code: a full id of the codebook, or as the archive spells it.
    pub code: String,
    /// The stretch, in bytes of the narrative; none for the whole incident.
    pub span: Option<Span>,
    /// Whether the conduct was there or lacking, where the coder said it.
    pub valence: Option<Valence>,
    /// It was given to a stretch that is not found in the narrative any more.
    pub lost: bool,
    /// Why, in the coder's words.
    pub note: Option<String>,
}

impl Mark {
    /// A code of the whole incident.
    pub fn whole(code: impl Into<String>) -> Self {
        Self { code: code.into(), span: None, valence: None, lost: false, note: None }
    }
}

impl Codings {
    /// Adds what the study's own coders did. A coder of the archive with the same name is the same
    /// coder.
    pub fn add(&mut self, standings: &[Standing], incidents: &[Incident]) {
        self.journals |= standings.iter().any(worked);
        if !self.journals {
            return;
        }
        let before: Vec<String> = self.coders.iter().map(|coder| coder.name.clone()).collect();
        self.coders = self.coders_with(standings);
        let place = |name: &str| self.coders.iter().position(|coder| coder.name == name).unwrap_or_default();
        for reading in self.incidents.iter_mut().flatten() {
            reading.coder = place(&before[reading.coder]);
        }
        self.incidents.resize(incidents.len(), Vec::new());
        let at = places(incidents);
        for standing in standings {
            let coder = place(&standing.coder.name);
            for incident in standing.read.iter().filter_map(|id| at.get(id.as_str())) {
                reading(&mut self.incidents[*incident], coder);
            }
            for one in pinned(standing, incidents, &at) {
                let Some(incident) = one.incident else { continue };
                let given = &one.kept.given;
                let mark = Mark {
                    code: given.code.clone(),
                    span: one.span,
                    valence: given.valence,
                    lost: matches!(one.status, Status::Lost(_)),
                    note: given.note.clone(),
                };
                reading(&mut self.incidents[incident], coder).marks.insert(mark);
            }
        }
        self.incidents.iter_mut().for_each(|readings| readings.sort_by_key(|one| one.coder));
    }

    /// Its coders and those of the study's own who did something, by name.
    pub fn coders_with(&self, standings: &[Standing]) -> Vec<Coder> {
        let mut names: BTreeMap<&str, Kind> =
            self.coders.iter().map(|coder| (coder.name.as_str(), coder.kind)).collect();
        let own = standings.iter().filter(|one| worked(one)).map(|one| &one.coder);
        names.extend(own.map(|coder| (coder.name.as_str(), coder.kind)));
        names.into_iter().map(|(name, kind)| Coder { name: name.to_string(), kind }).collect()
    }

    /// True where a person, not only a model, read one of the incidents.
    pub fn by_people(&self) -> bool {
        self.incidents.iter().flatten().any(|one| self.coders[one.coder].kind == Kind::Person)
    }

    /// The code above one.
    pub fn above(&self, code: &str) -> Option<&str> {
        self.above.get(code).map(String::as_str)
    }
}

/// True for a coder who read or coded an incident.
fn worked(standing: &Standing) -> bool {
    !standing.codings.is_empty() || !standing.read.is_empty()
}

/// The coder's reading among those of an incident.
fn reading(readings: &mut Vec<Reading>, coder: usize) -> &mut Reading {
    let place = match readings.iter().position(|one| one.coder == coder) {
        Some(place) => place,
        None => {
            readings.push(Reading { coder, marks: BTreeSet::new() });
            readings.len() - 1
        }
    };
    &mut readings[place]
}
