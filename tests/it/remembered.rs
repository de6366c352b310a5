//! The corpus is kept as it was put together: what it depends on is seen, and the results never know.

use crate::folder::Folder;
use std::fs;
use std::path::PathBuf;

/// A megabyte and more of reports with all that can be known of one, so that keeping pays.
fn study() -> Folder {
    let folder = Folder::new();
    let mut lines = String::new();
    for number in 0..4_000_usize {
        let story = "Nobody answered for an hour. We waited on the quay. ".repeat(5 + number % 3);
        let language = if number % 50 == 0 { ", \"lang\": \"nl-BE\"" } else { "" };
        let outcome = ["well", "badly", "so-so"][number % 3];
        lines.push_str(&format!(
            "{{\"id\": \"R{number}\", \"text\": \"{story}{number}\", \"outcome\": \"{outcome}\", \
             \"who\": \"P{}\", \"hours\": {}.5{language}}}\n",
            number % 700,
            number % 24,
        ));
    }
    folder.write("reports.jsonl", lines + "{\"id\": \"R7\", \"text\": \" \", \"hours\": \"two\"}\n");
    folder.write("more/x.txt", "---\noutcome: well\n---\nThey came back. Éen zin.");
    folder.write("known.csv", "id,shift\nR1,night\nR2,day\n");
    folder.write(
        "book.yaml",
        "codebook: kept\nversion: 1.0.0\ncodes:\n  - {id: waited, rules: [{any: [\"wait~\"]}]}\n",
    );
    settings(&folder, "");
    folder
}

fn settings(folder: &Folder, more: &str) {
    folder.write(
        "keerpunt.yaml",
        format!(
            "keerpunt: 1\nlanguage: en\ncorpus: [{{path: reports.jsonl, attributes: {{file: known.csv, id: id}}}}, \
             more]\ncodebook: book.yaml\nrespondent: who\n\
             outcome: {{attribute: outcome, values: [well, badly]}}\n{more}"
        ),
    );
}

fn kept(folder: &Folder) -> Vec<PathBuf> {
    let files = fs::read_dir(folder.path(".keerpunt/index")).unwrap();
    let paths = files.map(|file| file.unwrap().path());
    paths.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("corpus-")).collect()
}

/// Tables over attributes, passages, and all that is said of the corpus.
fn results(folder: &Folder, more: &[&str]) -> Vec<String> {
    let verbs: [&[&str]; 4] = [
        &["crosstab", "--format", "json"],
        &["crosstab", "--by", "shift"],
        &["search", "quay AND hours:23.5"],
        &["quotes", "waited", "--where", "shift=day"],
    ];
    let run = |verb: &&[&str]| {
        let run = folder.run(&[*verb, more].concat());
        // What became of the files since the last run is told in a line of its own.
        let told = run.stderr.lines().filter(|line| !line.contains(" files: "));
        told.fold(run.stdout, |all, line| all + line + "\n")
    };
    verbs.iter().map(run).collect()
}

#[test]
fn a_corpus_that_was_kept_gives_what_the_files_give() {
    let folder = study();
    let without = results(&folder, &["--no-index"]);
    let said = ["the outcome `so-so`", "night", "quay", "R2"];
    assert!(without.iter().zip(said).all(|(told, said)| told.contains(said)));
    assert!(results(&folder, &[]) == without);
    assert_eq!(kept(&folder).len(), 1);
    assert!(results(&folder, &[]) == without);
    assert!(results(&folder, &["--frozen"]) == without);
}

#[test]
fn whatever_the_corpus_depends_on_is_seen() {
    let folder = study();
    let mut before = results(&folder, &[]);
    let changes: [&dyn Fn(); 4] = [
        &|| folder.write("known.csv", "id,shift\nR1,day\nR2,day\n"),
        &|| settings(&folder, "attributes: {shift: {values: [evening]}}\n"),
        &|| folder.write("more/x.txt", "---\noutcome: badly\n---\nThey waited at the quay."),
        &|| folder.write("more/y.txt", "---\noutcome: badly\n---\nWe waited."),
    ];
    for change in changes {
        change();
        let now = results(&folder, &[]);
        assert!(now != before, "{}", now[1]);
        assert!(now == results(&folder, &["--no-index"]));
        assert_eq!(kept(&folder).len(), 1);
        before = now;
    }
}

#[test]
fn a_kept_corpus_that_is_damaged_or_cut_off_is_not_taken() {
    let folder = study();
    let first = results(&folder, &[]);
    let [path] = kept(&folder).try_into().unwrap();
    let bytes = fs::read(&path).unwrap();
    let mut turned = bytes.clone();
    turned[bytes.len() / 2] ^= 0x10;
    for damaged in [&turned[..], &bytes[..bytes.len() - 9], b""] {
        fs::write(&path, damaged).unwrap();
        assert!(results(&folder, &["--frozen"]) == first);
        assert!(results(&folder, &[]) == first);
        assert!(fs::read(&path).unwrap() == bytes);
    }
}
