//! `keerpunt qca`: combinations of codes that go with an outcome.

use crate::folder::{Folder, Run};
use crate::stories::study;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program in the folder of the sample study.
fn sample(arguments: &[&str]) -> Run {
    let mut command = Folder::new().command(arguments);
    Run::of(command.args(["--no-index"]).current_dir(root()).env("COLUMNS", "100").output().unwrap())
}

/// A reference case as a study: its conditions are codes that somebody gave.
fn as_study(input: &Value) -> Folder {
    let place = |name: &str| {
        let columns = input["columns"].as_array().unwrap();
        columns.iter().position(|column| column == name.trim_start_matches('~')).unwrap()
    };
    let conditions: Vec<&str> =
        input["conditions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let mut table = "id,outcome,codes,text\n".to_string();
    for (at, row) in input["rows"].as_array().unwrap().iter().enumerate() {
        let is = |name: &str| row[place(name)].as_f64() == Some(1.0);
        let codes: Vec<&str> = conditions.iter().copied().filter(|name| is(name)).collect();
        let asked = input["outcome"].as_str().unwrap();
        let outcome = if is(asked) != asked.starts_with('~') { "yes" } else { "no" };
        let _ = writeln!(table, "c{at},{outcome},{},Words.", codes.join(";"));
    }
    Folder::new().file("keerpunt.yaml", STUDY).file("cases.csv", table)
}

const STUDY: &str = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: cases.csv\n    columns: {id: id, narrative: text}\n    \
                codes: {column: codes, separator: \";\", coder: an, blank: none}\n\
                outcome: {attribute: outcome, values: {yes: [yes], no: [no]}}\n";

/// What of a solution must be as in the reference: every model with its terms and numbers.
fn essence(solution: &Value, absent: bool) -> Vec<String> {
    let near = |value: &Value| format!("{:.9}", value.as_f64().unwrap());
    let Some(models) = solution["models"].as_array() else { return Vec::new() };
    let mut all: Vec<String> = models
        .iter()
        .map(|model| {
            let mut terms: Vec<String> = model["terms"]
                .as_array()
                .unwrap()
                .iter()
                .map(|term| {
                    let numbers =
                        ["consistency", "raw_coverage", "unique_coverage"].map(|name| near(&term[name]));
                    format!("{} {} {}", term["term"], term["n_cases"], numbers.join(" "))
                })
                .collect();
            terms.sort();
            format!(
                "{} {} {terms:?}",
                near(&model["solution_consistency"]),
                near(&model["solution_coverage"])
            )
        })
        .collect();
    all.sort();
    assert!(absent || !all.is_empty());
    all
}

#[test]
fn textbook_cases_have_the_solutions_of_the_reference() {
    let cases = fs::read_to_string(root().join("tests/fixtures/stats/qca.jsonl")).unwrap();
    let mut solved = 0;
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (input, expected) = (&case["input"], &case["expected"]);
        let conditions: Vec<&str> =
            input["conditions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        let consistency = input["incl_cut"].to_string();
        let frequency = input["n_cut"].to_string();
        let asked = [
            "qca",
            "--conditions",
            &conditions.join(","),
            "--consistency",
            &consistency,
            "--frequency",
            &frequency,
            "--despite-few-cases",
            "--format",
            "json",
        ];
        let run = as_study(input).run(&asked);
        // A condition that no case has is no code, an outcome that all have is refused.
        if run.status == Some(2) {
            let told = ["there is no code", "nothing to explain"].iter().any(|why| run.stderr.contains(why));
            assert!(told, "{}: {}", case["id"], run.stderr);
            continue;
        }
        let table = run.expect(0).json();
        for name in ["complex", "parsimonious"] {
            let none = expected[name].is_null();
            assert_eq!(table[name].is_null(), none, "{}: {name}", case["id"]);
            assert_eq!(essence(&table[name], none), essence(&expected[name], none), "{}: {name}", case["id"]);
        }
        assert_eq!(table["n_remainders"], expected["n_remainders"], "{}", case["id"]);
        let numbers = |rows: &Value| {
            let mut rows: Vec<u64> =
                rows.as_array().unwrap().iter().map(|row| row.as_u64().unwrap()).collect();
            rows.sort_unstable();
            rows
        };
        assert_eq!(numbers(&table["contradictory_rows"]), numbers(&expected["contradictory_rows"]));
        solved += 1;
    }
    assert!(solved >= 25, "{solved}");
}

#[test]
fn contradictions_come_first_and_name_their_cases() {
    let asked = ["qca", "--conditions", "dilemma,client,connect.dialogue", "--format", "json"];
    let table = sample(&asked).expect(0).json();
    let rows = table["truth_table"].as_array().unwrap();
    let contradictory: Vec<bool> = rows.iter().map(|row| row["contradictory"].as_bool().unwrap()).collect();
    assert!(contradictory[0] && contradictory.is_sorted_by(|one, other| one >= other), "{contradictory:?}");
    let cases: usize = rows
        .iter()
        .map(|row| {
            let with = row["cases_with_outcome"].as_array().unwrap().len();
            with + row["cases_without_outcome"].as_array().unwrap().len()
        })
        .sum();
    assert_eq!(json!(cases), table["cases"]);
    let share = table["as_few_by_chance"].as_f64().unwrap();
    assert!(share > 0.0 && share <= 1.0 && table["cases_against"].as_u64().unwrap() > 0, "{table}");
    let listed = sample(&["qca", "--conditions", "dilemma,client", "--cases"]).expect(0).stdout;
    assert!(listed.contains("cases without") && listed.contains("nl-04"), "{listed}");
}

#[test]
fn more_conditions_than_incidents_carry_are_refused_with_the_rule() {
    let six = "dilemma,client,connect.dialogue,guideline,element,network";
    let refused = sample(&["qca", "--conditions", six]).expect(2).stderr;
    assert!(refused.contains("6 conditions make 64 combinations, and there are 50 incidents"), "{refused}");
    assert!(refused.contains("take 5 or fewer") && refused.contains("--despite-few-cases"), "{refused}");
    let all_the_same = sample(&["qca", "--conditions", six, "--despite-few-cases"]).expect(0).stdout;
    assert!(all_the_same.contains("models fit equally well"), "{all_the_same}");
    assert!(
        all_the_same.contains("in all of them: ") || all_the_same.contains("no term stands in all of them")
    );
    assert!(all_the_same.contains("There are more combinations (64) than incidents (50)"), "{all_the_same}");
}

#[test]
fn models_too_many_to_list_are_counted_and_their_common_terms_named() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let mut table = "id,outcome,codes,text\n".to_string();
    let mut state = 17u64;
    for at in 0..60 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let bits = state >> 33;
        let codes: Vec<&str> = (0..9).filter(|bit| bits >> bit & 1 == 1).map(|bit| names[bit]).collect();
        let outcome = ["yes", "no"][(bits >> 9 & 1) as usize];
        let _ = writeln!(table, "c{at},{outcome},{},Words.", codes.join(";"));
    }
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("cases.csv", table);
    let asked = ["qca", "--conditions", &names.join(","), "--despite-few-cases"];
    let found = folder.run(&[&asked[..], &["--format", "json"]].concat()).expect(0).json();
    let solution = &found["parsimonious"];
    assert!(solution["n_models"].as_u64().unwrap() > 1_000 && solution["models"] == json!([]), "{solution}");
    let shown = folder.run(&asked).expect(0).stdout;
    let told = format!("models of {} terms fit equally well", solution["shortest"]);
    assert!(shown.contains(&told) && shown.contains("Leave a condition out"), "{shown}");
    assert!(found["complex"]["n_models"].as_u64().unwrap() <= 1_000, "{}", found["complex"]["n_models"]);
    let rows = found["truth_table"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["pri"] == row["consistency"]));
    let csv = folder.run(&[&asked[..], &["--format", "csv"]].concat()).expect(0).stdout;
    assert!(csv.lines().next().unwrap().contains("consistency,pri,"), "{csv}");
}

