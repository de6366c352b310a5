//! What must hold of every table, whatever was collected: studies are made at random from a seed,
//! changed in one respect, and the tables before and after are laid side by side.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::fmt::Write as _;

const CODES: [&str; 4] = ["a", "b", "c", "d"];

/// One incident: what happened, who told it, where, and the codes somebody gave.
#[derive(Clone)]
struct Told {
    id: String,
    outcome: &'static str,
    respondent: String,
    site: &'static str,
    codes: Vec<&'static str>,
}

/// Numbers that follow from a seed (xorshift of Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % most
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for at in (1..all.len()).rev() {
            all.swap(at, self.below(at as u64 + 1) as usize);
        }
    }
}

/// Tens of incidents; some respondents told several, some codes go with an outcome, `d` is rare.
fn told(seed: u64) -> Vec<Told> {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..12 {
        dice.below(2);
    }
    let size = 24 + dice.below(36);
    let outcomes = ["success", "success", "failure", "failure", "failure", "mixed", ""];
    let told = |at| {
        let outcome = outcomes[dice.below(7) as usize];
        let inclined = if outcome == "success" { 6 } else { 3 };
        let mut codes = Vec::new();
        for (code, chance) in CODES.iter().zip([inclined, 4, 9 - inclined, 1]) {
            if dice.below(10) < chance {
                codes.push(*code);
            }
        }
        let respondent = format!("R{}", dice.below(size * 2 / 3));
        Told {
            id: format!("i{at:03}"),
            outcome,
            respondent,
            site: ["north", "south"][dice.below(2) as usize],
            codes,
        }
    };
    (0..size).map(told).collect()
}

const APART: &str = "success: [success]\n    failure: [failure]\n    mixed: [mixed]";
const MERGED: &str = "success: [success]\n    failure: [failure, mixed]";

fn folder(told: &[Told], values: &str) -> Folder {
    let mut table = "id,outcome,respondent,site,codes,text\n".to_string();
    for one in told {
        let codes = one.codes.join(";");
        let _ = writeln!(table, "{},{},{},{},{codes},Words.", one.id, one.outcome, one.respondent, one.site);
    }
    let file = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {{id: id, narrative: text}}\n    \
         codes: {{column: codes, separator: \";\", coder: an, blank: none}}\n\
         outcome:\n  attribute: outcome\n  values:\n    {values}\nrespondent: respondent\n"
    );
    Folder::new().file("keerpunt.yaml", file).file("reports.csv", table)
}

fn text(told: &[Told], arguments: &[&str]) -> String {
    folder(told, APART).run(arguments).expect(0).stdout
}

fn asked(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[arguments, &["--format", "json"]].concat()).expect(0).json()
}

fn crosstab(told: &[Told], more: &[&str]) -> Value {
    asked(&folder(told, APART), &[&["crosstab", "--stats", "full"], more].concat())
}

fn rows(table: &Value) -> &Vec<Value> {
    table["rows"].as_array().unwrap()
}

/// The row of a code; archive codes stand by total, so that tables of other data have another order.
fn row<'a>(table: &'a Value, code: &str) -> Option<&'a Value> {
    rows(table).iter().find(|row| row["code"] == code)
}

/// A statistic as a number: `None` where it is undefined, infinite where it says so.
fn number(statistics: &Value, name: &str) -> Option<f64> {
    match &statistics[name] {
        Value::String(text) if text == "Infinity" => Some(f64::INFINITY),
        value => value.as_f64(),
    }
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || (one - other).abs() <= 1e-9 * one.abs().max(1.0),
        (None, None) => true,
        _ => false,
    }
}

/// These are the same of both; gives how many are numbers.
#[track_caller]
fn same(one: &Value, other: &Value, names: &[&str]) -> usize {
    for name in names {
        let both = (number(one, name), number(other, name));
        assert!(near(both.0, both.1), "{name}: {both:?}\n{one}\n{other}");
    }
    names.iter().filter(|name| number(one, name).is_some()).count()
}

fn seeds() -> std::ops::Range<u64> {
    1..6
}

