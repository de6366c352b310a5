//! What the YAML parser could not read, in words that say what to do.

use crate::diagnostic::Diagnostic;
use crate::span::Span;
use serde_yaml::granit_parser::{ErrorKind, ScanError};

/// `*word` without quotes, which YAML takes for the name of something given earlier.
pub(super) fn unquoted_star(text: &str, span: Span) -> Diagnostic {
    Diagnostic::fault("yaml-unquoted-star", format!("`{}` begins with `*` and is not quoted", span.of(text)))
        .at(span)
        .label("YAML takes this for an alias, the name of something given earlier")
        .help("put the whole text in quotes")
}

/// What the parser says, in our words.
pub(super) fn explain(text: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
    if let Some(tab) = tab_near(text, at, error.kind()) {
        return tab_indentation(text, tab);
    }
    if let Some((open, close)) = quotes_before(text, at, error.kind())
        && !same_line(text, open, close)
    {
        return quote_not_closed(text, open, close);
    }
    let here = one_sign(text, at);
    let (message, help) = in_words(error.kind());
    let message = message.unwrap_or_else(|| format!("this is no valid YAML: {}", error.info()));
    let mut diagnostic = Diagnostic::fault("yaml-syntax", message).at(here);
    for line in help {
        diagnostic = diagnostic.help(*line);
    }
    diagnostic
}

fn in_words(kind: &ErrorKind) -> (Option<String>, &'static [&'static str]) {
    use ErrorKind::*;
    match kind {
        UnclosedQuotedScalar => (
            Some("this quote is never closed".to_string()),
            &["close it; inside \"...\" a quote is written \\\", inside '...' it is written ''"],
        ),
        InvalidTrailingSingleQuotedScalar => (
            Some("text goes on behind the closing quote".to_string()),
            &["inside '...' an apostrophe is written twice: 'it''s'; or use \"...\""],
        ),
        InvalidTrailingDoubleQuotedScalar => (
            Some("text goes on behind the closing quote".to_string()),
            &["put the whole text in quotes; inside \"...\" a quote is written \\\""],
        ),
        UnknownQuotedScalarEscape | InvalidQuotedScalarHexEscape | InvalidUnicodeEscape => (
            Some("a backslash in \"...\" begins an escape, and this one is unknown".to_string()),
            &["write the backslash twice (\\\\), or put the text in '...', where it means itself"],
        ),
        MappingValueNotAllowed | InvalidColonPlacement => (
            Some("a field (`name: value`) cannot begin here".to_string()),
            &[
                "text with a colon and a blank in it goes in quotes",
                "or the indentation is off: fields of one thing begin in the same column",
                "or a bracket or quote above was not closed",
            ],
        ),
        ExpectedBlockMappingKey
        | ExpectedBlockSequenceEntry
        | InvalidIndentation
        | BlockSequenceEntryNotAllowed => (
            Some("this does not fit what stands above it".to_string()),
            &["things that belong together begin in the same column; each item of a list begins with `- `"],
        ),
        SimpleKeyExpected | InvalidSimpleKey | MappingKeyNotAllowed => (
            Some("a colon is missing behind this name".to_string()),
            &["write `name: value`, each on its own line"],
        ),
        UnexpectedEofFlowSequence | ExpectedFlowSequenceSeparator | UnclosedFlowCollection { open: '[' } => (
            Some("this list in brackets is not closed".to_string()),
            &[
                "put `,` between the items and `]` at the end; text that holds `[`, `]`, `,` or `: ` goes in quotes",
            ],
        ),
        UnexpectedEofFlowMapping
        | UnexpectedEofImplicitFlowMapping
        | ExpectedFlowMappingSeparator
        | UnclosedFlowCollection { .. } => (
            Some("this map in braces is not closed".to_string()),
            &[
                "put `,` between the fields and `}` at the end; text that holds `{`, `}`, `,` or `: ` goes in quotes",
            ],
        ),
        MisplacedFlowCollectionEnd | MismatchedFlowCollectionEnd { .. } => {
            (Some("this bracket closes nothing".to_string()), &["text that holds brackets goes in quotes"])
        }
        UnexpectedCharacter { character } => {
            (Some(format!("text cannot begin with `{character}`")), &["put the text in quotes"])
        }
        RecursionLimitExceeded => {
            (Some("lists and maps are nested too deep".to_string()), &["at most 200 levels are read"])
        }
        UnexpectedEof => (Some("the file ends too early".to_string()), &["something above is not finished"]),
        _ => (None, &["text with signs that YAML uses itself goes in quotes"]),
    }
}

