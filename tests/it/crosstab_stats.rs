//! Statistics of `keerpunt crosstab`: what is compared, what not, and that the numbers are those of
//! `keerpunt stats`.

use crate::folder::Folder;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// A study of incidents with codes that somebody gave: id, outcome, respondent, site, codes.
fn study(rows: &[[&str; 5]], more: &str) -> Folder {
    let mut table = "id,outcome,respondent,site,codes,text\n".to_string();
    for row in rows {
        let _ = writeln!(table, "{},Words.", row.map(|cell| format!("\"{cell}\"")).join(","));
    }
    let file = format!(
        "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    columns: {{id: id, narrative: text}}\n    \
         codes: {{column: codes, separator: \";\", coder: an, blank: none}}\n\
         outcome:\n  attribute: outcome\n  values:\n    success: [success]\n    failure: [failure]\n    mixed: [mixed]\n\
         respondent: respondent\nattributes:\n  site: {{list: \";\"}}\n{more}"
    );
    Folder::new().file("keerpunt.yaml", file).file("reports.csv", table)
}

/// Eight incidents of as many respondents: `a` goes with success, `b` with failure.
fn small() -> Folder {
    study(
        &[
            ["1", "success", "R1", "north", "a"],
            ["2", "success", "R2", "north", "a"],
            ["3", "success", "R3", "south", "a"],
            ["4", "success", "R4", "south", ""],
            ["5", "failure", "R5", "north", "b"],
            ["6", "failure", "R6", "north", "b"],
            ["7", "failure", "R7", "south", ""],
            ["8", "mixed", "R8", "west", "a"],
        ],
        "",
    )
}

fn table(folder: &Folder, arguments: &[&str]) -> Value {
    folder.run(&[&["crosstab", "--format", "json"], arguments].concat()).expect(0).json()
}

fn row<'a>(table: &'a Value, code: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()
}

/// What the calculator says of one case.
fn calculated(topic: &str, input: Value) -> Value {
    let case = json!({"id": 1, "topic": topic, "input": input}).to_string();
    let run = Folder::new().run_with(&["stats"], &case).expect(0);
    serde_json::from_str::<Value>(&run.stdout).unwrap()["result"].clone()
}

/// Every statistic of a row that the calculator knows by the same name is the same; gives their number.
#[track_caller]
fn same(statistics: &Value, calculated: &Value) -> usize {
    let mut compared = 0;
    for (name, value) in statistics.as_object().unwrap() {
        if let Some(other) = calculated.get(name) {
            let equal = match (value.as_f64(), other.as_f64()) {
                (Some(one), Some(other)) => (one - other).abs() <= 1e-12 * one.abs().max(1.0),
                _ => value == other,
            };
            assert!(equal, "{name}: {value} in the table, {other} by the calculator");
            compared += 1;
        }
    }
    compared
}

#[test]
fn every_number_of_the_sample_study_is_that_of_the_calculator() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Folder::new()
        .command(&["crosstab", "--stats", "full", "--format", "json", "--no-index"])
        .current_dir(root)
        .output()
        .unwrap();
    let table = crate::folder::Run::of(output).expect(0).json();
    let base = |at: usize| table["columns"][at]["base"].as_u64().unwrap();
    let (mut rows, mut leaves) = (0, Vec::new());
    let mut cases = String::new();
    let all = table["rows"].as_array().unwrap();
    for row in all {
        let count = |at: usize| row["cells"][at]["count"].as_u64().unwrap();
        let line = |at: usize| [count(at), base(at) - count(at)];
        let _ = writeln!(
            cases,
            "{}",
            json!({"id": rows, "topic": "crosstab_2x2", "input": {"table": [line(0), line(1)]}})
        );
        rows += 1;
        if row["group"] == false && row.get("valence").is_none() {
            leaves.push(row);
        }
    }
    let run = Folder::new().run_with(&["stats"], &cases).expect(0);
    for (row, answer) in all.iter().zip(run.stdout.lines()) {
        let result = serde_json::from_str::<Value>(answer).unwrap()["result"].clone();
        assert!(same(&row["statistics"], &result) >= 15, "{row}");
        for at in [0, 1] {
            let cell = &row["cells"][at];
            let residual = result["adj_std_residuals"].get(at).map_or(Value::Null, |row| row[0].clone());
            let wilson = &result[format!("wilson_row{}", at + 1)];
            let one =
                json!({"low": cell["wilson"][0], "high": cell["wilson"][1], "r": cell["adj_std_residual"]});
            assert_eq!(same(&one, &json!({"low": wilson[0], "high": wilson[1], "r": residual})), 3);
        }
    }
    let p: Vec<&Value> = leaves.iter().map(|row| &row["statistics"]["fisher_p"]).collect();
    let corrected = calculated("p_adjust", json!({ "p": p }));
    for name in ["holm", "bh"] {
        let of = |at: usize| {
            (leaves[at]["statistics"][name].as_f64().unwrap(), corrected[name][at].as_f64().unwrap())
        };
        assert!((0..leaves.len()).map(of).all(|(one, other)| (one - other).abs() < 1e-12), "{name}");
    }
    assert_eq!(table["comparison"]["tests"], leaves.len());
}

