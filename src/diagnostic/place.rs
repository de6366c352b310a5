//! Diagnostics for programs: places as lines and columns, ready for JSON.

use super::{Diagnostic, Severity};
use crate::span::{LineIndex, Span};
use serde::Serialize;

/// A diagnostic as `--format json` gives it. Lines and columns count from 1,
/// columns in code points; the end is one past the last sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Stable code.
    pub code: &'static str,
    /// `fault`, `warning` or `note`.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file, where there is one.
    pub file: Option<String>,
    /// Where it begins.
    pub line: Option<usize>,
    /// Where it begins.
    pub column: Option<usize>,
    /// Where it ends.
    pub end_line: Option<usize>,
    /// Where it ends.
    pub end_column: Option<usize>,
    /// What stands at the marked place.
    pub label: Option<String>,
    /// Other places that belong to it.
    pub also: Vec<Also>,
    /// What to do.
    pub help: Vec<String>,
}

/// Another place that belongs to a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Also {
    /// Where it begins.
    pub line: usize,
    /// Where it begins.
    pub column: usize,
    /// What stands there.
    pub label: String,
}

/// All of them with their places in `source`, the whole text of their file.
pub fn placed(diagnostics: &[Diagnostic], source: &str) -> Vec<Placed> {
    let lines = LineIndex::new(source);
    diagnostics.iter().map(|diagnostic| one(diagnostic, source, &lines)).collect()
}

fn one(diagnostic: &Diagnostic, source: &str, lines: &LineIndex<'_>) -> Placed {
    let begin = diagnostic.span.map(|span| line_column(source, lines, span.start));
    let end = diagnostic.span.map(|span| line_column(source, lines, span.end));
    Placed {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        file: diagnostic.file.as_ref().map(|file| file.display().to_string()),
        line: begin.map(|(line, _)| line),
        column: begin.map(|(_, column)| column),
        end_line: end.map(|(line, _)| line),
        end_column: end.map(|(_, column)| column),
        label: Some(diagnostic.label.clone()).filter(|label| !label.is_empty()),
        also: diagnostic
            .also
            .iter()
            .map(|(span, label)| {
                let (line, column) = line_column(source, lines, span.start);
                Also { line, column, label: label.clone() }
            })
            .collect(),
        help: diagnostic.help.clone(),
    }
}

/// Line and column as an editor shows them: a byte-order mark takes no column.
fn line_column(source: &str, lines: &LineIndex<'_>, byte: usize) -> (usize, usize) {
    let at = lines.line_column(byte);
    let mark = at.line == 1 && at.column > 1 && source.starts_with('\u{feff}');
    (at.line, at.column - usize::from(mark))
}

/// Where a place stands, as `FILE:LINE:COLUMN`, for messages on one line.
pub fn file_line_column(file: &std::path::Path, source: &str, span: Span) -> String {
    let lines = LineIndex::new(source);
    let (line, column) = line_column(source, &lines, span.start);
    format!("{}:{line}:{column}", file.display())
}

/// First and last byte of the line around `byte`, without its end and without a byte-order mark.
pub(super) fn line_around(source: &str, byte: usize) -> (usize, usize) {
    let bytes = source.as_bytes();
    let byte = byte.min(bytes.len());
    let mut start = bytes[..byte].iter().rposition(|b| *b == b'\n').map_or(0, |newline| newline + 1);
    let mut end = bytes[byte..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |length| byte + length);
    while end > start && bytes[end - 1] == b'\r' {
        end -= 1;
    }
    if start == 0 && source.starts_with('\u{feff}') {
        start = '\u{feff}'.len_utf8().min(end);
    }
    (start, end)
}
