//! Journals written, damaged, merged and read again.

use super::*;
use crate::corpus::ProblemCode;
use crate::span::Span;
use std::fs;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

fn coder(name: &str) -> Coder {
    Coder::new(name, Kind::Person).unwrap()
}

fn given(incident: &str, code: &str) -> Given {
    let at = Anchor::of("Zij belde de werkgever.", Span::new(4, 9));
    Given { incident: incident.into(), code: code.into(), at: Some(at), valence: None, note: None }
}

fn added(incident: &str, code: &str) -> Did {
    Did::CodingAdded { coding: given(incident, code) }
}

fn suggested() -> Suggested {
    let at = Anchor::of("Zij belde de werkgever.", Span::new(4, 9));
    Suggested { incident: "i1".into(), code: "b".into(), at, by: vec!["b#1".into()] }
}

fn write(folder: &TempDir, name: &str, dids: Vec<Did>) -> Vec<Entry> {
    Pen::open(folder.path(), &coder(name)).unwrap().write(None, dids).unwrap()
}

fn file(folder: &TempDir, name: &str) -> std::path::PathBuf {
    folder.path().join(FOLDER).join(format!("{name}.jsonl"))
}

fn only(folder: &TempDir) -> Standing {
    let mut shelf = shelf(folder.path());
    assert_eq!(shelf.standings.len(), 1, "{:?}", shelf.problems);
    shelf.standings.remove(0)
}

fn codes(standing: &Standing) -> Vec<&str> {
    standing.codings.values().map(|kept| kept.given.code.as_str()).collect()
}

fn kinds(shelf: &Shelf) -> Vec<ProblemCode> {
    shelf.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn what_was_given_changed_removed_and_undone_holds_as_the_last_word_says() {
    let folder = TempDir::new().unwrap();
    let entries = write(&folder, "An", vec![added("i1", "a"), added("i1", "b"), added("i2", "c")]);
    let [a, b, c] = [entries[0].id, entries[1].id, entries[2].id];
    let more = write(
        &folder,
        "An",
        vec![
            Did::CodingChanged { of: a, coding: given("i1", "a2"), because: None },
            Did::CodingRemoved { of: b },
            Did::Undo { of: c },
            Did::Read { incident: "i3".into() },
        ],
    );
    let standing = only(&folder);
    assert_eq!(codes(&standing), ["a2"]);
    assert_eq!(standing.read.iter().collect::<Vec<_>>(), ["i1", "i3"]);
    // The removal is undone, and so is the undo of c.
    write(&folder, "An", vec![Did::Undo { of: more[1].id }, Did::Undo { of: more[2].id }]);
    assert_eq!(codes(&only(&folder)), ["a2", "b", "c"]);
}

#[test]
fn the_last_verdict_on_a_suggestion_holds() {
    let folder = TempDir::new().unwrap();
    let reject = Did::SuggestionRejected { suggestion: suggested() };
    let accept = Did::SuggestionAccepted { suggestion: suggested(), coding: given("i1", "b") };
    write(&folder, "An", vec![reject.clone()]);
    let standing = only(&folder);
    assert!(standing.read.is_empty() && standing.codings.is_empty());
    assert!(!standing.verdicts[0].accepted);
    let entries = write(&folder, "An", vec![accept]);
    let standing = only(&folder);
    assert_eq!((standing.verdicts.len(), standing.verdicts[0].accepted), (1, true));
    assert_eq!(standing.codings[&entries[0].id].suggestion, Some(suggested()));
    write(&folder, "An", vec![Did::Undo { of: entries[0].id }]);
    assert!(!only(&folder).verdicts[0].accepted, "the earlier rejection holds again");
}

#[test]
fn memos_are_replaced_and_taken_away() {
    let folder = TempDir::new().unwrap();
    let memo = |of, text: &str| Did::Memo { on: MemoOn::Incident("i1".into()), of, text: text.into() };
    let first = write(&folder, "An", vec![memo(None, "first"), memo(None, "other")]);
    write(&folder, "An", vec![memo(Some(first[0].id), "second"), memo(Some(first[1].id), "")]);
    let texts: Vec<String> = only(&folder).memos.into_values().map(|memo| memo.text).collect();
    assert_eq!(texts, ["second"]);
}

#[test]
fn a_line_that_a_crash_left_unfinished_is_set_aside_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a"), added("i1", "b")]);
    let whole = fs::read(file(&folder, "an")).unwrap();
    let last = whole[..whole.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap() + 1;
    for cut in last + 1..whole.len() - 1 {
        fs::write(file(&folder, "an"), &whole[..cut]).unwrap();
        let shelf = shelf(folder.path());
        assert_eq!(kinds(&shelf), [ProblemCode::TornEntry]);
        assert_eq!(codes(&shelf.standings[0]), ["a"]);
    }
    let pen = Pen::open(folder.path(), &coder("An")).unwrap();
    let aside = fs::read(pen.set_aside.as_ref().unwrap()).unwrap();
    assert_eq!(aside, [&whole[last..whole.len() - 2], b"\n"].concat());
    drop(pen);
    write(&folder, "An", vec![added("i1", "c")]);
    assert_eq!((codes(&only(&folder)), shelf(folder.path()).problems.len()), (vec!["a", "c"], 0));
}

#[test]
fn an_entry_whose_line_end_is_missing_counts() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a")]);
    let whole = fs::read(file(&folder, "an")).unwrap();
    fs::write(file(&folder, "an"), whole.trim_ascii_end()).unwrap();
    assert_eq!(codes(&only(&folder)), ["a"]);
    write(&folder, "An", vec![added("i1", "b")]);
    assert_eq!((codes(&only(&folder)), shelf(folder.path()).problems.len()), (vec!["a", "b"], 0));
}

