//! What the coders of the study did, laid on the narratives as they are now.

use super::snapshot::Snapshot;
use crate::coding::journal::{Coder, Id, Kept, KnownJournals, Memo, MemoOn, Shelf, Standing, shelf_again};
use crate::coding::review::Answered;
use crate::coding::{Codings, Status, pinned, places};
use crate::span::Span;
use std::sync::OnceLock;

/// The journals, read.
pub struct Work {
    /// What holds of each coder's work.
    pub standings: Vec<Standing>,
    /// What is wrong in the journals.
    pub problems: Vec<String>,
    /// The person at the page, among the standings.
    own: Option<usize>,
    /// For each incident the codings of the journals, in the order of their ids.
    placed: Vec<Vec<Placed>>,
    /// For each incident the suggestions that wait for a verdict of the person at the page, by
    /// their place in [`Snapshot::suggestions`], in the order of the text.
    waiting: Vec<Vec<usize>>,
    /// All codings, those of the archive too; made when a table asks for them.
    codings: OnceLock<Codings>,
}

/// A coding of a journal at its place.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The coding's id.
    pub id: Id,
    /// Whose, among [`Work::standings`].
    pub coder: usize,
    /// The stretch, in bytes of the narrative; none for the whole incident and where it is lost.
    pub span: Option<Span>,
    /// Whether it holds.
    pub status: Status,
}

impl Work {
    /// Reads the journals of a study for the person at the page; those that are known and stand as
    /// they stood are not read anew.
    pub fn read(snapshot: &Snapshot, coder: Option<&Coder>, known: &mut KnownJournals) -> Self {
        Self::of(snapshot, shelf_again(snapshot.study.root(), known), coder)
    }

    fn of(snapshot: &Snapshot, shelf: Shelf, coder: Option<&Coder>) -> Self {
        let incidents = snapshot.incidents();
        let standings = shelf.standings;
        let own = coder.and_then(|coder| standings.iter().position(|one| one.coder.name == coder.name));
        let at = places(incidents);
        let mut placed: Vec<Vec<Placed>> = vec![Vec::new(); incidents.len()];
        for (coder, standing) in standings.iter().enumerate() {
            for one in pinned(standing, incidents, &at) {
                let Some(incident) = one.incident else { continue };
                placed[incident].push(Placed { id: one.id, coder, span: one.span, status: one.status });
            }
        }
        placed.iter_mut().for_each(|list| list.sort_by_key(|one| one.id));
        let answered = own.map(|own| Answered::of(&standings[own], incidents)).unwrap_or_default();
        let waits = |place: usize| {
            let here = |at: &usize| snapshot.suggestions.get(place, *at);
            let mut waiting: Vec<usize> = (0..snapshot.suggestions.count(place))
                .filter(|at| {
                    let one = here(at);
                    let code = &snapshot.codebook.codes[one.code].id;
                    !one.negated && !answered.holds(place, code, one.span)
                })
                .collect();
            waiting.sort_by_key(|at| (here(at).span, here(at).code));
            waiting
        };
        let waiting = (0..snapshot.suggestions.incidents()).map(waits).collect();
        let problems = shelf.problems.iter().map(|problem| problem.message.clone()).collect();
        drop(answered);
        Self { standings, problems, own, placed, waiting, codings: OnceLock::new() }
    }

    /// What every coder said of every incident of `snapshot`, on which this work lies.
    pub fn codings(&self, snapshot: &Snapshot) -> &Codings {
        self.codings.get_or_init(|| {
            let mut codings = snapshot.loaded.archive().clone();
            codings.add(&self.standings, snapshot.incidents());
            codings
        })
    }

    /// What holds of the work of the person at the page; none where they did nothing yet.
    pub fn own(&self) -> Option<&Standing> {
        self.own.map(|own| &self.standings[own])
    }

    /// True where this is the place of the person at the page among the standings.
    pub fn is_own(&self, coder: usize) -> bool {
        self.own == Some(coder)
    }

    /// The codings of the journals in an incident.
    pub fn placed(&self, incident: usize) -> &[Placed] {
        &self.placed[incident]
    }

    /// What was given, and by whom.
    pub fn kept(&self, placed: &Placed) -> (&Coder, &Kept) {
        let standing = &self.standings[placed.coder];
        (&standing.coder, &standing.codings[&placed.id])
    }

    /// The suggestions of an incident that wait for a verdict, by their place among its suggestions.
    pub fn waiting(&self, incident: usize) -> &[usize] {
        &self.waiting[incident]
    }

    /// The memos that hold on what fulfils a condition, with the place of their coder.
    pub fn memos<'a>(
        &'a self,
        on: impl Fn(&MemoOn) -> bool + 'a,
    ) -> impl Iterator<Item = (usize, Id, &'a Memo)> {
        self.standings
            .iter()
            .enumerate()
            .flat_map(|(coder, standing)| standing.memos.iter().map(move |(id, memo)| (coder, *id, memo)))
            .filter(move |(_, _, memo)| on(&memo.on))
    }
}
