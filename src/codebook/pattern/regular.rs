//! A pattern between slashes: a regular expression over the text itself.

use super::mistake::Mistake;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use regex::{Regex, RegexBuilder};

/// The most memory that one regex may take once compiled, in bytes.
const LARGEST: usize = 10 << 20;

/// Reads the regex that the pattern `source` is; its first sign that is no blank is a slash.
pub(super) fn read(source: &str) -> Result<Regex, Box<Diagnostic>> {
    let start = source.len() - source.trim_start().len();
    let end = source.trim_end().len();
    let whole = Span::new(start, end);
    let refused = |mistake: Mistake, span: Span| Box::new(mistake.at(span));
    let last = source.rfind('/').unwrap_or(start);
    if last == start {
        return Err(refused(Mistake::RegexUnclosed, whole));
    }
    if last + 1 < end {
        return Err(refused(Mistake::AfterRegex, Span::new(last + 1, end)));
    }
    let inside = Span::new(start + 1, last);
    let regex = inside.of(source);
    if regex.is_empty() {
        return Err(refused(Mistake::Empty { source: String::new() }, whole));
    }
    let within = |span: &regex_syntax::ast::Span| {
        Span::new(inside.start + span.start.offset, inside.start + span.end.offset)
    };
    match regex_syntax::Parser::new().parse(regex) {
        Err(regex_syntax::Error::Parse(error)) => {
            let message = error.kind().to_string();
            return Err(refused(Mistake::Regex { message }, within(error.span())));
        }
        Err(regex_syntax::Error::Translate(error)) => {
            let message = error.kind().to_string();
            return Err(refused(Mistake::Regex { message }, within(error.span())));
        }
        // What else may be wrong, shows when it is built.
        _ => {}
    }
    RegexBuilder::new(regex).case_insensitive(true).size_limit(LARGEST).build().map_err(|error| {
        let message = match error {
            regex::Error::CompiledTooBig(_) => "it grows too large when it is compiled".to_string(),
            other => other.to_string(),
        };
        refused(Mistake::Regex { message }, inside)
    })
}
