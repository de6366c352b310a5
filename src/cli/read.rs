//! `keerpunt read`: marks incidents as read.

use super::desk::{Desk, InStudy};
use super::who::Who;
use super::{Context, Exit, Failure};
use keerpunt::coding::journal::Did;
use keerpunt::report::printable;
use keerpunt::report::provenance::some;
use std::io::Write;

/// Marks incidents as read whole: a code that you did not give them is absent there.
///
/// An incident in which you gave a code counts as read by itself; this is for those in which you
/// found nothing to code.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The incidents' ids.
    #[arg(value_name = "INCIDENT", required = true)]
    incidents: Vec<String>,
    #[command(flatten)]
    who: Who,
    #[command(flatten)]
    place: InStudy,
}

/// Marks them, and says how many once it is on the disk.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let desk = Desk::open(&arguments.place, context)?;
    let mut ids = Vec::new();
    for id in &arguments.incidents {
        let id = &desk.incident(id)?.id;
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    let mut pen = desk.pen(&arguments.who, context)?;
    let own = desk.loaded.shelf.standings.iter().find(|one| one.coder.name == pen.coder().name);
    let asked = ids.len();
    ids.retain(|id| own.is_none_or(|own| !own.read.contains(id)));
    let new = ids.len();
    if new > 0 {
        desk.write(&mut pen, ids.into_iter().map(|incident| Did::Read { incident }).collect())?;
    }
    let already = if new < asked { format!(" ({} already were)", asked - new) } else { String::new() };
    let by = printable(&pen.coder().name);
    writeln!(std::io::stdout(), "{} marked as read by {by}{already}", some(new, "incident"))
        .map_err(Failure::after_keeping)?;
    Ok(desk.exit)
}
