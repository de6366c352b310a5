//! `keerpunt codebook check`: everything that is wrong with a codebook, in one run.

use super::book::Book;
use super::{Shape, counted};
use crate::cli::output::{screen, write_json};
use crate::cli::{Context, Exit, Failure};
use keerpunt::diagnostic::{Diagnostic, Severity, WIDTH, placed, render_within};
use serde_json::json;
use std::io::{self, Write};
use std::path::PathBuf;

/// Tells everything that is wrong with a codebook, each with its place and what to do.
///
/// A fault keeps the codebook from being used; a warning does not. Inside a study the corpus
/// is read too, and notes tell which wildcards find nothing or nearly everything and which
/// rules never fire. Ends with 1 where there are faults.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The codebook; without it the study's.
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Do not read the corpus.
    #[arg(long)]
    no_corpus: bool,
    /// How results are written.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    format: Shape,
}

/// Checks, and tells.
pub fn run(arguments: &Arguments, _: &Context) -> Result<Exit, Failure> {
    let book = Book::read(arguments.file.as_deref())?;
    let diagnostics = book.file.diagnostics.clone();
    let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    match arguments.format {
        Shape::Table => tell(&book, &diagnostics)?,
        Shape::Json => {
            let codebook = book.file.codebook.as_ref();
            let document = json!({
                "schema": "keerpunt.codebook-check/1",
                "file": book.path,
                "codebook": codebook.map(|codebook| json!({"id": codebook.id, "version": codebook.version, "hash": codebook.hash})),
                "faults": count(Severity::Fault),
                "warnings": count(Severity::Warning),
                "notes": count(Severity::Note),
                "diagnostics": placed(&diagnostics, &book.file.source),
            });
            write_json(&document, &mut io::stdout().lock())?;
        }
    }
    Ok(if count(Severity::Fault) > 0 { Exit::DoneWithFaults } else { Exit::Done })
}

fn tell(book: &Book, diagnostics: &[Diagnostic]) -> Result<(), Failure> {
    let screen = screen();
    let mut out = io::stdout().lock();
    if !diagnostics.is_empty() {
        let width = screen.width.unwrap_or(WIDTH);
        writeln!(out, "{}", render_within(diagnostics, &book.file.source, screen.colour, width))?;
    }
    let mut parts = Vec::new();
    if let Some(codebook) = &book.file.codebook {
        let rules: Vec<_> = codebook.codes.iter().flat_map(|code| &code.rules).collect();
        let patterns = rules.iter().map(|rule| rule.any.len() + rule.all.len() + rule.none.len()).sum();
        parts.push(format!(
            "{}, {}, {}",
            counted(codebook.codes.len(), "code"),
            counted(rules.len(), "rule"),
            counted(patterns, "pattern")
        ));
    }
    let found: Vec<String> =
        [(Severity::Fault, "fault"), (Severity::Warning, "warning"), (Severity::Note, "note")]
            .into_iter()
            .map(|(severity, name)| (diagnostics.iter().filter(|one| one.severity == severity).count(), name))
            .filter(|(count, _)| *count > 0)
            .map(|(count, name)| counted(count, name))
            .collect();
    parts.push(if found.is_empty() { "nothing to mend".to_string() } else { found.join(", ") });
    writeln!(out, "{}: {}", book.path.display(), parts.join("; "))?;
    Ok(())
}
