//! People code from the shell: codes, reads, memos, undo, the log.

use crate::folder::Folder;
use serde_json::Value;
use std::fs;

pub const CODEBOOK: &str = "codebook: skills\nversion: 1.0.0\ncodes:\n  - id: network\n    group: true\n    codes:\n      - id: call\n        definition: Reaching out by telephone.\n        polarity: either\n        rules: [{any: [\"called\"], marks: match}]\n      - id: visit\n        rules: [{any: [\"visited\"]}]\n";

pub const STUDY: &str = "keerpunt: 1\nlanguage: en\ncorpus: [{path: stories}]\ncodebook: skills.yaml\n";

/// A study with two incidents, one of which says the same words twice.
pub fn study() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", STUDY)
        .file("skills.yaml", CODEBOOK)
        .file(
            "stories/i1.txt",
            "She called the employer. 🙂 Nobody came.\nThen she called the\nemployer again.\n",
        )
        .file("stories/i2.txt", "He visited the café and was thanked.\n")
}

fn an(arguments: &[&'static str]) -> Vec<&'static str> {
    [arguments, &["--coder", "An Bos"]].concat()
}

fn codings(folder: &Folder, more: &[&str]) -> Vec<Value> {
    let run = folder.run(&[&["codings", "--format", "json"], more].concat());
    run.json()["codings"].as_array().unwrap().clone()
}

fn journal(folder: &Folder) -> Vec<Value> {
    let text = fs::read_to_string(folder.path("codings/an-bos.jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_quote_is_coded_to_the_code_point_and_stands_in_the_journal() {
    let folder = study();
    let run = folder.run(&an(&[
        "code",
        "i1",
        "call",
        "--quote",
        "Nobody came",
        "--valence",
        "lacking",
        "--note",
        "why",
    ]));
    assert_eq!(run.expect(0).stdout, "\"Nobody came\" of i1 is coded network.call by An Bos\n");
    let entries = journal(&folder);
    assert_eq!((entries.len(), &entries[0]["did"]), (2, &"begin".into()));
    let coding = &entries[1]["coding"];
    assert_eq!((&coding["at"]["start"], &coding["at"]["end"]), (&27.into(), &38.into()));
    assert_eq!((&coding["valence"], &coding["note"]), (&"lacking".into(), &"why".into()));
    assert_eq!(entries[1]["codebook"]["version"], "1.0.0");
    folder.run(&an(&["code", "i1", "network.call", "--span", "27..38"])).expect(0);
    let listed = codings(&folder, &[]);
    assert_eq!(
        (listed.len(), &listed[1]["quote"]),
        (2, &"Nobody came".into()),
        "another valence is another coding"
    );
}

#[test]
fn what_is_given_twice_stands_there_once() {
    let folder = study();
    for already in ["", " (it was already)"] {
        let run = folder.run(&an(&["code", "i2", "visit"])).expect(0);
        assert_eq!(run.stdout, format!("i2 is coded as a whole network.visit by An Bos{already}\n"));
    }
    assert_eq!(codings(&folder, &[]).len(), 1);
}

#[test]
fn a_text_that_stands_there_twice_is_asked_about() {
    let folder = study();
    let run = folder.run(&an(&["code", "i1", "call", "--quote", "called the employer"])).expect(0);
    assert!(run.stdout.starts_with("\"called the employer\""), "only the first has no line break in it");
    let run = folder.run(&an(&["code", "i1", "call", "--quote", "called the"])).expect(2);
    assert!(run.stderr.contains("stands 2 times") && run.stderr.contains("--nth"), "{}", run.stderr);
    folder.run(&an(&["code", "i1", "call", "--quote", "called the", "--nth", "2"])).expect(0);
    let start = codings(&folder, &[]).iter().map(|one| one["start"].as_u64().unwrap()).max();
    assert_eq!(start, Some(49));
    folder.run(&an(&["code", "i1", "call", "--quote", "called the", "--nth", "3"])).expect(2);
}

#[test]
fn line_breaks_of_the_narrative_need_not_be_copied() {
    let folder = study();
    folder.run(&an(&["code", "i1", "call", "--quote", "called the employer again"])).expect(0);
    assert_eq!(codings(&folder, &[])[0]["quote"], "called the\nemployer again");
}

#[test]
fn mistakes_are_told_with_what_is_near_and_nothing_is_written() {
    let folder = study();
    let cases: &[(&[&str], &str)] = &[
        (&["code", "i3", "call"], "did you mean `i1`?"),
        (&["code", "i1", "cal"], "did you mean `call`?"),
        (&["code", "i1", "network"], "is a group"),
        (&["code", "i1", "call", "--quote", "nobody Came"], "other capitals"),
        (&["code", "i1", "call", "--quote", "no such text"], "does not hold the text"),
        (&["code", "i1", "call", "--span", "10..900"], "code points"),
        (&["code", "i1", "call", "--span", "9..9"], "half open"),
        (&["read", "i9"], "no incident is called"),
        (&["memo", "i1", " "], "needs a text"),
        (&["memo", "only a text"], "needs its id and a text"),
    ];
    for (arguments, told) in cases {
        let run = folder.run(&[*arguments, &["--coder", "An Bos"]].concat()).expect(2);
        let told = if *told == "half open" { "it begins and ends" } else { told };
        assert!(run.stderr.contains(told), "{arguments:?}: {}", run.stderr);
    }
    assert!(!folder.path("codings").exists());
}

#[test]
fn nobody_codes_without_a_name_and_names_with_one_file_are_kept_apart() {
    let folder = study();
    let run = folder.run(&["code", "i1", "call"]).expect(2);
    assert!(run.stderr.contains("KEERPUNT_CODER"), "{}", run.stderr);
    let run = folder.command(&["code", "i1", "call"]).env("KEERPUNT_CODER", "An Bos").output().unwrap();
    assert!(run.status.success());
    folder.write("home/config/keerpunt/coder", "An Bos\n");
    folder.run(&["code", "i2", "call"]).expect(0);
    assert_eq!(codings(&folder, &["--coder", "An Bos"]).len(), 2);
    let run = folder.run(&["code", "i2", "call", "--coder", "an bos"]).expect(2);
    assert!(run.stderr.contains("--coder \"An Bos\""), "{}", run.stderr);
    folder.run(&["code", "i2", "call", "--coder", "a\tb"]).expect(2);
}

#[test]
fn undo_takes_the_last_thing_back_and_can_itself_be_undone() {
    let folder = study();
    folder.run(&an(&["code", "i1", "call"])).expect(0);
    folder.run(&an(&["code", "i2", "visit"])).expect(0);
    let run = folder.run(&an(&["undo"])).expect(0);
    assert_eq!(run.stdout, "undone: gave network.visit to i2 as a whole\n");
    assert_eq!(codings(&folder, &[]).len(), 1);
    let undo = journal(&folder).last().unwrap()["id"].as_str().unwrap().to_string();
    folder.run(&["undo", &undo[28..], "--coder", "An Bos"]).expect(0);
    assert_eq!(codings(&folder, &[]).len(), 2);
    folder.run(&["undo", &undo, "--coder", "An Bos"]).expect(2);
    folder.run(&["undo", "--coder", "Bo"]).expect(2);
    assert_eq!(journal(&folder).len(), 5, "a journal only grows");
}

#[test]
fn the_log_tells_who_did_what() {
    let folder = study();
    folder.run(&an(&["code", "i1", "call", "--quote", "Nobody came"])).expect(0);
    folder.run(&["read", "i1", "i2", "--coder", "Bo"]).expect(0);
    folder.run(&["memo", "i2", "Compare *i1*.", "--coder", "Bo"]).expect(0);
    folder.run(&["memo", "--on-study", "Begin again?", "--coder", "Bo"]).expect(0);
    folder.run(&["memo", "--code", "network", "A group too.", "--coder", "Bo"]).expect(0);
    folder.run(&an(&["undo"])).expect(0);
    let log = folder.run(&["log"]).expect(0).stdout;
    for line in [
        "gave network.call in i1: \"Nobody came\" (undone)",
        "read i1",
        "memo on i2: Compare *i1*.",
        "memo on the study: Begin again?",
        "memo on network: A group too.",
    ] {
        assert!(log.contains(line), "{line} is missing:\n{log}");
    }
    let last = folder.run(&["log", "--coder", "Bo", "--limit", "1", "--format", "json"]).expect(0).json();
    assert_eq!((last["entries"].as_array().unwrap().len(), &last["entries"][0]["did"]), (1, &"memo".into()));
    let own = folder.run(&["log", "--incident", "i2", "--format", "json"]).expect(0).json();
    assert_eq!(own["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn an_incident_is_marked_as_read_once() {
    let folder = study();
    let run = folder.run(&an(&["read", "i1", "i2", "i1"])).expect(0);
    assert_eq!(run.stdout, "2 incidents marked as read by An Bos\n");
    let run = folder.run(&an(&["read", "i1"])).expect(0);
    assert_eq!(run.stdout, "0 incidents marked as read by An Bos (1 already were)\n");
}

#[test]
fn codings_are_found_again_when_a_narrative_changes_or_listed_as_lost() {
    let folder = study();
    folder.run(&an(&["code", "i1", "call", "--quote", "Nobody came"])).expect(0);
    folder.run(&an(&["code", "i1", "visit", "--quote", "Then she called"])).expect(0);
    folder.run(&an(&["code", "i2", "visit"])).expect(0);
    folder.write("stories/i1.txt", "First: she called the employer. 🙂 Nobody came.\nShe then rang again.\n");
    fs::remove_file(folder.path("stories/i2.txt")).unwrap();
    let listed = codings(&folder, &[]);
    let statuses: Vec<&str> = listed.iter().map(|one| one["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["lost", "moved", "without_incident"]);
    assert_eq!((&listed[1]["start"], &listed[0]["start"]), (&34.into(), &Value::Null));
    assert_eq!(codings(&folder, &["--lost"]).len(), 2);
    let table = folder.run(&["codings"]).stdout;
    assert!(table.contains("2 lost"), "{table}");
}

#[test]
fn where_a_text_went_is_noted_in_the_log_once_and_is_nothing_to_undo() {
    let folder = study();
    folder.run(&an(&["code", "i1", "call", "--quote", "Nobody came"])).expect(0);
    let first = folder.run(&["codings", "--format", "json"]).expect(0).json()["codings"][0].clone();
    let edited = "First: she called the employer. Nobody came.\nThen she called again.\n";
    folder.write("stories/i1.txt", edited);
    folder.run(&an(&["read", "i2"])).expect(0);
    let listed = codings(&folder, &[]);
    assert_eq!((&listed[0]["status"], &listed[0]["start"]), (&"found".into(), &32.into()));
    assert_eq!((&listed[0]["id"], &listed[0]["time"]), (&first["id"], &first["time"]), "nobody judged anew");
    let log = folder.run(&["log"]).expect(0).stdout;
    assert!(log.contains("moved with its text: network.call in i1: \"Nobody came\""), "{log}");
    let entries =
        || folder.run(&["log", "--format", "json"]).expect(0).json()["entries"].as_array().unwrap().clone();
    let moves = || entries().iter().filter(|one| one["because"] == "moved").count();
    folder.run(&an(&["memo", "i2", "Again."])).expect(0);
    assert_eq!(moves(), 1);
    // The next edit starts from where the text stood last.
    folder.write("stories/i1.txt", format!("And so it was. {edited}"));
    folder.run(&an(&["undo"])).expect(0);
    assert!(folder.run(&["log"]).stdout.contains("memo on i2: Again. (undone)"));
    folder.run(&an(&["memo", "i2", "Third."])).expect(0);
    assert_eq!(moves(), 2);
    let note =
        entries().iter().rfind(|one| one["because"] == "moved").unwrap()["id"].as_str().unwrap().to_string();
    folder.run(&["undo", &note, "--coder", "An Bos"]).expect(0);
    folder.run(&an(&["memo", "i2", "Fourth."])).expect(0);
    assert_eq!(moves(), 2, "a note that was taken back is not written again");
    assert_eq!(codings(&folder, &[])[0]["status"], "moved");
}

#[test]
fn a_code_that_leaves_its_valence_open_is_taken_and_the_list_shows_what_was_said() {
    let folder = study();
    let said = folder.run(&an(&["code", "i1", "call", "--quote", "Nobody came"])).expect(0).stderr;
    assert!(said.contains("without a valence") && said.contains("--valence enacted"), "{said}");
    let open = ["code", "i1", "call", "--quote", "Then she", "--valence", "enacted"];
    assert!(!folder.run(&an(&open)).expect(0).stderr.contains("without a valence"));
    folder.run(&an(&["code", "i2", "visit"])).expect(0);
    let csv = folder.run(&["codings", "--format", "csv"]).expect(0).stdout;
    let rows: Vec<&str> = csv.lines().map(|line| line.split_once(',').unwrap().1).collect();
    assert_eq!(rows[0], "incident,code,valence,coder,quote,start,end,status");
    assert_eq!(rows[1], "i1,network.call,,An Bos,Nobody came,27,38,found");
    assert_eq!(rows[2], "i1,network.call,enacted,An Bos,Then she,40,48,found");
    assert_eq!(rows[3], "i2,network.visit,,An Bos,,,,found");
}

#[test]
fn an_incident_that_is_not_there_is_meant_by_part_of_its_name_and_suggested_commands_run() {
    let folder = study().file("stories/01 Fatima.txt", "She called.\n");
    let said = folder.run(&an(&["code", "Fatima", "call"])).expect(2).stderr;
    assert!(said.contains("did you mean `01 Fatima`?"), "{said}");
    let said = folder.run(&an(&["code", "nobody at all", "call"])).expect(2).stderr;
    assert!(said.contains("keerpunt search '/./' --incidents"), "{said}");
    folder.run(&["search", "/./", "--incidents"]).expect(0);
    let said = folder.run(&an(&["code", "01 Fatima", "call", "--quote", "zzz"])).expect(2).stderr;
    assert!(said.contains("keerpunt search 'id:\"01 Fatima\"'"), "{said}");
    let found = folder.run(&["search", "id:\"01 Fatima\"", "--incidents"]).expect(0).stdout;
    assert!(found.contains("01 Fatima"), "{found}");
}
