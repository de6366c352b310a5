//! A study file read: what it means, and every mistake with its code and place.

use super::*;
use crate::coding::archive::{Blank, CoderName, CodesPlace, ColumnRange, OneHot};
use crate::corpus::{Kind, OtherOutcome};

const WHOLE: &str = r#"keerpunt: 1
title: Werkgeversdienstverlening
aim: {nl: Wat werkt?, en: What works?}
criterion: The teller saw it.
language: nl-NL
corpus:
  - path: corpus
  - path: "interviews/{outcome}/*.txt"
    attributes: {file: incidents.csv, id: incident}
    split: "^### incident: (?<id>.+)$"
  - path: archive/reports.csv
    columns: {id: report_no, narrative: text, outcome: result}
    header: 2
    codes: {column: factors, coder: analysts, separator: ";"}
codebook: codebooks/book.yaml
outcome:
  attribute: outcome
  values:
    success: [success, geslaagd]
    less_success: {label: {nl: minder succesvol}, means: [mislukt]}
    mixed:
  other: ignore
respondent: respondent
event: event
attributes:
  activity: {label: {nl: activiteit}, values: [acquisition, matching]}
  year: {type: whole_number}
  who: {list: ";"}
  sector: [care, trade]
  size: {values: {s: small, l: {nl: groot}}}
speakers: {exclude: [I, Interviewer], include: R}
design: {asked: {success: 1, less_success: 1}}
participation_line: 25
"#;

fn read(text: &str) -> (Option<Settings>, Vec<Diagnostic>) {
    let (settings, _, diagnostics) = settings(text.as_bytes(), Path::new("/study"));
    (settings, diagnostics)
}

/// The codes of all that is wrong, each with the text it stands on.
fn wrong(text: &str) -> Vec<(&'static str, String)> {
    let (settings, diagnostics) = read(text);
    assert!(settings.is_none(), "{text}");
    let place = |one: &Diagnostic| one.span.map(|span| span.of(text).to_string()).unwrap_or_default();
    let faults = diagnostics.iter().filter(|one| one.severity == Severity::Fault);
    faults.map(|one| (one.code, place(one))).collect()
}

fn valid(text: &str) -> Settings {
    let (settings, diagnostics) = read(text);
    settings.unwrap_or_else(|| panic!("{text}\n{diagnostics:?}"))
}

#[test]
fn every_field_is_read() {
    let (settings, diagnostics) = read(WHOLE);
    let settings = settings.unwrap_or_else(|| panic!("{diagnostics:?}"));
    assert_eq!(diagnostics.iter().map(|one| one.code).collect::<Vec<_>>(), [] as [&str; 0]);
    let collection = &settings.collection;
    assert_eq!(collection.language.tag(), "nl");
    assert_eq!(settings.aim.get(&Language::new("en")), Some("What works?"));
    assert_eq!(settings.codebook.as_deref(), Some(Path::new("/study/codebooks/book.yaml")));
    assert_eq!(collection.entries.len(), 3);
    assert_eq!(collection.entries[0], crate::corpus::Entry { path: "corpus".into(), ..Default::default() });
    assert_eq!(collection.entries[1].table.as_ref().unwrap().id, "incident");
    assert_eq!(collection.entries[1].split.as_deref(), Some("^### incident: (?<id>.+)$"));
    assert_eq!(collection.entries[2].header, Some(2));
    assert_eq!(collection.entries[2].columns[1], ("narrative".to_string(), "text".to_string()));
    let (entry, codes) = &settings.archive_codes[0];
    assert_eq!((*entry, &codes.place), (2, &CodesPlace::Column("factors".into())));
    assert_eq!(codes.coder, CoderName::Named("analysts".into()));
    assert_eq!((codes.separator.as_deref(), codes.blank), (Some(";"), Blank::NotCoded));
    let outcome = collection.outcome.as_ref().unwrap();
    let values: Vec<&str> = outcome.values.iter().map(|one| one.value.as_str()).collect();
    assert_eq!(values, ["success", "less_success", "mixed"]);
    assert_eq!(outcome.values[0].means, ["success", "geslaagd"]);
    assert_eq!(outcome.other, OtherOutcome::Ignore);
    assert_eq!(collection.attributes[1].kind, Some(Kind::WholeNumber));
    assert_eq!(collection.attributes[2].list.as_deref(), Some(";"));
    assert_eq!(collection.attributes[3].values.len(), 2);
    assert_eq!(collection.attributes[4].values[1].label.get(&Language::new("nl")), Some("groot"));
    assert_eq!(collection.speakers.exclude, ["I", "Interviewer"]);
    assert_eq!(collection.speakers.include, ["R"]);
    assert_eq!(settings.asked, [("success".to_string(), 1), ("less_success".to_string(), 1)]);
    assert_eq!(settings.participation_line, Some(25.0));
    assert_eq!(
        (settings.event.as_deref(), collection.respondent.as_deref()),
        (Some("event"), Some("respondent"))
    );
}

