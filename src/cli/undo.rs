//! `keerpunt undo`: takes an entry of one's own journal back.

use super::desk::{self, InStudy};
use super::log::{said, short};
use super::who::Who;
use super::{Context, Exit, Failure};
use keerpunt::coding::journal::{Did, Entry, Journal, undone};
use keerpunt::report::printable;
use std::io::Write;

/// Takes back what you did last, or the entry that you name. Nothing is erased: that it was
/// undone is an entry of its own, and an undo can be undone.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The entry: the end of its id, as `keerpunt log` shows it. Without it your last one.
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
}

/// Undoes it, and says what no longer holds.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let study = arguments.place.open(context)?;
    let mut pen = desk::pen(&study, &arguments.who, context)?;
    let entries = &pen.journal().entries;
    let gone = undone(entries.iter());
    let entry = match &arguments.entry {
        Some(ending) => named(entries, ending)?,
        None => last(pen.journal())?,
    };
    if gone.contains(&entry.id) {
        let what = format!("{} is undone already", short(entry.id));
        return Err(Failure::usage(what, "to have it again, undo the undo: `keerpunt log` shows its id"));
    }
    let (of, what) = (entry.id, said(entry));
    // The codebook plays no part in an undo, so none is named.
    pen.write(None, vec![Did::Undo { of }]).map_err(desk::failure)?;
    writeln!(std::io::stdout(), "undone: {}", printable(&what)).map_err(Failure::after_keeping)?;
    Ok(Exit::Done)
}

fn last(journal: &Journal) -> Result<&Entry, Failure> {
    journal.latest(Did::is_work).ok_or_else(|| {
        Failure::usage("you did nothing that could be undone", "`keerpunt log` shows what everybody did")
    })
}

fn named<'a>(entries: &'a [Entry], ending: &str) -> Result<&'a Entry, Failure> {
    let fits = |entry: &&Entry| entry.id.to_string().ends_with(&ending.to_lowercase());
    let found: Vec<&Entry> = entries.iter().filter(fits).collect();
    match found.as_slice() {
        [entry] if matches!(entry.did, Did::Begin { .. }) => {
            Err(Failure::usage("the beginning of a journal cannot be undone", "name another entry"))
        }
        [entry] => Ok(entry),
        [] => Err(Failure::usage(
            format!("your journal has no entry `{ending}`"),
            "`keerpunt log` shows the ids; another coder's entries are theirs to undo",
        )),
        _ => Err(Failure::usage(format!("several entries end in `{ending}`"), "take more of the id")),
    }
}
