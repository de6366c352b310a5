//! Who read an incident, and which codes could be given: what the cells of an archive say of it.

use crate::folder::Folder;
use serde_json::{Value, json};

fn study(corpus: &str) -> Folder {
    let text = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n{corpus}outcome: {{attribute: outcome, values: [good, bad]}}\n"
    );
    Folder::new().file("keerpunt.yaml", text)
}

/// For each column how many were read, and each row with its counts.
fn table(folder: &Folder) -> Value {
    let table = folder.run(&["crosstab", "--from", "codings", "--format", "json"]);
    let table = table.json();
    let read: Vec<&Value> = table["columns"].as_array().unwrap().iter().map(|one| &one["base"]).collect();
    let rows = table["rows"].as_array().unwrap().iter().map(|row| {
        let counts: Vec<&Value> =
            row["cells"].as_array().unwrap().iter().map(|cell| &cell["count"]).collect();
        json!([row["code"], counts])
    });
    json!([read, rows.collect::<Vec<_>>()])
}

#[test]
fn a_missing_value_under_a_code_is_no_answer_and_a_code_nobody_gave_has_its_row() {
    let rows = "id,text,A,B,outcome\n1,one,1,0,good\n2,two,NA,NA,good\n3,three,.,-99,bad\n4,four,0,NA,bad\n5,five,,,bad\n";
    let read = |blank: &str| {
        let codes = format!("  - path: a.csv\n    codes: {{one_hot: \"A..B\", coder: an{blank}}}\n");
        table(&study(&codes).file("a.csv", rows))
    };
    assert_eq!(read(""), json!([[1, 1], [["A", [1, 0]], ["B", [0, 0]]]]));
    assert_eq!(read(", blank: none"), json!([[1, 2], [["A", [1, 0]], ["B", [0, 0]]]]));
}

#[test]
fn an_empty_list_of_stretches_is_a_blank_in_every_format() {
    let csv = "id,text,outcome,spans\n1,story one,good,\"[[0,5,\"\"x\"\"]]\"\n2,story two,bad,[]\n3,story three,bad,\n";
    let lines = "{\"id\":1,\"text\":\"story one\",\"outcome\":\"good\",\"spans\":[[0,5,\"x\"]]}\n\
                 {\"id\":2,\"text\":\"story two\",\"outcome\":\"bad\",\"spans\":[]}\n\
                 {\"id\":3,\"text\":\"story three\",\"outcome\":\"bad\",\"spans\":null}\n";
    for (name, content) in [("a.csv", csv), ("a.jsonl", lines)] {
        let read = |blank: &str| {
            let codes = format!("  - path: {name}\n    codes: {{spans: spans, coder: an{blank}}}\n");
            table(&study(&codes).file(name, content))
        };
        assert_eq!(read(", blank: none"), json!([[1, 2], [["x", [1, 0]]]]), "{name}");
        assert_eq!(read(""), json!([[1, 0], [["x", [1, 0]]]]), "{name}");
    }
}
