//! `keerpunt negative`.

use crate::folder::Folder;
use crate::stories::study;
use serde_json::{Value, json};

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

fn ids(cases: &Value) -> Vec<&str> {
    cases["cases"].as_array().unwrap().iter().map(|case| case["incident"].as_str().unwrap()).collect()
}

fn asked(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["negative", "--format", "json"], more].concat()).expect(1).json()
}

#[test]
fn a_case_has_the_code_and_the_other_outcome_and_shows_its_passages() {
    let table = asked(&study(), &[]);
    assert_eq!((&table["schema"], &table["by"]), (&json!("keerpunt.negative/1"), &json!("outcome")));
    // "no exception" in s4 is negated; s5 and s6 have no outcome that is known.
    let bent = row(&table, "rule.bent");
    assert_eq!(
        (&bent["goes_with"], &bent["base"], &bent["n_cases"]),
        (&json!("success"), &json!(1), &json!(0))
    );
    assert_eq!(bent["cautions"], json!(["weak-lean", "dependent-incidents"]));
    let contact = row(&table, "contact");
    assert_eq!((&contact["goes_with"], &contact["base"]), (&Value::Null, &json!(4)));
    let expected = asked(&study(), &["contact", "--expect", "ok"]);
    let contact = row(&expected, "contact");
    assert_eq!((&contact["goes_with"], ids(contact)), (&json!("success"), vec!["s3", "s4"]));
    assert_eq!(contact["cases"][1]["passages"][0]["quote"], "I called.");
    assert_eq!((&expected["without_value"], &expected["other"]), (&json!(1), &json!(1)));
}

#[test]
fn the_reverse_lists_outcomes_without_their_codes() {
    let folder = study();
    let table = asked(&folder, &["rule", "--expect", "success", "--reverse"]);
    let bare = &table["without_code"][0];
    assert_eq!(
        (&bare["value"], &bare["codes"], ids(bare)),
        (&json!("success"), &json!(["rule.bent", "rule.kept"]), vec!["s2"])
    );
    let printed = folder.run(&["negative", "rule", "--expect", "success", "--reverse"]).expect(1).stdout;
    assert!(printed.contains("I called twice. Nothing else."), "{printed}");
}

#[test]
fn what_cannot_be_asked_is_refused_with_what_to_do() {
    let folder = study();
    let refused = folder.run(&["negative", "--expect", "succes"]).expect(2);
    assert!(refused.stderr.contains("did you mean `success`?"), "{}", refused.stderr);
    folder.run(&["negative", "--by", "codes"]).expect(2);
    folder.run(&["negative", "--limit", "3", "--format", "json"]).expect(2);
}

#[test]
fn a_spreadsheet_has_every_case_and_codes_without_one() {
    let csv = study().run(&["negative", "--expect", "success", "--format", "csv"]).expect(1).stdout;
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "code,label,goes_with,cases,base,incident,value,respondent,file,line,passages");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("rule.kept,Keeping to a rule,success,1,1,s3,less_success,Bo,")),
        "{csv}"
    );
    assert!(lines.iter().any(|line| line.starts_with("quiet,Quiet,success,0,0,,")), "{csv}");
}

#[test]
fn the_tables_for_people_read_as_they_should() {
    let run = study().run(&["negative", "--quiet", "--expect", "success"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/negative.txt"), "\n{}", run.stdout);
}

#[test]
fn the_sample_that_ships_reads_as_it_should() {
    let mut command = Folder::new().command(&[
        "negative",
        "customisation",
        "demand",
        "--limit",
        "2",
        "--quiet",
        "--no-index",
    ]);
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "110").output().unwrap();
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert_eq!(stdout, include_str!("golden/negative_sample.txt"), "\n{stdout}");
}
