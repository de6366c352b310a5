//! Pairs counted by hand, and what holds of every pair.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::analysis::statistic::find;
use proptest::prelude::*;

fn question(owned: &Owned, unit: Unit) -> Question {
    let codes = Selection::of(&owned.codebook, &[]).unwrap();
    Question { codes, conditions: Vec::new(), unit, level: None, by: None }
}

fn value(cell: &Cell, measure: Measure) -> Option<f64> {
    find(&cell.statistics, measure).and_then(|one| one.value)
}

/// Three incidents of two people: `a.x` and `b` meet in two, in a sentence in one.
fn three() -> Owned {
    let text = "Een zin hier. Nog een zin.";
    Owned::new(
        &["a", "a.x", "a.y", "b"],
        vec![
            (
                incident("1", text, &[("outcome", "good")], Some("R1")),
                vec![suggestion(1, 0, 7), suggestion(3, 4, 12), suggestion(3, 14, 17)],
            ),
            (
                incident("2", text, &[("outcome", "bad")], Some("R1")),
                vec![suggestion(1, 0, 7), suggestion(3, 14, 17)],
            ),
            (
                incident("3", text, &[("outcome", "bad")], Some("R2")),
                vec![suggestion(2, 0, 3), suggestion(0, 0, 3)],
            ),
        ],
    )
}

#[test]
fn codes_meet_in_incidents_sentences_passages_and_people() {
    let owned = three();
    let material = owned.material();
    let counts = |unit| {
        let found = cooccurrence(&material, &question(&owned, unit)).unwrap();
        let names: Vec<&str> = found.codes.iter().map(|one| one.code.as_str()).collect();
        assert_eq!((names, found.above), (vec!["a.x", "a.y", "b"], 1));
        let cell = &found.pair(2, 0).unwrap().whole;
        (cell.both, cell.first, cell.second, cell.units, cell.incidents, cell.respondents)
    };
    assert_eq!(counts(Unit::Incident), (2, 2, 2, Some(3), Some(2), Some(1)));
    assert_eq!(counts(Unit::Sentence), (1, 2, 3, Some(6), Some(1), Some(1)));
    assert_eq!(counts(Unit::Segment), (1, 2, 3, None, Some(1), Some(1)));
    assert_eq!(counts(Unit::Respondent), (1, 1, 1, Some(2), None, Some(1)));
}

#[test]
fn a_level_gathers_the_codes_below_it() {
    let owned = three();
    let asked = Question { level: Some(1), ..question(&owned, Unit::Incident) };
    let found = cooccurrence(&owned.material(), &asked).unwrap();
    let codes: Vec<(&str, usize)> = found.codes.iter().map(|one| (one.code.as_str(), one.count)).collect();
    assert_eq!((codes, found.above), (vec![("a", 3), ("b", 2)], 0));
    assert_eq!(value(&found.pairs[0].whole, Measure::Jaccard), Some(2.0 / 3.0));
    assert_eq!(value(&found.pairs[0].whole, Measure::Phi), None);
}

#[test]
fn values_stand_side_by_side() {
    let owned = three();
    let by = Variable { name: "outcome".into(), declared: Vec::new(), bins: None };
    let asked = Question { by: Some(by), ..question(&owned, Unit::Incident) };
    let found = cooccurrence(&owned.material(), &asked).unwrap();
    let columns = &found.columns.as_ref().unwrap().columns;
    assert_eq!(columns.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["bad", "good"]);
    let cells: Vec<(usize, Option<usize>)> =
        found.pair(0, 2).unwrap().cells.iter().map(|cell| (cell.both, cell.units)).collect();
    assert_eq!(cells, [(1, Some(2)), (1, Some(1))]);
}

