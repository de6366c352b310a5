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

fn overall(folder: &crate::folder::Folder, gold: &str) -> Value {
    folder.run(&["evaluate", "--gold", gold, "--format", "json"]).expect(1).json()["overall"].clone()
}

#[test]
fn a_quote_says_where_it_stands_unless_it_stands_there_twice() {
    let gold = r#"{"incident": "s1", "code": "rule.bent", "quote": "We made an exception for her."}
{"incident": "s2", "code": "rule.kept", "quote": "I called"}
{"incident": "s3", "code": "rule.kept", "quote": "by the book"}
"#;
    let folder = study().file("gold.jsonl", GOLD).file("quotes.jsonl", gold);
    assert_eq!(overall(&folder, "quotes.jsonl"), overall(&folder, "gold.jsonl"));
    folder.write(
        "quotes.jsonl",
        format!("{gold}{}\n", r#"{"incident": "s1", "code": "contact", "quote": "he"}"#),
    );
    let run = folder.run(&["evaluate", "--gold", "quotes.jsonl"]).expect(1);
    assert!(run.stderr.contains("quotes.jsonl:4: its quote stands"), "{}", run.stderr);
    assert!(run.stderr.contains("say `start` and `end`"), "{}", run.stderr);
}

#[test]
fn lines_about_whole_incidents_are_scored_by_incident() {
    let gold = "{\"incident\": \"s1\", \"code\": \"contact\"}\n{\"incident\": \"s1\", \"code\": \"rule.bent\", \"quote\": \"exception\"}\n{\"incident\": \"s3\"}\n";
    let folder = study().file("gold.jsonl", gold);
    let run = folder.run(&["evaluate", "--gold", "gold.jsonl", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("1 line codes a whole incident"), "{}", run.stderr);
    let scores = run.json();
    assert_eq!(scores["overall"]["incident"]["gold"], 2);
    // s3 was read, so what is suggested there counts against the rules
    assert_eq!(scores["overall"]["incident"]["suggested"], 4, "{scores:#}");
    assert_eq!(scores["overall"]["passage"]["gold"], json!(null));
}

#[test]
fn tables_lists_and_journals_of_codings_serve_as_gold() {
    let folder = study().file("gold.jsonl", GOLD);
    let table = "incident;code;quote;start;end\ns1;rule.bent;\"We made an exception for her.\";0;29\n\
                 s2;rule.kept;;0;8\ns3;rule.kept;by the book;;\n";
    folder.write("gold.csv", table);
    folder.write("gold.tsv", table.replace('"', "").replace(';', "\t"));
    let expected = overall(&folder, "gold.jsonl");
    assert_eq!(overall(&folder, "gold.csv"), expected);
    assert_eq!(overall(&folder, "gold.tsv"), expected);
    for (incident, code, quote) in [
        ("s1", "rule.bent", "We made an exception for her."),
        ("s2", "rule.kept", "I called"),
        ("s3", "rule.kept", "by the book"),
    ] {
        folder.run(&["code", incident, code, "--quote", quote, "--coder", "An"]).expect(1);
    }
    folder.run(&["codings", "--format", "json", "--output", "list.json"]).expect(1);
    assert_eq!(overall(&folder, "list.json"), expected);
    folder.run(&["codings", "--format", "csv", "--output", "list.csv"]).expect(1);
    assert_eq!(overall(&folder, "list.csv"), expected);
    folder.run(&["code", "s1", "contact", "--coder", "An"]).expect(1);
    folder.run(&["undo", "--coder", "An"]).expect(0);
    let journal = std::fs::read_dir(folder.path("codings")).unwrap().next().unwrap().unwrap().path();
    assert_eq!(overall(&folder, journal.to_str().unwrap()), expected);
}

#[test]
fn a_file_that_holds_no_codings_is_refused_with_the_forms_that_do() {
    let folder = study()
        .file("other.json", "{\n  \"schema\": \"keerpunt.crosstab/1\",\n  \"rows\": []\n}\n")
        .file("prose.txt", "We made an exception.\nTwice.\n")
        .file("wrong.csv", "a,b\n1,2\n")
        .file("nothing.jsonl", "{\"incident\": \"s9\", \"code\": \"contact\"}\n");
    for name in ["other.json", "prose.txt", "wrong.csv", "stories.csv", "book.yaml"] {
        let run = folder.run(&["evaluate", "--gold", name, "--quiet"]).expect(2);
        assert_eq!(run.stdout, "", "{name}");
        let said: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error")).collect();
        assert_eq!(said, [format!("error: {name} is no file of codings that is understood")]);
        assert!(
            run.stderr.contains("\"incident\": \"...\"") && run.stderr.contains(".csv"),
            "{}",
            run.stderr
        );
    }
    let run = folder.run(&["evaluate", "--gold", "nothing.jsonl", "--quiet"]).expect(2);
    assert!(run.stderr.contains("no incident is called `s9`") && run.stdout.is_empty(), "{}", run.stderr);
}

#[test]
fn lists_end_somewhere_and_what_no_rule_looks_for_is_only_counted() {
    let folder = study().file("gold.jsonl", GOLD);
    let evaluate =
        |more: &[&str]| folder.run(&[&["evaluate", "--gold", "gold.jsonl"], more].concat()).expect(1).stdout;
    let short = evaluate(&["--limit", "1"]);
    assert!(
        short.contains("False alarms") && short.contains("... and 2 more; --limit 0 lists all."),
        "{short}"
    );
    assert!(!evaluate(&["--limit", "0"]).contains("more; --limit"));
    let book = "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: heat, label: Heat}\n  - {id: cold, rules: [{any: [zzz]}]}\n";
    folder.write("bare.yaml", book);
    folder.write("bare.jsonl", r#"{"incident": "s2", "code": "heat"}"#);
    let run = folder.run(&["evaluate", "--gold", "bare.jsonl", "--codebook", "bare.yaml"]);
    assert!(
        run.stdout.contains("Missed too, and not listed: 1 incident of codes that no rule looks for."),
        "{}",
        run.stdout
    );
    assert!(!run.stdout.contains("Misses:"), "{}", run.stdout);
}
