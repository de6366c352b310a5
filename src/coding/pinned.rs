//! Codings laid on the narratives as they are now.

use super::journal::{Coder, Found, Kept, Standing};
use crate::corpus::Incident;
use crate::span::Span;
use std::collections::HashMap;
use uuid::Uuid;

/// Where a coding holds today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Where it was given.
    Found,
    /// The narrative changed; its text was found elsewhere.
    Moved,
    /// Its text is nowhere for certain; a person has to say where, if anywhere. These stretches
    /// hold the same text.
    Lost(Vec<Span>),
    /// No incident has its id.
    WithoutIncident,
}

impl Status {
    /// Its name in results.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Moved => "moved",
            Self::Lost(_) => "lost",
            Self::WithoutIncident => "without_incident",
        }
    }
}

/// A coding with its place in the corpus.
#[derive(Debug, Clone)]
pub struct Pinned<'a> {
    /// The coding's id.
    pub id: Uuid,
    /// Who gave it.
    pub coder: &'a Coder,
    /// What was given.
    pub kept: &'a Kept,
    /// The incident, by its place in the corpus.
    pub incident: Option<usize>,
    /// The stretch, in bytes of the narrative; none for the whole incident, and where it is lost.
    pub span: Option<Span>,
    /// Whether it holds.
    pub status: Status,
}

/// The place of each incident in the corpus, by its id.
pub fn places(incidents: &[Incident]) -> HashMap<&str, usize> {
    incidents.iter().enumerate().map(|(place, incident)| (incident.id.as_str(), place)).collect()
}

/// The codings of a coder on the incidents, in the order in which they were given.
pub fn pinned<'a>(
    standing: &'a Standing,
    incidents: &[Incident],
    places: &HashMap<&str, usize>,
) -> Vec<Pinned<'a>> {
    let pin = |(id, kept): (&Uuid, &'a Kept)| {
        let incident = places.get(kept.given.incident.as_str()).copied();
        let (span, status) = match (incident, &kept.given.at) {
            (None, _) => (None, Status::WithoutIncident),
            (Some(_), None) => (None, Status::Found),
            (Some(incident), Some(anchor)) => match anchor.find(&incidents[incident].narrative) {
                Found::There(span) => (Some(span), Status::Found),
                Found::Moved(span) => (Some(span), Status::Moved),
                Found::Lost(candidates) => (None, Status::Lost(candidates)),
            },
        };
        Pinned { id: *id, coder: &standing.coder, kept, incident, span, status }
    };
    standing.codings.iter().map(pin).collect()
}
