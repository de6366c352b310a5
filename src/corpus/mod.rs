//! What was collected: incidents, narratives, attributes; a reader for each format.

pub mod collection;
pub mod incident;
pub mod value;

pub use collection::{
    AttributeTable, Collection, Declared, DeclaredValue, Entry, Kind, OtherOutcome, Outcome, OutcomeValue,
};
pub use incident::{Incident, Origin};
pub use value::Value;
