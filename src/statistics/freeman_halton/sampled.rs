//! Random tables with the same margins (Patefield 1981).

use super::TIE;
use crate::statistics::Counts;
use crate::statistics::chance::{Chance, MonteCarlo};
use crate::statistics::factorials::Factorials;

/// Steps that may be taken to draw all tables.
const MOST_STEPS: f64 = 2e7;
/// Tables that are drawn in any case.
const FEWEST: u64 = 1000;

/// The share of random tables that are at most as likely as the one at hand.
pub fn p(counts: &Counts, samples: u64, seed: u64) -> MonteCarlo {
    let factorials = Factorials::up_to(counts.total());
    let unlikeliness =
        |cells: &mut dyn Iterator<Item = u64>| cells.map(|cell| factorials.ln(cell)).sum::<f64>();
    let least = unlikeliness(&mut counts.rows().iter().flatten().copied()) - TIE;
    let (rows, columns) = (counts.row_totals(), counts.column_totals());
    // A cell is found in about as many steps as its standard deviation is wide.
    let steps: f64 = counts.expected().iter().flatten().flatten().map(|expected| expected.sqrt() + 1.0).sum();
    let samples = samples.min(((MOST_STEPS / steps) as u64).max(FEWEST));
    let mut chance = Chance::seeded(seed);
    let mut extreme = 0;
    let mut cells = Vec::new();
    for _ in 0..samples {
        draw(&rows, &columns, &factorials, &mut chance, &mut cells);
        extreme += u64::from(unlikeliness(&mut cells.iter().copied()) >= least);
    }
    MonteCarlo::of(extreme, samples, seed)
}

/// Fills `cells`, row by row, with a table drawn at random among those with these margins.
fn draw(rows: &[u64], columns: &[u64], factorials: &Factorials, chance: &mut Chance, cells: &mut Vec<u64>) {
    cells.clear();
    let mut left = columns.to_vec();
    let mut everything: u64 = columns.iter().sum();
    for row in rows {
        let (mut to_place, mut ahead) = (*row, everything);
        for column in &mut left {
            let cell = hypergeometric(to_place, *column, ahead, factorials, chance);
            ahead -= *column;
            to_place -= cell;
            *column -= cell;
            cells.push(cell);
        }
        everything -= row;
    }
}

/// How many of `drawn` out of `total` are among the `marked`.
fn hypergeometric(drawn: u64, marked: u64, total: u64, factorials: &Factorials, chance: &mut Chance) -> u64 {
    let (least, most) = ((drawn + marked).saturating_sub(total), drawn.min(marked));
    if least == most {
        return least;
    }
    let choose = |n: u64, k: u64| factorials.ln(n) - factorials.ln(k) - factorials.ln(n - k);
    // n-d-m is not below zero at `least`, nor beside it.
    let ratio = |x: u64| {
        (drawn - x) as f64 * (marked - x) as f64 / ((x + 1) as f64 * (total + x + 1 - drawn - marked) as f64)
    };
    let middle = u64::try_from((u128::from(drawn) + 1) * (u128::from(marked) + 1) / (u128::from(total) + 2))
        .unwrap_or(least)
        .clamp(least, most);
    let at_middle =
        (choose(marked, middle) + choose(total - marked, drawn - middle) - choose(total, drawn)).exp();
    // Away from the middle on both sides, until the chances add up to what was drawn.
    let mut wanted = chance.share() - at_middle;
    let (mut low, mut high) = (middle, middle);
    let (mut at_low, mut at_high) = (at_middle, at_middle);
    while wanted >= 0.0 && (low > least || high < most) {
        if high < most {
            at_high *= ratio(high);
            high += 1;
            wanted -= at_high;
            if wanted < 0.0 {
                return high;
            }
        }
        if low > least {
            low -= 1;
            at_low /= ratio(low);
            wanted -= at_low;
            if wanted < 0.0 {
                return low;
            }
        }
        if at_low < 1e-300 && at_high < 1e-300 {
            break;
        }
    }
    middle
}
