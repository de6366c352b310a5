//! The same table once for every value of an attribute.

use super::columns::Grouping;
use super::{Material, Point, Scope, Variable};

/// The same table once for every value of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct Tables<T> {
    /// The attribute.
    pub within: String,
    /// Its cut points, where bins of values stand in place of the values.
    pub cuts: Vec<Point>,
    /// Incidents without a value of it: in no table.
    pub without_value: usize,
    /// Incidents whose value is none of those that make a table.
    pub other: usize,
    /// Incidents that stand in more than one table.
    pub in_several: usize,
    /// One a value, in the order that columns would have.
    pub tables: Vec<Part<T>>,
}

/// One of several tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    /// The value, or bin, that its incidents share.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// The table.
    pub table: T,
}

impl<T> Tables<T> {
    /// Makes a table of each part of the scope.
    pub(super) fn of(
        material: &Material<'_>,
        scope: &Scope,
        within: &Variable,
        table: impl Fn(&Scope) -> T,
    ) -> Self {
        let groups = Grouping::by_attribute(material, scope, within);
        let parts = groups.members().into_iter().zip(groups.unread);
        let tables = groups.slots.values.into_iter().zip(parts).map(|((value, label), (places, unread))| {
            let table = table(&scope.part(&places, unread, material));
            Part { value, label, table }
        });
        Self {
            within: within.name.clone(),
            cuts: within.cuts(),
            without_value: groups.without_value,
            other: groups.other,
            in_several: groups.in_several,
            tables: tables.collect(),
        }
    }
}
