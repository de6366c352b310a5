//! Incidents in other languages than the sample's, with a codebook each and what it should suggest,
//! written by hand: umlauts and ß, elisions, inverted marks, scripts without blanks.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;
use std::path::Path;

const LANGUAGES: [&str; 5] = ["de", "fr", "es", "ja", "zh"];

fn fixture(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/languages");
    fs::read_to_string(folder.join(name)).unwrap()
}

/// Suggestions as lines that can be compared, in order.
fn suggestions(lines: &str) -> Vec<String> {
    let line = |line: &str| {
        let one: Value = serde_json::from_str(line).unwrap();
        let [incident, code, quote] = ["incident", "code", "quote"].map(|name| one[name].as_str().unwrap());
        let negated = if one["negated"] == true { " (negated)" } else { "" };
        format!("{incident} {code}: {quote}{negated}")
    };
    let mut lines: Vec<String> = lines.lines().map(line).collect();
    lines.sort();
    lines
}

fn study(language: &str, corpus: &str, codebook: &str) -> Folder {
    Folder::new()
        .file(
            "keerpunt.yaml",
            format!("keerpunt: 1\nlanguage: {language}\ncorpus: a.jsonl\ncodebook: b.yaml\n"),
        )
        .file("a.jsonl", corpus)
        .file("b.yaml", codebook)
}

#[track_caller]
fn agrees(language: &str) {
    let [corpus, codebook, expected] =
        ["jsonl", "codebook.yaml", "expected.jsonl"].map(|name| fixture(&format!("{language}.{name}")));
    let folder = study(language, &corpus, &codebook);
    folder.run(&["codebook", "check", "--no-corpus"]).expect(0);
    for way in [&["apply", "--format", "jsonl"][..], &["apply", "--format", "jsonl", "--no-index"]] {
        assert_eq!(suggestions(&folder.run(way).expect(0).stdout), suggestions(&expected), "{way:?}");
    }
}

#[test]
fn german_has_umlauts_sharp_s_separable_verbs_and_its_abbreviations() {
    agrees("de");
}

#[test]
fn french_has_elisions_accents_and_its_abbreviations() {
    agrees("fr");
}

#[test]
fn spanish_has_inverted_marks_tildes_and_its_abbreviations() {
    agrees("es");
}

#[test]
fn japanese_words_are_found_where_no_blanks_are() {
    agrees("ja");
}

#[test]
fn chinese_words_are_found_where_no_blanks_are() {
    agrees("zh");
}

#[test]
fn the_language_of_an_incident_chooses_its_rules_whatever_the_study_says() {
    let corpus: String = LANGUAGES.map(|language| fixture(&format!("{language}.jsonl"))).concat();
    let codes: String = LANGUAGES
        .map(|language| {
            let book = fixture(&format!("{language}.codebook.yaml"));
            let codes = book.split_once("codes:\n").unwrap().1;
            codes.replace("- id: ", &format!("- id: {language}-"))
        })
        .concat();
    let folder = study("nl", &corpus, &format!("codebook: all\nversion: \"1\"\ncodes:\n{codes}"));
    let expected: String = LANGUAGES
        .map(|language| {
            fixture(&format!("{language}.expected.jsonl"))
                .replace("\"code\": \"", &format!("\"code\": \"{language}-"))
        })
        .concat();
    let found = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    assert_eq!(suggestions(&found), suggestions(&expected));
    let by = folder
        .run(&["crosstab", "--by", "lang", "--from", "suggestions", "--format", "json"])
        .expect(0)
        .json();
    let columns = by["columns"].as_array().unwrap();
    assert_eq!(columns.iter().map(|one| &one["incidents"]).collect::<Vec<_>>(), [5; 5]);
}
