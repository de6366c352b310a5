//! How the index reads narratives: in which language, and who speaks in them.

use crate::text::{Language, Speakers};

/// What decides, besides a narrative itself, where its tokens and sentences stand.
#[derive(Debug, Clone)]
pub struct Manner {
    /// The language of a narrative that says none.
    pub language: Language,
    /// Who speaks in transcripts.
    pub speakers: Speakers,
}

impl Manner {
    /// As text: another one where a narrative may be read otherwise.
    pub fn as_text(&self) -> String {
        let Speakers { exclude, include } = &self.speakers;
        let mut names = [exclude.clone(), include.clone()];
        names.iter_mut().for_each(|names| names.sort());
        format!("{} {names:?}", self.language)
    }
}
