//! A case for intervision: dealt without its end, then revealed with a contrast.

use crate::folder::Folder;

fn study() -> Folder {
    let story = |outcome: &str, text: &str| format!("---\noutcome: {outcome}\n---\n{text}\n");
    Folder::new()
        .file(
            "keerpunt.yaml",
            "keerpunt: 1\nlanguage: en\ncorpus: stories\ncodebook: book.yaml\noutcome:\n  attribute: outcome\n  values:\n    good: {label: {en: went well}, means: [good]}\n    bad: [bad]\n",
        )
        .file(
            "book.yaml",
            "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: call, label: Calling, rules: [{any: [called]}]}\n  - {id: visit, label: Visiting, rules: [{any: [visited]}]}\n",
        )
        .file("stories/a.txt", story("good", "She called and visited them."))
        .file("stories/b.txt", story("bad", "He called, and nobody answered."))
        .file("stories/c.txt", story("bad", "He called and visited, in vain."))
        .file("stories/d.txt", story("good", "Nothing was done."))
}

#[test]
fn a_case_is_dealt_without_its_end_and_revealed_with_its_contrast() {
    let folder = study();
    let mut seen = std::collections::BTreeSet::new();
    for seed in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        let dealt = folder.run(&["case", "call", "--seed", seed]).expect(0).stdout;
        assert!(dealt.contains("1 of 3") && dealt.contains("--reveal"), "{dealt}");
        for told in ["went well", "bad", "Calling", "contrast"] {
            assert!(!dealt.contains(told), "{told} must not be told yet:\n{dealt}");
        }
        assert_eq!(dealt, folder.run(&["case", "call", "--seed", seed]).expect(0).stdout);
        let told = folder.run(&["case", "call", "--seed", seed, "--reveal"]).expect(0).stdout;
        let id = dealt.split_whitespace().nth(1).unwrap().to_string();
        let (ended, contrast) = match id.as_str() {
            "a" => ("went well", "In contrast c, which ended: bad"),
            _ => ("bad", "In contrast a, which ended: went well"),
        };
        assert!(told.contains(&format!("How {id} ended: {ended}\n")), "{told}");
        assert!(told.contains(contrast), "{told}");
        assert!(told.contains("Suggested by rules: Calling"), "{told}");
        seen.insert(id);
    }
    assert!(seen.len() > 1, "the seed must decide");
}

#[test]
fn a_case_for_programs_and_for_print_tells_as_much_as_was_asked() {
    let folder = study();
    let dealt =
        folder.run(&["case", "visit", "--where", "outcome=good", "--format", "json"]).expect(0).json();
    assert_eq!((&dealt["incident"], &dealt["outcome"]), (&"a".into(), &serde_json::Value::Null));
    let told = folder
        .run(&["case", "visit", "--where", "outcome=good", "--reveal", "--format", "json"])
        .expect(0)
        .json();
    assert_eq!((&told["outcome"], &told["codes"]), (&"good".into(), &serde_json::json!(["call", "visit"])));
    assert_eq!(told["contrast"]["incident"], "c");
    let page = folder.run(&["case", "visit", "--reveal", "--format", "md"]).expect(0).stdout;
    assert!(page.starts_with("## Case ") && page.contains("\n> "), "{page}");
    let run = folder.run(&["case", "visit", "--where", "outcome=none"]).expect(2);
    assert!(run.stderr.contains("no incident with a text has such a code"), "{}", run.stderr);
}
