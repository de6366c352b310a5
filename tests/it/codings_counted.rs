//! What people gave stands in every table like what rules suggest: whose, over which base, to open again.

use crate::folder::Folder;
use serde_json::{Value, json};

const BOOK: &str = "codebook: b\nversion: 1.2.0\ncodes:\n  - id: help\n    group: true\n    label: Helping\n    codes:\n      - id: call\n        polarity: either\n        archive_codes: [Phone]\n        rules: [{any: [\"called\"]}]\n      - id: visit\n        archive_codes: [Contact/Home, Office]\n        rules: [{any: [\"visited\"]}]\n  - id: rest\n    rules: [{any: [\"slept\"]}]\n";

fn study(archive: &str) -> Folder {
    let study = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {{id: id, narrative: text}}\n{archive}\
         codebook: b.yaml\nrespondent: who\noutcome:\n  attribute: outcome\n  values:\n    good: [good]\n    bad: [bad]\n"
    );
    let reports = "id,text,outcome,who,given,coder\n\
        a,She called. They slept.,good,r1,Phone; Contact/Home,an\n\
        b,He visited. He called.,good,r1,Office,an\n\
        c,Nobody came.,bad,r2,Phone,an\n\
        d,They visited. They slept.,bad,r3,,\n";
    Folder::new().file("keerpunt.yaml", study).file("b.yaml", BOOK).file("reports.csv", reports)
}

const ARCHIVE: &str =
    "    codes: {column: given, separator: \";\", coder: {column: coder}, level_separator: \"/\"}\n";

fn rows(table: &Value) -> Vec<(String, Vec<u64>)> {
    let counts = |row: &Value| {
        row["cells"].as_array().unwrap().iter().map(|cell| cell["count"].as_u64().unwrap()).collect()
    };
    table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap().to_string(), counts(row)))
        .collect()
}

fn row(code: &str, counts: [u64; 2]) -> (String, Vec<u64>) {
    (code.to_string(), counts.to_vec())
}

/// Runs the program for a coder, and expects that it is done.
fn by(folder: &Folder, coder: &str, arguments: &[&str]) {
    folder.run(&[arguments, &["--coder", coder]].concat()).expect(0);
}

fn coded() -> Folder {
    let folder = study("");
    by(&folder, "an", &["code", "a", "call", "--quote", "She called", "--valence", "enacted"]);
    by(&folder, "an", &["code", "b", "visit", "--quote", "He visited"]);
    by(&folder, "an", &["code", "b", "call", "--quote", "He called", "--valence", "lacking"]);
    by(&folder, "bo", &["code", "a", "call", "--quote", "called", "--valence", "enacted"]);
    by(&folder, "bo", &["code", "a", "rest"]);
    by(&folder, "bo", &["read", "b", "c"]);
    folder
}

#[test]
fn a_table_counts_the_codings_of_people_as_soon_as_somebody_read_an_incident() {
    let folder = coded();
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!(table["from"], "codings");
    assert_eq!(
        (&table["coders"], &table["read"], &table["incidents"]),
        (&json!(["an", "bo"]), &json!(3), &json!(4))
    );
    assert_eq!(table["codebook"]["version"], "1.2.0");
    // Both valences occur, so the code has a row for each.
    let expected = [
        row("help", [2, 0]),
        row("help.call", [2, 0]),
        row("help.call", [1, 0]),
        row("help.call", [1, 0]),
        row("help.visit", [1, 0]),
        row("rest", [1, 0]),
    ];
    assert_eq!(rows(&table), expected);
    assert_eq!((&table["columns"][1]["incidents"], &table["columns"][1]["unread"]), (&json!(2), &json!(1)));
    let shown = folder.run(&["crosstab"]).expect(0).stdout;
    assert!(shown.contains("people's codings: an, bo; 3 of 4 incidents read"), "{shown}");
    let suggested = folder.run(&["crosstab", "--from", "suggestions", "--format", "json"]).expect(0).json();
    let printed = folder.run(&["crosstab", "--from", "suggestions"]).expect(0).stdout;
    assert!(printed.contains("what rules suggest, not what people gave (--from codings)"), "{printed}");
    assert_eq!(suggested["from"], "suggestions");
}

