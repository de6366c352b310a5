//! `keerpunt codebook show`: the codebook to read.

use super::book::{Book, code_named};
use crate::cli::output::write_json;
use crate::cli::{Context, Exit, Failure, Format, Output};
use keerpunt::report::book::{Shown, markdown, terminal};
use keerpunt::text::Language;
use std::path::PathBuf;

/// Shows the codebook: the tree with labels and definitions, or one entry whole.
///
/// `--format md` gives every entry with its exemplars and rules, to print or to hand to coders.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The code to show, with those below it.
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// The codebook; without it the study's.
    #[arg(long, value_name = "FILE")]
    codebook: Option<PathBuf>,
    /// The language of labels and texts; without it the study's.
    #[arg(long, value_name = "LANGUAGE")]
    lang: Option<String>,
    #[command(flatten)]
    output: Output,
}

/// Shows it.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format_of_text("a codebook")?;
    let book = Book::read(arguments.codebook.as_deref())?;
    context.reads_study(&book.study);
    context.reads_file(&book.path);
    let codebook = book.usable()?;
    let code = arguments.code.as_deref().map(|name| code_named(codebook, name)).transpose()?;
    let asked = arguments.lang.as_deref().map(Language::new);
    let shown = Shown { codebook, code, language: asked.as_ref().unwrap_or(book.study.language()) };
    arguments.output.write(context, |screen, to| match format {
        Format::Json => write_json(&shown.json(), to),
        Format::Md => markdown(&shown, to),
        Format::Table | Format::Csv => terminal(&shown, screen, to),
    })?;
    Ok(Exit::Done)
}
