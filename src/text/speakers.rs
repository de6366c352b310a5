//! Who speaks in a transcript, and whose turns rules do not read.

/// The speakers that a study lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speakers {
    /// Their turns are not read by rules.
    pub exclude: Vec<String>,
    /// Named so that their labels are known as labels.
    pub include: Vec<String>,
}

impl Speakers {
    /// True where the study lists nobody, so that no line is a turn label.
    pub fn is_empty(&self) -> bool {
        self.exclude.is_empty() && self.include.is_empty()
    }
}
