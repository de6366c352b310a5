//! Diagnostic codes: each that the program gives is explained, each explained is given, and the docs list them.

use keerpunt::diagnostic::codes;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, into);
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && name != "codes.rs" {
            into.push(path);
        }
    }
}

/// The program's text without its unit tests.
fn program() -> String {
    let mut files = Vec::new();
    sources(&root().join("src"), &mut files);
    let without_tests = |path: &PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        text.split("#[cfg(test)]\nmod tests {").next().unwrap().to_string()
    };
    files.iter().map(without_tests).collect()
}

/// The first literal behind each of `calls`, where one follows at once.
fn given(program: &str, calls: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for call in calls {
        for (at, _) in program.match_indices(call) {
            let rest = program[at + call.len()..].trim_start();
            let Some(rest) = rest.strip_prefix('"') else { continue };
            found.insert(rest[..rest.find('"').unwrap()].to_string());
        }
    }
    found
}

#[test]
fn every_code_that_is_given_is_explained_and_the_other_way_round() {
    let program = program();
    let given =
        given(&program, &["Diagnostic::fault(", "Diagnostic::warning(", "Diagnostic::note(", "mistake("]);
    assert!(given.len() > 40, "{given:?}");
    let unexplained: Vec<&String> = given.iter().filter(|code| codes::entry(code).is_none()).collect();
    assert!(unexplained.is_empty(), "not in src/diagnostic/codes.rs: {unexplained:?}");
    let quoted = |code: &str| program.contains(&format!("\"{code}\""));
    let never: Vec<&str> = codes::all().map(|entry| entry.code).filter(|code| !quoted(code)).collect();
    assert!(never.is_empty(), "explained but never given: {never:?}");
}

#[test]
fn the_docs_list_every_code() {
    let file = root().join("docs/diagnostics.md");
    if std::env::var_os("KEERPUNT_BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, codes::markdown()).unwrap();
    }
    let docs = fs::read_to_string(file).unwrap_or_default();
    assert!(docs == codes::markdown(), "run the tests with KEERPUNT_BLESS=1 to write docs/diagnostics.md");
}
