//! What theory says of every table, on random ones.

use super::*;
use proptest::prelude::*;

fn counts() -> impl Strategy<Value = Counts> {
    let table = |(rows, columns)| {
        proptest::collection::vec(proptest::collection::vec(0u64..40, columns), rows)
            .prop_map(|cells| Counts::new(cells).unwrap())
    };
    (1usize..5, 1usize..5).prop_flat_map(table)
}

fn times(counts: &Counts, factor: u64) -> Counts {
    let row = |row: &Vec<u64>| row.iter().map(|count| count * factor).collect();
    Counts::new(counts.rows().iter().map(row).collect()).unwrap()
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * (1.0 + one.abs().max(other.abs())),
        (one, other) => one == other,
    }
}

fn value(chi2: Option<ChiSquare>) -> Option<f64> {
    chi2.map(|chi2| chi2.value)
}

proptest! {
    #[test]
    fn rows_and_columns_change_places_and_nothing_else_changes(table in counts()) {
        let other = table.transposed();
        for statistic in [pearson, yates, likelihood_ratio] {
            prop_assert!(near(value(statistic(&table)), value(statistic(&other))));
        }
        for statistic in [cramers_v, cramers_v_corrected, contingency_coefficient] {
            prop_assert!(near(statistic(&table), statistic(&other)));
        }
    }

    #[test]
    fn twice_the_data_is_twice_the_chi_square_and_the_same_strength(table in counts()) {
        let twice = times(&table, 2);
        for statistic in [pearson, likelihood_ratio] {
            prop_assert!(near(value(statistic(&table)).map(|x| 2.0 * x), value(statistic(&twice))));
        }
        prop_assert!(near(cramers_v(&table), cramers_v(&twice)));
        prop_assert!(near(contingency_coefficient(&table), contingency_coefficient(&twice)));
    }

    #[test]
    fn an_empty_row_changes_nothing(table in counts()) {
        let mut cells = table.rows().to_vec();
        cells.push(vec![0; table.width()]);
        let longer = Counts::new(cells).unwrap();
        prop_assert!(near(value(pearson(&table)), value(pearson(&longer))));
        prop_assert!(near(cramers_v_corrected(&table), cramers_v_corrected(&longer)));
    }

    #[test]
    fn merging_two_rows_never_makes_chi_square_larger(table in counts()) {
        prop_assume!(table.rows().len() > 2);
        let mut cells = table.rows().to_vec();
        let last = cells.pop().unwrap();
        cells[0].iter_mut().zip(last).for_each(|(count, more)| *count += more);
        let merged = Counts::new(cells).unwrap();
        if let (Some(before), Some(after)) = (pearson(&table), pearson(&merged)) {
            prop_assert!(after.value <= before.value + 1e-9);
        }
    }

    #[test]
    fn pearson_residuals_add_up_to_chi_square(table in counts()) {
        let squares = pearson_residuals(&table)
            .map(|rows| rows.into_iter().flatten().flatten().map(|residual| residual * residual).sum());
        prop_assert!(near(squares, value(pearson(&table))));
    }
}
