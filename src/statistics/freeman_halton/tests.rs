//! Exact tests of larger tables: against counting, against each other, and for speed.

use super::*;
use proptest::prelude::*;

fn counts(rows: &[&[u64]]) -> Counts {
    Counts::new(rows.iter().map(|row| row.to_vec()).collect()).unwrap()
}

/// Every table with these margins, cell by cell, with exact numbers of ways.
fn by_counting(table: &Counts) -> f64 {
    fn ways(cells: &[Vec<u64>]) -> f64 {
        let ln: f64 =
            cells.iter().flatten().map(|cell| (1..=*cell).map(|k| (k as f64).ln()).sum::<f64>()).sum();
        (-ln).exp()
    }
    fn all(rows: &[u64], left: &mut Vec<u64>, so_far: &mut Vec<Vec<u64>>, found: &mut Vec<f64>) {
        let Some((row, rest)) = rows.split_first() else {
            if left.iter().all(|left| *left == 0) {
                found.push(ways(so_far));
            }
            return;
        };
        let mut cells = vec![0; left.len()];
        loop {
            if cells.iter().sum::<u64>() == *row
                && cells.iter().zip(left.iter()).all(|(cell, left)| cell <= left)
            {
                let before = left.clone();
                left.iter_mut().zip(&cells).for_each(|(left, cell)| *left -= cell);
                so_far.push(cells.clone());
                all(rest, left, so_far, found);
                so_far.pop();
                *left = before;
            }
            let Some(at) = (0..cells.len()).find(|at| cells[*at] < left[*at]) else { return };
            cells[at] += 1;
            cells[..at].fill(0);
        }
    }
    let mut found = Vec::new();
    all(&table.row_totals(), &mut table.column_totals(), &mut Vec::new(), &mut found);
    let own = ways(table.rows());
    found.iter().filter(|one| **one <= own * (1.0 + 1e-7)).sum::<f64>() / found.iter().sum::<f64>()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn both_halves_together_are_every_table(
        cells in (2usize..4, 2usize..4).prop_flat_map(|(rows, columns)| {
            proptest::collection::vec(proptest::collection::vec(0u64..4, columns), rows)
        })
    ) {
        let table = Counts::new(cells).unwrap();
        let p = freeman_halton(&table, Effort::default());
        prop_assert!((p.p() - by_counting(&table)).abs() < 1e-9, "{p:?} {}", by_counting(&table));
        let other = freeman_halton(&table.transposed(), Effort::default());
        prop_assert!((p.p() - other.p()).abs() < 1e-9);
    }
}

#[test]
fn what_cannot_be_counted_is_sampled_near_the_exact_value() {
    let table = counts(&[&[0, 4, 2], &[8, 6, 4], &[6, 7, 7], &[0, 3, 1]]);
    let exact = freeman_halton(&table, Effort::default());
    assert!(matches!(exact, Exact::Enumerated(_)));
    let effort = Effort { nodes: 10, ..Effort::default() };
    let Exact::Sampled(estimate) = freeman_halton(&table, effort) else { panic!("not sampled") };
    assert!((estimate.p - exact.p()).abs() < 4.0 * estimate.standard_error, "{estimate:?} {exact:?}");
    assert_eq!(freeman_halton(&table, effort), Exact::Sampled(estimate));
}

#[test]
fn a_study_of_thousands_is_still_counted() {
    // Agresti (2007), party by gender.
    let table = counts(&[&[762, 327, 468], &[484, 239, 477]]);
    assert!(matches!(freeman_halton(&table, Effort::default()), Exact::Enumerated(p) if p < 1e-6));
}
