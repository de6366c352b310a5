//! `--output FILE`: results never take the place of what a study is made of.

use crate::folder::Folder;
use crate::stories::{BOOK, STORIES, STUDY, study};
use std::fs;

const WITH_TABLE: &str = "\
keerpunt: 1
corpus: {path: texts, attributes: {file: incidents.csv, id: id}}
codebook: book.yaml
outcome: outcome
";

fn texts() -> Folder {
    Folder::new()
        .file("keerpunt.yaml", WITH_TABLE)
        .file("book.yaml", BOOK)
        .file("incidents.csv", "id,outcome\na,good\nb,bad\n")
        .file("texts/a.txt", "I called the owner.\n")
        .file("texts/b.txt", "It went by the book.\n")
        .file("codings/an.jsonl", "")
}

#[test]
fn no_verb_writes_its_results_over_what_the_study_is_made_of() {
    let folder = texts();
    let names = ["keerpunt.yaml", "book.yaml", "incidents.csv", "texts/a.txt", "codings/an.jsonl"];
    let before = names.map(|name| fs::read(folder.path(name)).unwrap());
    for name in names {
        for verb in [
            &["crosstab"][..],
            &["frequencies"],
            &["quotes", "contact"],
            &["search", "called"],
            &["apply", "--format", "jsonl"],
            &["index"],
            &["codings"],
            &["log"],
            &["codebook", "show", "--format", "md"],
            &["stats"],
        ] {
            let mut arguments = verb.to_vec();
            arguments.extend(["--output", name]);
            if !arguments.contains(&"--format") && verb != ["stats"] {
                arguments.extend(["--format", "csv"]);
            }
            let run = folder.run(&arguments).expect(2);
            assert!(run.stderr.contains("results are not written to"), "{arguments:?}: {}", run.stderr);
            assert!(run.stderr.contains("name another file"), "{arguments:?}: {}", run.stderr);
        }
    }
    assert_eq!(names.map(|name| fs::read(folder.path(name)).unwrap()), before);
}

#[test]
fn new_files_among_the_stories_the_codings_and_the_cache_are_refused_too() {
    let folder = texts();
    for name in ["texts/table.csv", "codings/table.csv", ".keerpunt/table.csv"] {
        fs::create_dir_all(folder.path(".keerpunt")).unwrap();
        folder.run(&["crosstab", "--output", name]).expect(2);
        assert!(!folder.path(name).exists(), "{name}");
    }
    let elsewhere = Folder::new().file("study/keerpunt.yaml", STUDY.replace("stories.csv", "../all"));
    elsewhere.write("all/stories.csv", STORIES);
    elsewhere.write("study/book.yaml", BOOK);
    let run = ["crosstab", "--study", "study", "--output", "all/stories.csv"];
    let said = elsewhere.run(&run).expect(2).stderr;
    assert!(said.contains("it is a file of the corpus"), "{said}");
    assert_eq!(fs::read_to_string(elsewhere.path("all/stories.csv")).unwrap(), STORIES);
}

