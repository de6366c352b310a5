//! What rules suggest for each incident of a corpus, packed: a large one has millions of hits.

use super::{Evidence, Suggestion};
use crate::codebook::Valence;
use crate::span::Span;

/// What is suggested for each incident, in their order.
///
/// A suggestion takes 20 bytes and a hit 12, whatever the corpus; an incident without any takes 4.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    pieces: Vec<Piece>,
}

/// The suggestions of [`Suggestions::AT_A_TIME`] incidents, of the last ones of fewer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// For each incident one past its last row.
    ends: Box<[u32]>,
    rows: Box<[Row]>,
    evidence: Box<[Evidence]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub code: u32,
    pub start: u32,
    pub end: u32,
    /// One past its last hit; the first is where the row before ends.
    pub evidence: u32,
    pub negated: bool,
    pub valence: Option<Valence>,
}

/// A piece on its way.
#[derive(Default)]
pub(super) struct PieceBuilder {
    ends: Vec<u32>,
    rows: Vec<Row>,
    evidence: Vec<Evidence>,
}

impl PieceBuilder {
    /// Adds a suggestion of the incident at hand; where its evidence ends is found here.
    pub fn add(&mut self, row: Row, evidence: &[Evidence]) {
        self.evidence.extend_from_slice(evidence);
        self.rows.push(Row { evidence: small(self.evidence.len()), ..row });
    }

    pub fn end_incident(&mut self) {
        self.ends.push(small(self.rows.len()));
    }

    pub fn finish(self) -> Piece {
        Piece { ends: self.ends.into(), rows: self.rows.into(), evidence: self.evidence.into() }
    }
}

/// One suggestion of many; see [`Suggestion`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionRef<'a> {
    /// Place of the code in the codebook.
    pub code: usize,
    /// The coded stretch, in bytes of the narrative.
    pub span: Span,
    /// All its evidence is negated: shown, but counted nowhere.
    pub negated: bool,
    /// What the rules say of an `either` code.
    pub valence: Option<Valence>,
    /// The words that fired, in order of their place.
    pub evidence: &'a [Evidence],
}

impl Suggestions {
    /// So many incidents are packed together.
    pub const AT_A_TIME: usize = 1024;

    /// Those of a corpus in which nothing was looked for.
    pub const fn none() -> Self {
        Self { pieces: Vec::new() }
    }

    /// Packs as they come, each of [`Suggestions::AT_A_TIME`] incidents but the last.
    pub fn of_pieces(pieces: Vec<Piece>) -> Self {
        let whole = pieces
            .split_last()
            .is_none_or(|(_, whole)| whole.iter().all(|piece| piece.ends.len() == Self::AT_A_TIME));
        assert!(whole, "an incident is found by its place, so each piece but the last is full");
        Self { pieces }
    }

    /// Of how many incidents they are.
    pub fn incidents(&self) -> usize {
        let before = self.pieces.len().saturating_sub(1) * Self::AT_A_TIME;
        before + self.pieces.last().map_or(0, |piece| piece.ends.len())
    }

    /// How many there are for the incident at this place.
    pub fn count(&self, incident: usize) -> usize {
        let (piece, incident) = self.piece(incident);
        (piece.ends[incident] - piece.begin(incident)) as usize
    }

    /// One of those of the incident at this place, by its number from 0.
    ///
    /// # Panics
    /// There are not so many incidents, or not so many suggestions for it.
    pub fn get(&self, incident: usize, number: usize) -> SuggestionRef<'_> {
        assert!(number < self.count(incident), "incident {incident} has no suggestion {number}");
        let (piece, incident) = self.piece(incident);
        let at = piece.begin(incident) as usize + number;
        let Row { code, start, end, evidence, negated, valence } = piece.rows[at];
        let first = at.checked_sub(1).map_or(0, |before| piece.rows[before].evidence);
        SuggestionRef {
            code: code as usize,
            span: Span::new(start as usize, end as usize),
            negated,
            valence,
            evidence: &piece.evidence[first as usize..evidence as usize],
        }
    }

    /// Those of the incident at this place, in order of code and stretch.
    pub fn of(&self, incident: usize) -> impl ExactSizeIterator<Item = SuggestionRef<'_>> + Clone {
        (0..self.count(incident)).map(move |number| self.get(incident, number))
    }

    fn piece(&self, incident: usize) -> (&Piece, usize) {
        (&self.pieces[incident / Self::AT_A_TIME], incident % Self::AT_A_TIME)
    }
}

impl FromIterator<Vec<Suggestion>> for Suggestions {
    fn from_iter<I: IntoIterator<Item = Vec<Suggestion>>>(lists: I) -> Self {
        let mut lists = lists.into_iter().peekable();
        let mut pieces = Vec::new();
        while lists.peek().is_some() {
            pieces.push(Piece::from_iter(lists.by_ref().take(Self::AT_A_TIME)));
        }
        Self { pieces }
    }
}

impl Piece {
    pub(super) fn builder() -> PieceBuilder {
        PieceBuilder::default()
    }

    /// The first row of an incident.
    fn begin(&self, incident: usize) -> u32 {
        incident.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

impl FromIterator<Vec<Suggestion>> for Piece {
    fn from_iter<I: IntoIterator<Item = Vec<Suggestion>>>(lists: I) -> Self {
        let mut piece = Piece::builder();
        for list in lists {
            for Suggestion { code, span, negated, valence, evidence } in list {
                let (code, start, end) = (small(code), small(span.start), small(span.end));
                piece.add(Row { code, start, end, evidence: 0, negated, valence }, &evidence);
            }
            piece.end_incident();
        }
        piece.finish()
    }
}

impl<'a> From<&'a Suggestion> for SuggestionRef<'a> {
    fn from(one: &'a Suggestion) -> Self {
        let Suggestion { code, span, negated, valence, .. } = *one;
        Self { code, span, negated, valence, evidence: &one.evidence }
    }
}

/// A place in a narrative, of which none is longer than some MiB, or a number of what is found there.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).expect("no narrative has four thousand million bytes or hits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(code: usize, hits: &[(usize, usize)]) -> Suggestion {
        let evidence: Vec<Evidence> =
            hits.iter().map(|(start, rule)| Evidence::new(Span::new(*start, start + 1), *rule)).collect();
        let negated = hits.len() == 1;
        Suggestion { code, span: Span::new(0, 9), negated, valence: None, evidence }
    }

    #[test]
    fn what_was_packed_comes_out_as_it_was() {
        let lists = |place: usize| match place % 4 {
            0 => vec![suggestion(place, &[(1, 1), (3, 2)]), suggestion(3, &[(place, 7)])],
            3 => vec![suggestion(1, &[])],
            _ => Vec::new(),
        };
        for incidents in [0, 1, 5, Suggestions::AT_A_TIME, 3 * Suggestions::AT_A_TIME + 7] {
            let packed: Suggestions = (0..incidents).map(lists).collect();
            assert_eq!(packed.incidents(), incidents);
            for place in 0..incidents {
                let wanted = lists(place);
                assert_eq!(packed.count(place), wanted.len());
                assert!(packed.of(place).eq(wanted.iter().map(SuggestionRef::from)), "{place}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "has no suggestion 1")]
    fn there_is_none_behind_the_last() {
        let packed: Suggestions = [vec![suggestion(0, &[])], vec![suggestion(1, &[])]].into_iter().collect();
        packed.get(0, 1);
    }
}
