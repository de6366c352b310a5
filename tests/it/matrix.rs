//! `keerpunt matrix`, and the memos that stand in it.

use crate::folder::Folder;
use crate::stories::study;
use serde_json::{Value, json};

fn asked(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["matrix", "--format", "json"], more].concat()).expect(1).json()
}

fn cell<'a>(table: &'a Value, incident: &str, code: &str) -> Option<&'a Value> {
    let rows = table["rows"].as_array().unwrap();
    let row =
        rows.iter().find(|row| row["incidents"].as_array().unwrap().contains(&json!(incident))).unwrap();
    row["cells"].as_array().unwrap().iter().find(|cell| cell["code"] == code)
}

#[test]
fn a_cell_has_the_passages_of_its_code() {
    let table = asked(&study(), &[]);
    assert_eq!(
        (&table["schema"], &table["unit"], &table["beside"]),
        (&json!("keerpunt.matrix/1"), &json!("incident"), &json!("outcome"))
    );
    assert_eq!(table["rows"].as_array().unwrap().len(), 6);
    let bent = cell(&table, "s1", "rule.bent").unwrap();
    assert_eq!(bent["passages"][0]["quote"], "We made an exception for her.");
    assert!(cell(&table, "s4", "rule.bent").is_none(), "negated");
    let people = asked(&study(), &["--unit", "respondent", "--hide-zero"]);
    assert_eq!(people["rows"][0]["incidents"], json!(["s1", "s2"]));
    assert_eq!(cell(&people, "s2", "contact").unwrap()["passages"].as_array().unwrap().len(), 2);
    assert_eq!(people["columns"].as_array().unwrap().len(), 3);
}

#[test]
fn what_people_wrote_of_an_incident_and_a_code_stands_in_the_cell() {
    let folder = study();
    let an = |arguments: &[&str]| folder.run(&[arguments, &["--coder", "An"]].concat()).expect(1);
    an(&["memo", "s1", "--code", "bent", "Bends it *openly*."]);
    an(&["code", "s1", "contact", "--quote", "called the owner", "--note", "At once."]);
    an(&["memo", "s1", "--quote", "owner", "Who is he?"]);
    let table = asked(&folder, &[]);
    let texts = |code: &str| -> Vec<String> {
        let cell = cell(&table, "s1", code).unwrap();
        let all = cell["summaries"].as_array().unwrap();
        all.iter().map(|one| one["text"].as_str().unwrap().to_string()).collect()
    };
    assert_eq!(texts("rule.bent"), ["Bends it *openly*."]);
    assert_eq!(texts("contact"), ["Who is he?", "At once."]);
    // Only s1 was read: nothing else has a row.
    assert_eq!(table["rows"].as_array().unwrap().len(), 1);
    let csv = folder.run(&["matrix", "contact", "--cells", "both", "--format", "csv"]).expect(1).stdout;
    assert!(csv.starts_with("incident,respondent,outcome,contact\r\n"), "{csv}");
    assert!(csv.contains("\"Who is he? (An)\nAt once. (An)\n“called the owner”\""), "{csv}");
    let log = folder.run(&["log"]).expect(0).stdout;
    assert!(log.contains("s1 and rule.bent"), "{log}");
    let html = folder.run(&["matrix", "--cells", "summaries", "--format", "html"]).expect(1).stdout;
    assert!(html.contains("Who is he? (An)<br>At once. (An)"), "{html}");
}

#[test]
fn passages_beyond_those_asked_for_are_counted() {
    let run = study().run(&["matrix", "contact", "--unit", "respondent", "--quotes", "1", "--format", "md"]);
    let table = run.expect(1).stdout;
    assert!(table.contains("“I called the owner, and he laughed.” \\[s1\\]<br>+1 more"), "{table}");
    study().run(&["matrix", "--quotes", "0"]).expect(2);
}

#[test]
fn the_matrix_for_people_reads_as_it_should() {
    let folder = study();
    let run = folder.run(&["matrix", "--quiet", "--hide-zero"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/matrix.txt"), "\n{}", run.stdout);
    let narrow = folder.command(&["matrix", "--quiet"]).env("COLUMNS", "60").output().unwrap();
    let narrow = String::from_utf8(narrow.stdout).unwrap();
    assert!(narrow.lines().all(|line| line.chars().count() <= 60), "{narrow}");
}

#[test]
fn the_sample_that_ships_reads_as_it_should() {
    let mut command = Folder::new().command(&[
        "matrix",
        "customisation",
        "--where",
        "outcome=success",
        "--hide-zero",
        "--quiet",
        "--no-index",
    ]);
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "110").output().unwrap();
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert_eq!(stdout, include_str!("golden/matrix_sample.txt"), "\n{stdout}");
}
