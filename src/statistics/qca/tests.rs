//! What holds of every solution, on random cases.

use super::*;
use proptest::prelude::*;

fn cases(conditions: usize) -> impl Strategy<Value = Vec<Case>> {
    proptest::collection::vec((0..1u32 << conditions, any::<bool>()), 3..24).prop_map(|cases| {
        let case = |(at, (conditions, outcome))| Case { name: format!("c{at}"), conditions, outcome };
        cases.into_iter().enumerate().map(case).collect()
    })
}

fn names(conditions: usize) -> Vec<String> {
    ["A", "B", "C", "D"][..conditions].iter().map(ToString::to_string).collect()
}

proptest! {
    #[test]
    fn a_complex_solution_covers_just_the_combinations_that_lead_to_the_outcome(cases in cases(4)) {
        let table = TruthTable::of(&cases, 4, 1.0, 1);
        if let Some(solution) = solve(&table, &cases, &names(4), false).unwrap() {
            let size = solution.models[0].terms.len();
            for model in &solution.models {
                prop_assert_eq!(model.consistency, 1.0);
                prop_assert_eq!(model.terms.len(), size);
                for essential in &solution.essential {
                    prop_assert!(model.terms.iter().any(|term| term.term == *essential));
                }
            }
        }
    }

    #[test]
    fn remainders_never_make_a_solution_longer_or_cover_less(cases in cases(4)) {
        let table = TruthTable::of(&cases, 4, 1.0, 1);
        let complex = solve(&table, &cases, &names(4), false).unwrap();
        let parsimonious = solve(&table, &cases, &names(4), true).unwrap();
        prop_assert_eq!(complex.is_some(), parsimonious.is_some());
        if let (Some(complex), Some(parsimonious)) = (complex, parsimonious) {
            prop_assert!(parsimonious.models[0].terms.len() <= complex.models[0].terms.len());
            prop_assert!(parsimonious.models[0].coverage >= complex.models[0].coverage - 1e-12);
        }
    }
}
