//! What the rules of one code suggest over a corpus, by itself: what can be kept while other codes change.

use super::suggestions::{Row, small};
use super::{Evidence, Piece, Suggestions};
use crate::codebook::Valence;

/// The suggestions of one code, in order of incident and stretch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    incidents: Vec<u32>,
    /// Their evidence is counted over the whole column.
    rows: Vec<Row>,
    evidence: Vec<Evidence>,
}

/// Numbers of a row as bytes: incident, start, end, one past its last hit, flags.
const OF_ROW: usize = 5;
/// Numbers of a hit as bytes: start, end, rule.
const OF_HIT: usize = 3;

impl Column {
    /// As bytes: how many rows and hits, then the rows, then the hits, each number four bytes, the
    /// lowest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(4 * (2 + OF_ROW * self.rows.len() + OF_HIT * self.evidence.len()));
        let mut put = |number: u32| bytes.extend_from_slice(&number.to_le_bytes());
        put(small(self.rows.len()));
        put(small(self.evidence.len()));
        for (incident, row) in self.incidents.iter().zip(&self.rows) {
            let valence = match row.valence {
                None => 0,
                Some(Valence::Enacted) => 1,
                Some(Valence::Lacking) => 2,
            };
            let flags = u32::from(row.negated) | valence << 1;
            [*incident, row.start, row.end, row.evidence, flags].into_iter().for_each(&mut put);
        }
        for hit in &self.evidence {
            [hit.start, hit.end, hit.rule].into_iter().for_each(&mut put);
        }
        bytes
    }

    /// The column of these bytes, over so many incidents; `None` where they are none.
    pub fn of_bytes(bytes: &[u8], incidents: usize) -> Option<Self> {
        let (numbers, []) = bytes.as_chunks::<4>() else { return None };
        let mut numbers = numbers.iter().map(|number| u32::from_le_bytes(*number));
        let (rows, hits) = (numbers.next()? as usize, numbers.next()? as usize);
        if numbers.len() != rows.checked_mul(OF_ROW)?.checked_add(hits.checked_mul(OF_HIT)?)? {
            return None;
        }
        let mut column = Self {
            incidents: Vec::with_capacity(rows),
            rows: Vec::with_capacity(rows),
            evidence: Vec::with_capacity(hits),
        };
        let (mut last, mut seen) = (0, 0);
        for _ in 0..rows {
            let mut next = || numbers.next();
            let (incident, start, end, evidence, flags) = (next()?, next()?, next()?, next()?, next()?);
            let fits = incident >= last && (incident as usize) < incidents && start <= end;
            if !fits || evidence < seen || evidence as usize > hits {
                return None;
            }
            (last, seen) = (incident, evidence);
            let valence = match flags >> 1 {
                0 => None,
                1 => Some(Valence::Enacted),
                2 => Some(Valence::Lacking),
                _ => return None,
            };
            column.incidents.push(incident);
            column.rows.push(Row { code: 0, start, end, evidence, negated: flags & 1 == 1, valence });
        }
        for _ in 0..hits {
            let (start, end, rule) = (numbers.next()?, numbers.next()?, numbers.next()?);
            if start > end {
                return None;
            }
            column.evidence.push(Evidence { start, end, rule });
        }
        Some(column)
    }

    /// The hits of a row.
    fn evidence(&self, row: usize) -> &[Evidence] {
        let first = row.checked_sub(1).map_or(0, |before| self.rows[before].evidence);
        &self.evidence[first as usize..self.rows[row].evidence as usize]
    }
}

