//! Corrected tests of tables of any size against figures of NumPy, and what theory says of them.

use super::*;
use crate::statistics::TwoByTwo;
use crate::statistics::clusters::rao_scott::rao_scott;
use proptest::prelude::*;

fn alone(tables: &[&[u64]]) -> Vec<Held> {
    tables.iter().map(|cells| Held { cells: cells.to_vec(), times: 1 }).collect()
}

#[track_caller]
fn close(found: f64, wanted: f64) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1e-3), "{found} for {wanted}");
}

// The figures below are of NumPy 2.4 and SciPy 1.17 by the formulas of survey::svychisq, with whole matrices where the
// code here has sums: contrasts as the interactions of a two-way layout made orthogonal to its main effects by QR; V the
// linearised variance of the shares of all cells over the clusters, G/(G-1); solve(C'D⁻¹C/n, C'D⁻¹VD⁻¹C), its trace and
// that of its square.

#[test]
fn two_rows_and_three_columns_agree_with_the_reference() {
    let tables: [&[u64]; 8] = [
        &[2, 1, 0, 0, 0, 1],
        &[1, 0, 0, 0, 2, 1],
        &[0, 0, 0, 1, 1, 2],
        &[3, 0, 1, 0, 1, 0],
        &[0, 1, 0, 0, 0, 1],
        &[1, 1, 1, 1, 1, 0],
        &[0, 0, 2, 1, 0, 0],
        &[2, 0, 0, 0, 2, 2],
    ];
    let test = corrected(&alone(&tables), 3).unwrap();
    close(test.chi2, 5.392830882352941);
    close(test.design_effect, 1.4896957684414134);
    close(test.first, 3.6200887433513778);
    close(test.first_p, 0.1636468753555232);
    close(test.f, 1.8100443716756889);
    close(test.f_df.0, 1.8454816662939333);
    close(test.f_df.1, 12.918371664057533);
    close(test.f_p, 0.20361597575619475);
}

#[test]
fn three_rows_and_four_columns_agree_with_the_reference() {
    let tables: [&[u64]; 7] = [
        &[2, 0, 0, 1, 0, 1, 0, 0, 0, 0, 2, 0],
        &[0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 3],
        &[1, 0, 1, 0, 0, 2, 0, 0, 1, 0, 0, 1],
        &[3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 1],
        &[0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0],
        &[1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2],
        &[0, 0, 0, 2, 1, 0, 1, 0, 0, 0, 0, 1],
    ];
    let test = corrected(&alone(&tables), 4).unwrap();
    close(test.chi2, 15.362677095631641);
    close(test.design_effect, 1.4379978038760648);
    close(test.first, 10.683380081820825);
    close(test.first_p, 0.09866888420461771);
    close(test.f, 1.7805633469701376);
    close(test.f_df.0, 3.8943464214940784);
    close(test.f_df.1, 23.366078528964472);
    close(test.f_p, 0.1677950209640283);
}

#[test]
fn an_empty_cell_has_no_variance_and_no_weight_as_in_the_reference() {
    let tables: [&[u64]; 5] = [
        &[2, 0, 1, 0, 1, 0],
        &[1, 0, 0, 0, 2, 1],
        &[0, 0, 2, 1, 1, 0],
        &[3, 0, 0, 0, 1, 1],
        &[0, 0, 1, 2, 0, 0],
    ];
    let test = corrected(&alone(&tables), 3).unwrap();
    close(test.chi2, 6.666666666666667);
    close(test.design_effect, 1.8743055555555557);
    close(test.first, 3.556872915894776);
    close(test.first_p, 0.16890202634278126);
    close(test.f, 1.778436457947388);
    close(test.f_df.0, 1.2735525723674481);
    close(test.f_df.1, 5.0942102894697925);
    close(test.f_p, 0.2476901023006465);
}