#[test]
fn a_damaged_line_is_named_and_costs_only_itself() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a"), added("i1", "b"), added("i1", "c")]);
    let whole = fs::read_to_string(file(&folder, "an")).unwrap();
    let mut lines: Vec<&str> = whole.lines().collect();
    lines[2] = "\u{0}\u{0}\u{0}";
    fs::write(file(&folder, "an"), lines.join("\r\n") + "\r\n").unwrap();
    let shelf = shelf(folder.path());
    assert_eq!((kinds(&shelf), shelf.problems[0].line), (vec![ProblemCode::DamagedEntry], Some(3)));
    assert_eq!(codes(&shelf.standings[0]), ["a", "c"]);
}

#[test]
fn copies_put_together_and_unfinished_merges_count_every_entry_once() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a")]);
    let base = fs::read_to_string(file(&folder, "an")).unwrap();
    write(&folder, "An", vec![added("i1", "b")]);
    let ours = fs::read_to_string(file(&folder, "an")).unwrap();
    fs::write(file(&folder, "an"), &base).unwrap();
    write(&folder, "An", vec![added("i1", "c")]);
    let theirs = fs::read_to_string(file(&folder, "an")).unwrap();

    fs::write(file(&folder, "an"), format!("{}{theirs}", ours.trim_end())).unwrap();
    // What two machines write within one millisecond has no order.
    let sorted = || {
        let standing = only(&folder);
        let mut codes: Vec<String> = codes(&standing).into_iter().map(str::to_string).collect();
        codes.sort();
        codes.concat()
    };
    assert_eq!((sorted(), shelf(folder.path()).problems.len()), ("abc".into(), 0));

    let (ours, theirs) = (&ours[base.len()..], &theirs[base.len()..]);
    let merge = format!("{base}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> colleague\n");
    fs::write(file(&folder, "an"), merge).unwrap();
    assert_eq!(kinds(&shelf(folder.path())), [ProblemCode::ConflictMarks]);
    assert_eq!(sorted(), "abc");
}

