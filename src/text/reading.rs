//! One narrative read: its tokens, sentences, paragraphs, pieces and turn labels.

use super::turns::{Label, labels};
use super::{Language, Speakers, tokens};
use crate::span::Span;
use std::ops::Range;

/// A sentence or a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Its text without blanks around it and without bullet, number, heading
    /// mark or label in front; empty where nothing else stands there.
    pub span: Span,
    /// Its tokens, the number of an item included, as places in [`Reading::tokens`].
    pub tokens: Range<usize>,
}

/// One narrative read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every token, those of excluded turns too, in order.
    pub tokens: Vec<Span>,
    /// The turn labels.
    pub labels: Vec<Label>,
    /// What is read, between excluded turns.
    pub pieces: Vec<Span>,
    /// Paragraphs of the pieces, in order.
    pub paragraphs: Vec<Stretch>,
    /// Sentences of the pieces, in order.
    pub sentences: Vec<Stretch>,
}

impl Reading {
    /// Reads `narrative`.
    pub fn new(narrative: &str, language: &Language, speakers: &Speakers) -> Self {
        let labels = labels(narrative, speakers);
        let _ = language;
        let tokens = tokens::tokens(narrative, &labels);
        let whole = Stretch { span: Span::new(0, narrative.len()), tokens: 0..tokens.len() };
        Self {
            tokens,
            labels,
            pieces: vec![whole.span],
            paragraphs: vec![whole.clone()],
            sentences: vec![whole],
        }
    }
}