#[test]
fn respondents_who_told_several_are_reckoned_with_as_in_the_reference() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stats/clustered.jsonl");
    let cases = fs::read_to_string(cases).unwrap();
    let case = cases.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let case = case.into_iter().find(|case| case["id"] == "clu-cit-1").unwrap();
    let mut rows = Vec::new();
    for (at, row) in case["input"]["rows"].as_array().unwrap().iter().enumerate() {
        let text = |at: usize| row[at].as_str().unwrap().to_string();
        let codes = if row[2] == 1 { "a" } else { "" };
        rows.push([format!("i{at}"), text(1), text(0), "x".to_string(), codes.to_string()]);
    }
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let folder = study(&rows, "");
    let table = table(&folder, &["--stats", "full"]);
    let row = row(&table, "a");
    let statistics = &row["statistics"];
    let expected = &case["expected"];
    for (name, reference) in [
        ("cmh", "cmh"),
        ("cmh_p", "cmh_p"),
        ("or_mh", "or_mh"),
        ("exact_p", "cmh_exact_p"),
        ("rao_scott_F", "rao_scott_F"),
        ("rao_scott_F_p", "rao_scott_F_p"),
        ("icc_anova", "icc_anova"),
        ("deff_first", "deff_success"),
        ("deff_second", "deff_failure"),
        ("fisher_p", "naive_fisher_p"),
    ] {
        let (one, other) = (statistics[name].as_f64().unwrap(), expected[reference].as_f64().unwrap());
        assert!((one - other).abs() < 1e-6 * other.abs(), "{name}: {one}, {reference}: {other}");
    }
    assert!(row["cautions"].as_array().unwrap().contains(&json!("dependent-incidents")));
    assert_eq!(table["comparison"]["dependence"]["clusters"], 20);
    assert_eq!(table["comparison"]["dependence"]["most"], 5);
    let shown = folder.run(&["crosstab"]).expect(0).stdout;
    assert!(shown.contains("takes incidents as independent: --stats full"), "{shown}");
}

/// Twelve respondents who told a success and a failure each, and three who told more successes.
fn told_several() -> Folder {
    let mut rows = Vec::new();
    for at in 0..12 {
        let (first, second) = (if at < 9 { "a" } else { "" }, if (8..11).contains(&at) { "a" } else { "" });
        rows.push([format!("s{at}"), "success".into(), format!("R{at}"), "x".into(), first.to_string()]);
        rows.push([format!("f{at}"), "failure".into(), format!("R{at}"), "x".into(), second.to_string()]);
    }
    for at in 12..15 {
        for story in ["one", "two", "three"] {
            let code = if at == 12 { "a" } else { "b" };
            rows.push([format!("{story}{at}"), "success".into(), format!("R{at}"), "y".into(), code.into()]);
        }
    }
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    study(&rows, "")
}

