//! What stands beside no row of a table follows below it in CSV, after an empty line, with names of its own.

use crate::folder::{Folder, Run};
use serde_json::Value;
use std::collections::BTreeMap;

/// The command on the study that ships.
fn sample(arguments: &[&str]) -> Run {
    let mut command = Folder::new().command(&[arguments, &["--quiet", "--no-index"]].concat());
    Run::of(command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap())
}

/// The rows of each table of a file of values, by the names of its fields.
fn blocks(csv: &str) -> Vec<Vec<BTreeMap<String, String>>> {
    csv.split("\r\n\r\n")
        .map(|block| {
            let mut reader = csv::Reader::from_reader(block.as_bytes());
            reader.deserialize().map(|row| row.unwrap()).collect()
        })
        .collect()
}

/// The value of a statistic in long form.
fn value(rows: &[BTreeMap<String, String>], statistic: &str, of: &str) -> String {
    let found: Vec<_> = rows.iter().filter(|row| row["statistic"] == statistic && row["of"] == of).collect();
    assert_eq!(found.len(), 1, "{statistic} of {of}: {rows:?}");
    found[0]["value"].clone()
}

/// What a file of values says is what the document says; reading JSON may change the last digit.
#[track_caller]
fn same(found: &str, wanted: &Value, what: &str) {
    let wanted = match wanted {
        Value::Null => return assert_eq!(found, "", "{what}"),
        Value::String(text) => return assert_eq!(found, text, "{what}"),
        other => other.as_f64().unwrap(),
    };
    let found: f64 = found.parse().unwrap_or_else(|_| panic!("{what}: {found} for {wanted}"));
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs(), "{what}: {found} for {wanted}");
}

fn both(arguments: &[&str]) -> (Vec<Vec<BTreeMap<String, String>>>, Value) {
    let csv = sample(&[arguments, &["--format", "csv"]].concat()).expect(0);
    assert_eq!(csv.stderr, "");
    (blocks(&csv.stdout), sample(&[arguments, &["--format", "json"]].concat()).expect(0).json())
}

#[test]
fn the_summary_of_tables_within_an_attribute_stands_below_them() {
    let (blocks, json) = both(&["crosstab", "--within", "activity"]);
    assert_eq!(blocks.len(), 2);
    let mut compared = 0;
    for row in json["summary"]["rows"].as_array().unwrap() {
        let of = match &row["valence"] {
            Value::String(valence) => format!("{}:{valence}", row["code"].as_str().unwrap()),
            _ => row["code"].as_str().unwrap().to_string(),
        };
        for name in ["rd_mh", "or_mh", "cmh_p", "exact_p", "holm", "breslow_day_tarone_p"] {
            same(&value(&blocks[1], name, &of), &row["statistics"][name], &format!("{name} of {of}"));
            compared += 1;
        }
        let odds = blocks[1].iter().find(|one| one["statistic"] == "or_mh" && one["of"] == of).unwrap();
        same(&odds["low"], &row["statistics"]["or_mh_ci_low"], "low");
        assert!(odds["method"].contains("Robins, Breslow and Greenland") && !odds["n"].is_empty());
    }
    assert!(compared > 100);
}

#[test]
fn coverage_and_richness_and_the_rules_for_stopping_stand_below_the_curve() {
    let (blocks, json) = both(&["saturation"]);
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks[0].len(), json["points"].as_array().unwrap().len());
    for (row, point) in blocks[0].iter().zip(json["points"].as_array().unwrap()) {
        for name in ["expected_se", "expected_low", "expected_high"] {
            same(&row[name], &point[name], name);
        }
        assert!(point["expected_low"].as_f64() < point["expected"].as_f64(), "{point}");
    }
    for name in
        ["goods_coverage", "chao1_bc", "chao2", "jack1", "n_categories", "f1", "incidents_to_95_percent"]
    {
        same(&value(&blocks[1], name, "incidents"), &json[name], name);
    }
    same(
        &value(&blocks[1], "guest2020_reached_at", "incidents"),
        &json["guest2020"]["reached_at"],
        "reached",
    );
    let chao = blocks[1].iter().find(|row| row["statistic"] == "chao1_bc").unwrap();
    same(&chao["standard_error"], &json["chao1_se"], "error");
    assert!(chao["caution"].contains("richness-lower-bound") && !chao["caution"].contains("reading-order"));
    let last = blocks[1].iter().find(|row| row["statistic"] == "last_incident_with_new_category").unwrap();
    assert_eq!(last["caution"], "reading-order");
}

#[test]
fn how_alike_rankings_are_and_what_one_side_tells_stand_below_them() {
    let (blocks, json) = both(&["compare", "--by", "perspective", "--groups", "professional,employer"]);
    let [rankings, alike, told] = &blocks[..] else { panic!("{} tables", blocks.len()) };
    assert_eq!(rankings.len(), json["rows"].as_array().unwrap().len());
    for (part, name) in
        [("rank_correlation", "spearman_rho"), ("rank_correlation", "kendall_asym_p"), ("mann_whitney", "U1")]
    {
        let of = &alike[0]["of"];
        same(&value(alike, name, of), &json[part][name], name);
    }
    let cautions = |name: &str| &alike.iter().find(|row| row["statistic"] == name).unwrap()["caution"];
    assert_eq!(cautions("U1"), "same-things;dependent-incidents");
    assert_eq!(cautions("spearman_rho"), "dependent-incidents");
    assert_eq!(value(alike, "asym_p", &alike[0]["of"]), "", "it describes, and no p is given");
    assert_eq!(told.len(), 2 * json["told"]["events"].as_array().unwrap().len());
}