#[test]
fn the_order_of_the_incidents_changes_no_byte_of_a_table() {
    for seed in seeds() {
        let (before, mut after) = (told(seed), told(seed));
        Dice(seed | 1 << 40).shuffle(&mut after);
        for arguments in [
            &["crosstab", "--stats", "full"][..],
            &["crosstab", "--stats", "full", "--format", "json"],
            &["crosstab", "--within", "site", "--format", "csv"],
            &["crosstab", "--unit", "respondent"],
            &["frequencies", "--format", "json"],
            &["cooccur", "--format", "json"],
            &["participation"],
        ] {
            assert_eq!(text(&before, arguments), text(&after, arguments), "seed {seed}: {arguments:?}");
        }
    }
}

#[test]
fn the_names_of_the_respondents_change_no_number() {
    for seed in seeds() {
        let before = told(seed);
        let mut after = before.clone();
        // Names in another order: what depends on their order would change.
        after.iter_mut().for_each(|one| {
            let number: u64 = one.respondent[1..].parse().unwrap();
            one.respondent = format!("P{}", 999 - number);
        });
        let (mut one, mut other) = (crosstab(&before, &[]), crosstab(&after, &[]));
        // What random arrangements give may differ by chance alone.
        for table in [&mut one, &mut other] {
            for row in table["rows"].as_array_mut().unwrap() {
                row["statistics"].as_object_mut().unwrap().remove("cluster_perm_p");
            }
        }
        assert_eq!(rows(&one).len(), rows(&other).len());
        for (one, other) in rows(&one).iter().zip(rows(&other)) {
            let names: Vec<&str> =
                one["statistics"].as_object().unwrap().keys().map(String::as_str).collect();
            assert!(same(&one["statistics"], &other["statistics"], &names) > 20, "{one}");
            assert_eq!(one["cells"], other["cells"]);
        }
    }
}

#[test]
fn code_and_outcome_exchanged_are_as_strongly_related() {
    let mut compared = 0;
    for seed in seeds() {
        let before: Vec<Told> =
            told(seed).into_iter().filter(|one| ["success", "failure"].contains(&one.outcome)).collect();
        let exchanged: Vec<Told> = before
            .iter()
            .cloned()
            .map(|one| Told {
                outcome: if one.codes.contains(&"a") { "success" } else { "failure" },
                codes: if one.outcome == "success" { vec!["a"] } else { Vec::new() },
                ..one
            })
            .collect();
        let (one, other) = (crosstab(&before, &[]), crosstab(&exchanged, &[]));
        let statistics = |table| row(table, "a").unwrap()["statistics"].clone();
        compared += same(
            &statistics(&one),
            &statistics(&other),
            &[
                "odds_ratio",
                "or_ci_low",
                "or_ci_high",
                "fisher_p",
                "midp_minlike",
                "midp_central",
                "chi2",
                "chi2_p",
                "g",
                "phi",
                "cramers_v",
                "cramers_v_bc",
                "cmh",
                "exact_p",
                "or_mh",
                "n_informative_strata",
            ],
        );
    }
    assert!(compared > 60, "{compared}");
}

#[test]
fn outcomes_exchanged_turn_every_difference_round() {
    for seed in seeds() {
        let told = told(seed);
        let one = crosstab(&told, &["--compare", "success,failure"]);
        let other = crosstab(&told, &["--compare", "failure,success"]);
        for code in rows(&one) {
            let name = code["code"].as_str().unwrap();
            let (one, other) = (&code["statistics"], &row(&other, name).unwrap()["statistics"]);
            let turned = |name: &str, back: &str, turn: fn(f64) -> f64| {
                let both = (number(one, name).map(turn), number(other, back));
                assert!(near(both.0, both.1), "seed {seed}, {name}: {both:?}\n{one}\n{other}");
            };
            turned("risk_difference", "risk_difference", std::ops::Neg::neg);
            turned("rd_newcombe_low", "rd_newcombe_high", std::ops::Neg::neg);
            turned("rd_newcombe_high", "rd_newcombe_low", std::ops::Neg::neg);
            turned("phi", "phi", std::ops::Neg::neg);
            for name in ["odds_ratio", "or_haldane", "risk_ratio", "rr_haldane", "or_mh", "or_paired"] {
                // A ratio without anything in either place stays undefined.
                turned(name, name, f64::recip);
            }
            for name in ["or", "rr_katz", "or_mh"] {
                let ends = if name == "rr_katz" {
                    ["rr_katz_low".to_string(), "rr_katz_high".to_string()]
                } else {
                    [format!("{name}_ci_low"), format!("{name}_ci_high")]
                };
                turned(&ends[0], &ends[1], f64::recip);
            }
            turned("deff_first", "deff_second", |of| of);
            turned("n_pairs_only_first", "n_pairs_only_second", |of| of);
            let names =
                ["fisher_p", "midp_minlike", "chi2", "g", "cramers_v_bc", "cmh", "exact_p", "rao_scott_F"];
            same(one, other, &names);
            same(one, other, &["mcnemar", "mcnemar_exact_p", "mcnemar_midp", "icc_anova", "holm", "bh"]);
        }
    }
}

