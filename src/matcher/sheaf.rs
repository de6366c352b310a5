//! Suggestions for some of the incidents, on their way into those of all.

use super::suggestions::{Row, small};
use super::{Evidence, Piece, Suggestion, Suggestions};
use rayon::prelude::*;
use std::ops::Range;

/// Suggestions for some incidents, packed; incidents may come in any order, each once.
#[derive(Debug, Clone, Default)]
pub struct Sheaf {
    /// An incident, and one past its last row.
    incidents: Vec<(u32, u32)>,
    /// Their evidence is counted over the whole sheaf.
    rows: Vec<Row>,
    evidence: Vec<Evidence>,
}

/// The rows of an incident in one of several sheaves.
#[derive(Clone)]
struct Part {
    incident: u32,
    sheaf: u32,
    rows: Range<u32>,
}

impl Sheaf {
    /// Adds what is suggested for the incident at this place, in order of code and stretch.
    pub fn add(&mut self, incident: usize, suggestions: &[Suggestion]) {
        if suggestions.is_empty() {
            return;
        }
        for one in suggestions {
            self.evidence.extend_from_slice(&one.evidence);
            self.rows.push(Row {
                code: small(one.code),
                start: small(one.span.start),
                end: small(one.span.end),
                evidence: small(self.evidence.len()),
                negated: one.negated,
                valence: one.valence,
            });
        }
        self.incidents.push((small(incident), small(self.rows.len())));
    }

    /// Adds that the incident at this place, whose narrative has so many bytes, has a code: over all of
    /// it, without evidence. Codes of an incident come in order, one behind the other.
    pub fn add_code(&mut self, incident: usize, code: usize, bytes: usize) {
        let evidence = small(self.evidence.len());
        let (start, end) = (0, small(bytes));
        self.rows.push(Row { code: small(code), start, end, evidence, negated: false, valence: None });
        let past = small(self.rows.len());
        match self.incidents.last_mut() {
            Some((last, end)) if *last as usize == incident => *end = past,
            _ => self.incidents.push((small(incident), past)),
        }
    }

    fn evidence(&self, row: u32) -> &[Evidence] {
        let row = row as usize;
        let first = row.checked_sub(1).map_or(0, |before| self.rows[before].evidence);
        &self.evidence[first as usize..self.rows[row].evidence as usize]
    }
}

impl Suggestions {
    /// Those of all sheaves together, over so many incidents; each code of an incident stands in one sheaf.
    pub fn of_sheaves(sheaves: &[Sheaf], incidents: usize) -> Self {
        let mut parts: Vec<Part> =
            Vec::with_capacity(sheaves.iter().map(|sheaf| sheaf.incidents.len()).sum());
        for (sheaf, one) in (0..).zip(sheaves) {
            let mut start = 0;
            parts.extend(one.incidents.iter().map(|(incident, end)| {
                let rows = std::mem::replace(&mut start, *end)..*end;
                Part { incident: *incident, sheaf, rows }
            }));
        }
        parts.par_sort_unstable_by_key(|part| (part.incident, part.sheaf));
        let pieces: Vec<usize> = (0..incidents).step_by(Self::AT_A_TIME).collect();
        let piece = |first: usize| {
            let past = incidents.min(first + Self::AT_A_TIME);
            let begin = parts.partition_point(|part| (part.incident as usize) < first);
            let mut parts = parts[begin..].iter().peekable();
            let mut piece = Piece::builder();
            let mut rows: Vec<(u32, u32)> = Vec::new();
            for incident in first..past {
                rows.clear();
                while let Some(part) = parts.next_if(|part| part.incident as usize == incident) {
                    rows.extend(part.rows.clone().map(|row| (part.sheaf, row)));
                }
                rows.sort_by_key(|(sheaf, row)| {
                    let row = &sheaves[*sheaf as usize].rows[*row as usize];
                    (row.code, row.start, row.end)
                });
                for (sheaf, row) in &rows {
                    let sheaf = &sheaves[*sheaf as usize];
                    piece.add(sheaf.rows[*row as usize], sheaf.evidence(*row));
                }
                piece.end_incident();
            }
            piece.finish()
        };
        Self::of_pieces(pieces.into_par_iter().map(piece).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    #[test]
    fn sheaves_in_any_order_become_the_suggestions_of_all_incidents() {
        let suggestion = |incident: usize, code: usize| Suggestion {
            code,
            span: Span::new(incident, incident + 9),
            negated: code == 2,
            valence: None,
            evidence: vec![Evidence::new(Span::new(incident, incident + 1), 1); code],
        };
        let incidents = Suggestions::AT_A_TIME + 5;
        let codes = |incident: usize| (0..4).filter(move |code| (incident + code).is_multiple_of(3));
        let of = |incident: usize, kept: fn(&usize) -> bool| -> Vec<Suggestion> {
            codes(incident).filter(kept).map(|code| suggestion(incident, code)).collect()
        };
        let (mut one, mut other) = (Sheaf::default(), Sheaf::default());
        for incident in 0..incidents {
            other.add(incident, &of(incident, |code| *code == 1));
        }
        for incident in (0..incidents).rev() {
            one.add(incident, &of(incident, |code| *code != 1));
        }
        let all: Suggestions = (0..incidents).map(|incident| of(incident, |_| true)).collect();
        assert!(Suggestions::of_sheaves(&[one, other], incidents) == all);
        assert!(Suggestions::of_sheaves(&[], 3) == Suggestions::from_iter(vec![vec![]; 3]));
    }
}
