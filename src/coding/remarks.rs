//! What people wrote of an incident and a code: memos on both, memos on passages, notes of codings.

use super::journal::{MemoOn, Standing};
use super::pinned::{pinned, places};
use crate::corpus::Incident;
use crate::span::Span;

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Place of the incident in the corpus.
    pub incident: usize,
    /// On what in it.
    pub on: On,
    /// Who.
    pub coder: String,
    /// The text, Markdown.
    pub text: String,
}

/// What in an incident a remark is on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum On {
    /// What it says of this code, by full id.
    Code(String),
    /// A stretch, in bytes of the narrative.
    Stretch(Span),
}

/// The remarks that hold, by coder, then in the order of the work: memos first, then notes of
/// codings. Memos on a passage that is not found any more are left out.
pub fn remarks(standings: &[Standing], incidents: &[Incident]) -> Vec<Remark> {
    let at = places(incidents);
    let mut all = Vec::new();
    for standing in standings {
        let coder = &standing.coder.name;
        let mut add = |incident: usize, on: On, text: &str| {
            all.push(Remark { incident, on, coder: coder.clone(), text: text.to_string() });
        };
        for memo in standing.memos.values() {
            match &memo.on {
                MemoOn::Study | MemoOn::Code(_) | MemoOn::Incident(_) => {}
                MemoOn::Cell { incident, code } => {
                    if let Some(place) = at.get(incident.as_str()) {
                        add(*place, On::Code(code.clone()), &memo.text);
                    }
                }
                MemoOn::Passage { incident, at: anchor } => {
                    let place = at.get(incident.as_str()).copied();
                    let found = place.and_then(|place| anchor.find(&incidents[place].narrative).span());
                    if let (Some(place), Some(span)) = (place, found) {
                        add(place, On::Stretch(span), &memo.text);
                    }
                }
            }
        }
        for one in pinned(standing, incidents, &at) {
            let given = &one.kept.given;
            if let (Some(place), Some(note)) = (one.incident, &given.note) {
                add(place, On::Code(given.code.clone()), note);
            }
        }
    }
    all
}