#[test]
fn what_the_command_itself_reads_is_not_written_over() {
    let folder = study().file("gold.jsonl", r#"{"incident": "s1", "code": "contact", "start": 0, "end": 5}"#);
    let run = folder.run(&["evaluate", "--gold", "gold.jsonl", "--format", "csv", "--output", "gold.jsonl"]);
    assert!(run.expect(2).stderr.contains("this very command reads"));
    let run = ["crosstab", "--corpus", "stories.csv", "--codebook", "book.yaml", "--by", "outcome"];
    folder.run(&[&run[..], &["--output", "stories.csv"]].concat()).expect(2);
    assert_eq!(fs::read_to_string(folder.path("stories.csv")).unwrap(), STORIES);
}

#[test]
fn results_may_be_written_again_and_are_told() {
    let folder = texts();
    let said = folder.run(&["crosstab", "--output", "table.csv"]).expect(0).stderr;
    assert!(said.contains("written: table.csv ("), "{said}");
    let rows = fs::read_to_string(folder.path("table.csv")).unwrap().lines().count() - 1;
    let said = folder.run(&["crosstab", "--output", "table.csv"]).expect(0).stderr;
    assert!(said.contains(&format!("replaced: table.csv ({rows} rows)")), "{said}");
    let said = folder.run(&["crosstab", "--output", "table.csv", "--quiet"]).expect(0).stderr;
    assert_eq!(said, "");
    let said = folder.run(&["apply", "--output", "all.jsonl"]).expect(0).stderr;
    assert!(said.contains("written: all.jsonl (2 lines)"), "{said}");
    let said = folder.run(&["crosstab", "--output", "table.md"]).expect(0).stderr;
    assert!(said.contains("written: table.md\n"), "{said}");
}

#[test]
fn a_renamed_outcome_column_is_named_with_the_one_that_holds_outcomes() {
    let study = WITH_TABLE.replace("outcome: outcome", "outcome: {attribute: outcome, values: [good, bad]}");
    let folder = texts().file("keerpunt.yaml", study).file("incidents.csv", "id,Uitkomst\na,good\nb,bad\n");
    let said = folder.run(&["frequencies"]).expect(1).stderr;
    assert!(said.contains("no column `outcome`") && said.contains("did you mean `Uitkomst`?"), "{said}");
    assert!(!said.contains("fill in"), "{said}");
}

#[test]
fn a_spreadsheet_gets_csv_as_a_double_click_expects_it() {
    let folder = study();
    let asked = |arguments: &[&str]| folder.run(&[&["frequencies", "--quiet"], arguments].concat());
    let plain = asked(&["--format", "csv"]).expect(1).stdout;
    assert!(plain.starts_with("code,"), "{plain}");
    assert!(plain.contains(",16.666666666666668,"), "{plain}");
    for separator in ["semicolon", ";"] {
        let dutch = asked(&["--separator", separator]).expect(1).stdout;
        assert!(dutch.starts_with("\u{feff}code;"), "{dutch}");
        assert_eq!(dutch.lines().count(), plain.lines().count());
        assert!(dutch.contains(";16,666666666666668;") && !dutch.contains("16.6"), "{dutch}");
    }
    let english = asked(&["--separator", "comma"]).expect(1).stdout;
    assert_eq!(english, format!("\u{feff}{plain}"));
    let tabs = asked(&["--separator", "tab", "--format", "csv"]).expect(1).stdout;
    assert!(tabs.starts_with("\u{feff}code\t") && tabs.contains("\t16.6"), "{tabs}");
}

#[test]
fn every_verb_that_writes_csv_takes_a_separator() {
    let folder = study();
    let verbs: [&[&str]; 8] = [
        &["crosstab"],
        &["quotes", "contact"],
        &["search", "called"],
        &["apply"],
        &["index"],
        &["index", "--attributes"],
        &["codings"],
        &["log"],
    ];
    for verb in verbs {
        let run = folder.run(&[verb, &["--separator", "semicolon", "--output", "table.csv"]].concat());
        assert!(matches!(run.status, Some(0 | 1)), "{verb:?}: {}", run.stderr);
        let table = fs::read_to_string(folder.path("table.csv")).unwrap();
        assert!(table.starts_with('\u{feff}') && table.lines().next().unwrap().contains(';'), "{table}");
        let run = folder.run(&[verb, &["--separator", "tab", "--format", "json"]].concat()).expect(2);
        assert!(run.stderr.contains("--separator is for CSV alone"), "{verb:?}: {}", run.stderr);
    }
    let run = folder.run(&["codebook", "show", "--separator", "tab"]).expect(2);
    assert!(run.stderr.contains("a codebook is no table"), "{}", run.stderr);
}

#[test]
fn a_table_written_for_a_dutch_spreadsheet_is_read_again() {
    let folder = study().file("gold.jsonl", "");
    folder.run(&["apply", "--separator", "semicolon", "--output", "gold.csv"]).expect(1);
    let table = |gold: &str| {
        folder.run(&["evaluate", "--gold", gold, "--format", "json", "--quiet"]).expect(1).json()
    };
    folder.run(&["apply", "--format", "csv", "--output", "plain.csv"]).expect(1);
    assert_eq!(table("gold.csv")["codes"], table("plain.csv")["codes"]);
    assert!(table("gold.csv")["codes"].as_array().is_some_and(|codes| !codes.is_empty()));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_what_is_no_file_is_written_to_and_stays() {
    use std::os::unix::fs::{FileTypeExt, symlink};
    let folder = study().file("real.csv", "old\n");
    symlink("real.csv", folder.path("link.csv")).unwrap();
    symlink("later.csv", folder.path("dangling.csv")).unwrap();
    symlink("book.yaml", folder.path("to-book.csv")).unwrap();
    folder.run(&["crosstab", "--output", "link.csv"]).expect(1);
    assert!(fs::symlink_metadata(folder.path("link.csv")).unwrap().is_symlink());
    assert!(fs::read_to_string(folder.path("real.csv")).unwrap().lines().count() > 1);
    folder.run(&["crosstab", "--output", "dangling.csv"]).expect(1);
    assert!(fs::symlink_metadata(folder.path("dangling.csv")).unwrap().is_symlink());
    assert_eq!(fs::read(folder.path("later.csv")).unwrap(), fs::read(folder.path("real.csv")).unwrap());
    folder.run(&["crosstab", "--output", "to-book.csv"]).expect(2);

    let pipe = folder.path("pipe.csv");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let read = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read(pipe).unwrap()
    });
    let run = folder.run(&["crosstab", "--output", "pipe.csv"]).expect(1);
    assert!(run.stderr.contains("written: pipe.csv"), "{}", run.stderr);
    assert!(fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo());
    assert_eq!(read.join().unwrap(), fs::read(folder.path("real.csv")).unwrap());
    folder.run(&["crosstab", "--format", "csv", "--output", "/dev/null"]).expect(1);
    assert!(fs::metadata("/dev/null").unwrap().file_type().is_char_device());
}

#[test]
fn lines_are_counted_whatever_marks_stand_in_them() {
    let stories =
        "id,text,outcome\n1,\"Kept \"\"by the book\",ok\n2,By the book it was,ok\n3,All by the book,failed\n";
    let folder = study().file("stories.csv", stories);
    let run = folder.run(&["apply", "--output", "x.jsonl"]).expect(0);
    let lines = fs::read_to_string(folder.path("x.jsonl")).unwrap().lines().count();
    assert!(
        lines >= 3 && run.stderr.contains(&format!("x.jsonl ({lines} lines)")),
        "{lines}: {}",
        run.stderr
    );
}