#[test]
fn outcomes_and_conditions_are_named_as_everywhere() {
    let folder = study();
    let asked = |arguments: &[&str]| folder.run(&[&["qca", "--conditions"], arguments].concat());
    let usual = asked(&["contact", "--format", "json"]).expect(1).json();
    assert_eq!(usual["outcome"], "outcome=success");
    let shown = asked(&["contact"]).expect(1).stdout;
    let outside = usual["without_value"].as_u64().unwrap();
    assert!(
        outside > 0
            && shown.contains(&format!("{outside} incidents without a value of outcome, or with another"))
    );
    let spelt = asked(&["contact", "--outcome", "failed", "--format", "json"]).expect(1).json();
    assert_eq!(spelt["outcome"], "outcome=less_success");
    let lacking = asked(&["contact:lacking", "--format", "json"]).expect(1).json();
    assert_eq!(lacking["conditions"][0]["valence"], "lacking");
    assert!(lacking["conditions"][0]["n"].as_u64() < usual["conditions"][0]["n"].as_u64());
    let branch = asked(&["contact", "--outcome", "branch=north", "--format", "json"]).expect(1).json();
    assert_eq!(branch["outcome"], "branch=north");
    for (wrong, told) in [
        (&["contact", "--outcome", "succes"][..], "did you mean `success`?"),
        (&["contact,contcat"], "did you mean `contact`?"),
        (&["contact,contact"], "named twice"),
        (&["rule.bent:lacking"], "has no valence"),
        (&["contact", "--consistency", "2"], "write it as 2% or 0.02"),
    ] {
        let stderr = asked(wrong).expect(2).stderr;
        assert!(stderr.contains(told), "{wrong:?}: {stderr}");
    }
}