impl Suggestions {
    /// The suggestions of each of `codes` (places in the codebook, ascending) by themselves.
    pub fn columns(&self, codes: &[usize]) -> Vec<Column> {
        let mut columns = vec![Column::default(); codes.len()];
        for incident in 0..self.incidents() {
            for one in self.of(incident) {
                let Ok(at) = codes.binary_search(&one.code) else { continue };
                let column = &mut columns[at];
                column.incidents.push(small(incident));
                column.evidence.extend(one.evidence);
                column.rows.push(Row {
                    code: 0,
                    start: small(one.span.start),
                    end: small(one.span.end),
                    evidence: small(column.evidence.len()),
                    negated: one.negated,
                    valence: one.valence,
                });
            }
        }
        columns
    }

    /// The suggestions of all codes together, over so many incidents; each column with the place of
    /// its code, ascending.
    pub fn of_columns(columns: &[(usize, Column)], incidents: usize) -> Self {
        let piece = |first: usize| {
            let past = incidents.min(first + Self::AT_A_TIME);
            let mut rows: Vec<(u32, usize, usize)> = Vec::new();
            for (at, (_, column)) in columns.iter().enumerate() {
                let begin = column.incidents.partition_point(|one| (*one as usize) < first);
                let end = column.incidents.partition_point(|one| (*one as usize) < past);
                rows.extend((begin..end).map(|row| (column.incidents[row], at, row)));
            }
            rows.sort_unstable();
            let mut piece = Piece::builder();
            let mut rows = rows.into_iter().peekable();
            for incident in first..past {
                while let Some((_, at, row)) = rows.next_if(|(one, ..)| *one as usize == incident) {
                    let (code, column) = &columns[at];
                    piece.add(Row { code: small(*code), ..column.rows[row] }, column.evidence(row));
                }
                piece.end_incident();
            }
            piece.finish()
        };
        Self::of_pieces((0..incidents).step_by(Self::AT_A_TIME).map(piece).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Suggestion;
    use crate::span::Span;

    /// Of each incident a few suggestions that only its place decides.
    fn suggestions(incidents: usize) -> Suggestions {
        let list = |incident: usize| {
            (0..4).filter(move |code| (incident * 7 + code * 3) % 5 < 2).flat_map(move |code| {
                (0..=incident % 2).map(move |number| Suggestion {
                    code,
                    span: Span::new(number * 10, number * 10 + 5),
                    negated: incident.is_multiple_of(3),
                    valence: [None, Some(Valence::Enacted), Some(Valence::Lacking)][(incident + code) % 3],
                    evidence: (0..number + 1)
                        .map(|hit| Evidence::new(Span::new(hit, hit + 2), code + 1))
                        .collect(),
                })
            })
        };
        (0..incidents).map(|incident| list(incident).collect()).collect()
    }

    #[test]
    fn columns_that_were_parted_kept_and_joined_are_what_they_were() {
        for incidents in [0, 1, 50, Suggestions::AT_A_TIME * 2 + 3] {
            let all = suggestions(incidents);
            let codes = [0, 1, 2, 3];
            let columns = codes.into_iter().zip(all.columns(&codes));
            let kept: Vec<(usize, Column)> = columns
                .map(|(code, column)| (code, Column::of_bytes(&column.to_bytes(), incidents).unwrap()))
                .collect();
            assert!(Suggestions::of_columns(&kept, incidents) == all, "{incidents}");
        }
    }

    #[test]
    fn bytes_that_are_no_column_are_refused() {
        let column = &suggestions(20).columns(&[1])[0];
        let bytes = column.to_bytes();
        assert_eq!(Column::of_bytes(&bytes, 20).as_ref(), Some(column));
        assert_eq!(Column::of_bytes(&bytes, 3), None);
        assert_eq!(Column::of_bytes(&bytes[..bytes.len() - 4], 20), None);
        assert_eq!(Column::of_bytes(&bytes[..7], 20), None);
        for at in 0..bytes.len() {
            let mut wrong = bytes.clone();
            wrong[at] = !wrong[at];
            // Whatever it becomes, it is never asked for what is not there.
            if let Some(column) = Column::of_bytes(&wrong, 20) {
                Suggestions::of_columns(&[(0, column)], 20);
            }
        }
    }
}
