//! A new version of the codebook: what becomes of codings, and that nothing is lost on the way.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::fs;

const OLD: &str = "codebook: b
version: 1.0.0
codes:
  - {id: call, definition: Somebody calls., rules: [{any: [called]}]}
  - {id: letter, definition: Somebody writes., rules: [{any: [wrote]}]}
  - {id: visit, definition: Somebody visits., rules: [{any: [visited]}]}
  - {id: wait, definition: Somebody waits., rules: [{any: [waited]}]}
  - {id: gone, definition: Somebody is gone.}
";
const NEW: &str = "# Agreed on in May.
codebook: b
version: 2.0.0
codes:
  - {id: phone, formerly: [call], definition: Somebody calls., rules: [{any: [called]}]}   # was: call
  - {id: mail, formerly: [letter], definition: Somebody writes or mails., rules: [{any: [wrote]}]}
  - {id: visit_home, formerly: [visit], definition: At home.}
  - {id: visit_work, formerly: [visit], definition: At work.}
  - {id: wait, definition: Somebody waits on purpose., rules: [{any: [waited]}]}
";

fn study() -> Folder {
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: stories\ncodebook: b.yaml\n")
        .file("b.yaml", OLD)
        .file("new.yaml", NEW)
        .file(
            "stories/i1.txt",
            "She called. She wrote. She visited the shop. She waited. She called again.\n",
        );
    for (code, quote) in [
        ("call", "She called."),
        ("letter", "She wrote."),
        ("visit", "the shop"),
        ("wait", "waited"),
        ("gone", "again"),
    ] {
        folder.run(&["code", "i1", code, "--quote", quote, "--coder", "an"]).expect(0);
    }
    folder.run(&["code", "i1", "call", "--coder", "bo"]).expect(0);
    folder.run(&["memo", "i1", "--code", "call", "On calling.", "--coder", "an"]).expect(0);
    folder
}

fn migrate(folder: &Folder, more: &[&str]) -> Value {
    folder
        .run(&[&["codebook", "migrate", "--coder", "an", "--format", "json"], more].concat())
        .expect(0)
        .json()
}

fn told(document: &Value) -> Vec<Value> {
    let one =
        |one: &Value| json!([one["coder"], one["was"], one["is"], one["what"], one["reworded"], one["done"]]);
    document["codings"].as_array().unwrap().iter().map(one).collect()
}

