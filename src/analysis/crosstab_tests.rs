//! What a table counts, on material small enough to count by hand.

use super::*;
use crate::analysis::Detail;
use crate::analysis::material::DeclaredValue;
use crate::analysis::material::example::{Owned, incident, suggestion, valued};
use crate::corpus::{Incident, Value};
use crate::matcher::Suggestion;

fn outcome() -> Variable {
    let declared = |value: &str| DeclaredValue { value: value.into(), label: None };
    Variable {
        name: "outcome".into(),
        declared: vec![declared("success"), declared("less_success")],
        bins: None,
    }
}

fn ask(owned: &Owned, change: impl FnOnce(&mut Question)) -> Crosstab {
    let material = owned.material();
    let mut question = Question {
        codes: Selection::of(material.codebook, &[]).unwrap(),
        by: By::Attribute(outcome()),
        conditions: Vec::new(),
        unit: Unit::Incident,
        level: None,
        hide_zero: false,
        ids: true,
        comparing: Comparing { detail: Some(Detail::None), ..Comparing::default() },
    };
    change(&mut question);
    crosstab(&material, &question).unwrap()
}

fn counts(table: &Crosstab, code: &str) -> Vec<usize> {
    let row = table.rows.iter().find(|row| row.code == code && row.valence.is_none()).unwrap();
    row.cells.iter().map(|cell| cell.count.unwrap()).collect()
}

const CODES: [&str; 4] = ["a", "a.b", "a.c", "d"];

fn small() -> Owned {
    Owned::new(&CODES, small_cases())
}

fn small_cases() -> Vec<(Incident, Vec<Suggestion>)> {
    let text = "Een zin. Nog een zin.";
    let told = |id: &str, outcome: &str, who: Option<&str>| {
        let attributes: &[(&str, &str)] = if outcome.is_empty() { &[] } else { &[("outcome", outcome)] };
        incident(id, text, attributes, who)
    };
    let negated = |code| Suggestion { negated: true, ..suggestion(code, 0, 3) };
    vec![
        (
            told("1", "success", Some("R1")),
            vec![suggestion(1, 0, 8), suggestion(1, 9, 21), suggestion(2, 0, 8)],
        ),
        (told("2", "success", Some("R1")), vec![suggestion(1, 0, 8)]),
        (told("3", "success", None), vec![negated(3)]),
        (told("4", "less_success", Some("R1")), vec![suggestion(3, 0, 8)]),
        (told("5", "", Some("R2")), vec![suggestion(3, 0, 8)]),
        (told("6", "gemengd", Some("R2")), vec![suggestion(3, 0, 8)]),
        (incident("7", "", &[("outcome", "success")], Some("R9")), vec![]),
    ]
}

#[test]
fn a_child_counts_for_its_parents_once_and_what_is_negated_nowhere() {
    let table = ask(&small(), |_| {});
    assert_eq!(counts(&table, "a"), [2, 0]);
    assert_eq!(counts(&table, "a.b"), [2, 0]);
    assert_eq!(counts(&table, "a.c"), [1, 0]);
    assert_eq!(counts(&table, "d"), [0, 1]);
    assert_eq!((table.counted.incidents, table.counted.without_text), (6, 1));
    assert_eq!((table.without_value, table.other, table.counted.own_respondent), (1, 1, 1));
    let bases: Vec<_> = table.columns.iter().map(|column| (column.incidents, column.respondents)).collect();
    assert_eq!(bases, [(3, Some(2)), (1, Some(1))]);
    let cell = &table.rows[0].cells[0];
    assert_eq!((cell.percent, cell.respondents), (Some(200.0 / 3.0), Some(1)));
    assert_eq!(cell.incidents.as_deref(), Some(&["1".to_string(), "2".to_string()][..]));
    assert_eq!(table.rows.iter().map(|row| row.total).collect::<Vec<_>>(), [2, 2, 1, 1].map(Some));
}

#[test]
fn segments_are_distinct_stretches_and_have_no_percent() {
    let table = ask(&small(), |question| question.unit = Unit::Segment);
    assert_eq!(counts(&table, "a"), [3, 0]);
    assert_eq!(counts(&table, "a.b"), [3, 0]);
    assert_eq!(counts(&table, "a.c"), [1, 0]);
    assert!(table.rows.iter().all(|row| row.cells.iter().all(|cell| cell.percent.is_none())));
    assert!(table.columns.iter().all(|column| column.base.is_none()));
}

