//! What is taken in, written to its coder's journal once.

use crate::cli::Failure;
use crate::cli::desk::{Desk, failure};
use keerpunt::coding::journal::{Coder, Did, Pen, standing};
use std::collections::HashSet;

/// What became of one coder's lines.
pub struct Taken {
    /// Who.
    pub coder: Coder,
    /// Codings kept.
    pub codings: usize,
    /// Incidents marked as read.
    pub read: usize,
    /// What was there before.
    pub already: usize,
}

/// Writes what the coder has not given yet.
///
/// # Errors
/// The coder is of another kind in this study, or the journal cannot be written.
pub fn keep(desk: &Desk, coder: Coder, mut dids: Vec<Did>, dry_run: bool) -> Result<Taken, Failure> {
    let mut pen = if dry_run { None } else { Some(Pen::open(desk.study.root(), &coder).map_err(failure)?) };
    if let Some(pen) = &pen
        && pen.coder().kind != coder.kind
    {
        let (name, kind, other) = (&coder.name, coder.kind, pen.coder().kind);
        let help = format!("say --kind {other}, or another --coder");
        return Err(Failure::usage(format!("`{name}` is a {other} in this study, not a {kind}"), help));
    }
    let there = match &pen {
        Some(pen) => standing(coder.clone(), &pen.journal().entries),
        None => {
            let own = desk.loaded.shelf.standings.iter().find(|one| one.coder.name == coder.name);
            own.cloned().unwrap_or_else(|| standing(coder.clone(), &[]))
        }
    };
    let asked = dids.len();
    let key = |did: &Did| serde_json::to_string(did).unwrap_or_default();
    let given = there.codings.values().map(|kept| key(&Did::CodingAdded { coding: kept.given.clone() }));
    let read = there.read.iter().map(|incident| key(&Did::Read { incident: incident.clone() }));
    let mut known: HashSet<String> = given.chain(read).collect();
    dids.retain(|did| known.insert(key(did)));
    let new = dids;
    let codings = new.iter().filter(|did| matches!(did, Did::CodingAdded { .. })).count();
    let taken = Taken { coder, codings, read: new.len() - codings, already: asked - new.len() };
    if let Some(pen) = &mut pen
        && !new.is_empty()
    {
        desk.write(pen, new)?;
    }
    Ok(taken)
}
