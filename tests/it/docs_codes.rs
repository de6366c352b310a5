//! docs/codes.md: every example of `codes:` is read, and every command of the page answers.

use crate::folder::Folder;

const PAGE: &str = include_str!("../../docs/codes.md");

/// Each example of the page: a line `codes: ...`, or one with a list below it.
fn examples() -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for block in PAGE.split("```yaml\n").skip(1) {
        for line in block.split("```").next().unwrap().lines() {
            match found.last_mut() {
                Some(last) if line.starts_with(' ') => *last += &format!("\n    {line}"),
                _ => found.push(line.to_string()),
            }
        }
    }
    found
}

/// Three incidents with all the columns and files that the page speaks of.
fn folder(codes: &str) -> Folder {
    let jsonl = codes.contains("spans:");
    let path = if jsonl { "reports.jsonl" } else { "reports.csv" };
    let study = format!(
        "keerpunt: 1\nlanguage: en\ncodebook: book.yaml\ncorpus:\n  - path: {path}\n    {codes}\n\
         outcome: {{attribute: outcome, values: [good, bad]}}\n"
    );
    let csv = "id,narrative,outcome,factors,Code 1,Code 2,First factor,Second factor,Parking,Waiting,Staff manner,theme: a,theme: b,Primary Problem,Contributing Factors\n\
        r1,It rained.,good,\"Fall (roof; wall); Heat\",x,y,x,,1,0,,x,,Weather,Weather; Crew\n\
        r2,The crew was tired.,bad,Heat,y,,y,z,,yes,no,,x,Crew,Crew\n\
        r3,Nothing.,bad,,,,,,,,,,,,\n";
    let json = "{\"id\": \"r1\", \"narrative\": \"It rained.\", \"outcome\": \"good\", \
        \"spans\": [{\"start\": 3, \"end\": 9, \"code\": \"cause\", \"coder\": \"HW\", \"text\": \"rained\"}], \"label\": [[3, 9, \"cause\"]]}\n\
        {\"id\": \"r2\", \"narrative\": \"Tired.\", \"outcome\": \"bad\", \
        \"spans\": [{\"start_offset\": 0, \"end_offset\": 5, \"label\": \"cause\", \"coder\": \"SA\"}], \"label\": [[0, 5, \"cause\"]]}\n";
    Folder::new()
        .file("keerpunt.yaml", study)
        .file(
            "book.yaml",
            "codebook: b\nversion: 1\ncodes:\n  - {id: rain, label: Rain, rules: [{any: [\"rain*\"]}]}\n",
        )
        .file("reports.csv", csv)
        .file("reports.jsonl", json)
        .file(
            "coding.csv",
            "report,code,coder,start,end,text\nr1,Rain,an,3,9,rained\nr2,Tired,bo,,,\nr2,Tired,an,,,tired\n",
        )
        .file("factors.csv", "Incident ID,Known Failure\nr1,\"Wall (a, b), Roof\"\nr2,\n")
        .file("matrix.csv", "Report,Report,Factors,Factors\nId,Coder,Fall,Heat\nr1,an,1,\nr2,bo,0,x\n")
}

fn read(folder: &Folder) -> u64 {
    let run = folder.run(&["crosstab", "--from", "codings", "--format", "json"]).expect(0);
    let table = run.json();
    assert!(table["rows"].as_array().unwrap().iter().any(|row| row["total"].as_u64() > Some(0)));
    table["read"].as_u64().unwrap()
}

#[test]
fn every_shape_on_the_page_is_read_without_a_word_of_complaint() {
    let examples = examples();
    assert!(examples.len() >= 12, "{examples:#?}");
    for codes in examples {
        assert!(codes.starts_with("codes:"), "{codes}");
        let folder = folder(&codes);
        let run = folder.run(&["index", "--format", "json"]).expect(0).json();
        assert_eq!(run["problems"], serde_json::json!([]), "{codes}");
        let count = read(&folder);
        // The third incident has no code anywhere, nor has the second in factors.csv.
        assert_eq!(count, if codes.contains("factors.csv") { 1 } else { 2 }, "{codes}");
    }
}

#[test]
fn the_commands_of_the_page_answer() {
    let folder = folder("codes: {column: factors, separator: \";\", coder: analysts}");
    let commands: Vec<&str> = PAGE.lines().filter_map(|line| line.strip_prefix("    keerpunt ")).collect();
    assert!(commands.len() >= 4, "{commands:?}");
    for line in commands {
        let arguments: Vec<&str> = line.split('#').next().unwrap().split_whitespace().collect();
        folder.run(&arguments).expect(0);
    }
}
