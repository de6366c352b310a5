//! What of a file of the corpus is indexed.

use super::Read;
use crate::corpus::{FileRead, RawIncident};

impl Read for FileRead {
    type Part = RawIncident;

    fn parts(&self) -> &[RawIncident] {
        &self.incidents
    }

    fn put_back(&mut self, parts: Vec<RawIncident>) {
        self.incidents = parts;
    }

    fn narratives(&self) -> Vec<&str> {
        self.incidents.iter().map(|incident| incident.narrative.as_str()).collect()
    }

    fn lasts(&self) -> bool {
        !self.unopened
    }
}
