//! The passages on which coders differ: what they talk about.

use super::Row;
use super::asked::Asked;
use super::cut::Cutter;
use crate::analysis::Mark;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A passage that somebody gave a code, and somebody else who read the incident did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The incident's place in the corpus.
    pub incident: usize,
    /// The code, by its place in the codebook.
    pub code: usize,
    /// The passage, in bytes of the narrative; none for the whole incident, and where it is lost.
    pub span: Option<Span>,
    /// Who gave it, by their place among the coders.
    pub gave: Vec<usize>,
    /// Who gave the code to none of the units that the passage touches.
    pub did_not: Vec<usize>,
    /// What those gave there instead, by place in the codebook: codes of passages that overlap this one, of a
    /// whole incident the codes beside it below the same parent.
    pub instead: Vec<usize>,
}

impl Asked<'_> {
    /// Every passage of a row on which raters differ, by row, then in the order of corpus and text.
    /// Codes with codes below them have none: theirs are listed there.
    pub(super) fn disagreements(&self, rows: &[Row]) -> Vec<Disagreement> {
        let leaves: Vec<&Row> = rows.iter().filter(|row| self.material.codebook.is_leaf(row.place)).collect();
        let mut list = Vec::new();
        for row in leaves {
            let raters = self.raters_of(row.place);
            for cut in &self.cuts {
                let silent = |rater: &usize| cut.given[*rater].is_some();
                let readers: Vec<usize> = raters.iter().copied().filter(silent).collect();
                let whole = 0..cut.length;
                if readers.iter().all(|rater| !cut.gave(*rater, row.place, &whole)) {
                    continue;
                }
                let cutter = Cutter::new(self.material, cut.place, self.question.grain);
                let mut gave: BTreeMap<(Option<Span>, u64, u64), Vec<usize>> = BTreeMap::new();
                for rater in &readers {
                    let marks = self.raters[*rater].found.marks(cut.place).filter(|mark| !mark.negated);
                    for mark in marks.filter(|mark| self.lifts[mark.code].contains(&row.place)) {
                        let units = cutter.units(&mark);
                        let givers = gave.entry((mark.span, units.start, units.end)).or_default();
                        if !givers.contains(rater) && !units.is_empty() {
                            givers.push(*rater);
                        }
                    }
                }
                for ((span, start, end), gave) in gave.into_iter().filter(|(_, gave)| !gave.is_empty()) {
                    let units = start..end;
                    let did_not: Vec<usize> = readers
                        .iter()
                        .copied()
                        .filter(|rater| !cut.gave(*rater, row.place, &units))
                        .collect();
                    if !did_not.is_empty() {
                        let instead = self.instead(cut.place, row.place, span, &did_not);
                        list.push(Disagreement {
                            incident: cut.place,
                            code: row.place,
                            span,
                            gave,
                            did_not,
                            instead,
                        });
                    }
                }
            }
        }
        list
    }

    /// What these raters gave in place of a code.
    fn instead(&self, incident: usize, code: usize, span: Option<Span>, raters: &[usize]) -> Vec<usize> {
        let parent = |code: usize| self.material.codebook.codes[code].parent;
        let there = |mark: &Mark<'_>| match (span, mark.span) {
            (Some(one), Some(other)) => one.start < other.end && other.start < one.end,
            (None, None) => parent(code).is_some() && parent(mark.code) == parent(code),
            _ => false,
        };
        let marks = raters.iter().flat_map(|rater| self.raters[*rater].found.marks(incident));
        let others = marks.filter(|mark| !mark.negated && !self.lifts[mark.code].contains(&code));
        others.filter(there).map(|mark| mark.code).collect::<BTreeSet<usize>>().into_iter().collect()
    }
}
