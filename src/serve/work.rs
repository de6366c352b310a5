//! What the coders of the study did, laid on the narratives as they are now.

use super::snapshot::Snapshot;
use crate::coding::journal::{Coder, Id, Kept, Memo, MemoOn, Shelf, Standing, shelf};
use crate::coding::review::Answered;
use crate::coding::{Codings, Status, pinned, places};
use crate::span::Span;

/// The journals, read.
pub struct Work {
    /// What holds of each coder's work.
    pub standings: Vec<Standing>,
    /// All codings, those of the archive too.
    pub codings: Codings,
    /// What is wrong in the journals.
    pub problems: Vec<String>,
    /// The person at the page, among the standings.
    own: Option<usize>,
    /// For each incident the codings of the journals, in the order of their ids.
    placed: Vec<Vec<Placed>>,
    /// For each incident the suggestions that wait for a verdict of the person at the page, by
    /// their place in [`Snapshot::suggestions`], in the order of the text.
    waiting: Vec<Vec<usize>>,
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
    /// Reads the journals of a study for the person at the page.
    pub fn read(snapshot: &Snapshot, coder: Option<&Coder>) -> Self {
        Self::of(snapshot, shelf(snapshot.study.root()), coder)
    }

    fn of(snapshot: &Snapshot, shelf: Shelf, coder: Option<&Coder>) -> Self {
        let incidents = snapshot.incidents();
        let standings = shelf.standings;
        let mut codings = snapshot.loaded.archive().clone();
        codings.add(&standings, incidents);
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
        Self { standings, codings, problems, own, placed, waiting }
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

    /// How many suggestions wait in the whole study.
    pub fn waiting_in_all(&self) -> usize {
        self.waiting.iter().map(Vec::len).sum()
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
