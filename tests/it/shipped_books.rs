//! The codebooks for real archives: whole, and as good as their heads say.

use crate::archive_counts::data;
use crate::folder::Folder;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;

const ASRS: &str = "asrs-factors";
const SAFENET: &str = "safenet-contributing-factors";
const PAGE: &str = include_str!("../../docs/codebooks.md");

fn book(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/codebooks")).join(format!("{name}.yaml"))
}

#[test]
fn they_have_no_fault_and_no_warning_and_their_exemplars_hold() {
    let folder = Folder::new();
    for name in [ASRS, SAFENET] {
        let file = book(name);
        let path = file.to_str().unwrap();
        let checked = folder.run(&["codebook", "check", path, "--no-corpus"]).expect(0);
        assert!(checked.stdout.contains("nothing to mend"), "{}", checked.stdout);
        folder.run(&["codebook", "test", path]).expect(0);
    }
}

/// The lines of a book's head below the command that measures it, cut at blanks.
fn told(name: &str, coder: &str) -> Vec<String> {
    let command = format!("keerpunt evaluate --against coder:{coder} --where half=held_out");
    let text = fs::read_to_string(book(name)).unwrap();
    let head = text.lines().skip_while(|line| !line.contains(&command)).skip(2);
    let rows = head.take_while(|line| line.starts_with("#   "));
    rows.map(|line| line.trim_start_matches('#').split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// A line of the head from the program: counts, then precision, recall and F1.
fn row(name: &str, score: &Value) -> String {
    let counts = ["gold", "suggested", "right"].map(|field| score[field].to_string());
    let share = |field| score[field].as_f64().map_or("-".to_string(), |share| format!("{share:.2}"));
    [&[name.to_string()][..], &counts, &["precision", "recall", "f1"].map(share)].concat().join(" ")
}

/// What the head should say.
fn measured(folder: &Folder, coder: &str) -> Vec<String> {
    let against = format!("coder:{coder}");
    let evaluated = |half: &str| {
        let half = format!("half={half}");
        let arguments = ["evaluate", "--against", &against, "--where", &half, "--format", "json"];
        let run = folder.run(&arguments);
        assert!(matches!(run.status, Some(0 | 1)), "{}", run.stderr);
        run.json()
    };
    let (held_out, development) = (evaluated("held_out"), evaluated("development"));
    let codes = held_out["codes"].as_array().unwrap().iter();
    let rows = codes.map(|one| row(one["code"].as_str().unwrap(), &one["incident"]));
    let all = row("all", &held_out["overall"]["incident"]);
    let other = format!("all, {} of development", development["incidents"]);
    rows.chain([all, row(&other, &development["overall"]["incident"])]).collect()
}

/// Halves by the incidents' ids alone: held out where the SHA-256, read as a number, is odd.
fn halves<'i>(ids: impl Iterator<Item = &'i str>, prefix: &str) -> String {
    let half = |id: &str| match Sha256::digest(format!("{prefix}{id}").as_bytes())[31] % 2 {
        1 => "held_out",
        _ => "development",
    };
    ids.fold("id,half\n".to_string(), |table, id| table + &format!("{id},{}\n", half(id)))
}

/// The study of docs/codebooks.md that uses this book, with the archive's own place in it.
fn study(name: &str, shown: &str, there: &str) -> String {
    let blocks = PAGE.split("```yaml\n").skip(1).map(|block| block.split("```").next().unwrap());
    let mut own = blocks.filter(|block| block.contains(&format!("codebook: {name}.yaml")));
    let block = own.next().expect("the page has a study for the book");
    assert!(block.contains(shown), "{block}");
    block.replace(shown, there).replace(&format!("{name}.yaml"), book(name).to_str().unwrap())
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
    let exports = data().join("asrs/original");
    let files = ["asrs_acas_926.csv", "asrs_uav_190.csv", "asrs_drone_50.csv"];
    let ids: Vec<String> = files.iter().flat_map(|file| numbers(exports.join(file))).collect();
    assert_eq!(ids.len(), 1166);
    let there = exports.join("*.csv");
    let folder = Folder::new()
        .file("keerpunt.yaml", study(ASRS, "exports/*.csv", there.to_str().unwrap()))
        .file("halves.csv", halves(ids.iter().map(String::as_str), "asrs-"));
    for coder in ["factors", "human_factors", "anomalies"] {
        assert_eq!(told(ASRS, coder), measured(&folder, coder));
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn the_figures_for_close_calls_of_firefighters_are_those_of_the_program() {
    let there = data().join("safenet/safenet.jsonl");
    let text = fs::read_to_string(&there).unwrap();
    let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_string();
    let ids: Vec<String> = text.lines().map(id).collect();
    let folder = Folder::new()
        .file("keerpunt.yaml", study(SAFENET, "safenet.jsonl", there.to_str().unwrap()))
        .file("halves.csv", halves(ids.iter().map(String::as_str), ""));
    assert_eq!(told(SAFENET, "reporters"), measured(&folder, "reporters"));
}

#[test]
fn the_page_says_of_the_books_what_their_heads_say() {
    for (name, coder) in
        [(SAFENET, "reporters"), (ASRS, "factors"), (ASRS, "human_factors"), (ASRS, "anomalies")]
    {
        let rows = told(name, coder);
        let all = rows.iter().find(|row| row.starts_with("all ")).expect("a line for all codes");
        let shares: Vec<&str> = all.split(' ').skip(4).take(2).collect();
        let on_page = format!("| {} | {} |", shares[0], shares[1]);
        let line = PAGE.lines().find(|line| line.starts_with(&format!("| {name}, `{coder}` |")));
        assert!(line.is_some_and(|line| line.ends_with(&on_page)), "{name} {coder}: {on_page}");
    }
}
