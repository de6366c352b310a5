//! Narratives of every size, with whatever line ends and signs: the same by every verb.

use crate::folder::Folder;
use serde_json::{Value, json};

const BOOK: &str = "codebook: b\nversion: 1\ncodes:\n  - {id: call, label: Call, definition: Calls., rules: [{any: [\"belde*\"]}]}\n";

fn study(corpus: &str) -> Folder {
    let text = format!(
        "keerpunt: 1\nlanguage: nl\ncodebook: book.yaml\ncorpus: {corpus}\n\
         outcome: {{attribute: outcome, values: [success, failure]}}\n"
    );
    Folder::new().file("keerpunt.yaml", text).file("book.yaml", BOOK)
}

fn document(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[arguments, &["--format", "json"]].concat()).expect(0).json()
}

/// Incident, start, end of each hit of a search and of each suggestion, which are marked by match here.
fn places(list: &Value) -> Vec<(String, u64, u64)> {
    let place = |one: &Value| {
        (
            one["incident"].as_str().unwrap().to_string(),
            one["start"].as_u64().unwrap(),
            one["end"].as_u64().unwrap(),
        )
    };
    list.as_array().unwrap().iter().map(place).collect()
}

fn place(incident: &str, start: u64, end: u64) -> (String, u64, u64) {
    (incident.to_string(), start, end)
}

/// How many incidents with each outcome have the code.
fn counts(folder: &Folder) -> (u64, u64) {
    let table = document(folder, &["crosstab"]);
    let cells = &table["rows"][0]["cells"];
    (cells[0]["count"].as_u64().unwrap(), cells[1]["count"].as_u64().unwrap())
}

#[test]
fn a_narrative_of_one_word_is_searched_coded_counted_and_quoted() {
    let folder =
        study("a.csv").file("a.csv", "id,text,outcome\n1,belde,success\n2,Bel,failure\n3,belden.,failure\n");
    assert_eq!(
        places(&document(&folder, &["search", "belde*"])["hits"]),
        [place("1", 0, 5), place("3", 0, 6)]
    );
    let suggestions = &document(&folder, &["apply"])["suggestions"];
    assert_eq!(places(suggestions), [place("1", 0, 5), place("3", 0, 7)]);
    assert_eq!(counts(&folder), (1, 1));
    let quotes = folder.run(&["quotes", "call"]).expect(0).stdout;
    assert!(quotes.contains("[belde]\n") && quotes.contains("[belden].\n"), "{quotes}");
    let csv = folder.run(&["quotes", "call", "--format", "csv"]).expect(0).stdout;
    assert_eq!(csv.lines().count(), 3, "{csv}");
}

#[test]
fn a_narrative_of_fifteen_thousand_characters_is_read_to_its_end() {
    // 15 signs, one of them of two bytes
    let filler = "Zo gíng dat nu. ";
    let mut long = "Zij belde. ".to_string() + &filler.repeat(500);
    let middle = long.chars().count() as u64;
    long += "Hij belde. ";
    long += &filler.repeat(500);
    let last = long.chars().count() as u64;
    long += "Wij belden";
    assert!(long.chars().count() > 15_000);
    let table = format!("id,text,outcome\nlong,{long},success\nshort,Niets.,failure\n");
    let folder = study("a.csv").file("a.csv", table);
    let suggestions = &document(&folder, &["apply"])["suggestions"];
    let expected = [place("long", 0, 10), place("long", middle, middle + 10), place("long", last, last + 10)];
    assert_eq!(places(suggestions), expected);
    let found = document(&folder, &["search", "belden"]);
    assert_eq!(
        places(&found["hits"]),
        [place("long", 4, 9), place("long", middle + 4, middle + 9), place("long", last + 4, last + 10)]
    );
    assert_eq!(found["hits"][2]["left"].as_str().unwrap().chars().count(), 60);
    assert_eq!(counts(&folder), (1, 0));
    let quotes = folder.run(&["quotes", "call", "--format", "csv"]).expect(0).stdout;
    assert_eq!(quotes.lines().count(), 4, "{quotes}");
    for passage in ["Zij belde.", "Hij belde.", "Wij belden"] {
        assert!(quotes.contains(passage), "{passage}");
    }
}