/// The tab in an indentation that is behind this error, where one is.
fn tab_near(text: &str, at: usize, kind: &ErrorKind) -> Option<usize> {
    use ErrorKind::*;
    let says_tab = matches!(
        kind,
        TabNotAllowed
            | TabInBlockIndentation
            | TabInIndentation
            | TabAtBlockScalarStart
            | TabInPlainScalar
            | ExpectedBlockMappingKey
            | ExpectedBlockSequenceEntry
            | InvalidBlockEntryWhitespace
            | InvalidMappingValueWhitespace
            | MappingValueNotAllowed
            | InvalidQuotedScalarIndent
    );
    if !says_tab {
        return None;
    }
    let line_start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let mut start = line_start;
    // a plain scalar is blamed at its end, one line before the tab
    for _ in 0..2 {
        let line = text.get(start..)?;
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(start + tab);
        }
        // after a mark of a list or field: `-<tab>- x`
        if start == line_start
            && matches!(kind, TabInBlockIndentation | TabNotAllowed | InvalidBlockEntryWhitespace)
            && let Some(tab) = line.find('\t')
        {
            return Some(start + tab);
        }
        start += line.len() + 1;
    }
    None
}

fn tab_indentation(text: &str, tab: usize) -> Diagnostic {
    let end = text[tab..].find(|c| c != '\t').map_or(text.len(), |length| tab + length);
    let more = text[end..]
        .lines()
        .skip(1)
        .filter(|line| {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            indentation < line.len() && line[..indentation].contains('\t')
        })
        .count();
    let diagnostic =
        Diagnostic::fault("yaml-tab", "a tab stands in the indentation, where YAML takes only blanks")
            .at(Span::new(tab, end))
            .label("a tab")
            .help("replace every tab at the beginning of a line by blanks; most editors can do it in one go");
    match more {
        0 => diagnostic,
        1 => diagnostic.help("1 line below has one too"),
        more => diagnostic.help(format!("{more} lines below have one too")),
    }
}

/// The quotes around a quoted text that ends before `at`, where text goes on behind it.
fn quotes_before(text: &str, at: usize, kind: &ErrorKind) -> Option<(usize, usize)> {
    let quote = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar => b'\'',
        ErrorKind::InvalidTrailingDoubleQuotedScalar => b'"',
        _ => return None,
    };
    let bytes = text.as_bytes();
    let close = at.checked_sub(1).filter(|close| bytes[*close] == quote)?;
    let mut open = close;
    // Inside quotes every quote is escaped, so the last one that is not is the opening one.
    loop {
        open = bytes[..open].iter().rposition(|byte| *byte == quote)?;
        let escaped = match quote {
            b'"' => bytes[..open].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1,
            _ => open > 0 && bytes[open - 1] == quote,
        };
        match (escaped, quote) {
            (false, _) => return Some((open, close)),
            (true, b'"') => {}
            (true, _) => open -= 1,
        }
    }
}

/// A quote that only the next one of its kind, lines below, ended.
fn quote_not_closed(text: &str, open: usize, close: usize) -> Diagnostic {
    let end = text[open..].find(['\n', '\r']).map_or(text.len(), |length| open + length);
    Diagnostic::fault("yaml-syntax", "this quote is not closed on its line, and the next quote below ends it")
        .at(Span::new(open, end))
        .label("opens here")
        .also(one_sign(text, close), "ends here, and text goes on behind it")
        .help("close it at the end of its line")
        .help(match &text[open..=open] {
            "\"" => "where the text goes on over several lines, write \\\" for a quote inside it",
            _ => "where the text goes on over several lines, write '' for an apostrophe inside it",
        })
}

/// True where no line ends between the two places.
pub(super) fn same_line(text: &str, from: usize, to: usize) -> bool {
    from <= to && text.get(from..to).is_some_and(|between| !between.contains('\n'))
}

/// The sign at this place, or the last one of the file.
fn one_sign(text: &str, at: usize) -> Span {
    match text[at..].chars().next() {
        Some(sign) if sign != '\n' && sign != '\r' => Span::new(at, at + sign.len_utf8()),
        _ => Span::new(at, at),
    }
}