#[test]
fn merged_outcomes_add_up() {
    for seed in seeds() {
        let told = told(seed);
        let apart = crosstab(&told, &[]);
        let (merged, all) = (folder(&told, MERGED), folder(&told, APART));
        let table = asked(&merged, &["crosstab", "--stats", "full"]);
        let columns = |table: &Value, at: usize, name: &str| table["columns"][at][name].as_u64().unwrap();
        for name in ["incidents", "base"] {
            assert_eq!(columns(&table, 0, name), columns(&apart, 0, name));
            assert_eq!(columns(&table, 1, name), columns(&apart, 1, name) + columns(&apart, 2, name));
        }
        let most = columns(&apart, 1, "respondents").max(columns(&apart, 2, "respondents"));
        let sum = columns(&apart, 1, "respondents") + columns(&apart, 2, "respondents");
        assert!((most..=sum).contains(&columns(&table, 1, "respondents")));
        for one in rows(&apart) {
            let other = row(&table, one["code"].as_str().unwrap()).unwrap();
            let count = |row: &Value, at: usize| row["cells"][at]["count"].as_u64().unwrap();
            assert_eq!(count(other, 0), count(one, 0));
            assert_eq!(count(other, 1), count(one, 1) + count(one, 2), "{one}\n{other}");
            assert_eq!(one["total"], other["total"]);
        }
        for verb in ["frequencies", "cooccur"] {
            assert_eq!(asked(&merged, &[verb]), asked(&all, &[verb]), "no outcome has a say in {verb}");
        }
    }
}

#[test]
fn columns_and_what_has_no_outcome_are_all_incidents_with_the_code() {
    for seed in seeds() {
        let told = told(seed);
        let folder = folder(&told, APART);
        let (table, all) = (asked(&folder, &["crosstab"]), asked(&folder, &["frequencies"]));
        for one in rows(&table) {
            let code = one["code"].as_str().unwrap();
            let cells: u64 =
                one["cells"].as_array().unwrap().iter().map(|cell| cell["count"].as_u64().unwrap()).sum();
            let without =
                told.iter().filter(|told| told.outcome.is_empty() && told.codes.contains(&code)).count()
                    as u64;
            assert_eq!(row(&all, code).unwrap()["count"], cells + without, "{code}");
        }
        let placed: u64 = (0..3).map(|at| table["columns"][at]["incidents"].as_u64().unwrap()).sum();
        assert_eq!(table["incidents"], placed + table["without_value"].as_u64().unwrap());
        // Two codes in one incident are the cell of codes by codes.
        let (by_codes, pairs) =
            (asked(&folder, &["crosstab", "--by", "codes"]), asked(&folder, &["cooccur", "--min", "1"]));
        assert!(!pairs["pairs"].as_array().unwrap().is_empty());
        for pair in pairs["pairs"].as_array().unwrap() {
            let one = row(&by_codes, pair["code_1"].as_str().unwrap()).unwrap();
            let cell = one["cells"].as_array().unwrap().iter().find(|cell| cell["value"] == pair["code_2"]);
            assert_eq!(cell.unwrap()["count"], pair["n12"], "{pair}");
        }
    }
}