#[test]
fn respondents_with_one_incident_of_each_outcome_are_compared_as_pairs() {
    let folder = told_several();
    let full = table(&folder, &["--stats", "full"]);
    let statistics = &row(&full, "a")["statistics"];
    let answer = calculated("mcnemar", json!({"table_paired": [[1, 8], [2, 1]]}));
    assert_eq!(statistics["n_pairs"], 12);
    assert_eq!(
        (&statistics["n_pairs_only_first"], &statistics["n_pairs_only_second"]),
        (&json!(8), &json!(2))
    );
    assert_eq!(same(statistics, &answer), 6, "{statistics}");
    assert_eq!(statistics["mcnemar_exact_p"], answer["exact_p"]);
    assert_eq!(statistics["mcnemar_midp"], answer["midp"]);
    let shown = folder.run(&["crosstab", "--stats", "full"]).expect(0).stdout;
    assert!(shown.contains("pairs: the respondents with one in each column"), "{shown}");
    let alone = small().run(&["crosstab", "--stats", "full"]).expect(0).stdout;
    assert!(!alone.contains("pairs:") && !alone.contains("perm p"), "{alone}");
}

#[test]
fn respondents_are_exchanged_whole_from_a_seed_that_is_printed() {
    let folder = told_several();
    let of = |more: &[&str]| table(&folder, &[&["--stats", "full"], more].concat());
    let p = |table: &Value| row(table, "a")["statistics"]["cluster_perm_p"].as_f64().unwrap();
    let (first, again, other) = (of(&[]), of(&[]), of(&["--seed", "7"]));
    let drawn = &first["comparison"]["permutation"];
    assert_eq!((&drawn["samples"], &drawn["seed"]), (&json!(9999), &json!(1)));
    assert!((0.0..=1.0).contains(&drawn["within_sizes"].as_f64().unwrap()), "{drawn}");
    assert_eq!(other["comparison"]["permutation"]["seed"], 7);
    assert_eq!(p(&first), p(&again));
    assert!(p(&first) != p(&other) && (p(&first) - p(&other)).abs() < 0.02, "{} {}", p(&first), p(&other));
    // Respondents who told three successes cannot change; the pairs give the exact test within respondents.
    let exact = row(&first, "a")["statistics"]["exact_p"].as_f64().unwrap();
    assert!((p(&first) - exact).abs() < 0.0125, "{} {exact}", p(&first));
    let shown = folder.run(&["crosstab", "--stats", "full", "--seed", "7"]).expect(0).stdout;
    assert!(shown.contains("of 9999 random arrangements (seed 7)"), "{shown}");
}

#[test]
fn the_first_two_outcomes_are_compared_or_the_two_that_are_named() {
    let folder = small();
    let usual = table(&folder, &[]);
    assert_eq!(usual["comparison"]["columns"], json!(["success", "failure"]));
    assert_eq!(usual["comparison"]["detail"], "basic");
    assert_eq!(row(&usual, "a")["statistics"]["risk_difference"], 0.75);
    let two = calculated("crosstab_2x2", json!({"table": [[3, 1], [0, 3]]}));
    assert_eq!(same(&row(&usual, "a")["statistics"], &two), 10);
    assert_eq!(row(&usual, "a")["cautions"], json!(["expected-below-five", "empty-cell"]));
    let named = table(&folder, &["--compare", "mixed, success"]);
    assert_eq!(named["comparison"]["columns"], json!(["mixed", "success"]));
    assert_eq!(row(&named, "a")["statistics"]["risk_difference"], 0.25);
    let none = table(&folder, &["--stats", "none"]);
    assert!(none["comparison"].is_null() && row(&none, "a").get("statistics").is_none());
    let wrong = folder.run(&["crosstab", "--compare", "succes,failure"]).expect(2);
    assert!(wrong.stderr.contains("did you mean `success`?"), "{}", wrong.stderr);
    folder.run(&["crosstab", "--compare", "success"]).expect(2);
    folder.run(&["crosstab", "--compare", "success,failure", "--stats", "none"]).expect(2);
}

#[test]
fn an_attribute_of_more_than_two_values_is_tested_as_a_whole() {
    let by_site = table(&small(), &["--by", "site", "--stats", "full"]);
    assert_eq!(by_site["comparison"]["columns"], json!(["north", "south", "west"]));
    let answer = calculated("crosstab_rxc", json!({"table": [[2, 2], [1, 2], [1, 0]]}));
    assert!(same(&row(&by_site, "a")["statistics"], &answer) >= 8);
}

