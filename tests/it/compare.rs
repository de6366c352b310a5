//! `keerpunt compare`: two groups' rankings, opposite priorities, and events told from both sides.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::path::Path;

const BOOK: &str = "codebook: b\nversion: 1.0.0\ncodes:\n  - id: talk\n    group: true\n    label: Talking\n    codes:\n      - {id: call, rules: [{any: [\"called\"]}]}\n      - {id: visit, label: Visiting, rules: [{any: [\"visited\"]}]}\n  - {id: rest, rules: [{any: [\"slept\"]}]}\n  - {id: never, rules: [{any: [\"flew\"]}]}\n";

const STUDY: &str = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {id: id, narrative: text}\ncodebook: b.yaml\nrespondent: who\nevent: event\noutcome: {attribute: outcome, values: {good: [good], bad: [bad]}}\n";

const REPORTS: &str = "id,text,who,side,event,outcome\n\
    a,She called. She called again.,r1,client,e1,good\n\
    b,He called and slept.,r2,client,,bad\n\
    c,They called and visited.,r2,client,e2,bad\n\
    d,They visited.,r3,staff,e1,bad\n\
    e,They visited and slept.,r4,staff,,bad\n\
    f,We visited and called.,r5,staff,e2,bad\n\
    g,We slept.,r6,employer,e1,good\n\
    h,We visited.,r3,staff,e3,good\n\
    i,They visited.,r4,staff,e3,good\n\
    j,They visited.,r7,,,good\n";

fn study() -> Folder {
    Folder::new().file("keerpunt.yaml", STUDY).file("b.yaml", BOOK).file("reports.csv", REPORTS)
}

fn asked(folder: &Folder, more: &[&str]) -> Value {
    folder.run(&[&["compare", "--format", "json"], more].concat()).expect(0).json()
}

