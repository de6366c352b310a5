//! Every table with the same margins, in two halves that meet.
//!
//! The columns are dealt into two halves. Each half is filled in every possible way; ways that use up
//! the rows alike and are as likely are kept as one. Then every way of the first half meets the ways
//! of the second that use up what is left, sorted, so that one search tells how many together are at
//! most as likely as the table at hand.

use super::TIE;
use crate::statistics::Counts;
use crate::statistics::factorials::Factorials;
use std::collections::BTreeMap;

/// Ways to fill some columns.
#[derive(Debug, Clone, Copy)]
struct Ways {
    /// The logarithm of the chance of each.
    ln_chance: f64,
    /// How many there are, as likely as each other.
    number: f64,
}

/// What each row has used up, as one number; with the ways to get there.
type Filled = BTreeMap<u128, Vec<Ways>>;

/// The p-value; `None` where more than `budget` columns would have to be tried.
pub fn p(counts: &Counts, budget: usize) -> Option<f64> {
    let margins = Margins::of(counts)?;
    let mut columns: Vec<(f64, Vec<u64>)> = (0..counts.width())
        .map(|column| counts.rows().iter().map(|row| row[column]).collect::<Vec<u64>>())
        .map(|column| (margins.fillings(column.iter().sum()), column))
        .collect();
    columns.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let mut halves: [(f64, Vec<u64>); 2] = [(1.0, Vec::new()), (1.0, Vec::new())];
    let mut own = 0.0;
    for (fillings, column) in &columns {
        own += margins.ln_chance(column);
        let smaller = usize::from(halves[1].0 < halves[0].0);
        halves[smaller].0 *= fillings;
        halves[smaller].1.push(column.iter().sum());
    }
    if halves.iter().any(|(fillings, _)| *fillings > 8.0 * budget as f64) {
        return None;
    }
    let mut left = budget;
    let mut filled = |half: &(f64, Vec<u64>)| margins.filled(&half.1, &mut left);
    let [first, second] = [filled(&halves[0])?, filled(&halves[1])?];
    Some(meet(&margins, &first, second, own))
}

/// The chance of all tables at most as likely as `own`, over that of all tables.
fn meet(margins: &Margins, first: &Filled, mut second: Filled, own: f64) -> f64 {
    let most = own + TIE;
    let (mut extreme, mut total) = (0.0, 0.0);
    for (used, ways) in first {
        let Some(others) = second.get_mut(&(margins.all - used)) else { continue };
        others.sort_by(|one, other| one.ln_chance.total_cmp(&other.ln_chance));
        let mut sums = vec![0.0];
        for other in others.iter() {
            let sum = sums[sums.len() - 1] + other.number * other.ln_chance.exp();
            sums.push(sum);
        }
        for one in ways {
            let weight = one.number * one.ln_chance.exp();
            let up_to = others.partition_point(|other| one.ln_chance + other.ln_chance <= most);
            extreme += weight * sums[up_to];
            total += weight * sums[others.len()];
        }
    }
    if total > 0.0 { (extreme / total).min(1.0) } else { 1.0 }
}

/// The rows' totals, and what follows from them.
struct Margins {
    rows: Vec<u64>,
    /// ln (row total / grand total).
    ln_shares: Vec<f64>,
    /// What one unit in each row counts in the number that says what is used up.
    places: Vec<u128>,
    /// All rows used up.
    all: u128,
    factorials: Factorials,
}

impl Margins {
    fn of(counts: &Counts) -> Option<Self> {
        let rows = counts.row_totals();
        let total = counts.total();
        let mut places = Vec::new();
        let mut place: u128 = 1;
        for row in &rows {
            places.push(place);
            place = place.checked_mul(u128::from(*row) + 1)?;
        }
        Some(Self {
            ln_shares: rows.iter().map(|row| (*row as f64 / total as f64).ln()).collect(),
            places,
            all: place - 1,
            factorials: Factorials::up_to(total),
            rows,
        })
    }

    /// ln of the multinomial chance of a column. The chances of a table's columns multiply to the
    /// chance of the table, but for what all tables with these margins share.
    fn ln_chance(&self, column: &[u64]) -> f64 {
        let total: u64 = column.iter().sum();
        let cells = column.iter().zip(&self.ln_shares);
        self.factorials.ln(total)
            + cells.map(|(cell, ln_share)| *cell as f64 * ln_share - self.factorials.ln(*cell)).sum::<f64>()
    }

    /// About how many ways there are to fill a column.
    fn fillings(&self, column: u64) -> f64 {
        let mut widths: Vec<f64> = self.rows.iter().map(|row| (*row).min(column) as f64 + 1.0).collect();
        // The fullest row is settled by the others.
        widths.sort_by(f64::total_cmp);
        widths.pop();
        widths.iter().product()
    }

    /// Every way to fill columns with these totals; `None` when the budget runs out.
    fn filled(&self, columns: &[u64], budget: &mut usize) -> Option<Filled> {
        let mut filled: Filled = BTreeMap::from([(0, vec![Ways { ln_chance: 0.0, number: 1.0 }])]);
        for column in columns {
            let mut next: Filled = BTreeMap::new();
            for (used, ways) in &filled {
                let free: Vec<u64> =
                    self.rows.iter().enumerate().map(|(row, total)| total - self.used(*used, row)).collect();
                let mut cells = vec![0; free.len()];
                self.fill(&free, *column, 0, &mut cells, &mut |cells| {
                    *budget = budget.checked_sub(ways.len())?;
                    let place: u128 =
                        cells.iter().zip(&self.places).map(|(cell, place)| u128::from(*cell) * place).sum();
                    let ln_chance = self.ln_chance(cells);
                    let more = ways.iter().map(|one| Ways { ln_chance: one.ln_chance + ln_chance, ..*one });
                    next.entry(used + place).or_default().extend(more);
                    Some(())
                })?;
            }
            next.values_mut().for_each(merge);
            filled = next;
        }
        Some(filled)
    }

    fn used(&self, used: u128, row: usize) -> u64 {
        u64::try_from(used / self.places[row] % (u128::from(self.rows[row]) + 1)).unwrap_or(u64::MAX)
    }

    /// Calls `each` with every way to spread `left` over the rows from `row` on.
    fn fill(
        &self,
        free: &[u64],
        left: u64,
        row: usize,
        cells: &mut Vec<u64>,
        each: &mut impl FnMut(&[u64]) -> Option<()>,
    ) -> Option<()> {
        if row + 1 == free.len() {
            cells[row] = left;
            return if left <= free[row] { each(cells) } else { Some(()) };
        }
        let below: u64 = free[row + 1..].iter().sum();
        for cell in left.saturating_sub(below)..=left.min(free[row]) {
            cells[row] = cell;
            self.fill(free, left - cell, row + 1, cells, each)?;
        }
        Some(())
    }
}

/// Ways that are as likely become one.
fn merge(ways: &mut Vec<Ways>) {
    ways.sort_by(|one, other| one.ln_chance.total_cmp(&other.ln_chance));
    ways.dedup_by(|one, kept| {
        let same = one.ln_chance - kept.ln_chance < 1e-11;
        if same {
            kept.number += one.number;
        }
        same
    });
}
