//! Who is compared: a person, a model, or the rules; what each read, and which codes it could give.

use crate::analysis::Found;
use crate::codebook::Codebook;
use crate::corpus::Incident;
use serde::Serialize;

/// What a rater is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RaterKind {
    /// A person.
    Person,
    /// A program that delivered codings.
    Model,
    /// The rules of the codebook.
    Rules,
}

/// Where a rater's codes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Coded in the study, with its codebook.
    Study,
    /// Coded in the archive, with codes of its own.
    Archive,
}

/// One who judged incidents.
#[derive(Clone)]
pub struct Rater<'a> {
    /// As tables show it.
    pub name: String,
    /// What it is.
    pub kind: RaterKind,
    /// What it gave, by the places of one codebook for all raters.
    pub found: Found<'a>,
    /// Where its codes come from.
    pub scheme: Scheme,
}

impl Rater<'_> {
    /// True where it judged the incident at this place: rules judge whatever has text.
    pub(super) fn read(&self, incidents: &[Incident], place: usize) -> bool {
        self.found.read(place).unwrap_or_else(|| !incidents[place].narrative.is_blank())
    }
}

/// For each code the codes that it counts for: itself, those above it, and the codes of the codebook
/// that name one of these as their counterpart in an archive, with those above them.
pub(super) fn lifts(codebook: &Codebook) -> Vec<Vec<usize>> {
    let above = |code: usize| std::iter::successors(Some(code), |at| codebook.codes[*at].parent);
    let counterparts = |code: usize| {
        let id = &codebook.codes[code].id;
        let names_it = move |at: &usize| codebook.codes[*at].archive_codes.contains(id);
        (0..codebook.codes.len()).filter(names_it)
    };
    (0..codebook.codes.len())
        .map(|code| {
            let mut lifts: Vec<usize> = above(code).collect();
            lifts.extend(above(code).flat_map(counterparts).flat_map(above).collect::<Vec<_>>());
            lifts.sort_unstable();
            lifts.dedup();
            lifts
        })
        .collect()
}

/// For each rater and code whether it could have given the code. Who coded with the codebook could give
/// any of its codes, rules those that have rules; the coders of an archive could give what one of them
/// gave. Who could not give a code does not say no by not giving it.
pub(super) fn reach(
    raters: &[Rater<'_>],
    codebook: &Codebook,
    foreign: usize,
    incidents: usize,
    lifts: &[Vec<usize>],
) -> Vec<Vec<bool>> {
    let given = |scheme: Scheme| {
        let mut given = vec![false; codebook.codes.len()];
        for rater in raters.iter().filter(|rater| rater.kind != RaterKind::Rules && rater.scheme == scheme) {
            for mark in (0..incidents).flat_map(|place| rater.found.marks(place)) {
                lifts[mark.code].iter().for_each(|row| given[*row] = true);
            }
        }
        given
    };
    let mut ruled = vec![false; codebook.codes.len()];
    for (code, lifts) in lifts.iter().enumerate().filter(|(code, _)| !codebook.codes[*code].rules.is_empty())
    {
        ruled[code] = true;
        lifts.iter().for_each(|row| ruled[*row] = true);
    }
    let (in_study, in_archive) = (given(Scheme::Study), given(Scheme::Archive));
    raters
        .iter()
        .map(|rater| match (rater.kind, rater.scheme) {
            (RaterKind::Rules, _) => ruled.clone(),
            (_, Scheme::Study) => in_study.iter().enumerate().map(|(at, own)| *own || at < foreign).collect(),
            (_, Scheme::Archive) => in_archive.clone(),
        })
        .collect()
}
