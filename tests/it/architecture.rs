//! The shape of the source: which room may import which, which crate lives in which room,
//! how long a file may grow. ARCHITECTURE.md explains why.

use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room with the rooms it may import, in the order the data flow.
const ROOMS: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("files", &[]),
    ("diagnostic", &["span"]),
    ("yaml", &["span", "diagnostic"]),
    ("text", &["span"]),
    ("corpus", &["span", "files", "diagnostic", "yaml", "text"]),
    ("codebook", &["span", "files", "diagnostic", "yaml", "text"]),
    ("matcher", &["span", "text", "codebook"]),
    ("index", &["span", "files", "diagnostic", "text", "corpus", "codebook", "matcher"]),
    ("coding", &["span", "files", "diagnostic", "text", "corpus", "codebook", "matcher"]),
    ("learn", &["span", "text", "corpus"]),
    ("statistics", &[]),
    ("analysis", &["span", "text", "corpus", "codebook", "matcher", "coding", "statistics"]),
    ("report", &["span", "text", "corpus", "codebook", "matcher", "coding", "statistics", "analysis"]),
    (
        "study",
        &[
            "span",
            "files",
            "diagnostic",
            "yaml",
            "text",
            "corpus",
            "codebook",
            "matcher",
            "index",
            "coding",
            "learn",
            "statistics",
            "analysis",
        ],
    ),
    (
        "serve",
        &[
            "span",
            "files",
            "diagnostic",
            "yaml",
            "text",
            "corpus",
            "codebook",
            "matcher",
            "index",
            "coding",
            "learn",
            "statistics",
            "analysis",
            "report",
            "study",
        ],
    ),
    // It lives in the binary, so no other room can see it at all.
    ("cli", &[]),
];

/// A third-party crate, as it is named in code, with the rooms that may name it.
const CONFINED: &[(&str, &[&str])] = &[
    ("tantivy::", &["index"]),
    ("serde_yaml::", &["yaml"]),
    ("annotate_snippets::", &["diagnostic", "yaml"]),
    ("statrs::", &["statistics"]),
    ("uuid::", &["coding"]),
    ("jiff::", &["coding"]),
    ("axum::", &["serve"]),
    ("tokio::", &["serve"]),
    ("clap::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("signal_hook::", &["cli"]),
    ("comfy_table::", &["report"]),
    ("walkdir::", &["corpus"]),
    ("globset::", &["corpus"]),
    ("memmap2::", &["corpus"]),
    ("encoding_rs::", &["corpus"]),
    ("chardetng::", &["corpus"]),
    // The crate, not the file of `report` that has its name.
    ("csv::Reader", &["corpus"]),
    ("csv::Writer", &["report", "cli"]),
    ("frostem::", &["text"]),
    ("unicode_general_category::", &["text"]),
];

/// What one room alone may do, or what a room may not: the text that shows it, and where it may stand.
const DEEDS: &[(&str, &[&str])] = &[
    ("println!", &["cli"]),
    ("print!", &["cli"]),
    ("process::exit", &["cli"]),
    ("std::env::", &["cli", "study"]),
    ("SystemTime::now", &["cli", "study", "index", "coding"]),
    ("Instant::now", &["cli", "index", "coding", "serve"]),
    ("std::fs", &["files", "corpus", "codebook", "coding", "index", "study", "cli"]),
];

const LONGEST_FILE: usize = 600;

#[test]
fn rooms_import_only_what_lies_upstream() {
    let mut wrong = Vec::new();
    for (room, allowed) in ROOMS {
        for path in files_of(room) {
            let code = code_of(&path);
            for other in names_after("crate::", &code) {
                let is_room = ROOMS.iter().any(|(name, _)| *name == other);
                if is_room && other != *room && !allowed.contains(&other.as_str()) {
                    wrong.push(format!("{}: `{room}` may not import `{other}`", path.display()));
                }
            }
            if code.contains("super::super::") {
                wrong.push(format!("{}: name the room instead of climbing twice", path.display()));
            }
        }
    }
    none(wrong);
}

#[test]
fn architecture_md_tells_the_same_rooms_and_imports() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let row = Regex::new(r"(?m)^\| `(\w+)` \|[^|]*\| ([^|]*) \|$").unwrap();
    let told: Vec<(String, String)> =
        row.captures_iter(&text).map(|row| (row[1].to_string(), row[2].to_string())).collect();
    let meant: Vec<(String, String)> = ROOMS
        .iter()
        .map(|(room, allowed)| {
            let allowed = match *room {
                "study" => "all above but report".to_string(),
                "serve" => "all above".to_string(),
                "cli" => "the library".to_string(),
                _ if allowed.is_empty() => "-".to_string(),
                _ => allowed.join(", "),
            };
            (room.to_string(), allowed)
        })
        .collect();
    assert_eq!(told, meant);
}

