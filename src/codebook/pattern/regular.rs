//! A pattern between slashes: a regular expression over the text itself.

use super::mistake::Mistake;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use regex::{Regex, RegexBuilder};

/// The most memory that one regex may take once compiled, in bytes.
const LARGEST: usize = 10 << 20;

/// Reads the regex that the pattern `source` is; its first sign that is no blank is a slash.
pub(super) fn read(source: &str) -> Result<Regex, Diagnostic> {
    let start = source.len() - source.trim_start().len();
    let end = source.trim_end().len();
    let whole = Span::new(start, end);
    let last = source.rfind('/').unwrap_or(start);
    if last == start {
        return Err(Mistake::RegexUnclosed.at(whole));
    }
    if last + 1 < end {
        return Err(Mistake::AfterRegex.at(Span::new(last + 1, end)));
    }
    let inside = Span::new(start + 1, last);
    if inside.is_empty() {
        return Err(Mistake::Empty { source: String::new() }.at(whole));
    }
    let built = RegexBuilder::new(inside.of(source)).case_insensitive(true).size_limit(LARGEST).build();
    built.map_err(|error| told(&error, source, inside))
}

fn told(error: &regex::Error, source: &str, inside: Span) -> Diagnostic {
    let regex::Error::Syntax(text) = error else {
        let message = match error {
            regex::Error::CompiledTooBig(_) => "it grows too large when it is compiled".to_string(),
            other => other.to_string(),
        };
        return Mistake::Regex { message }.at(inside);
    };
    let message = text.lines().last().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message).to_string();
    let span = marked(text, inside.of(source))
        .map_or(inside, |span| Span::new(inside.start + span.start, inside.start + span.end));
    Mistake::Regex { message }.at(span)
}

/// The place that the library's message marks with `^`; known where the regex is one line.
fn marked(message: &str, regex: &str) -> Option<Span> {
    let mut lines = message.lines().skip_while(|line| line.strip_prefix("    ") != Some(regex));
    lines.next()?;
    let marks = lines.next()?.strip_prefix("    ")?;
    let blanks = marks.find('^')?;
    let length = marks[blanks..].matches('^').count();
    let byte = |chars: usize| regex.char_indices().nth(chars).map_or(regex.len(), |(at, _)| at);
    Some(Span::new(byte(blanks), byte(blanks + length)))
}
