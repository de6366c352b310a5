//! One narrative read: its tokens, sentences, paragraphs, pieces and turn labels.

use super::layout::{Layout, Stretch};
use super::{Language, Speakers, tokens};
use crate::span::Span;
use std::ops::Range;

/// One narrative read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// Every token, those of excluded turns too, in order.
    pub tokens: Vec<Span>,
    /// Pieces, paragraphs, sentences and turn labels.
    pub layout: Layout,
}

impl Reading {
    /// Reads `narrative`.
    pub fn new(narrative: &str, language: &Language, speakers: &Speakers) -> Self {
        let layout = Layout::new(narrative, language, speakers);
        Self { tokens: tokens::tokens(narrative, &layout.labels), layout }
    }

    /// The places of the tokens of a sentence or paragraph, the number of an item included.
    pub fn tokens_of(&self, stretch: &Stretch) -> Range<usize> {
        let first = self.tokens.partition_point(|token| token.start < stretch.from);
        let end = stretch.span.end;
        first..first + self.tokens[first..].partition_point(|token| token.start < end)
    }
}
