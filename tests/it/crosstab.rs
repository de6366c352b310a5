//! `keerpunt crosstab`.

use crate::stories::study;
use serde_json::{Value, json};

fn cells(table: &Value, code: &str) -> Vec<Value> {
    let rows = table["rows"].as_array().unwrap();
    let row = rows.iter().find(|row| row["code"] == code && row.get("valence").is_none()).unwrap();
    row["cells"].as_array().unwrap().clone()
}

fn counts(table: &Value, code: &str) -> Vec<u64> {
    cells(table, code).iter().map(|cell| cell["count"].as_u64().unwrap()).collect()
}

#[test]
fn a_table_says_what_was_counted_and_counts_each_code_by_outcome() {
    let run = study().run(&["crosstab", "--format", "json"]).expect(1);
    let table = run.json();
    assert_eq!(table["schema"], "keerpunt.crosstab/1");
    assert_eq!(
        (&table["from"], &table["unit"], &table["by"]),
        (&json!("suggestions"), &json!("incident"), &json!("outcome"))
    );
    assert_eq!((&table["incidents"], &table["respondents"]), (&json!(6), &json!(4)));
    assert_eq!(
        (&table["without_value"], &table["other"], &table["without_text"]),
        (&json!(1), &json!(1), &json!(1))
    );
    let columns = table["columns"].as_array().unwrap();
    assert_eq!(columns.iter().map(|column| &column["incidents"]).collect::<Vec<_>>(), [&json!(2), &json!(2)]);
    assert_eq!(counts(&table, "rule.bent"), [1, 0], "a negated exception counts nowhere");
    assert_eq!(counts(&table, "rule"), [1, 1], "a child counts for its parent");
    assert_eq!(counts(&table, "quiet"), [0, 0], "zero rows stay");
    assert_eq!(cells(&table, "rule.bent")[0]["percent"], 50.0);
}

#[test]
fn an_outcome_that_fits_no_spelling_is_named_with_its_line() {
    let run = study().run(&["crosstab"]).expect(1);
    assert!(run.stderr.contains("stories.csv:7"), "{}", run.stderr);
    assert!(run.stderr.contains("unclear"), "{}", run.stderr);
    assert!(run.stdout.contains("1 incident with another value of outcome"), "{}", run.stdout);
    assert!(run.stdout.contains("1 incident without text"), "{}", run.stdout);
}

#[test]
fn the_table_for_people_reads_as_it_should() {
    let run = study().run(&["crosstab", "--quiet"]).expect(1);
    assert_eq!(run.stdout, include_str!("golden/crosstab.txt"), "\n{}", run.stdout);
}

#[test]
fn a_narrow_screen_loses_respondents_and_labels_but_never_a_count() {
    let folder = study();
    let narrow = folder.command(&["crosstab", "--quiet"]).env("COLUMNS", "44").output().unwrap();
    let text = String::from_utf8(narrow.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 44), "{text}");
    assert!(text.contains("rule.bent") && !text.contains("Bending a rule"), "{text}");
}

