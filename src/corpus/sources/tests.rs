//! Which files make up a corpus: folders, globs, braces, and everything that stands in the way.

use crate::corpus::example::Example;
use crate::corpus::{AttributeTable, Collection, Entry, ProblemCode, SourceFile, read, sources};
use crate::diagnostic::Severity;
use std::fs;

fn names(files: &[SourceFile]) -> Vec<String> {
    files.iter().map(|file| file.name.to_string_lossy().replace('\\', "/")).collect()
}

fn entry(path: &str) -> Entry {
    Entry { path: path.into(), ..Entry::default() }
}

#[test]
fn a_folder_is_read_through_in_one_order_and_what_others_left_is_passed_over() {
    let mut example = Example::new("corpus");
    for name in [
        "b.txt",
        "a/z.md",
        "a b/y.txt",
        "a/é.txt",
        "a/10.csv",
        "B.txt",
        "README.md",
        ".hidden.txt",
        ".git/x.txt",
        "~$b.txt",
        "Thumbs.db",
        "a/desktop.ini",
        "LICENSE",
    ] {
        example = example.file(&format!("corpus/{name}"), "x");
    }
    let found = sources(&example.collection);
    assert_eq!(
        names(&found.files),
        [
            "corpus/B.txt",
            "corpus/a/10.csv",
            "corpus/a/z.md",
            "corpus/a/é.txt",
            "corpus/a b/y.txt",
            "corpus/b.txt"
        ]
    );
    assert_eq!(found.problems, []);
    assert_eq!(found.files[2].called, "a/z");
    assert_eq!(found.files[2].path, example.path().join("corpus/a/z.md"));
}

#[test]
fn files_of_other_formats_are_named_with_what_to_do() {
    let mut example = Example::new("corpus").file("corpus/a.txt", "x");
    for name in ["b.docx", "c.xlsx", "d.mp3", "e.jpg", "f.log", "g"] {
        example = example.file(&format!("corpus/{name}"), "x");
    }
    let found = sources(&example.collection);
    let told: Vec<(String, Severity)> = found
        .problems
        .iter()
        .map(|one| {
            (one.file.as_ref().map(|file| file.display().to_string()).unwrap_or_default(), one.severity)
        })
        .collect();
    use Severity::{Note, Warning};
    let expected = [("b.docx", Warning), ("c.xlsx", Warning), ("f.log", Warning), ("g", Warning)];
    let mut expected: Vec<(String, Severity)> =
        expected.iter().map(|(name, severity)| (format!("corpus/{name}"), *severity)).collect();
    expected.push((String::new(), Note));
    assert_eq!(told, expected);
    assert_eq!(found.problems[0].message, "cannot read .docx yet");
    assert_eq!(found.problems[0].help.as_deref(), Some("save it as plain text (.txt)"));
    assert!(found.problems[4].message.contains("d.mp3, corpus/e.jpg"));
    assert_eq!(found.left_out, 6);
}

#[test]
fn names_in_braces_become_attributes() {
    let read = |path: &str| {
        let mut example = Example::new(path);
        for name in [
            "success/P01-2014-03-02.txt",
            "failure/P 2-x.txt",
            "failure/deep/n.txt",
            "other.txt",
            "success/n.md",
        ] {
            example = example.file(&format!("talks/{name}"), "x");
        }
        let found = sources(&example.collection);
        let files: Vec<(String, String)> = found
            .files
            .into_iter()
            .map(|file| {
                let attributes: Vec<String> =
                    file.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect();
                (file.called, attributes.join(" "))
            })
            .collect();
        files
    };
    let pair = |called: &str, attributes: &str| (called.to_string(), attributes.to_string());
    assert_eq!(
        read("talks/{outcome}/{who}-{date}.txt"),
        [
            pair("failure/P 2-x", "outcome=failure who=P 2 date=x"),
            pair("success/P01-2014-03-02", "outcome=success who=P01 date=2014-03-02")
        ]
    );
    assert_eq!(read("talks/{outcome}/*.md"), [pair("success/n", "outcome=success")]);
    assert_eq!(read("talks/failure/{who}"), [pair("P 2-x", "who=P 2-x"), pair("deep/n", "who=deep")]);
    assert_eq!(read("talks/**/n.*"), [pair("failure/deep/n", ""), pair("success/n", "")]);
    assert_eq!(
        read("t?lks/[os]*"),
        [pair("talks/other", ""), pair("talks/success/P01-2014-03-02", ""), pair("talks/success/n", "")]
    );
    assert_eq!(read("./talks//success/"), [pair("P01-2014-03-02", ""), pair("n", "")]);
}

#[test]
fn a_path_that_is_there_by_its_very_name_is_no_glob() {
    let example = Example::new("talks [old]").file("talks [old]/a{1}.txt", "x");
    assert_eq!(names(&sources(&example.collection).files), ["talks [old]/a{1}.txt"]);
}

#[test]
fn what_is_not_there_is_named_and_the_rest_is_read() {
    let example = Example::new("gone").file("here/a.txt", "x").with(|collection| {
        collection.entries.extend([entry("here"), entry("here/*.csv"), entry("here/{x")]);
    });
    let found = sources(&example.collection);
    assert_eq!(names(&found.files), ["here/a.txt"]);
    let codes: Vec<ProblemCode> = found.problems.iter().map(|one| one.code).collect();
    assert_eq!(codes, [ProblemCode::MissingPath, ProblemCode::NothingMatches, ProblemCode::BadPath]);
    assert!(found.problems.iter().all(|one| one.severity == Severity::Warning && one.help.is_some()));
    let nothing = sources(&Example::new("gone").collection);
    assert_eq!(nothing.problems[0].severity, Severity::Fault, "a study of nothing cannot be used");
}

