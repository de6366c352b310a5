//! `keerpunt evaluate`.

use crate::stories::study;
use serde_json::{Value, json};

const GOLD: &str = r#"{"incident": "s1", "code": "rule.bent", "start": 0, "end": 29, "quote": "We made an exception for her."}
{"incident": "s2", "code": "rule.kept", "start": 0, "end": 8}
{"incident": "s3", "code": "rule.kept", "start": 8, "end": 19, "quote": "by the book"}
"#;
const TRAPS: &str = r#"{"incident": "s2", "code": "contact", "start": 2, "end": 8, "why_not": "a shop"}
{"incident": "s3", "code": "rule.bent", "start": 0, "end": 2, "why_not": "no exception"}
"#;

#[test]
fn rules_are_measured_at_both_levels_and_every_mistake_is_listed() {
    let folder = study().file("gold.jsonl", GOLD).file("traps.jsonl", TRAPS);
    let run = folder
        .run(&["evaluate", "--gold", "gold.jsonl", "--traps", "traps.jsonl", "--format", "json"])
        .expect(1);
    let scores = run.json();
    assert_eq!(scores["schema"], "keerpunt.evaluate/1");
    let incident = &scores["overall"]["incident"];
    // suggested in s1, s2, s3: bent, kept, contact three times; of these bent and kept are right
    assert_eq!(
        (&incident["suggested"], &incident["right"], &incident["gold"], &incident["found"]),
        (&json!(5), &json!(2), &json!(3), &json!(2))
    );
    assert_eq!(incident["precision"], 0.4);
    assert_eq!(scores["traps"]["fallen"], 1);
    assert_eq!(scores["traps"]["list"][0]["why_not"], "a shop");
    let misses: Vec<&Value> =
        scores["misses"].as_array().unwrap().iter().map(|one| &one["incident"]).collect();
    assert_eq!(misses, ["s2"]);
    assert_eq!(scores["false_alarms"].as_array().unwrap().len(), 3);
}

#[test]
fn the_lists_can_be_left_out() {
    let folder = study().file("gold.jsonl", GOLD);
    let whole = folder.run(&["evaluate", "--gold", "gold.jsonl", "--quiet"]).expect(1).stdout;
    let short =
        folder.run(&["evaluate", "--gold", "gold.jsonl", "--quiet", "--scores-only"]).expect(1).stdout;
    assert!(whole.contains("False alarms") && whole.contains("Misses"), "{whole}");
    assert!(!short.contains("False alarms") && whole.starts_with(&short), "{short}");
}

#[test]
fn lines_that_cannot_be_placed_are_named_and_the_rest_is_measured() {
    let gold = format!("{GOLD}{}\n", r#"{"incident": "s9", "code": "rule.bent", "start": 0, "end": 2}"#);
    let folder = study().file("gold.jsonl", gold);
    let run = folder.run(&["evaluate", "--gold", "gold.jsonl", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("gold.jsonl:4: no incident is called `s9`"), "{}", run.stderr);
    assert_eq!(run.json()["overall"]["incident"]["gold"], 3);
    folder.run(&["evaluate", "--gold", "nowhere.jsonl"]).expect(2);
}
