//! `keerpunt codebook check`: bad codebooks, one oddity each, and what is told of them.

use crate::folder::{Folder, Run};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

const GOOD: &str = "codebook: tiny\nversion: 1.0.0\ncodes:\n  - id: custom\n    label: Maatwerk\n    definition: Op maat.\n    exemplars: {coded: [Maatwerk.]}\n    rules: [{any: [maatwerk]}]\n";

fn bad_codebooks() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad-codebooks")
}

/// What a run told as JSON: code, line and column of each diagnostic.
fn told(run: &Run) -> Vec<String> {
    let place = |one: &Value| match one["line"].as_u64() {
        Some(line) => format!(" {line}:{}", one["column"]),
        None => String::new(),
    };
    let told = run.json()["diagnostics"].as_array().unwrap().clone();
    told.iter().map(|one| format!("{}{}", one["code"].as_str().unwrap(), place(one))).collect()
}

#[test]
fn every_bad_codebook_gets_its_codes_at_their_places() {
    let folder = Folder::new();
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(bad_codebooks()).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert!(files.len() > 30);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let expected = text.lines().next().unwrap().strip_prefix("# expect: ").unwrap().to_string();
        let run = folder.run(&["codebook", "check", "--format", "json", file.to_str().unwrap()]);
        let found = told(&run).join(", ");
        let faults = run.json()["faults"].as_u64().unwrap();
        let status = i32::from(faults > 0);
        if found != expected || run.status != Some(status) {
            wrong.push(format!(
                "{}\n  expected {expected}\n  found    {found}, status {:?}",
                file.display(),
                run.status
            ));
        }
        let helps = |one: &Value| !one["help"].as_array().unwrap().is_empty() || !one["label"].is_null();
        assert!(run.json()["diagnostics"].as_array().unwrap().iter().all(helps), "{}", file.display());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mistake_is_shown_with_its_line_and_what_to_do() {
    let book = GOOD.replace("definition", "defenition").replace("[maatwerk]", "[\"een ..5..\"]");
    let run = Folder::new().file("book.yaml", book).run(&["codebook", "check", "book.yaml"]).expect(1);
    assert_eq!(
        run.stdout,
        r#"error[unknown-field]: a code has no field `defenition`
 --> book.yaml:6:5
  |
6 |     defenition: Op maat.
  |     ^^^^^^^^^^ did you mean `definition`?
  |
  = help: its fields are `id`, `label`, `group`, `polarity`, `definition`, `use_when`, `not_when`, `theory`, `found_by`, `archive_codes`, `formerly`, `exemplars`, `rules` and `codes`

error[pattern-gap-at-edge]: a gap lies between two parts; this one stands at an end of the pattern
 --> book.yaml:8:25
  |
8 |     rules: [{any: ["een ..5.."]}]
  |                         ^^^^^ a word is missing on one side
  |
  = help: write a word on its other side, or take the gap out; a gap cannot reach out of its brackets

book.yaml: 2 faults
"#
    );
}

#[test]
fn a_good_codebook_is_counted_and_ends_well() {
    let folder = Folder::new().file("book.yaml", GOOD);
    let run = folder.run(&["codebook", "check", "book.yaml"]).expect(0);
    assert_eq!(run.stdout, "book.yaml: 1 code, 1 rule, 1 pattern; nothing to mend\n");
    let json = folder.run(&["codebook", "check", "book.yaml", "--format", "json"]).expect(0).json();
    assert_eq!(json["codebook"]["id"], "tiny");
    assert_eq!((&json["faults"], &json["warnings"]), (&Value::from(0), &Value::from(0)));
}

#[test]
fn warnings_alone_end_well() {
    let run = Folder::new().file("book.yaml", GOOD.replace("    definition: Op maat.\n", ""));
    let run = run.run(&["codebook", "check", "book.yaml"]).expect(0);
    assert!(run.stdout.contains("warning[missing-definition]"), "{}", run.stdout);
    assert!(run.stdout.ends_with("book.yaml: 1 code, 1 rule, 1 pattern; 1 warning\n"), "{}", run.stdout);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_fine() {
    let book = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    Folder::new().file("book.yaml", book).run(&["codebook", "check", "book.yaml"]).expect(0);
    let bad = format!("\u{feff}{}", GOOD.replace('\n', "\r\n").replace("codebook:", "codebok:"));
    let run =
        Folder::new().file("book.yaml", bad).run(&["codebook", "check", "book.yaml", "--format", "json"]);
    assert_eq!(told(&run), ["unknown-field 1:1"]);
}

#[test]
fn a_file_that_is_no_text_is_told_and_never_a_crash() {
    let of = |bytes: &[u8]| {
        let folder = Folder::new().file("book.yaml", bytes);
        told(&folder.run(&["codebook", "check", "book.yaml", "--format", "json"]).expect(1))
    };
    assert_eq!(of(b"codebook: x\ntitle: caf\xe9\n"), ["not-utf8 2:11"]);
    assert_eq!(of(&GOOD.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()).len(), 1);
    assert_eq!(of(&vec![b'#'; (16 << 20) + 1]), ["file-too-large"]);
    assert_eq!(of(b"\0\0\0\0").len(), 1);
}

#[test]
fn an_alias_bomb_is_one_clear_fault() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_string();
    for level in 1..30 {
        bomb += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 9].join(", "));
    }
    let run =
        Folder::new().file("book.yaml", bomb).run(&["codebook", "check", "book.yaml", "--format", "json"]);
    assert_eq!(told(&run), ["yaml-alias-bomb 6:10"]);
}