#[test]
fn respondents_who_told_several_are_reckoned_with_in_more_than_two_columns() {
    let rows = [
        ["1", "success", "R1", "north", "a"],
        ["2", "success", "R1", "north", "a"],
        ["3", "success", "R1", "south", "b"],
        ["4", "failure", "R2", "south", "b"],
        ["5", "failure", "R2", "west", ""],
        ["6", "failure", "R3", "north", "a"],
        ["7", "failure", "R3", "west", "b"],
        ["8", "success", "R4", "west", "a"],
        ["9", "success", "R4", "west", "b"],
        ["10", "success", "R5", "south", "b"],
    ];
    let folder = study(&rows, "");
    let by_site = table(&folder, &["--by", "site", "--stats", "full"]);
    // With a, then without, in north, south and west.
    let tables = json!({"tables": [
        [[2, 0, 0], [0, 1, 0]], [[0, 0, 0], [0, 1, 1]], [[1, 0, 0], [0, 0, 1]], [[0, 0, 1], [0, 0, 1]],
        [[0, 0, 0], [0, 1, 0]]
    ]});
    let answer = calculated("clustered_rxc", tables);
    assert!(same(&row(&by_site, "a")["statistics"], &answer) >= 7, "{answer}");
    // Codes by columns, of the incidents with a code.
    let tables = json!({"tables": [
        [[2, 0, 0], [0, 1, 0]], [[0, 0, 0], [0, 1, 0]], [[1, 0, 0], [0, 0, 1]], [[0, 0, 1], [0, 0, 1]],
        [[0, 0, 0], [0, 1, 0]]
    ]});
    let whole = &by_site["comparison"]["whole"];
    assert!(same(whole, &calculated("clustered_rxc", tables)) >= 7, "{whole}");
    let full = folder.run(&["crosstab", "--by", "site", "--stats", "full"]).expect(0).stdout;
    assert!(full.contains("between respondents: chi² corrected for what 5 clusters make of it"), "{full}");
    assert!(
        full.contains("Rao and Scott's F = ") && full.contains("the table below corrects chi-square"),
        "{full}"
    );
    let basic = folder.run(&["crosstab", "--by", "site"]).expect(0).stdout;
    assert!(basic.contains("--stats full corrects chi-square for them"), "{basic}");
    let wrong =
        json!({"id": 1, "topic": "clustered_rxc", "input": {"tables": [[[1, 2]], [[1, 2, 3]]]}}).to_string();
    let refused = Folder::new().run_with(&["stats"], &wrong).expect(1).stderr;
    assert!(refused.contains("the tables are not all of one shape"), "{refused}");
    // Without respondents there is nothing to correct.
    assert!(
        row(&table(&small(), &["--by", "site", "--stats", "full"]), "a")["statistics"]
            .get("rao_scott_F")
            .is_none()
    );
}

#[test]
fn nobody_is_compared_with_himself() {
    let rows = [
        ["1", "success", "R1", "north;south", "a"],
        ["2", "failure", "R1", "south", "b"],
        ["3", "success", "R2", "north", "a;b"],
    ];
    let folder = study(&rows, "");
    let by_site = table(&folder, &["--by", "site"]);
    let reason = by_site["comparison"]["reason"].as_str().unwrap();
    assert_eq!(reason, "1 incident with several values of site would stand on both sides");
    assert!(row(&by_site, "a").get("statistics").is_none());
    let by_person = table(&folder, &["--unit", "respondent"]);
    let reason = by_person["comparison"]["reason"].as_str().unwrap();
    assert_eq!(reason, "1 respondent stands in more than one of them");
    let by_codes = table(&folder, &["--by", "codes"]);
    assert!(by_codes["comparison"]["reason"].as_str().unwrap().contains("one incident may stand in several"));
    let shown = folder.run(&["crosstab", "--by", "site"]).expect(0).stdout;
    assert!(shown.contains("Columns are not compared: 1 incident with several values of site"), "{shown}");
}

