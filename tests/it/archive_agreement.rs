//! Coders of public archives compared: equal to reference tables to the last digit that these give.
//!
//! The archives are no part of the repository; `tests/it/archives.rs` says where they are looked for.

use crate::archive_counts::data;
use crate::folder::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The rows of a reference table, by their first column; each a cell by the name of its column.
fn reference(archive: &str, table: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let file = data().join(archive).join("reference").join(table);
    let mut reader = csv::Reader::from_path(file).unwrap();
    let head = reader.headers().unwrap().clone();
    let row = |line: csv::StringRecord| {
        let cells = head.iter().map(String::from).zip(line.iter().map(String::from)).collect();
        (line[0].to_string(), cells)
    };
    reader.records().map(|line| row(line.unwrap())).collect()
}

/// Equal to what a table tells, to its last digit; an empty cell is undefined.
fn equal(value: &Value, told: &str) -> bool {
    match (value.as_f64(), told) {
        (None, "") => true,
        (Some(value), told) if !told.is_empty() => {
            let decimals = told.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i32);
            (value - told.parse::<f64>().unwrap()).abs() <= 0.500_001 * 10f64.powi(-decimals.max(6))
        }
        _ => false,
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn two_coders_of_lessons_agree_as_the_reference_says_by_incident_and_by_character() {
    let path = data().join("nasa_spans/nasa_spans.jsonl");
    let study = json!({
        "keerpunt": 1,
        "language": "en",
        "corpus": [{"path": path, "codes": {"spans": "spans"}}],
    });
    let folder = Folder::new().file("keerpunt.yaml", study.to_string());
    let table = |unit: &str| {
        folder.run(&["agreement", "--no-index", "--unit", unit, "--format", "json"]).expect(0).json()
    };
    let (incidents, characters) = (table("incident"), table("character"));
    let told = reference("nasa_spans", "agreement_HW_SA.csv");
    assert_eq!(told.len(), 5);
    for (code, told) in told {
        let row = |table: &Value| {
            table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
        };
        let (document, character) = (row(&incidents), row(&characters));
        let pairs = [
            ("documents", &document["n_pairable_units"]),
            ("HW", &document["given"][0]),
            ("SA", &document["given"][1]),
            ("both", &document["given_by_all"]),
            ("agree_doc", &document["statistics"]["percent_agreement"]),
            ("kappa_doc", &document["statistics"]["cohen_kappa"]),
            ("chars", &character["n_pairable_units"]),
            ("chars_HW", &character["given"][0]),
            ("chars_SA", &character["given"][1]),
            ("chars_both", &character["given_by_all"]),
            ("agree_char", &character["statistics"]["percent_agreement"]),
            ("kappa_char", &character["statistics"]["kappa_characters"]),
            ("f1_char", &character["statistics"]["holsti"]),
        ];
        for (column, value) in pairs {
            assert!(equal(value, &told[column]), "{code} {column}: {value} and {}", told[column]);
        }
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn three_annotators_of_machines_agree_as_the_reference_says_variable_by_variable() {
    let mut long = csv::Reader::from_path(data().join("aiid/coders_long.csv")).unwrap();
    let mut codes = csv::Writer::from_writer(Vec::new());
    codes.write_record(["incident", "coder", "code"]).unwrap();
    for line in long.records().map(Result::unwrap) {
        codes.write_record([&line[0], &line[1], &format!("{}/{}", &line[2], &line[3])]).unwrap();
    }
    let shape = json!({"file": "coders.csv", "id": "incident", "code": "code", "coder": "coder", "level_separator": "/"});
    let study = json!({
        "keerpunt": 1,
        "language": "en",
        "corpus": [{"path": data().join("aiid/aiid.jsonl"), "codes": shape}],
    });
    let folder = Folder::new()
        .file("keerpunt.yaml", study.to_string())
        .file("coders.csv", codes.into_inner().unwrap());
    let told = reference("aiid", "agreement_annotators.csv");
    assert_eq!(told.len(), 23);
    for (variable, told) in told {
        let run = folder.run(&["agreement", "--no-index", &variable, "--confusion", "--format", "json"]);
        let table = run.expect(0).json();
        for (pair, name) in table["pairs"].as_array().unwrap().iter().zip(["A1A2", "A1A3", "A2A3"]) {
            let pairs = [
                ("n", &pair["n_pairable_units"]),
                ("agree", &pair["statistics"]["percent_agreement"]),
                ("kappa", &pair["statistics"]["cohen_kappa"]),
            ];
            for (column, value) in pairs {
                let told = &told[&format!("{column}_{name}")];
                assert!(equal(value, told), "{variable} {column} {name}: {value} and {told}");
            }
        }
        let together = &table["together"];
        assert!(equal(&together["n_pairable_units"], &told["units_2plus"]), "{variable}: {together}");
        assert!(equal(&together["statistics"]["alpha_nominal"], &told["alpha"]), "{variable}: {together}");
    }
}