fn codes(folder: &Folder, coder: &str) -> Vec<String> {
    let listed = folder.run(&["codings", "--coder", coder, "--format", "json"]).expect(0).json();
    let mut codes: Vec<String> = listed["codings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap().to_string())
        .collect();
    codes.sort();
    codes
}

#[test]
fn a_new_version_renames_by_new_entries_and_lists_what_its_coder_has_to_judge() {
    let folder = study();
    let (an, bo) = (folder.path("codings/an.jsonl"), folder.path("codings/bo.jsonl"));
    let before = (fs::read_to_string(&an).unwrap(), fs::read(&bo).unwrap());
    let expected = |done: bool| {
        vec![
            json!(["an", "call", "phone", "renamed", [], done]),
            json!(["an", "letter", "mail", "renamed", ["definition"], done]),
            json!(["an", "visit", null, "choose", [], false]),
            json!(["an", "wait", "wait", "look_again", ["definition"], false]),
            json!(["an", "gone", null, "gone", [], false]),
            json!(["bo", "call", "phone", "renamed", [], false]),
        ]
    };
    assert_eq!(told(&migrate(&folder, &["new.yaml", "--dry-run"])), expected(false));
    assert_eq!(fs::read_to_string(folder.path("b.yaml")).unwrap(), OLD);
    assert_eq!(fs::read_to_string(&an).unwrap(), before.0);
    let done = migrate(&folder, &["new.yaml"]);
    assert_eq!((told(&done), &done["brought_along"]), (expected(true), &json!(1)));
    assert_eq!(fs::read_to_string(folder.path("b.yaml")).unwrap(), NEW, "byte for byte, comments and all");
    assert_eq!(fs::read_to_string(folder.path("b-1.0.0.yaml")).unwrap(), OLD);
    let after = fs::read_to_string(&an).unwrap();
    assert!(after.starts_with(&before.0) && after.lines().count() == before.0.lines().count() + 3, "{after}");
    assert_eq!(fs::read(&bo).unwrap(), before.1, "nobody else's journal is touched");
    assert_eq!(codes(&folder, "an"), ["gone", "mail", "phone", "visit", "wait"]);
    let log = folder.run(&["log"]).expect(0).stdout;
    assert!(
        log.contains("by the new codebook phone in i1: \"She called.\"")
            && log.contains("memo on i1 and phone"),
        "{log}"
    );
    // Again: the renamed ones are done, what has to be judged stays until it is.
    let again = migrate(&folder, &["--from", "b-1.0.0.yaml"]);
    let left: Vec<Value> = told(&again).into_iter().map(|one| json!([one[1], one[3]])).collect();
    assert_eq!(
        json!(left),
        json!([
            ["mail", "look_again"],
            ["visit", "choose"],
            ["wait", "look_again"],
            ["gone", "gone"],
            ["call", "renamed"]
        ])
    );
    assert_eq!(fs::read_to_string(&an).unwrap(), after);
}

#[test]
fn what_was_judged_is_not_asked_again() {
    let folder = study();
    let first = migrate(&folder, &["new.yaml"]);
    let id = |code: &str| {
        let all = first["codings"].as_array().unwrap();
        let one = all.iter().find(|one| one["was"] == code && one["coder"] == "an").unwrap();
        one["id"].as_str().unwrap()[28..].to_string()
    };
    let give = format!("{}=visit_work", id("visit"));
    let rest = ["--from", "b-1.0.0.yaml"];
    let (keep, again) = (id("wait"), id("letter"));
    let judged =
        migrate(&folder, &[&rest[..], &["--give", &give, "--keep", &keep, "--keep", &again]].concat());
    let done = told(&judged).into_iter().filter(|one| one[3] == "judged").count();
    assert_eq!(done, 3, "{judged}");
    let left = migrate(&folder, &rest);
    assert_eq!(
        told(&left),
        [
            json!(["an", "gone", null, "gone", [], false]),
            json!(["bo", "call", "phone", "renamed", [], false])
        ]
    );
    assert_eq!(codes(&folder, "an"), ["gone", "mail", "phone", "visit_work", "wait"]);
    let refused = |arguments: &[&str], told: &str| {
        let run = folder.run(&[&["codebook", "migrate", "--coder", "an"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(told), "{told}:\n{}", run.stderr);
    };
    refused(&["--keep", "zzz"], "you gave no coding `zzz`");
    refused(&["--keep", &id("gone")], "not there any more");
    refused(&["--keep", &id("call")], "nothing to judge");
    refused(&["--give", "1"], "ENTRY=CODE");
    folder.run(&["undo", &id("gone"), "--coder", "an"]).expect(0);
    let table = folder.run(&["codebook", "migrate", "--coder", "bo"]).expect(0).stdout;
    assert!(table.contains("1 coding of bo changed, 0 to judge"), "{table}");
    assert!(migrate(&folder, &rest)["codings"].as_array().unwrap().is_empty());
}

#[test]
fn a_rejection_goes_along_and_an_old_codebook_is_never_written_over() {
    let folder = study();
    let list = |code: &str| {
        let run = folder.run(&["review", "--coder", "cy", code, "--list", "--format", "json"]).expect(0);
        run.json()["waiting"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["key"].as_str().unwrap().to_string())
            .collect::<Vec<_>>()
    };
    let keys = list("call");
    assert_eq!(keys.len(), 2);
    folder.run(&["review", "--coder", "cy", "--reject", &keys[0]]).expect(0);
    folder.write("b-1.0.0.yaml", "mine");
    let run = folder.run(&["codebook", "migrate", "new.yaml", "--coder", "cy"]).expect(2);
    assert!(run.stderr.contains("holds something else"), "{}", run.stderr);
    assert_eq!(
        (
            fs::read_to_string(folder.path("b.yaml")).unwrap(),
            fs::read_to_string(folder.path("b-1.0.0.yaml")).unwrap()
        ),
        (OLD.into(), "mine".into())
    );
    fs::remove_file(folder.path("b-1.0.0.yaml")).unwrap();
    folder.run(&["codebook", "migrate", "new.yaml", "--coder", "cy"]).expect(0);
    assert_eq!(list("phone").len(), 1);
    let run = folder.run(&["codebook", "migrate", "keerpunt.yaml", "--coder", "cy"]).expect(2);
    assert!(run.stderr.contains("keerpunt.yaml"), "{}", run.stderr);
}
