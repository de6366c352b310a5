//! `keerpunt codebook try`.

use crate::folder::{Folder, Run};
use serde_json::json;
use std::io::Write;
use std::process::Stdio;

/// Runs with `text` on standard input.
fn tried(folder: &Folder, arguments: &[&str], text: &str) -> Run {
    let mut command = folder.command(&[&["codebook", "try"], arguments].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn hits_are_counted_in_code_points() {
    let text = "Één café, zei hij. Daarna één aanspreekpunt.";
    let run =
        tried(&Folder::new(), &["één aanspreekpunt", "--lang", "nl", "--format", "json"], text).expect(0);
    assert_eq!(run.json()["hits"], json!([{"start": 26, "end": 43, "text": "één aanspreekpunt"}]));
}

#[test]
fn the_text_is_shown_with_its_hits_and_how_the_pattern_was_read() {
    let folder = Folder::new().file("a.txt", "Hij stemde het af.\nEn \u{1b}toen stemde zij in.\n");
    let run = folder.run(&["codebook", "try", "stem* ..3.. (af|in)", "a.txt", "--lang", "nl"]).expect(0);
    for part in [
        "a word that begins with `stem`",
        "then, with at most 3 words between: one of:",
        "2 hits in a.txt:",
        "Hij [stemde het af].",
        "␛toen [stemde zij in].",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
}

#[test]
fn a_bad_pattern_is_refused_with_the_column_of_each_mistake() {
    let run = tried(&Folder::new(), &["één (werk| * x", "--lang", "nl"], "").expect(2);
    assert!(run.stdout.is_empty());
    for part in ["pattern-unbalanced-bracket", "pattern-star-alone", "pattern:1:5", "pattern:1:12", "`_`"] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
}

#[test]
fn turns_that_rules_do_not_read_hold_no_hit() {
    let folder = Folder::new();
    let text = "I: een uitzondering?\nR: geen uitzondering";
    let arguments = ["uitzondering", "--lang", "nl", "--format", "json", "--exclude", "I"];
    let hits = tried(&folder, &arguments, text).expect(0).json()["hits"].clone();
    assert_eq!(hits, json!([{"start": 29, "end": 41, "text": "uitzondering"}]));
    assert_eq!(tried(&folder, &arguments[..5], text).json()["hits"].as_array().unwrap().len(), 2);
}

#[test]
fn within_says_what_a_hit_may_cross() {
    let text = "Hij belde. Zij kwam.\n\nWij ook.";
    for (within, hits) in [("sentence", 0), ("paragraph", 1), ("incident", 1)] {
        let arguments = ["belde zij", "--within", within, "--lang", "nl", "--format", "json"];
        let found = tried(&Folder::new(), &arguments, text).expect(0).json()["hits"].clone();
        assert_eq!(found.as_array().unwrap().len(), hits, "{within}");
    }
}

#[test]
fn the_text_may_be_given_with_the_command() {
    let run =
        Folder::new().run(&["codebook", "try", "call*", "--text", "We called them.", "--format", "json"]);
    assert_eq!(run.expect(0).json()["hits"], json!([{"start": 3, "end": 9, "text": "called"}]));
}

#[test]
fn what_a_stem_leaves_out_of_the_text_is_said() {
    let arguments =
        ["codebook", "try", "luisteren~", "--lang", "nl", "--text", "Zij luistert. Hij luisterde."];
    let run = Folder::new().run(&arguments).expect(0);
    let expected = "luisteren~ in nl, read as:\n  a word with the same stem as `luisteren`, alone or as a part of one with hyphens\n\
                    not joined by luisteren~: luisterde (1); write luister* to find them too\n\n\
                    1 hit:\nZij [luistert]. Hij luisterde.\n";
    assert_eq!(run.stdout, expected);
}
