//! Tests of participation: what is counted, and what must not change it.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::corpus::Incident;
use crate::matcher::Suggestion;
use proptest::prelude::*;

fn question(owned: &Owned, line: f64) -> Question {
    Question {
        codes: Selection::of(&owned.codebook, &[]).unwrap(),
        conditions: Vec::new(),
        level: None,
        hide_zero: false,
        line,
    }
}

fn told(who: Option<&str>, id: usize, codes: &[usize]) -> (Incident, Vec<Suggestion>) {
    (
        incident(&id.to_string(), "Een zin.", &[], who),
        codes.iter().map(|code| suggestion(*code, 0, 3)).collect(),
    )
}

#[test]
fn a_code_is_told_by_respondents_and_its_rate_is_of_all_of_them() {
    let owned = Owned::new(
        &["a", "a.b", "a.c"],
        vec![
            told(Some("P"), 1, &[1]),
            told(Some("P"), 2, &[1, 2]),
            told(Some("Q"), 3, &[]),
            told(Some("R"), 4, &[]),
            told(Some("S"), 5, &[2]),
            (incident("6", "", &[], Some("T")), Vec::new()),
        ],
    );
    let table = participation(&owned.material(), &question(&owned, 50.0)).unwrap();
    assert_eq!((table.respondents, table.outside, table.categories, table.coded), (4, 1, 2, 3));
    let row = |code: &str| table.rows.iter().find(|row| row.code == code).unwrap();
    let (above, one, other) = (row("a"), row("a.b"), row("a.c"));
    assert_eq!((above.respondents, above.group, above.reaches), (Some(2), true, Some(true)));
    assert_eq!((one.respondents, one.incidents, one.percent), (Some(1), Some(2), Some(40.0)));
    assert_eq!((one.rate.value, one.rate.n, one.reaches), (Some(0.25), 4, Some(false)));
    assert_eq!((other.respondents, other.incidents, other.reaches), (Some(2), Some(2), Some(true)));
    assert_eq!(table.leaves().count(), 2);
}

#[test]
fn a_rate_on_the_line_reaches_it() {
    let cases = (0..100).map(|who| told(Some(&who.to_string()), who, if who < 29 { &[0] } else { &[] }));
    let owned = Owned::new(&["a"], cases.collect());
    let reaches = |line| participation(&owned.material(), &question(&owned, line)).unwrap().rows[0].reaches;
    assert_eq!((reaches(29.0), reaches(29.1)), (Some(true), Some(false)));
}

proptest! {
    #[test]
    fn neither_the_order_nor_the_names_of_respondents_matter(
        stories in prop::collection::vec((0usize..5, prop::collection::btree_set(0usize..4, 0..4)), 1..30),
        shift in 0usize..5,
        turn in 0usize..30,
    ) {
        let build = |stories: &[(usize, Vec<usize>)]| {
            let case = |(id, (who, codes)): (usize, &(usize, Vec<usize>))| told(Some(&who.to_string()), id, codes);
            Owned::new(&["a", "b", "c", "d"], stories.iter().enumerate().map(case).collect())
        };
        let stories: Vec<(usize, Vec<usize>)> =
            stories.into_iter().map(|(who, codes)| (who, codes.into_iter().collect())).collect();
        let mut other: Vec<_> = stories.iter().map(|(who, codes)| ((who + shift) % 5, codes.clone())).collect();
        let turn = turn % other.len();
        other.rotate_left(turn);
        let (one, other) = (build(&stories), build(&other));
        let first = participation(&one.material(), &question(&one, LINE)).unwrap();
        let second = participation(&other.material(), &question(&other, LINE)).unwrap();
        prop_assert_eq!(first, second);
    }

    #[test]
    fn two_codes_merged_are_told_by_at_least_as_many_and_at_most_the_sum(
        stories in prop::collection::vec((0usize..6, prop::collection::btree_set(1usize..3, 0..3)), 1..30),
    ) {
        let case = |(id, (who, codes)): (usize, &(usize, std::collections::BTreeSet<usize>))| {
            told(Some(&who.to_string()), id, &codes.iter().copied().collect::<Vec<_>>())
        };
        let owned = Owned::new(&["a", "a.b", "a.c"], stories.iter().enumerate().map(case).collect());
        let table = participation(&owned.material(), &question(&owned, LINE)).unwrap();
        let [whole, one, other] = [0, 1, 2].map(|at| table.rows[at].respondents.unwrap());
        prop_assert!(whole >= one.max(other) && whole <= one + other);
    }
}
