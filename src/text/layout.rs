//! Where pieces, paragraphs and sentences of a narrative stand.

use super::lines::{Begin, Line, each_line, ends_like_a_sentence};
use super::sentences::{Endings, each_sentence};
use super::turns::{Label, labels};
use super::{Language, Speakers};
use crate::span::Span;

/// A sentence or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Where its tokens begin: at the number of an item, else where `span` does.
    pub from: usize,
    /// Its text without blanks around it and without bullet, number, heading
    /// mark or label in front; empty where nothing but a number stands there.
    pub span: Span,
}

/// Pieces, paragraphs and sentences of a narrative; what stands in excluded turns is in none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// The turn labels.
    pub labels: Vec<Label>,
    /// What is read, between excluded turns; never empty ones.
    pub pieces: Vec<Span>,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Stretch>,
    /// The sentences, in order.
    pub sentences: Vec<Stretch>,
    /// For each paragraph the place of its first sentence; it has at least one.
    pub first_sentences: Vec<usize>,
    lines: Vec<Line>,
}

impl Layout {
    /// The layout of `narrative`.
    pub fn new(narrative: &str, language: &Language, speakers: &Speakers) -> Self {
        let mut layout = Self::default();
        layout.read(narrative, &Endings::of(language), speakers);
        layout
    }

    /// Becomes the layout of `narrative`, in the memory it has.
    pub fn read(&mut self, narrative: &str, endings: &Endings, speakers: &Speakers) {
        self.paragraphs.clear();
        self.sentences.clear();
        self.first_sentences.clear();
        self.lines.clear();
        self.labels = labels(narrative, speakers);
        self.cut_pieces(narrative);
        if self.labels.is_empty() && memchr::memchr2(b'\n', b'\r', narrative.as_bytes()).is_none() {
            // One line is one paragraph, however it would be cut.
            each_line(narrative, &[], |line| self.lines.push(line));
            self.cut_paragraphs(narrative, endings, false);
            return;
        }
        let Layout { lines, labels, .. } = self;
        each_line(narrative, labels, |line| lines.push(line));
        let each = every_line_is_a_paragraph(narrative, &self.lines);
        self.cut_paragraphs(narrative, endings, each);
    }

    fn cut_pieces(&mut self, narrative: &str) {
        self.pieces.clear();
        let mut start = Some(0);
        for label in &self.labels {
            match (label.excluded, start) {
                (true, Some(from)) => {
                    self.pieces.push(Span::new(from, label.span.start));
                    start = None;
                }
                (false, None) => start = Some(label.span.start),
                _ => {}
            }
        }
        self.pieces.extend(start.map(|from| Span::new(from, narrative.len())));
        self.pieces.retain(|piece| !piece.is_empty());
    }

    fn cut_paragraphs(&mut self, narrative: &str, endings: &Endings, each_line: bool) {
        let mut excluded = false;
        let mut at = 0;
        while at < self.lines.len() {
            let first = self.lines[at];
            if let Begin::Label(place) = first.begins {
                excluded = self.labels[place].excluded;
            }
            at += 1;
            if excluded || first.begins == Begin::Blank {
                continue;
            }
            let mut end = first.end;
            if first.begins != Begin::Heading && !each_line {
                while let Some(line) = self.lines.get(at).filter(|line| line.begins == Begin::Text) {
                    end = line.end;
                    at += 1;
                }
            }
            self.paragraph(narrative, endings, first, end);
        }
    }

    /// The paragraph that begins with the line `first` and ends before byte `end`.
    fn paragraph(&mut self, narrative: &str, endings: &Endings, first: Line, end: usize) {
        let inside = &narrative[first.text..end];
        let text = inside.trim();
        let start = first.text + (inside.len() - inside.trim_start().len());
        let span = if text.is_empty() {
            Span::new(first.text, first.text)
        } else {
            Span::new(start, start + text.len())
        };
        let numbered = first.begins == Begin::Number;
        if span.is_empty() && !numbered {
            return;
        }
        let from = if numbered { first.start } else { span.start };
        self.first_sentences.push(self.sentences.len());
        self.paragraphs.push(Stretch { from, span });
        if span.is_empty() {
            self.sentences.push(Stretch { from, span });
            return;
        }
        let sentences = &mut self.sentences;
        let mut from = Some(from);
        each_sentence(narrative, span, endings, |span| {
            sentences.push(Stretch { from: from.take().unwrap_or(span.start), span });
        });
    }
}

/// Plain text saved by a word processor: no blank line between two lines of text,
/// and more than half of its lines end as sentences do.
fn every_line_is_a_paragraph(narrative: &str, lines: &[Line]) -> bool {
    let is_text = |line: &Line| line.begins != Begin::Blank;
    let Some(first) = lines.iter().position(is_text) else { return false };
    let Some(last) = lines.iter().rposition(is_text) else { return false };
    let lines = &lines[first..=last];
    if !lines.iter().all(is_text) {
        return false;
    }
    let ending = lines.iter().filter(|line| ends_like_a_sentence(&narrative[line.start..line.end])).count();
    2 * ending > lines.len()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;
