//! `keerpunt participation`.

use crate::folder::Folder;
use crate::stories::{BOOK, STORIES, STUDY, study};
use serde_json::{Value, json};

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

#[test]
fn the_rate_is_of_all_respondents_and_the_line_marks_codes() {
    let table = study().run(&["participation", "--format", "json"]).expect(1).json();
    assert_eq!(
        (&table["schema"], &table["n_participants"], &table["line"]),
        (&json!("keerpunt.participation/1"), &json!(4), &json!(25.0))
    );
    assert_eq!(table["participation_rate"], json!({"rule.bent": 0.75, "rule.kept": 0.25, "contact": 0.75}));
    assert_eq!(table["meets_25_percent"]["rule.kept"], true);
    let quiet = row(&table, "quiet");
    assert_eq!((&quiet["participants"], &quiet["meets_line"]), (&json!(0), &json!(false)));
    let bent = row(&table, "rule.bent");
    assert_eq!(bent["statistics"]["participation_rate"], 0.75);
    assert!((bent["statistics"]["wilson_low"].as_f64().unwrap() - 0.300_642).abs() < 1e-5, "{bent}");
}

#[test]
fn the_line_comes_from_the_question_then_the_study() {
    let folder = Folder::new()
        .file("keerpunt.yaml", format!("{STUDY}participation_line: 50 %\n"))
        .file("book.yaml", BOOK)
        .file("stories.csv", STORIES);
    let asked =
        |more: &[&str]| folder.run(&[&["participation", "--format", "json"], more].concat()).expect(1).json();
    assert_eq!(
        (&asked(&[])["line"], row(&asked(&[]), "rule.kept")["meets_line"] == json!(false)),
        (&json!(50.0), true)
    );
    assert_eq!(row(&asked(&["--line", "25%"]), "rule.kept")["meets_line"], true);
    assert_eq!(row(&asked(&["--line", "25.1%"]), "rule.kept")["meets_line"], false);
    let refused = folder.run(&["participation", "--line", "250"]).expect(2);
    assert!(refused.stderr.contains("from 0 to 100"), "{}", refused.stderr);
}

#[test]
fn without_a_respondent_field_the_error_says_how_to_name_one() {
    let folder = Folder::new()
        .file("keerpunt.yaml", STUDY.replace("respondent: teller\n", ""))
        .file("book.yaml", BOOK)
        .file("stories.csv", STORIES);
    let refused = folder.run(&["participation"]).expect(2);
    assert!(refused.stderr.contains("respondent: ATTRIBUTE"), "{}", refused.stderr);
    let named = folder.run(&[
        "participation",
        "--corpus",
        "stories.csv",
        "--codebook",
        "book.yaml",
        "--text",
        "narrative",
        "--respondent",
        "teller",
        "--format",
        "json",
    ]);
    assert_eq!(named.json()["n_participants"], 4);
}

#[test]
fn a_respondent_whose_incidents_nobody_read_is_in_no_rate() {
    let folder = study();
    for incident in ["s1", "s3"] {
        folder.run(&["read", incident, "--coder", "An"]).expect(1);
    }
    folder.run(&["code", "s1", "rule.bent", "--quote", "made an exception", "--coder", "An"]).expect(1);
    let table = folder.run(&["participation", "--format", "json"]).expect(1).json();
    assert_eq!((&table["n_participants"], &table["read"]), (&json!(2), &json!(2)));
    assert_eq!(row(&table, "rule.bent")["statistics"]["participation_rate"], 0.5);
    // Cy told s6 and s7, nobody told s4; An's s2 and Bo's s5 were not read.
    assert_eq!(
        (&table["respondents_not_counted"], &table["respondents_partly_read"]),
        (&json!(2), &json!(2))
    );
}

#[test]
fn a_table_within_an_attribute_has_its_own_respondents() {
    let folder = study();
    let tables = folder.run(&["participation", "--within", "outcome", "--format", "json"]).expect(1).json();
    let parts = tables["tables"].as_array().unwrap();
    let bases: Vec<&Value> = parts.iter().map(|part| &part["n_participants"]).collect();
    assert_eq!(bases, [1, 2]);
    let csv = folder.run(&["participation", "--within", "outcome", "--format", "csv"]).expect(1).stdout;
    assert!(csv.starts_with("within_outcome,code,label,level,group,participants,base,"), "{csv}");
}

#[test]
fn the_table_for_people_reads_as_it_should() {
    let run = study().run(&["participation", "--quiet"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/participation.txt"), "\n{}", run.stdout);
}

#[test]
fn the_sample_that_ships_reads_as_it_should() {
    let mut command = Folder::new().command(&["participation", "--level", "1", "--quiet", "--no-index"]);
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "110").output().unwrap();
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert_eq!(stdout, include_str!("golden/participation_sample.txt"), "\n{stdout}");
}
