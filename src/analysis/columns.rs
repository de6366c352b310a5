//! Which column an incident stands in: the values of an attribute, in their order.

use super::slots::Slots;
use super::{Material, Scope, Variable};

/// The incidents of a scope, by value.
pub(super) struct Grouping {
    /// The attribute.
    name: String,
    /// The columns.
    pub slots: Slots,
    /// For each incident of the scope the values it has, by their place among the columns.
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
        let all = scope.incidents.iter().chain(&scope.unread);
        let slots = Slots::of(variable, all.map(|at| material.incidents[*at].values(&variable.name)));
        Self::with(material, scope, &variable.name, slots)
    }

    /// The same columns for a part of the scope, also those that nobody of it stands in.
    pub fn over(&self, material: &Material<'_>, part: &Scope) -> Self {
        Self::with(material, part, &self.name, self.slots.clone())
    }

    fn with(material: &Material<'_>, scope: &Scope, name: &str, slots: Slots) -> Self {
        let (mut without_value, mut other, mut in_several) = (0, 0, 0);
        let mut of = Vec::with_capacity(scope.incidents.len());
        for at in &scope.incidents {
            let values = material.incidents[*at].values(name);
            let columns = slots.places(&values);
            without_value += usize::from(values.is_empty());
            other += usize::from(!values.is_empty() && columns.is_empty());
            in_several += usize::from(columns.len() > 1);
            of.push(columns);
        }
        let mut unread = vec![Vec::new(); slots.values.len()];
        for at in &scope.unread {
            let columns = slots.places(&material.incidents[*at].values(name));
            columns.into_iter().for_each(|column| unread[column as usize].push(*at));
        }
        Grouping { name: name.to_string(), slots, of, unread, without_value, other, in_several }
    }

    /// For each value the places in the scope that have it.
    pub fn members(&self) -> Vec<Vec<u32>> {
        let mut members = vec![Vec::new(); self.slots.values.len()];
        for (place, columns) in self.of.iter().enumerate() {
            for column in columns {
                members[*column as usize].push(place as u32);
            }
        }
        members
    }
}