#[test]
fn a_code_without_rules_is_never_absent_by_rules() {
    let folder = study();
    let book = fs::read_to_string(folder.path("book.yaml")).unwrap();
    folder.write(
        "book.yaml",
        format!("{book}  - id: unread\n    label: Unread\n    definition: People alone see it.\n"),
    );
    let refused = folder.run(&["qca", "--conditions", "unread"]).expect(2).stderr;
    assert!(refused.contains("no rule looks for `unread`"), "{refused}");
}

#[test]
fn the_tables_for_people_read_as_they_should() {
    let conditions = "alignment.fragmentation,client.seen,connect.dialogue";
    let shown = sample(&["qca", "--conditions", conditions]).expect(0).stdout;
    assert_eq!(shown, include_str!("golden/qca.txt"), "\n{shown}");
}

/// Cases as `codes outcome`, in a study whose codes somebody gave.
fn cases(rows: &[(&str, &str)]) -> Folder {
    let mut table = "id,outcome,codes,text\n".to_string();
    for (at, (codes, outcome)) in rows.iter().enumerate() {
        let _ = writeln!(table, "c{at},{outcome},{codes},Words.");
    }
    Folder::new().file("keerpunt.yaml", STUDY).file("cases.csv", table)
}

#[test]
fn combinations_seen_too_seldom_are_assumptions_and_told_as_such() {
    let pair = |codes, outcome| [(codes, outcome), (codes, outcome)];
    let rows = [&pair("a;b", "yes")[..], &pair("b", "no"), &pair("", "no"), &[("a", "no")]].concat();
    let folder = cases(&rows);
    let asked = ["qca", "--conditions", "a,b", "--frequency", "2"];
    let shown = folder.run(&asked).expect(0).stdout;
    for told in [
        "4 of 4 possible combinations are observed (100 %); 1 of these in fewer than 2 incidents",
        "complex solution (combinations that say something alone)",
        "parsimonious solution (combinations that say nothing may lead to the outcome)",
        "The parsimonious solution assumes that combinations that say nothing",
    ] {
        assert!(shown.contains(told), "{told}: {shown}");
    }
    let table = folder.run(&[&asked[..], &["--format", "json"]].concat()).expect(0).json();
    assert_eq!((&table["n_remainders"], &table["n_below_frequency"]), (&json!(0), &json!(1)));
    let all = folder.run(&["qca", "--conditions", "a,b"]).expect(0).stdout;
    assert!(!all.contains("The parsimonious solution assumes"), "{all}");
}

#[test]
fn assumptions_that_serve_the_outcome_and_its_absence_are_named() {
    // `a` alone and `b` alone were never seen: a or b would do for the outcome, ~a or ~b for its absence.
    let folder = cases(&[("a;b", "yes"), ("a;b", "yes"), ("", "no"), ("", "no")]);
    let asked = ["qca", "--conditions", "a,b"];
    let table = folder.run(&[&asked[..], &["--format", "json"]].concat()).expect(0).json();
    assert_eq!(table["assumed_for_both"], json!([2, 3]));
    let shown = folder.run(&asked).expect(0).stdout;
    assert!(shown.contains("(contradictory assumptions): rows 2, 3."), "{shown}");
}

#[test]
fn a_consistency_that_proves_both_ways_is_cautioned() {
    let folder = cases(&[("a", "yes"), ("a", "no"), ("", "no"), ("", "no")]);
    let low = folder.run(&["qca", "--conditions", "a", "--consistency", "0.5"]).expect(0).stdout;
    assert!(low.contains("as leading to its absence too: 0.75 or more is usual"), "{low}");
    let usual = folder.run(&["qca", "--conditions", "a", "--consistency", "0.75"]).expect(0).stdout;
    assert!(!usual.contains("0.75 or more is usual"), "{usual}");
}
