//! What the page asks and does, a file a subject. Positions are Unicode code points, half open.

pub mod deeds;
mod excerpt;
pub mod incident;
pub mod incidents;
pub mod progress;
pub mod search;
pub mod study;
pub mod table;
