//! The pattern language: one string, parsed once, with the place of every mistake.

pub mod tree;

pub use tree::{Form, Kind, Node, Word};

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::Language;

/// One pattern of a rule or a search, as written and as read.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written.
    pub source: String,
    /// As read.
    pub kind: Kind,
}

impl Pattern {
    /// Reads a pattern. `language` is that of its rule; without one, a stem is
    /// taken in each narrative's own language.
    ///
    /// # Errors
    /// Every mistake in it; a diagnostic's span counts bytes inside `source`.
    pub fn parse(source: &str, language: Option<&Language>) -> Result<Pattern, Vec<Diagnostic>> {
        let _ = language;
        let node = Node { form: Form::Any, span: Span::new(0, source.len()) };
        Ok(Pattern { source: source.to_string(), kind: Kind::Words(node) })
    }

    /// Reads a pattern of a search, where a bare word means all its inflections;
    /// `exact` are the stretches of `source` that stood between quotation marks.
    ///
    /// # Errors
    /// As [`Pattern::parse`].
    pub fn parse_search(
        source: &str,
        exact: &[Span],
        language: Option<&Language>,
    ) -> Result<Pattern, Vec<Diagnostic>> {
        let _ = exact;
        Self::parse(source, language)
    }

    /// The code that a `code:ID` pattern names.
    pub fn code_reference(&self) -> Option<&str> {
        match &self.kind {
            Kind::Code(id) => Some(id),
            _ => None,
        }
    }
}
