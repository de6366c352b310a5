//! The README keeps its word.

use crate::folder::Folder;
use std::fs;
use std::path::Path;

/// A copy of the repository's own study.
fn own_study() -> Folder {
    let folder = Folder::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for entry in walkdir::WalkDir::new(root.join("corpus")).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let name = Path::new("corpus").join(entry.file_name());
            folder.write(&name.to_string_lossy(), fs::read(entry.path()).unwrap());
        }
    }
    for name in ["keerpunt.yaml", "codebooks/verbindend-vakmanschap.yaml"] {
        folder.write(name, fs::read(root.join(name)).unwrap());
    }
    folder
}

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// The indented block behind the first line that holds `before`.
fn block_behind(text: &str, before: &str) -> Vec<String> {
    let behind = text.split_once(before).unwrap_or_else(|| panic!("the README lost `{before}`")).1;
    let lines = behind.lines().skip(1).skip_while(|line| !line.starts_with("    "));
    lines
        .take_while(|line| line.is_empty() || line.starts_with("    "))
        .map(|line| line.strip_prefix("    ").unwrap_or_default().trim_end().to_string())
        .collect()
}

#[test]
fn the_table_it_shows_is_the_table_that_is_printed() {
    // As wide as its lines.
    let output = own_study().command(&["crosstab"]).env("COLUMNS", "112").output().unwrap();
    let run = crate::folder::Run::of(output).expect(0);
    let printed: Vec<&str> = run.stdout.lines().map(str::trim_end).collect();
    let shown = block_behind(&readme(), "It prints which conduct");
    assert!(shown.len() > 10, "{shown:#?}");
    let mut from = 0;
    for line in shown.iter().filter(|line| !line.is_empty() && line.trim() != "...") {
        let at = printed[from..].iter().position(|other| other == line);
        from += at.unwrap_or_else(|| panic!("not printed, or not in this order: {line}\n{}", run.stdout)) + 1;
    }
}

#[test]
fn its_way_from_texts_to_a_table_can_be_walked() {
    let folder = Folder::new();
    for number in 1..=20 {
        let text = format!("Verhaal {number}.\r\nIk belde hem \u{e9}\u{e9}n keer.\r\n");
        let windows_1252: Vec<u8> = text.chars().map(|c| c as u8).collect();
        folder.write(&format!("interviews/{number:02}.txt"), windows_1252);
    }
    folder.run(&["new", "mystudy", "--from", "interviews"]).expect(0);
    let table = folder.path("mystudy/incidents.csv");
    let mut filled = String::new();
    for (at, line) in fs::read_to_string(&table).unwrap().lines().enumerate() {
        let outcome = if at % 2 == 0 { "success" } else { "less_success" };
        filled += &if at == 0 {
            format!("{line}\r\n")
        } else {
            line.replace(";;", &format!(";{outcome};R{}", at / 2)) + "\r\n"
        };
    }
    fs::write(&table, filled).unwrap();
    let arguments = ["crosstab", "--format", "json"];
    let output = folder.command(&arguments).current_dir(folder.path("mystudy")).output().unwrap();
    let run = crate::folder::Run::of(output).expect(0);
    let counts: Vec<_> =
        run.json()["rows"][0]["cells"].as_array().unwrap().iter().map(|cell| cell["count"].clone()).collect();
    assert_eq!(counts, [10, 10]);
}

#[test]
fn every_page_it_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (at, _) in readme().match_indices("](") {
        let text = readme();
        let target = text[at + 2..].split(')').next().unwrap().to_string();
        if !target.starts_with("http") {
            assert!(root.join(&target).exists(), "{target}");
        }
    }
}
