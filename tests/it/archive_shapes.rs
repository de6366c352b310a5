//! Every shape in which archives bring codes: one-hot columns, tables of their own, stretches.

use crate::folder::{Folder, Run};
use serde_json::{Value, json};

/// A study of `reports` whose codes stand as `codes` says.
fn study(reports: &str, codes: &str) -> Folder {
    let ending = if reports.starts_with('{') { "jsonl" } else { "csv" };
    let file = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.{ending}\n    codes: {codes}\n\
         outcome:\n  attribute: outcome\n  values: [good, bad]\n"
    );
    Folder::new().file("keerpunt.yaml", file).file(&format!("reports.{ending}"), reports)
}

fn crosstab(folder: &Folder, status: i32) -> (Value, String) {
    let run = folder.run(&["crosstab", "--from", "codings", "--format", "json"]).expect(status);
    (run.json(), run.stderr)
}

/// How many incidents were read, and each code with its counts of good and bad ones.
fn counts(table: &Value) -> Value {
    let row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap();
        json!([row["code"], cells[0]["count"], cells[1]["count"]])
    };
    let rows: Vec<Value> = table["rows"].as_array().unwrap().iter().map(row).collect();
    json!([table["read"], rows])
}

fn says(run: &str, parts: &[&str]) {
    for part in parts {
        assert!(run.contains(part), "`{part}` is not in\n{run}");
    }
}

const ONE_HOT: &str = "id,Fall,narrative,Heat,Cold,outcome,who\n\
    a,1,One.,,,good,an\n\
    b,X,Two.,yes,0,bad,bo\n\
    c,,Three.,,,bad,an\n\
    d,no,Four.,0,FALSE,good,an\n\
    e,,Five.,1.0,,good,\n";

#[test]
fn headers_of_a_range_are_codes_and_blank_rows_are_nobodys() {
    // The narrative stands inside the range and is no code; a row of noes was read.
    for columns in ["\"Fall..Cold\"", "[Fall, Heat, Cold]"] {
        let folder = study(ONE_HOT, &format!("{{one_hot: {columns}, coder: an}}"));
        let (table, told) = crosstab(&folder, 0);
        assert_eq!(counts(&table), json!([4, [["Fall", 1, 1], ["Heat", 1, 1], ["Cold", 0, 0]]]), "{told}");
    }
    let folder = study(ONE_HOT, "{one_hot: \"Fall..Cold\", coder: an, blank: none}");
    assert_eq!(counts(&crosstab(&folder, 0).0)[0], json!(5));
}

#[test]
fn one_hot_columns_may_begin_alike_and_name_their_coder() {
    let reports = "id,narrative,outcome,f: Fall,f: Heat,who\na,One.,good,1,,an\nb,Two.,bad,1,1,\n";
    let folder = study(reports, "{one_hot: \"f: *\", coder: {column: who}}");
    let (table, told) = crosstab(&folder, 1);
    assert_eq!(counts(&table), json!([1, [["f: Fall", 1, 0], ["f: Heat", 0, 0]]]));
    says(&told, &["reports.csv:3", "no coder", "coder: NAME"]);
}

#[test]
fn what_is_neither_yes_nor_no_under_a_code_is_named() {
    let reports = "id,narrative,outcome,Fall,Heat\na,One.,good,2,\nb,Two.,bad,1,\nc,Three.,bad,2,maybe\n";
    let (table, told) = crosstab(&study(reports, "{one_hot: \"Fall..Heat\", coder: an}"), 1);
    assert_eq!(counts(&table)[1], json!([["Fall", 0, 1], ["Heat", 0, 0]]));
    says(
        &told,
        &["reports.csv:2", "2 rows (lines 2, 4) have `2` under `Fall`", "`maybe` under `Heat`", "write 1, x"],
    );
}

#[test]
fn a_range_that_is_none_is_named() {
    let folder = study(ONE_HOT, "{one_hot: \"Cold..Fall\", coder: an}");
    let run = folder.run(&["index"]).expect(1);
    says(&run.stdout, &["`Fall` stands before `Cold`", "one_hot: \"Fall..Cold\""]);
    let folder = study(ONE_HOT, "{one_hot: \"Fall..Could\", coder: an}");
    says(&folder.run(&["index"]).expect(1).stdout, &["`Could`", "did you mean `Cold`?"]);
}

