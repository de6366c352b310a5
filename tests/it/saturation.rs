//! `keerpunt saturation`.

use crate::folder::Folder;
use crate::stories::study;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn asked(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["saturation", "--format", "json"], more].concat()).expect(1).json()
}

#[test]
fn a_code_is_new_once_and_the_order_is_said() {
    let folder = study();
    let table = asked(&folder, &[]);
    assert_eq!((&table["schema"], &table["order"]), (&json!("keerpunt.saturation/1"), &Value::Null));
    assert_eq!(table["new_categories_by_incident"], json!([2, 0, 1, 0, 0, 0]));
    assert_eq!(table["points"][2]["new"], json!(["rule.kept"]));
    assert_eq!((&table["n_categories"], &table["absent_categories"]), (&json!(3), &json!(1)));
    assert!((table["specaccum"][5].as_f64().unwrap() - 3.0).abs() < 1e-12);
    let by_year = asked(&folder, &["--order", "year"]);
    // s6 of 2013 comes first, then s1 and s3 of 2014.
    assert_eq!(by_year["new_categories_by_incident"], json!([1, 1, 1, 0, 0, 0]));
    assert_eq!(by_year["points"][0]["incident"], "s6");
    assert_eq!(by_year["specaccum"], table["specaccum"]);
    let printed = folder.run(&["saturation", "--order", "year"]).expect(1).stdout;
    assert!(printed.contains("in order: by year") && !printed.contains("reading-order"), "{printed}");
    assert!(!by_year["cautions"].as_array().unwrap().contains(&json!("reading-order")));
    // Without it everything that hangs on the order is named.
    assert!(table["cautions"].as_array().unwrap().contains(&json!("reading-order")));
    let printed = folder.run(&["saturation"]).expect(1).stdout;
    assert!(printed.contains("as read, file by file, not as collected"), "{printed}");
    assert!(printed.contains("--order takes the attribute that says it"), "{printed}");
}

#[test]
fn respondents_are_steps_where_that_is_asked() {
    let table = asked(&study(), &["--unit", "respondent"]);
    assert_eq!(table["cumulative_categories"], json!([2, 3, 3, 3]));
    assert_eq!(table["participants_per_category"], json!({"rule.bent": 4 - 1, "rule.kept": 1, "contact": 3}));
}

#[test]
fn base_run_and_threshold_can_be_chosen() {
    let folder = study();
    let table = asked(&folder, &["--base", "1", "--run", "1", "--threshold", "0"]);
    assert_eq!(table["guest2020_base1_run1_newinfo"], json!([0.0, 0.5, 0.0, 0.0, 0.0]));
    assert_eq!(table["guest2020_first_index_at_or_below_0pct"], json!([1, 2]));
    let short = folder.run(&["saturation", "--base", "6"]).expect(1).stdout;
    assert!(short.contains("a base of 6 and a run of 2 want 8 incidents or more"), "{short}");
    folder.run(&["saturation", "--run", "0"]).expect(2);
    let most = usize::MAX.to_string();
    for (base, run) in [("1", most.as_str()), (&most, "1"), (&most, &most)] {
        let table = asked(&folder, &["--base", base, "--run", run]);
        assert_eq!(table["guest2020"]["base_categories"], Value::Null);
    }
}

/// The incidents of a reference case as a study: a code of a coder for each category.
fn study_of(case: &Value) -> Folder {
    let mut table = "id,teller,codes,narrative\n".to_string();
    for (at, row) in case["input"]["rows"].as_array().unwrap().iter().enumerate() {
        let codes: Vec<&str> = row[1].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
        table += &format!("i{at:03},{},{},Told.\n", row[0].as_str().unwrap(), codes.join(";"));
    }
    Folder::new()
        .file(
            "keerpunt.yaml",
            "keerpunt: 1\nrespondent: teller\ncorpus:\n  - path: stories.csv\n    codes: {column: codes, separator: \";\", \
             coder: an, blank: none}\n",
        )
        .file("stories.csv", table)
}

#[test]
fn a_table_gives_the_numbers_of_the_reference_cases() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stats/cit.jsonl");
    let mut compared = 0;
    for line in fs::read_to_string(path).unwrap().lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let folder = study_of(&case);
        for verb in ["saturation", "participation"] {
            let table = folder.run(&[verb, "--format", "json"]).expect(0).json();
            for (name, wanted) in case["expected"].as_object().unwrap() {
                let Some(found) = table.get(name) else { continue };
                assert!(close(found, wanted), "{}: {name}: {found} is not {wanted}", case["id"]);
                compared += 1;
            }
        }
    }
    assert!(compared > 7 * 20, "{compared}");
}

fn close(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Number(found), Value::Number(wanted)) => {
            let (found, wanted) = (found.as_f64().unwrap(), wanted.as_f64().unwrap());
            (found - wanted).abs() <= 1e-9 + 1e-6 * wanted.abs()
        }
        (Value::Array(found), Value::Array(wanted)) => {
            found.len() == wanted.len()
                && found.iter().zip(wanted).all(|(found, wanted)| close(found, wanted))
        }
        (Value::Object(found), Value::Object(wanted)) => {
            found.len() == wanted.len()
                && wanted.iter().all(|(name, wanted)| found.get(name).is_some_and(|one| close(one, wanted)))
        }
        (found, wanted) => found == wanted,
    }
}

#[test]
fn the_tables_for_people_read_as_they_should() {
    let run = study().run(&["saturation", "--quiet"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/saturation.txt"), "\n{}", run.stdout);
}

#[test]
fn the_sample_that_ships_reads_as_it_should() {
    let mut command = Folder::new().command(&["saturation", "--quiet", "--no-index"]);
    let run = command.current_dir(env!("CARGO_MANIFEST_DIR")).env("COLUMNS", "110").output().unwrap();
    let stdout = String::from_utf8(run.stdout).unwrap();
    assert_eq!(stdout, include_str!("golden/saturation_sample.txt"), "\n{stdout}");
}
