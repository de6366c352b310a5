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

#[test]
fn the_list_stands_once_for_each_value_or_bin_of_an_attribute() {
    let folder = study();
    let whole = folder.run(&["frequencies", "--format", "json"]).expect(1).json();
    for arguments in [&["--within", "year", "--bins", "2015"], &["--by", "year", "--bins", "2015"]] {
        let asked = [&["frequencies"], &arguments[..]].concat();
        let lists = folder.run(&[&asked[..], &["--format", "json"]].concat()).expect(1).json();
        assert_eq!(lists["schema"], "keerpunt.frequencies-within/1");
        assert_eq!(lists["within_bins"], json!([2015]));
        let parts = lists["tables"].as_array().unwrap();
        let values: Vec<&Value> = parts.iter().map(|part| &part["value"]).collect();
        assert_eq!(values, ["<2015", ">=2015"]);
        let count = |table: &Value| row(table, "contact")["count"].as_u64().unwrap();
        let without = lists["without_value"].as_u64().unwrap();
        assert!(count(&whole) - parts.iter().map(count).sum::<u64>() <= without);
        assert!(parts.iter().all(|part| !row(part, "contact")["words"].as_array().unwrap().is_empty()));
        let printed = folder.run(&asked).expect(1).stdout;
        assert!(printed.contains("frequencies of codes · year = <2015"), "{printed}");
        let csv = folder.run(&[&asked[..], &["--format", "csv"]].concat()).expect(1).stdout;
        assert!(csv.starts_with("within_year,code,"), "{csv}");
    }
}
