//! What of a file of the corpus is indexed.

use super::Read;
use crate::corpus::{FileRead, Narrative, RawIncident};

impl Read for FileRead {
    type Part = RawIncident;

    fn parts(&self) -> &[RawIncident] {
        &self.incidents
    }

    fn put_back(&mut self, parts: Vec<RawIncident>, narratives: Vec<Narrative>) {
        self.incidents = parts;
        self.put_elsewhere(narratives);
    }

    fn put_elsewhere(&mut self, narratives: Vec<Narrative>) {
        for (incident, narrative) in self.incidents.iter_mut().zip(narratives) {
            incident.narrative = narrative;
        }
    }

    fn narratives(&self) -> Vec<&Narrative> {
        self.incidents.iter().map(|incident| &incident.narrative).collect()
    }

    fn language(&self, number: usize) -> Option<&str> {
        self.incidents[number].lang.as_deref().or(self.shared.lang.as_deref())
    }

    fn lasts(&self) -> bool {
        !self.unopened
    }
}
