//! `keerpunt quotes`.

use crate::stories::study;
use serde_json::{Value, json};

fn passages(run: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_string();
    let list = run["passages"].as_array().unwrap();
    list.iter().map(|one| (text(&one["incident"]), text(&one["quote"]))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(incident, quote)| (incident.to_string(), quote.to_string())).collect()
}

#[test]
fn a_cell_of_a_table_opens_into_its_passages() {
    let folder = study();
    let table = folder.run(&["crosstab", "--ids", "--format", "json"]).expect(1).json();
    let rows = table["rows"].as_array().unwrap();
    for row in rows.iter().filter(|row| row.get("valence").is_none() && row["group"] == false) {
        for cell in row["cells"].as_array().unwrap() {
            let condition = format!("outcome={}", cell["value"].as_str().unwrap());
            let code = row["code"].as_str().unwrap();
            let quotes =
                folder.run(&["quotes", code, "--where", &condition, "--format", "json"]).expect(1).json();
            let counted: Vec<&Value> = quotes["passages"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["negated"] == false)
                .map(|one| &one["incident"])
                .collect();
            assert_eq!(json!(counted), cell["incidents"], "{code} {condition}");
            assert_eq!(quotes["incidents"], cell["count"]);
        }
    }
}

#[test]
fn a_passage_says_where_it_stands_who_told_it_and_which_words_fired() {
    let run = study().run(&["quotes", "rule.bent", "--quiet"]).expect(1);
    assert!(run.stdout.contains("s1 · success · told by An · stories.csv:2"), "{}", run.stdout);
    assert!(run.stdout.contains("We made an [exception] for her."), "{}", run.stdout);
    assert!(run.stdout.contains("rule.bent#1"), "{}", run.stdout);
    assert!(run.stdout.contains("negated: not counted"), "{}", run.stdout);
    assert!(run.stdout.contains("besides 1 negated"), "{}", run.stdout);
}

#[test]
fn places_are_code_points_of_the_narrative() {
    let run = study().run(&["quotes", "rule.kept", "--format", "json"]).expect(1).json();
    let one = &run["passages"][0];
    assert_eq!(
        (&one["start"], &one["end"], &one["quote"]),
        (&json!(0), &json!(20), &json!("It went by the book."))
    );
    assert_eq!(
        one["evidence"][0],
        json!({"start": 8, "end": 19, "text": "by the book", "rule": "rule.kept#1"})
    );
}

#[test]
fn context_shows_what_stands_around_a_passage() {
    let folder = study();
    let plain = folder.run(&["quotes", "rule.kept", "--quiet"]).expect(1).stdout;
    let around = folder.run(&["quotes", "rule.kept", "--context", "incident", "--quiet"]).expect(1).stdout;
    assert!(!plain.contains("forgot") && around.contains("forgot"), "{around}");
    let paragraph =
        folder.run(&["quotes", "rule.kept", "--context", "paragraph", "--quiet"]).expect(1).stdout;
    assert!(paragraph.contains("forgot"), "{paragraph}");
}

#[test]
fn a_cell_of_codes_by_codes_and_one_valence_can_be_opened() {
    let folder = study();
    let both = folder.run(&["quotes", "contact", "--with", "rule.bent", "--format", "json"]).expect(1).json();
    assert_eq!(passages(&both), pairs(&[("s1", "I called the owner, and he laughed.")]));
    let lacking =
        folder.run(&["quotes", "contact", "--valence", "lacking", "--format", "json"]).expect(1).json();
    assert_eq!(passages(&lacking), pairs(&[("s3", "I forgot to call him.")]));
}

#[test]
fn passages_stand_under_their_code_or_under_their_file() {
    let folder = study();
    let by_code = passages(&folder.run(&["quotes", "--format", "json"]).expect(1).json());
    let by_file = passages(&folder.run(&["quotes", "--order", "file", "--format", "json"]).expect(1).json());
    assert_eq!(by_code.len(), by_file.len());
    let incidents: Vec<&String> = by_file.iter().map(|(incident, _)| incident).collect();
    assert!(incidents.is_sorted(), "{incidents:?}");
    assert!(!by_code.iter().map(|(incident, _)| incident).is_sorted());
}

#[test]
fn another_attribute_may_stand_beside_a_passage() {
    let run = study().run(&["quotes", "rule.kept", "--beside", "branch", "--quiet"]).expect(1);
    assert!(run.stdout.contains("s3 · south · told by Bo"), "{}", run.stdout);
    let run = study().run(&["quotes", "rule.kept", "--beside", "brnch"]).expect(2);
    assert!(run.stderr.contains("did you mean `branch`?"), "{}", run.stderr);
}

#[test]
fn a_story_cannot_write_to_the_terminal() {
    let folder = study();
    folder.write(
        "stories.csv",
        "id,outcome,narrative\n\"s\u{1b}[2J\",success,\"An exception\u{1b}[31m \u{7}was made.\"\n",
    );
    let run = folder.run(&["quotes"]).expect(0);
    assert!(!run.stdout.contains('\u{1b}') && !run.stdout.contains('\u{7}'), "{:?}", run.stdout);
    assert!(run.stdout.contains('␛'), "{:?}", run.stdout);
}

#[test]
fn passages_go_into_a_paper_and_onto_a_page() {
    let folder = study();
    let latex = folder.run(&["quotes", "rule.bent", "--format", "latex"]).expect(1).stdout;
    assert!(
        latex.contains("\\toprule") && latex.contains("rule.bent & We made an [exception] for her."),
        "{latex}"
    );
    assert!(latex.contains("(negated: not counted)") && latex.contains("& An \\\\"), "{latex}");
    folder.run(&["quotes", "rule.bent", "--output", "said.html"]).expect(1);
    let page = std::fs::read_to_string(folder.path("said.html")).unwrap();
    assert!(page.contains("<table") && page.contains("We made an [exception] for her."), "{page}");
}