#[test]
fn conditions_models_and_the_diversity_of_a_truth_table_stand_below_it() {
    let conditions = "alignment.fragmentation,client.seen,connect.dialogue";
    let (blocks, json) = both(&["qca", "--conditions", conditions]);
    let [table, conditions, models, numbers] = &blocks[..] else { panic!("{} tables", blocks.len()) };
    assert_eq!(table.len(), json["truth_table"].as_array().unwrap().len());
    for (row, one) in conditions.iter().zip(json["conditions"].as_array().unwrap()) {
        same(&row["present_necessity"], &one["necessity"], "present");
        same(&row["absent_necessity"], &one["necessity_of_absence"], "absent");
    }
    for solution in ["complex", "parsimonious"] {
        let terms = models.iter().filter(|row| row["solution"] == solution && row["term"] != "all terms");
        let wanted: Vec<&Value> = json[solution]["models"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|model| model["terms"].as_array().unwrap())
            .collect();
        let found: Vec<_> = terms.collect();
        assert_eq!(found.len(), wanted.len());
        for (row, term) in found.iter().zip(wanted) {
            same(&row["raw_coverage"], &term["raw_coverage"], "coverage");
        }
    }
    let outcome = json["outcome"].as_str().unwrap();
    for name in ["possible", "observed", "n_remainders", "cases_against", "as_few_by_chance", "incl_cut"] {
        same(&value(numbers, name, outcome), &json[name], name);
    }
    let none =
        sample(&["qca", "--conditions", "client.seen", "--consistency", "1", "--format", "csv"]).expect(0);
    let none = last_of(&none.stdout);
    let why = none.iter().find(|row| row["statistic"] == "complex").map(|row| row["caution"].as_str());
    assert!(why.is_some_and(|why| why.contains("no combination reaches a consistency of 1")), "{none:?}");
}

/// The last table of a file of values.
fn last_of(csv: &str) -> Vec<BTreeMap<String, String>> {
    blocks(csv).pop().unwrap()
}

#[test]
fn a_crosstab_in_full_says_below_what_its_rows_cannot() {
    let (tables, json) = both(&["crosstab", "--stats", "full"]);
    assert_eq!(tables.len(), 2);
    let comparison = &json["comparison"];
    for name in ["clusters", "several", "most", "in_both"] {
        same(&value(&tables[1], name, "respondents"), &comparison["dependence"][name], name);
    }
    same(&value(&tables[1], "tests", "all codes"), &comparison["tests"], "tests");
    assert_eq!(value(&tables[1], "seed", "all codes"), "1");
    same(
        &value(&tables[1], "within_sizes", "all codes"),
        &comparison["permutation"]["within_sizes"],
        "within sizes",
    );
    let refused = tables[1].iter().find(|row| row["statistic"] == "chi2").unwrap();
    assert!(refused["caution"].contains("with two codes or more would count twice"), "{refused:?}");
    // A table of rows alone stays one.
    let basic = sample(&["crosstab", "--format", "csv"]).expect(0).stdout;
    assert_eq!(blocks(&basic).len(), 1);

    let single = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: r.csv\n    columns: {id: id, narrative: text}\noutcome: {attribute: outcome, values: {good: [good], bad: [bad]}}\ncodebook: b.yaml\n")
        .file("b.yaml", "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: call, rules: [{any: [called]}]}\n  - {id: visit, rules: [{any: [visited]}]}\n")
        .file("r.csv", "id,text,outcome\n1,We called.,good\n2,We called.,good\n3,We visited.,bad\n4,We called.,bad\n5,We visited.,bad\n");
    let asked = ["crosstab", "--stats", "full", "--format"];
    let csv = single.run(&[&asked[..], &["csv"]].concat()).expect(0).stdout;
    let whole = single.run(&[&asked[..], &["json"]].concat()).expect(0).json()["comparison"]["whole"].clone();
    let rows = last_of(&csv);
    for name in ["chi2", "df", "chi2_p", "fisher_p", "cramers_v"] {
        same(&value(&rows, name, "all codes"), &whole[name], name);
    }
    assert!(rows.iter().filter(|row| row["statistic"] == "chi2").all(|row| row["n"] == "5"));
}

#[test]
fn statements_have_their_rank_correlation_below_and_a_spreadsheet_gets_one_mark() {
    let folder =
        Folder::new().file("scores.csv", "statement,a,b\nRespect,9,1\nClarity,5,4\nPace,3,6\nCalm,1,8\n");
    let asked = ["compare", "--table", "scores.csv"];
    let csv = folder.run(&[&asked[..], &["--format", "csv"]].concat()).expect(0);
    assert_eq!(
        (value(&last_of(&csv.stdout), "spearman_rho", "a and b"), csv.stderr),
        ("-1".into(), String::new())
    );
    let sheet = folder.run(&[&asked[..], &["--separator", "semicolon"]].concat()).expect(0).stdout;
    assert_eq!(sheet.matches('\u{feff}').count(), 1);
    assert!(
        sheet.contains("\r\n\r\nstatistic;of;value;low;high;standard_error;n;method;caution\r\n"),
        "{sheet}"
    );
    assert!(sheet.contains("spearman_t_p;a and b;0"), "{sheet}");
}
