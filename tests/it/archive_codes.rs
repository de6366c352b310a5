//! Codes that an archive's people gave: which incidents they read, and what they gave.

use crate::folder::Folder;
use serde_json::{Value, json};

const REPORTS: &str = "id,text,outcome,factors,who,Code 1,Code 2\n\
    a,One.,good,\"Fall (roof; wall); Heat\",an,x,y\n\
    b,Two.,good,Heat,bo,y,\n\
    c,,bad,Heat; Heat,an,,\n\
    d,Four.,bad,,bo,,\n\
    e,Five.,,Cold,an,,\n";

fn study(codes: &str) -> Folder {
    let file = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {{id: id, narrative: text}}\n    codes: {codes}\n\
         outcome:\n  attribute: outcome\n  values:\n    good: [good]\n    bad: [bad]\n"
    );
    Folder::new().file("keerpunt.yaml", file).file("reports.csv", REPORTS)
}

fn table(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["crosstab", "--format", "json"], more].concat()).expect(0).json()
}

/// Code, total and the count of each column, row by row.
fn rows(table: &Value) -> Vec<(String, u64, Vec<u64>)> {
    let row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap();
        let counts = cells.iter().map(|cell| cell["count"].as_u64().unwrap()).collect();
        (row["code"].as_str().unwrap().to_string(), row["total"].as_u64().unwrap(), counts)
    };
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

fn row(code: &str, total: u64, counts: &[u64]) -> (String, u64, Vec<u64>) {
    (code.to_string(), total, counts.to_vec())
}

#[test]
fn a_list_column_is_counted_over_the_incidents_that_somebody_coded() {
    let folder = study("{column: factors, separator: \";\", coder: analysts}");
    let table = table(&folder, &[]);
    let fields = ["from", "coders", "codebook", "incidents", "read", "without_value"];
    let said: Vec<&Value> = fields.iter().map(|name| &table[*name]).collect();
    assert_eq!(json!(said), json!(["codings", ["analysts"], null, 5, 4, 1]));
    // A story without text was coded too; a blank cell is nobody's judgement.
    let columns: Vec<Value> = table["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| json!([column["incidents"], column["unread"], column["base"]]))
        .collect();
    assert_eq!(json!(columns), json!([[2, 0, 2], [2, 1, 1]]));
    let want = [row("Heat", 3, &[2, 1]), row("Fall (roof; wall)", 1, &[1, 0]), row("Cold", 0, &[0, 0])];
    assert_eq!(rows(&table), want);
    let shown = folder.run(&["crosstab"]).expect(0).stdout;
    assert!(shown.contains("people's codings: analysts; 4 of 5 incidents read"), "{shown}");
    assert!(!shown.contains("No codings yet"), "{shown}");
}

#[test]
fn a_blank_cell_is_a_judgement_where_the_study_says_so() {
    let folder = study("{column: factors, separator: \";\", coder: analysts, blank: none}");
    let table = table(&folder, &[]);
    assert_eq!((&table["read"], &table["columns"][1]["base"]), (&json!(5), &json!(2)));
    assert_eq!(table["rows"][0]["cells"][1]["percent"], json!(50.0));
}

#[test]
fn a_coder_is_counted_alone_or_with_those_who_agree() {
    let both =
        "[{column: factors, separator: \";\", coder: {column: who}}, {columns: \"Code *\", coder: cy}]";
    let folder = study(both);
    let anybody = table(&folder, &[]);
    assert_eq!(anybody["coders"], json!(["an", "bo", "cy"]));
    assert_eq!(anybody["read"], json!(4));
    let an = table(&folder, &["--from", "coder:an", "--hide-zero"]);
    assert_eq!((&an["from"], &an["coders"], &an["read"]), (&json!("coder:an"), &json!(["an"]), &json!(3)));
    assert_eq!(rows(&an), [row("Heat", 2, &[1, 1]), row("Fall (roof; wall)", 1, &[1, 0])]);
    let agreed = table(&folder, &["--from", "all-agree", "--hide-zero"]);
    assert_eq!(rows(&agreed), [row("Heat", 1, &[0, 1])]);
    let nobody = folder.run(&["crosstab", "--from", "coder:dirk"]).expect(2);
    assert!(nobody.stderr.contains("the coders are: an, bo, cy"), "{}", nobody.stderr);
}

#[test]
fn where_nobody_read_anything_in_scope_the_rules_are_asked() {
    let folder = study("{column: factors, separator: \";\", coder: analysts}");
    let book = "codebook: b\nversion: 1\ncodes:\n  - id: four\n    label: Four\n    rules:\n      - any: [\"four\"]\n";
    folder.write("book.yaml", book);
    let scope = ["--codebook", "book.yaml", "--where", "who=bo"];
    assert_eq!(table(&folder, &scope)["from"], json!("suggestions"));
    assert_eq!(table(&folder, &[&scope[..], &["--from", "codings"]].concat())["from"], json!("codings"));
    let without = folder.run(&["crosstab", "--from", "suggestions"]).expect(2);
    assert!(without.stderr.contains("nobody said which codebook"), "{}", without.stderr);
}

#[test]
fn codes_of_whole_incidents_are_not_counted_by_sentences() {
    let folder = study("{column: factors, separator: \";\", coder: analysts}");
    for unit in ["sentence", "paragraph", "segment"] {
        for verb in ["crosstab", "frequencies"] {
            let refused = folder.run(&[verb, "--unit", unit]).expect(2);
            assert!(refused.stderr.contains("to whole incidents"), "{}", refused.stderr);
        }
    }
}

#[test]
fn frequencies_count_what_people_gave() {
    let folder = study("{column: factors, separator: \";\", coder: analysts}");
    let table = folder.run(&["frequencies", "--format", "json"]).expect(0).json();
    assert_eq!((&table["from"], &table["read"], &table["base"]), (&json!("codings"), &json!(4), &json!(4)));
    let first = &table["rows"][0];
    assert_eq!(
        (&first["code"], &first["count"], &first["segments"]),
        (&json!("Heat"), &json!(3), &Value::Null)
    );
    let shown = folder.run(&["frequencies"]).expect(0).stdout;
    assert!(!shown.contains("suggest"), "{shown}");
}

#[test]
fn within_an_attribute_what_nobody_read_stays_apart() {
    let folder = study("{column: factors, separator: \";\", coder: analysts}");
    let tables = table(&folder, &["--within", "who"]);
    let said: Vec<Value> = tables["tables"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| json!([one["value"], one["incidents"], one["read"]]))
        .collect();
    assert_eq!(json!(said), json!([["an", 3, 3], ["bo", 2, 1]]));
}

#[test]
fn a_column_of_codes_that_is_not_there_is_named() {
    let folder = study("{column: factor, coder: analysts}");
    let run = folder.run(&["crosstab", "--from", "codings"]).expect(2);
    assert!(run.stderr.contains("`factor`") && run.stderr.contains("did you mean"), "{}", run.stderr);
}

#[test]
fn whoever_coded_is_told_where_one_stands() {
    let folder = study("{column: factors, coder: analysts}");
    let run = folder.run(&[]).expect(0);
    assert!(run.stdout.contains("codings      analysts; "), "{}", run.stdout);
}

/// Four reports with two columns of codes, and a codebook with one code.
fn beside_a_codebook(codes: &str, id: &str, label: &str) -> Folder {
    let file = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: a.csv\n    codes: {codes}\ncodebook: b.yaml\n\
         outcome: {{attribute: outcome, values: [good, bad]}}\n"
    );
    let book = format!(
        "codebook: b\nversion: 1.0.0\ncodes:\n  - id: {id}\n    label: {label}\n    rules: [{{any: [\"radio*\"]}}]\n  \
         - id: rest\n    label: Rest\n    rules: [{{any: [\"slept\"]}}]\n"
    );
    let reports = "id,text,P,Q,outcome\n1,A radio.,Weather,radio,good\n2,Two.,Weather,,bad\n\
                   3,A radio.,Weather/Fog,radio,good\n4,Four.,Heat,other,bad\n";
    Folder::new().file("keerpunt.yaml", file).file("b.yaml", book).file("a.csv", reports)
}