#[test]
fn a_copy_under_another_name_gives_nothing_twice_and_an_altered_one_is_named() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a")]);
    let text = fs::read_to_string(file(&folder, "an")).unwrap();
    fs::write(file(&folder, "an (copy)"), &text).unwrap();
    assert_eq!((codes(&only(&folder)), shelf(folder.path()).problems.len()), (vec!["a"], 0));
    fs::write(file(&folder, "an (copy)"), text.replace("\"code\":\"a\"", "\"code\":\"z\"")).unwrap();
    assert_eq!(kinds(&shelf(folder.path())), [ProblemCode::EntryTwice]);
}

#[test]
fn a_newer_journal_is_read_as_far_as_possible_and_never_written() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a")]);
    let text = fs::read_to_string(file(&folder, "an")).unwrap().replace("\"keerpunt\":1", "\"keerpunt\":2");
    let id = Uuid::from_u128(u128::MAX >> 1);
    let later =
        format!("{text}{{\"id\":\"{id}\",\"time\":\"\",\"coder\":\"An\",\"did\":\"sung\",\"song\":[1]}}\n");
    fs::write(file(&folder, "an"), &later).unwrap();
    let shelf = shelf(folder.path());
    assert_eq!(kinds(&shelf), [ProblemCode::NewerJournal]);
    assert_eq!((codes(&shelf.standings[0]), shelf.standings[0].unknown), (vec!["a"], 1));
    assert!(matches!(Pen::open(folder.path(), &coder("An")), Err(PenError::Newer { format: 2, .. })));
    assert_eq!(fs::read_to_string(file(&folder, "an")).unwrap(), later);
}

#[test]
fn names_that_share_a_file_name_are_kept_apart() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An Bos", vec![added("i1", "a")]);
    let refused = Pen::open(folder.path(), &coder("an bos"));
    assert!(matches!(refused, Err(PenError::OtherCoder { other, .. }) if other == "An Bos"));
}

#[test]
fn a_second_program_waits_for_the_first() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().to_path_buf();
    let work = |name: &'static str| {
        let path = path.clone();
        std::thread::spawn(move || {
            for turn in 0..40 {
                let mut pen = Pen::open(&path, &coder("An")).unwrap();
                pen.write(None, vec![added("i1", &format!("{name}{turn}"))]).unwrap();
            }
        })
    };
    let (one, other) = (work("a"), work("b"));
    one.join().unwrap();
    other.join().unwrap();
    assert_eq!((only(&folder).codings.len(), shelf(folder.path()).problems.len()), (80, 0));
}

#[test]
fn an_entry_that_speaks_of_a_missing_one_is_told() {
    let folder = TempDir::new().unwrap();
    write(&folder, "An", vec![added("i1", "a"), Did::CodingRemoved { of: Uuid::from_u128(7) }]);
    assert_eq!(kinds(&shelf(folder.path())), [ProblemCode::LooseEntry]);
}

#[test]
fn without_a_folder_nobody_coded() {
    assert!(shelf(Path::new("nowhere")).standings.is_empty());
}

#[test]
fn the_example_of_the_format_is_read_whole() {
    let page = include_str!("../../../docs/format.md");
    let example = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let journal = read(example.as_bytes(), Path::new("an-de-vries.jsonl"));
    assert_eq!((journal.entries.len(), journal.problems.len()), (9, 0), "{:?}", journal.problems);
    let kinds: std::collections::HashSet<_> =
        journal.entries.iter().map(|entry| std::mem::discriminant(&entry.did)).collect();
    assert_eq!(kinds.len(), 9, "one of each, and none unknown");
    for (line, entry) in example.lines().zip(&journal.entries) {
        assert_eq!(serde_json::to_string(entry).unwrap(), line, "written as the page shows it");
    }
    let standing = standing(journal.coder.unwrap(), &journal.entries);
    assert_eq!(codes(&standing), ["network.visit", "network.call"]);
}
