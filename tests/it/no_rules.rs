//! Codes that no rule looks for: absent nowhere, in no verb that counts.

use crate::folder::Folder;
use serde_json::{Value, json};

const BOOK: &str = "\
codebook: gaps
version: 1.0.0
codes:
  - id: g
    group: true
    label: Group
    codes:
      - {id: ruled, label: Ruled, definition: D., rules: [{any: [\"coffee\"]}]}
      - {id: unruled, label: Unruled, definition: D.}
  - id: h
    label: Either
    polarity: either
    definition: D.
    rules: [{any: [\"tea\"], valence: enacted}]
";

/// Coffee in what went well, tea in some; nobody ever looked for `g.unruled`.
fn study() -> Folder {
    let mut stories = "id,outcome,teller,narrative\n".to_string();
    for at in 0..8 {
        let (outcome, drink) = if at < 4 { ("good", "coffee") } else { ("bad", "water") };
        let more = if at % 2 == 0 { " and tea" } else { "" };
        stories += &format!("s{at},{outcome},T{},There was {drink}{more}.\n", at % 6);
    }
    let settings = "\
keerpunt: 1
language: en
corpus: stories.csv
codebook: book.yaml
outcome: {attribute: outcome, values: {good: {}, bad: {}}}
respondent: teller
";
    Folder::new().file("keerpunt.yaml", settings).file("book.yaml", BOOK).file("stories.csv", stories)
}

fn asked(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[arguments, &["--format", "json"]].concat()).expect(0).json()
}

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

#[test]
fn a_code_without_rules_has_no_count_and_no_test_and_is_in_no_correction() {
    let folder = study();
    let table = asked(&folder, &["crosstab", "--stats", "full"]);
    let unruled = row(&table, "g.unruled");
    assert_eq!((&unruled["total"], &unruled["statistics"]), (&Value::Null, &json!({})));
    for cell in unruled["cells"].as_array().unwrap() {
        assert_eq!([&cell["count"], &cell["percent"], &cell["respondents"]], [&Value::Null; 3]);
    }
    assert_eq!((&table["comparison"]["tests"], &table["without_rules"]), (&json!(2), &json!(["g.unruled"])));
    // Two codes, not three: Holm doubles the smaller p.
    let ruled = &row(&table, "g.ruled")["statistics"];
    let (p, holm) = (ruled["fisher_p"].as_f64().unwrap(), ruled["holm"].as_f64().unwrap());
    assert!((holm - 2.0 * p).abs() < 1e-12, "{p} {holm}");
    let shown = folder.run(&["crosstab"]).expect(0).stdout;
    let line = shown.lines().find(|line| line.contains("g.unruled") && !line.starts_with("No rule")).unwrap();
    assert!(!line.contains('0') && !line.contains('%'), "{line}");
    assert!(shown.contains("No rule looks for g.unruled: nobody knows where it is absent"), "{shown}");
    assert!(shown.contains("Counted without it: g."), "{shown}");
    let csv = folder.run(&["crosstab", "--stats", "none", "--format", "csv"]).expect(0).stdout;
    let line = csv.lines().find(|line| line.starts_with("g.unruled")).unwrap();
    // Code, valence, label, level, group, unit; then no total, and in both columns a base alone.
    assert_eq!(line, "g.unruled,,Unruled,2,false,incident,,,4,,,,4,,");
    let within = asked(&folder, &["crosstab", "--within", "teller"]);
    let summed = within["summary"]["rows"].as_array().unwrap();
    assert!(summed.iter().all(|row| row["code"] != "g.unruled"), "{summed:?}");
    let by_codes = asked(&folder, &["crosstab", "--by", "codes"]);
    let columns = by_codes["columns"].as_array().unwrap();
    assert_eq!(columns.iter().map(|one| &one["value"]).collect::<Vec<_>>(), ["g.ruled", "h"]);
}

#[test]
fn frequencies_and_participation_show_a_dash_for_it() {
    let folder = study();
    let table = asked(&folder, &["frequencies"]);
    let unruled = row(&table, "g.unruled");
    for field in ["count", "percent", "incidents", "respondents", "segments"] {
        assert_eq!(unruled[field], Value::Null, "{field}");
    }
    assert_eq!(row(&table, "g")["count"], 4);
    let shown = folder.run(&["frequencies"]).expect(0).stdout;
    assert!(shown.contains("No rule looks for g.unruled"), "{shown}");
    let hidden = asked(&folder, &["frequencies", "--hide-zero"]);
    assert!(hidden["rows"].as_array().unwrap().iter().all(|row| row["code"] != "g.unruled"));
    assert_eq!(hidden["without_rules"], json!(["g.unruled"]));
    let told = asked(&folder, &["participation"]);
    let unruled = row(&told, "g.unruled");
    assert_eq!([&unruled["participants"], &unruled["meets_line"], &unruled["incidents"]], [&Value::Null; 3]);
    assert_eq!(unruled["statistics"]["participation_rate"], Value::Null);
    let shown = folder.run(&["participation"]).expect(0).stdout;
    assert!(shown.contains("2 of 2 codes reach the line"), "{shown}");
    let drawn = folder.run(&["frequencies", "--plot", "f.svg"]).expect(0);
    let drawn = (drawn.stdout, std::fs::read_to_string(folder.path("f.svg")).unwrap()).1;
    assert!(drawn.contains("No rule looks for g.unruled") && !drawn.contains(">Unruled<"), "{drawn}");
}

#[test]
fn it_is_none_of_the_codes_that_nobody_has() {
    let folder = study();
    let saturation = asked(&folder, &["saturation"]);
    assert_eq!((&saturation["absent_categories"], &saturation["n_categories"]), (&json!(0), &json!(2)));
    let compared = asked(&folder, &["compare", "--by", "outcome"]);
    assert_eq!(compared["not_given"], 0);
    let pairs = asked(&folder, &["cooccur"]);
    assert_eq!(pairs["without_rules"], json!(["g.unruled"]));
    let negative = asked(&folder, &["negative"]);
    assert!(!negative.to_string().replace("\"without_rules\":[\"g.unruled\"]", "").contains("g.unruled"));
    let matrix = asked(&folder, &["matrix"]);
    let column = matrix["columns"].as_array().unwrap().iter().find(|one| one["code"] == "g.unruled");
    assert_eq!(column.unwrap()["rows"], Value::Null);
    for verb in [
        &["saturation"][..],
        &["compare", "--by", "outcome"],
        &["cooccur"],
        &["negative"],
        &["matrix", "--cells", "counts"],
        &["qca", "--conditions", "g"],
    ] {
        let shown = folder.run(verb).expect(0).stdout;
        assert!(shown.contains("No rule looks for g.unruled"), "{verb:?}: {shown}");
    }
}

#[test]
fn qca_takes_no_condition_that_no_rule_looks_for() {
    let folder = study();
    for condition in ["g.unruled", "h:lacking"] {
        let refused = folder.run(&["qca", "--conditions", condition]).expect(2).stderr;
        let reason = format!("no rule looks for `{condition}`, so nobody knows where it is absent");
        assert!(refused.contains(&reason), "{refused}");
    }
    // A group is counted from its other codes, and the table says so.
    let group = folder.run(&["qca", "--conditions", "g,h:enacted"]).expect(0).stdout;
    assert!(group.contains("Counted without it: g."), "{group}");
}

#[test]
fn coders_could_have_given_every_code() {
    let folder = study();
    let settings = std::fs::read_to_string(folder.path("keerpunt.yaml")).unwrap();
    let corpus = "corpus:\n  - path: stories.csv\n    columns: {id: id, narrative: narrative}\n    \
                  codes: {column: outcome, coder: An}\n";
    folder.write("keerpunt.yaml", settings.replace("corpus: stories.csv\n", corpus));
    folder.write("book.yaml", BOOK.replace("id: unruled,", "id: unruled, archive_codes: [good],"));
    let table = asked(&folder, &["frequencies", "--from", "codings"]);
    assert_eq!((&table["from"], &table["without_rules"]), (&json!("codings"), &json!([])));
    assert!(table["rows"].as_array().unwrap().iter().all(|row| row["count"].is_u64()), "{table}");
}