/// Every incident twice, told by respondents of their own.
fn doubled(told: &[Told]) -> Vec<Told> {
    let again = |one: &Told| Told {
        id: format!("{}x", one.id),
        respondent: format!("{}x", one.respondent),
        ..one.clone()
    };
    told.iter().cloned().chain(told.iter().map(again)).collect()
}

#[test]
fn twice_as_much_of_the_same_is_estimated_the_same_and_more_precisely() {
    let mut narrower = 0;
    for seed in seeds() {
        let told = told(seed);
        let (once, twice) = (crosstab(&told, &[]), crosstab(&doubled(&told), &[]));
        let twice_of = |one: &Value, other: &Value, names: &[&str]| {
            for name in names {
                let both = (number(one, name).map(|of| 2.0 * of), number(other, name));
                assert!(near(both.0, both.1), "seed {seed}, {name}: {both:?}\n{one}\n{other}");
            }
        };
        for at in 0..3 {
            let names = ["incidents", "respondents", "base"];
            twice_of(&once["columns"][at], &twice["columns"][at], &names);
        }
        for one in rows(&once) {
            let other = row(&twice, one["code"].as_str().unwrap()).unwrap();
            for at in 0..3 {
                twice_of(&one["cells"][at], &other["cells"][at], &["count", "respondents"]);
                same(&one["cells"][at], &other["cells"][at], &["percent"]);
            }
            let (one, other) = (&one["statistics"], &other["statistics"]);
            same(one, other, &["risk_difference", "phi", "cramers_v", "or_mh", "or_paired"]);
            twice_of(one, other, &["chi2", "g", "n_informative_strata", "cmh", "n_pairs", "mcnemar"]);
            for p in ["fisher_p", "chi2_p", "g_p", "cmh_p", "mcnemar_exact_p"] {
                if let (Some(one), Some(other)) = (number(one, p), number(other, p)) {
                    assert!(other <= one * (1.0 + 1e-9), "seed {seed}, {p}: {one} became {other}");
                }
            }
            for [low, high] in [
                ["rd_newcombe_low", "rd_newcombe_high"],
                ["or_ci_low", "or_ci_high"],
                ["rr_katz_low", "rr_katz_high"],
            ] {
                let of = |of: &Value, name| number(of, name).filter(|end| end.is_finite());
                // Half added to an empty cell weighs less in twice the data: the ratio itself changes.
                if of(one, "odds_ratio").is_none_or(|ratio| ratio == 0.0) && !low.starts_with("rd") {
                    continue;
                }
                let width = |of_one: &Value| Some(of(of_one, high)? - of(of_one, low)?);
                if let (Some(one), Some(other)) = (width(one), width(other)) {
                    assert!(other < one, "seed {seed}, {low}: {one} became {other}");
                    narrower += 1;
                }
            }
        }
        let (once, twice) = (
            asked(&folder(&told, APART), &["cooccur"]),
            asked(&folder(&doubled(&told), APART), &["cooccur"]),
        );
        for pair in once["pairs"].as_array().unwrap() {
            let again = twice["pairs"].as_array().unwrap().iter();
            let other = again
                .clone()
                .find(|other| other["code_1"] == pair["code_1"] && other["code_2"] == pair["code_2"])
                .unwrap();
            twice_of(pair, other, &["n12", "n1", "n2", "n", "respondents"]);
            let names = ["jaccard", "c_coefficient", "lift", "phi"];
            assert!(same(&pair["statistics"], &other["statistics"], &names) >= 3, "{pair}");
        }
    }
    assert!(narrower > 40, "{narrower}");
}

#[test]
fn a_code_that_every_incident_has_or_none_of_a_column_has_takes_no_shortcut() {
    let mut told = told(3);
    told.iter_mut().for_each(|one| one.codes = vec!["a"]);
    let statistics = row(&crosstab(&told, &[]), "a").unwrap()["statistics"].clone();
    assert_eq!(statistics["risk_difference"], json!(0.0));
    assert_eq!(statistics["fisher_p"], json!(1.0));
    assert!(statistics["odds_ratio"].is_null() && statistics["chi2"].is_null(), "{statistics}");
}
