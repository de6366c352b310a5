//! What is wrong with a file a person wrote: a stable code, the place, and help.

pub mod codes;
mod nearest;
mod place;
mod render;

#[cfg(test)]
mod tests;

pub use nearest::nearest;
pub use place::{Also, Placed, file_line_column, placed};
pub use render::{WIDTH, render, render_within};

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Keeps the file from being used.
    Fault,
    /// Does not keep it from being used, but should be mended.
    Warning,
    /// Worth knowing.
    Note,
}

/// One thing that is wrong with a file a person wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable, kebab-case, unique: `duplicate-id`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// The file, where there is one.
    pub file: Option<PathBuf>,
    /// The place in it, in bytes.
    pub span: Option<Span>,
    /// What stands at the marked place.
    pub label: String,
    /// Other places of the same file that belong to it, each with what stands there.
    pub also: Vec<(Span, String)>,
    /// What to do.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic without a place; the builder methods add what is known.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            file: None,
            span: None,
            label: String::new(),
            also: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Keeps the file from being used.
    pub fn fault(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Fault, code, message)
    }

    /// Should be mended, but the file can be used.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Worth knowing; nothing needs mending.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// The place, in bytes of the file.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// What stands at the marked place.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Another place of the same file that belongs to it, and what stands there.
    pub fn also(mut self, span: Span, label: impl Into<String>) -> Self {
        self.also.push((span, label.into()));
        self
    }

    /// What to do; may be called more than once.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The file it stands in.
    pub fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.file = Some(file.into());
        self
    }
}
