//! A form for a new story: where it goes, what it asks, and that it becomes an incident.

use crate::folder::Folder;
use std::fs;

const STUDY: &str = "keerpunt: 1\nlanguage: nl\ncorpus:\n  - path: \"verhalen/{outcome}/*.txt\"\n  - path: stories\ncodebook: book.yaml\noutcome:\n  attribute: outcome\n  values: {success: [gelukt], less_success: [mislukt]}\nrespondent: teller\nattributes:\n  activity: {values: [matching, aftercare]}\n";

fn study() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", STUDY)
        .file(
            "book.yaml",
            "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: call, label: Bellen, rules: [{any: [belde, called]}]}\n  - {id: why, label: Situatie, rules: [{any: [situatie, situation, mattered]}]}\n",
        )
        .file("verhalen/success/a.txt", "Ik belde haar.\n")
        .file("stories/b.md", "---\noutcome: less_success\n---\nI called.\n")
}

#[test]
fn a_form_that_was_filled_in_is_an_incident_and_its_questions_are_not_its_text() {
    let folder = study();
    let run = folder
        .run(&["new-incident", "--id", "r7", "--outcome", "gelukt", "--attribute", "activity=matching"])
        .expect(0);
    assert_eq!(run.stdout.trim(), "verhalen/gelukt/r7.txt");
    let file = folder.path("verhalen/gelukt/r7.txt");
    let form = fs::read_to_string(&file).unwrap();
    for part in [
        "id: r7\n",
        "teller:\n",
        "activity: matching\n",
        "# 1. De situatie: ",
        "# 4. Waarom het ertoe deed: ",
    ] {
        assert!(form.contains(part), "{part}:\n{form}");
    }
    assert!(!form.contains("outcome"), "the path says it:\n{form}");
    let filled = form.replace("teller:\n", "teller: an\n") + "Zij belde de werkgever zelf.\n";
    fs::write(&file, filled).unwrap();
    let table = folder.run(&["crosstab", "--format", "json", "--ids"]).expect(0).json();
    assert_eq!(table["incidents"], 3);
    let row = |code: &str| {
        table["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
    };
    assert_eq!(row("call")["cells"][0]["incidents"], serde_json::json!(["r7", "success/a"]));
    assert_eq!(row("why")["total"], 0, "the questions were read as text");
    let found = folder.run(&[
        "search",
        "belde",
        "--where",
        "teller=an",
        "--where",
        "activity=matching",
        "--format",
        "json",
    ]);
    assert_eq!(found.expect(0).json()["total"], 1);
}

#[test]
fn a_form_in_english_asks_for_what_nobody_said_and_is_no_fault_before_it_is_filled_in() {
    let folder = study();
    let run = folder
        .run(&[
            "new-incident",
            "--id",
            "e/1",
            "--lang",
            "en",
            "--in",
            "stories",
            "--respondent",
            "07",
            "--format",
            "json",
        ])
        .expect(0);
    assert_eq!(run.json()["file"], "stories/e-1.md");
    let form = fs::read_to_string(folder.path("stories/e-1.md")).unwrap();
    for part in [
        "id: e/1\nlang: en\n",
        "outcome:   # one of: success, less_success\n",
        "teller: \"07\"\n",
        "activity:   # one of: matching",
        "# 2. What was done: ",
    ] {
        assert!(form.contains(part), "{part}:\n{form}");
    }
    let index = folder.run(&["index"]).expect(0);
    assert!(index.stdout.contains("3 incidents in 3 files\n  1 without text"), "{}", index.stdout);
    let run = folder.run(&["crosstab", "--format", "json"]).expect(0);
    assert_eq!(run.json()["incidents"], 2);
}

#[test]
fn nothing_is_overwritten_and_what_is_wrong_is_told() {
    let folder = study();
    let refused = |arguments: &[&str], told: &str| {
        let run = folder.run(&[&["new-incident"], arguments].concat()).expect(2);
        assert!(run.stderr.contains(told), "{told}:\n{}", run.stderr);
    };
    refused(&["--id", "B", "--in", "stories"], "`b` already, in stories/b.md");
    refused(&["--id", "c", "--outcome", "geluk"], "did you mean `gelukt`?");
    refused(&["--id", "c", "--attribute", "activity=match"], "its values are: matching, aftercare");
    refused(&["--id", "c", "--attribute", "id=7"], "`id` is no attribute");
    refused(&["--id", "c", "--outcome", "gelukt", "--attribute", "outcome=gelukt"], "said twice");
    refused(&["--id", "c", "--in", "verhalen"], "they are: `verhalen/{outcome}/*.txt`, `stories`");
    refused(&["--id", "c", "--in", "verhalen/{outcome}/*.txt"], "needs a value of `outcome`");
    refused(&["--id", " "], "an id is a short name");
    folder.write("stories/c.md", "---\nid: other\n---\nKept.\n");
    refused(&["--id", "c", "--in", "stories"], "is there already");
    assert_eq!(fs::read_to_string(folder.path("stories/c.md")).unwrap(), "---\nid: other\n---\nKept.\n");
    folder.write("keerpunt.yaml", "keerpunt: 1\ncorpus: table.csv\n");
    folder.write("table.csv", "id,narrative\na,Ik belde.\n");
    refused(&["--id", "c"], "`table.csv` is one file");
    refused(&["--id", "c", "--respondent", "an"], "does not say which attribute the respondent is");
}

#[test]
fn a_table_beside_the_texts_is_told_of() {
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: stories\n    attributes: {file: incidents.csv, id: incident}\n")
        .file("incidents.csv", "incident,outcome\na,good\n")
        .file("stories/a.txt", "She called.\n");
    let run = folder.run(&["new-incident", "--id", "README"]).expect(0);
    assert_eq!(run.stdout.trim(), "stories/incident-README.txt");
    assert!(run.stderr.contains("incidents.csv has a row for each story"), "{}", run.stderr);
    let found = folder.run(&["search", "/./", "--incidents", "--format", "json"]);
    assert!(found.stdout.contains("\"a\""), "{}", found.stdout);
}
