//! `keerpunt stats`: every reference case through the program, compared within its tolerance.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stats").join(name)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// How far a quantity may be off: relative, absolute.
fn tolerance(rules: &Value, quantity: &str) -> (f64, f64) {
    let holds = |rule: &&Value| {
        let names = |list: &str, fits: &dyn Fn(&str) -> bool| {
            rule[list].as_array().is_some_and(|all| all.iter().any(|one| fits(one.as_str().unwrap())))
        };
        names("quantities", &|name| name == quantity) || names("suffixes", &|end| quantity.ends_with(end))
    };
    let rule = rules["rules"].as_array().unwrap().iter().find(holds).unwrap_or(&rules["default"]);
    (rule["rel"].as_f64().unwrap(), rule["abs"].as_f64().unwrap())
}

fn same(expected: &Value, got: &Value, within: (f64, f64)) -> bool {
    match (expected, got) {
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len()
                && expected.iter().zip(got).all(|(one, other)| same(one, other, within))
        }
        (Value::Object(expected), Value::Object(got)) => {
            expected.iter().all(|(name, one)| got.get(name).is_some_and(|other| same(one, other, within)))
        }
        (Value::Number(expected), Value::Number(got)) => {
            let (expected, got) = (expected.as_f64().unwrap(), got.as_f64().unwrap());
            (expected - got).abs() <= within.1 + within.0 * expected.abs().max(got.abs())
        }
        _ => expected == got,
    }
}

/// Runs a file of cases through the program; every quantity must be there, within its tolerance.
#[track_caller]
pub fn agrees_with_every_case_of(name: &str) {
    let rules: Value =
        serde_json::from_str(&fs::read_to_string(fixture("TOLERANCES.json")).unwrap()).unwrap();
    let cases = lines(&fs::read_to_string(fixture(name)).unwrap());
    let run = Folder::new().run(&["stats", fixture(name).to_str().unwrap()]).expect(0);
    let results: HashMap<String, Value> =
        lines(&run.stdout).into_iter().map(|line| (line["id"].to_string(), line["result"].clone())).collect();
    assert_eq!(cases.len(), results.len());
    let mut wrong = Vec::new();
    let mut compared = 0;
    for case in &cases {
        for (quantity, expected) in case["expected"].as_object().unwrap() {
            compared += 1;
            let got = results[&case["id"].to_string()].get(quantity);
            if !got.is_some_and(|got| same(expected, got, tolerance(&rules, quantity))) {
                let got = got.map_or("nothing".to_string(), Value::to_string);
                wrong.push(format!("{} {quantity}: expected {expected}, got {got}", case["id"]));
            }
        }
    }
    assert!(compared > 0);
    assert!(wrong.is_empty(), "{} of {compared} are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_line_that_cannot_be_answered_is_named_and_the_rest_goes_on() {
    let text = r#"{"id": 1, "topic": "p_adjust", "input": {"p": [0.5]}}
not json
{"id": 3, "topic": "p_adjusted", "input": {}}

{"id": 5, "topic": "p_adjust", "input": {"p": [2]}}
{"id": 6, "topic": "p_adjust", "input": {"q": []}}
{"id": 8, "topic": "agreement", "input": {"q": []}}
{"id": "seven", "topic": "p_adjust", "input": {"p": [null, 0]}}
"#;
    let run = Folder::new().run_with(&["stats"], text).expect(1);
    let answers = lines(&run.stdout);
    assert_eq!(answers.len(), 2);
    assert_eq!(answers[0]["id"], json!(1));
    assert_eq!(answers[1]["id"], json!("seven"));
    assert_eq!(answers[1]["result"]["holm"], json!([null, 0.0]));
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(errors.len(), 5, "{}", run.stderr);
    for (error, start) in errors.iter().zip([2, 3, 5, 6, 7]) {
        assert!(error.starts_with(&format!("error: standard input:{start}: ")), "{error}");
    }
    assert!(run.stderr.contains("there is no topic `p_adjusted`"));
    assert!(run.stderr.contains("did you mean `p_adjust`? the topics are: "));
    assert!(run.stderr.contains("2 is no p-value"));
    assert!(run.stderr.contains("it is none of the three forms"));
}

#[test]
fn a_file_of_cases_is_read_and_results_go_to_a_file() {
    let folder =
        Folder::new().file("cases.jsonl", r#"{"id": "a", "topic": "p_adjust", "input": {"p": [0.5]}}"#);
    let run = folder.run(&["stats", "cases.jsonl", "--output", "results.jsonl"]).expect(0);
    assert_eq!(run.stdout, "");
    let written = lines(&fs::read_to_string(folder.path("results.jsonl")).unwrap());
    assert_eq!(written[0]["result"]["holm"], json!([0.5]));
    folder.run(&["stats", "nothing.jsonl"]).expect(2);
    folder.run(&["stats", "."]).expect(2);
}

#[test]
fn corrections_for_several_tests_agree_with_the_reference() {
    agrees_with_every_case_of("multiple_testing.jsonl");
}

#[test]
fn tables_of_two_by_two_agree_with_the_reference() {
    agrees_with_every_case_of("crosstab_2x2.jsonl");
}

#[test]
fn tables_of_any_size_agree_with_the_reference() {
    agrees_with_every_case_of("crosstab_rxc.jsonl");
}

#[test]
fn strata_pairs_and_clusters_agree_with_the_reference() {
    agrees_with_every_case_of("clustered.jsonl");
}

#[test]
fn agreement_of_coders_agrees_with_the_reference() {
    agrees_with_every_case_of("agreement.jsonl");
}

#[test]
fn ranks_agree_with_the_reference() {
    agrees_with_every_case_of("rank_comparison.jsonl");
}

#[test]
fn words_of_two_texts_agree_with_the_reference() {
    agrees_with_every_case_of("keyness.jsonl");
}

#[test]
fn codes_that_go_together_agree_with_the_reference() {
    agrees_with_every_case_of("cooccurrence.jsonl");
}

#[test]
fn participation_and_saturation_agree_with_the_reference() {
    agrees_with_every_case_of("cit.jsonl");
}

#[test]
fn stretches_and_pieces_agree_with_the_reference() {
    agrees_with_every_case_of("unitizing.jsonl");
}

#[test]
fn every_minimal_model_of_conditions_agrees_with_the_reference() {
    agrees_with_every_case_of("qca.jsonl");
}
