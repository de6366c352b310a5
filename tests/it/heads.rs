//! The lines below a marker: attributes, or the beginning of a story.

use crate::folder::Folder;
use serde_json::Value;

fn study(text: &str, more: &str) -> Folder {
    Folder::new()
        .file("keerpunt.yaml", format!("keerpunt: 1\nlanguage: nl\ncorpus: c\n{more}"))
        .file("c/a.txt", text)
}

/// The notes of this kind that `keerpunt index` gives, with their lines.
fn notes(folder: &Folder) -> Vec<(u64, String)> {
    let account: Value = folder.run(&["index", "--format", "json"]).expect(0).json();
    let problems = account["problems"].as_array().unwrap().iter();
    let own = problems.filter(|one| one["code"] == "story-or-attribute");
    own.map(|one| (one["line"].as_u64().unwrap(), one["message"].as_str().unwrap().to_string())).collect()
}

/// Where `radio` is found: the incident and its code point.
fn radio(folder: &Folder) -> Vec<(String, u64)> {
    let found = folder.run(&["search", "radio", "--format", "json"]).expect(0).json();
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| (hit["incident"].as_str().unwrap().to_string(), hit["start"].as_u64().unwrap())).collect()
}

#[test]
fn the_first_sentence_of_a_story_stays_in_it() {
    let text = "### incident: a\nToen zei zij: ik ga weg en bel de radio.\nVerder niets.\n\n\
                ### incident: b\noutcome: good\nsoort werk: bouw\n\nZij zei: radio.\n\
                ### incident: c\noutcome: bad\nHij zei: \"radio\"\n\nen ging.\n";
    let folder = study(text, "attributes: {soort werk: {}}\n");
    assert_eq!(radio(&folder), [("a".into(), 34), ("b".into(), 9), ("c".into(), 10)]);
    let notes = notes(&folder);
    assert_eq!(notes.len(), 1, "{notes:?}");
    assert_eq!(notes[0].0, 2);
    assert!(notes[0].1.starts_with("`Toen zei zij: ...` was read as the beginning"), "{notes:?}");
}

#[test]
fn an_attribute_that_no_other_incident_has_and_reads_like_a_sentence_is_named() {
    let text = "### incident: a\nVervolgens: wij belden met de radio.\n\nVerder niets.\n\
                ### incident: b\nplaats: Dal\n\nradio\n### incident: c\nplaats: Zoë\n\nniets\n";
    let folder = study(text, "");
    assert_eq!(radio(&folder), [("b".into(), 0)]);
    let told = notes(&folder);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].0 == 2 && told[0].1.contains("no other incident has"), "{told:?}");
    assert_eq!(notes(&study(text, "attributes: {Vervolgens: {}}\n")), []);
}
