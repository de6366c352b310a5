//! Tests of saturation: the curve, its order, and what theory says of it.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::corpus::Incident;
use crate::matcher::Suggestion;
use proptest::prelude::*;

fn question(owned: &Owned) -> Question {
    Question {
        codes: Selection::of(&owned.codebook, &[]).unwrap(),
        conditions: Vec::new(),
        level: None,
        by_respondent: false,
        order: None,
        stop: Stop { base: 2, run: 1, threshold: 50.0 },
    }
}

fn told(id: usize, who: usize, year: &str, codes: &[usize]) -> (Incident, Vec<Suggestion>) {
    let attributes: &[(&str, &str)] = if year.is_empty() { &[] } else { &[("year", year)] };
    (
        incident(&id.to_string(), "Een zin.", attributes, Some(&who.to_string())),
        codes.iter().map(|code| suggestion(*code, 0, 3)).collect(),
    )
}

fn small() -> Owned {
    Owned::new(
        &["a", "b", "c", "d", "e"],
        vec![
            told(1, 1, "2003", &[0, 1]),
            told(2, 2, "2002", &[]),
            told(3, 1, "2001", &[1, 2]),
            told(4, 3, "", &[3]),
            told(5, 2, "2004", &[1]),
        ],
    )
}

#[test]
fn codes_are_new_once_in_the_order_that_was_asked_for() {
    let owned = small();
    let of = |question: &Question| saturation(&owned.material(), question).unwrap();
    let news = |table: &Saturation| -> Vec<(String, usize, u64)> {
        table.steps.iter().map(|step| (step.incident.clone(), step.new.len(), step.known)).collect()
    };
    let told = |steps: &[(&str, usize, u64)]| -> Vec<(String, usize, u64)> {
        steps.iter().map(|(id, new, known)| (id.to_string(), *new, *known)).collect()
    };
    let read = of(&question(&owned));
    assert_eq!(news(&read), told(&[("1", 2, 2), ("2", 0, 2), ("3", 1, 3), ("4", 1, 4), ("5", 0, 4)]));
    assert_eq!((read.uncoded, read.absent, read.categories.len()), (1, 1, 4));
    assert_eq!((read.last_with_new, read.reaches_95), (Some(4), Some(4)));
    assert_eq!(read.stopped.new_information, Some(vec![0.5, 0.5, 0.0]));
    assert_eq!((read.stopped.base, read.stopped.at), (Some(2), Some(3)));
    let by_year = of(&Question { order: Some("year".into()), ..question(&owned) });
    assert_eq!(news(&by_year), told(&[("3", 2, 2), ("2", 0, 2), ("1", 1, 3), ("5", 0, 3), ("4", 1, 4)]));
    assert_eq!(by_year.without_order, 1);
    let people = of(&Question { by_respondent: true, ..question(&owned) });
    assert_eq!(news(&people), told(&[("1", 3, 3), ("2", 0, 3), ("4", 1, 4)]));
    assert_eq!(people.categories.iter().map(|one| one.units).collect::<Vec<_>>(), [1, 2, 1, 1]);
}

#[test]
fn without_codes_nothing_is_estimated_and_nothing_breaks() {
    let owned = Owned::new(&["a"], vec![told(1, 1, "", &[]), told(2, 2, "", &[])]);
    let table = saturation(&owned.material(), &question(&owned)).unwrap();
    assert!(table.statistics.iter().all(|one| one.value.is_none()));
    assert_eq!((table.last_with_new, table.reaches_95, table.stopped.at), (None, None, None));
    let nobody = Owned::new(&["a"], Vec::new());
    let table = saturation(&nobody.material(), &question(&nobody)).unwrap();
    assert_eq!((table.steps.len(), table.stopped.base), (0, None));
}

type Stories = Vec<(usize, Vec<usize>)>;

fn stories() -> impl Strategy<Value = Stories> {
    let one = (0usize..6, prop::collection::btree_set(0usize..5, 0..4));
    prop::collection::vec(one, 1..25)
        .prop_map(|all| all.into_iter().map(|(who, codes)| (who, codes.into_iter().collect())).collect())
}

fn owned(stories: &Stories) -> Owned {
    let case = |(id, (who, codes)): (usize, &(usize, Vec<usize>))| told(id, *who, "", codes);
    Owned::new(&["a", "b", "c", "d", "e"], stories.iter().enumerate().map(case).collect())
}

proptest! {
    #[test]
    fn the_whole_corpus_is_expected_to_hold_every_code_and_the_curve_rises(stories in stories(), people: bool) {
        let owned = owned(&stories);
        let question = Question { by_respondent: people, ..question(&owned) };
        let table = saturation(&owned.material(), &question).unwrap();
        let last = table.steps.last().unwrap();
        prop_assert!((last.expected - table.categories.len() as f64).abs() < 1e-9);
        prop_assert_eq!(last.known as usize, table.categories.len());
        prop_assert!(table.steps.windows(2).all(|pair| pair[1].expected >= pair[0].expected - 1e-9));
        let each: u64 = table.categories.iter().map(|one| one.units).sum();
        prop_assert_eq!(each, table.applications);
        prop_assert!((table.steps[0].expected - each as f64 / table.steps.len() as f64).abs() < 1e-9);
    }

    #[test]
    fn the_order_changes_the_curve_and_nothing_that_is_expected(stories in stories(), turn in 0usize..25) {
        let mut turned = stories.clone();
        let turn = turn % turned.len();
        turned.rotate_left(turn);
        let (one, other) = (owned(&stories), owned(&turned));
        let first = saturation(&one.material(), &question(&one)).unwrap();
        let second = saturation(&other.material(), &question(&other)).unwrap();
        let expected = |table: &Saturation| table.steps.iter().map(|step| step.expected).collect::<Vec<_>>();
        prop_assert_eq!(expected(&first), expected(&second));
        prop_assert_eq!(first.statistics, second.statistics);
        prop_assert_eq!(first.categories, second.categories);
    }
}