#[test]
fn any_attribute_takes_the_place_of_the_outcome_and_so_do_codes() {
    let folder = study();
    let by_year = folder.run(&["crosstab", "--by", "year", "--format", "json"]).expect(1).json();
    let values: Vec<&Value> =
        by_year["columns"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(values, ["2013", "2014", "2015", "2016"]);
    let by_codes =
        folder.run(&["crosstab", "rule.bent", "--by", "codes", "--format", "json"]).expect(1).json();
    let contact =
        by_codes["columns"].as_array().unwrap().iter().position(|one| one["value"] == "contact").unwrap();
    assert_eq!(counts(&by_codes, "rule.bent")[contact], 1);
    let by_language = folder.run(&["crosstab", "--by", "lang", "--format", "json"]).expect(1).json();
    assert_eq!(counts(&by_language, "rule.bent"), [3]);
}

#[test]
fn within_makes_a_table_for_each_value() {
    let tables = study().run(&["crosstab", "--within", "branch", "--format", "json"]).expect(1).json();
    assert_eq!(tables["schema"], "keerpunt.crosstabs/1");
    let parts = tables["tables"].as_array().unwrap();
    assert_eq!(parts.iter().map(|part| &part["value"]).collect::<Vec<_>>(), ["north", "south"]);
    assert_eq!(counts(&parts[0], "rule.bent"), [1, 0]);
    assert_eq!(counts(&parts[1], "rule.bent"), [0, 0]);
}

#[test]
fn conditions_narrow_the_table_and_accept_spellings_of_the_outcome() {
    let folder = study();
    let north = folder.run(&["crosstab", "--where", "branch=north", "--format", "json"]).expect(1).json();
    assert_eq!((&north["incidents"], &north["where"]), (&json!(3), &json!(["branch=north"])));
    let since = folder.run(&["crosstab", "--where", "year>=2015", "--format", "json"]).expect(1).json();
    assert_eq!(since["incidents"], 3);
    let spelt = folder.run(&["crosstab", "--where", "outcome=OK", "--format", "json"]).expect(1).json();
    assert_eq!(spelt["where"], json!(["outcome=success"]));
}

#[test]
fn units_change_what_is_counted_and_percent_is_of() {
    let folder = study();
    let unit = |unit: &str| folder.run(&["crosstab", "--unit", unit, "--format", "json"]).expect(1).json();
    let sentences = unit("sentence");
    assert_eq!(sentences["columns"][0]["base"], 4);
    assert_eq!(counts(&sentences, "contact"), [2, 2]);
    let paragraphs = unit("paragraph");
    assert_eq!(paragraphs["columns"][0]["base"], 2);
    let respondents = unit("respondent");
    assert_eq!(counts(&respondents, "contact"), [1, 2]);
    let segments = unit("segment");
    assert_eq!(
        (&segments["columns"][0]["base"], &cells(&segments, "contact")[0]["percent"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn rows_can_be_chosen_cut_and_hidden() {
    let folder = study();
    let codes = |arguments: &[&str]| -> Vec<String> {
        let run = folder.run(&[&["crosstab", "--format", "json"], arguments].concat()).expect(1).json();
        let rows = run["rows"].as_array().unwrap().clone();
        rows.iter()
            .filter(|row| row.get("valence").is_none())
            .map(|row| row["code"].as_str().unwrap().to_string())
            .collect()
    };
    assert_eq!(codes(&[]), ["rule", "rule.bent", "rule.kept", "contact", "quiet"]);
    assert_eq!(codes(&["rule"]), ["rule", "rule.bent", "rule.kept"]);
    assert_eq!(codes(&["--level", "1"]), ["rule", "contact", "quiet"]);
    assert_eq!(codes(&["--hide-zero"]), ["rule", "rule.bent", "rule.kept", "contact"]);
    assert_eq!(codes(&["bent"]), ["rule.bent"], "the last part is enough where one code has it");
}

#[test]
fn cells_list_their_incidents_when_asked() {
    let table = study().run(&["crosstab", "--ids", "--format", "json"]).expect(1).json();
    assert_eq!(cells(&table, "contact")[1]["incidents"], json!(["s3", "s4"]));
}

#[test]
fn a_file_gets_the_format_of_its_ending_and_is_the_owners_alone() {
    let folder = study();
    for (name, begins) in [("t.csv", "code,"), ("t.json", "{"), ("t.md", "**"), ("t.txt", "Nine counters")] {
        let run = folder.run(&["crosstab", "--output", name]).expect(1);
        assert!(run.stdout.is_empty());
        let text = std::fs::read_to_string(folder.path(name)).unwrap();
        assert!(text.trim_start_matches('\u{feff}').starts_with(begins), "{name}: {text}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(folder.path(name)).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
    let run = folder.run(&["crosstab", "--output", "t.doc"]).expect(2);
    assert!(run.stderr.contains("--format"), "{}", run.stderr);
    assert!(folder.run(&["crosstab", "--output", "nowhere/t.csv"]).status == Some(3));
}

#[test]
fn what_nobody_knows_is_refused_with_the_nearest_name() {
    let folder = study();
    for (arguments, help) in [
        (["--by", "outcme"], "did you mean `outcome`?"),
        (["--within", "brnch"], "did you mean `branch`?"),
        (["--where", "yaer=2014"], "did you mean `year`?"),
        (["--where", "outcome"], "attribute=value"),
        (["--level", "0"], "--level"),
    ] {
        let run = folder.run(&[&["crosstab"], arguments.as_slice()].concat()).expect(2);
        assert!(run.stderr.contains(help), "{arguments:?}: {}", run.stderr);
        assert!(run.stdout.is_empty());
    }
    let run = folder.run(&["crosstab", "rule.bnet"]).expect(2);
    assert!(run.stderr.contains("did you mean `rule.bent`?"), "{}", run.stderr);
    let run = folder.run(&["crosstab", "--where", "branch=nroth"]).expect(1);
    assert!(run.stderr.contains("did you mean `branch=north`?"), "{}", run.stderr);
}

#[test]
fn a_corpus_without_a_study_gives_a_table_too() {
    let folder = study();
    std::fs::remove_file(folder.path("keerpunt.yaml")).unwrap();
    let arguments = [
        "crosstab",
        "--corpus",
        "stories.csv",
        "--codebook",
        "book.yaml",
        "--text",
        "narrative",
        "--id",
        "id",
    ];
    let asked = |more: &[&str]| folder.run(&[&arguments[..], more].concat());
    let table = asked(&["--by", "branch", "--respondent", "teller", "--lang", "en", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!((&table["study"], &table["respondents"]), (&Value::Null, &json!(4)));
    assert_eq!(counts(&table, "rule.bent"), [2, 1]);
    let refused = asked(&[]).expect(2);
    assert!(refused.stderr.contains("--by"), "{}", refused.stderr);
    assert!(!folder.path(".keerpunt").exists(), "nothing is left behind");
}

#[test]
fn cut_points_make_columns_that_open_by_their_names() {
    let folder = study();
    let ask = |arguments: &[&str]| {
        folder.run(&[&["crosstab", "--format", "json"], arguments].concat()).expect(1).json()
    };
    let table = ask(&["--by", "year", "--bins", "2014,2016"]);
    assert_eq!(table["bins"], json!([2014, 2016]));
    let columns = table["columns"].as_array().unwrap();
    let values: Vec<&Value> = columns.iter().map(|one| &one["value"]).collect();
    assert_eq!(values, ["<2014", "2014-2015", ">=2016"]);
    let whole = ask(&["--by", "year"]);
    assert_eq!(whole["bins"], Value::Null);
    let in_whole: u64 =
        whole["columns"].as_array().unwrap().iter().map(|one| one["incidents"].as_u64().unwrap()).sum();
    let mut in_bins = 0;
    for column in columns {
        let condition = format!("year={}", column["value"].as_str().unwrap());
        let opened = ask(&["--where", &condition]);
        assert_eq!(opened["incidents"], column["incidents"], "{condition}");
        in_bins += column["incidents"].as_u64().unwrap();
    }
    assert_eq!(in_bins, in_whole);
    let printed = folder.run(&["crosstab", "--by", "year", "--bins", "2014,2016"]).expect(1).stdout;
    assert!(printed.contains("codes by year, cut at 2014 and 2016"), "{printed}");
    let opening = printed.lines().find(|line| line.starts_with("Open a cell: ")).unwrap();
    assert!(opening.contains("--where 'year=") || opening.contains("--where year="), "{opening}");
    let csv = folder.run(&["crosstab", "--by", "year", "--bins", "2014", "--format", "csv"]).expect(1).stdout;
    assert!(csv.lines().next().unwrap().contains("<2014_n,<2014_base"), "{csv}");
}

#[test]
fn a_cell_of_a_bin_opens_with_quotes() {
    let folder = study();
    let table = folder.run(&["crosstab", "contact", "--by", "year", "--bins", "2015", "--format", "json"]);
    let table = table.expect(1).json();
    for (at, cell) in cells(&table, "contact").iter().enumerate() {
        let value = table["columns"][at]["value"].as_str().unwrap();
        let condition = format!("year={value}");
        let quotes =
            folder.run(&["quotes", "contact", "--where", &condition, "--format", "json"]).expect(1).json();
        let mut incidents: Vec<&str> = quotes["passages"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|quote| quote["negated"] != json!(true))
            .map(|quote| quote["incident"].as_str().unwrap())
            .collect();
        incidents.dedup();
        assert_eq!(json!(incidents.len()), cell["count"], "{condition}");
    }
}

#[test]
fn tables_within_bins_say_where_they_were_cut() {
    let folder = study();
    let asked = ["crosstab", "--within", "year", "--within-bins", "2015"];
    let tables = folder.run(&[&asked[..], &["--format", "json"]].concat()).expect(1).json();
    assert_eq!(tables["within_bins"], json!([2015]));
    let values: Vec<&Value> = tables["tables"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(values, ["<2015", ">=2015"]);
    let printed = folder.run(&asked).expect(1).stdout;
    assert!(printed.contains("year = <2015") && printed.contains("'year=<2015'"), "{printed}");
    let csv = folder.run(&[&asked[..], &["--format", "csv"]].concat()).expect(1).stdout;
    assert!(csv.starts_with("within_year,code,") && csv.contains("\n>=2015,contact,"), "{csv}");
    let md = folder.run(&[&asked[..], &["--format", "md"]].concat()).expect(1).stdout;
    assert_eq!(md.matches("| code").count(), 3, "a summary stands below both: {md}");
}

#[test]
fn cut_points_that_cannot_be_used_are_refused_with_what_to_do() {
    let folder = study();
    for (arguments, wanted) in [
        (&["--by", "year", "--bins", "2016,2014"][..], "cut points must rise"),
        (&["--by", "year", "--bins", "long ago"], "`long ago` is no cut point"),
        (&["--by", "year", "--bins", ","], "there is no cut point"),
        (&["--by", "branch", "--bins", "3"], "`branch` holds north, south"),
        (&["--by", "codes", "--bins", "3"], "codes have no cut points"),
        (&["--bins", "3"], "its values are neither numbers nor dates"),
        (&["--within-bins", "3"], "--within <ATTRIBUTE>"),
        (&["--where", "branch>=3"], "`branch` holds north, south"),
        (&["--where", "year>=long ago"], "neither a number nor a date"),
    ] {
        let run = folder.run(&[&["crosstab"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(wanted), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn several_conditions_are_and_several_values_are_or() {
    let folder = study();
    let ask = |arguments: &[&str]| {
        let run = folder.run(&[&["crosstab", "--format", "json"], arguments].concat()).expect(1);
        (run.json()["incidents"].as_u64().unwrap(), run.stderr)
    };
    let north = ask(&["--where", "branch=north"]).0;
    let south = ask(&["--where", "branch=south"]).0;
    assert_eq!(ask(&["--where", "branch=north,south"]).0, north + south);
    assert_eq!(ask(&["--where", "branch!=north,south"]).0, ask(&["--where", "branch="]).0);
    let both = ask(&["--where", "year>=2014", "--where", "year<=2015"]).0;
    assert_eq!(both, ask(&["--where", "year=2014,2015"]).0);
    assert_eq!(both, ask(&["--where", "year=2014-2015"]).0);
    let told = ask(&["--where", "branch=north,sout"]).1;
    assert!(told.contains("no incident has branch=sout; did you mean `branch=south`?"), "{told}");
    let told = ask(&["--where", "year>2016"]).1;
    assert!(told.contains("no incident has year>2016; the values of `year` go from 2013 to 2016"), "{told}");
}
