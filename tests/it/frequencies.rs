//! `keerpunt frequencies`.

use crate::stories::study;
use serde_json::{Value, json};

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

#[test]
fn each_code_is_counted_with_its_respondents_and_words() {
    let table = study().run(&["frequencies", "--format", "json"]).expect(1).json();
    assert_eq!((&table["schema"], &table["base"]), (&json!("keerpunt.frequencies/1"), &json!(6)));
    let bent = row(&table, "rule.bent");
    assert_eq!(
        (&bent["count"], &bent["percent"], &bent["respondents"]),
        (&json!(3), &json!(50.0), &json!(3))
    );
    assert_eq!(
        bent["words"],
        json!([{"text": "exception", "count": 2}, {"text": "bent the rules", "count": 1}])
    );
}

#[test]
fn words_units_levels_and_zero_rows_can_be_chosen() {
    let folder = study();
    let asked = |arguments: &[&str]| {
        folder.run(&[&["frequencies", "--format", "json"], arguments].concat()).expect(1).json()
    };
    assert_eq!(row(&asked(&["--words", "1"]), "rule.bent")["words"].as_array().unwrap().len(), 1);
    assert_eq!(row(&asked(&["--unit", "respondent"]), "contact")["count"], 3);
    assert_eq!(asked(&["--level", "1"])["rows"].as_array().unwrap().len(), 3);
    let rows = asked(&["--hide-zero"])["rows"].as_array().unwrap().clone();
    assert!(rows.iter().all(|row| row["code"] != "quiet"));
    assert_eq!(row(&asked(&["rule", "--where", "branch=north"]), "rule.bent")["count"], 2);
}

#[test]
fn the_table_for_people_reads_as_it_should() {
    let run = study().run(&["frequencies", "--quiet"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/frequencies.txt"), "\n{}", run.stdout);
}
