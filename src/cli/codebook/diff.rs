//! `keerpunt codebook diff`: what a new version of a codebook changes for the people who code with it.

use super::book::Book;
use crate::cli::progress::Bar;
use crate::cli::{Context, Exit, Failure, Output};
use keerpunt::analysis::{Rated, Turnover, turnover};
use keerpunt::codebook::Codebook;
use keerpunt::codebook::difference::{Change, difference};
use keerpunt::report::book::Difference;
use keerpunt::study::suggestions;
use std::path::PathBuf;

/// Tells what changed from one version of a codebook to another.
///
/// Codes that were added, removed, renamed, moved, merged and split; texts and rules that read
/// otherwise; and inside a study how many stretches the rules suggest more and less. A code of the
/// new version says by `formerly: [ID]` which codes it takes the place of.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The version before.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The version now; without it the study's codebook.
    #[arg(value_name = "NEW")]
    new: Option<PathBuf>,
    /// Do not read the corpus.
    #[arg(long)]
    no_corpus: bool,
    #[command(flatten)]
    output: Output,
}

/// Compares the two, and tells.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let old = Book::read(Some(&arguments.old))?;
    let new = Book::read(arguments.new.as_deref())?;
    context.reads_study(&new.study);
    [&old, &new].into_iter().for_each(|book| context.reads_file(&book.path));
    let (before, now) = (old.usable()?, new.usable()?);
    let changes = difference(before, now);
    let turnover = if arguments.no_corpus { None } else { rated(&new, before, now, &changes, context) };
    let told = Difference {
        old: before,
        new: now,
        changes: &changes,
        turnover: turnover.as_ref().map(|(turnover, incidents)| (turnover.as_slice(), *incidents)),
    };
    arguments.output.write_tables(context, format, || told.sheets(), || told.codes(), || told.json())?;
    Ok(Exit::Done)
}

/// What the rules of both suggest more and less, and in how many incidents; nothing outside a study.
fn rated(
    book: &Book,
    old: &Codebook,
    new: &Codebook,
    changes: &[Change],
    context: &Context,
) -> Option<(Vec<Turnover>, usize)> {
    let bar = Bar::new(context);
    let loaded = book.corpus(&bar, context)?;
    let speakers = &book.study.settings.collection.speakers;
    let incidents = &loaded.corpus.incidents;
    let suggest =
        |codebook| suggestions(incidents, codebook, speakers, loaded.index.as_ref(), &bar.incidents());
    let (before, now) = (suggest(old), suggest(new));
    let rated = |codebook, suggestions| Rated { codebook, suggestions };
    Some((turnover(rated(old, &before), rated(new, &now), changes), incidents.len()))
}
