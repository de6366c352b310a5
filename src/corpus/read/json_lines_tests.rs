//! JSON Lines: nested values, broken lines, fields that are not there.

use crate::corpus::example::Example;
use crate::corpus::{ProblemCode, Value};
use crate::diagnostic::Severity;

fn read(lines: &str) -> Example {
    Example::new("a.jsonl").file("a.jsonl", lines)
}

#[test]
fn every_object_is_an_incident_with_its_fields() {
    let corpus = read(concat!(
        "{\"id\": 7, \"narrative\": \"Een.\\nTwee.\", \"outcome\": null, \"codes\": [\"a\", \"b\"], \"none\": [], \"by\": {\"an\": [1]}, \"deep\": [{\"x\": 1}]}\n",
        "\n",
        "{\"id\": \"007\", \"narrative\": null, \"lang\": \"en\", \"year\": 2014}\n",
    ))
    .corpus();
    assert_eq!(corpus.ids(), ["7", "007"]);
    let first = corpus.of("7");
    assert_eq!(first.narrative, "Een.\nTwee.");
    assert_eq!(
        first.attribute("codes"),
        Some(&Value::List(vec![Value::Text("a".into()), Value::Text("b".into())]))
    );
    assert_eq!(
        (first.says("by.an"), first.says("deep"), first.says("none")),
        ("1".into(), "[{\"x\":1}]".into(), String::new())
    );
    assert_eq!(corpus.of("007").attribute("year"), Some(&Value::WholeNumber(2014)));
    assert_eq!(corpus.of("007").origin.line, 3);
    let names: Vec<&str> = corpus.attributes.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["outcome", "codes", "none", "by.an", "deep", "year"]);
    assert_eq!(corpus.problems, []);
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_read() {
    let corpus =
        read("{\"id\": \"a\", \"text\": \"x\"}\n{\"id\": \"b\",\n[1]\n{\"id\": \"c\", \"text\": \"y\"}")
            .corpus();
    assert_eq!(corpus.ids(), ["a", "c"]);
    let lines: Vec<Option<usize>> = corpus.problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(2), Some(3)]);
    assert_eq!(corpus.codes(), [ProblemCode::BrokenLine; 2]);
}

#[test]
fn a_file_without_narratives_says_which_field_may_hold_them() {
    let corpus = read("{\"id\": \"a\", \"narative\": \"x\"}\n").corpus();
    let problem = corpus.problem(ProblemCode::MissingColumn);
    assert!(problem.help.as_ref().unwrap().contains("`narative`"), "{problem:?}");
    assert_eq!((corpus.incidents.len(), corpus.skipped), (0, 1));
    assert_eq!(problem.severity, Severity::Fault, "without one incident there is no study");
}

#[test]
fn columns_say_which_field_is_what() {
    let example = read("{\"no\": \"a\", \"what\": {\"told\": \"x\"}, \"who\": \"P1\", \"text\": \"t\"}\n");
    let columns = [("id", "no"), ("narrative", "what.told"), ("respondent", "who"), ("teller", "who")];
    let corpus = example
        .entry(|entry| entry.columns = columns.map(|(a, b)| (a.to_string(), b.to_string())).to_vec())
        .with(|collection| collection.respondent = Some("respondent".into()))
        .corpus();
    let incident = corpus.of("a");
    assert_eq!((incident.narrative.as_str(), incident.respondent.as_deref()), ("x", Some("P1")));
    assert_eq!((incident.says("teller"), incident.says("text")), ("P1".into(), "t".into()));
}
