//! What people of public archives gave, counted: equal to reference tables to the last incident.
//!
//! The archives are no part of the repository; `tests/it/archives.rs` says where they are looked for.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

struct Reference {
    archive: &'static str,
    /// The file below `reference/`, without ending.
    table: &'static str,
    column: &'static str,
    blank: &'static str,
    by: &'static str,
    outcomes: [&'static str; 2],
    /// What is asked besides.
    more: &'static [&'static str],
}

fn data() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    std::env::var_os("KEERPUNT_DATA").map_or_else(beside, PathBuf::from)
}

impl Reference {
    fn study(&self) -> Folder {
        let values: BTreeMap<_, _> = self.outcomes.iter().map(|value| (value, [value])).collect();
        let path = data().join(self.archive).join(self.archive).with_extension("jsonl");
        let study = json!({
            "keerpunt": 1,
            "language": "en",
            "corpus": [{
                "path": path,
                "codes": {"column": self.column, "coder": "people", "blank": self.blank},
            }],
            "outcome": {"attribute": self.by, "values": values, "other": "ignore"},
        });
        Folder::new().file("keerpunt.yaml", study.to_string())
    }

    /// Each code with its count in the two columns.
    fn told(&self) -> BTreeMap<String, [u64; 2]> {
        let file = data().join(self.archive).join("reference").join(self.table).with_extension("csv");
        let text = fs::read_to_string(file).unwrap();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().unwrap().clone();
        let places = self.outcomes.map(|value| {
            head.iter().position(|name| name == format!("n_{value}")).expect("a column for the outcome")
        });
        let lines = reader.records().map(|line| {
            let line = line.unwrap();
            (line[0].trim().to_string(), places.map(|place| line[place].parse().unwrap()))
        });
        lines.collect()
    }

    fn is_met(&self) {
        let run = self.study().run(&[&["crosstab", "--no-index", "--format", "json"], self.more].concat());
        let table = run.expect(0).json();
        assert_eq!(table["from"], json!("codings"));
        let mut got: BTreeMap<String, [u64; 2]> = BTreeMap::new();
        for row in table["rows"].as_array().unwrap() {
            let count = |value: &str| {
                let cells = row["cells"].as_array().unwrap();
                let cell = cells.iter().find(|cell| cell["value"] == json!(value)).unwrap();
                cell["count"].as_u64().unwrap()
            };
            got.insert(row["code"].as_str().unwrap().to_string(), self.outcomes.map(count));
        }
        let told = self.told();
        assert!(told.len() >= 5, "{}: {} codes", self.table, told.len());
        for (code, counts) in &told {
            assert_eq!(got.get(code), Some(counts), "{}/{}: {code}", self.archive, self.table);
        }
        let read = |column: &Value| column["base"].as_u64().unwrap() + column["unread"].as_u64().unwrap();
        for column in table["columns"].as_array().unwrap() {
            assert_eq!(read(column), column["incidents"].as_u64().unwrap(), "{}", self.table);
        }
    }
}

const PATIENTS: Reference = Reference {
    archive: "nhs_feedback",
    table: "code_x_positive_negative",
    column: "codes",
    blank: "not_coded",
    by: "outcome",
    outcomes: ["positive", "negative"],
    more: &[],
};

const PILOTS: Reference = Reference {
    archive: "asrs",
    table: "code_x_nmac",
    column: "codes",
    blank: "not_coded",
    by: "outcome",
    outcomes: ["nmac", "other_event"],
    more: &[],
};

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn themes_of_patients_equal_the_reference() {
    PATIENTS.is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn factors_of_near_collisions_equal_the_reference() {
    PILOTS.is_met();
    let anomalies = Reference {
        table: "anomaly_x_action",
        column: "anomaly",
        by: "action_taken",
        outcomes: ["action", "no_action"],
        ..PILOTS
    };
    anomalies.is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn factors_of_firefighters_equal_the_reference() {
    let factors = Reference {
        archive: "safenet",
        table: "factor_x_human_factors",
        outcomes: ["human_factors", "no_human_factors"],
        ..PILOTS
    };
    factors.is_met();
}
