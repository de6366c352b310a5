//! What a `code:` pattern finds: the stretches of counted suggestions, as far as they lie in its scope.

use crate::span::Span;

/// The stretches of counted suggestions that a `code:` pattern refers to.
pub(super) struct Referred {
    spans: Vec<Span>,
    /// For each the furthest end so far.
    reach: Vec<usize>,
}

impl Referred {
    pub(super) fn new(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        spans.dedup();
        let mut furthest = 0;
        let reach = spans.iter().map(|span| {
            furthest = span.end.max(furthest);
            furthest
        });
        Self { reach: reach.collect(), spans }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Adds what lies of them in `stretch`, each once.
    pub(super) fn inside(&self, stretch: Span, found: &mut Vec<Span>) {
        let before = found.len();
        let first = self.reach.partition_point(|end| *end <= stretch.start);
        let near = self.spans[first..].iter().take_while(|span| span.start < stretch.end);
        let shared = near.filter(|span| span.overlaps(stretch));
        found.extend(shared.map(|span| Span::new(span.start.max(stretch.start), span.end.min(stretch.end))));
        found[before..].sort_unstable();
    }
}
