//! Whether a search holds in a stretch of a narrative, and by which hits.

use super::{FieldTest, Query};
use crate::span::Span;

/// What is known of one incident.
pub(in crate::index) struct Facts<'a> {
    /// For each pattern of the search, from left to right, its hits in order.
    pub hits: &'a [Vec<Span>],
    /// Whether the incident passes a test of an attribute.
    pub passes: &'a dyn Fn(&FieldTest) -> bool,
}

impl Query {
    /// The hits by which the search holds in `stretch`; `None` where it does not
    /// hold. A hit belongs to the stretch in which it begins.
    pub(in crate::index) fn holds(&self, facts: &Facts<'_>, stretch: Span) -> Option<Vec<Span>> {
        let mut next = 0;
        let mut hits = self.holds_from(facts, stretch, &mut next)?;
        hits.sort_unstable();
        hits.dedup();
        Some(hits)
    }

    /// `next` is the number of the first pattern in this part; it moves on past its last.
    fn holds_from(&self, facts: &Facts<'_>, stretch: Span, next: &mut usize) -> Option<Vec<Span>> {
        match self {
            Query::And(parts) => {
                let found: Vec<_> = parts.iter().map(|part| part.holds_from(facts, stretch, next)).collect();
                Some(found.into_iter().collect::<Option<Vec<_>>>()?.concat())
            }
            Query::Or(parts) => {
                let found: Vec<_> = parts.iter().map(|part| part.holds_from(facts, stretch, next)).collect();
                let held: Vec<_> = found.into_iter().flatten().collect();
                (!held.is_empty()).then(|| held.concat())
            }
            Query::Not(part) => part.holds_from(facts, stretch, next).is_none().then(Vec::new),
            Query::Words(_) => {
                let hits = &facts.hits[*next];
                *next += 1;
                let first = hits.partition_point(|hit| hit.start < stretch.start);
                let inside = hits[first..].iter().take_while(|hit| hit.start < stretch.end);
                let hits: Vec<Span> = inside.copied().collect();
                (!hits.is_empty()).then_some(hits)
            }
            Query::Field(test) => (facts.passes)(test).then(Vec::new),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(
        query: &str,
        hits: &[&[(usize, usize)]],
        stretch: (usize, usize),
    ) -> Option<Vec<(usize, usize)>> {
        let query = Query::parse(query).unwrap();
        let hits: Vec<Vec<Span>> = hits
            .iter()
            .map(|hits| hits.iter().map(|(start, end)| Span::new(*start, *end)).collect())
            .collect();
        let facts = Facts { hits: &hits, passes: &|test| test.name == "yes" };
        let found = query.holds(&facts, Span::new(stretch.0, stretch.1))?;
        Some(found.into_iter().map(|span| (span.start, span.end)).collect())
    }

    #[test]
    fn and_looks_within_the_stretch() {
        let hits: &[&[(usize, usize)]] = &[&[(0, 1), (20, 21)], &[(5, 6)]];
        assert_eq!(holds("a AND b", hits, (0, 10)), Some(vec![(0, 1), (5, 6)]));
        assert_eq!(holds("a AND b", hits, (10, 30)), None);
        assert_eq!(holds("a NOT b", hits, (10, 30)), Some(vec![(20, 21)]));
        assert_eq!(holds("NOT b OR a", &[hits[1], hits[0]], (0, 10)), Some(vec![(0, 1)]));
    }

    #[test]
    fn a_part_that_does_not_hold_keeps_the_others_in_step() {
        let hits: &[&[(usize, usize)]] = &[&[], &[(1, 2)], &[(3, 4)]];
        assert_eq!(holds("(a AND b) OR c", hits, (0, 9)), Some(vec![(3, 4)]));
        assert_eq!(holds("yes:1 AND (a OR b)", hits, (0, 9)), Some(vec![(1, 2)]));
        assert_eq!(holds("no:1 OR c", &[hits[2]], (0, 9)), Some(vec![(3, 4)]));
    }
}
