//! What was collected: incidents, narratives, attributes; a reader for each format.

pub mod incident;
pub mod value;

pub use incident::{Incident, Origin};
pub use value::Value;
