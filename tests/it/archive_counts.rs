//! What people of public archives gave, counted: equal to reference tables to the last incident.
//!
//! The archives are no part of the repository; `tests/it/archives.rs` says where they are looked for.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A reference table, and how the program is asked for the same.
#[derive(Clone, Copy)]
struct Reference {
    archive: &'static str,
    /// The file of incidents, without ending.
    file: &'static str,
    /// The file below `reference/`, without ending.
    table: &'static str,
    /// The column of codes.
    column: &'static str,
    by: &'static str,
    outcomes: &'static [&'static str],
    /// What is asked besides.
    more: &'static [&'static str],
    /// Of several tables the one within this value.
    within: Option<&'static str>,
    /// Who is in the reference's columns.
    columns: Columns,
}

/// Who is in the columns of a reference.
#[derive(Clone, Copy, PartialEq)]
enum Columns {
    /// Every incident with the outcome, coded or not.
    All,
    /// Those to whom a part of the codes was given, a part that has no column of its own.
    SomeCodes,
}

/// The folder of the archives.
pub fn data() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    std::env::var_os("KEERPUNT_DATA").map_or_else(beside, PathBuf::from)
}

impl Reference {
    fn new(archive: &'static str, table: &'static str, outcomes: &'static [&'static str]) -> Self {
        let (file, column, by) = (archive, "codes", "outcome");
        Self { archive, file, table, column, by, outcomes, more: &[], within: None, columns: Columns::All }
    }

    fn study(&self) -> Folder {
        let values: BTreeMap<_, _> = self.outcomes.iter().map(|value| (value, [value])).collect();
        let path = data().join(self.archive).join(self.file).with_extension("jsonl");
        let study = json!({
            "keerpunt": 1,
            "language": "en",
            "corpus": [{"path": path, "codes": {"column": self.column, "coder": "people"}}],
            "outcome": {"attribute": self.by, "values": values, "other": "ignore"},
        });
        Folder::new().file("keerpunt.yaml", study.to_string())
    }

    fn reference(&self, ending: &str) -> String {
        let file = data().join(self.archive).join("reference").join(format!("{}.{ending}", self.table));
        fs::read_to_string(file).unwrap()
    }

    /// Each code with its count in every column.
    fn told(&self) -> BTreeMap<String, Vec<u64>> {
        let columns: Vec<String> = self.outcomes.iter().map(|value| format!("n_{value}")).collect();
        told(self.archive, self.table, &columns)
    }

    /// The table that the program makes.
    fn made(&self) -> Value {
        let run = self.study().run(&[&["crosstab", "--no-index", "--format", "json"], self.more].concat());
        let document = run.expect(0).json();
        assert_eq!(document["from"], json!("codings"));
        match self.within {
            None => document,
            Some(value) => {
                let tables = document["tables"].as_array().unwrap();
                tables.iter().find(|table| table["value"] == json!(value)).expect("a table within it").clone()
            }
        }
    }

    fn is_met(&self) {
        let table = self.made();
        let got = counts(&table, self.outcomes);
        let told = self.told();
        assert!(told.len() >= 5, "{}: {} codes", self.table, told.len());
        for (code, counts) in &told {
            assert_eq!(got.get(code), Some(counts), "{}/{}: {code}", self.archive, self.table);
        }
        // A reference is of one family of codes, `hf/Fatigue`; the archive may have others.
        let family =
            |code: &str| code.split_once('/').map_or(String::new(), |(family, _)| family.to_string());
        let families: BTreeSet<String> = told.keys().map(|code| family(code)).collect();
        let counted = got.iter().filter(|(_, counts)| counts.iter().any(|count| *count > 0));
        let superfluous: Vec<&String> = counted
            .map(|(code, _)| code)
            .filter(|code| families.contains(&family(code)) && !told.contains_key(*code))
            .collect();
        assert!(superfluous.is_empty(), "{}/{} knows no {superfluous:?}", self.archive, self.table);
        let totals: Value = serde_json::from_str(&self.reference("totals.json")).unwrap();
        for column in table["columns"].as_array().unwrap() {
            let number = |name: &str| column[name].as_u64().unwrap();
            assert_eq!(number("base") + number("unread"), number("incidents"), "{}", self.table);
            if self.columns == Columns::All {
                let value = column["value"].as_str().unwrap();
                assert_eq!(column["incidents"], totals["outcome_totals"][value], "{}: {value}", self.table);
            }
        }
    }
}

/// Each code of a reference table with what stands in these columns.
pub fn told(archive: &str, table: &str, columns: &[impl AsRef<str>]) -> BTreeMap<String, Vec<u64>> {
    let file = data().join(archive).join("reference").join(format!("{table}.csv"));
    let mut reader = csv::Reader::from_path(file).unwrap();
    let head = reader.headers().unwrap().clone();
    let place = |column: &str| head.iter().position(|name| name == column).expect("a column of this name");
    let places: Vec<usize> = columns.iter().map(|column| place(column.as_ref())).collect();
    let lines = reader.records().map(|line| {
        let line = line.unwrap();
        (line[0].trim().to_string(), places.iter().map(|place| line[*place].parse().unwrap()).collect())
    });
    lines.collect()
}

