//! The sample that ships with the program keeps what its README promises.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// One story of the sample.
struct Story {
    attributes: BTreeMap<String, String>,
    narrative: String,
}

impl Story {
    fn read(text: &str) -> Self {
        let (head, narrative) =
            text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")).unwrap();
        let pair = |line: &str| {
            let (key, value) = line.split_once(": ").unwrap();
            (key.to_string(), value.trim_matches('"').to_string())
        };
        Self { attributes: head.lines().map(pair).collect(), narrative: narrative.to_string() }
    }

    fn is(&self, attribute: &str, value: &str) -> bool {
        self.attributes.get(attribute).is_some_and(|own| own == value)
    }
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn stories() -> BTreeMap<String, Story> {
    let entries = fs::read_dir(repository().join("corpus")).unwrap().map(|entry| entry.unwrap().path());
    let texts = entries.filter(|path| !path.ends_with("README.md"));
    let story = |path: std::path::PathBuf| {
        let story = Story::read(&fs::read_to_string(path).unwrap());
        (story.attributes["id"].clone(), story)
    };
    texts.map(story).collect()
}

/// The lines of a file of gold passages or traps.
fn lines(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(repository().join("tests/gold").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The incidents, or codes, that a file names.
fn named(name: &str, field: &str) -> BTreeSet<String> {
    lines(name).iter().map(|line| line[field].as_str().unwrap().to_string()).collect()
}

#[test]
fn half_of_the_stories_are_dutch_and_half_less_successful() {
    let stories = stories();
    let half = stories.len() / 2;
    let count = |attribute, value| stories.values().filter(|story| story.is(attribute, value)).count();

    assert!(stories.len() >= 48);
    assert_eq!([count("lang", "nl"), count("lang", "en")], [half, half]);
    assert_eq!([count("outcome", "success"), count("outcome", "less_success")], [half, half]);
}

#[test]
fn a_story_has_between_120_and_300_words() {
    for (id, story) in stories() {
        let words = story.narrative.split_whitespace().count();
        assert!((120..=300).contains(&words), "{id} has {words} words");
    }
}

#[test]
fn eighteen_respondents_tell_a_success_and_a_lesser_one() {
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for story in stories().values() {
        let outcome = story.attributes["outcome"].clone();
        told.entry(story.attributes["respondent"].clone()).or_default().insert(outcome);
    }

    assert_eq!(told.values().filter(|outcomes| outcomes.len() == 2).count(), 18);
}

#[test]
fn five_events_are_told_by_two_people_with_another_perspective() {
    let mut told: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for story in stories().values() {
        if let Some(event) = story.attributes.get("event") {
            let teller = (story.attributes["respondent"].clone(), story.attributes["perspective"].clone());
            told.entry(event.clone()).or_default().push(teller);
        }
    }

    assert_eq!(told.len(), 5);
    for (event, tellers) in told {
        let [(one, here), (other, there)] = &tellers[..] else { panic!("{event}: {tellers:?}") };
        assert!(one != other && here != there, "{event}: {tellers:?}");
    }
}

#[test]
fn every_gold_passage_and_trap_stands_where_it_says() {
    let stories = stories();
    for file in ["gold_tuning", "gold_held_out", "traps_tuning", "traps_held_out"] {
        for line in lines(&format!("{file}.jsonl")) {
            let narrative = &stories[line["incident"].as_str().unwrap()].narrative;
            let place = |field: &str| usize::try_from(line[field].as_u64().unwrap()).unwrap();
            let stretch: String =
                narrative.chars().skip(place("start")).take(place("end") - place("start")).collect();
            assert_eq!(Some(stretch.as_str()), line["quote"].as_str(), "{file}: {line}");
        }
    }
}

#[test]
fn the_two_halves_share_no_story_and_no_event_and_leave_none_out() {
    let stories = stories();
    let tuning = named("gold_tuning.jsonl", "incident");
    let held_out = named("gold_held_out.jsonl", "incident");
    let events = |half: &BTreeSet<String>| -> BTreeSet<String> {
        half.iter().filter_map(|id| stories[id].attributes.get("event").cloned()).collect()
    };

    assert!(tuning.is_disjoint(&held_out));
    assert_eq!(tuning.len() + held_out.len(), stories.len());
    assert!(events(&tuning).is_disjoint(&events(&held_out)));
    assert!(named("traps_tuning.jsonl", "incident").is_subset(&tuning));
    assert!(named("traps_held_out.jsonl", "incident").is_subset(&held_out));
}

#[test]
fn every_code_occurs_in_both_halves() {
    assert_eq!(named("gold_tuning.jsonl", "code"), named("gold_held_out.jsonl", "code"));
}
