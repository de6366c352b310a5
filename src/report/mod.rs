//! One table, many formats, a file each; no arithmetic.
