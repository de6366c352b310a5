//! What of a file of the corpus is indexed.

use super::Read;
use crate::corpus::FileRead;

impl Read for FileRead {
    fn narratives(&self) -> Vec<&str> {
        self.incidents.iter().map(|incident| incident.narrative.as_str()).collect()
    }

    fn lasts(&self) -> bool {
        !self.unopened
    }
}
