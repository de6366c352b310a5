//! The codebooks for real archives: whole, and as good as their heads say.

use crate::archive_counts::data;
use crate::folder::Folder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

const BOOKS: [&str; 2] = ["asrs-factors", "safenet-contributing-factors"];

fn book(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/codebooks")).join(format!("{name}.yaml"))
}

#[test]
fn they_have_no_fault_and_no_warning_and_their_exemplars_hold() {
    let folder = Folder::new();
    for name in BOOKS {
        let file = book(name);
        let path = file.to_str().unwrap();
        let checked = folder.run(&["codebook", "check", path, "--no-corpus"]).expect(0);
        assert!(checked.stdout.contains("nothing to mend"), "{}", checked.stdout);
        folder.run(&["codebook", "test", path]).expect(0);
    }
}

/// The lines of the head that begin after `title`: code, precision, recall, F1, gold, suggested.
fn told(name: &str, title: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(book(name)).unwrap();
    let lines = text.lines().skip_while(|line| !line.contains(title)).skip(2);
    let rows = lines.take_while(|line| line.starts_with("#   "));
    rows.map(|line| line.trim_start_matches('#').split_whitespace().map(str::to_string).collect()).collect()
}

/// The same from the program.
fn measured(folder: &Folder, coder: &str) -> Vec<Vec<String>> {
    let against = format!("coder:{coder}");
    let arguments = ["evaluate", "--against", &against, "--where", "half=held_out", "--format", "json"];
    let run = folder.run(&arguments);
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.stderr);
    let document = run.json();
    let share = |value: &Value| value.as_f64().map_or("-".to_string(), |share| format!("{share:.2}"));
    let row = |name: &str, score: &Value| {
        let shares = ["precision", "recall", "f1"].map(|field| share(&score[field]));
        let counts = ["gold", "suggested"].map(|field| score[field].to_string());
        [&[name.to_string()][..], &shares, &counts].concat()
    };
    let codes = document["codes"].as_array().unwrap().iter();
    let rows = codes.map(|one| row(one["code"].as_str().unwrap(), &one["incident"]));
    rows.chain([row("overall", &document["overall"]["incident"])]).collect()
}

/// Half of the incidents by their ids alone: where the first byte of the SHA-256 is odd.
fn halves(ids: &[String]) -> String {
    let half =
        |id: &String| if Sha256::digest(id.as_bytes())[0] % 2 == 1 { "held_out" } else { "development" };
    ids.iter().fold("incident,half\n".to_string(), |table, id| table + &format!("{id},{}\n", half(id)))
}

/// A study with the corpus entry given, that knows which half each incident belongs to.
fn study(name: &str, entry: &str, ids: &[String]) -> Folder {
    let book = book(name);
    let halved = format!("{entry}    attributes: {{file: halves.csv, id: incident}}\n");
    let text = format!("keerpunt: 1\nlanguage: en\ncorpus:\n{halved}codebook: {}\n", book.display());
    Folder::new().file("keerpunt.yaml", text).file("halves.csv", halves(ids))
}

/// The numbers of the reports in an export with two header rows.
fn numbers(file: PathBuf) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(file).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let column = rows[1].iter().position(|name| name.trim() == "ACN").unwrap();
    let filled = rows[2..].iter().filter_map(|row| row.get(column)).filter(|cell| !cell.trim().is_empty());
    filled.map(|cell| cell.trim().to_string()).collect()
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn the_figures_for_aviation_reports_are_those_of_the_program() {
    let entry = format!(
        "  - path: \"{}/*.csv\"\n    header: 2\n    columns: {{id: ACN, narrative: \"Report 1 / Narrative\"}}\n    codes:\n\
         \x20     - {{column: \"Assessments / Contributing Factors / Situations\", separator: \";\", coder: factors}}\n\
         \x20     - {{columns: [\"Person 1 / Human Factors\", \"Person 2 / Human Factors\"], separator: \";\", coder: human}}\n",
        data().join("asrs/original").display()
    );
    let files = ["asrs_acas_926.csv", "asrs_uav_190.csv", "asrs_drone_50.csv"];
    let ids: Vec<String> =
        files.iter().flat_map(|file| numbers(data().join("asrs/original").join(file))).collect();
    assert_eq!(ids.len(), 1166);
    let folder = study(BOOKS[0], &entry, &ids);
    assert_eq!(told(BOOKS[0], "held out, human factors"), measured(&folder, "human"));
    assert_eq!(told(BOOKS[0], "held out, contributing factors"), measured(&folder, "factors"));
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn the_figures_for_close_calls_of_firefighters_are_those_of_the_program() {
    let entry = format!(
        "  - path: {}\n    codes: {{column: codes, coder: reporters}}\n",
        data().join("safenet/safenet.jsonl").display()
    );
    let text = fs::read_to_string(data().join("safenet/safenet.jsonl")).unwrap();
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string();
    let folder = study(BOOKS[1], &entry, &text.lines().map(id).collect::<Vec<_>>());
    assert_eq!(told(BOOKS[1], "held out ("), measured(&folder, "reporters"));
}
