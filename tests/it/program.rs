//! The program as a whole, before any verb.

use crate::folder::Folder;

#[test]
fn an_unknown_verb_is_wrong_use() {
    let run = Folder::new().run(&["crosstabs"]).expect(2);
    assert!(run.stdout.is_empty());
    assert!(run.stderr.contains("crosstabs"), "{}", run.stderr);
}

#[test]
fn it_tells_its_version() {
    let run = Folder::new().run(&["--version"]).expect(0);
    assert_eq!(run.stdout, format!("keerpunt {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_study_is_found_from_below_and_named_from_elsewhere() {
    let codebook =
        "codebook: b\nversion: '1'\ncodes:\n  - {id: one, label: one, rules: [{any: [overleg]}]}\n";
    let folder = Folder::new()
        .file("mine/keerpunt.yaml", "keerpunt: 1\ncorpus: stories\ncodebook: b.yaml\nlanguage: nl\n")
        .file("mine/b.yaml", codebook)
        .file("mine/stories/a.md", "---\noutcome: good\n---\nEr was overleg.\n")
        .file("mine/gold.jsonl", r#"{"incident": "a", "code": "one", "start": 7, "end": 14}"#);
    let gold = folder.path("mine/gold.jsonl").to_string_lossy().into_owned();
    let verbs: [&[&str]; 7] = [
        &["index"],
        &["search", "overleg"],
        &["quotes", "one"],
        &["apply"],
        &["evaluate", "--gold", &gold],
        &["crosstab", "--by", "outcome"],
        &["frequencies"],
    ];
    for verb in verbs {
        let below = folder.run_in("mine/stories", &[verb, &["--format", "json"]].concat()).expect(0);
        let elsewhere = folder.run(&[verb, &["--study", "mine", "--format", "json"]].concat()).expect(0);
        assert!(below.stdout.contains('{'), "{verb:?}\n{}", below.stdout);
        if verb != ["index"] {
            assert_eq!(elsewhere.json(), below.json(), "{verb:?}");
        }
        let nowhere = folder.run(verb).expect(2);
        assert!(nowhere.stderr.contains("keerpunt.yaml"), "{verb:?}\n{}", nowhere.stderr);
    }
}

#[test]
fn help_is_asked_for_in_either_order() {
    let folder = Folder::new();
    for (one, other) in
        [(vec!["help"], vec!["--help"]), (vec!["help", "codebook", "try"], vec!["codebook", "try", "--help"])]
    {
        assert_eq!(folder.run(&one).expect(0).stdout, folder.run(&other).expect(0).stdout);
    }
    folder.run(&["help", "nonsense"]).expect(2);
}
