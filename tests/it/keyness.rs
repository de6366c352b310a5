//! `keerpunt keyness`: words that one half of the incidents uses more.

use crate::folder::{Folder, Run};
use crate::stories::{BOOK, STORIES, STUDY, study};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The program in the folder of the sample study.
fn sample(arguments: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Folder::new().command(arguments);
    Run::of(command.args(["--no-index"]).current_dir(root).env("COLUMNS", "100").output().unwrap())
        .expect(0)
        .stdout
}

fn words(table: &Value) -> &Vec<Value> {
    table["words"].as_array().unwrap()
}

#[test]
fn every_number_is_that_of_the_calculator() {
    let text = sample(&["keyness", "--phrases", "2", "--words", "400", "--format", "json"]);
    let table: Value = serde_json::from_str(&text).unwrap();
    let case = |word: &Value| {
        let mut input = json!({});
        for name in ["freq_1", "freq_2", "tokens_1", "tokens_2"] {
            input[name] = word[name].clone();
        }
        json!({"id": 1, "topic": "keyness", "input": input}).to_string()
    };
    let cases: Vec<String> = words(&table).iter().map(case).collect();
    assert!(cases.len() > 100);
    let answers = Folder::new().run_with(&["stats"], &cases.join("\n")).expect(0).stdout;
    for (word, answer) in words(&table).iter().zip(answers.lines()) {
        let result = &serde_json::from_str::<Value>(answer).unwrap()["result"];
        for (name, value) in word["statistics"].as_object().unwrap() {
            assert_eq!(value, &result[name], "{name}: {word}");
        }
        assert_eq!(word["per_10k_1"], result["per_10k_1"]);
    }
    let halves = &table["halves"];
    let exact = |word: &Value| {
        let line = |half: &str, at: usize| {
            let with = word[format!("incidents_{half}")].as_u64().unwrap();
            [with, halves[at]["incidents"].as_u64().unwrap() - with]
        };
        json!({"id": 1, "topic": "crosstab_2x2", "input": {"table": [line("1", 0), line("2", 1)]}})
            .to_string()
    };
    let cases: Vec<String> = words(&table).iter().map(exact).collect();
    let answers = Folder::new().run_with(&["stats"], &cases.join("\n")).expect(0).stdout;
    for (word, answer) in words(&table).iter().zip(answers.lines()) {
        let result = &serde_json::from_str::<Value>(answer).unwrap()["result"];
        assert_eq!(word["of_incidents"]["fisher_p"], result["fisher_p"], "{word}");
    }
}

#[test]
fn a_word_is_found_by_search_in_as_many_incidents() {
    let text = sample(&["keyness", "--words", "3", "--format", "json"]);
    let table: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(words(&table).len(), 6);
    for word in words(&table) {
        for (at, half) in table["halves"].as_array().unwrap().iter().enumerate() {
            let condition = format!("outcome={}", half["value"].as_str().unwrap());
            let query = &format!("\"{}\"", word["word"].as_str().unwrap());
            let hits = sample(&["search", query, "--where", &condition, "--format", "json"]);
            let hits: Value = serde_json::from_str(&hits).unwrap();
            let hits = hits["hits"].as_array().unwrap().iter();
            let found = hits.map(|hit| hit["incident"].as_str().unwrap()).collect::<BTreeSet<_>>().len();
            assert_eq!(word[format!("incidents_{}", at + 1)], json!(found), "{query} {condition}");
        }
    }
}

#[test]
fn words_that_are_left_out_are_chosen() {
    let folder = study().file("none.txt", "# names\nowner Laughed\n");
    let asked = |arguments: &[&str]| {
        let all = [&["keyness", "--min-incidents", "1", "--words", "500", "--format", "json"], arguments];
        folder.run(&all.concat()).expect(1).json()
    };
    let has = |table: &Value, word: &str| words(table).iter().any(|one| one["word"] == word);
    let (usual, all, own) =
        (asked(&[]), asked(&["--stop-words", "none"]), asked(&["--stop-words", "none.txt"]));
    assert!(has(&usual, "owner") && !has(&usual, "the"));
    assert!(has(&all, "owner") && has(&all, "the"));
    assert!(!has(&own, "owner") && !has(&own, "laughed") && has(&own, "the"));
    // What is left out is a word all the same: rates have the same base.
    assert_eq!(usual["halves"], own["halves"]);
    let missing = folder.run(&["keyness", "--stop-words", "nothing.txt"]).expect(2);
    assert!(missing.stderr.contains("--stop-words language, none, or a file"), "{}", missing.stderr);
}

#[test]
fn words_of_an_interviewer_are_not_counted() {
    let stories = format!("{STORIES}s8,success,Di,2016,south,\"I: Did you negotiate?\nD: We bargained.\"\n");
    let folder =
        Folder::new().file("keerpunt.yaml", STUDY).file("book.yaml", BOOK).file("stories.csv", stories);
    let asked = ["keyness", "--min-incidents", "1", "--words", "500", "--format", "json"];
    let table = folder.run(&asked).expect(1).json();
    let has = |word: &str| words(&table).iter().any(|one| one["word"] == word);
    assert!(has("bargained") && !has("negotiate"), "{table}");
}

#[test]
fn another_attribute_makes_the_halves_when_it_has_two() {
    let folder = study();
    let table =
        folder.run(&["keyness", "--by", "year", "--bins", "2015", "--format", "json"]).expect(1).json();
    let values: Vec<&Value> = table["halves"].as_array().unwrap().iter().map(|half| &half["value"]).collect();
    assert_eq!(values, ["<2015", ">=2015"]);
    let refused = folder.run(&["keyness", "--by", "year"]).expect(2).stderr;
    assert!(refused.contains("does not make two halves") && refused.contains("--compare A,B"), "{refused}");
    let wrong = folder.run(&["keyness", "--compare", "succes,less_success"]).expect(2).stderr;
    assert!(wrong.contains("did you mean `success`?"), "{wrong}");
    folder.run(&["keyness", "--codebook", "book.yaml"]).expect(2);
}

#[test]
fn the_tables_for_people_read_as_they_should() {
    let shown = sample(&["keyness", "--where", "lang=en", "--phrases", "2", "--words", "6"]);
    assert_eq!(shown, include_str!("golden/keyness.txt"), "\n{shown}");
}
