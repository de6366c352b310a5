//! Codings of models and other programs: verified, refused by line, never twice.

use crate::coding_by_hand::study;
use serde_json::Value;

const LINES: &str = r#"{"incident": "i1", "code": "network.call", "quote": "Nobody came", "valence": "lacking"}
{"incident": "i1", "code": "network.visit", "start": 27, "end": 38, "quote": "Nobody came", "note": "sure"}

{"incident": "i2", "codes": ["network.call", "network.visit"]}
{"incident": "i2"}
{"incident": "i1", "code": "network.call", "quote": "never said"}
{"incident": "i1", "code": "network.call", "quote": "called the"}
{"incident": "i1", "code": "network.call", "start": 27, "end": 38, "quote": "Nobody cam"}
{"incident": "i1", "code": "network.call", "start": 27}
{"incident": "i1", "code": "network.call", "start": 30, "end": 999}
{"incident": "i3", "code": "network.call"}
{"incident": "i1", "code": "network.cal"}
{"incident": "i1", "code": "network"}
{"incident": "i1", "quote": "Nobody came"}
not json
"#;

#[test]
fn lines_that_hold_are_taken_and_the_others_named_with_their_number() {
    let folder = study().file("model.jsonl", LINES);
    let arguments = ["import", "codings", "model.jsonl", "--coder", "gpt", "--kind", "model"];
    let run = folder.run(&[&arguments[..], &["--format", "json"]].concat()).expect(1);
    let told = run.json();
    assert_eq!(
        told["coders"],
        serde_json::json!([{"coder": "gpt", "kind": "model", "codings": 4, "read": 1, "already": 0}])
    );
    let lines: Vec<u64> =
        told["refused"].as_array().unwrap().iter().map(|one| one["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    for why in [
        "does not stand in `i1`",
        "stands 2 times",
        "does not stand at 27..38",
        "needs both",
        "has 76 code points",
        "did you mean `i1`",
        "did you mean `network.call`",
        "is a group",
        "has a passage and no `code`",
        "no coding",
    ] {
        assert!(run.stderr.contains(why), "{why} is missing:\n{}", run.stderr);
    }
    let again = folder.run(&arguments).expect(1).stdout;
    assert_eq!(
        again,
        "gpt (model): 0 codings taken in, 0 incidents marked as read, 5 there already\n10 refused of 14 lines\n"
    );
    let listed = folder.run(&["codings", "--format", "json"]).expect(0).json();
    let models = listed["codings"].as_array().unwrap().iter().filter(|one| one["kind"] == "model").count();
    assert_eq!(models, 4);
}

#[test]
fn each_line_may_name_its_coder_and_a_dry_run_keeps_nothing() {
    let folder = study();
    let lines = "{\"coder\": \"An\", \"incident\": \"i1\", \"code\": \"network.call\"}\n{\"coder\": \"Bo\", \"incident\": \"i1\"}\n";
    let run = folder.run_with(&["import", "codings", "-", "--dry-run"], lines).expect(0);
    assert!(run.stdout.contains("An (person): 1 coding would be taken in"), "{}", run.stdout);
    assert!(!folder.path("codings").exists());
    folder.run_with(&["import", "codings", "-"], lines).expect(0);
    let run = folder.run_with(&["import", "codings", "-", "--kind", "model"], lines).expect(2);
    assert!(run.stderr.contains("`An` is a person in this study"), "{}", run.stderr);
    let run = folder.run_with(&["import", "codings", "-"], "{\"incident\": \"i1\"}\n").expect(1);
    assert!(run.stderr.contains("names no coder"), "{}", run.stderr);
    folder.run(&["import", "codings", "missing.jsonl"]).expect(2);
    folder.write("latin.jsonl", b"{\"incident\": \"caf\xe9\"}\n");
    folder.run(&["import", "codings", "latin.jsonl"]).expect(2);
}

#[test]
fn what_the_rules_suggest_can_be_taken_in_as_a_model() {
    let folder = study();
    let suggested = folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout;
    let count = suggested.lines().count();
    folder.run_with(&["import", "codings", "-", "--coder", "rules", "--kind", "model"], &suggested).expect(0);
    let listed: Value = folder.run(&["codings", "--format", "json"]).expect(0).json();
    assert_eq!((count, listed["codings"].as_array().unwrap().len()), (3, 3));
}
