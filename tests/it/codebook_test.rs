//! `keerpunt codebook test`: exemplars run against the rules.

use crate::folder::Folder;

const BOOK: &str = r#"codebook: tiny
version: 1.0.0
codes:
  - id: custom
    label: Maatwerk
    definition: Op maat.
    exemplars:
      coded:
        - {text: "Wij leverden maatwerk aan het bedrijf.", lang: nl, rules: true}
        - {text: "Hij week van de regel af.", lang: nl, rules: true}
        - {text: "Een maatwerkje.", lang: nl}
        - {text: "Iets anders.", lang: nl}
      not_coded:
        - {text: "De maatwerkkast was stuk.", lang: nl, why: meubel}
        - {text: "Het was geen maatwerk.", lang: nl}
        - {text: "Zomaar.", lang: nl}
    rules:
      - {lang: nl, any: ["maatwerk*"]}
  - id: seen
    label: Gezien
    definition: Gezien.
    exemplars: {coded: [Gezien.]}
"#;

#[test]
fn exemplars_that_fail_are_shown_with_what_was_hit() {
    let run = Folder::new().file("b.yaml", BOOK).run(&["codebook", "test", "b.yaml"]).expect(1);
    assert_eq!(
        run.stdout,
        r#"custom: no rule finds what must be coded
  "Hij week van de regel af."

custom: a rule hits what must not be coded
  "De [maatwerkkast] was stuk."
  custom#1 hits "maatwerkkast"
  why not: meubel

tiny 1.0.0
  marked `rules: true`: 1 of 2 found
  not coded: 1 of 3 hit
  other exemplars, for people: the rules find 1 of 3
  1 code without rules, coded by people only: seen
"#
    );
}

#[test]
fn programs_get_every_exemplar_with_its_hits() {
    let run =
        Folder::new().file("b.yaml", BOOK).run(&["codebook", "test", "b.yaml", "--format", "json"]).expect(1);
    let json = run.json();
    assert_eq!(json["rules_true"], serde_json::json!({"total": 2, "found": 1}));
    assert_eq!(json["not_coded"], serde_json::json!({"total": 3, "hit": 1}));
    assert_eq!(json["without_rules"], serde_json::json!(["seen"]));
    let first = &json["exemplars"][0];
    assert_eq!((&first["code"], &first["holds"]), (&"custom".into(), &true.into()));
    assert_eq!(
        first["hits"],
        serde_json::json!([{"start": 13, "end": 21, "text": "maatwerk", "rule": "custom#1"}])
    );
    let negated = &json["exemplars"][5];
    assert_eq!(negated["text"], "Het was geen maatwerk.");
    assert_eq!((&negated["holds"], negated["negated"].as_array().unwrap().len()), (&true.into(), 1));
}

#[test]
fn when_every_exemplar_holds_the_run_ends_well() {
    let book = BOOK
        .replace("[\"maatwerk*\"]", "[\"maatwerk*\", \"sep(af: wijken week)\"], none: [\"maatwerkkast*\"]");
    let run = Folder::new().file("b.yaml", book).run(&["codebook", "test", "b.yaml"]).expect(0);
    assert!(
        run.stdout.starts_with("tiny 1.0.0\n  marked `rules: true`: 2 of 2 found\n  not coded: 0 of 3 hit\n")
    );
}

#[test]
fn a_book_with_faults_is_not_tested_and_all_faults_are_told() {
    let book = BOOK.replace("any:", "anny:").replace("label: Gezien", "lable: Gezien");
    let run = Folder::new().file("b.yaml", book).run(&["codebook", "test", "b.yaml"]).expect(2);
    assert!(run.stdout.is_empty());
    assert_eq!(run.stderr.matches("error[").count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("b.yaml:18:20") && run.stderr.contains("b.yaml:20:5"), "{}", run.stderr);
    assert!(run.stderr.contains("error[unknown-field]") && run.stderr.contains("did you mean `any`?"));
}
