//! What was suggested is kept: a changed rule costs itself, and the results never know.

use crate::folder::Folder;
use std::collections::BTreeSet;
use std::fs;

const BOOK: &str = "codebook: kept\nversion: 1.0.0\ncodes:\n  \
    - {id: called, rules: [{any: [\"call~\", \"phone*\"]}]}\n  \
    - {id: waited, rules: [{any: [\"wait~\"]}, {all: [hour, nobody], within: paragraph}]}\n  \
    - {id: both, rules: [{all: [\"code:called\", \"code:waited\"], within: incident}]}\n  \
    - {id: group, codes: [{id: never, rules: [{any: [zeppelin]}]}, {id: people}]}\n";

/// A megabyte and more of reports, so that keeping pays.
fn study() -> Folder {
    let folder = Folder::new();
    let told = [
        "Nobody answered for an hour. We waited on the quay.",
        "She called the office and did not wait.",
        "They phoned twice; the second call was answered.",
        "We went on without the crew.",
        "He didn't call. The harbour closed, and that was that.",
    ];
    let mut table = String::from("id,narrative,outcome\n");
    for number in 0..7_000_usize {
        let story: Vec<&str> = (0..4).map(|part| told[(number * 3 + part * part + number / 7) % 5]).collect();
        let outcome = if number % 3 == 0 { "well" } else { "badly" };
        table.push_str(&format!("R{number},\"{}\",{outcome}\n", story.join(" ")));
    }
    folder.write("reports.csv", table);
    folder.write("book.yaml", BOOK);
    folder.write(
        "keerpunt.yaml",
        "keerpunt: 1\nlanguage: en\ncorpus: reports.csv\ncodebook: book.yaml\n\
         outcome: {attribute: outcome, values: [well, badly]}\n",
    );
    folder
}

fn kept(folder: &Folder) -> BTreeSet<String> {
    let files = fs::read_dir(folder.path(".keerpunt/index")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("found-")).collect()
}

/// The table and every passage, with what is kept or without.
fn results(folder: &Folder, more: &[&str]) -> [String; 2] {
    [&["crosstab", "--format", "json"][..], &["apply", "--format", "jsonl"]]
        .map(|verb| folder.run(&[verb, more].concat()).expect(0).stdout)
}

#[test]
fn a_changed_rule_is_looked_for_again_with_what_refers_to_it_and_nothing_else() {
    let folder = study();
    let first = results(&folder, &[]);
    assert_eq!(first, results(&folder, &["--no-index"]));
    let before = kept(&folder);
    // For the table which incidents have the code, and its passages; of a code without rules nothing.
    assert_eq!(before.len(), 2 * 4);
    assert_eq!(first, results(&folder, &[]));
    assert_eq!(kept(&folder), before);

    folder.write("book.yaml", BOOK.replace("wait~", "went").replace("people}", "people, label: People}"));
    let changed = results(&folder, &[]);
    assert_ne!(changed, first);
    assert_eq!(changed, results(&folder, &["--no-index"]));
    // `waited`, and `both`, which refers to it.
    assert_eq!(kept(&folder).difference(&before).count(), 2 * 2);

    folder.write("book.yaml", BOOK);
    let all = kept(&folder);
    assert_eq!(results(&folder, &[]), first);
    assert_eq!(kept(&folder), all);
}

#[test]
fn what_is_kept_of_another_corpus_or_is_damaged_is_not_taken() {
    let folder = study();
    let first = results(&folder, &[]);
    let before = kept(&folder);
    for name in &before {
        let path = folder.path(&format!(".keerpunt/index/{name}"));
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x10;
        fs::write(&path, bytes).unwrap();
    }
    assert_eq!(results(&folder, &[]), first);

    let table = fs::read_to_string(folder.path("reports.csv")).unwrap();
    folder.write("reports.csv", table.replacen("went on", "called off", 1));
    let changed = results(&folder, &[]);
    assert_ne!(changed, first);
    assert_eq!(changed, results(&folder, &["--no-index"]));
    assert_eq!(kept(&folder).len(), 2 * before.len());
    assert_eq!(results(&folder, &["--frozen"]), changed);

    folder.write("reports.csv", table.replacen("R0,", "R0x,", 1));
    let renamed = results(&folder, &["--frozen"]);
    assert_eq!(renamed, results(&folder, &["--no-index"]));
}
