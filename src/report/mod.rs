//! One table, many formats, a file each; no arithmetic.

pub mod kwic;
