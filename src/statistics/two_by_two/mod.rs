//! Two groups, and what happened or did not in each: the table of a code by two outcomes.

pub mod conditional_odds;
pub mod fisher;
pub mod odds_ratio;
pub mod phi;
pub mod risk_difference;
pub mod risk_ratio;

use super::Counts;

/// Rows are the groups, the first column counts those with the event (the code).
///
/// ```text
///            with  without
/// group 1     a       b
/// group 2     c       d
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TwoByTwo {
    /// The first group, with.
    pub a: u64,
    /// The first group, without.
    pub b: u64,
    /// The second group, with.
    pub c: u64,
    /// The second group, without.
    pub d: u64,
}

impl TwoByTwo {
    /// From how many of each group have the event, and how large the groups are; `None` where more
    /// have it than there are.
    pub fn of_groups(with: [u64; 2], sizes: [u64; 2]) -> Option<Self> {
        let (b, d) = (sizes[0].checked_sub(with[0])?, sizes[1].checked_sub(with[1])?);
        Some(Self { a: with[0], b, c: with[1], d })
    }

    /// The sizes of the groups.
    pub fn groups(&self) -> [u64; 2] {
        [self.a + self.b, self.c + self.d]
    }

    /// How many have the event, and how many do not.
    pub fn events(&self) -> [u64; 2] {
        [self.a + self.c, self.b + self.d]
    }

    /// Everything counted.
    pub fn total(&self) -> u64 {
        self.a + self.b + self.c + self.d
    }

    /// The cells, row by row.
    pub fn cells(&self) -> [u64; 4] {
        [self.a, self.b, self.c, self.d]
    }

    /// A group is empty, or the event happened always or never: most statistics are undefined.
    pub fn has_an_empty_margin(&self) -> bool {
        self.groups().contains(&0) || self.events().contains(&0)
    }

    /// Some cell is empty.
    pub fn has_an_empty_cell(&self) -> bool {
        self.cells().contains(&0)
    }

    /// ad - bc.
    pub fn determinant(&self) -> f64 {
        let wide = |count: u64| i128::from(count);
        (wide(self.a) * wide(self.d) - wide(self.b) * wide(self.c)) as f64
    }

    /// The shares with the event, a/n1 and c/n2; `None` where a group is empty.
    pub fn proportions(&self) -> Option<[f64; 2]> {
        let [n1, n2] = self.groups();
        (n1 > 0 && n2 > 0).then(|| [self.a as f64 / n1 as f64, self.c as f64 / n2 as f64])
    }
}

impl From<TwoByTwo> for Counts {
    fn from(table: TwoByTwo) -> Counts {
        Counts::new(vec![vec![table.a, table.b], vec![table.c, table.d]]).expect("two rows of two")
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
