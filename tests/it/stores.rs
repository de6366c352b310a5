//! Studies as released versions left them: they open for ever, and say what they said.
//!
//! `tests/stores/VERSION` is a study with journals that this version wrote, `tests/stores/expected-VERSION`
//! what its tables said then. Neither is ever changed; a new version adds its own.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn stores() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stores")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A copy of a kept study, because the program writes its index there.
fn copied(version: &str) -> Folder {
    let folder = Folder::new();
    let from = stores().join(version);
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap) {
        if entry.file_type().is_file() {
            let below = entry.path().strip_prefix(&from).unwrap();
            folder.write(below.to_str().unwrap(), fs::read(entry.path()).unwrap());
        }
    }
    folder
}

/// What an earlier version said must be there and the same; a later one may say more.
fn says_as_much(kept: &Value, now: &Value, place: &str) {
    match (kept, now) {
        (Value::Object(kept), Value::Object(now)) => {
            for (name, value) in kept {
                let now = now.get(name).unwrap_or_else(|| panic!("{place}.{name} is gone"));
                says_as_much(value, now, &format!("{place}.{name}"));
            }
        }
        (Value::Array(kept), Value::Array(now)) => {
            assert_eq!(kept.len(), now.len(), "{place}");
            for (at, (kept, now)) in kept.iter().zip(now).enumerate() {
                says_as_much(kept, now, &format!("{place}[{at}]"));
            }
        }
        _ => assert_eq!(kept, now, "{place}"),
    }
}

#[test]
fn a_study_of_every_version_opens_and_says_what_it_said() {
    let versions: Vec<String> =
        names(&stores()).into_iter().filter(|name| !name.starts_with("expected-")).collect();
    assert!(versions.contains(&"0.1".to_string()));
    for version in &versions {
        let folder = copied(version);
        let expected = stores().join(format!("expected-{version}"));
        for file in names(&expected) {
            let verb = file.strip_suffix(".json").unwrap();
            let kept: Value = serde_json::from_slice(&fs::read(expected.join(&file)).unwrap()).unwrap();
            let run = folder.run(&[verb, "--format", "json"]).expect(0);
            assert_eq!(run.stderr, "", "{version} {verb}");
            says_as_much(&kept, &run.json(), &format!("{version} {verb}"));
        }
    }
}

#[test]
fn a_kept_journal_is_written_on_without_a_changed_byte() {
    let folder = copied("0.1");
    let before = fs::read(folder.path("codings/an-bos.jsonl")).unwrap();
    folder.run(&["code", "i3", "visit", "--coder", "An Bos"]).expect(0);
    let after = fs::read(folder.path("codings/an-bos.jsonl")).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len());
}
