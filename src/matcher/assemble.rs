//! Hits and marked stretches of one code put together: one suggestion a stretch.

use super::{Evidence, Suggestion};
use crate::codebook::Valence;
use crate::span::Span;

/// A hit of a rule that fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub code: usize,
    pub span: Span,
    /// Which rule of its code, from 1.
    pub rule: usize,
    pub negated: bool,
}

/// A stretch that a rule marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub code: usize,
    pub span: Span,
    /// Which rule of its code, from 1.
    pub rule: usize,
    pub valence: Option<Valence>,
    /// `marks: match`: joined with others of its kind.
    pub joins: bool,
}

/// A stretch with the rules that marked it, in order.
struct Stretch {
    span: Span,
    rules: Vec<usize>,
    valence: Option<Valence>,
}

/// The suggestions of one code from all its hits and marks.
pub(super) fn assemble(code: usize, hits: &mut Vec<Hit>, marks: &mut [Mark], found: &mut Vec<Suggestion>) {
    hits.sort_unstable();
    hits.dedup();
    // The furthest end of the hits so far finds the first that may reach into a stretch.
    let mut reach = Vec::with_capacity(hits.len());
    for hit in hits.iter() {
        reach.push(reach.last().map_or(hit.span.end, |before: &usize| hit.span.end.max(*before)));
    }
    for stretch in stretches(marks) {
        let first = reach.partition_point(|end| *end <= stretch.span.start);
        let inside = hits[first..].iter().take_while(|hit| hit.span.start < stretch.span.end);
        let own = inside.filter(|hit| hit.span.overlaps(stretch.span) && stretch.rules.contains(&hit.rule));
        let mut negated = true;
        let mut evidence = Vec::new();
        for hit in own {
            negated &= hit.negated;
            evidence.push(Evidence::new(hit.span, hit.rule));
        }
        if !evidence.is_empty() {
            found.push(Suggestion { code, span: stretch.span, negated, valence: stretch.valence, evidence });
        }
    }
}

/// Each marked stretch once, in order; those of `match` that share a character as one.
fn stretches(marks: &mut [Mark]) -> Vec<Stretch> {
    marks.sort_unstable_by_key(|mark| (!mark.joins, mark.span, mark.rule));
    let mut stretches: Vec<Stretch> = Vec::new();
    let joining = marks.partition_point(|mark| mark.joins);
    for (place, mark) in marks.iter().enumerate() {
        let joins = place < joining;
        match stretches.last_mut() {
            Some(last) if joins && last.span.overlaps(mark.span) => {
                last.take(mark, last.span.join(mark.span))
            }
            Some(last) if !joins && place > joining && last.span == mark.span => last.take(mark, mark.span),
            _ => stretches.push(Stretch { span: mark.span, rules: vec![mark.rule], valence: mark.valence }),
        }
    }
    for stretch in &mut stretches {
        stretch.rules.sort_unstable();
        stretch.rules.dedup();
    }
    stretches.sort_by_key(|stretch| stretch.span);
    stretches.dedup_by(|next, kept| {
        let same = next.span == kept.span;
        if same {
            if next.rules[0] < kept.rules[0] {
                kept.valence = next.valence;
            }
            kept.rules.append(&mut next.rules);
            kept.rules.sort_unstable();
            kept.rules.dedup();
        }
        same
    });
    stretches
}

impl Stretch {
    /// The valence is that of the first rule.
    fn take(&mut self, mark: &Mark, span: Span) {
        self.span = span;
        if self.rules.iter().all(|rule| mark.rule < *rule) {
            self.valence = mark.valence;
        }
        if self.rules.last() != Some(&mark.rule) {
            self.rules.push(mark.rule);
        }
    }
}
