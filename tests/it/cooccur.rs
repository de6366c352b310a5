//! `keerpunt cooccur`: codes that stand together, as a list, a matrix and for programs.

use crate::archive_counts::data;
use crate::folder::{Folder, Run};
use crate::stories::study;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The program in the folder of the sample study.
fn sample(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Folder::new().command(arguments);
    Run::of(command.args(["--no-index"]).current_dir(root).env("COLUMNS", "100").output().unwrap())
        .expect(0)
        .stdout
}

fn asked(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[&["cooccur", "--format", "json"], arguments].concat()).expect(1).json()
}

fn pair<'a>(table: &'a Value, one: &str, other: &str) -> &'a Value {
    let is = |pair: &&Value| pair["code_1"] == one && pair["code_2"] == other;
    table["pairs"].as_array().unwrap().iter().find(is).expect("the pair is there")
}

#[test]
fn pairs_are_those_of_the_calculator() {
    let table: Value = serde_json::from_str(&sample(&["cooccur", "--min", "0", "--format", "json"])).unwrap();
    let pairs = table["pairs"].as_array().unwrap();
    let codes = table["codes"].as_array().unwrap().len();
    assert_eq!(pairs.len(), codes * (codes - 1) / 2);
    let case = |pair: &Value| {
        let input = json!({"n12": pair["n12"], "n1": pair["n1"], "n2": pair["n2"], "n": pair["n"]});
        json!({"id": 1, "topic": "cooccurrence", "input": input}).to_string()
    };
    let cases: Vec<String> = pairs.iter().map(case).collect();
    let answers = Folder::new().run_with(&["stats"], &cases.join("\n")).expect(0).stdout;
    for (pair, answer) in pairs.iter().zip(answers.lines()) {
        let result = &serde_json::from_str::<Value>(answer).unwrap()["result"];
        for (name, value) in pair["statistics"].as_object().unwrap() {
            assert_eq!(value, &result[name], "{name}: {pair}");
        }
    }
    let strength: Vec<f64> =
        pairs.iter().map(|pair| pair["statistics"]["c_coefficient"].as_f64().unwrap_or(-1.0)).collect();
    assert!(strength.is_sorted_by(|one, other| one >= other), "{strength:?}");
}

#[test]
fn what_is_left_out_is_counted() {
    let folder = study();
    let all = asked(&folder, &["--min", "0"]);
    let usual = asked(&folder, &[]);
    let left = |name: &str| usual["left_out"][name].as_u64().unwrap() as usize;
    let number = |table: &Value| table["pairs"].as_array().unwrap().len();
    assert_eq!(number(&usual) + left("rarer") + left("never"), number(&all));
    let one = asked(&folder, &["--min", "0", "--limit", "1"]);
    assert_eq!((number(&one), &one["left_out"]["weaker"]), (1, &json!(number(&all) - 1)));
    let shown = folder.run(&["cooccur", "--limit", "1", "--min", "0"]).expect(1).stdout;
    assert!(shown.contains("less strong: not shown (--limit)"), "{shown}");
}

#[test]
fn pairs_that_rules_find_by_the_same_words_are_marked_and_can_be_left_out() {
    let table: Value = serde_json::from_str(&sample(&["cooccur", "--format", "json"])).unwrap();
    let apart: Value = serde_json::from_str(&sample(&["cooccur", "--apart", "--format", "json"])).unwrap();
    let pairs = |table: &Value| table["pairs"].as_array().unwrap().clone();
    let same = |pair: &&Value| pair["cautions"].as_array().unwrap().contains(&json!("same-words"));
    let marked = pairs(&table).iter().filter(same).count();
    assert!(marked > 0 && pairs(&apart).iter().filter(same).count() == 0);
    assert_eq!(apart["left_out"]["same_words"], json!(marked));
    assert_eq!(pairs(&apart).len() + marked, pairs(&table).len());
    let shown = sample(&["cooccur", "--apart", "--limit", "3"]);
    assert!(shown.contains("that rules find by the same words: not shown (--apart)"), "{shown}");
}

