//! `keerpunt new`: a study from nothing, and one for texts that are there.

use crate::folder::Folder;

#[test]
fn a_new_study_has_a_codebook_without_a_mistake() {
    let folder = Folder::new();
    let run = folder.run(&["new", "study"]).expect(0);
    assert!(run.stdout.contains("cd study\n  keerpunt crosstab\n"), "{}", run.stdout);
    let check = folder.run_in("study", &["codebook", "check"]).expect(0);
    assert!(check.stdout.contains("nothing to mend"), "{}{}", check.stdout, check.stderr);
}

#[test]
fn nothing_that_exists_is_overwritten() {
    let folder = Folder::new().file("mine/keerpunt.yaml", "mine").file("other/notes.txt", "mine");
    let run = folder.run(&["new", "mine"]).expect(2);
    assert!(run.stderr.contains("is a study already"), "{}", run.stderr);
    assert_eq!(std::fs::read_to_string(folder.path("mine/keerpunt.yaml")).unwrap(), "mine");
    let run = folder.run(&["new", "other"]).expect(2);
    assert!(run.stderr.contains("keerpunt new other --from other"), "{}", run.stderr);
    assert_eq!(std::fs::read_dir(folder.path("other")).unwrap().count(), 1);
}

#[test]
fn a_folder_that_is_there_and_empty_may_become_a_study() {
    let folder = Folder::new();
    let run = folder.run(&["new", "."]).expect(0);
    assert!(run.stdout.contains("next:\n  keerpunt crosstab\n"), "{}", run.stdout);
    assert!(folder.path("keerpunt.yaml").is_file());
}
