//! What is known about an incident. Its values are numbers of those that the corpus shares, because
//! a million incidents have a few thousand values among them.

use super::bytes::Bytes;
use super::column::{Column, Ends, Stretch};
use super::{SharedText, Value, value_bytes};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The names of a corpus's attributes, for each the values that some incident has, each once, and
/// which of them each incident has.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub names: Vec<SharedText>,
    pub values: Vec<Values>,
    /// How many cells the incidents have up to each one, that one included.
    pub ends: Ends,
    /// Two numbers a cell: the places of a name and of one of its values.
    pub cells: Column<u32>,
}

/// The values of one attribute. Of a kept corpus they are taken up when somebody asks for one.
#[derive(Debug, Default)]
pub(super) struct Values {
    made: OnceLock<Vec<Value>>,
    written: Stretch,
}

impl Values {
    /// These.
    pub fn made(values: Vec<Value>) -> Self {
        Self { made: values.into(), written: Stretch::default() }
    }

    /// Those that [`Values::to_bytes`] wrote.
    pub fn written(written: Stretch) -> Self {
        Self { made: OnceLock::new(), written }
    }

    /// All of them, by their places.
    pub fn all(&self) -> &[Value] {
        self.made.get_or_init(|| value_bytes::read(self.written.get()).unwrap_or_default())
    }

    /// All of them as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.all().iter().for_each(|value| value_bytes::write(value, &mut bytes));
        bytes
    }
}

impl Dictionary {
    /// The places of name and value that make up the attributes of an incident.
    pub fn cells(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let cell = |at: usize| Some((self.cells.get(2 * at)? as usize, self.cells.get(2 * at + 1)? as usize));
        self.ends.range(at).filter_map(cell)
    }
}

/// The attributes of one incident, in the order they were read. Empty values are absent.
#[derive(Clone, Default)]
pub struct Attributes {
    known: Arc<Dictionary>,
    /// The place of the incident in it.
    at: usize,
}

impl Attributes {
    /// Those of this incident of `known`.
    pub(super) fn of(known: &Arc<Dictionary>, at: usize) -> Self {
        Self { known: Arc::clone(known), at }
    }

    /// The value of attribute `name`, `None` where it is empty or absent.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let known = &*self.known;
        let (name, value) =
            known.cells(self.at).find(|(of, _)| known.names.get(*of).is_some_and(|one| *one == name))?;
        known.values.get(name)?.all().get(value)
    }

    /// Each name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&SharedText, &Value)> {
        let known = &*self.known;
        known.cells(self.at).filter_map(|(name, value)| {
            Some((known.names.get(name)?, known.values.get(name)?.all().get(value)?))
        })
    }
}

impl FromIterator<(SharedText, Value)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (SharedText, Value)>>(attributes: I) -> Self {
        let (names, values): (Vec<_>, Vec<_>) =
            attributes.into_iter().map(|(name, value)| (name, Values::made(vec![value]))).unzip();
        let column = |bytes: Vec<u8>| Stretch::all(Bytes::in_memory(bytes));
        let cells = (0..names.len() as u32).flat_map(|place| [place, 0]).flat_map(u32::to_le_bytes).collect();
        let ends = Ends(Column::of(column((names.len() as u64).to_le_bytes().to_vec())));
        Self { known: Arc::new(Dictionary { names, values, ends, cells: Column::of(column(cells)) }), at: 0 }
    }
}

#[cfg(test)]
impl Attributes {
    /// Adds one at the end.
    pub fn push(&mut self, one: (SharedText, Value)) {
        *self = self.iter().map(|(name, value)| (name.clone(), value.clone())).chain([one]).collect();
    }
}

impl PartialEq for Attributes {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Attributes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