#[test]
fn a_file_of_two_entries_is_read_once_by_the_first() {
    let example = Example::new("a/x.txt").file("a/x.txt", "x").file("a/y.txt", "y").with(|collection| {
        collection.entries.push(Entry { split: Some("^=".into()), ..entry("a") });
    });
    let found = sources(&example.collection);
    assert_eq!(names(&found.files), ["a/x.txt", "a/y.txt"]);
    assert_eq!((found.files[0].entry, found.files[1].entry), (0, 1));
    assert_eq!((found.problems[0].code, found.problems[0].severity), (ProblemCode::SameFile, Severity::Note));
    assert!(found.problems[0].message.contains("a/x.txt"));
    assert_ne!(found.files[0].recipe(), found.files[1].recipe());
}

#[test]
fn the_studys_own_files_are_no_narratives() {
    let example = Example::new(".")
        .file("a.txt", "x")
        .file("incidents.csv", "id\n")
        .file("codings/an.jsonl", "{}")
        .file("keerpunt.yaml", "")
        .entry(|entry| {
            entry.table = Some(AttributeTable { file: "incidents.csv".into(), id: "id".into() });
        });
    let found = sources(&example.collection);
    assert_eq!((names(&found.files), found.problems), (vec!["a.txt".to_string()], vec![]));
}

#[test]
fn a_recipe_changes_with_what_decides_the_reading_and_with_nothing_else() {
    let recipe = |change: fn(&mut Collection)| {
        let example = Example::new("a.txt").file("a.txt", "x").with(change);
        sources(&example.collection).files[0].recipe()
    };
    let plain = recipe(|_| {});
    assert_eq!(recipe(|of| of.respondent = Some("x".into())), plain);
    assert_eq!(recipe(|of| of.entries[0].columns = vec![("id".into(), "nr".into())]), plain);
    assert_ne!(recipe(|of| of.entries[0].split = Some("^=".into())), plain);
    assert_ne!(recipe(|of| of.speakers.exclude = vec!["Coach".into()]), plain);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_told_where_they_lead_in_circles_or_nowhere() {
    use std::os::unix::fs::symlink;
    let example = Example::new("corpus").file("corpus/a.txt", "x").file("else/b.txt", "y");
    let corpus = example.path().join("corpus");
    symlink(example.path().join("else"), corpus.join("linked")).unwrap();
    symlink(&corpus, corpus.join("loop")).unwrap();
    symlink(corpus.join("gone.txt"), corpus.join("nowhere.txt")).unwrap();
    symlink(corpus.join("a.txt"), corpus.join("same.txt")).unwrap();
    let found = sources(&example.collection);
    assert_eq!(names(&found.files), ["corpus/a.txt", "corpus/linked/b.txt"]);
    let mut codes: Vec<(ProblemCode, Severity)> =
        found.problems.iter().map(|one| (one.code, one.severity)).collect();
    codes.sort();
    assert_eq!(
        codes,
        [
            (ProblemCode::BrokenLink, Severity::Warning),
            (ProblemCode::LinkLoop, Severity::Note),
            (ProblemCode::SameFile, Severity::Note)
        ]
    );
}

#[cfg(unix)]
#[test]
fn what_is_closed_to_us_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let example = Example::new("corpus")
        .file("corpus/a.txt", "x")
        .file("corpus/shut/b.txt", "y")
        .file("corpus/c.txt", "z");
    let close = |name: &str| {
        let path = example.path().join(name);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o0)).unwrap();
        path
    };
    let (folder, file) = (close("corpus/shut"), close("corpus/c.txt"));
    // Nothing is closed to root.
    let is_root = fs::read(&file).is_ok();
    let corpus = example.corpus();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let expected: &[ProblemCode] =
        if is_root { &[] } else { &[ProblemCode::UnreadableFolder, ProblemCode::UnreadableFile] };
    assert_eq!(corpus.codes(), expected);
}

#[test]
fn a_file_that_is_gone_when_it_is_read_is_named() {
    let example = Example::new("corpus").file("corpus/a.txt", "x").file("corpus/b.txt", "y");
    let found = sources(&example.collection);
    fs::remove_file(&found.files[0].path).unwrap();
    let read = read(&found.files[0], &example.collection, &std::env::temp_dir(), &|_| ());
    assert_eq!((read.unopened, read.skipped), (true, true));
    assert_eq!(read.problems[0].code, ProblemCode::UnreadableFile);
    assert!(read.problems[0].message.contains("is gone"));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_named_and_never_opened() {
    use std::os::unix::net::UnixListener;
    let example = Example::new("corpus").file("corpus/a.txt", "x");
    let _socket = UnixListener::bind(example.path().join("corpus/s.txt")).unwrap();
    let found = sources(&example.collection);
    assert_eq!((names(&found.files), found.left_out), (vec!["corpus/a.txt".to_string()], 1));
    assert!(found.problems[0].message.contains("no file but a pipe"));
}
