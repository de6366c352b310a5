//! Tables of attributes beside the narratives: a row an incident.

use super::draft::{Draft, DraftCell};
use crate::corpus::raw::Names;
use crate::corpus::{Collection, Problem, SourceFile};

/// The attribute tables of a corpus.
pub(super) struct Tables {
    tables: Vec<Option<Table>>,
}

/// One of them.
pub(super) struct Table {}

impl Tables {
    pub fn open(collection: &Collection, _problems: &mut Vec<Problem>) -> Self {
        Self { tables: collection.entries.iter().map(|_| None).collect() }
    }

    pub fn of_entry(&mut self, entry: usize) -> Option<&mut Table> {
        self.tables.get_mut(entry)?.as_mut()
    }

    pub fn unmatched(&self, _drafts: &[Draft], _files: &[SourceFile]) -> Vec<Problem> {
        Vec::new()
    }
}

impl Table {
    pub fn row(&mut self, _id: &str, _names: &mut Names) -> Option<Vec<DraftCell>> {
        None
    }

    pub fn row_of(
        &mut self,
        id: &str,
        _called: &str,
        _several: bool,
        names: &mut Names,
    ) -> Option<Vec<DraftCell>> {
        self.row(id, names)
    }
}
