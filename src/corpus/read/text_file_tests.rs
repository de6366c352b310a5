//! Text files: front matter, markers, key lines, and the narrative as it was read.

use crate::corpus::example::Example;
use crate::corpus::{Origin, ProblemCode};
use std::path::PathBuf;

#[test]
fn a_text_is_one_incident_called_by_its_path() {
    let corpus = Example::new("corpus").file("corpus/a/Jan.txt", "Het ging mis.\r\nEcht.").corpus();
    assert_eq!(corpus.ids(), ["a/Jan"]);
    assert_eq!(corpus.incidents[0].narrative, "Het ging mis.\r\nEcht.");
    let origin = Origin { file: PathBuf::from("corpus/a/Jan.txt").into(), line: 1, narrative_line: 1 };
    assert_eq!(corpus.incidents[0].origin, origin);
    assert_eq!(corpus.problems, []);
}

#[test]
fn front_matter_gives_attributes_and_is_no_part_of_the_narrative() {
    let text = "---\r\nid: \"nl-01\"\r\nlang: EN\r\nyear: 2014\r\ntags: [a, b]\r\nplace: {town: Dal, street: }\r\nempty:\r\n---\r\n\r\nTekst.\r\n";
    let corpus = Example::new("corpus").file("corpus/x.md", text).corpus();
    let incident = corpus.of("nl-01");
    assert_eq!(incident.narrative, "\r\nTekst.\r\n");
    assert_eq!(incident.language.tag(), "en");
    let attributes: Vec<(&str, String)> =
        incident.attributes.iter().map(|(name, value)| (name.as_str(), value.text().into_owned())).collect();
    assert_eq!(attributes, [("year", "2014".into()), ("tags", "a; b".into()), ("place.town", "Dal".into())]);
    assert_eq!(incident.origin.narrative_line, 9);
    assert_eq!(corpus.problems, []);
}

#[test]
fn a_text_that_begins_with_a_rule_has_no_front_matter() {
    for text in ["---\nGewoon tekst\n---\nen meer", "---\nzonder einde", "----\na: b\n----\n"] {
        let corpus = Example::new("corpus").file("corpus/x.txt", text).corpus();
        assert_eq!(corpus.of("x").narrative, text);
        assert_eq!(corpus.problems, []);
    }
}

#[test]
fn a_head_that_cannot_be_read_is_named_with_its_line_and_the_story_stays() {
    let corpus = Example::new("corpus").file("corpus/x.md", "---\na: b\na: c\n---\nTekst").corpus();
    let problem = corpus.problem(ProblemCode::FrontMatter);
    assert_eq!(problem.line, Some(3));
    assert_eq!(problem.file, Some(PathBuf::from("corpus/x.md")));
    assert_eq!(corpus.of("x").narrative, "Tekst");
}

#[test]
fn several_incidents_share_the_head_and_have_their_own_lines() {
    let text = "---\nrespondent: P1\noutcome: success\n---\nInleiding.\n### incident: een\ntitle: A b\n\nEerste.\n\n### incident: twee\noutcome: failure\nlang: de\n\n\nTweede.\n";
    let corpus = Example::new("corpus").file("corpus/x.txt", text).corpus();
    assert_eq!(corpus.ids(), ["een", "twee"]);
    let (first, second) = (corpus.of("een"), corpus.of("twee"));
    assert_eq!((first.narrative.as_str(), second.narrative.as_str()), ("Eerste.\n\n", "\nTweede.\n"));
    assert_eq!((first.says("outcome"), second.says("outcome")), ("success".into(), "failure".into()));
    assert_eq!((first.says("respondent"), second.says("respondent")), ("P1".into(), "P1".into()));
    assert_eq!((first.says("title"), second.says("title")), ("A b".into(), String::new()));
    assert_eq!((first.language.tag(), second.language.tag()), ("nl", "de"));
    assert_eq!((second.origin.line, second.origin.narrative_line), (11, 15));
    assert_eq!(corpus.codes(), [ProblemCode::BeforeMarker]);
    assert_eq!(corpus.places.sizes().collect::<Vec<_>>(), [2]);
}

#[test]
fn turns_below_a_marker_are_text() {
    let text = "### incident: a\nI: Vertel eens.\nR: Nou.\n### incident: b\noutcome: success\nHet was laat.\nEn: toch.";
    let corpus = Example::new("corpus").file("corpus/x.txt", text).corpus();
    assert_eq!(corpus.of("a").narrative, "I: Vertel eens.\nR: Nou.\n");
    assert_eq!(corpus.of("b").narrative, "Het was laat.\nEn: toch.");
    assert_eq!(corpus.of("b").says("outcome"), "success");
}

#[test]
fn a_marker_without_id_numbers_the_incidents_of_a_file() {
    let example = Example::new("corpus").entry(|entry| entry.split = Some("^={3,}$".into()));
    let corpus = example.file("corpus/x.txt", "===\nEen\n===\nTwee\n===\n").corpus();
    assert_eq!(corpus.ids(), ["x", "x#2", "x#3"]);
    assert_eq!(corpus.of("x#3").narrative, "");
    assert!(corpus.notes.iter().any(|note| note.contains("1 incident has no text") && note.contains("x#3")));
}

#[test]
fn a_near_marker_and_a_repeated_key_are_named() {
    let text = "### incident: a\nx: 1\nx: 2\n\nTekst\n### Incident: b\n\nMeer";
    let corpus = Example::new("corpus").file("corpus/x.txt", text).corpus();
    assert_eq!(corpus.ids(), ["a"]);
    assert_eq!(corpus.problem(ProblemCode::NearMarker).line, Some(6));
    assert_eq!(corpus.problem(ProblemCode::RepeatedAttribute).line, Some(3));
    assert_eq!(corpus.of("a").says("x"), "2");
}

#[test]
fn lines_with_several_words_before_the_colon_are_text_where_text_follows_at_once() {
    let text = "### incident: a\nx: 1\nToen zei zij: ik ga.\nEn ging.\n### incident: b\nToen riep hij: nee.\n### incident: c\nsoort werk: bouw\n\nTekst\n";
    let corpus = Example::new("corpus").file("corpus/x.txt", text).corpus();
    let (a, b, c) = (corpus.of("a"), corpus.of("b"), corpus.of("c"));
    assert_eq!((a.narrative.as_str(), a.origin.narrative_line), ("Toen zei zij: ik ga.\nEn ging.\n", 3));
    assert_eq!((b.narrative.as_str(), b.origin.narrative_line), ("Toen riep hij: nee.\n", 6));
    assert_eq!((c.narrative.as_str(), c.origin.narrative_line), ("Tekst\n", 10));
    assert_eq!((a.says("x"), c.says("soort werk")), ("1".into(), "bouw".into()));
}