#[test]
fn a_third_party_crate_is_named_where_it_lives() {
    none(named_elsewhere(CONFINED));
}

#[test]
fn only_the_face_of_the_program_prints_and_only_some_rooms_touch_files_or_the_clock() {
    none(named_elsewhere(DEEDS));
}

fn named_elsewhere(homes: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = Vec::new();
    for (room, _) in ROOMS {
        for path in files_of(room) {
            let code = code_of(&path);
            for (name, rooms) in homes {
                if !rooms.contains(room) && names(&code, name) {
                    let rooms = rooms.join(", ");
                    wrong.push(format!("{}: `{name}` belongs to {rooms}", path.display()));
                }
            }
        }
    }
    wrong
}

/// True where `name` stands in `code` and is not the end of a longer name or path.
fn names(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn every_file_of_src_is_in_a_listed_room() {
    let mut found: Vec<String> = fs::read_dir(root().join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .filter(|name| name != "lib" && name != "main")
        .collect();
    let mut listed: Vec<String> = ROOMS.iter().map(|(room, _)| room.to_string()).collect();
    found.sort();
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn a_file_says_what_it_is_for_and_stays_short() {
    let mut wrong = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let text = fs::read_to_string(&path).unwrap();
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: the first line must say what the file is for", path.display()));
        }
        let lines = text.lines().count();
        if lines > LONGEST_FILE {
            wrong.push(format!("{}: {lines} lines, {LONGEST_FILE} allowed", path.display()));
        }
    }
    none(wrong);
}

#[test]
fn nothing_half_done_stays_in_the_source() {
    let forbidden =
        [concat!("to", "do!"), concat!("db", "g!"), concat!("unimpl", "emented!"), concat!("FIX", "ME")];
    let mut wrong = Vec::new();
    for path in ["src", "tests", "benches"].iter().flat_map(|folder| rust_files(&root().join(folder))) {
        let text = fs::read_to_string(&path).unwrap();
        for word in forbidden.iter().filter(|word| names(&text, word)) {
            wrong.push(format!("{}: `{word}`", path.display()));
        }
    }
    none(wrong);
}

#[test]
fn every_file_of_tests_is_in_the_one_test_binary() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).unwrap();
    let mut wrong = Vec::new();
    for entry in fs::read_dir(root().join("tests/it")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_module = path.join("mod.rs").exists() || path.extension().is_some_and(|end| end == "rs");
        if is_module && name != "main" && !main.lines().any(|line| line == format!("mod {name};")) {
            wrong.push(format!("tests/it/main.rs does not name `{name}`: its tests never run"));
        }
    }
    none(wrong);
}

#[test]
fn no_file_tells_of_the_machine_it_was_written_on() {
    let machines =
        [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/tmp/", "kp"), concat!("/home/", "u")];
    let mut wrong = Vec::new();
    for path in files_below(&root(), &|name| matches!(name, "target" | ".git" | ".keerpunt")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for place in machines.iter().filter(|place| text.contains(**place)) {
            wrong.push(format!("{}: `{place}`", path.display()));
        }
    }
    none(wrong);
}

#[track_caller]
fn none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a room without those that hold its tests.
fn files_of(room: &str) -> Vec<PathBuf> {
    let alone = root().join(format!("src/{room}.rs"));
    let mut files = if alone.exists() { vec![alone] } else { rust_files(&root().join("src").join(room)) };
    files.retain(|path| {
        let name = path.file_stem().unwrap().to_string_lossy();
        name != "tests" && !name.ends_with("_tests")
    });
    assert!(!files.is_empty(), "no room `{room}`");
    files
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = files_below(folder, &|_| false);
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files
}

fn files_below(folder: &Path, passed_over: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.unwrap().path();
        if passed_over(&path.file_name().unwrap().to_string_lossy()) {
            continue;
        }
        if path.is_dir() {
            files.extend(files_below(&path, passed_over));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text without comment lines and without the unit tests at its end.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\n").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The first name after each `prefix`, looking inside `crate::{a::X, b}` too.
fn names_after(prefix: &str, code: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = code[at + prefix.len()..].trim_start();
        match rest.strip_prefix('{') {
            Some(group) => found.extend(top_level_items(group).into_iter().map(first_name)),
            None => found.push(first_name(rest)),
        }
    }
    found
}

fn top_level_items(group: &str) -> Vec<&str> {
    let (mut items, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&group[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn first_name(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn one_file_alone_says_that_it_knows_better_than_the_compiler() {
    let word = concat!("un", "safe");
    let says = |path: &&std::path::PathBuf| names(&code_of(path), &format!("{word} {{"));
    let files: Vec<std::path::PathBuf> = ROOMS.iter().flat_map(|(room, _)| files_of(room)).collect();
    let found: Vec<&std::path::PathBuf> = files.iter().filter(says).collect();
    assert_eq!(found, [&root().join("src/corpus/mapped.rs")]);
}
