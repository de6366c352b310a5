//! `keerpunt codebook show`, `explain` and `schema`: the codebook to read.

use crate::folder::Folder;
use serde_json::json;
use std::path::Path;

const BOOK: &str = r#"codebook: tiny
version: 1.0.0
title: {nl: Klein, en: Tiny}
codes:
  - id: custom
    label: {nl: Maatwerk, en: Customisation}
    group: true
    codes:
      - id: deviate
        label: {nl: Afwijken, en: Deviating}
        definition: {nl: Wijkt af., en: Deviates.}
        exemplars: {coded: [Hij week af.]}
        rules:
          - lang: nl
            any: ["maatwerk*", "sep(af: wijken week)", "zeldzaam*"]
          - {lang: en, any: [custom*]}
"#;

fn study() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\ncodebook: b.yaml\nlanguage: nl\n")
        .file("b.yaml", BOOK)
        .file("stories/a.txt", "Wij leverden maatwerk. Zij noemden het Maatwerkplek.\n")
        .file("stories/b.txt", "Hij week daar van af. Niets anders.\n")
        .file("stories/c.txt", "Een dag zonder wonderen.\n")
}

#[test]
fn the_codebook_is_shown_in_the_language_that_was_asked_for() {
    let folder = study();
    let run = folder.run(&["codebook", "show"]).expect(0);
    assert_eq!(
        run.stdout,
        "Klein (tiny 1.0.0)\n\ncustom  Maatwerk [group]\n\n  custom.deviate  Afwijken\n    Wijkt af.\n"
    );
    let run = folder.run(&["codebook", "show", "deviate", "--lang", "en", "--format", "md"]).expect(0);
    assert!(
        run.stdout.starts_with("## Deviating `custom.deviate`\n\n**Definition.** Deviates.\n"),
        "{}",
        run.stdout
    );
    let json = folder.run(&["codebook", "show", "--format", "json"]).expect(0).json();
    assert_eq!(
        json["codes"][1]["rules"][0]["any"],
        json!(["maatwerk*", "sep(af: wijken week)", "zeldzaam*"])
    );
}

#[test]
fn a_code_that_is_not_there_gets_the_nearest() {
    let run = study().run(&["codebook", "show", "custom.devaite"]).expect(2);
    assert_eq!(
        run.stderr,
        "error: there is no code `custom.devaite`\n  help: did you mean `custom.deviate`?\n"
    );
    study().run(&["codebook", "show", "--format", "csv"]).expect(2);
}

#[test]
fn explain_says_how_patterns_were_read_and_which_words_they_join() {
    let run = study().run(&["codebook", "explain", "custom.deviate"]).expect(0);
    assert_eq!(
        run.stdout,
        "custom.deviate  Afwijken

Rule custom.deviate#1 (lang: nl): finds something in 2 incidents
  any \"maatwerk*\": 2 times in 1 incident
    a word that begins with `maatwerk`
    finds maatwerk (1), maatwerkplek (1)
  any \"sep(af: wijken week)\": once
    the separable verb of `af` and one of: wijken, week
    finds week daar van af (1)
  any \"zeldzaam*\": nothing in the corpus
    a word that begins with `zeldzaam`
  a: Wij leverden [maatwerk].
  a: Zij noemden het [Maatwerkplek].
  b: Hij [week daar van af].

Rule custom.deviate#2 (lang: en): finds nothing in the corpus
  any \"custom*\": nothing in the corpus
    a word that begins with `custom`
"
    );
}

#[test]
fn explain_gives_programs_everything() {
    let folder = study();
    let json = folder.run(&["codebook", "explain", "custom", "--format", "json"]).expect(0).json();
    assert_eq!(json["incidents"], 3);
    let rule = &json["codes"][0]["rules"][0];
    assert_eq!((&rule["rule"], &rule["incidents"]), (&json!("custom.deviate#1"), &json!(2)));
    let first = &rule["patterns"][0];
    assert_eq!(
        first["finds"],
        json!([{"text": "maatwerk", "count": 1}, {"text": "maatwerkplek", "count": 1}])
    );
    assert_eq!(rule["examples"][0]["incident"], "a");
    assert_eq!(rule["examples"][0]["hits"][0], json!({"start": 13, "end": 21, "text": "maatwerk"}));
    let alone =
        folder.run(&["codebook", "explain", "custom", "--no-corpus", "--format", "json"]).expect(0).json();
    assert_eq!(
        (&alone["incidents"], &alone["codes"][0]["rules"][0]["patterns"][0]["finds"]),
        (&json!(null), &json!(null))
    );
}

#[test]
fn explain_shows_as_many_passages_and_words_as_were_asked_for() {
    let folder = study();
    let run = folder.run(&["codebook", "explain", "deviate", "--hits", "1", "--words", "1"]).expect(0);
    assert!(run.stdout.contains("  a: Wij leverden [maatwerk].\n\n"), "{}", run.stdout);
    assert!(run.stdout.contains("    finds maatwerk (1)"), "{}", run.stdout);
    assert!(!run.stdout.contains("maatwerkplek (1)"), "{}", run.stdout);
    let none = folder.run(&["codebook", "explain", "deviate", "--hits", "0"]).expect(0).stdout;
    assert!(!none.contains("  a: "), "{none}");
}

#[test]
fn check_notes_what_the_corpus_tells_without_failing() {
    let folder =
        study().file("stories/d.txt", "Maatwerkplan.\n").file("stories/e.txt", "Maatwerk en meer.\n");
    let run = folder.run(&["codebook", "check"]).expect(0);
    assert_eq!(run.stdout, "note[wildcard-finds-most]: `maatwerk*` stands in 3 of 5 incidents in `nl` (b.yaml:15:20)
note[wildcard-finds-nothing]: `zeldzaam*` of `custom.deviate#1` finds nothing in 5 incidents in `nl` (b.yaml:15:57)
note[no-incident-in-language]: no incident is in `en`, so 1 rule was not tried (b.yaml:16:14)
  help: `keerpunt codebook explain CODE` shows how patterns were read and what they find

b.yaml: 2 codes, 2 rules, 4 patterns; tried on 5 incidents; nothing to mend, 3 notes
");
    let quiet = folder.run(&["codebook", "check", "--no-corpus"]).expect(0);
    assert_eq!(quiet.stdout, "b.yaml: 2 codes, 2 rules, 4 patterns; nothing to mend\n");
}

#[test]
fn check_notes_a_rule_that_never_fires() {
    let folder = study().file("b.yaml", BOOK.replace("\"maatwerk*\", \"sep(af: wijken week)\", ", ""));
    let json = folder.run(&["codebook", "check", "--format", "json"]).expect(0).json();
    let codes: Vec<&str> =
        json["diagnostics"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["rule-never-fires", "no-incident-in-language"]);
    assert_eq!((&json["notes"], &json["incidents"]), (&json!(2), &json!(3)));
}

#[test]
fn the_schema_is_valid_json_with_every_field_of_the_shipped_codebook() {
    let schema = Folder::new().run(&["codebook", "schema"]).expect(0).json();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let book = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("codebooks/verbindend-vakmanschap.yaml"),
    );
    let field = regex::Regex::new(r"(?m)^\s*(?:- )?([a-z_]+):").unwrap();
    let book = book.unwrap();
    let text = schema.to_string();
    let mut fields = 0;
    for found in field.captures_iter(&book) {
        let name = &found[1];
        fields += 1;
        assert!(["nl", "en"].contains(&name) || text.contains(&format!("\"{name}\":")), "{name}");
    }
    assert!(fields > 100);
}
