//! What theory says of coefficients of agreement, on random ratings.

use super::coefficients::{brennan_prediger, conger_kappa, fleiss_kappa, gwet_ac, percent_agreement};
use super::krippendorff::{Metric, alpha, alpha_estimate};
use super::two_coders::Pair;
use super::weights::{Weighting, weights};
use super::*;
use proptest::prelude::*;

fn ratings(coders: usize) -> impl Strategy<Value = Ratings> {
    let cell = proptest::option::weighted(0.85, 0usize..3);
    proptest::collection::vec(proptest::collection::vec(cell, coders), 2..25)
        .prop_map(|units| Ratings { units, categories: 3 })
}

fn decisions() -> impl Strategy<Value = Vec<Vec<Option<bool>>>> {
    let cell = proptest::option::weighted(0.8, any::<bool>());
    proptest::collection::vec(proptest::collection::vec(cell, 3), 2..25)
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

fn all(ratings: &Ratings) -> Vec<Option<Estimate>> {
    let weights = weights(Weighting::Identity, &[1.0, 2.0, 3.0]);
    let counts = ratings.counts();
    vec![
        percent_agreement(&counts, &weights),
        fleiss_kappa(&counts, &weights),
        gwet_ac(&counts, &weights),
        brennan_prediger(&counts, &weights),
        conger_kappa(ratings, &weights),
        alpha_estimate(&counts, &weights),
    ]
}

fn same(one: &Ratings, other: &Ratings) -> bool {
    all(one).iter().zip(all(other)).all(|(one, other)| {
        near(one.map(|one| one.value), other.map(|one| one.value))
            && near(one.and_then(|one| one.standard_error), other.and_then(|one| one.standard_error))
    })
}

proptest! {
    #[test]
    fn neither_the_order_of_units_nor_of_coders_nor_the_names_of_categories_matter(given in ratings(3)) {
        let mut turned = given.clone();
        turned.units.reverse();
        turned.units.iter_mut().for_each(|unit| unit.reverse());
        turned.units.iter_mut().flatten().flatten().for_each(|category| *category = (*category + 1) % 3);
        prop_assert!(same(&given, &turned));
    }

    #[test]
    fn who_always_agrees_agrees_wholly(said in proptest::collection::vec(0usize..3, 3..20)) {
        prop_assume!(said.iter().any(|one| *one != said[0]));
        let given = Ratings { units: said.iter().map(|one| vec![Some(*one); 3]).collect(), categories: 3 };
        for estimate in all(&given) {
            prop_assert!(near(estimate.map(|one| one.value), Some(1.0)));
        }
    }

    #[test]
    fn alpha_by_weights_is_alpha_by_distance(given in ratings(4)) {
        let (counts, values) = (given.counts(), [1.0, 2.0, 5.0]);
        let by = |weighting| alpha_estimate(&counts, &weights(weighting, &values)).map(|one| one.value);
        prop_assert!(near(by(Weighting::Identity), alpha(&counts, &values, Metric::Nominal)));
        prop_assert!(near(by(Weighting::Quadratic), alpha(&counts, &values, Metric::Interval)));
    }

    #[test]
    fn for_two_coders_without_gaps_both_ways_agree(said in proptest::collection::vec((0usize..3, 0usize..3), 2..30)) {
        let units = said.iter().map(|(one, other)| vec![Some(*one), Some(*other)]).collect();
        let given = Ratings { units, categories: 3 };
        let weights = weights(Weighting::Identity, &[1.0, 2.0, 3.0]);
        let pair = Pair::of(&given.table().unwrap()).unwrap();
        let ours = [pair.scott_pi(&weights), pair.gwet_ac(&weights), pair.brennan_prediger(&weights), pair.cohen_kappa(&weights)];
        for (one, other) in ours.iter().zip(&all(&given)[1..]) {
            prop_assert!(near(one.map(|one| one.value), other.map(|one| one.value)));
        }
    }

    #[test]
    fn sums_of_decisions_give_what_units_give(said in decisions()) {
        let units: Vec<Vec<Option<usize>>> = said.iter()
            .map(|unit| unit.iter().map(|one| one.map(|yes| usize::from(!yes))).collect())
            .collect();
        let given = Ratings { units, categories: 2 };
        let (counts, weights) = (given.counts(), weights(Weighting::Identity, &[0.0, 1.0]));
        let mut sums = Decisions::default();
        said.iter().for_each(|unit| sums.add(unit, 1.0));
        let value = |estimate: Option<Estimate>| estimate.map(|one| one.value);
        prop_assert!(near(sums.percent_agreement(), value(percent_agreement(&counts, &weights))));
        prop_assert!(near(sums.fleiss_kappa(), value(fleiss_kappa(&counts, &weights))));
        prop_assert!(near(sums.gwet_ac1(), value(gwet_ac(&counts, &weights))));
        prop_assert!(near(sums.brennan_prediger(), value(brennan_prediger(&counts, &weights))));
        prop_assert!(near(sums.alpha(), alpha(&counts, &[0.0, 1.0], Metric::Nominal)));
    }

    #[test]
    fn of_two_coders_sums_of_decisions_are_their_table(said in proptest::collection::vec((any::<bool>(), any::<bool>()), 1..30)) {
        let mut sums = Decisions::default();
        said.iter().for_each(|(one, other)| sums.add(&[Some(*one), Some(*other)], 1.0));
        let [a, b, c, d] = sums.table();
        let pair = Pair::of(&[vec![a, b], vec![c, d]]).unwrap();
        let weights = weights(Weighting::Identity, &[0.0, 1.0]);
        prop_assert!(near(sums.cohen_kappa(), pair.cohen_kappa(&weights).map(|one| one.value)));
        prop_assert!(near(sums.positive_agreement(), pair.positive_agreement()));
    }

    #[test]
    fn a_part_taken_out_again_was_never_there(said in decisions(), more in decisions()) {
        let sum = |units: &[Vec<Option<bool>>]| {
            let mut sums = Decisions::default();
            units.iter().for_each(|unit| sums.add(unit, 2.0));
            sums
        };
        let mut both = sum(&said);
        both += sum(&more);
        let left = both - sum(&more);
        prop_assert!(near(left.alpha(), sum(&said).alpha()));
        prop_assert!(near(left.positive_agreement(), sum(&said).positive_agreement()));
    }

    #[test]
    fn the_same_data_twice_leave_every_chance_corrected_coefficient_but_alpha_as_it_was(given in ratings(3)) {
        let twice = Ratings { units: [&given.units[..], &given.units[..]].concat(), categories: 3 };
        // Alpha alone corrects for few ratings, so it moves.
        for (one, other) in all(&given).iter().zip(all(&twice)).take(5) {
            prop_assert!(near(one.map(|one| one.value), other.map(|one| one.value)));
        }
    }

    #[test]
    fn a_table_turned_over_has_the_same_coefficients(said in proptest::collection::vec((0usize..3, 0usize..3), 2..30)) {
        let table = |turned: bool| {
            let mut cells = vec![vec![0.0; 3]; 3];
            for (one, other) in &said {
                let (row, column) = if turned { (other, one) } else { (one, other) };
                cells[*row][*column] += 1.0;
            }
            Pair::of(&cells).unwrap()
        };
        let weights = weights(Weighting::Identity, &[1.0, 2.0, 3.0]);
        let (one, other) = (table(false), table(true));
        for (one, other) in [
            (one.cohen_kappa(&weights), other.cohen_kappa(&weights)),
            (one.gwet_ac(&weights), other.gwet_ac(&weights)),
            (one.krippendorff_alpha(&weights), other.krippendorff_alpha(&weights)),
        ] {
            prop_assert!(near(one.map(|one| one.value), other.map(|one| one.value)));
            prop_assert!(near(one.map(|one| one.standard_error), other.map(|one| one.standard_error)));
        }
    }
}
