//! `keerpunt` alone: where one stands, and what comes next.

use crate::folder::Folder;

#[test]
fn outside_a_study_it_says_how_to_begin() {
    let run = Folder::new().run(&[]).expect(0);
    for part in ["There is no study here", "keerpunt new DIR", "--from FOLDER", "--corpus"] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
}

#[test]
fn in_a_new_study_it_tells_what_is_there_and_the_next_command() {
    let folder = Folder::new();
    folder.run(&["new", "study"]).expect(0);
    let run = folder.run_in("study", &[]).expect(0);
    for part in [
        "Home care, an example",
        "incidents    6 in 5 files",
        "success 3, less_success 3",
        "respondents  3",
        "home-care 0.1.0: 4 codes, 4 with rules",
        "up to date (.keerpunt)",
        "codings      none",
        "next: keerpunt crosstab\n",
    ] {
        assert!(run.stdout.contains(part), "{part}\n{}", run.stdout);
    }
    assert!(run.stderr.is_empty(), "{}", run.stderr);
}

#[test]
fn what_is_missing_comes_next() {
    let folder =
        Folder::new().file("stories/a.txt", "One.\n").file("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\n");
    let next = |folder: &Folder| {
        let run = folder.run(&[]).expect(0);
        run.stdout.split("next: ").nth(1).map(str::to_string).unwrap_or_else(|| panic!("{}", run.stdout))
    };
    assert!(next(&folder).starts_with("write a codebook"), "{}", next(&folder));
    folder.write("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\ncodebook: book.yaml\n");
    assert!(next(&folder).starts_with("mend `codebook:`"), "{}", next(&folder));
    folder.write("book.yaml", "codebook: b\nversion: 1\ncodes: [{id: a, lable: A}]\n");
    assert_eq!(next(&folder), "keerpunt codebook check\n");
    folder.write("book.yaml", "codebook: b\nversion: 1\ncodes: [{id: a, label: A}]\n");
    assert_eq!(next(&folder), "keerpunt frequencies\n");
}

#[test]
fn a_study_file_with_mistakes_is_shown_as_everywhere() {
    let run = Folder::new().file("keerpunt.yaml", "keerpunt: 1\n").run(&[]).expect(2);
    assert!(run.stderr.contains("missing-field"), "{}", run.stderr);
}
