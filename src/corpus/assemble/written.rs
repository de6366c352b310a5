//! The values of each attribute as they were written, each once: a million cells hold a few thousand.

use crate::corpus::RawValue;
use std::collections::HashMap;

/// What stands in the cells of the corpus, by the place of the attribute among all names.
#[derive(Default)]
pub(super) struct Written {
    of: Vec<Values>,
}

#[derive(Default)]
struct Values {
    list: Vec<RawValue>,
    places: HashMap<RawValue, u32>,
}

impl Written {
    /// The place of a value among those of the attribute `name`; it is added where it is new.
    pub fn place(&mut self, name: u32, value: RawValue) -> u32 {
        let name = name as usize;
        if self.of.len() <= name {
            self.of.resize_with(name + 1, Values::default);
        }
        let Values { list, places } = &mut self.of[name];
        if let Some(place) = places.get(&value) {
            return *place;
        }
        let place = list.len() as u32;
        list.push(value.clone());
        places.insert(value, place);
        place
    }

    /// The values of an attribute, in order of first appearance.
    pub fn of(&self, name: usize) -> &[RawValue] {
        self.of.get(name).map_or(&[], |values| &values.list)
    }
}
