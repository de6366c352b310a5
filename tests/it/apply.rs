//! `keerpunt apply`.

use crate::folder::{Folder, Run};
use crate::stories::{BOOK, study};
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn filter(folder: &Folder, arguments: &[&str], input: &str) -> Run {
    let mut child = folder
        .command(&[&["apply", "--stdin"], arguments].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn every_suggestion_is_a_line_with_its_evidence() {
    let run = study().run(&["apply", "--format", "jsonl"]).expect(1);
    let found = lines(&run.stdout);
    assert_eq!(found.len(), 9);
    assert_eq!(
        found[0],
        json!({
            "incident": "s1", "code": "rule.bent", "start": 0, "end": 29, "quote": "We made an exception for her.",
            "evidence": [{"start": 11, "end": 20, "text": "exception", "rule": "rule.bent#1"}], "negated": false,
        })
    );
    let negated: Vec<&Value> =
        found.iter().filter(|one| one["negated"] == true).map(|one| &one["incident"]).collect();
    assert_eq!(negated, ["s4"]);
}

#[test]
fn the_summary_counts_suggestions_and_incidents_of_each_code() {
    let run = study().run(&["apply", "--quiet"]).expect(1);
    assert!(run.stdout.contains("9 suggestions in 7 incidents"), "{}", run.stdout);
    let contact = run.stdout.lines().find(|line| line.starts_with("contact")).unwrap();
    assert_eq!(contact.split_whitespace().collect::<Vec<_>>(), ["contact", "Contact", "4", "4", "0"]);
}

#[test]
fn the_other_formats_hold_the_same_suggestions() {
    let folder = study();
    let all = lines(&folder.run(&["apply", "--format", "jsonl"]).expect(1).stdout);
    let document = folder.run(&["apply", "--format", "json"]).expect(1).json();
    assert_eq!((&document["schema"], &document["suggestions"]), (&json!("keerpunt.apply/1"), &json!(all)));
    folder.run(&["apply", "--output", "all.csv"]).expect(1);
    let rows = std::fs::read_to_string(folder.path("all.csv")).unwrap();
    assert_eq!(rows.lines().count(), 1 + all.len());
    folder.run(&["apply", "--output", "all.jsonl"]).expect(1);
    assert_eq!(lines(&std::fs::read_to_string(folder.path("all.jsonl")).unwrap()), all);
}

#[test]
fn codes_and_conditions_narrow_what_is_given() {
    let run = study().run(&["apply", "rule", "--where", "branch=north", "--format", "jsonl"]).expect(1);
    let incidents: Vec<Value> = lines(&run.stdout).iter().map(|one| one["incident"].clone()).collect();
    assert_eq!(incidents, ["s1", "s5"]);
}

#[test]
fn as_a_filter_it_gives_the_same_suggestions_and_needs_only_a_codebook() {
    let folder = Folder::new().file("book.yaml", BOOK);
    let input = "{\"id\": \"a\", \"narrative\": \"Één exception.\\nI called.\", \"lang\": \"en\"}\n\n{\"id\": \"b\", \"narrative\": \"\"}\n";
    let run = filter(&folder, &["--codebook", "book.yaml"], input).expect(0);
    let found = lines(&run.stdout);
    assert_eq!(found.len(), 2);
    assert_eq!(
        found[0]["evidence"],
        json!([{"start": 4, "end": 13, "text": "exception", "rule": "rule.bent#1"}])
    );
    assert_eq!(found[1]["valence"], "enacted");
}

#[test]
fn a_line_that_cannot_be_read_is_named_and_the_rest_goes_on() {
    let folder = study();
    let run = filter(&folder, &[], "{\"id\": 7}\n{\"id\": \"b\", \"narrative\": \"I called.\"}\nnonsense\n")
        .expect(1);
    assert_eq!(lines(&run.stdout).len(), 1);
    assert!(run.stderr.contains("line 1") && run.stderr.contains("line 3"), "{}", run.stderr);
}

#[test]
fn a_filter_refuses_what_it_cannot_do() {
    let folder = study();
    filter(&folder, &["--format", "csv"], "").expect(2);
    filter(&folder, &["--where", "year=2014"], "").expect(2);
    let bare = Folder::new();
    let run = filter(&bare, &[], "").expect(2);
    assert!(run.stderr.contains("--codebook") || run.stderr.contains("keerpunt new"), "{}", run.stderr);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = study();
    let mut child = folder
        .command(&["apply", "--format", "jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let status = child.wait().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{status:?}");
}