#[test]
fn respondents_are_counted_once_a_column() {
    let table = ask(&small(), |question| question.unit = Unit::Respondent);
    assert_eq!(counts(&table, "a"), [1, 0]);
    assert_eq!(counts(&table, "d"), [0, 1]);
    assert_eq!(table.columns[0].base, Some(2));
    assert_eq!(table.rows[0].cells[0].percent, Some(50.0));
}

#[test]
fn without_an_attribute_for_respondents_none_are_counted() {
    let mut owned = small();
    owned.respondents = false;
    let table = ask(&owned, |_| {});
    assert_eq!(table.counted.respondents, None);
    assert_eq!(table.rows[0].cells[0].respondents, None);
    let material = owned.material();
    let question = Question {
        codes: Selection::of(material.codebook, &[]).unwrap(),
        by: By::Codes,
        conditions: Vec::new(),
        unit: Unit::Respondent,
        level: None,
        hide_zero: false,
        ids: false,
        comparing: Comparing { detail: Some(Detail::None), ..Comparing::default() },
    };
    assert_eq!(crosstab(&material, &question), Err(Error::NoRespondents));
}

#[test]
fn rows_can_be_chosen_cut_off_and_hidden() {
    let owned = small();
    let codes = |table: &Crosstab| table.rows.iter().map(|row| row.code.clone()).collect::<Vec<_>>();
    let chosen = Selection::of(&owned.codebook, &["a".to_string()]).unwrap();
    assert_eq!(codes(&ask(&owned, |question| question.codes = chosen)), ["a", "a.b", "a.c"]);
    assert_eq!(codes(&ask(&owned, |question| question.level = Some(1))), ["a", "d"]);
    let only = ask(&owned, |question| {
        question.hide_zero = true;
        question.conditions = vec![Condition::is("outcome", "less_success")];
    });
    assert_eq!(codes(&only), ["d"]);
    assert_eq!(
        Selection::of(&owned.codebook, &["a.x".to_string()]),
        Err(Error::UnknownCode("a.x".to_string()))
    );
}

#[test]
fn codes_by_codes_count_incidents_that_have_both() {
    let table = ask(&small(), |question| question.by = By::Codes);
    let columns: Vec<_> =
        table.columns.iter().map(|column| (column.value.as_str(), column.incidents)).collect();
    assert_eq!(columns, [("a.b", 2), ("a.c", 1), ("d", 3)]);
    assert_eq!(counts(&table, "a.c"), [1, 1, 0]);
    assert_eq!(table.without_value, 1);
}

#[test]
fn an_incident_with_several_values_stands_in_each_of_their_columns() {
    let mut owned = small();
    let both = ["success", "less_success", "success"].map(|value| Value::Text(value.into()));
    owned.incidents[0].attributes = [("outcome".into(), Value::List(both.to_vec()))].into_iter().collect();
    let table = ask(&owned, |_| {});
    assert_eq!(counts(&table, "a"), [2, 1]);
    assert_eq!((table.in_several, table.rows[0].total), (1, Some(2)));
}

#[test]
fn undeclared_values_stand_in_the_order_of_their_kind() {
    let mut owned = small();
    for (incident, year) in owned.incidents.iter_mut().zip([9, 10, 9, 2014, 100, 9, 1]) {
        incident.attributes.push(("year".into(), Value::WholeNumber(year)));
    }
    let year = Variable { name: "year".into(), declared: Vec::new(), bins: None };
    let table = ask(&owned, |question| question.by = By::Attribute(year));
    let values: Vec<_> = table.columns.iter().map(|column| column.value.as_str()).collect();
    assert_eq!(values, ["9", "10", "100", "2014"]);
}

