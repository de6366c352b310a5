//! What every coder said of every incident.

/// What every coder said of every incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codings {
    /// The names of the coders, in order of their text.
    pub coders: Vec<String>,
    /// For each incident, in corpus order, who read it and what they gave; one reading a coder.
    pub incidents: Vec<Vec<Reading>>,
    /// What separates the levels of a code; without one codes are flat.
    pub level_separator: Option<String>,
}

/// One coder read one incident. No code means that the coder gave none, not that nobody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Place in [`Codings::coders`].
    pub coder: usize,
    /// The codes as they were spelled, each once, in order of their text.
    pub codes: Vec<String>,
}
