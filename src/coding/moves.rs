//! Notes of where codings went when narratives were edited.

use super::journal::{Anchor, Because, Did, Entry, Given, Pen, standing};
use super::pinned::{Status, pinned, places};
use crate::corpus::Incident;

/// An entry for each coding of the pen's coder whose text stands elsewhere in its narrative now: the
/// journal then knows its place and what is around it today. A note that the coder took back is not
/// written again.
pub fn moves(pen: &Pen, incidents: &[Incident]) -> Vec<Did> {
    let entries = &pen.journal().entries;
    let standing = standing(pen.coder().clone(), entries);
    let mut dids = Vec::new();
    for one in pinned(&standing, incidents, &places(incidents)) {
        let (Status::Moved, Some(incident), Some(span)) = (&one.status, one.incident, one.span) else {
            continue;
        };
        let at = Anchor::of(&incidents[incident].narrative, span);
        let coding = Given { at: Some(at), ..one.kept.given.clone() };
        let did = Did::CodingChanged { of: one.id, coding, because: Some(Because::Moved) };
        let taken_back = |entry: &&Entry| entry.did == did && standing.undone.contains(&entry.id);
        if !entries.iter().any(|entry| taken_back(&entry)) {
            dids.push(did);
        }
    }
    dids
}
