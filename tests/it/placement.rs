//! An independent judge places what others coded: a sample drawn, filled in, taken in.

use crate::coding_by_hand::study;
use crate::folder::Folder;
use std::collections::BTreeSet;

fn coded() -> Folder {
    let folder = study();
    for (incident, code, quote) in [
        ("i1", "call", "She called the employer"),
        ("i1", "call", "called the\nemployer again"),
        ("i2", "visit", "visited the café"),
        ("i2", "call", "was thanked"),
    ] {
        let arguments = ["code", incident, code, "--quote", quote, "--coder", "an"];
        let valence: &[&str] = if code == "call" { &["--valence", "enacted"] } else { &[] };
        folder.run(&[&arguments[..], valence].concat()).expect(0);
    }
    folder
}

fn keys(folder: &Folder, more: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["sample", "--format", "json"], more].concat()).expect(0).json();
    run["items"].as_array().unwrap().iter().map(|one| one["item"].as_str().unwrap().to_string()).collect()
}

#[test]
fn a_seed_draws_the_same_share_without_the_codes() {
    let folder = coded();
    let half = keys(&folder, &["--share", "50%", "--seed", "7"]);
    assert_eq!((half.len(), &half), (2, &keys(&folder, &["--share", "0.5", "--seed", "7"])));
    let all: BTreeSet<String> = keys(&folder, &["--share", "100%"]).into_iter().collect();
    assert_eq!(all.len(), 4);
    let orders: BTreeSet<Vec<String>> =
        (0..20u8).map(|seed| keys(&folder, &["--share", "100%", "--seed", &seed.to_string()])).collect();
    assert!(orders.len() > 5, "the seed must decide the order");
    let table = folder.run(&["sample", "--share", "100%", "--format", "csv"]).expect(0).stdout;
    assert!(table.starts_with("item,incident,passage,code,remark\r\n"));
    assert!(!table.contains("network"), "the judge must not see the codes:\n{table}");
    assert!(table.contains("\"called the\nemployer again\""));
    assert_eq!(keys(&folder, &["--share", "100%", "visit"]).len(), 1);
    folder.run(&["sample", "--coder", "nobody"]).expect(2);
    folder.run(&["sample", "--share", "0%"]).expect(2);
}

#[test]
fn a_filled_in_table_becomes_the_judges_codings_and_its_match() {
    let folder = coded();
    let list = folder.run(&["sample", "--share", "100%", "--format", "json"]).expect(0).json();
    let mut table = "\u{feff}item;incident;passage;code;remark\r\n".to_string();
    for item in list["items"].as_array().unwrap() {
        let passage = item["passage"].as_str().unwrap();
        let code = match passage {
            _ if passage.starts_with("She called") => "Network.Call",
            _ if passage.starts_with("called the") => "visit",
            _ if passage.starts_with("visited") => "visit ; call",
            _ => "",
        };
        table += &format!(
            "{};x;x;\"{code}\";{}\r\n",
            item["item"].as_str().unwrap(),
            if code == "visit" { "hm" } else { "" }
        );
    }
    table += "ffffffffff;x;x;call;\r\n";
    let folder = folder.file("filled.csv", &table);
    let arguments = ["import", "placement", "filled.csv", "--coder", "Judge"];
    let dry = folder.run(&[&arguments[..], &["--dry-run"]].concat()).expect(1);
    assert!(!folder.path("codings/judge.jsonl").exists());
    let run = folder.run(&arguments).expect(1);
    assert_eq!(dry.stdout, run.stdout);
    assert_eq!(
        run.stdout,
        "3 of 5 passages placed by Judge; 2 of 3 in a code that the coders gave (67 %, 95 % interval 21 % to 94 %)\n\
         1 left blank, 1 refused\n"
    );
    assert!(run.stderr.contains("line 6: no coded passage is called `ffffffffff`"), "{}", run.stderr);
    let listed = folder.run(&["codings", "--coder", "Judge", "--format", "json"]).expect(0).json();
    let codes: Vec<&str> =
        listed["codings"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["network.call", "network.visit", "network.call", "network.visit"]);
    let again = folder.run(&[&arguments[..], &["--format", "json"]].concat()).expect(1).json();
    assert_eq!((&again["placed"], &again["matched"]), (&3.into(), &2.into()));
    assert_eq!(folder.run(&["codings", "--coder", "Judge", "--format", "json"]).json(), listed);
}

#[test]
fn a_table_that_is_none_or_names_no_code_is_told_with_its_line() {
    let folder = coded();
    let key = keys(&folder, &["--share", "100%"]).remove(0);
    folder.write("wrong.csv", format!("item,code\n{key},netwrok.call\n"));
    let run = folder.run(&["import", "placement", "wrong.csv", "--coder", "j"]).expect(1);
    assert!(run.stderr.contains("line 2: no code is called `netwrok.call`; did you mean `network.call`?"));
    folder.write("none.csv", "a,b\n1,2\n");
    let run = folder.run(&["import", "placement", "none.csv", "--coder", "j"]).expect(2);
    assert!(run.stderr.contains("none.csv has no columns `item` and `code`"), "{}", run.stderr);
    let run = folder.run(&["import", "placement", "gone.csv", "--coder", "j"]).expect(2);
    assert!(run.stderr.contains("gone.csv"), "{}", run.stderr);
}