#[test]
fn one_passage_over_several_of_another_code_is_told() {
    let marks = vec![suggestion(0, 0, 20), suggestion(1, 0, 3), suggestion(1, 4, 7), suggestion(1, 8, 11)];
    let owned =
        Owned::new(&["a", "b"], vec![(incident("1", "Een zin hier. Nog een zin.", &[], None), marks)]);
    let found = cooccurrence(&owned.material(), &question(&owned, Unit::Segment)).unwrap();
    let cell = &found.pairs[0].whole;
    assert_eq!((cell.both, cell.first, cell.second, cell.met), (3, 1, 3, [1, 3]));
    assert_eq!(value(cell, Measure::CCoefficient), Some(3.0));
    assert_eq!(cell.cautions, [Caution::FewTogether, Caution::BeyondOne, Caution::SameWords]);
}

#[test]
fn the_strongest_pairs_come_first_and_what_is_left_out_is_counted() {
    let owned = three();
    let found = cooccurrence(&owned.material(), &question(&owned, Unit::Incident)).unwrap();
    let ranked = |fewest, most| {
        let ranked = found.ranked(&Wanted { order: Order::C, fewest, apart: false, most });
        let pairs: Vec<(usize, usize)> = ranked.pairs.iter().map(|pair| (pair.first, pair.second)).collect();
        (pairs, ranked.rarer, ranked.never, ranked.weaker)
    };
    assert_eq!(ranked(1, None), (vec![(0, 2)], 0, 2, 0));
    assert_eq!(ranked(3, None), (vec![], 1, 2, 0));
    assert_eq!(ranked(0, Some(2)), (vec![(0, 2), (0, 1)], 0, 0, 1));
}

#[test]
fn codes_that_rules_find_by_the_same_words_are_told() {
    let text = "Een zin hier.";
    let owned = Owned::new(
        &["a", "b", "c"],
        vec![
            (
                incident("1", text, &[], None),
                vec![suggestion(0, 0, 7), suggestion(1, 4, 7), suggestion(2, 8, 12)],
            ),
            (
                incident("2", text, &[], None),
                vec![suggestion(0, 0, 3), suggestion(1, 4, 7), suggestion(2, 8, 12)],
            ),
        ],
    );
    let found = cooccurrence(&owned.material(), &question(&owned, Unit::Incident)).unwrap();
    let told = |one, other| {
        let pair = found.pair(one, other).unwrap();
        (pair.same_words, pair.whole.cautions.contains(&Caution::SameWords))
    };
    assert_eq!((told(0, 1), told(0, 2)), ((Some(1), true), (Some(0), false)));
    let apart = found.ranked(&Wanted { order: Order::C, fewest: 1, apart: true, most: None });
    assert_eq!((apart.pairs.len(), apart.of_the_codebook), (2, 1));
}

proptest! {
    #[test]
    fn a_pair_is_the_same_from_either_side(marks in proptest::collection::vec((0..2usize, 0..8usize, 1..6usize), 0..12), turned in 0..5usize) {
        let unit = [Unit::Incident, Unit::Paragraph, Unit::Sentence, Unit::Segment, Unit::Respondent][turned];
        let cell = |turn: bool| {
            let case = |part: &[(usize, usize, usize)]| {
                let marks = part.iter().map(|(code, start, long)| {
                    suggestion(if turn { 1 - code } else { *code }, *start, start + long)
                });
                (incident("1", "Een zin. Nog een. Klaar.", &[], None), marks.collect())
            };
            let owned = Owned::new(&["a", "b"], marks.chunks(3).map(case).collect());
            let found = cooccurrence(&owned.material(), &question(&owned, unit)).unwrap();
            found.pairs[0].whole.clone()
        };
        let (one, other) = (cell(false), cell(true));
        prop_assert_eq!((one.both, one.first, one.second), (other.both, other.second, other.first));
        prop_assert_eq!(one.met, [other.met[1], other.met[0]]);
        for measure in [Measure::Jaccard, Measure::CCoefficient, Measure::Lift, Measure::Phi] {
            prop_assert_eq!(value(&one, measure), value(&other, measure));
        }
        for (all, met) in [one.first, one.second].into_iter().zip(one.met) {
            prop_assert!(met <= all && met <= one.both);
        }
    }
}
