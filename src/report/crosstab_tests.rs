//! One small table in every format.

use super::*;
use crate::analysis::material::example::{Owned, incident, suggestion};
use crate::analysis::{
    By, Comparing, DeclaredValue, Selection, Variable, crosstab, crosstab::Question, crosstabs,
};
use crate::report::{Screen, csv, markdown, terminal};

fn small() -> Owned {
    let told = |id: &str, outcome: &str, who: &str| {
        incident(id, "Een zin. Nog een zin.", &[("outcome", outcome), ("sector", "zorg")], Some(who))
    };
    Owned::new(
        &["a", "a.b", "a.c"],
        vec![
            (told("1", "success", "R1"), vec![suggestion(1, 0, 8), suggestion(1, 9, 21)]),
            (told("2", "success", "R1"), vec![suggestion(1, 0, 8)]),
            (told("3", "success", "R2"), vec![]),
            (told("4", "less_success", "R2"), vec![suggestion(2, 0, 8)]),
            (told("5", "gemengd", "R3"), vec![suggestion(2, 0, 8)]),
        ],
    )
}

fn question(owned: &Owned) -> Question {
    let declared = |value: &str, label: Option<&str>| DeclaredValue {
        value: value.into(),
        label: label.map(str::to_string),
    };
    let declared = vec![declared("success", None), declared("less_success", Some("minder succesvol"))];
    Question {
        codes: Selection::of(&owned.codebook, &[]).unwrap(),
        by: By::Attribute(Variable { name: "outcome".into(), declared, bins: None }),
        conditions: Vec::new(),
        unit: Unit::Incident,
        level: None,
        hide_zero: false,
        ids: true,
        comparing: Comparing { detail: Some(Detail::None), ..Comparing::default() },
    }
}

fn provenance(owned: &Owned) -> Provenance<'_> {
    Provenance {
        study: Some("Klein"),
        aim: None,
        codebook: &owned.codebook,
        people: None,
        coded: false,
        design: None,
        rejected: false,
        hints: true,
        arguments: "",
    }
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>) -> String {
    let mut to = Vec::new();
    write(&mut to).unwrap();
    String::from_utf8(to).unwrap()
}

#[test]
fn people_read_what_was_counted_and_how_a_cell_opens() {
    let owned = small();
    let table = crosstab(&owned.material(), &question(&owned)).unwrap();
    let sheet = sheet(&table, &provenance(&owned));
    assert_eq!(
        text(|to| terminal::write(&sheet, Screen::default(), to)),
        "Klein · codes by outcome
suggestions of the rules, not read by people: 5 incidents · told by 3 respondents · unit: incident
n = incidents with the code, % of the incidents in that column, r = respondents who told them
respondents of the columns: success 2, minder succesvol 1

            success 3    minder succesvol 1
code         n   %  r             n    %  r
a      a     2  67  1             1  100  1
  a.b  b     2  67  1             0    0  0
  a.c  c     0   0  0             1  100  1

1 incident with another value of outcome than those declared: in no column.
No codings yet: this shows what rules suggest. Rules find words, people judge.
Open a cell: keerpunt quotes a.b --where outcome=success
"
    );
    let page = text(|to| markdown::write(&sheet, to));
    assert!(
        page.contains("| code |  | success 3 n | success 3 % | success 3 r | minder succesvol 1 n |"),
        "{page}"
    );
    assert!(page.contains("| &nbsp;&nbsp;a.b | b | 2 | 67 | 1 | 0 | 0 | 0 |"), "{page}");
}

#[test]
fn a_spreadsheet_gets_exact_numbers_and_what_they_are_of() {
    let owned = small();
    let table = crosstab(&owned.material(), &question(&owned)).unwrap();
    let written = text(|to| csv::write(&sheet(&table, &provenance(&owned)), csv::Style::Program, to));
    let lines: Vec<&str> = written.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "code,valence,label,level,group,unit,total,success_n,success_base,success_percent,success_respondents,\
         success_incidents,less_success_n,less_success_base,less_success_percent,less_success_respondents,\
         less_success_incidents"
    );
    assert_eq!(lines[2], "a.b,,b,2,false,incident,2,2,3,66.66666666666667,1,1;2,0,1,0,0,");
}

#[test]
fn programs_get_the_documented_fields() {
    let owned = small();
    let table = crosstab(&owned.material(), &question(&owned)).unwrap();
    let document = json(&table, &provenance(&owned));
    let keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys[..15],
        [
            "schema",
            "study",
            "codebook",
            "from",
            "coders",
            "design",
            "unit",
            "by",
            "where",
            "incidents",
            "respondents",
            "read",
            "without_text",
            "own_respondent",
            "without_rules",
        ]
    );
    assert_eq!(document["schema"], "keerpunt.crosstab/1");
    assert_eq!(
        document["columns"][1],
        json!({"value": "less_success", "label": "minder succesvol", "incidents": 1, "respondents": 1, "unread": 1, "base": 1})
    );
    assert_eq!(
        document["rows"][1],
        json!({"code": "a.b", "label": "b", "level": 2, "group": false, "total": 2, "cells": [
            {"value": "success", "count": 2, "percent": 200.0 / 3.0, "respondents": 1, "incidents": ["1", "2"]},
            {"value": "less_success", "count": 0, "percent": 0.0, "respondents": 0, "incidents": []},
        ]})
    );
}

#[test]
fn tables_within_an_attribute_say_which_value_they_are_of() {
    let owned = small();
    let sector = Variable { name: "sector".into(), declared: Vec::new(), bins: None };
    let tables = crosstabs(&owned.material(), &question(&owned), &sector).unwrap();
    let document = json_of_all(&tables, None, &provenance(&owned));
    assert_eq!((&document["within"], &document["tables"][0]["value"]), (&json!("sector"), &json!("zorg")));
    assert_eq!(document["tables"][0]["columns"][0]["incidents"], 3);
    let sheets = sheets(&tables, None, &provenance(&owned));
    assert_eq!(sheets[0].heading[0], "Klein · codes by outcome · sector = zorg");
    let opening = "Open a cell: keerpunt quotes a.b --where sector=zorg --where outcome=success";
    assert!(sheets[0].notes.iter().any(|note| note == opening), "{:?}", sheets[0].notes);
    assert_eq!(joined(&tables).rows[0].entries[0].exact, "zorg");
}
