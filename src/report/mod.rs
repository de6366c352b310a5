//! One table, many formats, a file each; no arithmetic.

pub mod kwic;
mod printable;

pub use printable::{one_line, printable};