#[test]
fn whose_codings_count_can_be_chosen() {
    let folder = coded();
    let of =
        |from: &str| rows(&folder.run(&["crosstab", "--from", from, "--format", "json"]).expect(0).json());
    assert_eq!(
        of("coder:bo"),
        [row("help", [1, 0]), row("help.call", [1, 0]), row("help.visit", [0, 0]), row("rest", [1, 0])]
    );
    let agreed = of("all-agree");
    assert_eq!(
        agreed,
        [row("help", [1, 0]), row("help.call", [1, 0]), row("help.visit", [0, 0]), row("rest", [0, 0])]
    );
    let run = folder.run(&["crosstab", "--from", "coder:cy"]).expect(2);
    assert!(run.stderr.contains("the coders are: an, bo"), "{}", run.stderr);
}

#[test]
fn a_model_counts_only_when_it_is_named() {
    let folder = study("");
    let lines = "{\"incident\": \"a\", \"code\": \"rest\"}\n{\"incident\": \"d\", \"code\": \"rest\"}\n";
    folder.run_with(&["import", "codings", "-", "--coder", "gpt", "--kind", "model"], lines).expect(0);
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!(table["from"], "suggestions");
    let run = folder.run(&["crosstab", "--from", "codings"]).expect(2);
    assert!(run.stderr.contains("--from coder:gpt"), "{}", run.stderr);
    let shown = folder.run(&["crosstab", "--from", "coder:gpt"]).expect(0).stdout;
    assert!(shown.contains("codings of a model, not of people: gpt; 2 of 4 incidents read"), "{shown}");
    by(&folder, "an", &["read", "a"]);
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!((&table["coders"], &table["read"]), (&json!(["an"]), &json!(1)));
}

#[test]
fn codings_with_stretches_are_counted_by_sentence_and_whole_incidents_are_not() {
    let folder = study("");
    by(&folder, "an", &["code", "a", "call", "--quote", "She called"]);
    by(&folder, "an", &["code", "b", "call", "--quote", "He visited. He called"]);
    let table = folder.run(&["crosstab", "--unit", "sentence", "--format", "json"]).expect(0).json();
    assert_eq!(rows(&table)[1], row("help.call", [3, 0]));
    assert_eq!(table["columns"][0]["base"].as_u64().or(Some(4)), Some(4));
    let frequencies = folder.run(&["frequencies", "call", "--format", "json"]).expect(0).json();
    assert_eq!(frequencies["rows"][0]["segments"], 2);
    by(&folder, "an", &["code", "a", "rest"]);
    let run = folder.run(&["crosstab", "--unit", "sentence"]).expect(2);
    assert!(run.stderr.contains("whole incidents"), "{}", run.stderr);
}

#[test]
fn a_coding_whose_text_is_gone_still_counts_for_its_incident_and_is_told() {
    let folder = study("");
    by(&folder, "an", &["code", "a", "call", "--quote", "She called"]);
    by(&folder, "an", &["code", "b", "call", "--quote", "He called"]);
    let text = std::fs::read_to_string(folder.path("reports.csv")).unwrap();
    folder.write("reports.csv", text.replace("She called. They slept.", "Other words."));
    let run = folder.run(&["crosstab", "--format", "json"]).expect(0);
    assert_eq!(rows(&run.json())[1], row("help.call", [2, 0]));
    assert!(run.stderr.contains("1 coding not found in narratives that have changed"), "{}", run.stderr);
    let sentences = folder.run(&["crosstab", "--unit", "sentence", "--format", "json"]).expect(0).json();
    assert_eq!(rows(&sentences)[1], row("help.call", [1, 0]));
    let quotes = folder.run(&["quotes", "call"]).expect(0).stdout;
    assert!(quotes.contains("a passage that is not found any more"), "{quotes}");
}

