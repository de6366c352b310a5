//! Truth tables of small studies, and what holds of every model.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::matcher::Suggestion;
use proptest::prelude::*;

const CODES: [&str; 4] = ["a", "b", "c", "d"];

/// Incidents with these codes (bits, `a` the lowest) and outcome.
fn owned(cases: &[(u32, bool)]) -> Owned {
    let case = |(at, (codes, good)): (usize, &(u32, bool))| {
        let outcome = if *good { "good" } else { "bad" };
        let given: Vec<Suggestion> = (0..CODES.len())
            .filter(|code| codes >> code & 1 == 1)
            .map(|code| suggestion(code, 0, 3))
            .collect();
        (
            incident(&format!("i{at}"), "Een zin.", &[("outcome", outcome)], Some(&format!("R{}", at / 2))),
            given,
        )
    };
    Owned::new(&CODES, cases.iter().enumerate().map(case).collect())
}

fn question(codes: usize) -> Question {
    Question {
        factors: (0..codes).map(|code| (code, None)).collect(),
        outcome: Condition::is("outcome", "good"),
        of: Variable { name: "outcome".into(), declared: Vec::new(), bins: None },
        conditions: Vec::new(),
        consistency: 1.0,
        frequency: 1,
        despite_few_cases: true,
    }
}

fn solution(solved: &Solved) -> &Solution {
    match solved {
        Solved::Found(solution) => solution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_goes_with_the_outcome_is_found() {
    // Good where `a` is there and `b` is not; `a` with `b` disagree.
    let owned = owned(&[(1, true), (1, true), (2, false), (0, false), (3, true), (3, false)]);
    let found = qca(&owned.material(), &Question { despite_few_cases: false, ..question(2) }).unwrap();
    assert_eq!((found.cases, found.with_outcome, found.possible, found.rows.len()), (6, 3, 4, 4));
    let first = &found.rows[0];
    assert!(first.is_contradictory() && first.number == 4 && first.present == [true, true]);
    assert_eq!((first.cases[0].as_slice(), first.respondents), (["i4".to_string()].as_slice(), Some(1)));
    let model = &solution(&found.complex).models[0];
    assert_eq!((model.terms[0].term.as_str(), model.consistency), ("a*~b", 1.0));
    assert_eq!(found.factors_of(model.terms[0].implicant), [(0, true), (1, false)]);
    assert!((model.coverage - 2.0 / 3.0).abs() < 1e-12);
    let half = qca(&owned.material(), &Question { consistency: 0.5, ..question(2) }).unwrap();
    assert_eq!(solution(&half.complex).models[0].terms[0].term, "a");
}

#[test]
fn more_conditions_than_cases_carry_are_refused() {
    let owned = owned(&[(1, true), (2, false), (0, false), (3, true), (5, true)]);
    let asked = |codes, despite_few_cases| {
        qca(&owned.material(), &Question { despite_few_cases, ..question(codes) }).map(|found| found.possible)
    };
    assert_eq!(asked(2, false), Ok(4));
    let refused = Error::ConditionsOfFewCases { conditions: 3, possible: 8, cases: 5 };
    assert_eq!(asked(3, false), Err(refused));
    assert_eq!(asked(3, true), Ok(8));
}

#[test]
fn an_outcome_that_does_not_vary_explains_nothing() {
    let owned = owned(&[(1, true), (2, true)]);
    assert!(matches!(
        qca(&owned.material(), &question(1)),
        Err(Error::OutcomeSame { with: 2, cases: 2, .. })
    ));
}

#[test]
fn who_has_no_value_of_the_outcome_is_no_case() {
    let mut owned = owned(&[(1, true), (0, false), (1, false)]);
    owned.incidents[2].attributes = Default::default();
    let found = qca(&owned.material(), &question(1)).unwrap();
    assert_eq!((found.cases, found.outside, found.contradictory().count()), (2, 1, 0));
}

proptest! {
    #[test]
    fn every_model_covers_every_row_that_leads_and_none_that_does_not(
        cases in proptest::collection::vec((0..16u32, any::<bool>()), 4..24), threshold in 1..=4usize,
    ) {
        let owned = owned(&cases);
        let asked = Question { consistency: threshold as f64 / 4.0, ..question(4) };
        let Ok(found) = qca(&owned.material(), &asked) else {
            // Only an outcome that does not vary is refused here.
            prop_assert!(cases.iter().all(|(_, good)| *good == cases[0].1));
            return Ok(());
        };
        for (solved, observed_alone) in [(&found.complex, true), (&found.parsimonious, false)] {
            let Solved::Found(solution) = solved else {
                prop_assert!(found.rows.iter().all(|row| row.outcome != Outcome::Present));
                continue;
            };
            prop_assert!(!solution.models.is_empty());
            for model in &solution.models {
                let covered = |combination: u32| {
                    model.terms.iter().any(|term| combination & term.implicant.named == term.implicant.present)
                };
                for row in &found.rows {
                    let leads = row.outcome == Outcome::Present;
                    prop_assert_eq!(covered(row.number as u32 - 1), leads, "row {}", row.number);
                }
                if observed_alone {
                    let seen = |combination| found.rows.iter().any(|row| row.number == combination as usize + 1);
                    prop_assert!((0..16).all(|combination| seen(combination) || !covered(combination)));
                }
            }
        }
    }
}