#[test]
fn a_code_with_both_valences_has_two_rows_under_it() {
    let mut cases = small_cases();
    cases[0].1 = vec![valued(3, 0, 8, Valence::Enacted)];
    cases[3].1 = vec![valued(3, 0, 8, Valence::Lacking)];
    let owned = Owned::new(&CODES, cases);
    let table = ask(&owned, |_| {});
    let rows: Vec<_> = table
        .rows
        .iter()
        .filter(|row| row.code == "d")
        .map(|row| {
            (row.valence, row.level, row.cells.iter().map(|cell| cell.count.unwrap()).collect::<Vec<_>>())
        })
        .collect();
    assert_eq!(
        rows,
        [
            (None, 1, vec![1, 1]),
            (Some(Valence::Enacted), 2, vec![1, 0]),
            (Some(Valence::Lacking), 2, vec![0, 1])
        ]
    );
}

#[test]
fn tables_within_values_have_the_same_columns_and_add_up() {
    let mut owned = small();
    for (incident, sector) in
        owned.incidents.iter_mut().zip(["zorg", "bouw", "zorg", "zorg", "bouw", "bouw", "zorg"])
    {
        incident.attributes.push(("sector".into(), Value::Text(sector.into())));
    }
    let material = owned.material();
    let question = Question {
        codes: Selection::of(material.codebook, &[]).unwrap(),
        by: By::Attribute(outcome()),
        conditions: Vec::new(),
        unit: Unit::Incident,
        level: None,
        hide_zero: false,
        ids: false,
        comparing: Comparing { detail: Some(Detail::None), ..Comparing::default() },
    };
    let whole = crosstab(&material, &question).unwrap();
    let sector = Variable { name: "sector".into(), declared: Vec::new(), bins: None };
    let parts = crosstabs(&material, &question, &sector).unwrap();
    assert_eq!(parts.tables.iter().map(|part| part.value.as_str()).collect::<Vec<_>>(), ["bouw", "zorg"]);
    for (row, all) in whole.rows.iter().enumerate() {
        for (column, cell) in all.cells.iter().enumerate() {
            let sum: usize =
                parts.tables.iter().map(|part| part.table.rows[row].cells[column].count.unwrap()).sum();
            assert_eq!(Some(sum), cell.count, "{}", all.code);
        }
    }
    assert_eq!(parts.tables.iter().map(|part| part.table.without_value).sum::<usize>(), 1);
}

#[test]
fn nothing_collected_gives_an_empty_table() {
    let owned = Owned::new(&["a"], Vec::new());
    let table = ask(&owned, |_| {});
    assert_eq!((table.counted.incidents, table.columns[0].base), (0, Some(0)));
    assert_eq!(table.rows[0].cells[0].percent, None);
}

#[test]
fn paragraphs_and_sentences_count_where_a_passage_touches_them() {
    let text = "- Een zin. Nog een.\n\nI: Vraag? Nee.\nR: Dit ook. En dat.";
    let told = |id: &str, passages| (incident(id, text, &[("outcome", "success")], Some("R1")), passages);
    let mut owned = Owned::new(
        &["a", "b"],
        vec![
            told("1", vec![suggestion(0, 2, 19), suggestion(0, 4, 7), suggestion(1, 0, text.len())]),
            told("2", vec![]),
        ],
    );
    owned.speakers.exclude.push("I".to_string());
    let sentences = ask(&owned, |question| question.unit = Unit::Sentence);
    assert_eq!((sentences.columns[0].base, sentences.columns[0].incidents), (Some(8), 2));
    assert_eq!((counts(&sentences, "a")[0], counts(&sentences, "b")[0]), (2, 4));
    let paragraphs = ask(&owned, |question| question.unit = Unit::Paragraph);
    assert_eq!(paragraphs.columns[0].base, Some(4));
    assert_eq!((counts(&paragraphs, "a")[0], counts(&paragraphs, "b")[0]), (1, 2));
    assert_eq!(paragraphs.rows[0].cells[0].percent, Some(25.0));
    assert_eq!(paragraphs.rows[0].cells[0].incidents, Some(vec!["1".to_string()]));
}

#[test]
fn a_column_holds_its_incidents_whatever_is_counted() {
    for unit in [Unit::Incident, Unit::Segment, Unit::Respondent, Unit::Sentence] {
        let table = ask(&small(), |question| question.unit = unit);
        let incidents: Vec<usize> = table.columns.iter().map(|column| column.incidents).collect();
        assert_eq!(incidents, [3, 1], "{unit}");
    }
}
