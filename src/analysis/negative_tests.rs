//! Tests of negative cases: what a code goes with, and who speaks against it.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::matcher::Suggestion;
use proptest::prelude::*;

fn question(owned: &Owned) -> Question {
    Question {
        codes: Selection::of(&owned.codebook, &[]).unwrap(),
        conditions: Vec::new(),
        level: None,
        by: Variable { name: "outcome".into(), declared: Vec::new(), bins: None },
        expect: None,
    }
}

fn told(id: usize, outcome: &str, codes: &[usize]) -> (Incident, Vec<Suggestion>) {
    let attributes: &[(&str, &str)] = if outcome.is_empty() { &[] } else { &[("outcome", outcome)] };
    (
        incident(&id.to_string(), "Een zin.", attributes, Some(&(id / 2).to_string())),
        codes.iter().map(|code| suggestion(*code, 0, 3)).collect(),
    )
}

fn ids<'a>(cases: &[Case<'a>]) -> Vec<&'a str> {
    cases.iter().map(|case| case.incident.id.as_str()).collect()
}

#[test]
fn a_code_goes_with_the_outcome_where_its_share_is_largest() {
    let owned = Owned::new(
        &["a", "b", "c"],
        vec![
            told(1, "bad", &[0, 1]),
            told(2, "good", &[0, 1]),
            told(3, "good", &[0]),
            told(4, "bad", &[]),
            told(5, "", &[0]),
        ],
    );
    let material = owned.material();
    let table = negative(&material, &question(&owned)).unwrap();
    let [first, tied, nobody] = [0, 1, 2].map(|at| &table.rows[at]);
    // bad stands before good.
    assert_eq!((&first.counts, first.goes_with, first.base), (&vec![1, 2], Some(1), 3));
    assert_eq!((ids(&first.cases), first.respondents), (vec!["1"], Some(1)));
    assert_eq!(first.cases[0].passages, [Span::new(0, 3)]);
    assert_eq!((first.difference.value, first.difference.n), (Some(0.5), 4));
    assert_eq!(first.cautions, [Caution::WeakLean]);
    assert_eq!((tied.goes_with, ids(&tied.cases)), (None, vec![]));
    assert_eq!((nobody.goes_with, nobody.base), (None, 0));
    let [bare] = table.without_code.as_slice() else { panic!("{:?}", table.without_code) };
    assert_eq!((bare.value, ids(&bare.cases)), (1, vec![]));
}

#[test]
fn an_expected_outcome_holds_for_every_code() {
    let owned = Owned::new(
        &["a", "b"],
        vec![told(1, "bad", &[0]), told(2, "good", &[0]), told(3, "good", &[]), told(4, "bad", &[1])],
    );
    let material = owned.material();
    let expect = |value: &str| Question { expect: Some(value.into()), ..question(&owned) };
    let table = negative(&material, &expect("good")).unwrap();
    assert_eq!((ids(&table.rows[0].cases), ids(&table.rows[1].cases)), (vec!["1"], vec!["4"]));
    assert_eq!((table.without_code.len(), ids(&table.without_code[0].cases)), (1, vec!["3"]));
    assert!(matches!(negative(&material, &expect("fine")), Err(Error::NoSuchColumn { .. })));
}

proptest! {
    #[test]
    fn every_incident_with_a_code_and_an_outcome_goes_with_it_or_against_it(
        stories in prop::collection::vec((0usize..4, prop::collection::btree_set(0usize..3, 0..3)), 0..25),
    ) {
        let outcomes = ["", "bad", "good", "so"];
        let case = |(id, (outcome, codes)): (usize, &(usize, std::collections::BTreeSet<usize>))| {
            told(id, outcomes[*outcome], &codes.iter().copied().collect::<Vec<_>>())
        };
        let owned = Owned::new(&["a", "b", "c"], stories.iter().enumerate().map(case).collect());
        let material = owned.material();
        let table = negative(&material, &question(&owned)).unwrap();
        for row in &table.rows {
            prop_assert_eq!(row.counts.iter().sum::<usize>(), row.base);
            if let Some(value) = row.goes_with {
                prop_assert_eq!(row.counts[value] + row.cases.len(), row.base);
                prop_assert!(row.percents.iter().flatten().all(|one| *one <= row.percents[value].unwrap()));
            }
        }
        for bare in &table.without_code {
            let own = table.rows.iter().filter(|row| row.goes_with == Some(bare.value));
            let most = own.map(|row| row.counts[bare.value]).max().unwrap();
            prop_assert!(bare.cases.len() + most <= table.columns[bare.value].base);
        }
    }
}
