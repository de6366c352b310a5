//! What a new version of a codebook changes, and for how many suggestions.

use crate::folder::Folder;
use serde_json::json;

const OLD: &str = "codebook: b
version: 1.0.0
codes:
  - {id: call, definition: Somebody calls., rules: [{any: [called]}]}
  - {id: visit, definition: Somebody visits., rules: [{any: [visited]}]}
  - {id: gone, rules: [{any: [waited]}]}
";
const NEW: &str = "codebook: b
version: 2.0.0
codes:
  - {id: phone, formerly: [call], definition: Somebody phones or writes., rules: [{any: [called, wrote]}]}
  - {id: visit, definition: Somebody visits., rules: [{any: [visited], none: [shop]}]}
  - {id: fresh}
";

fn study() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: stories\ncodebook: b.yaml\n")
        .file("b.yaml", NEW)
        .file("old.yaml", OLD)
        .file("stories/i1.txt", "She called. She wrote. She visited the shop. She waited.\n")
        .file("stories/i2.txt", "He visited. He wrote. He wrote again.\n")
}

#[test]
fn a_diff_tells_what_became_of_codes_and_of_suggestions() {
    let folder = study();
    let told = folder.run(&["codebook", "diff", "old.yaml", "--format", "json"]).expect(0).json();
    assert_eq!((&told["schema"], &told["incidents"]), (&json!("keerpunt.codebook-diff/1"), &json!(2)));
    let changes = told["changes"].as_array().unwrap();
    let short: Vec<_> = changes
        .iter()
        .map(|one| {
            json!([
                one["code"],
                one["fate"],
                one["formerly"],
                one["look_again"],
                one["suggestions"]["gained"],
                one["suggestions"]["lost"]
            ])
        })
        .collect();
    let expected = json!([
        ["phone", "renamed", ["call"], true, 3, 0],
        ["visit", "stayed", ["visit"], false, 0, 1],
        ["fresh", "added", [], false, 0, 0],
        ["gone", "removed", ["gone"], false, 0, 1],
    ]);
    assert_eq!(json!(short), expected);
    assert_eq!(changes[0]["reworded"][0]["was"], "Somebody calls.");
    let table = folder.run(&["codebook", "diff", "old.yaml"]).expect(0).stdout;
    for part in [
        "What changed from b 1.0.0 to b 2.0.0",
        "0 codes as they were before",
        "formerly: [ID]",
        "Somebody phones or writes.",
    ] {
        assert!(table.contains(part), "{part}:\n{table}");
    }
}

#[test]
fn two_files_are_compared_without_a_study_or_its_corpus() {
    let folder = study();
    let rows = folder
        .run(&["codebook", "diff", "old.yaml", "old.yaml", "--no-corpus", "--format", "csv"])
        .expect(0)
        .stdout;
    assert_eq!(rows, "code,fate,formerly,reworded,look_again\r\n");
    let alone = Folder::new().file("old.yaml", OLD).file("new.yaml", NEW);
    let told = alone.run(&["codebook", "diff", "old.yaml", "new.yaml", "--format", "json"]).expect(0).json();
    assert_eq!((&told["incidents"], &told["changes"][0]["suggestions"]), (&json!(null), &json!(null)));
    alone.run(&["codebook", "diff", "old.yaml"]).expect(2);
    alone.write("bad.yaml", "codes: 7\n");
    let run = alone.run(&["codebook", "diff", "old.yaml", "bad.yaml"]).expect(2);
    assert!(run.stderr.contains("bad.yaml"), "{}", run.stderr);
    let run = alone
        .run(&["codebook", "diff", "old.yaml", "new.yaml", "--output", "old.yaml", "--format", "csv"])
        .expect(2);
    assert!(run.stderr.contains("reads"), "{}", run.stderr);
}