#[test]
fn version_and_corpus_are_enough() {
    let settings = valid("keerpunt: 1\ncorpus: stories\n");
    assert_eq!(settings.collection.entries[0].path, "stories");
    assert!(settings.codebook.is_none() && settings.collection.outcome.is_none());
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        wrong("title: x\n").iter().map(|one| one.0).collect::<Vec<_>>(),
        ["missing-field", "missing-field"]
    );
    assert_eq!(wrong("keerpunt: 1\ncorpus: []\n"), [("empty", "[]".to_string())]);
    assert_eq!(wrong("- a\n")[0].0, "wrong-type");
}

#[test]
fn all_mistakes_are_found_in_one_run_each_with_its_place() {
    let text = r#"keerpunt: 2
langauge: nl
corpus:
  - path: "{outcome}/{a,b}/*.txt"
    attributes: incidents.csv
    split: "^(#"
    header: two
    columns: [a]
outcome:
  attribute: outcome
  values: {success: [ok], failure: [OK], mixed: {lable: x}}
  other: reprot
attributes:
  year: {type: number}
  size: {type: whole_number, values: [1, many]}
  outcome: {values: [a, b]}
  sector: [care, care]
speakers: {exclude: [I], include: [I]}
design: {asked: {succes: 1, failure: x}}
participation_line: 250
language: 12
"#;
    let found = wrong(text);
    let expected = [
        ("format-version", "2"),
        ("unknown-field", "langauge"),
        ("bad-path", "\"{outcome}/{a,b}/*.txt\""),
        ("wrong-type", "incidents.csv"),
        ("bad-regex", "\"^(#\""),
        ("wrong-type", "two"),
        ("wrong-type", "[a]"),
        ("spelling-twice", "OK"),
        ("unknown-field", "lable"),
        ("unknown-value", "reprot"),
        ("unknown-value", "number"),
        ("value-of-other-type", "[1, many]"),
        ("values-twice", "outcome"),
        ("value-twice", "care"),
        ("speaker-twice", "I"),
        ("unknown-outcome", "succes"),
        ("wrong-type", "x"),
        ("wrong-type", "250"),
        ("unknown-language", "12"),
    ];
    assert_eq!(found, expected.map(|(code, place)| (code, place.to_string())));
}

#[test]
fn a_misspelt_field_is_told_its_name() {
    let (_, diagnostics) = read("keerpunt: 1\ncorpus: a\ncodebok: b\n");
    assert_eq!(diagnostics[0].label, "did you mean `codebook`?");
}

#[test]
fn codes_of_an_archive_are_checked() {
    let with = |codes: &str| format!("keerpunt: 1\ncorpus: [{{path: a.csv, codes: {codes}}}]\n");
    let place = |codes: &str| valid(&with(codes)).archive_codes[0].1.clone();
    assert_eq!(
        place("{one_hot: \"A..Z\", coder: x}").place,
        CodesPlace::OneHot(OneHot::Range(ColumnRange::of("A..Z").unwrap()))
    );
    assert_eq!(place("{columns: \"Code *\", coder: {column: who}}").coder, CoderName::InColumn("who".into()));
    let named = CodesPlace::OneHot(OneHot::Named(vec!["A".into(), "B *".into()]));
    assert_eq!(place("{one_hot: [A, \"B *\"], coder: x}").place, named);
    assert_eq!(place("{spans: s}").coder, CoderName::InSpans);
    let one = place("{file: c.csv, id: id, code: code, coder: {name: an}, quote: q, header: 2}");
    assert_eq!(one.coder, CoderName::Named("an".into()));
    assert_eq!(one.file.map(|file| (file.quote, file.header)), Some((Some("q".into()), 2)));
    let file = place("{file: c.csv, id: id, code: code, coder: who, start: s, end: e, blank: none}");
    assert_eq!(file.coder, CoderName::InColumn("who".into()));
    assert_eq!(file.file.unwrap().stretch, Some(("s".into(), "e".into())));
    assert_eq!(valid(&with("[{column: a, coder: x}, {spans: s, coder: y}]")).archive_codes.len(), 2);
    for (codes, code) in [
        ("{coder: x}", "codes-place"),
        ("{column: a, columns: b, coder: x}", "codes-place"),
        ("{column: a}", "missing-field"),
        ("{one_hot: A, coder: x}", "bad-range"),
        ("{code: a, coder: x}", "code-without-file"),
        ("{column: a, coder: x, id: b}", "field-without-file"),
        ("{file: f, code: a, coder: x}", "missing-field"),
        ("{file: f, id: i, code: a, coder: x, start: s}", "half-a-stretch"),
        ("{column: a, coder: x, blank: nothing}", "unknown-value"),
        ("{one_hot: A..B, coder: x, separator: \";\"}", "no-effect"),
        ("{spans: s, blank: none}", "no-effect"),
    ] {
        assert_eq!(wrong(&with(codes))[0].0, code, "{codes}");
    }
}

#[test]
fn a_file_that_is_no_text_is_told_so() {
    let (none, _, diagnostics) = settings(b"keerpunt: 1\ntitle: caf\xe9\n", Path::new(""));
    assert!(none.is_none());
    assert_eq!((diagnostics[0].code, diagnostics[0].span), ("not-utf8", Some(Span::new(22, 25))));
    let large = vec![b'#'; MOST_BYTES + 1];
    assert_eq!(settings(&large, Path::new("")).2[0].code, "file-too-large");
}
