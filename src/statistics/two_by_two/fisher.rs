//! Fisher's exact test of a 2x2 table, by the names that tell its variants apart.

use super::TwoByTwo;
use crate::statistics::hypergeometric;
use crate::statistics::lattice::Lattice;

/// The exact tests of one table, from the distribution of cell a when both margins are fixed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// The chance of the table itself.
    pub table: f64,
    /// One-sided: a as it is or smaller.
    pub less: f64,
    /// One-sided: a as it is or larger.
    pub greater: f64,
    /// Two-sided: all tables at most as likely as this one (R, SciPy). The one meant by "Fisher's p".
    pub two_sided: f64,
    /// Two-sided by Blaker (2000).
    pub blaker: f64,
}

impl Fisher {
    /// Tests a table. With an empty margin there is only one such table, and every p is 1.
    pub fn of(table: &TwoByTwo) -> Self {
        let ([row, _], [column, _]) = (table.groups(), table.events());
        Self::at(&hypergeometric::cell(row, column, table.total(), 1.0), table.a)
    }

    fn at(cell: &Lattice, a: u64) -> Self {
        Self {
            table: cell.at(a),
            less: cell.at_most(a),
            greater: cell.at_least(a),
            two_sided: cell.no_likelier_than(a),
            blaker: cell.blaker(a),
        }
    }

    /// Two-sided: twice the smaller tail, at most 1.
    pub fn central(&self) -> f64 {
        (2.0 * self.less.min(self.greater)).min(1.0)
    }

    /// Mid-p of the two-sided test: half the table's own chance taken off (SAS calls it "mid").
    pub fn midp_minimum_likelihood(&self) -> f64 {
        self.two_sided - self.table / 2.0
    }

    /// Mid-p as twice the smaller tail without half the table's own chance (epitools).
    pub fn midp_central(&self) -> f64 {
        (2.0 * (self.less.min(self.greater) - self.table / 2.0)).min(1.0)
    }
}
