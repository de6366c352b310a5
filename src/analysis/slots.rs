//! What an attribute parts incidents into: its values in their order, or bins of them.

use super::{Bins, Variable};
use crate::corpus::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The values, or bins, that make columns, rows or tables.
#[derive(Debug, Clone)]
pub(super) struct Slots {
    /// Each with its label, in their order.
    pub values: Vec<(String, Option<String>)>,
    /// Where a value stands among them, by its text.
    places: HashMap<String, u32>,
    bins: Option<Bins>,
}

impl Slots {
    /// Those of `variable` among what incidents hold. Without bins and declared values, every value
    /// that occurs: by number or date, else by text.
    pub fn of<'a>(variable: &Variable, held: impl Iterator<Item = Cow<'a, [Value]>>) -> Self {
        let values: Vec<(String, Option<String>)> = match &variable.bins {
            Some(bins) => bins.labels().iter().map(|label| (label.clone(), None)).collect(),
            None if variable.declared.is_empty() => found(held),
            None => {
                variable.declared.iter().map(|known| (known.value.clone(), known.label.clone())).collect()
            }
        };
        let places = values.iter().enumerate().map(|(at, (value, _))| (value.clone(), at as u32)).collect();
        Self { values, places, bins: variable.bins.clone() }
    }

    /// The places among them of what one incident holds; ascending, each once.
    pub fn places(&self, held: &[Value]) -> Vec<u32> {
        let place = |value: &Value| match &self.bins {
            Some(bins) => bins.place(value).map(|at| at as u32),
            None => self.places.get(value.text().as_ref()).copied(),
        };
        let mut places: Vec<u32> = held.iter().filter_map(place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// Every value that occurs, numbers and dates in their order, before texts.
fn found<'a>(held: impl Iterator<Item = Cow<'a, [Value]>>) -> Vec<(String, Option<String>)> {
    let mut by_text: BTreeMap<String, Value> = BTreeMap::new();
    for values in held {
        for value in values.iter() {
            by_text.entry(value.text().into_owned()).or_insert_with(|| value.clone());
        }
    }
    let mut values: Vec<Value> = by_text.into_values().collect();
    values.sort_by(|left, right| {
        let is_text = |value: &Value| matches!(value, Value::Text(_));
        is_text(left).cmp(&is_text(right)).then_with(|| left.order(right))
    });
    values.into_iter().map(|value| (value.text().into_owned(), None)).collect()
}