#[test]
fn two_header_rows_make_one_name() {
    let file = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    header: 2\n    columns: {id: ACN, narrative: Report / Text, outcome: Result / End}\n\
                \x20   codes:\n      - {one_hot: \"Factors / Fall..Factors / Heat\", coder: an}\n      - {column: Report / Kind, separator: \";\", coder: bo}\n\
                outcome:\n  attribute: outcome\n  values: [good, bad]\n";
    let reports = " ,Report,Factors,Factors,Result,Report,\nACN,Text,Fall,Heat,End,Kind,\n1,One.,x,,good,a;b,\n2,Two.,x,x,bad,,\n";
    let folder = Folder::new().file("keerpunt.yaml", file).file("reports.csv", reports);
    let (table, _) = crosstab(&folder, 0);
    let want = json!([2, [["Factors / Fall", 1, 1], ["Factors / Heat", 0, 1], ["a", 1, 0], ["b", 1, 0]]]);
    assert_eq!(counts(&table), want);
}

const REPORTS: &str =
    "id,narrative,outcome\na,Één val. Nog één val.,good\nb,Heat and cold.,bad\nc,Nothing.,bad\n";

#[test]
fn a_table_of_its_own_has_a_row_for_each_code() {
    let codes = "{file: codes/coding.csv, id: report, code: code, coder: coder}";
    let rows = "report;code;coder\na;Fall;an\na;Fall;bo\nb;Heat;an\nb;Cold;an\nc;;an\n";
    let folder = study(REPORTS, codes).file("codes/coding.csv", rows);
    let (table, told) = crosstab(&folder, 0);
    assert_eq!(counts(&table), json!([2, [["Cold", 0, 1], ["Fall", 1, 0], ["Heat", 0, 1]]]), "{told}");
    assert_eq!(table["coders"], json!(["an", "bo"]));
    let index = folder.run(&["index"]).expect(0).stdout;
    says(&index, &["cells parted by `;`: codes/coding.csv"]);

    // What stands there counts at once, though nothing of the corpus changed.
    folder.write("codes/coding.csv", "report;code;coder\nc;Fall;an\n");
    assert_eq!(counts(&crosstab(&folder, 0).0), json!([1, [["Fall", 0, 1]]]));
}

#[test]
fn a_table_of_codes_may_be_json_lines_and_its_blank_rows_a_judgement() {
    let codes = "{file: coding.jsonl, id: report, code: code, coder: {name: an}, blank: none}";
    let rows = "{\"report\": \"a\", \"code\": [\"Fall\", \"Heat\"]}\n{\"report\": \"b\", \"code\": null}\n";
    let folder = study(REPORTS, codes).file("coding.jsonl", rows);
    assert_eq!(counts(&crosstab(&folder, 0).0), json!([2, [["Fall", 1, 0], ["Heat", 1, 0]]]));
}

#[test]
fn a_table_of_codes_may_have_a_row_for_each_incident() {
    let rows = "x,x,Codes,Codes,list\nnr,who,Fall,Heat,\na,an,1,,\"p, q (r, s)\"\nb,bo,0,1,\n";
    for (codes, want) in [
        (
            "{file: f.csv, header: 2, id: x / nr, one_hot: \"Codes / *\", coder: {column: x / who}}",
            json!([["Codes / Fall", 1, 0], ["Codes / Heat", 0, 1]]),
        ),
        (
            "{file: f.csv, header: 2, id: x / nr, column: list, separator: \",\", coder: cy}",
            json!([["p", 1, 0], ["q (r, s)", 1, 0]]),
        ),
    ] {
        let folder = study(REPORTS, codes).file("f.csv", rows);
        assert_eq!(counts(&crosstab(&folder, 0).0)[1], want, "{codes}");
    }
}

#[test]
fn a_table_of_codes_is_no_story_where_it_lies_among_them() {
    let file = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: stories\n    codes: {file: stories/codes.csv, id: id, code: code, coder: {name: an}}\n";
    let folder = Folder::new()
        .file("keerpunt.yaml", file)
        .file("stories/a.txt", "One.")
        .file("stories/codes.csv", "id,code\na,Fall\n");
    let index = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!(index["incidents"], json!(1));
}

#[test]
fn rows_that_cannot_be_laid_on_an_incident_are_named_with_file_and_line() {
    let codes = "{file: coding.csv, id: id, code: code, coder: coder, start: from, end: to, quote: text}";
    let rows = "id,code,coder,from,to,text\n\
        a,Fall,an,0,8,Één val.\n\
        x,Fall,an,,,\n\
        a,Fall,an,3,300,\n\
        a,Fall,an,9,16,Nog een\n\
        a,Fall,an,0,7,één val\n\
        ,Fall,an,,,\n\
        b,Heat,,0,4,\n\
        b,Heat,an,four,6,\n\
        b,Cold,an,3,,\n\
        b,Cold,an,,,cold\n";
    let folder = study(REPORTS, codes).file("coding.csv", rows);
    let (table, told) = crosstab(&folder, 1);
    assert_eq!(counts(&table), json!([2, [["Cold", 0, 1], ["Fall", 1, 0]]]));
    says(
        &told,
        &[
            "coding.csv:3: no incident is called `x`",
            "coding.csv:4: 3..300 is no stretch of `a`, which has 21 code points",
            "coding.csv:5: its quote does not stand at 9..16",
            "coding.csv:6: its quote does not stand at 0..7 of `a`, but at 13..20",
            "coding.csv:7: the row has no id",
            "coding.csv:8: the row has codes and no coder",
            "coding.csv:9: `four` is no number",
            "coding.csv:10: it has one of `start` and `end`",
        ],
    );
    assert_eq!(told.matches("help:").count(), 8, "{told}");
}

#[test]
fn a_table_of_codes_that_is_not_there_or_lacks_a_column_is_named() {
    let run = |codes: &str| -> Run {
        let folder = study(REPORTS, codes).file("coding.csv", "id,code,who\na,Fall,an\n");
        folder.run(&["index"]).expect(1)
    };
    let gone = run("{file: codings.csv, id: id, code: code, coder: who}");
    says(&gone.stdout, &["codings.csv: is not there", "the study's folder"]);
    let column = run("{file: coding.csv, id: id, code: cod, coder: who}");
    says(&column.stdout, &["coding.csv: there is no column `cod`", "did you mean `code`?"]);
    let coder = run("{file: coding.csv, id: id, code: code, coder: analysts}");
    says(&coder.stdout, &["no column `analysts`", "coder: {name: analysts}"]);
}

const SPANS: &str = r#"{"id": "a", "narrative": "Één val. Nog één val.", "outcome": "good", "spans": [{"start": 0, "end": 8, "code": "Fall", "coder": "an", "text": "Één val."}, {"start": 9, "end": 21, "code": "Fall", "coder": "bo"}]}
{"id": "b", "narrative": "Heat and cold.", "outcome": "bad", "spans": [[0, 4, "Heat"], [9, 13, "Cold"]]}
{"id": "c", "narrative": "Nothing.", "outcome": "bad", "spans": []}
"#;

#[test]
fn stretches_are_codes_with_a_place() {
    let folder = study(SPANS, "{spans: spans, coder: cy}");
    let (table, told) = crosstab(&folder, 0);
    assert_eq!(counts(&table), json!([2, [["Cold", 0, 1], ["Fall", 1, 0], ["Heat", 0, 1]]]), "{told}");
    assert_eq!(table["coders"], json!(["an", "bo", "cy"]));
    let folder = study(SPANS, "{spans: spans, coder: cy, blank: none}");
    assert_eq!(counts(&crosstab(&folder, 0).0)[0], json!(3));
}

#[test]
fn stretches_that_are_none_are_named() {
    let reports =
        SPANS.replace("[9, 13, ", "[9, 99, ").replace("\"text\": \"Één val.\"", "\"text\": \"een val\"");
    let (table, told) = crosstab(&study(&reports, "{spans: spans}"), 1);
    assert_eq!(counts(&table), json!([1, [["Fall", 1, 0]]]));
    says(
        &told,
        &[
            "reports.jsonl:1: its quote",
            "reports.jsonl:2: `[0,4,\"Heat\"]` names no coder",
            "9..99 is no stretch",
        ],
    );
}

#[test]
fn each_way_of_coding_has_levels_of_its_own() {
    let reports = "id,narrative,outcome,one,two\na,One.,good,x/y,p.q/r\nb,Two.,bad,x/z,p.s\n";
    let codes = "[{column: one, coder: an, level_separator: \"/\"}, {column: two, coder: bo, level_separator: \".\"}]";
    let folder = study(reports, codes);
    let (table, _) = crosstab(&folder, 0);
    let rows = table["rows"].as_array().unwrap().iter();
    let rows: Vec<Value> = rows.map(|row| json!([row["code"], row["level"], row["total"]])).collect();
    assert_eq!(
        json!(rows),
        json!([["p", 1, 2], ["p.q/r", 2, 1], ["p.s", 2, 1], ["x", 1, 2], ["x/y", 2, 1], ["x/z", 2, 1]])
    );
}

#[test]
fn codes_of_one_spelling_are_kept_apart_by_the_group_of_their_column() {
    let reports =
        "id,narrative,outcome,main,other\na,One.,good,Weather,Crew; Weather / wind\nb,Two.,bad,Crew,Crew\n";
    let codes = "[{column: main, coder: an, group: main}, \
                 {column: other, separator: \";\", coder: an, group: other, level_separator: /}]";
    let (table, _) = crosstab(&study(reports, codes), 0);
    let rows = table["rows"].as_array().unwrap().iter();
    let rows: Vec<Value> =
        rows.map(|row| json!([row["code"], row["level"], row["group"], row["total"]])).collect();
    let want = json!([
        ["main", 1, true, 2],
        ["main/Crew", 2, false, 1],
        ["main/Weather", 2, false, 1],
        ["other", 1, true, 2],
        ["other/Crew", 2, false, 2],
        ["other/Weather", 2, true, 1],
        ["other/Weather / wind", 3, false, 1],
    ]);
    assert_eq!(json!(rows), want);
}

#[test]
fn stretches_are_counted_by_sentence_and_open_into_their_passages() {
    let folder = study(SPANS, "{spans: spans, coder: cy}");
    let cells = |unit: &str| -> Vec<u64> {
        let table = folder.run(&["crosstab", "--unit", unit, "--format", "json"]).expect(0).json();
        let rows = table["rows"].as_array().unwrap();
        let row = rows.iter().find(|row| row["code"] == "Fall").unwrap();
        row["cells"].as_array().unwrap().iter().map(|cell| cell["count"].as_u64().unwrap()).collect()
    };
    assert_eq!(
        (cells("sentence"), cells("segment"), cells("incident")),
        (vec![2, 0], vec![2, 0], vec![1, 0])
    );
    let quotes = ["quotes", "Fall", "--where", "outcome=good", "--from", "codings"];
    says(&folder.run(&quotes).expect(0).stdout, &["Één val.", "Nog één val.", "an", "bo"]);
    // One code of a whole incident is enough to have no sentence that it belongs to.
    let mixed = SPANS.replace("\"outcome\": \"bad\",", "\"outcome\": \"bad\", \"kind\": \"Heat\",");
    let folder = study(&mixed, "[{spans: spans, coder: cy}, {column: kind, coder: cy}]");
    says(&folder.run(&["crosstab", "--unit", "sentence"]).expect(2).stderr, &["to whole incidents"]);
}

#[test]
fn codes_that_a_model_gave_are_not_shown_as_peoples() {
    let reports = "id,narrative,outcome,people,machine\na,One.,good,Fall,Heat\nb,Two.,bad,,Heat\n";
    let codes = "[{column: people, coder: an}, {column: machine, coder: gpt, kind: model}]";
    let folder = study(reports, codes);
    let (table, _) = crosstab(&folder, 0);
    assert_eq!((&table["coders"], &table["read"]), (&json!(["an"]), &json!(1)));
    let model = folder.run(&["crosstab", "--from", "coder:gpt", "--format", "json"]).expect(0).json();
    assert_eq!(counts(&model)[0], json!(2));
    let alone = study(reports, "{column: machine, coder: gpt, kind: model}");
    says(&alone.run(&["crosstab", "--from", "codings"]).expect(2).stderr, &["--from coder:gpt"]);
}

#[test]
fn a_table_of_codes_finds_texts_by_the_names_of_their_files() {
    let file = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: \"stories/{outcome}/*.txt\"\n    codes: {file: codes.csv, id: story, code: code, coder: {name: an}}\n\
                outcome: {attribute: outcome, values: [good, bad]}\n";
    let folder = Folder::new()
        .file("keerpunt.yaml", file)
        .file("stories/good/jan.txt", "One.")
        .file("stories/bad/piet.txt", "Two.")
        .file("codes.csv", "story,code\njan.txt,Fall\nbad/piet,Heat\n");
    assert_eq!(counts(&crosstab(&folder, 0).0), json!([2, [["Fall", 1, 0], ["Heat", 0, 1]]]));
}

#[test]
fn a_sign_that_seems_to_part_codes_is_pointed_out_where_nobody_named_it() {
    let reports = "id,narrative,outcome,f\na,One.,good,Fall; Heat\nb,Two.,bad,Fall;\nc,Three.,bad,Cold\n";
    let hint = "2 of 3 codes in the column `f` hold `;`";
    let told = |codes: &str| study(reports, codes).run(&["crosstab"]).expect(0).stderr;
    says(&told("{column: f, coder: an}"), &[hint, "separator: \";\""]);
    assert!(!told("{column: f, separator: \";\", coder: an}").contains("separator"));
}
