//! Tables as people and programs write them, sloppily: no row is lost and nothing is changed unsaid.

use crate::folder::Folder;
use serde_json::Value;

/// A study of one table.
fn study(name: &str, table: &str) -> Folder {
    let text = format!("keerpunt: 1\nlanguage: en\ncorpus: {name}\n");
    Folder::new().file("keerpunt.yaml", text).file(name, table)
}

/// What `keerpunt index` tells of it.
fn account(folder: &Folder) -> Value {
    let run = folder.run(&["index", "--format", "json"]);
    run.json()
}

/// The messages of the problems with this code.
fn messages(account: &Value, code: &str) -> Vec<String> {
    let problems = account["problems"].as_array().unwrap().iter();
    let messages = problems.filter(|one| one["code"] == code).map(|one| &one["message"]);
    messages.map(|message| message.as_str().unwrap().to_string()).collect()
}

#[test]
fn a_hundred_stray_marks_switch_off_no_quoting_of_the_rows_below() {
    let mut table = String::from("id,text,place\n");
    for row in 0..2_000 {
        table += &match row % 10 {
            7 if row < 1_000 => format!("{row},\"an open mark,north\n"),
            _ => format!("{row},\"We left, then the line\nbroke, radio silent\",north\n"),
        };
    }
    let folder = study("a.csv", &table);
    let account = account(&folder);
    assert_eq!(account["incidents"], 2_000);
    let told = messages(&account, "stray-quote");
    assert_eq!(told.len(), 1, "one message for all of them: {told:?}");
    assert!(told[0].starts_with("100 rows (lines 16, 35, "), "{told:?}");
    let found = folder.run(&["search", "silent", "--format", "json", "--limit", "1"]).expect(1).json();
    assert_eq!(found["incidents"], 1_900);
}

#[test]
fn a_tsv_that_knows_no_quoting_keeps_its_rows() {
    let table = "id\ttext\n1\t\"Stop,\" he said and left.\n2\tradio two\n3\tradio three\n4\tHe called it \"go\"\n5\tradio five\n";
    let account = account(&study("a.tsv", table));
    assert_eq!(account["incidents"], 5, "{account}");
    assert_eq!(messages(&account, "stray-quote").len(), 1);
}

#[test]
fn a_tsv_with_quoted_cells_over_several_lines_is_read_as_before() {
    let table = "id\ttext\tx\n1\t\"He said \"\"stop\"\",\nand left.\"\t2\n2\t\"a \"b\" c\"\t3\n";
    let account = account(&study("a.tsv", table));
    assert_eq!(account["incidents"], 2, "{account}");
}

#[test]
fn lines_read_as_one_row_because_of_a_stray_mark_are_named() {
    let table = "id,text\n1,\"Stop,\" he said.\n2,radio\n3,He called it \"go\"\n4,radio\n";
    let account = account(&study("a.csv", table));
    let told = messages(&account, "stray-quote");
    assert!(told.len() == 1 && told[0].starts_with("the row (lines 2-4) has"), "{told:?}");
    assert!(told[0].contains("read as one row, and may be several"), "{told:?}");
}

#[test]
fn of_columns_that_differ_in_case_the_exact_one_is_taken_and_the_other_kept_and_named() {
    let line = r#"{"id":"r-1","Narrative":"a long radio story","text":"abstract","ID":7}"#;
    let table = "id,ID,Text,text\nr-1,7,abstract,a long radio story\n";
    for (name, content) in [("a.jsonl", line), ("a.csv", table)] {
        let folder = study(name, content);
        let found = folder.run(&["search", "radio", "--format", "json"]).expect(1).json();
        let hit = &found["hits"][0];
        assert_eq!((&hit["incident"], &hit["start"]), (&"r-1".into(), &7.into()), "{name}");
        assert_eq!(hit["attributes"]["ID"], 7, "{name}");
        let told = messages(&account(&folder), "alike-columns");
        let first =
            "the row has something in `id` and in `ID`: `id` is taken for the id, `ID` stays an attribute";
        assert_eq!(told[0], first, "{name}");
    }
}

#[test]
fn sections_that_are_written_apart_are_counted_apart() {
    let table = "id,text,section,price\na,radio,1.1,1.10\nb,radio,1.10,2.25\nc,radio,1.2,3.50\n";
    let folder = study("a.csv", table);
    let found = |arguments: &[&str]| {
        let run = folder.run(&[&["search", "radio", "--format", "json"], arguments].concat()).json();
        let hits = run["hits"].as_array().unwrap().iter();
        hits.map(|hit| hit["attributes"]["section"].to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found(&[]), r#""1.1" "1.10" "1.2""#);
    assert_eq!(found(&["--where", "price>2"]), r#""1.10" "1.2""#, "prices with two digits each are numbers");
}