#[test]
fn every_cell_of_a_table_of_codings_opens_by_the_command_below_it() {
    for (folder, from) in [(coded(), "codings"), (coded(), "coder:bo"), (study(ARCHIVE), "codings")] {
        let table = folder.run(&["crosstab", "--from", from, "--ids", "--format", "json"]).expect(0).json();
        let mut opened = 0;
        for row in table["rows"].as_array().unwrap().iter().filter(|row| row["valence"].is_null()) {
            for cell in row["cells"].as_array().unwrap() {
                let code = row["code"].as_str().unwrap();
                let place = format!("outcome={}", cell["value"].as_str().unwrap());
                let arguments = ["quotes", code, "--where", &place, "--from", from, "--format", "json"];
                let quotes = folder.run(&arguments).expect(0).json();
                assert_eq!(quotes["incidents"], cell["count"], "{from} {code} {place}");
                opened += cell["count"].as_u64().unwrap();
            }
        }
        assert!(opened > 0);
        let shown = folder.run(&["crosstab", "--from", from]).expect(0).stdout;
        let below = shown.lines().find_map(|line| line.strip_prefix("Open a cell: keerpunt ")).unwrap();
        let words: Vec<&str> = below.split_whitespace().collect();
        let quotes = folder.run(&words).expect(0).stdout;
        assert!(quotes.contains("given by"), "{below}\n{quotes}");
    }
}

#[test]
fn quotes_of_codings_say_who_gave_them_in_every_format() {
    let folder = coded();
    let json = folder.run(&["quotes", "help", "rest", "--format", "json"]).expect(0).json();
    let passages = json["passages"].as_array().unwrap();
    let told: Vec<(&Value, &Value)> = passages.iter().map(|one| (&one["quote"], &one["coders"])).collect();
    let (an, bo) = (json!(["an"]), json!(["bo"]));
    let quote = |text: &str| Value::from(text);
    let expected =
        [quote("She called"), quote("called"), quote("He called"), quote("He visited"), Value::Null];
    assert_eq!(told, expected.iter().zip([&an, &bo, &an, &an, &bo]).collect::<Vec<_>>());
    let csv = folder.run(&["quotes", "rest", "--format", "csv"]).expect(0).stdout;
    assert!(csv.lines().next().unwrap().ends_with(",coders"), "{csv}");
    let text = folder.run(&["quotes", "rest"]).expect(0).stdout;
    assert!(text.contains("the whole incident · given by bo"), "{text}");
}

#[test]
fn codes_of_an_archive_open_too_and_stand_below_the_codebook_where_both_are_used() {
    let folder = study(ARCHIVE);
    let quotes = folder.run(&["quotes", "Phone", "--format", "json"]).expect(0).json();
    assert_eq!((&quotes["codebook"], &quotes["incidents"]), (&Value::Null, &json!(2)));
    let run = folder.run(&["quotes", "call", "--format", "json"]).expect(0);
    assert_eq!((&run.json()["from"], &run.json()["incidents"]), (&json!("suggestions"), &json!(2)));
    assert!(run.stderr.contains("people gave no such code"), "{}", run.stderr);
    folder.run(&["quotes", "call", "--from", "codings"]).expect(2);
    by(&folder, "bo", &["code", "d", "rest"]);
    let table = folder.run(&["crosstab", "--format", "json"]).expect(0).json();
    let codes: Vec<String> = rows(&table).into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        ["help", "help.call", "help.visit", "rest", "Phone", "Contact", "Contact/Home", "Office"]
    );
}