fn rows(table: &Value) -> Vec<Value> {
    let row = |row: &Value| json!([row["code"], row["counts"], row["ranks"]]);
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn codes_are_ranked_in_each_group_by_its_own_incidents() {
    let table = asked(&study(), &["--by", "side", "--groups", "client,staff"]);
    assert_eq!(table["schema"], "keerpunt.compare/1");
    let groups: Vec<Value> =
        table["groups"].as_array().unwrap().iter().map(|one| json!([one["value"], one["base"]])).collect();
    assert_eq!(groups, [json!(["client", 3]), json!(["staff", 5])]);
    let wanted = [
        json!(["talk.call", [3, 1], [1.0, 2.5]]),
        json!(["talk.visit", [1, 5], [2.5, 1.0]]),
        json!(["rest", [1, 1], [2.5, 2.5]]),
    ];
    assert_eq!(rows(&table), wanted);
    assert_eq!((&table["not_given"], &table["in_neither"]), (&json!(1), &json!(2)));
    // Ranks 1, 2.5, 2.5 and 2.5, 1, 2.5.
    assert!((table["rank_correlation"]["spearman_rho"].as_f64().unwrap() + 0.5).abs() < 1e-9);
    assert!((table["rank_correlation"]["kendall_tau_b"].as_f64().unwrap() + 0.5).abs() < 1e-9);
    assert!(table["mann_whitney"]["perm_p_two_sided"].is_number());
    let tellers: u64 =
        table["groups"].as_array().unwrap().iter().map(|one| one["respondents"].as_u64().unwrap()).sum();
    assert!(tellers > 0 && table["rows"][0]["respondents"][0].is_number(), "{table}");
    assert_eq!(table["cautions"], json!(["same-things", "few-ranked"]));
    let by_level = asked(&study(), &["--by", "side", "--groups", "client,staff", "--level", "1"]);
    assert_eq!(rows(&by_level)[0], json!(["talk", [3, 5], [1.0, 1.0]]));
}

#[test]
fn respondents_count_once_in_their_group() {
    let table = asked(&study(), &["--by", "side", "--groups", "client,staff", "--unit", "respondent"]);
    assert_eq!((&table["groups"][0]["base"], &table["groups"][1]["base"]), (&json!(2), &json!(3)));
    let call = rows(&table).into_iter().find(|row| row[0] == "talk.call").unwrap();
    assert_eq!(call[1], json!([2, 1]));
}

#[test]
fn a_group_may_be_all_others_and_is_where_nobody_says_otherwise() {
    let folder = study();
    let table = asked(&folder, &["--by", "side"]);
    let second = &table["groups"][1];
    assert_eq!(
        (&second["value"], &second["values"]),
        (&json!("other than client"), &json!(["employer", "staff"]))
    );
    assert_eq!(asked(&folder, &["--by", "side", "--groups", "client,*"]), table);
    let turned = asked(&folder, &["--by", "side", "--groups", "*,client"]);
    assert_eq!(turned["groups"][0]["value"], "other than client");
    assert_eq!(turned["rank_correlation"], table["rank_correlation"]);
    assert_eq!(asked(&folder, &["--by", "outcome"])["groups"][1]["value"], "bad");
}

#[test]
fn of_an_event_that_both_groups_tell_it_is_said_what_only_one_tells() {
    let folder = study();
    let told = &asked(&folder, &["--by", "side", "--groups", "client,staff"])["told"];
    assert_eq!((&told["attribute"], &told["one_sided"]), (&json!("event"), &json!(1)));
    let wanted = json!([
        {"event": "e1", "sides": [
            {"incidents": ["a"], "outcomes": ["good"], "alone": ["talk.call"]},
            {"incidents": ["d"], "outcomes": ["bad"], "alone": ["talk.visit"]}], "both": []},
        {"event": "e2", "sides": [
            {"incidents": ["c"], "outcomes": ["bad"], "alone": []},
            {"incidents": ["f"], "outcomes": ["bad"], "alone": []}], "both": ["talk.call", "talk.visit"]},
    ]);
    assert_eq!(told["events"], wanted);
    let shown = folder.run(&["compare", "--by", "side", "--groups", "client,staff"]).expect(0).stdout;
    assert!(
        shown.contains("Events told from both sides (2)")
            && shown.contains("1 event told with another outcome"),
        "{shown}"
    );
    // By what it is told of, an event has one side.
    let by_event = asked(&folder, &["--by", "event", "--groups", "e1,e2"]);
    assert_eq!(by_event["told"], Value::Null);
}

#[test]
fn the_sample_tells_five_events_from_both_sides() {
    let study = Path::new(env!("CARGO_MANIFEST_DIR")).to_string_lossy().into_owned();
    let run = Folder::new().run(&[
        "compare",
        "--study",
        &study,
        "--no-index",
        "--by",
        "perspective",
        "--format",
        "json",
    ]);
    let table = run.expect(0).json();
    let names: Vec<&Value> =
        table["told"]["events"].as_array().unwrap().iter().map(|one| &one["event"]).collect();
    assert_eq!(names, ["boatyard", "theatre", "tromp", "de-waag", "kantine"]);
    let differ = table["told"]["events"].as_array().unwrap().iter();
    let differ = differ.filter(|one| one["sides"][0]["outcomes"] != one["sides"][1]["outcomes"]).count();
    assert_eq!(differ, 2);
}

const WIDE: &str = "statement;clients;staff\nRespect;4,5;3,2\nSpeed;2,1;4,4\nKnowledge;3,9;4,1\nPatience;4,2;2,0\nRules;1,2;3,0\nHumour;x;3\n";

#[test]
fn statements_that_two_groups_scored_are_ranked_like_codes() {
    let folder = Folder::new().file("scores.csv", WIDE);
    let run = folder.run(&["compare", "--table", "scores.csv", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("scores.csv:7: `x` is no number"), "{}", run.stderr);
    let table = run.json();
    let told: Vec<Value> = table["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| json!([row["statement"], row["ranks"], row["opposite"]]))
        .collect();
    let wanted = [
        json!(["Respect", [1.0, 3.0], null]),
        json!(["Patience", [2.0, 5.0], null]),
        json!(["Knowledge", [3.0, 2.0], null]),
        json!(["Speed", [4.0, 1.0], null]),
        json!(["Rules", [5.0, 4.0], null]),
    ];
    let ranks = |told: &[Value]| told.iter().map(|one| json!([one[0], one[1]])).collect::<Vec<_>>();
    assert_eq!(ranks(&told), ranks(&wanted));
    // Fourth of five is among the last third.
    assert_eq!(told[3][2], "second");
    assert_eq!(table["of_one_group"], json!(["Humour"]));
    // Squared rank differences 4, 9, 1, 9, 1.
    assert!((table["rank_correlation"]["spearman_rho"].as_f64().unwrap() + 0.2).abs() < 1e-9);
    let shown =
        folder.run(&["compare", "--table", "scores.csv", "--groups", "staff,clients"]).expect(1).stdout;
    assert!(
        shown.contains("among the first third of staff, among the last third of clients: Speed"),
        "{shown}"
    );
}

#[test]
fn scores_of_persons_are_compared_statement_by_statement() {
    let mut text = "statement,group,score\n".to_string();
    for (statement, clients, staff) in [("Respect", [5, 5, 4], [1, 2, 2]), ("Speed", [1, 2, 1], [5, 4, 5])] {
        for (group, scores) in [("clients", clients), ("staff", staff), ("others", [3, 3, 3])] {
            scores.iter().for_each(|score| text += &format!("{statement},{group},{score}\n"));
        }
    }
    let folder = Folder::new().file("long.csv", text);
    let run = folder.run(&["compare", "--table", "long.csv"]).expect(2);
    assert!(run.stderr.contains("the groups are: clients, staff, others"), "{}", run.stderr);
    let table = asked(&folder, &["--table", "long.csv", "--groups", "clients,staff"]);
    assert_eq!((&table["of_persons"], &table["rows"][0]["n"]), (&json!(true), &json!([3, 3])));
    let test = &table["rows"][0]["mann_whitney"];
    assert_eq!((&test["U1"], &test["rank_biserial"]), (&json!(9.0), &json!(1.0)));
    assert!((test["perm_p_two_sided"].as_f64().unwrap() - 0.1).abs() < 1e-9);
    assert!((test["holm"].as_f64().unwrap() - 0.2).abs() < 1e-9);
}

#[test]
fn what_cannot_be_compared_is_told_with_what_to_do() {
    let folder = study().file("bad.csv", "a,b\n1,2\n").file("three.csv", "statement,a,b,c\nx,1,2,3\n");
    for (arguments, wanted) in [
        (&["--by", "side", "--groups", "client,stafff"][..], "did you mean `staff`?"),
        (&["--by", "side", "--where", "side=client"], "all have `client`"),
        (&["--by", "side", "--groups", "client"], "does not name two groups"),
        (&["--by", "sode"], "did you mean `side`?"),
        (&[], "--by"),
        (&["--table", "bad.csv"], "has no column `statement`"),
        (&["--table", "three.csv"], "say --groups A,B; the columns are: statement, a, b, c"),
        (&["--table", "none.csv"], "is not there"),
        (&["--table", "bad.csv", "--by", "side"], "cannot be used with"),
    ] {
        let run = folder.run(&[&["compare"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(wanted), "{wanted}: {}", run.stderr);
    }
}

#[test]
fn rankings_are_written_in_every_format_and_never_over_what_they_were_made_from() {
    let folder = study().file("scores.csv", WIDE.replace("Humour;x;3\n", ""));
    for (format, wanted) in [
        ("table", "Do client and staff rank alike? n = 3 ranked"),
        ("md", "| talk.call |"),
        ("html", "<table"),
        ("latex", "\\toprule"),
        ("csv", "code,label,first_n,first_base,first_percent,first_respondents,first_rank,second_n"),
    ] {
        let run = folder
            .run(&["compare", "--by", "side", "--groups", "client,staff", "--format", format])
            .expect(0);
        assert!(run.stdout.contains(wanted), "{format}: {}", run.stdout);
        let run = folder.run(&["compare", "--table", "scores.csv", "--format", format]).expect(0);
        assert!(run.stdout.contains("Respect"), "{format}: {}", run.stdout);
    }
    let run = folder.run(&["compare", "--table", "scores.csv", "--output", "scores.csv"]).expect(2);
    assert!(run.stderr.contains("not written to scores.csv"), "{}", run.stderr);
}