#[test]
fn a_sentence_of_fifteen_thousand_characters_is_one_passage() {
    let long = "en toen ".repeat(1900) + "belde zij";
    let length = long.chars().count() as u64;
    let folder = study("a.txt").file("a.txt", format!("---\noutcome: failure\n---\n{long}"));
    assert!(length > 15_000);
    assert_eq!(places(&document(&folder, &["apply"])["suggestions"]), [place("a", 0, length)]);
    assert_eq!(
        places(&document(&folder, &["search", "belde"])["hits"]),
        [place("a", length - 9, length - 4)]
    );
    assert_eq!(counts(&folder), (0, 1));
    let shown = folder.run(&["quotes", "call"]).expect(0).stdout;
    assert!(shown.contains("[belde] zij") && shown.len() > 15_000);
}

#[test]
fn line_ends_of_three_kinds_in_one_text_part_lines_alike() {
    let text = "### incident: a\r\noutcome: success\r\r\nZij belde.\rEn belde weer.\n\n\
                ### incident: b\routcome: failure\r\rHij\r\nbelde.\n### incident: c\noutcome: failure\n\nNiets.\r";
    let folder = study("a.txt").file("a.txt", text);
    let account = document(&folder, &["index"]);
    assert_eq!((&account["incidents"], &account["problems"]), (&json!(3), &json!([])));
    assert_eq!(counts(&folder), (1, 1));
    let quotes = document(&folder, &["quotes", "call"]);
    let lines: Vec<&Value> = quotes["passages"].as_array().unwrap().iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [4, 5, 10]);
    // One line end as much as the other parts nothing but lines: the sentence goes on.
    assert_eq!(places(&document(&folder, &["search", "hij belde"])["hits"]), [place("b", 0, 10)]);
}

#[test]
fn line_ends_of_three_kinds_in_one_table_part_rows_alike() {
    let table = "id,text,outcome\r\n1,\"Zij\rbelde.\n\",success\r2,Hij belde.,failure\n3,Niets.,failure\r\n";
    let folder = study("a.csv").file("a.csv", table);
    let account = document(&folder, &["index"]);
    assert_eq!((&account["incidents"], &account["problems"]), (&json!(3), &json!([])));
    assert_eq!(counts(&folder), (1, 1));
    let quotes = document(&folder, &["quotes", "call"]);
    let lines: Vec<&Value> = quotes["passages"].as_array().unwrap().iter().map(|one| &one["line"]).collect();
    assert_eq!(lines, [2, 5]);
}

#[test]
fn lost_and_control_characters_are_told_once_a_file_and_nothing_is_dropped() {
    let folder = study("[a.csv, b.jsonl, c.txt]")
        .file(
            "a.csv",
            "id,text,outcome\n1,\"Zij\nbelde de cli\u{FFFD}nt.\",success\n2,re\u{FFFD}ntegratie,failure\n3,Heel.,failure\n",
        )
        .file("b.jsonl", "{\"id\": \"4\", \"text\": \"Hij\\nbelde\\u0007.\", \"outcome\": \"failure\"}\n")
        .file("c.txt", "Een\u{C}blad.\n");
    let account = document(&folder, &["index"]);
    let told: Vec<(&Value, &Value, &Value)> = account["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            assert_eq!(one["severity"], "note");
            (&one["code"], &one["file"], &one["line"])
        })
        .collect();
    assert_eq!(
        told,
        [
            (&json!("lost-characters"), &json!("a.csv"), &json!(3)),
            (&json!("control-characters"), &json!("b.jsonl"), &json!(1)),
        ]
    );
    let text = folder.run(&["index"]).expect(0).stdout;
    assert!(
        text.contains("note: a.csv:3: 2 narratives hold U+FFFD") && text.contains("on lines 3, 4"),
        "{text}"
    );
    assert!(text.contains("as UTF-8") && text.contains("control characters (U+0007)"), "{text}");
    assert_eq!(account["incidents"], 5);
    assert_eq!(counts(&folder), (1, 1));
    let found = document(&folder, &["search", "\"cli\u{FFFD}nt\""]);
    assert_eq!(found["total"], 1, "it is read as it stands");
}