#[test]
fn all_codes_are_one_table_only_where_no_incident_has_two() {
    let whole = &table(&small(), &["--stats", "full"])["comparison"]["whole"];
    let answer = calculated("crosstab_rxc", json!({"table": [[3, 0], [0, 2]]}));
    assert!(same(whole, &answer) >= 4, "{whole}");
    let two = study(
        &[
            ["1", "success", "R1", "x", "a;b"],
            ["2", "failure", "R2", "x", "b"],
            ["3", "failure", "R3", "x", "a"],
        ],
        "",
    );
    let shown = two.run(&["crosstab", "--stats", "full"]).expect(0).stdout;
    assert!(shown.contains("All codes as one table: not tested, for 1 incident with two codes"), "{shown}");
}

#[test]
fn tables_within_values_are_summed_up_by_mantel_and_haenszel() {
    let folder = small();
    let tables = table(&folder, &["--within", "site"]);
    let rows = tables["summary"]["rows"].as_array().unwrap();
    let a = rows.iter().find(|row| row["code"] == "a").unwrap();
    let strata = json!({"strata": [[[2, 0], [0, 2]], [[1, 1], [0, 1]], [[0, 0], [0, 0]]]});
    let answer = calculated("cmh", strata);
    assert!(same(&a["statistics"], &answer) >= 8, "{a}");
    let shown = folder.run(&["crosstab", "--within", "site"]).expect(0).stdout;
    assert!(shown.contains("within site: what its 3 tables have in common"), "{shown}");
    assert!(
        shown.contains("Holm = that corrected for 2 codes") && shown.contains("trust the exact p"),
        "{shown}"
    );
    let exact = a["statistics"]["exact_p"].as_f64().unwrap();
    assert!((a["statistics"]["holm"].as_f64().unwrap() - (2.0 * exact).min(1.0)).abs() < 1e-12, "{a}");
    let itself = folder.run(&["crosstab", "--within", "outcome"]).expect(2).stderr;
    assert!(itself.contains("which is what the columns are"), "{itself}");
    let one = folder.run(&["crosstab", "--where", "outcome=success"]).expect(0).stdout;
    assert!(one.contains("Nothing is compared with failure: no incident stands there."), "{one}");
}

#[test]
fn a_design_that_asked_for_outcomes_says_so() {
    let rows = [["1", "success", "R1", "x", "a"], ["2", "failure", "R1", "x", "b"]];
    let asked = study(&rows, "design: {asked: {success: 1, failure: 1}}\n");
    let shown = asked.run(&["crosstab"]).expect(0).stdout;
    assert!(
        shown.contains("Respondents were asked for 1 success, 1 failure (1 of 1 respondent told just that):"),
        "{shown}"
    );
    let by_site = asked.run(&["crosstab", "--by", "site"]).expect(0).stdout;
    assert!(!by_site.contains("Respondents were asked"), "{by_site}");
}

#[test]
fn statistics_stand_in_every_format() {
    let folder = small();
    let csv = folder.run(&["crosstab", "--format", "csv"]).expect(0).stdout;
    let head: Vec<&str> = csv.lines().next().unwrap().split(',').collect();
    for name in [
        "risk_difference",
        "rd_newcombe_low",
        "or_ci_high",
        "or_haldane",
        "fisher_p",
        "holm",
        "bh",
        "cautions",
    ] {
        assert!(head.contains(&name), "{name} is missing: {head:?}");
    }
    let line: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
    assert_eq!(head.len(), line.len());
    let of = |name: &str| line[head.iter().position(|one| *one == name).unwrap()];
    assert_eq!((of("risk_difference"), of("odds_ratio"), of("or_ci_low")), ("0.75", "Infinity", ""));
    let markdown = folder.run(&["crosstab", "--format", "md"]).expect(0).stdout;
    assert!(markdown.contains("difference points") && markdown.contains("exact test Holm"), "{markdown}");
    let full = folder.command(&["crosstab", "--stats", "full"]).env("COLUMNS", "100").output().unwrap();
    let full = String::from_utf8(full.stdout).unwrap();
    assert!(full.lines().all(|line| line.chars().count() <= 100), "{full}");
    assert_eq!(full, include_str!("golden/crosstab_full.txt"), "\n{full}");
}