#[test]
fn rules_are_measured_against_coders_over_what_they_read() {
    let folder = study(ARCHIVE);
    let measured = folder.run(&["evaluate", "--against", "coder:an", "--format", "json"]).expect(0).json();
    assert_eq!((&measured["incidents"], &measured["against"]), (&json!(3), &json!("coder:an")));
    assert_eq!(measured["without_counterpart"], json!(["rest"]));
    // call: given in a and c, suggested in a and b; visit: given in a and b, suggested in b.
    let overall = &measured["overall"]["incident"];
    assert_eq!(
        (&overall["gold"], &overall["suggested"], &overall["right"]),
        (&json!(4), &json!(3), &json!(2))
    );
    assert_eq!(measured["overall"]["passage"], Value::Null);
    let missed: Vec<&Value> =
        measured["misses"].as_array().unwrap().iter().map(|one| &one["incident"]).collect();
    assert_eq!(missed, ["a", "c"]);
    let shown = folder.run(&["evaluate", "--against", "coder:an"]).expect(0).stdout;
    assert!(
        shown.contains("3 incidents read by an")
            && shown.contains("Not measured, because no code of the coders is their counterpart: rest"),
        "{shown}"
    );
    let scoped = ["evaluate", "--against", "coder:an", "--where", "outcome=good", "--format", "json"];
    assert_eq!(folder.run(&scoped).expect(0).json()["incidents"], 2);
    folder.run(&["evaluate", "--against", "suggestions"]).expect(2);
    folder.run(&["evaluate", "--against", "coder:cy"]).expect(2);
    folder.run(&["evaluate"]).expect(2);
}

#[test]
fn rules_are_measured_by_passage_where_the_coders_gave_passages() {
    let folder = study("");
    by(&folder, "an", &["code", "a", "call", "--quote", "called"]);
    by(&folder, "an", &["code", "b", "visit", "--quote", "He called"]);
    let measured = folder.run(&["evaluate", "--against", "codings", "--format", "json"]).expect(0).json();
    let passage = &measured["overall"]["passage"];
    assert_eq!(
        (&passage["gold"], &passage["found"], &passage["suggested"], &passage["right"]),
        (&json!(2), &json!(1), &json!(4), &json!(1))
    );
    assert_eq!(measured["without_counterpart"], json!([]));
}

#[test]
fn who_was_read_in_part_is_named_wherever_respondents_are_counted() {
    let folder = study(ARCHIVE);
    let reports = std::fs::read_to_string(folder.path("reports.csv")).unwrap();
    // The incident that nobody read is of somebody who was read otherwise.
    folder.write("reports.csv", reports.replace("bad,r3,,", "good,r1,,"));
    let note = "1 respondent of whom only some incidents were read";
    for verb in [
        &["crosstab", "--unit", "respondent"][..],
        &["frequencies", "--unit", "respondent"],
        &["cooccur", "--unit", "respondent"],
        &["compare", "--by", "outcome", "--unit", "respondent"],
        &["participation"],
    ] {
        let shown = folder.run(&[verb, &["--from", "codings"]].concat()).expect(0).stdout;
        assert!(shown.contains(note), "{verb:?}: {shown}");
        let read = folder.run(&[verb, &["--from", "codings", "--format", "json"]].concat()).expect(0).json();
        assert_eq!(read["respondents_partly_read"], 1, "{verb:?}");
    }
    let incidents = folder.run(&["crosstab", "--from", "codings"]).expect(0).stdout;
    assert!(!incidents.contains(note), "{incidents}");
    let whole = folder.run(&["crosstab", "--from", "codings", "--unit", "respondent"]).expect(0).stdout;
    assert!(whole.contains("% of the respondents of whom an incident was read in that column"), "{whole}");
}

#[test]
fn where_few_incidents_were_read_the_way_back_to_all_of_them_is_told() {
    let folder = study("");
    by(&folder, "an", &["code", "a", "call"]);
    let few = "Counted are only the 1 of 4 that somebody read";
    for verb in [&["crosstab"][..], &["frequencies"], &["participation"], &["saturation"]] {
        let run = folder.run(verb);
        assert!(run.stdout.contains(few) && run.stdout.contains("--from suggestions"), "{}", run.stdout);
    }
    let stands = folder.run(&[]).expect(0).stdout;
    assert!(
        stands.contains("an; 1 of 4 incidents read; what the rules suggest: --from suggestions"),
        "{stands}"
    );
    by(&folder, "an", &["read", "b"]);
    let half = folder.run(&["crosstab"]).stdout;
    assert!(!half.contains("Counted are only"), "{half}");
}