#[test]
fn nothing_is_said_of_one_cluster_or_of_one_column() {
    assert_eq!(corrected(&alone(&[&[3, 1, 2, 4]]), 2), None);
    assert_eq!(corrected(&alone(&[&[3, 0, 2, 0], &[1, 0, 1, 0]]), 2), None);
    assert_eq!(corrected(&alone(&[&[3, 2, 0, 0], &[1, 1, 0, 0]]), 2), None);
    assert_eq!(corrected(&[], 2), None);
    // Every cluster alike: nothing varies.
    assert_eq!(corrected(&[Held { cells: vec![1, 1, 1, 2], times: 4 }], 2), None);
}

/// Clusters of a table of two rows and three columns.
fn clusters() -> impl Strategy<Value = Vec<Vec<u64>>> {
    proptest::collection::vec(proptest::collection::vec(0u64..4, 6), 4..12)
}

fn held(tables: &[Vec<u64>]) -> Vec<Held> {
    tables.iter().map(|cells| Held { cells: cells.clone(), times: 1 }).collect()
}

fn same(one: Option<Corrected>, other: Option<Corrected>) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-7 * (1.0 + one.abs());
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            near(one.f, other.f)
                && near(one.f_df.0, other.f_df.0)
                && near(one.first, other.first)
                && near(one.f_p, other.f_p)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn of_two_by_two_it_is_the_test_of_two_by_two(given in proptest::collection::vec(any::<[u8; 4]>(), 3..12)) {
        let tables: Vec<[u64; 4]> = given.iter().map(|cells| cells.map(|cell| u64::from(cell % 4) + 1)).collect();
        let two: Vec<TwoByTwo> = tables.iter().map(|[a, b, c, d]| TwoByTwo { a: *a, b: *b, c: *c, d: *d }).collect();
        let of_two = rao_scott(&two).unwrap();
        let of_any = corrected(&held(&tables.iter().map(|cells| cells.to_vec()).collect::<Vec<_>>()), 2).unwrap();
        prop_assert!((of_any.f - of_two.f).abs() < 1e-8 * (1.0 + of_two.f));
        prop_assert!((of_any.f_p - of_two.f_p).abs() < 1e-8 && (of_any.first_p - of_two.chi2_p).abs() < 1e-8);
        prop_assert!((of_any.f_df.1 - of_two.df.1).abs() < 1e-8);
    }

    #[test]
    fn the_order_of_clusters_columns_and_rows_changes_nothing(given in clusters()) {
        let first = corrected(&held(&given), 3);
        let turned = |cells: &Vec<u64>| vec![cells[5], cells[3], cells[4], cells[2], cells[0], cells[1]];
        let second: Vec<Vec<u64>> = given.iter().rev().map(turned).collect();
        prop_assert!(same(first, corrected(&held(&second), 3)));
        let across = |cells: &Vec<u64>| vec![cells[0], cells[3], cells[1], cells[4], cells[2], cells[5]];
        let transposed: Vec<Vec<u64>> = given.iter().map(across).collect();
        prop_assert!(same(first, corrected(&held(&transposed), 2)));
    }

    #[test]
    fn clusters_told_twice_over_by_themselves_change_no_f(given in clusters()) {
        let twice: Vec<Vec<u64>> = given.iter().map(|cells| cells.iter().map(|cell| 2 * cell).collect()).collect();
        let (once, twice) = (corrected(&held(&given), 3), corrected(&held(&twice), 3));
        prop_assert!(same(once, twice));
        if let (Some(once), Some(twice)) = (once, twice) {
            prop_assert!((twice.design_effect - 2.0 * once.design_effect).abs() < 1e-8 * twice.design_effect);
        }
    }

    #[test]
    fn units_that_stand_alone_are_tested_as_pearson_does(given in proptest::collection::vec(1u64..5, 6)) {
        let one = |cell: usize| (0..6).map(|at| u64::from(at == cell)).collect();
        let alone: Vec<Held> = given.iter().enumerate().map(|(cell, times)| Held { cells: one(cell), times: *times }).collect();
        let n = given.iter().sum::<u64>() as f64;
        let test = corrected(&alone, 3).unwrap();
        // G/(G-1), with as many clusters as units.
        prop_assert!((test.design_effect - n / (n - 1.0)).abs() < 1e-9);
        prop_assert!((test.f_df.0 - 2.0).abs() < 1e-9);
    }
}
