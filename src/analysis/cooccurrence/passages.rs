//! Two codes in passages that overlap.
//!
//! A passage is a distinct stretch with the code. Two passages meet where they share a byte; as in
//! ATLAS.ti every such meeting counts, so one passage may meet several of the other code.

use super::shown::Shown;
use super::{Cell, Meeting, Part};
use crate::analysis::{Material, Scope};
use crate::span::Span;
use std::collections::BTreeMap;

/// Every code and pair.
pub(super) fn counted(material: &Material<'_>, scope: &Scope, shown: &Shown) -> Part {
    let mut each = vec![0; shown.codes.len()];
    let mut meetings: BTreeMap<(usize, usize), (Meeting, Vec<u32>)> = BTreeMap::new();
    for (incident, at) in scope.incidents.iter().enumerate() {
        let marks = material.found.marks(*at);
        let mut stretches: Vec<(usize, Span)> =
            marks.filter_map(|mark| Some((shown.of_mark(&mark)?, mark.span?))).collect();
        stretches.sort_unstable();
        stretches.dedup();
        stretches.iter().for_each(|(code, _)| each[*code] += 1);
        for (pair, met) in meets(&stretches) {
            let (meeting, incidents) = meetings.entry(pair).or_default();
            meeting.both += met.both;
            meeting.met[0] += met.firsts.len();
            meeting.met[1] += met.seconds.len();
            incidents.push(incident as u32);
        }
    }
    let mut cells = Vec::new();
    for first in 0..each.len() {
        for second in first + 1..each.len() {
            let (mut meeting, incidents) = meetings.remove(&(first, second)).unwrap_or_default();
            meeting.incidents = Some(incidents.len());
            meeting.respondents = material.respondents.then(|| scope.respondents(incidents.into_iter()));
            cells.push(Cell::of(meeting, [each[first], each[second]], None));
        }
    }
    Part { units: None, each, cells }
}

/// How passages of two codes meet in one incident.
#[derive(Default)]
struct Met {
    both: usize,
    /// The passages of the first that meet one of the second, by place; and the other way round.
    firsts: Vec<usize>,
    seconds: Vec<usize>,
}

/// The codes that meet in one incident; its passages stand in order of code, then place.
fn meets(stretches: &[(usize, Span)]) -> BTreeMap<(usize, usize), Met> {
    let mut found: BTreeMap<(usize, usize), Met> = BTreeMap::new();
    for (at, (first, span)) in stretches.iter().enumerate() {
        for (behind, (second, other)) in stretches.iter().enumerate().skip(at + 1) {
            if first != second && span.overlaps(*other) {
                let met = found.entry((*first, *second)).or_default();
                met.both += 1;
                met.firsts.push(at);
                met.seconds.push(behind);
            }
        }
    }
    for met in found.values_mut() {
        met.firsts.dedup();
        met.seconds.sort_unstable();
        met.seconds.dedup();
    }
    found
}
