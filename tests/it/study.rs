//! A study: found from below, its file checked in one run, its cache where it can be.

use crate::folder::{Folder, Run};
use std::fs;

const STUDY: &str = "keerpunt: 1\ncorpus: stories\n";

#[test]
fn a_study_is_found_from_any_folder_below_it() {
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("stories/deep/a.txt", "One.\n");
    let run = folder.run_in("stories/deep", &["index"]).expect(0);
    assert!(run.stdout.starts_with("1 incident in 1 file\n"), "{}", run.stdout);
    assert!(folder.path(".keerpunt").is_dir());
}

#[test]
fn outside_a_study_the_help_says_how_to_begin() {
    let run = Folder::new().run(&["index"]).expect(2);
    assert!(run.stderr.contains("there is no study here") && run.stderr.contains("keerpunt new DIR"));
    let run = Folder::new().file("keerpunt.yml", STUDY).run(&["index"]).expect(2);
    assert!(run.stderr.contains("rename keerpunt.yml to keerpunt.yaml"), "{}", run.stderr);
}

#[test]
fn every_mistake_of_a_study_file_is_shown_in_one_run_with_place_and_help() {
    let text = "keerpunt: 1\ncorpus: stories\nrespondant: who\noutcome:\n  attribute: outcome\n  \
                values: {a: [x], b: [X]}\nparticipation_line: many\n";
    let run = Folder::new().file("keerpunt.yaml", text).run(&["index"]).expect(2);
    for part in [
        "unknown-field",
        "keerpunt.yaml:3:1",
        "did you mean `respondent`?",
        "spelling-twice",
        "keerpunt.yaml:6:24",
        "wrong-type",
        "keerpunt.yaml:7:21",
        "participation_line: many",
    ] {
        assert!(run.stderr.contains(part), "{part}\n{}", run.stderr);
    }
    assert!(run.stdout.is_empty());
}

#[test]
fn yaml_that_is_none_is_told_with_its_line() {
    let run = Folder::new().file("keerpunt.yaml", "keerpunt: 1\ncorpus: [a\n").run(&["index"]).expect(2);
    assert!(run.stderr.contains("keerpunt.yaml:"), "{}", run.stderr);
}

#[test]
fn a_newer_format_is_refused_and_said_so() {
    let run = Folder::new().file("keerpunt.yaml", "keerpunt: 2\ncorpus: a\n").run(&["index"]).expect(2);
    assert!(run.stderr.contains("a newer keerpunt made this study"), "{}", run.stderr);
}

#[test]
fn a_study_without_a_story_cannot_be_used() {
    let run = Folder::new().file("keerpunt.yaml", STUDY).run(&["index"]).expect(2);
    assert!(run.stderr.contains("`stories` is not there"), "{}", run.stderr);
}

#[test]
fn a_file_in_the_way_of_the_cache_sends_it_to_the_users_own() {
    let folder =
        Folder::new().file("keerpunt.yaml", STUDY).file("stories/a.txt", "One.\n").file(".keerpunt", "mine");
    let json = folder.run(&["index", "--format", "json"]).expect(0).json();
    let cache = json["index"].as_str().unwrap();
    assert!(cache.starts_with(folder.path("home/cache/keerpunt").to_str().unwrap()), "{cache}");
    assert_eq!(fs::read_to_string(folder.path(".keerpunt")).unwrap(), "mine");
    let again = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!(again["unchanged"], 1);
}

/// Runs the program as somebody who may not write in the study: as root that is another user.
#[cfg(unix)]
fn run_without_rights(folder: &Folder, arguments: &[&str]) -> Run {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let allow = |path: &str, mode| {
        fs::set_permissions(folder.path(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    fs::create_dir_all(folder.path("home/cache")).unwrap();
    fs::write(folder.path("home/probe"), "").unwrap();
    for (path, mode) in [("home", 0o777), ("home/cache", 0o777), ("study", 0o555), ("", 0o755)] {
        allow(path, mode);
    }
    let mut command = folder.command(arguments);
    command.current_dir(folder.path("study"));
    if fs::metadata(folder.path("home/probe")).unwrap().uid() == 0 {
        command.uid(65534).gid(65534);
    }
    let run = Run::of(command.output().unwrap());
    allow("study", 0o755);
    run
}

#[cfg(unix)]
#[test]
fn a_study_that_cannot_be_written_keeps_its_index_with_the_user() {
    let folder = Folder::new().file("study/keerpunt.yaml", STUDY).file("study/stories/a.txt", "One.\n");
    for (added, unchanged) in [(1, 0), (0, 1)] {
        let run = run_without_rights(&folder, &["index", "--format", "json"]).expect(0);
        let json = run.json();
        let cache = json["index"].as_str().unwrap();
        assert!(cache.starts_with(folder.path("home/cache/keerpunt/study-").to_str().unwrap()), "{cache}");
        assert_eq!((&json["added"], &json["unchanged"]), (&added.into(), &unchanged.into()));
        assert!(!folder.path("study/.keerpunt").exists() && run.stderr.is_empty(), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_user_without_a_place_for_caches_reads_the_study_all_the_same() {
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("stories/a.txt", "One.\n");
    fs::write(folder.path(".keerpunt"), "in the way").unwrap();
    fs::write(folder.path("home"), "no folder").unwrap();
    // Whoever asks for the index is told that there is none; the study is read, and searched, as ever.
    let run = folder.run(&["index", "--format", "json"]).expect(3);
    assert_eq!(run.json()["incidents"], 1);
    assert!(run.stderr.contains("could not be written"), "{}", run.stderr);
    assert!(folder.run(&["search", "one"]).expect(0).stdout.contains("[One]"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_name_that_is_no_text_does_not_cost_the_index() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new().file("keerpunt.yaml", STUDY).file("stories/a.txt", "One.\n");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(folder.path("stories").join(name), "Two.\n").unwrap();
    for unchanged in [0, 2] {
        let run = folder.run(&["index", "--format", "json"]).expect(0);
        assert_eq!((run.json()["unchanged"].as_u64(), run.stderr.as_str()), (Some(unchanged), ""));
    }
}

#[test]
fn a_codebook_that_no_story_speaks_the_language_of_is_said_so() {
    let rule = "rules: [{lang: nl, any: [\"een\"]}]";
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\ncodebook: book.yaml\n")
        .file("book.yaml", format!("codebook: b\nversion: 1\ncodes: [{{id: a, label: A, {rule}}}]\n"))
        .file("stories/a.txt", "Een verhaal.\n");
    let run = folder.run(&["apply"]).expect(0);
    assert!(run.stderr.contains("no rule of the codebook reads `en`"), "{}", run.stderr);
    folder.write("keerpunt.yaml", "keerpunt: 1\nlanguage: nl\ncorpus: stories\ncodebook: book.yaml\n");
    assert!(!folder.run(&["apply"]).expect(0).stderr.contains("no rule"));
}
