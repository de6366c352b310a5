//! A person judges what the rules suggest.

use crate::coding_by_hand::study;
use crate::folder::Folder;
use serde_json::Value;

fn waiting(folder: &Folder, more: &[&str]) -> Vec<(String, String)> {
    let run = folder.run(&[&["review", "--coder", "An", "--format", "json"], more].concat()).expect(0);
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_string();
    let list = run.json()["waiting"].as_array().unwrap().clone();
    list.iter().map(|one| (text(one, "key"), text(one, "code"))).collect()
}

fn codings(folder: &Folder) -> Vec<Value> {
    folder.run(&["codings", "--format", "json"]).json()["codings"].as_array().unwrap().clone()
}

#[test]
fn each_answer_is_kept_and_what_was_judged_does_not_come_again() {
    let folder = study();
    assert_eq!(waiting(&folder, &[]).len(), 3);
    let answers = "?\nw\nal\nr\nm later\nq\n";
    let run = folder.run_with(&["review", "--coder", "An"], answers).expect(0);
    for told in [
        "1 of 3 · i1 · network.call",
        "Reaching out by telephone.",
        "[called]",
        "because of: called (network.call#1)",
        "accept with another code",
        "2 answered and kept; 1 of this list not looked at",
    ] {
        assert!(run.stdout.contains(told), "{told} is missing:\n{}", run.stdout);
    }
    let left = waiting(&folder, &[]);
    assert_eq!(left.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>(), ["network.visit"]);
    let kept = codings(&folder);
    assert_eq!(
        (kept.len(), &kept[0]["valence"], &kept[0]["quote"]),
        (1, &"lacking".into(), &"called".into())
    );
    let other = folder.run(&["review", "--coder", "Bo", "--format", "json"]).expect(0).json();
    assert_eq!(other["waiting"].as_array().unwrap().len(), 3, "another coder judges for themselves");
}

#[test]
fn a_suggestion_may_be_taken_over_with_another_code_or_passage() {
    let folder = study();
    let answers = "c network\nc visit\ns no such text\ns she called the employer again\nu\nr\nn\n";
    let run = folder.run_with(&["review", "--coder", "An"], answers).expect(0);
    assert!(
        run.stdout.contains("is a group") && run.stdout.contains("does not hold the text"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("undone"), "{}", run.stdout);
    let kept = codings(&folder);
    assert_eq!(
        (kept.len(), &kept[0]["code"], &kept[0]["quote"]),
        (1, &"network.visit".into(), &"called".into())
    );
}

#[test]
fn verdicts_are_given_by_key_all_or_none() {
    let folder = study();
    let keys: Vec<String> = waiting(&folder, &[]).into_iter().map(|(key, _)| key).collect();
    let run = folder.run(&["review", "--coder", "An", "--accept", &keys[0], "--reject", "0000"]).expect(2);
    assert!(run.stderr.contains("no suggestion that waits has the key `0000`"), "{}", run.stderr);
    assert!(!folder.path("codings").exists());
    let run = folder.run(&["review", "--coder", "An", "--accept", &keys[0], "--reject", &keys[1]]).expect(0);
    assert_eq!(run.stdout.lines().count(), 2);
    assert_eq!(waiting(&folder, &[]).len(), 1);
    folder.run(&["undo", "--coder", "An"]).expect(0);
    assert_eq!(waiting(&folder, &[]).len(), 2);
}

#[test]
fn a_seed_gives_one_order_and_filters_narrow_it() {
    let folder = study();
    let orders: Vec<_> = (1..20).map(|seed| waiting(&folder, &["--seed", &seed.to_string()])).collect();
    assert!(orders.iter().any(|order| *order != orders[0]), "seeds give different orders");
    assert_eq!(waiting(&folder, &["--seed", "7"]), waiting(&folder, &["--seed", "7"]));
    let run = folder.run(&["review", "--coder", "An", "--random", "--list"]).expect(0);
    assert!(run.stderr.contains("seed"), "{}", run.stderr);
    assert_eq!(waiting(&folder, &["visit"]).len(), 1);
    assert_eq!(waiting(&folder, &["--rule", "network.call#1"]).len(), 2);
    assert_eq!(waiting(&folder, &["--rule", "network.call#2"]).len(), 0);
    assert_eq!(waiting(&folder, &["--where", "id=i2"]).len(), 1);
}

#[test]
fn a_passage_coded_by_hand_is_not_suggested_again() {
    let folder = study();
    folder.run(&["code", "i2", "visit", "--quote", "visited", "--coder", "An"]).expect(0);
    assert_eq!(waiting(&folder, &[]).len(), 2);
}

#[test]
fn what_still_waits_in_an_incident_that_counts_as_read_is_told() {
    let folder = study();
    let text = "She called the employer. She visited him.\nThen she called the employer again.\n";
    folder.write("stories/i1.txt", text);
    let keys = waiting(&folder, &[]);
    let key = |code: &str| &keys.iter().find(|one| one.1 == code).unwrap().0;
    let rejected = folder.run(&["review", "--coder", "An", "--reject", key("network.visit")]).expect(0);
    assert!(!rejected.stderr.contains("wait"), "nothing was read: {}", rejected.stderr);
    let run = folder.run_with(&["review", "--coder", "An", "call"], "a\nq\n").expect(0);
    let told = "note: 1 suggestion still waits in `i1`, which counts as read";
    assert!(run.stderr.contains(told) && run.stderr.contains("--from suggestions"), "{}", run.stderr);
    let run = folder.run_with(&["review", "--coder", "An", "call"], "r\n").expect(0);
    assert!(!run.stderr.contains("wait"), "{}", run.stderr);
}

#[test]
fn a_table_of_suggestions_says_that_it_counts_those_that_were_turned_down() {
    let folder = study();
    let before = folder.run(&["frequencies"]).expect(0).stdout;
    assert!(!before.contains("turned down"), "{before}");
    folder.run_with(&["review", "--coder", "An"], "r\nr\nr\n").expect(0);
    let after = folder.run(&["frequencies"]).expect(0).stdout;
    assert!(after.contains("Suggestions that somebody turned down are counted too."), "{after}");
    let stands = folder.run(&[]).expect(0).stdout;
    let told = "none: tables show what the rules suggest; 3 suggestions turned down";
    assert!(stands.contains(told), "{stands}");
}
