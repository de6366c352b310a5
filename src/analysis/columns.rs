//! Which column an incident stands in: the values of an attribute, in their order.

use super::{Material, Scope, Variable};
use crate::corpus::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// The values that make columns, each with its label, in their order.
pub(super) type Values = Vec<(String, Option<String>)>;

/// The incidents of a scope, by value.
pub(super) struct Grouping {
    /// The attribute.
    name: String,
    /// The columns.
    pub values: Values,
    /// For each incident of the scope the values it has, by their place in `values`.
    pub of: Vec<Vec<u32>>,
    /// For each value the incidents that none of the coders read.
    pub unread: Vec<Vec<usize>>,
    /// Incidents without a value.
    pub without_value: usize,
    /// Incidents with values, none of which makes a column.
    pub other: usize,
    /// Incidents that stand in more than one column.
    pub in_several: usize,
}

impl Grouping {
    /// Groups a scope by an attribute. Columns stand in the declared order; where
    /// nothing is declared, by number or date, else by text.
    pub fn by_attribute(material: &Material<'_>, scope: &Scope, variable: &Variable) -> Self {
        let values = if variable.declared.is_empty() {
            found(
                scope
                    .incidents
                    .iter()
                    .chain(&scope.unread)
                    .map(|at| material.incidents[*at].values(&variable.name)),
            )
        } else {
            variable.declared.iter().map(|known| (known.value.clone(), known.label.clone())).collect()
        };
        Self::with(material, scope, &variable.name, values)
    }

    /// The same columns for a part of the scope, also those that nobody of it stands in.
    pub fn over(&self, material: &Material<'_>, part: &Scope) -> Self {
        Self::with(material, part, &self.name, self.values.clone())
    }

    fn with(material: &Material<'_>, scope: &Scope, name: &str, values: Values) -> Self {
        let places: HashMap<&str, u32> =
            values.iter().enumerate().map(|(at, (value, _))| (value.as_str(), at as u32)).collect();
        let (mut without_value, mut other, mut in_several) = (0, 0, 0);
        let mut of = Vec::with_capacity(scope.incidents.len());
        for at in &scope.incidents {
            let values = material.incidents[*at].values(name);
            let mut columns: Vec<u32> =
                values.iter().filter_map(|value| places.get(value.text().as_ref()).copied()).collect();
            columns.sort_unstable();
            columns.dedup();
            without_value += usize::from(values.is_empty());
            other += usize::from(!values.is_empty() && columns.is_empty());
            in_several += usize::from(columns.len() > 1);
            of.push(columns);
        }
        let mut unread = vec![Vec::new(); values.len()];
        for at in &scope.unread {
            let mut columns: Vec<u32> = material.incidents[*at]
                .values(name)
                .iter()
                .filter_map(|value| places.get(value.text().as_ref()).copied())
                .collect();
            columns.sort_unstable();
            columns.dedup();
            columns.into_iter().for_each(|column| unread[column as usize].push(*at));
        }
        Grouping { name: name.to_string(), unread, values, of, without_value, other, in_several }
    }

    /// For each value the places in the scope that have it.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.values.len()];
        for (place, columns) in self.of.iter().enumerate() {
            for column in columns {
                members[*column as usize].push(place as u32);
            }
        }
        members
    }
}

/// Every value that occurs, numbers and dates in their order, before texts.
pub(super) fn found<'a>(held: impl Iterator<Item = Cow<'a, [Value]>>) -> Values {
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
