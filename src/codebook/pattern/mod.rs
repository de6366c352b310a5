//! The pattern language: one string, parsed once, with the place of every mistake.

mod cut;
mod described;
mod mistake;
mod read;
mod regular;
pub mod tree;

pub use tree::{Form, Kind, Node, Word};

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::{Language, Stemmer};
use mistake::Mistake;

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
        let kind = read_kind(source, language)?;
        Ok(Pattern { source: source.to_string(), kind })
    }

    /// Reads a pattern of a search, where a bare word means `word~`;
    /// `exact` are the stretches of `source` that stood between quotation marks.
    /// In a language without stemmer a bare word is exact.
    ///
    /// # Errors
    /// As [`Pattern::parse`].
    pub fn parse_search(
        source: &str,
        exact: &[Span],
        language: Option<&Language>,
    ) -> Result<Pattern, Vec<Diagnostic>> {
        let mut pattern = Self::parse(source, language)?;
        if let Kind::Words(node) = &mut pattern.kind
            && has_stemmer(language)
        {
            node.each_word(&mut |word, span| {
                let quoted = exact.iter().any(|stretch| stretch.contains(span));
                word.stem |= !word.is_open() && !quoted;
            });
        }
        Ok(pattern)
    }

    /// One word as a pattern.
    pub fn of_word(word: Word) -> Pattern {
        let source = word.to_string();
        let span = Span::new(0, source.len());
        Pattern { source, kind: Kind::Words(Node { form: Form::Word(word), span }) }
    }

    /// The code that a `code:ID` pattern names.
    pub fn code_reference(&self) -> Option<&str> {
        match &self.kind {
            Kind::Code(id) => Some(id),
            _ => None,
        }
    }
}

fn read_kind(source: &str, language: Option<&Language>) -> Result<Kind, Vec<Diagnostic>> {
    let trimmed = source.trim();
    let start = source.len() - source.trim_start().len();
    let whole = Span::new(start, start + trimmed.len());
    if trimmed.starts_with('/') {
        return regular::read(source).map(Kind::Regex).map_err(|mistake| vec![*mistake]);
    }
    if let Some(id) = trimmed.strip_prefix("code:") {
        let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-');
        if id.is_empty() || !id.chars().all(fits) {
            let behind = Span::new(whole.start + 5, whole.end);
            return Err(vec![Mistake::CodeReference.at(if id.is_empty() { whole } else { behind })]);
        }
        return Ok(Kind::Code(id.to_string()));
    }
    if let Some(inside) = in_curly_quotes(trimmed) {
        return Err(vec![Mistake::CurlyQuotes { inside: inside.to_string() }.at(whole)]);
    }
    let (signs, mut mistakes) = cut::cut(source);
    let node = read::read(&signs, &mut mistakes);
    if let Some(node) = &node
        && let Some(language) = language
        && !has_stemmer(Some(language))
    {
        for (word, span) in node.words().into_iter().filter(|(word, _)| word.stem) {
            let (language, word) = (language.to_string(), word.pieces.concat());
            mistakes.push(Mistake::NoStemmer { language, word }.at(span));
        }
    }
    match node {
        Some(node) if mistakes.is_empty() => Ok(Kind::Words(node)),
        None if mistakes.is_empty() => Err(vec![Mistake::Empty { source: source.to_string() }.at(whole)]),
        _ => {
            mistakes.sort_by_key(|mistake| mistake.span);
            Err(mistakes)
        }
    }
}

/// What stands between curly quotes that the pattern begins and ends with.
fn in_curly_quotes(pattern: &str) -> Option<&str> {
    let is_curly =
        |c: char| matches!(c, '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›');
    let inside = pattern.strip_prefix(is_curly)?;
    inside.strip_suffix(is_curly)
}

/// True where a word of this language can be stemmed; without a language, each narrative's own decides.
fn has_stemmer(language: Option<&Language>) -> bool {
    language.is_none_or(Stemmer::exists)
}

#[cfg(test)]
#[path = "pattern_tests.rs"]
mod tests;
