//! Which units have which code: the one place where what was found becomes counts.
//!
//! A unit has a code when a counted mark of that code, or of one below
//! it, touches the unit. Every table reads its numbers from a [`Count`].

use super::{Mark, Material, Scope, Unit};
use crate::codebook::{Polarity, Valence};
use crate::corpus::{Incident, Narrative};
use crate::span::Span;
use crate::text;
use rayon::prelude::*;

/// What a row counts: a code, or only one valence of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    /// The code and all below it.
    Whole,
    /// The code's own suggestions of this valence.
    Of(Valence),
}

impl Aspect {
    fn place(self) -> usize {
        match self {
            Aspect::Whole => 0,
            Aspect::Of(Valence::Enacted) => 1,
            Aspect::Of(Valence::Lacking) => 2,
        }
    }
}

const ASPECTS: usize = 3;

/// The units of a scope, and which codes each has.
pub(super) struct Count {
    /// The incident of each unit, by its place in the scope; ascending.
    pub incident_of: Vec<u32>,
    /// For each code and aspect the units that have it, ascending.
    with_code: Vec<Vec<u32>>,
}

impl Count {
    /// Cuts the incidents of a scope into units and finds the codes of each.
    pub fn new(material: &Material<'_>, scope: &Scope, unit: Unit) -> Self {
        let ancestors = ancestors(material);
        let rows = material.codebook.codes.len() * ASPECTS;
        let pieces = scope.incidents.par_chunks(Narrative::AT_A_TIME).enumerate().map(|(piece, some)| {
            let mut count = Count::none(rows);
            for (incident, at) in some.iter().enumerate() {
                let told = &material.incidents[*at];
                let cut = Cut::of(material, told, material.found.marks(*at), unit, &ancestors);
                count.add((piece * Narrative::AT_A_TIME + incident) as u32, cut);
            }
            Narrative::give_back(some.iter().map(|at| &material.incidents[*at].narrative));
            count
        });
        // Put together as they are done, so that the pieces of a large corpus are not all there at once.
        pieces.fold(|| Count::none(rows), Count::and).reduce(|| Count::none(rows), Count::and)
    }

    fn none(rows: usize) -> Self {
        Count { incident_of: Vec::new(), with_code: vec![Vec::new(); rows] }
    }

    fn add(&mut self, incident: u32, cut: Cut) {
        let first = self.incident_of.len() as u32;
        self.incident_of.extend(std::iter::repeat_n(incident, cut.units));
        for (row, unit) in cut.codes {
            self.with_code[row].push(first + unit);
        }
    }

    /// This, and behind it what was counted in the incidents that follow.
    fn and(mut self, next: Count) -> Self {
        let first = self.incident_of.len() as u32;
        self.incident_of.extend(next.incident_of);
        for (units, next) in self.with_code.iter_mut().zip(next.with_code) {
            units.extend(next.into_iter().map(|unit| first + unit));
        }
        self
    }

    /// The units that have the code at this place of the codebook, ascending.
    pub fn units_with(&self, code: usize, aspect: Aspect) -> &[u32] {
        &self.with_code[code * ASPECTS + aspect.place()]
    }
}

/// The units of one incident.
struct Cut {
    units: usize,
    /// Row (code and aspect) and unit of this incident; each pair once, in order.
    codes: Vec<(usize, u32)>,
}

impl Cut {
    fn of<'a>(
        material: &Material<'a>,
        incident: &Incident,
        marks: impl Iterator<Item = Mark<'a>> + Clone,
        unit: Unit,
        ancestors: &[Vec<usize>],
    ) -> Self {
        let counted = || marks.clone().filter(|mark| !mark.negated);
        let spans = match unit {
            Unit::Incident | Unit::Respondent => vec![Span::new(0, incident.narrative.len())],
            Unit::Paragraph => text::paragraphs(&incident.narrative, &incident.language, material.speakers),
            Unit::Sentence => text::sentences(&incident.narrative, &incident.language, material.speakers),
            Unit::Segment => {
                let mut spans: Vec<Span> = counted().filter_map(|mark| mark.span).collect();
                spans.sort_unstable();
                spans.dedup();
                spans
            }
        };
        let mut codes = Vec::new();
        for mark in counted() {
            let own = mark
                .valence
                .filter(|_| material.codebook.codes[mark.code].polarity == Polarity::Either)
                .map(|valence| mark.code * ASPECTS + Aspect::Of(valence).place());
            let rows = ancestors[mark.code].iter().map(|code| code * ASPECTS).chain(own);
            for unit in touched(&spans, mark.span, unit) {
                codes.extend(rows.clone().map(|row| (row, unit)));
            }
        }
        codes.sort_unstable();
        codes.dedup();
        Cut { units: spans.len(), codes }
    }
}

/// The units that a stretch touches; a segment is only touched by itself. The
/// number before an item lies in no unit: it counts for the one behind it.
pub(super) fn touched(spans: &[Span], stretch: Option<Span>, unit: Unit) -> std::ops::Range<u32> {
    if matches!(unit, Unit::Incident | Unit::Respondent) {
        return 0..1;
    }
    // A stretch that is lost stands in no smaller unit.
    let Some(stretch) = stretch else { return 0..0 };
    if unit == Unit::Segment {
        let at = spans.binary_search(&stretch).unwrap_or_default() as u32;
        return at..at + 1;
    }
    if spans.len() == 1 {
        return 0..1;
    }
    let first = spans.partition_point(|span| span.end <= stretch.start);
    let last = spans.partition_point(|span| span.start < stretch.end);
    first as u32..last.max((first + 1).min(spans.len())) as u32
}

/// Each code with the codes above it.
fn ancestors(material: &Material<'_>) -> Vec<Vec<usize>> {
    let codes = &material.codebook.codes;
    let above = |code: usize| std::iter::successors(Some(code), |at| codes[*at].parent).collect();
    (0..codes.len()).map(above).collect()
}

/// What stands in one cell before it is a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// Units.
    pub units: usize,
    /// Their incidents, by place in the scope; ascending, each once.
    pub incidents: Vec<u32>,
}

impl Tally {
    /// Adds a unit of this incident; incidents come in ascending order.
    pub fn add(&mut self, incident: u32) {
        self.units += 1;
        if self.incidents.last() != Some(&incident) {
            self.incidents.push(incident);
        }
    }

    /// Everything among `units`.
    pub fn of(count: &Count, units: &[u32]) -> Self {
        let mut tally = Tally::default();
        for unit in units {
            tally.add(count.incident_of[*unit as usize]);
        }
        tally
    }

    /// Who told its incidents.
    pub fn respondents(&self, scope: &Scope) -> usize {
        scope.respondents(self.incidents.iter().copied())
    }

    /// Its number in this unit.
    pub fn number(&self, unit: Unit, scope: &Scope) -> usize {
        match unit {
            Unit::Incident => self.incidents.len(),
            Unit::Respondent => self.respondents(scope),
            Unit::Paragraph | Unit::Sentence | Unit::Segment => self.units,
        }
    }

    /// What percent is of, where this tally is a whole column.
    pub fn base(&self, unit: Unit, scope: &Scope) -> Option<usize> {
        (unit != Unit::Segment).then(|| self.number(unit, scope))
    }
}

/// The share in percent; `None` of an empty base.
pub(super) fn percent(count: usize, base: Option<usize>) -> Option<f64> {
    base.filter(|base| *base > 0).map(|base| count as f64 * 100.0 / base as f64)
}
