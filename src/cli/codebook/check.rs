//! `keerpunt codebook check`: everything that is wrong with a codebook, in one run.

use super::book::Book;
use super::{Shape, counted};
use crate::cli::output::{screen, write_json};
use crate::cli::progress::Bar;
use crate::cli::{Context, Exit, Failure};
use keerpunt::diagnostic::{Diagnostic, Severity, WIDTH, placed, render_within};
use keerpunt::report::one_line;
use keerpunt::study::{self, Ground, Loaded};
use serde_json::json;
use std::collections::BTreeMap;
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
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let book = Book::read(arguments.file.as_deref())?;
    let mut diagnostics = book.file.diagnostics.clone();
    let mut incidents = None;
    if book.file.codebook.is_some() && !arguments.no_corpus {
        let bar = Bar::new(context);
        if let Some(loaded) = book.corpus(&bar, context) {
            incidents = Some(loaded.corpus.incidents.len());
            diagnostics.extend(notes(&book, &loaded, &bar));
        }
    }
    let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    match arguments.format {
        Shape::Table => tell(&book, &diagnostics, incidents)?,
        Shape::Json => {
            let codebook = book.file.codebook.as_ref();
            let document = json!({
                "schema": "keerpunt.codebook-check/1",
                "file": book.path,
                "codebook": codebook.map(|codebook| json!({"id": codebook.id, "version": codebook.version, "hash": codebook.hash})),
                "faults": count(Severity::Fault),
                "warnings": count(Severity::Warning),
                "notes": count(Severity::Note),
                "incidents": incidents,
                "diagnostics": placed(&diagnostics, &book.file.source),
            });
            write_json(&document, &mut io::stdout().lock())?;
        }
    }
    Ok(if count(Severity::Fault) > 0 { Exit::DoneWithFaults } else { Exit::Done })
}

/// How many notes of one kind are told where nobody asked for the list.
const TOLD: usize = 10;

/// A line a note: there may be many, and none keeps anybody from anything. All stand in JSON.
fn tell_notes(book: &Book, notes: &[Diagnostic], out: &mut dyn Write) -> io::Result<()> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for note in placed(notes, &book.file.source) {
        let seen = seen.entry(note.code.to_string()).or_default();
        *seen += 1;
        if *seen > TOLD {
            continue;
        }
        let place = note.line.zip(note.column).map(|(line, column)| format!(":{line}:{column}"));
        let place = format!("{}{}", book.path.display(), place.unwrap_or_default());
        writeln!(out, "note[{}]: {} ({place})", note.code, one_line(&note.message))?;
    }
    for (code, count) in seen.iter().filter(|(_, count)| **count > TOLD) {
        writeln!(out, "note[{code}]: and {} more of this kind: --format json lists them all", count - TOLD)?;
    }
    if !notes.is_empty() {
        writeln!(
            out,
            "  help: `keerpunt codebook explain CODE` shows how patterns were read and what they find\n"
        )?;
    }
    Ok(())
}

/// What the corpus tells of the rules.
fn notes(book: &Book, loaded: &Loaded, bar: &Bar) -> Vec<Diagnostic> {
    let progress = bar.incidents();
    let ground = Ground {
        incidents: &loaded.corpus.incidents,
        speakers: &book.study.settings.collection.speakers,
        index: loaded.index.as_ref(),
        progress: &progress,
    };
    let mut notes = study::notes(&book.file, &ground);
    notes.iter_mut().for_each(|note| note.file = Some(book.path.clone()));
    notes
}

fn tell(book: &Book, diagnostics: &[Diagnostic], incidents: Option<usize>) -> Result<(), Failure> {
    let screen = screen();
    let mut out = io::stdout().lock();
    let (notes, rest): (Vec<Diagnostic>, Vec<Diagnostic>) =
        diagnostics.iter().cloned().partition(|one| one.severity == Severity::Note);
    if !rest.is_empty() {
        let width = screen.width.unwrap_or(WIDTH);
        writeln!(out, "{}", render_within(&rest, &book.file.source, screen.colour, width))?;
    }
    tell_notes(book, &notes, &mut out)?;
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
    if let Some(incidents) = incidents {
        parts.push(format!("tried on {}", counted(incidents, "incident")));
    }
    let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
    let mut found = Vec::new();
    for (severity, name) in [(Severity::Fault, "fault"), (Severity::Warning, "warning")] {
        found.extend(Some(count(severity)).filter(|count| *count > 0).map(|count| counted(count, name)));
    }
    if found.is_empty() {
        found.push("nothing to mend".to_string());
    }
    found.extend(Some(count(Severity::Note)).filter(|count| *count > 0).map(|count| counted(count, "note")));
    parts.push(found.join(", "));
    writeln!(out, "{}: {}", book.path.display(), parts.join("; "))?;
    Ok(())
}
