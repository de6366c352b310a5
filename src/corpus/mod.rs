//! What was collected: incidents, narratives, attributes; a reader for each format.

mod assemble;
pub mod attributes;
mod bytes;
pub mod collection;
mod column;
mod decimals;
mod decode;
#[cfg(test)]
mod example;
mod format;
mod growing;
pub mod held;
pub mod incident;
mod incidents;
pub mod list;
mod mapped;
pub mod narrative;
pub mod number;
mod parse;
mod places;
mod problem;
mod raw;
mod read;
mod register;
pub mod shared_text;
mod sources;
pub mod value;
mod value_bytes;

pub use assemble::{AttributeInfo, Corpus, assemble};
pub use attributes::Attributes;
pub use collection::{
    AttributeTable, Collection, Declared, DeclaredValue, Entry, Kind, OtherOutcome, Outcome, OutcomeValue,
    SeveralOutcomes,
};
pub use format::Format;
pub use incident::{Incident, Origin};
pub use incidents::Incidents;
pub use narrative::{Narrative, Texts};
pub use number::Number;
pub use parse::parse;
pub use places::Places;
pub use problem::{Problem, ProblemCode};
pub use raw::{Cell, FileRead, RawIncident, RawValue, Shared};
pub use read::look::{Look, LookedColumn, LookedList, NoLook, is_table, look};
pub use read::{Beside, BesideRow, Lines, Passed, beside, levelled, read};
pub use shared_text::SharedText;
pub use sources::{NoRoom, Room, SourceFile, Sources, room, sources, would_read};
pub use value::Value;
