//! A table that is made once, or once for every value of an attribute, and how either is written.

use super::Sheet;
use super::provenance::Provenance;
use crate::analysis::Tables;
use serde_json::Value;

/// A table that may be made once for every value of an attribute.
pub trait Repeated: Sized {
    /// The table for people, and below it those for which it has no room.
    fn sheets(&self, provenance: &Provenance<'_>) -> Vec<Sheet> {
        vec![self.data(provenance)]
    }
    /// The table for spreadsheets.
    fn data(&self, provenance: &Provenance<'_>) -> Sheet;
    /// The table for programs.
    fn json(&self, provenance: &Provenance<'_>) -> Value;
    /// A table for every value, below each other.
    fn sheets_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Vec<Sheet>;
    /// All of them as one, with a field for the value.
    fn data_within(tables: &Tables<Self>) -> Sheet;
    /// All of them for programs.
    fn json_within(tables: &Tables<Self>, provenance: &Provenance<'_>) -> Value;
}

/// A table as it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Made<T> {
    /// One table.
    Once(T),
    /// One for every value of an attribute.
    Within(Tables<T>),
}

impl<T: Repeated> Made<T> {
    /// For people.
    pub fn sheets(&self, provenance: &Provenance<'_>) -> Vec<Sheet> {
        match self {
            Made::Once(table) => table.sheets(provenance),
            Made::Within(tables) => T::sheets_within(tables, provenance),
        }
    }

    /// For spreadsheets.
    pub fn data(&self, provenance: &Provenance<'_>) -> Sheet {
        match self {
            Made::Once(table) => table.data(provenance),
            Made::Within(tables) => T::data_within(tables),
        }
    }

    /// For programs.
    pub fn json(&self, provenance: &Provenance<'_>) -> Value {
        match self {
            Made::Once(table) => table.json(provenance),
            Made::Within(tables) => T::json_within(tables, provenance),
        }
    }
}