#[test]
fn a_pair_opens_into_as_many_incidents_as_it_counts() {
    let folder = study();
    let table = asked(&folder, &["--min", "1"]);
    let first = &table["pairs"][0];
    let code = |name: &str| first[name].as_str().unwrap();
    let quotes = folder.run(&["quotes", code("code_1"), "--with", code("code_2"), "--format", "json"]);
    assert_eq!(quotes.expect(1).json()["incidents"], first["n12"]);
}

#[test]
fn units_levels_and_values_can_be_chosen() {
    let folder = study();
    let groups = asked(&folder, &["--level", "1", "--min", "0", "--by", "outcome"]);
    let rule = pair(&groups, "rule", "contact");
    let cells = rule["cells"].as_array().unwrap();
    let parts: u64 = cells.iter().map(|cell| cell["n12"].as_u64().unwrap()).sum();
    assert!(parts <= rule["n12"].as_u64().unwrap() && rule["n12"].as_u64().unwrap() > 0, "{rule}");
    assert_eq!(cells[0]["n"], groups["columns"][0]["n"]);
    let sentences = asked(&folder, &["--unit", "sentence", "--min", "0"]);
    assert!(sentences["n"].as_u64() > groups["n"].as_u64());
    let passages = asked(&folder, &["--unit", "segment", "--min", "0"]);
    assert!(passages["n"].is_null() && passages["pairs"][0]["statistics"]["lift"].is_null());
    let refused = folder.run(&["cooccur", "--unit", "segment", "--order", "phi"]).expect(2);
    assert!(refused.stderr.contains("--unit sentence"), "{}", refused.stderr);
    let alone = folder.run(&["cooccur", "contact"]).expect(2);
    assert!(alone.stderr.contains("not two codes"), "{}", alone.stderr);
}

#[test]
fn a_matrix_for_spreadsheets_is_the_same_above_and_below() {
    let text = sample(&["cooccur", "--matrix", "--min", "0", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let first = head.len() - rows.len();
    assert_eq!(&head[first], &rows[0][0]);
    for (at, row) in rows.iter().enumerate() {
        for (other, turned) in rows.iter().enumerate() {
            assert_eq!(row[first + other], turned[first + at], "{} and {}", &row[0], &turned[0]);
        }
    }
}

#[test]
fn the_tables_for_people_read_as_they_should() {
    let list = sample(&["cooccur", "--limit", "12"]);
    assert_eq!(list, include_str!("golden/cooccur.txt"), "\n{list}");
    let matrix = sample(&["cooccur", "--matrix", "--level", "1", "--by", "outcome"]);
    assert_eq!(matrix, include_str!("golden/cooccur_matrix.txt"), "\n{matrix}");
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn themes_of_patients_stand_together_as_in_the_reference() {
    let mut reader = csv::Reader::from_path(data().join("nhs_feedback/reference/co_occurrence.csv")).unwrap();
    let told: BTreeMap<(String, String), u64> = reader
        .records()
        .map(|line| {
            let line = line.unwrap();
            ((line[0].to_string(), line[1].to_string()), line[2].parse().unwrap())
        })
        .collect();
    let study = json!({
        "keerpunt": 1,
        "language": "en",
        "corpus": [{
            "path": data().join("nhs_feedback/nhs_feedback.jsonl"),
            "codes": {"column": "codes", "coder": "people"},
        }],
    });
    let folder = Folder::new().file("keerpunt.yaml", study.to_string());
    let run = folder.run(&["cooccur", "--no-index", "--min", "1", "--format", "json"]).expect(0);
    let got: BTreeMap<(String, String), u64> = run.json()["pairs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| {
            let mut codes = ["code_1", "code_2"].map(|name| pair[name].as_str().unwrap().to_string());
            codes.sort();
            (codes.into(), pair["n12"].as_u64().unwrap())
        })
        .collect();
    assert!(told.len() > 400);
    assert_eq!(got, told);
}
