//! A codebook over the index: what its rules suggest, by words, places and outlines, without the texts.
//!
//! First which narratives hold the words that a rule cannot do without, as sets; then the places of
//! the words in those; then the rules themselves, by the matcher's own code; and only where one
//! finds something, the sentence it stands in is read.

use super::Index;
use super::asking::{Coded, Ground, Word};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::{Asked, Sheaf, Wants};
use crate::text::Language;
use std::io;

/// A codebook in one language, with the words that mean something to it.
struct Question {
    asked: Asked,
    wants: Vec<Wants>,
    words: Vec<Word>,
}

impl Question {
    fn new(codebook: &Codebook, language: &Language, words: &[&str]) -> Self {
        let mut asked = Asked::new(codebook, language);
        let words = asked.classify(words);
        Self { wants: asked.wants(), asked, words }
    }
}

impl Index {
    /// What the rules of `codebook` suggest for the incidents of the corpus that the index can
    /// answer for. None of its codes may be [unanswerable](Asked::unanswerable).
    ///
    /// # Errors
    /// The index cannot be read; the caller reads every text.
    pub fn coded(
        &self,
        incidents: &[Incident],
        codebook: &Codebook,
        progress: &(dyn Fn(usize) + Sync),
    ) -> io::Result<Coded> {
        let question = |language: &Language, words: &[&str]| Question::new(codebook, language, words);
        self.ask(incidents, question, suggest, progress)
    }
}

fn suggest(ground: &Ground<'_, Question>) -> io::Result<Vec<Sheaf>> {
    let Question { asked, wants, words } = ground.question;
    ground.evaluate(asked, wants, words, |desk, sheaf: &mut Sheaf, document, outline, tokens| {
        let (place, incident) = ground.incident(document);
        sheaf.add(place, &asked.suggest(desk, outline, tokens, || incident.narrative.as_str()));
    })
}