#[test]
fn a_group_that_is_called_like_a_code_of_the_codebook_is_that_code() {
    let codes = "[{column: P, coder: an, group: radio}, {column: Q, coder: an}]";
    let folder = beside_a_codebook(codes, "radio", "Radio");
    let expected = [
        row("radio", 4, &[2, 2]),
        row("radio/Weather", 2, &[1, 1]),
        row("radio/Heat", 1, &[0, 1]),
        row("radio/Weather/Fog", 1, &[1, 0]),
        row("rest", 0, &[0, 0]),
        row("other", 1, &[0, 1]),
    ];
    assert_eq!(rows(&table(&folder, &[])), expected);
    assert_eq!(rows(&table(&folder, &["radio"])), expected[..4]);
    let quotes = folder.run(&["quotes", "radio", "--format", "json"]).expect(0).json();
    assert_eq!(quotes["incidents"], 4);
    let measured = folder.run(&["evaluate", "--against", "coder:an", "--format", "json"]).expect(0).json();
    assert_eq!(measured["without_counterpart"], json!(["rest"]));
    let overall = &measured["overall"]["incident"];
    assert_eq!((&overall["gold"], &overall["right"]), (&json!(4), &json!(2)));
}

#[test]
fn a_level_that_is_called_like_a_code_of_the_codebook_is_that_code() {
    let folder =
        beside_a_codebook("{column: P, coder: an, level_separator: \"/\"}", "Weather", "Bad weather");
    let expected = [
        row("Weather", 3, &[2, 1]),
        row("Weather/Fog", 1, &[1, 0]),
        row("rest", 0, &[0, 0]),
        row("Heat", 1, &[0, 1]),
    ];
    assert_eq!(rows(&table(&folder, &[])), expected);
}