#[test]
fn a_paper_has_no_use_for_what_to_do_next() {
    let folder = small();
    for more in [
        &["crosstab"][..],
        &["crosstab", "--within", "site"],
        &["compare", "--by", "outcome", "--groups", "success,failure"],
    ] {
        let shown = |hints: &[&str]| folder.run(&[more, hints].concat()).expect(0).stdout;
        assert!(shown(&["--format", "latex"]).contains("Open a cell: "), "{more:?}");
        let bare = shown(&["--format", "latex", "--no-hints"]);
        assert!(!bare.contains("Open a cell") && !bare.contains("explain NAME"), "{bare}");
    }
}

#[test]
fn a_table_goes_into_a_paper_and_onto_a_web_page() {
    let folder = small();
    folder.run(&["crosstab", "--output", "table.tex"]).expect(0);
    let latex = fs::read_to_string(folder.path("table.tex")).unwrap();
    for part in [
        "\\toprule",
        "\\midrule",
        "\\bottomrule",
        "\\multicolumn{3}{c}{success 4}",
        "booktabs,longtable",
        "$-$67",
        "-{}-where",
    ] {
        assert!(latex.contains(part), "{part} is missing:\n{latex}");
    }
    let columns = latex.split("\\begin{tabular}{@{}").nth(1).unwrap().split("@{}}").next().unwrap().len();
    let rows = latex.lines().filter(|line| line.starts_with("a &") || line.starts_with("code &"));
    assert!(
        rows.clone().count() == 2 && rows.clone().all(|row| row.matches(" &").count() + 1 == columns),
        "{latex}"
    );
    folder.run(&["crosstab", "--stats", "full", "--output", "table.html"]).expect(0);
    let html = fs::read_to_string(folder.path("table.html")).unwrap();
    assert!(html.starts_with("<!doctype html>") && html.ends_with("</html>\n"), "{html}");
    for tag in ["table", "thead", "tbody", "tr", "p", "th", "td", "caption"] {
        let opened = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
        assert_eq!(opened, html.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    assert!(html.contains("<th scope=\"colgroup\" colspan=\"3\"><span>success 4</span></th>"), "{html}");
    let frequencies = folder.run(&["frequencies", "--format", "latex"]).expect(0).stdout;
    assert!(frequencies.contains("\\begin{tabular}"), "{frequencies}");
}

#[test]
fn a_wide_table_lies_across_the_page_and_long_texts_are_broken_into_lines() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sample = |arguments: &[&str]| {
        let output = Folder::new().command(arguments).current_dir(root).output().unwrap();
        crate::folder::Run::of(output).expect(0).stdout
    };
    let wide = sample(&["crosstab", "--no-index", "--format", "latex"]);
    let framed = wide.contains("\\begin{landscape}\n") && wide.ends_with("\\end{landscape}\n");
    assert!(
        framed && wide.contains("\\endfirsthead") && wide.contains("\\shortstack{minder\\\\succesvol\\\\25}"),
        "{wide}"
    );
    let narrow = sample(&["crosstab", "--no-index", "--level", "1", "--stats", "none", "--format", "latex"]);
    assert!(!narrow.contains("landscape}\n"), "{narrow}");
    let words = sample(&["frequencies", "--no-index", "--format", "latex"]);
    assert!(words.contains("\\raggedright\\arraybackslash}p{"), "{words}");
    let page = sample(&["frequencies", "--no-index", "--format", "html"]);
    assert!(page.contains("<td class=\"text\">"), "{page}");
}

#[test]
fn rows_that_the_first_table_leaves_out_stand_below_their_code_in_the_summary() {
    let folder = Folder::new();
    folder.write(
        "keerpunt.yaml",
        "keerpunt: 1\nlanguage: en\ncorpus: r.csv\ncodebook: book.yaml\n\
         outcome: {attribute: outcome, values: [good, bad]}\n",
    );
    folder.write(
        "book.yaml",
        "codebook: t\nversion: 1.0.0\ncodes:\n  - id: handover\n    polarity: either\n    rules:\n      \
         - {any: [\"handed over\"], valence: enacted}\n      - {any: [\"no handover\"], valence: lacking}\n  \
         - {id: zebra, rules: [{any: [zebra, bus]}]}\n",
    );
    folder.write(
        "r.csv",
        "id,narrative,outcome,place\n1,We moved to the depot.,good,A\n2,Nobody saw the bus.,bad,A\n\
         3,They handed over the file well.,good,B\n4,No handover took place.,bad,B\n5,A zebra.,bad,B\n",
    );
    let tables = folder.run(&["crosstab", "--within", "place", "--format", "json"]).expect(0).json();
    let rows = tables["summary"]["rows"].as_array().unwrap();
    let rows: Vec<(&str, Option<&str>)> =
        rows.iter().map(|row| (row["code"].as_str().unwrap(), row["valence"].as_str())).collect();
    assert_eq!(
        rows,
        [("handover", None), ("handover", Some("enacted")), ("handover", Some("lacking")), ("zebra", None)]
    );
}

#[test]
fn where_no_arrangement_changes_the_count_there_is_no_permutation_p() {
    // Who told three told of success and has the code, who told two did not; one of each size differs.
    let mut rows: Vec<[String; 5]> = Vec::new();
    for at in 0..24 {
        let (size, usual) = if at < 12 { (3, "success") } else { (2, "failure") };
        let other = if usual == "success" { "failure" } else { "success" };
        let outcome = if at % 12 == 0 { other } else { usual };
        let code = if size == 3 { "a" } else { "" };
        for told in 0..size {
            let id = format!("{at}-{told}");
            rows.push([id, outcome.into(), format!("R{at}"), "north".into(), code.into()]);
        }
    }
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    let folder = study(&rows, "");
    let all = table(&folder, &["--stats", "full"]);
    let a = row(&all, "a");
    let statistics = &a["statistics"];
    assert!(statistics["rao_scott_F_p"].as_f64().unwrap() < 0.001, "{statistics}");
    assert_eq!([&statistics["cluster_perm_p"], &statistics["cluster_perm_samples"]], [&Value::Null; 2]);
    assert_eq!((&statistics["cluster_perm_clusters"], &statistics["exact_p"]), (&json!(0), &Value::Null));
    assert!(a["cautions"].as_array().unwrap().contains(&json!("cluster-sizes")), "{a}");
    assert!(all["comparison"]["permutation"]["within_sizes"].as_f64().unwrap() < 0.5);
    let shown = folder.run(&["crosstab", "--stats", "full"]).expect(0).stdout;
    assert!(shown.contains("of what sets the columns apart") && shown.contains("(cluster-sizes)"), "{shown}");
}

#[test]
fn the_design_is_told_wherever_a_table_goes_by_the_outcome() {
    let rows = [
        ["1", "success", "R1", "north", "a"],
        ["2", "failure", "R1", "north", "b"],
        ["3", "success", "R2", "south", "a"],
        ["4", "success", "R2", "south", "b"],
    ];
    let asked = study(&rows, "design: {asked: {success: 1, failure: 1}}\n");
    let note = "Respondents were asked for 1 success, 1 failure (1 of 2 respondents told just that)";
    for verb in [
        &["crosstab"][..],
        &["negative"],
        &["compare", "--by", "outcome"],
        &["cooccur", "--by", "outcome"],
        &["keyness"],
        &["qca", "--conditions", "a"],
    ] {
        let shown = asked.run(verb).expect(0).stdout;
        assert!(shown.contains(note), "{verb:?}: {shown}");
    }
    let by_site = asked.run(&["compare", "--by", "site"]).expect(0).stdout;
    assert!(!by_site.contains("Respondents were asked"), "{by_site}");
    let table = asked.run(&["crosstab", "--format", "json"]).expect(0).json();
    assert_eq!((&table["design"]["respondents"], &table["design"]["as_asked"]), (&json!(2), &json!(1)));
    let qca = asked.run(&["qca", "--conditions", "a"]).expect(0).stdout;
    assert!(qca.contains("so it hangs on that choice: 3 of all 4 have it"), "{qca}");
}
