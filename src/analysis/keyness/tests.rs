//! Words counted by hand, and what holds of all words.

use super::*;
use crate::analysis::material::example::{Owned, incident};
use crate::analysis::statistic::{Measure, find};
use proptest::prelude::*;

/// Incidents of two halves, `a` and `b`, each with its teller.
fn owned(texts: &[(&str, &str, Option<&str>)]) -> Owned {
    let case = |(at, (half, text, teller)): (usize, &(&str, &str, Option<&str>))| {
        (incident(&at.to_string(), text, &[("half", half)], *teller), Vec::new())
    };
    Owned::new(&["code"], texts.iter().enumerate().map(case).collect())
}

fn question(longest: usize, leave_out: LeaveOut) -> Question {
    Question {
        conditions: Vec::new(),
        by: Variable { name: "half".into(), declared: Vec::new(), bins: None },
        compare: None,
        of_outcome: false,
        longest,
        fewest: 1,
        leave_out,
    }
}

fn value(word: &Word, measure: Measure) -> Option<f64> {
    find(&word.statistics, measure).or(find(&word.of_incidents, measure)).and_then(|one| one.value)
}

#[test]
fn words_are_counted_with_incidents_and_people() {
    let owned = owned(&[
        ("a", "Samen werken, samen leren.", Some("R1")),
        ("a", "Samen.", Some("R1")),
        ("b", "Alleen werken in 2014!", Some("R2")),
    ]);
    let table = keywords(&owned.material(), &question(1, LeaveOut::Nothing)).unwrap();
    let texts: Vec<&str> = table.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(texts, ["alleen", "in", "leren", "samen", "werken"]);
    assert_eq!([table.halves[0].totals[0], table.halves[1].totals[0]], [5, 3]);
    let samen = &table.words[3];
    let counts = samen.uses.map(|one| (one.frequency, one.incidents, one.respondents));
    assert_eq!((counts, samen.respondents), ([(3, 2, Some(1)), (0, 0, Some(0))], Some(1)));
    assert!(samen.cautions.contains(&Caution::OneRespondent) && samen.more_in == Some(0));
    assert!(!table.words[4].cautions.contains(&Caution::OneRespondent));
    // All of two against none of one: 1 of 3 ways.
    assert!((value(samen, Measure::FisherP).unwrap() - 1.0 / 3.0).abs() < 1e-12);
    assert_eq!(value(samen, Measure::LogRatio), None);
}

#[test]
fn phrases_stay_within_sentences_and_commas_and_begin_and_end_with_words_that_mean() {
    let owned =
        owned(&[("a", "Een goed gesprek met de klant. Goed, gesprek.", None), ("b", "De klant.", None)]);
    let table = keywords(&owned.material(), &question(3, LeaveOut::FunctionWords)).unwrap();
    let texts: Vec<&str> = table.words.iter().map(|word| word.text.as_str()).collect();
    assert_eq!(texts, ["gesprek", "goed", "goed gesprek", "klant"]);
    // Two words in a row: five in the first sentence of six, none over the comma.
    assert_eq!((table.halves[0].totals, table.halves[1].totals), ([8, 5, 4], [2, 1, 0]));
    let all = keywords(&owned.material(), &question(3, LeaveOut::Nothing)).unwrap();
    assert!(all.words.iter().any(|word| word.text == "met de klant" && word.length == 3));
}

#[test]
fn halves_must_be_two_and_apart() {
    let owned = owned(&[("a", "Een.", None), ("b", "Twee.", None), ("c", "Drie.", None)]);
    let material = owned.material();
    let asked = question(1, LeaveOut::Nothing);
    assert!(
        matches!(keywords(&material, &asked), Err(Error::NotTwoValues { values, .. }) if values.len() == 3)
    );
    let named = Question { compare: Some(["c".into(), "a".into()]), ..asked.clone() };
    let table = keywords(&material, &named).unwrap();
    assert_eq!((table.halves[0].value.as_str(), table.outside), ("c", 1));
    let same = Question { compare: Some(["c".into(), "c".into()]), ..asked.clone() };
    assert!(keywords(&material, &same).is_err());
    let first_two = Question { of_outcome: true, ..asked };
    assert_eq!(keywords(&material, &first_two).unwrap().halves[1].value, "b");
}

