//! What is told of a corpus that is not as it should be: much of one kind in a few lines.

use crate::folder::Folder;

fn study(wrong: usize) -> Folder {
    let mut codes = "id,code,who\na,Heat,an\n".to_string();
    (0..wrong).for_each(|row| codes += &format!("x{row},Heat,an\n"));
    let study = "keerpunt: 1\nlanguage: en\ncorpus:\n  - path: reports.csv\n    codes: {file: codes.csv, id: id, code: code, coder: who}\n";
    Folder::new()
        .file("keerpunt.yaml", study)
        .file("reports.csv", "id,text,year\na,One.,2014\nb,Two.,2015\n")
        .file("codes.csv", codes)
}

#[test]
fn equal_problems_are_told_once_with_the_first_places() {
    let told = study(150).run(&["frequencies"]).expect(1).stderr;
    let of_rows: Vec<&str> = told.lines().filter(|line| line.contains("codes.csv")).collect();
    assert_eq!(
        of_rows,
        [
            "warning: codes.csv:3: no incident is called `x0`: its codes are not counted",
            "  and 149 more like it: codes.csv:4, codes.csv:5, codes.csv:6, ...",
        ]
    );
    assert!(told.contains("keerpunt index tells all 150"), "{told}");
}

#[test]
fn a_single_problem_is_told_as_it_is() {
    let told = study(1).run(&["frequencies"]).expect(1).stderr;
    assert!(!told.contains("like it") && !told.contains("keerpunt index"), "{told}");
}

#[test]
fn the_account_tells_twenty_of_a_kind_and_its_json_all() {
    let folder = study(150);
    let whole = folder.run(&["index"]).expect(1).stdout;
    assert_eq!(whole.matches("no incident is called").count(), 20, "{whole}");
    assert!(whole.contains("and 130 more of this kind: --format json lists them all"), "{whole}");
    let json = folder.run(&["index", "--format", "json"]).expect(1).json();
    assert_eq!(json["problems"].as_array().unwrap().len(), 150);
}

/// Standard error on a full disk is no reason to lose what was asked for.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_told_does_not_end_the_run() {
    let folder = study(2);
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    let whole = folder.run(&["frequencies", "--format", "csv"]).expect(1).stdout;
    let output = folder.command(&["frequencies", "--format", "csv"]).stderr(full()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), whole);
    let refused = folder.command(&["frequencies", "--by", "nothing"]).stderr(full()).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
}