#[test]
fn codes_and_list_attributes_are_cut_at_the_same_places() {
    let study = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.jsonl\n    codes: {column: factors, separator: \";\", coder: an}\n\
         attributes:\n  factors: {list: \";\"}\n";
    let reports = "{\"id\":\"a\",\"text\":\"One.\",\"factors\":\"A (open; B (x; y); {c; d}\"}\n\
         {\"id\":\"b\",\"text\":\"Two.\",\"factors\":[\"E; F\",\"B (x; y)\"]}\n";
    let folder = Folder::new().file("keerpunt.yaml", study).file("reports.jsonl", reports);
    let codes: Vec<(String, u64)> =
        rows(&table(&folder, &["--by", "id"])).into_iter().map(|(code, total, _)| (code, total)).collect();
    let want = [("B (x; y)", 2), ("A (open", 1), ("E", 1), ("F", 1), ("{c; d}", 1)];
    assert_eq!(codes, want.map(|(code, total)| (code.to_string(), total)));
    for (value, _) in want {
        let condition = format!("factors={value}");
        let found = folder.run(&["crosstab", "--by", "id", "--where", &condition, "--format", "json"]);
        assert_ne!(found.expect(0).json()["incidents"], json!(0), "{value}");
    }
}

#[test]
fn a_coder_is_a_person_or_a_model_and_never_both() {
    let both =
        "[{column: factors, separator: \";\", coder: an}, {columns: \"Code *\", coder: an, kind: model}]";
    let folder = study(both);
    let refused = folder.run(&["crosstab"]).expect(2).stderr;
    for said in ["kind-of-coder", "the coder `an` is a model here and a person elsewhere", "keerpunt.yaml:6"]
    {
        assert!(refused.contains(said), "{said}: {refused}");
    }
    // Where a column says who, only the rows tell.
    let judged = "{file: judged.csv, id: id, code: code, coder: judge, kind: model}, {column: factors, coder: {column: who}}";
    let refused = {
        let folder = study(&format!("[{judged}]"));
        folder.write("judged.csv", "id,code,judge\na,Heat,gpt\nb,Heat,bo\n");
        folder.run(&["crosstab"]).expect(2).stderr
    };
    let said = "judged.csv:3: the coder `bo` is a person in reports.csv:3 and a model in judged.csv:3";
    assert!(refused.contains(said), "{refused}");
    assert!(!refused.contains("`an`") && !refused.contains("`gpt`"), "{refused}");
}

#[test]
fn a_model_of_the_archive_is_no_coder_of_the_study() {
    let folder = study("{column: factors, separator: \";\", coder: an, kind: model}");
    let book = "codebook: b\nversion: 1\ncodes:\n  - id: heat\n    label: Heat\n";
    folder.write("book.yaml", book);
    let study = std::fs::read_to_string(folder.path("keerpunt.yaml")).unwrap();
    folder.write("keerpunt.yaml", study + "codebook: book.yaml\n");
    folder.run(&["crosstab"]).expect(0);
    folder.run(&["code", "a", "heat", "--coder", "an"]).expect(0);
    let refused = folder.run(&["crosstab"]).expect(2).stderr;
    assert!(refused.contains("is a person in codings and a model in reports.csv:2"), "{refused}");
}

fn with_attribute_table(codes: &str) -> Folder {
    let study = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: stories\n    attributes: {{file: incidents.csv, id: incident}}\n    codes: {codes}\n\
         outcome: {{attribute: outcome, values: [good, bad]}}\n"
    );
    Folder::new()
        .file("keerpunt.yaml", study)
        .file("stories/a.txt", "One.\n")
        .file("stories/b.txt", "Two.\n")
        .file("stories/c.md", "---\nmood: low\n---\nThree.\n")
        .file(
            "incidents.csv",
            "incident,outcome,factors,who\na,good,Heat; Cold,an\nb,bad,Heat,an\nc,bad,,an\n",
        )
}

#[test]
fn codes_in_the_attribute_table_are_read_from_it() {
    for coder in ["an", "{column: who}"] {
        let folder = with_attribute_table(&format!("{{column: factors, separator: \";\", coder: {coder}}}"));
        let table = table(&folder, &[]);
        assert_eq!((&table["from"], &table["read"]), (&json!("codings"), &json!(2)), "{coder}");
        assert_eq!(rows(&table), [row("Heat", 2, &[1, 1]), row("Cold", 1, &[1, 0])], "{coder}");
    }
}

#[test]
fn columns_of_two_tables_are_told_which_table_has_which() {
    let folder = with_attribute_table("{column: mood, coder: {column: who}}");
    let told = folder.run(&["index"]).expect(1).stdout;
    assert!(told.contains("names a column `who`, and no incident has a value there"), "{told}");
    assert!(told.contains("the attribute table incidents.csv has it"), "{told}");
    let nowhere = with_attribute_table("{column: factor, coder: an}").run(&["index"]).expect(1).stdout;
    assert!(nowhere.contains("names a column `factor`"), "{nowhere}");
}
