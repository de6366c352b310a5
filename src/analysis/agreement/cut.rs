//! One incident as coders are compared on it: a line of units, and the stretches that each gave.

use super::Grain;
use super::rater::Rater;
use crate::analysis::counting::touched;
use crate::analysis::{Mark, Material, Unit};
use crate::span::{CharIndex, Span};
use crate::statistics::agreement::Decisions;
use crate::statistics::unitizing::Marked;
use crate::statistics::unitizing::characters::{Sums, Text};
use crate::text;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a rater gave on a line of units.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Given {
    /// The row: a code, by its place in the codebook.
    pub row: usize,
    /// First unit.
    pub start: u64,
    /// One past the last.
    pub end: u64,
}

/// One incident that two raters or more judged.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// Its place in the corpus.
    pub place: usize,
    /// How many units it has.
    pub length: u64,
    /// For each rater what it gave, in order; nothing where it did not read the incident.
    pub given: Vec<Option<Vec<Given>>>,
}

/// How marks become stretches of units.
pub(super) struct Cutter<'a> {
    grain: Grain,
    spans: Vec<Span>,
    index: CharIndex<'a>,
}

impl<'a> Cutter<'a> {
    /// For the incident at this place.
    pub fn new(material: &Material<'a>, place: usize, grain: Grain) -> Self {
        let incident = &material.incidents[place];
        let (narrative, language) = (&incident.narrative, &incident.language);
        let spans = match grain {
            Grain::Incident | Grain::Character => Vec::new(),
            Grain::Paragraph => text::paragraphs(narrative, language, material.speakers),
            Grain::Sentence => text::sentences(narrative, language, material.speakers),
        };
        let index = CharIndex::new(if grain == Grain::Character { narrative } else { "" });
        Self { grain, spans, index }
    }

    /// How many units there are.
    fn length(&self, narrative: &str) -> u64 {
        match self.grain {
            Grain::Incident => 1,
            Grain::Paragraph | Grain::Sentence => self.spans.len() as u64,
            Grain::Character => self.index.chars_before(narrative.len()) as u64,
        }
    }

    /// The units that a mark touches; none where it is lost and units are smaller than incidents.
    pub fn units(&self, mark: &Mark<'_>) -> Range<u64> {
        let wide = |range: Range<u32>| u64::from(range.start)..u64::from(range.end);
        match self.grain {
            Grain::Incident => 0..1,
            Grain::Paragraph => wide(touched(&self.spans, mark.span, Unit::Paragraph)),
            Grain::Sentence => wide(touched(&self.spans, mark.span, Unit::Sentence)),
            Grain::Character => mark.span.map_or(0..0, |span| {
                let (start, end) = self.index.chars(span);
                start as u64..end as u64
            }),
        }
    }
}

impl Cut {
    /// The incident at this place; nothing where fewer than two raters read it.
    pub fn of(
        material: &Material<'_>,
        raters: &[Rater<'_>],
        place: usize,
        grain: Grain,
        lifts: &[Vec<usize>],
    ) -> Option<Self> {
        let read: Vec<bool> = raters.iter().map(|rater| rater.read(material.incidents, place)).collect();
        if read.iter().filter(|read| **read).count() < 2 {
            return None;
        }
        let cutter = Cutter::new(material, place, grain);
        let of_rater = |rater: &Rater<'_>| {
            let mut given: Vec<Given> = Vec::new();
            for mark in rater.found.marks(place).filter(|mark| !mark.negated) {
                let Range { start, end } = cutter.units(&mark);
                if start < end {
                    given.extend(lifts[mark.code].iter().map(|row| Given { row: *row, start, end }));
                }
            }
            joined(given)
        };
        let given = raters.iter().zip(read).map(|(rater, read)| read.then(|| of_rater(rater))).collect();
        let length = cutter.length(&material.incidents[place].narrative);
        Some(Self { place, length, given })
    }

    /// What a rater gave in a row.
    fn stretches(&self, rater: usize, row: usize) -> impl Iterator<Item = &Given> {
        let given = self.given[rater].as_deref().unwrap_or_default();
        let from = given.partition_point(|one| one.row < row);
        given[from..].iter().take_while(move |one| one.row == row)
    }

    /// True where a rater who read the incident gave the row on one of these units.
    pub fn gave(&self, rater: usize, row: usize, units: &Range<u64>) -> bool {
        self.stretches(rater, row).any(|one| one.start < units.end && units.start < one.end)
    }

    /// What these raters said of a row, unit by unit; units on which nobody changes are one, with
    /// their number.
    pub fn said(&self, row: usize, raters: &[usize]) -> Vec<(Vec<Option<bool>>, u64)> {
        let limits = raters.iter().flat_map(|rater| self.stretches(*rater, row));
        let mut places: BTreeSet<u64> = limits.flat_map(|one| [one.start, one.end]).collect();
        places.extend([0, self.length]);
        let places: Vec<u64> = places.into_iter().collect();
        let at = |units: &Range<u64>| {
            let said = |rater: &usize| self.given[*rater].as_ref().map(|_| self.gave(*rater, row, units));
            raters.iter().map(said).collect()
        };
        places.windows(2).map(|pair| (at(&(pair[0]..pair[1])), pair[1] - pair[0])).collect()
    }

    /// The same added up.
    pub fn decisions(&self, row: usize, raters: &[usize]) -> Decisions {
        let mut sums = Decisions::default();
        self.said(row, raters).iter().for_each(|(said, units)| sums.add(said, *units as f64));
        sums
    }

    /// What unitizing alphas of these rows are made of; nothing where one of the raters did not read
    /// the incident, `Err` where passages of one of them overlap.
    pub fn sums(&self, rows: &[usize], raters: &[usize]) -> Result<Option<Sums>, Overlapping> {
        if raters.iter().any(|rater| self.given[*rater].is_none()) {
            return Ok(None);
        }
        let mut coders = Vec::with_capacity(raters.len());
        for rater in raters {
            let one = |(category, row): (usize, &usize)| {
                let marked = move |one: &Given| Marked { start: one.start, end: one.end, category };
                self.stretches(*rater, *row).map(marked).collect::<Vec<_>>()
            };
            let mut marked: Vec<Marked> = rows.iter().enumerate().flat_map(one).collect();
            marked.sort_unstable();
            if marked.windows(2).any(|pair| pair[1].start < pair[0].end) {
                return Err(Overlapping);
            }
            coders.push(marked);
        }
        Ok(Some(Text { length: self.length, coders: &coders, categories: rows.len() }.sums()))
    }
}

/// Passages of one coder overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Overlapping;

/// In order, with stretches of one row that overlap made one.
fn joined(mut given: Vec<Given>) -> Vec<Given> {
    given.sort_unstable();
    let mut joined: Vec<Given> = Vec::with_capacity(given.len());
    for one in given {
        match joined.last_mut() {
            Some(last) if last.row == one.row && one.start < last.end => last.end = last.end.max(one.end),
            _ => joined.push(one),
        }
    }
    joined
}
