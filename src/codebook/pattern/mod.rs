//! The pattern language: one string, parsed once, with the place of every mistake.

use crate::diagnostic::Diagnostic;
use crate::text::Language;

/// One pattern of a rule or a search, as written and as read.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written.
    pub source: String,
}

impl Pattern {
    /// Reads a pattern. `language` is that of its rule; without one, a stem is
    /// taken in each narrative's own language.
    ///
    /// # Errors
    /// Every mistake in it; a diagnostic's span counts bytes inside `source`.
    pub fn parse(source: &str, language: Option<&Language>) -> Result<Pattern, Vec<Diagnostic>> {
        let _ = language;
        Ok(Pattern { source: source.to_string() })
    }

    /// The code that a `code:ID` pattern names.
    pub fn code_reference(&self) -> Option<&str> {
        self.source.strip_prefix("code:")
    }
}
