//! What theory says of ranks, on random lists.

use super::mann_whitney::{MannWhitney, exact};
use super::{kendall, midranks, spearman};
use proptest::prelude::*;

fn lists() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    proptest::collection::vec((0u8..12, 0u8..12), 3..9)
        .prop_map(|pairs| pairs.into_iter().map(|(x, y)| (f64::from(x), f64::from(y))).unzip())
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

#[test]
fn equal_numbers_share_their_ranks() {
    assert_eq!(midranks(&[5.0, 1.0, 5.0, 0.0]), [3.5, 2.0, 3.5, 1.0]);
}

proptest! {
    #[test]
    fn only_order_counts((x, y) in lists()) {
        let stretched: Vec<f64> = x.iter().map(|x| x.exp()).collect();
        prop_assert!(near(spearman::rho(&x, &y), spearman::rho(&stretched, &y)));
        prop_assert!(near(kendall::tau_b(&x, &y), kendall::tau_b(&stretched, &y)));
        let turned: Vec<f64> = y.iter().map(|y| -y).collect();
        prop_assert!(near(spearman::rho(&x, &y).map(|rho| -rho), spearman::rho(&x, &turned)));
        prop_assert!(near(spearman::permutation(&x, &y), spearman::permutation(&x, &turned)));
    }

    #[test]
    fn without_ties_counting_distances_is_counting_permutations(x in Just((0..6).map(f64::from).collect::<Vec<_>>()).prop_shuffle()) {
        let y: Vec<f64> = (0..6).map(f64::from).collect();
        // The distribution without ties is symmetric, so twice a tail is both tails.
        prop_assert!(near(spearman::exact(&x, &y), spearman::permutation(&x, &y).map(|p| p.min(1.0))) || spearman::rho(&x, &y).unwrap().abs() < 1e-12);
    }

    #[test]
    fn groups_that_change_places_change_sign((x, y) in lists()) {
        let (one, other) = (MannWhitney::of(&x, &y).unwrap(), MannWhitney::of(&y, &x).unwrap());
        prop_assert!((one.rank_biserial() + other.rank_biserial()).abs() < 1e-9);
        let (one, other) = (exact(&x, &y).unwrap(), exact(&y, &x).unwrap());
        prop_assert!((one.permutation - other.permutation).abs() < 1e-9);
    }
}
