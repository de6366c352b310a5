//! What is known about an incident. Its values are numbers of those that the corpus shares, because
//! a million incidents have a few thousand values among them.

use super::{SharedText, Value};
use std::fmt;
use std::sync::Arc;

/// The names of a corpus's attributes, and for each the values that some incident has, each once.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    pub names: Vec<SharedText>,
    pub values: Vec<Vec<Value>>,
}

/// The attributes of one incident, in the order they were read. Empty values are absent.
#[derive(Clone, Default)]
pub struct Attributes {
    known: Arc<Dictionary>,
    /// Places of a name and of one of its values.
    cells: Box<[(u32, u32)]>,
}

impl Attributes {
    /// Those of these places of `known`.
    pub(super) fn of(known: &Arc<Dictionary>, cells: impl IntoIterator<Item = (u32, u32)>) -> Self {
        Self { known: Arc::clone(known), cells: cells.into_iter().collect() }
    }

    /// The value of attribute `name`, `None` where it is empty or absent.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Each name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&SharedText, &Value)> {
        let known = &*self.known;
        self.cells.iter().map(|(name, value)| {
            let name = *name as usize;
            (&known.names[name], &known.values[name][*value as usize])
        })
    }
}

impl FromIterator<(SharedText, Value)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (SharedText, Value)>>(attributes: I) -> Self {
        let (names, values): (Vec<_>, Vec<_>) =
            attributes.into_iter().map(|(name, value)| (name, vec![value])).unzip();
        let cells = (0..names.len() as u32).map(|place| (place, 0)).collect();
        Self { known: Arc::new(Dictionary { names, values }), cells }
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