#[test]
fn a_file_that_is_not_there_is_wrong_use() {
    let folder = Folder::new();
    let run = folder.run(&["codebook", "check", "none.yaml"]).expect(2);
    assert!(run.stderr.starts_with("error: the codebook none.yaml cannot be read"), "{}", run.stderr);
    let run = folder.run(&["codebook", "check"]).expect(2);
    assert!(run.stderr.contains("there is no study here") && run.stderr.contains("help:"), "{}", run.stderr);
}

#[test]
fn inside_a_study_its_codebook_is_meant() {
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\ncodebook: books/b.yaml\nlanguage: nl\n")
        .file("stories/een.txt", "Wij leverden maatwerk.\n")
        .file("books/b.yaml", GOOD);
    let run = folder.run(&["codebook", "check", "--no-corpus"]).expect(0);
    assert_eq!(run.stdout, "books/b.yaml: 1 code, 1 rule, 1 pattern; nothing to mend\n");
    folder.write("keerpunt.yaml", "keerpunt: 1\ncorpus: stories\n");
    let run = folder.run(&["codebook", "check"]).expect(2);
    assert!(run.stderr.contains("names no codebook"), "{}", run.stderr);
}

#[test]
fn the_codebook_that_ships_has_nothing_to_mend() {
    let folder = Folder::new();
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("codebooks/verbindend-vakmanschap.yaml");
    let run = folder.run(&["codebook", "check", "--format", "json", book.to_str().unwrap()]).expect(0);
    assert_eq!(told(&run), [""; 0]);
}

#[test]
fn many_notes_of_a_kind_are_counted_and_all_stand_in_json() {
    let patterns: Vec<String> = (0..25).map(|n| format!("\"nowhere{n}*\"")).collect();
    let codes: String = patterns
        .iter()
        .enumerate()
        .map(|(n, pattern)| format!("  - {{id: c{n}, definition: d, exemplars: {{coded: [{{text: t}}]}}, rules: [{{any: [told, {pattern}]}}]}}\n"))
        .collect();
    let folder = Folder::new()
        .file("keerpunt.yaml", "keerpunt: 1\nlanguage: en\ncorpus: [{path: a.txt}]\ncodebook: b.yaml\n")
        .file("a.txt", "She told them.\n")
        .file("b.yaml", format!("codebook: b\nversion: 1\ncodes:\n{codes}"));
    let shown = folder.run(&["codebook", "check"]).expect(0).stdout;
    assert_eq!(shown.matches("note[wildcard-finds-nothing]: `nowhere").count(), 10, "{shown}");
    assert!(shown.contains("and 15 more of this kind: --format json lists them all"), "{shown}");
    let document: Value = folder.run(&["codebook", "check", "--format", "json"]).expect(0).json();
    assert_eq!(document["notes"], 25);
}

#[test]
fn a_quote_that_is_not_closed_is_told_where_it_opened() {
    let text = "codebook: b\nversion: 1\ncodes:\n  - id: a\n    label: \"Een\n    definition: Iets.\n    \
                rules: [{any: [\"af\", \"be\"]}]\n";
    let folder = Folder::new().file("book.yaml", text);
    let run = folder.run(&["codebook", "check", "book.yaml", "--format", "json"]).expect(1);
    assert_eq!(told(&run), ["yaml-syntax 5:12"]);
    let shown = folder.run(&["codebook", "check", "book.yaml"]).expect(1).stdout;
    assert!(shown.contains("opens here") && shown.contains("book.yaml:7:20"), "{shown}");
    let single = text.replace("\"Een", "'Zo''n").replace("Iets.", "'Het''s zo'n ding'");
    folder.write("book.yaml", single);
    let run = folder.run(&["codebook", "check", "book.yaml", "--format", "json"]).expect(1);
    assert_eq!(told(&run), ["yaml-syntax 5:12"]);
    let study = "keerpunt: 1\ntitle: \"Mijn studie\ncorpus: texts\nrespondent: \"who\"\n";
    let run = Folder::new().file("keerpunt.yaml", study).run(&["index"]).expect(2);
    assert!(run.stderr.contains("keerpunt.yaml:2:8"), "{}", run.stderr);
}
