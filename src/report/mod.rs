//! One table, many formats, a file each; no arithmetic.
//!
//! A [`Sheet`] is a table that the formats `csv`, `html`, `latex`, `markdown` and
//! `terminal` write; the files named after a table say what stands in it, here and in JSON.

pub mod agreement;
pub mod attributes;
pub mod book;
mod broken;
mod comparison;
mod comparison_full;
mod comparison_further;
mod comparison_within;
pub mod cooccurrence;
mod counted;
pub mod crosstab;
pub mod csv;
pub mod evaluation;
mod figures;
pub mod frequencies;
mod further;
pub mod hits;
pub mod html;
pub mod json;
pub mod keyness;
pub mod kwic;
pub mod latex;
pub mod markdown;
pub mod matrix;
pub mod negative;
pub mod participation;
pub mod plot;
mod printable;
pub mod provenance;
pub mod qca;
pub mod quotes;
pub mod quotes_paper;
pub mod ranking;
mod repeated;
pub mod saturation;
pub mod sheet;
pub mod suggestions;
mod tables;
pub mod terminal;

pub use printable::{one_line, printable, printable_styled};
pub use provenance::Provenance;
pub use repeated::{Made, Repeated};
pub use sheet::Sheet;
pub use terminal::{Screen, terminal_width};
