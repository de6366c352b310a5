//! Forms of words in other languages: umlauts and sharp s, elisions, scripts without blanks.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;

fn fixture(name: &str) -> String {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/word_forms")).join(name);
    fs::read_to_string(path).unwrap()
}

/// What rules suggest for each incident: code, stretch, whether it is negated.
fn suggested(folder: &Folder) -> Vec<(String, String, String, bool)> {
    let run = folder.run(&["apply", "--format", "jsonl"]).expect(0);
    let straight = folder.run(&["apply", "--format", "jsonl", "--no-index"]).expect(0);
    assert_eq!(run.stdout, straight.stdout, "the index changes nothing");
    let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_string();
    let lines = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    lines
        .map(|line| {
            let negated = line["negated"].as_bool().unwrap();
            (text(&line, "incident"), text(&line, "code"), text(&line, "quote"), negated)
        })
        .collect()
}

#[track_caller]
fn finds_what_people_expect(language: &str) {
    let incidents = fixture(&format!("{language}.jsonl"));
    let study = format!(
        "keerpunt: 1\nlanguage: {language}\ncorpus: [{{path: incidents.jsonl}}]\ncodebook: book.yaml\n"
    );
    let folder = Folder::new()
        .file("keerpunt.yaml", study)
        .file("book.yaml", fixture(&format!("{language}.yaml")))
        .file("incidents.jsonl", &incidents);
    let found = suggested(&folder);
    let mut checked = 0;
    for line in incidents.lines() {
        let incident: Value = serde_json::from_str(line).unwrap();
        let id = incident["id"].as_str().unwrap();
        let pair =
            |pair: &Value| (pair[0].as_str().unwrap().to_string(), pair[1].as_str().unwrap().to_string());
        let mut expected: Vec<_> = incident["expected"].as_array().unwrap().iter().map(pair).collect();
        let own = || found.iter().filter(|one| one.0 == id);
        let mut got: Vec<_> = own().map(|one| (one.1.clone(), one.2.clone())).collect();
        expected.sort();
        got.sort();
        assert_eq!(got, expected, "{id}");
        if incident["either_negated"] != json!(true) {
            assert!(own().all(|one| json!(one.3) == json!(incident["negated"] == json!(true))), "{id}");
        }
        checked += 1;
    }
    assert_eq!(checked, incidents.lines().count());
    folder.run(&["codebook", "check", "--no-corpus"]).expect(0);
}

#[test]
fn german_with_separable_verbs_umlauts_and_sharp_s() {
    finds_what_people_expect("de");
}

#[test]
fn french_with_elisions_and_accents() {
    finds_what_people_expect("fr");
}

#[test]
fn spanish_with_inverted_marks() {
    finds_what_people_expect("es");
}

#[test]
fn japanese_without_blanks() {
    finds_what_people_expect("ja");
}

#[test]
fn chinese_without_blanks() {
    finds_what_people_expect("zh");
}

#[test]
fn an_incident_that_says_its_own_language_is_read_by_the_rules_of_that_language() {
    let book = "codebook: b\nversion: 1\ncodes:\n  - id: help\n    rules:\n      - {lang: de, any: [\"Hilfe\"], marks: match}\n      - {lang: es, any: [\"ayuda~\"], marks: match}\n      - {any: [\"help\"], marks: match}\n";
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: a.csv\n  - path: texts\ncodebook: b.yaml\n")
        .file("b.yaml", book)
        .file("a.csv", "id,narrative,lang\n1,Hilfe and help and ayudas.,de\n2,Hilfe and help and ayudas.,es\n3,Hilfe and help and ayudas.,\n")
        .file("texts/4.md", "---\nlang: es\n---\nNo hubo ayuda. Hilfe!\n");
    let found: Vec<_> =
        suggested(&folder).into_iter().map(|(id, _, quote, negated)| (id, quote, negated)).collect();
    let one = |id: &str, quote: &str, negated| (id.to_string(), quote.to_string(), negated);
    assert_eq!(
        found,
        [
            one("1", "Hilfe", false),
            one("1", "help", false),
            one("2", "help", false),
            one("2", "ayudas", false),
            one("3", "help", false),
            one("4", "ayuda", true),
        ]
    );
}