#[test]
fn a_word_that_both_use_as_often_is_more_in_neither() {
    let owned = owned(&[("a", "Appel peer.", None), ("b", "Appel kers.", None)]);
    let table = keywords(&owned.material(), &question(1, LeaveOut::Nothing)).unwrap();
    let more: Vec<(&str, Option<usize>)> =
        table.words.iter().map(|word| (word.text.as_str(), word.more_in)).collect();
    assert_eq!(more, [("appel", None), ("kers", Some(1)), ("peer", Some(0))]);
    assert_eq!(table.alike(), 1);
    let listed = [0, 1].map(|half| table.ranked(half, Order::LogLikelihood, 9).len());
    assert_eq!(listed, [1, 1]);
}

/// Narratives of few words, each in one of the halves.
fn narratives() -> impl Strategy<Value = Vec<(bool, Vec<usize>)>> {
    proptest::collection::vec((any::<bool>(), proptest::collection::vec(0..6usize, 1..9)), 2..10)
}

fn told(narratives: &[(bool, Vec<usize>)], turned: bool) -> Owned {
    let words = ["appel", "peer", "kers", "pruim", "noot", "mispel"];
    let texts: Vec<String> = narratives
        .iter()
        .map(|(_, word)| word.iter().map(|at| words[*at]).collect::<Vec<_>>().join(" "))
        .collect();
    let half = |first: bool| if first != turned { "a" } else { "b" };
    let all: Vec<(&str, &str, Option<&str>)> = narratives
        .iter()
        .zip(&texts)
        .map(|((first, _), text)| (half(*first), text.as_str(), None))
        // Both halves are there, whatever comes up.
        .chain([("a", "vijg vijg vijg", None), ("b", "vijg vijg vijg", None)])
        .collect();
    owned(&all)
}

proptest! {
    #[test]
    fn turning_the_halves_turns_the_ratio_and_nothing_else(narratives in narratives(), longest in 1..=3usize) {
        let asked = question(longest, LeaveOut::Nothing);
        let (owned, turned) = (told(&narratives, false), told(&narratives, true));
        let (one, other) = (keywords(&owned.material(), &asked).unwrap(), keywords(&turned.material(), &asked).unwrap());
        prop_assert_eq!(one.words.len(), other.words.len());
        for (word, turned) in one.words.iter().zip(&other.words) {
            prop_assert_eq!(&word.text, &turned.text);
            prop_assert_eq!([word.uses[1], word.uses[0]], turned.uses);
            prop_assert_eq!(word.more_in.map(|half| 1 - half), turned.more_in);
            for measure in [Measure::LogLikelihood, Measure::FisherP, Measure::Holm] {
                let (one, other) = (value(word, measure).unwrap(), value(turned, measure).unwrap());
                prop_assert!((one - other).abs() < 1e-9, "{}: {} and {}", word.text, one, other);
            }
            let ratio = value(word, Measure::LogRatioAdjusted).unwrap() + value(turned, Measure::LogRatioAdjusted).unwrap();
            prop_assert!(ratio.abs() < 1e-9);
        }
    }

    #[test]
    fn words_of_a_half_add_up_to_its_total(narratives in narratives(), longest in 1..=3usize) {
        let owned = told(&narratives, false);
        let table = keywords(&owned.material(), &question(longest, LeaveOut::Nothing)).unwrap();
        for length in 1..=longest {
            for half in 0..2 {
                let words = table.words.iter().filter(|word| word.length == length);
                let sum: u64 = words.map(|word| word.uses[half].frequency).sum();
                prop_assert_eq!(sum, table.halves[half].totals[length - 1]);
            }
        }
    }
}
