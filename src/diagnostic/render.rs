//! Diagnostics for people: severity, code, place, the line with a mark under it, help.

use super::{Diagnostic, Severity, place};
use crate::span::{LineIndex, Span};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

/// Columns that a rendered diagnostic takes where the terminal's are not known.
pub const WIDTH: usize = 100;

/// All of them, each with its place in `source`, a blank line between two.
/// `source` is the whole text of the file that their spans count in.
pub fn render(diagnostics: &[Diagnostic], source: &str, colour: bool) -> String {
    render_within(diagnostics, source, colour, WIDTH)
}

/// As [`render`], in so many columns; longer lines are cut around the marked place.
pub fn render_within(diagnostics: &[Diagnostic], source: &str, colour: bool, width: usize) -> String {
    let renderer = match colour {
        true => Renderer::styled().hyperlink(false),
        false => Renderer::plain(),
    };
    let renderer = renderer.term_width(width.max(40));
    let lines = LineIndex::new(source);
    let mut out = String::new();
    for diagnostic in diagnostics {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(renderer.render(&[group(diagnostic, source, &lines)]).trim_end());
        out.push('\n');
    }
    out
}

fn group<'a>(diagnostic: &'a Diagnostic, source: &'a str, lines: &LineIndex<'_>) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Fault => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(without_control(&diagnostic.message)).id(diagnostic.code);
    let path = diagnostic.file.as_ref().map(|file| file.display().to_string());
    let mut group = Group::with_title(title);
    match diagnostic.span {
        Some(span) => {
            let marked = Marked::of(source, span);
            let kind = AnnotationKind::Primary;
            group = group.element(marked.snippet(path.clone(), &diagnostic.label, kind, lines));
            for (also, label) in &diagnostic.also {
                let marked = Marked::of(source, *also);
                group = group.element(marked.snippet(path.clone(), label, AnnotationKind::Context, lines));
            }
        }
        None => {
            if let Some(path) = path {
                group = group.element(Origin::path(path));
            }
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(without_control(help)));
    }
    group
}

/// One line of the file with a place in it.
struct Marked<'a> {
    line: &'a str,
    /// The line's first byte in the file.
    start: usize,
    /// The place, in bytes of the line.
    inside: Span,
}

impl<'a> Marked<'a> {
    /// The line on which `span` begins; of a longer stretch the part up to the line's end.
    fn of(source: &'a str, span: Span) -> Self {
        let (start, end) = place::line_around(source, span.start);
        let line = &source[start..end];
        let from = span.start.clamp(start, end) - start;
        let to = span.end.clamp(start + from, end) - start;
        Self { line, start, inside: Span::new(from, to) }
    }

    fn snippet(
        &self,
        path: Option<String>,
        label: &'a str,
        kind: AnnotationKind,
        lines: &LineIndex<'_>,
    ) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotation = kind.span(self.inside.start..self.inside.end);
        let annotation = match label.is_empty() {
            true => annotation,
            false => annotation.label(without_control(label)),
        };
        Snippet::source(self.line)
            .path(path)
            .line_start(lines.line_column(self.start).line)
            .annotation(annotation)
    }
}

/// A message on one line: what a file may hold must not move the cursor.
fn without_control(text: &str) -> String {
    annotate_snippets::normalize_untrusted_str(text).replace('\n', "\u{2424}")
}
