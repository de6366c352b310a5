//! Text that looks like numbers stays text, and a cell opens into the incidents that it counts.

use crate::folder::{Folder, Run};
use serde_json::{Value, json};

const BOOK: &str = "codebook: b\nversion: 1.0.0\ncodes:\n  - id: radio\n    rules: [{any: [\"radio\"]}]\n";

fn study(reports: &str, more: &str) -> Folder {
    let file = format!("keerpunt: 1\nlanguage: en\ncorpus: a.csv\ncodebook: b.yaml\n{more}");
    Folder::new().file("keerpunt.yaml", file).file("b.yaml", BOOK).file("a.csv", reports)
}

fn found(run: Run) -> u64 {
    run.expect(0).json()["incidents"].as_u64().unwrap()
}

/// How many incidents `quotes` opens under a condition.
fn opened(folder: &Folder, condition: &str) -> u64 {
    found(folder.run(&["quotes", "radio", "--where", condition, "--format", "json"]))
}

/// The values of the columns, and how many incidents have the code in each.
fn counts(folder: &Folder, arguments: &[&str]) -> Vec<(String, u64)> {
    let table = folder.run(&[&["crosstab", "--format", "json"], arguments].concat()).expect(0).json();
    let cell = |cell: &Value| (cell["value"].as_str().unwrap().to_string(), cell["count"].as_u64().unwrap());
    table["rows"][0]["cells"].as_array().unwrap().iter().map(cell).collect()
}

const MODELS: &str = "id,text,model\n7,A radio.,737-800\n007,A radio.,737-300\n7.0,A radio.,10-12\n\
                      x,A radio.,800\ny,A radio.,11\nz,A radio.,PA-28\n";

#[test]
fn a_value_of_text_opens_just_the_incidents_that_have_it() {
    let folder = study(MODELS, "");
    let columns = counts(&folder, &["--by", "model"]);
    assert_eq!(columns.len(), 6);
    for (value, count) in columns {
        assert_eq!((opened(&folder, &format!("model={value}")), count), (1, 1), "{value}");
    }
    assert_eq!(opened(&folder, "id=7"), 1);
    assert_eq!(opened(&folder, "model!=10-12"), 5);
    let run = folder.run(&["quotes", "radio", "--where", "model=737-900", "--format", "json"]).expect(0);
    assert_eq!(run.json()["incidents"], 0);
    assert!(run.stderr.contains("no incident has model=737-900"), "{}", run.stderr);
}

const COSTS: &str = "id,text,cost\n1,A radio.,900\n2,A radio.,\"1,200\"\n3,A radio.,\"12,500\"\n4,A radio.,\"1,234,567\"\n5,A radio.,unknown\n";

#[test]
fn numbers_in_text_are_cut_only_where_their_type_is_declared() {
    let folder = study(COSTS, "");
    for arguments in
        [&["crosstab", "--by", "cost", "--bins", "1000"][..], &["quotes", "--where", "cost>=1000"]]
    {
        let run = folder.run(arguments).expect(2);
        let told = run.stderr.contains("4 of 5 read as numbers")
            && run.stderr.contains("write `cost: {type: whole_number}`");
        assert!(told, "{}", run.stderr);
    }
    let folder = study(COSTS, "attributes: {cost: {type: whole_number}}\n");
    let run = folder.run(&["crosstab", "--by", "cost", "--bins", "1000", "--format", "json"]).expect(1);
    assert!(run.stderr.contains("`unknown` is no whole number"), "{}", run.stderr);
    let table = run.json();
    let cells: Vec<&Value> = (0..2).map(|at| &table["rows"][0]["cells"][at]["count"]).collect();
    assert_eq!((cells, &table["other"]), (vec![&json!(1), &json!(3)], &json!(1)));
    let quotes =
        folder.run(&["quotes", "radio", "--where", "cost=>=1000", "--format", "json"]).expect(1).json();
    assert_eq!(quotes["incidents"], 3);
}

#[test]
fn a_number_that_could_be_two_is_named_and_not_guessed() {
    let reports = "id,text,cost\n1,A radio.,900\n2,A radio.,\"1,200\"\n";
    let folder = study(reports, "attributes: {cost: {type: decimal}}\n");
    let run = folder.run(&["crosstab", "--by", "cost", "--bins", "1000"]).expect(1);
    assert!(run.stderr.contains("`1,200` could be two numbers"), "{}", run.stderr);
    assert!(run.stderr.contains("write 1200 or 1.2"), "{}", run.stderr);
    for arguments in [["--where", "cost>=1,200"], ["--bins", "1,200;2000"]] {
        let run = folder.run(&[&["crosstab", "--by", "cost"], &arguments[..]].concat()).expect(2);
        assert!(run.stderr.contains("write thousands without a mark"), "{}", run.stderr);
    }
}

#[test]
fn cut_points_with_decimal_commas_make_commands_that_find_what_they_count() {
    let reports =
        "id,text,dose\n1,A radio.,\"0,5\"\n2,A radio.,\"1,5\"\n3,A radio.,\"1,75\"\n4,A radio.,\"2,5\"\n";
    let folder = study(reports, "");
    let columns = counts(&folder, &["--by", "dose", "--bins", "1,5;2"]);
    assert_eq!(columns, [("<1.5".to_string(), 1), ("1.5 to <2".to_string(), 2), (">=2".to_string(), 1)]);
    for (value, count) in columns {
        assert_eq!(opened(&folder, &format!("dose={value}")), count, "{value}");
    }
}

#[test]
fn a_search_for_a_range_of_text_says_what_must_be_declared() {
    let reports = "id,text,age,size,sector\n1,A radio.,35,\"1,5\",care\n2,A radio.,about 40,2,care\n3,A radio.,52,0.5,trade\n";
    let folder = study(reports, "attributes: {size: {type: decimal}}\n");
    let told = folder.run(&["search", "radio age:[30 TO 40]"]).expect(2).stderr;
    for said in ["search-no-order", "2 of 3 values read as numbers", "write `age: {type: whole_number}`"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let told = folder.run(&["search", "sector:[1 TO 2] radio"]).expect(2).stderr;
    assert!(told.contains("holds such as `care`"), "{told}");
    let hits =
        |folder: &Folder, query: &str| folder.run(&["search", query, "--format", "json"]).expect(0).json();
    assert_eq!(hits(&folder, "radio size:[1 TO 2]")["incidents"], 2);
    let folder = study(reports, "attributes: {age: {type: whole_number}}\n");
    let found = folder.run(&["search", "radio age:[30 TO 40]", "--format", "json"]).expect(1).json();
    assert_eq!(found["incidents"], 1);
}