/// Each row of a table with its count in these columns.
pub fn counts(table: &Value, columns: &[&str]) -> BTreeMap<String, Vec<u64>> {
    let row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap();
        let count = |value: &&str| {
            let cell = cells.iter().find(|cell| cell["value"] == json!(value)).expect("a cell for the value");
            cell["count"].as_u64().unwrap()
        };
        (row["code"].as_str().unwrap().to_string(), columns.iter().map(count).collect())
    };
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn themes_of_patients_equal_the_reference() {
    Reference::new("nhs_feedback", "code_x_positive_negative", &["positive", "negative"]).is_met();
    Reference::new("nhs_feedback", "code_x_three_outcomes", &["positive", "mixed", "negative"]).is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn themes_of_patients_equal_the_reference_within_each_trust() {
    for (trust, table) in
        [("NEAS", "code_x_positive_negative_NEAS"), ("NHFT", "code_x_positive_negative_NHFT")]
    {
        let whole = Reference::new("nhs_feedback", table, &["positive", "negative"]);
        Reference { more: &["--within", "trust"], within: Some(trust), ..whole }.is_met();
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn factors_of_near_collisions_equal_the_reference() {
    let pilots = Reference::new("asrs", "code_x_nmac", &["nmac", "other_event"]);
    pilots.is_met();
    Reference { table: "human_factor_x_nmac_coded_only", columns: Columns::SomeCodes, ..pilots }.is_met();
    let outcomes = &["action", "no_action"];
    let anomalies = Reference::new("asrs", "anomaly_x_action", outcomes);
    Reference { column: "anomaly", by: "action_taken", ..anomalies }.is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn factors_of_firefighters_equal_the_reference() {
    Reference::new("safenet", "factor_x_human_factors", &["human_factors", "no_human_factors"]).is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn causes_and_injuries_of_builders_equal_the_reference() {
    let outcomes = &["fatal", "nonfatal_title"];
    for (file, table, column) in [
        ("osha_construction", "fatcause_x_fatal_4470", "fatcause"),
        ("osha_construction", "nature_x_fatal_4470", "nature"),
        ("osha_tagged1000", "tag_x_fatal_1000", "codes"),
    ] {
        Reference { file, column, ..Reference::new("osha_construction", table, outcomes) }.is_met();
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn failures_of_machines_equal_the_reference() {
    let harm = &["harm", "near_miss", "issue", "no_harm"];
    Reference::new("aiid", "codes_x_tangible_harm", harm).is_met();
    let failures = Reference::new("aiid", "gmf_failure_x_harm", &["harm", "no_harm"]);
    Reference { columns: Columns::SomeCodes, ..failures }.is_met();
    for (table, column) in
        [("mit_domain_x_intent", "mit_domain"), ("mit_subdomain_x_intent", "mit_subdomain")]
    {
        let intent = Reference::new("aiid", table, &["Intentional", "Unintentional"]);
        Reference { column, by: "mit_intent", ..intent }.is_met();
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn parts_of_lessons_equal_the_reference() {
    let kinds = &["near_miss_report", "lesson_DE", "lesson_LL", "lesson_REC"];
    Reference::new("nasa_spans", "code_x_part", kinds).is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn judgements_of_a_cabinet_equal_the_reference() {
    let outcomes = &["aangenomen", "verworpen"];
    Reference::new("moties_nl", "appreciatie_x_uitslag", outcomes).is_met();
    let strict = Reference::new("moties_nl", "appreciatie_x_uitslag_strict", outcomes);
    Reference { more: &["--where", "outcome_basis=single,order_full"], ..strict }.is_met();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn phases_of_flight_equal_the_reference_also_within_the_weather() {
    let flights = Reference::new("ntsb_20k", "code_x_fatal", &["fatal", "nonfatal"]);
    flights.is_met();
    for (weather, table) in [("VMC", "phase_x_fatal_VMC"), ("IMC", "phase_x_fatal_IMC")] {
        Reference { table, more: &["--within", "weather"], within: Some(weather), ..flights }.is_met();
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn factors_of_near_collisions_from_the_tables_as_published_equal_the_reference_with_their_bases() {
    let column = |person: u8| json!({"column": format!("Person {person} / Human Factors"), "separator": ";", "coder": "experts"});
    let entry = |name: &str| {
        json!({
            "path": data().join("asrs/original").join(name),
            "header": 2,
            "columns": {"id": "ACN", "narrative": "Report 1 / Narrative"},
            "codes": [column(1), column(2)],
        })
    };
    let corpus = ["asrs_acas_926.csv", "asrs_uav_190.csv", "asrs_drone_50.csv"].map(entry);
    let anomaly = "Events / Anomaly";
    let study = json!({
        "keerpunt": 1,
        "corpus": corpus,
        "outcome": {
            "attribute": anomaly,
            "several": "first",
            "values": {"nmac": ["Conflict NMAC"], "other_event": "*"},
        },
        "attributes": {anomaly: {"list": ";"}},
    });
    let folder = Folder::new().file("keerpunt.yaml", study.to_string());
    // In one of the tables two quotation marks are not doubled, and that is told.
    let table = folder.run(&["crosstab", "--no-index", "--format", "json"]).expect(1).json();
    let outcomes = &["nmac", "other_event"];
    let reference = Reference::new("asrs", "human_factor_x_nmac_coded_only", outcomes);
    let (got, told) = (counts(&table, outcomes), reference.told());
    assert_eq!(told.len(), 12);
    for (code, wanted) in told {
        assert_eq!(got.get(code.strip_prefix("hf/").unwrap()), Some(&wanted), "{code}");
    }
    assert_eq!(got.len(), 12);
    let totals: Value = serde_json::from_str(&reference.reference("totals.json")).unwrap();
    for column in table["columns"].as_array().unwrap() {
        assert_eq!(column["base"], totals["outcome_totals"][column["value"].as_str().unwrap()]);
    }
}
