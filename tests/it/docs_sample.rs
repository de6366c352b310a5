//! docs/sample.md tells what the rules do on the sample; its figures are those of the program.

use assert_cmd::cargo::cargo_bin;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

const PAGE: &str = include_str!("../../docs/sample.md");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn run(arguments: &[&str]) -> String {
    let run = Command::new(cargo_bin!("keerpunt")).args(arguments).current_dir(ROOT).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn evaluated(half: &str) -> Value {
    let gold = format!("tests/gold/gold_{half}.jsonl");
    let traps = format!("tests/gold/traps_{half}.jsonl");
    let arguments = ["evaluate", "--no-index", "--gold", &gold, "--traps", &traps, "--format", "json"];
    serde_json::from_str(&run(&arguments)).unwrap()
}

fn json_lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn figures(measured: &Value) -> String {
    let share = |name: &str| measured[name].as_f64().unwrap();
    let (gold, suggested, right) = (&measured["gold"], &measured["suggested"], &measured["right"]);
    format!("| {:.2} | {:.2} | {gold} | {suggested} | {right} |", share("precision"), share("recall"))
}

#[track_caller]
fn stands_on_the_page(figures: &str) {
    assert!(PAGE.contains(figures), "docs/sample.md should say now: {figures}");
}

#[test]
fn the_held_out_figures_of_the_page_are_those_of_the_program_and_reach_the_aim() {
    let held_out = evaluated("held_out");
    stands_on_the_page(&figures(&held_out["overall"]["incident"]));
    stands_on_the_page(&figures(&held_out["overall"]["passage"]));
    let (fallen, total) =
        (held_out["traps"]["fallen"].as_u64().unwrap(), held_out["traps"]["total"].as_u64().unwrap());
    stands_on_the_page(&format!("{fallen} of {total} fallen into"));
    for code in held_out["codes"].as_array().unwrap() {
        let incident = &code["incident"];
        let mut row = String::new();
        for part in ["gold", "suggested", "right"] {
            let _ = write!(row, " {} |", incident[part]);
        }
        let id = code["code"].as_str().unwrap();
        let listed = ["rule", "assist", "people"]
            .iter()
            .any(|found_by| PAGE.contains(&format!("| `{id}` | {found_by} |{row}")));
        assert!(listed, "docs/sample.md should say of `{id}` now:{row}");
    }
    assert!(held_out["overall"]["incident"]["precision"].as_f64().unwrap() >= 0.6);
    assert!(held_out["overall"]["incident"]["recall"].as_f64().unwrap() >= 0.4);
    assert!(fallen * 4 <= total);
}

#[test]
fn the_tuning_figures_of_the_page_are_those_of_the_program() {
    let tuning = evaluated("tuning");
    stands_on_the_page(&figures(&tuning["overall"]["incident"]));
    stands_on_the_page(&figures(&tuning["overall"]["passage"]));
    stands_on_the_page(&format!("Traps: {} of {}.", tuning["traps"]["fallen"], tuning["traps"]["total"]));
}

#[test]
fn the_page_says_how_many_codings_are_found_by_what_led_the_coder_to_them() {
    let pair = |line: &Value| {
        (line["incident"].as_str().unwrap().to_string(), line["code"].as_str().unwrap().to_string())
    };
    let suggested: BTreeSet<(String, String)> =
        json_lines(&run(&["apply", "--no-index", "--format", "jsonl"]))
            .iter()
            .filter(|one| one["negated"] == false)
            .map(pair)
            .collect();
    let gold = std::fs::read_to_string(Path::new(ROOT).join("tests/gold/gold_held_out.jsonl")).unwrap();
    let kinds = ["lexical", "paraphrase", "inference"];
    let mut clearest: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in json_lines(&gold) {
        let kind = kinds.iter().position(|kind| line["evidence"] == *kind).unwrap();
        clearest.entry(pair(&line)).and_modify(|known| *known = kind.min(*known)).or_insert(kind);
    }
    for (number, kind) in kinds.iter().enumerate() {
        let of_kind: Vec<_> = clearest.iter().filter(|(_, known)| **known == number).collect();
        let found = of_kind.iter().filter(|(pair, _)| suggested.contains(*pair)).count();
        stands_on_the_page(&format!("(`{kind}`) | {} | {found} |", of_kind.len()));
    }
}
