//! Layers of attributes, ids, outcomes, declared values, types, respondents.

use crate::corpus::example::Example;
use crate::corpus::{
    AttributeTable, Corpus, Declared, DeclaredValue, Entry, Kind, OtherOutcome, Outcome, OutcomeValue,
    Problem, ProblemCode, SeveralOutcomes, Value,
};
use crate::diagnostic::Severity;
use crate::text::Localised;

fn outcome(other: OtherOutcome) -> Outcome {
    let value = |value: &str, means: &[&str]| OutcomeValue {
        value: value.into(),
        label: Localised::default(),
        means: means.iter().map(ToString::to_string).collect(),
    };
    Outcome {
        attribute: "outcome".into(),
        values: vec![
            value("success", &["geslaagd"]),
            value("less_success", &["minder succesvol", "mislukt"]),
        ],
        other,
        several: SeveralOutcomes::Each,
    }
}

fn declared(name: &str, values: &[&str], kind: Option<Kind>, list: Option<&str>) -> Declared {
    let values =
        values.iter().map(|value| DeclaredValue { value: value.to_string(), label: Localised::default() });
    Declared {
        name: name.into(),
        label: Localised::plain(name),
        values: values.collect(),
        kind,
        list: list.map(Into::into),
    }
}

/// Texts in two folders, and a table with a row for each of `rows`.
fn with_table(rows: &str) -> Example {
    Example::new("talks/{outcome}/*.txt")
        .file("talks/success/jan.txt", "Jan.")
        .file("talks/failure/piet.txt", "---\nyear: 2016\n---\nPiet.")
        .file("incidents.csv", rows)
        .entry(|entry| {
            entry.table = Some(AttributeTable { file: "incidents.csv".into(), id: "incident".into() })
        })
}

fn told(corpus: &Corpus) -> Vec<(ProblemCode, Option<usize>)> {
    corpus.problems.iter().map(|problem| (problem.code, problem.line)).collect()
}

#[test]
fn later_layers_win_and_blanks_never_do() {
    let rows = "incident;outcome;year;who;lang\r\nsuccess/jan;;2014;An;en\r\nfailure/piet;mixed;2015;;\r\n";
    let corpus = with_table(rows).corpus();
    let says = |id: &str, name: &str| corpus.of(id).says(name);
    assert_eq!(
        (says("success/jan", "outcome"), says("failure/piet", "outcome")),
        ("success".into(), "mixed".into())
    );
    assert_eq!((says("success/jan", "year"), says("failure/piet", "year")), ("2014".into(), "2016".into()));
    assert_eq!((says("success/jan", "who"), says("failure/piet", "who")), ("An".into(), String::new()));
    assert_eq!(corpus.of("success/jan").language.tag(), "en");
    let names: Vec<&str> = corpus.attributes.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["outcome", "year", "who"]);
    assert_eq!(corpus.notes, ["cells parted by `;`: incidents.csv"]);
    assert_eq!(corpus.problems, []);
}

#[test]
fn a_row_finds_its_narrative_by_file_name_too() {
    let corpus = with_table("incident,who\njan.txt,An\npiet,Bo\n").corpus();
    assert_eq!(
        (corpus.of("success/jan").says("who"), corpus.of("failure/piet").says("who")),
        ("An".into(), "Bo".into())
    );
    assert_eq!(corpus.problems, []);
}

#[test]
fn rows_and_narratives_that_do_not_meet_are_named() {
    let corpus =
        with_table("incident,who\nsuccess/jaan,An\n,Bo\nfailure/piet,Cy\nfailure/piet,Di\n").corpus();
    let missing = corpus.problem(ProblemCode::RowWithoutNarrative);
    assert_eq!((missing.line, missing.help.as_deref()), (Some(2), Some("did you mean `success/jan`?")));
    assert_eq!(missing.severity, Severity::Warning);
    let alone = corpus.problem(ProblemCode::NarrativeWithoutRow);
    assert!(alone.message.contains("1 narrative has no row") && alone.message.contains("success/jan"));
    assert_eq!(corpus.problem(ProblemCode::AttributeTable).line, Some(3));
    assert_eq!(corpus.problem(ProblemCode::DuplicateId).line, Some(5));
    assert_eq!(corpus.of("failure/piet").says("who"), "Di");
}

#[test]
fn a_table_that_cannot_be_used_is_named_and_the_stories_stay() {
    let message = |change: fn(&mut Entry)| -> Problem {
        let corpus = with_table("incident,who\njan,An\n").file("talks/i.csv", "x").entry(change).corpus();
        assert_eq!(corpus.incidents.len(), 2);
        corpus.problem(ProblemCode::AttributeTable).clone()
    };
    let gone = message(|entry| entry.table = Some(AttributeTable { file: "i.csv".into(), id: "x".into() }));
    assert!(gone.help.is_some_and(|help| help.contains("talks/i.csv")));
    let column = message(|entry| {
        entry.table = Some(AttributeTable { file: "incidents.csv".into(), id: "incidnt".into() })
    });
    assert_eq!(column.help.as_deref(), Some("did you mean `incident`?"));
}

#[test]
fn a_row_for_a_file_serves_all_its_incidents() {
    let corpus = Example::new("t")
        .file("t/talk.txt", "### incident: a\n\nEen.\n### incident: b\n\nTwee.")
        .file("who.csv", "file,who,year\ntalk.txt,An,2014\nb,,2015\n")
        .entry(|entry| entry.table = Some(AttributeTable { file: "who.csv".into(), id: "file".into() }))
        .corpus();
    let pairs = |id: &str| (corpus.of(id).says("who"), corpus.of(id).says("year"));
    assert_eq!((pairs("a"), pairs("b")), (("An".into(), "2014".into()), ("An".into(), "2015".into())));
    assert_eq!(corpus.problems, []);
}

#[test]
fn a_clash_of_ids_names_both_places_and_loses_nothing() {
    let corpus = Example::new("c")
        .file("c/a.csv", "id,text\n7,een\n7#2,twee\n7,drie\n")
        .file("c/b.txt", "---\nid: 7\n---\nvier")
        .corpus();
    assert_eq!(corpus.ids(), ["7", "7#2", "7#3", "7#4"]);
    let texts: Vec<&str> = corpus.incidents.iter().map(|incident| incident.narrative.as_str()).collect();
    assert_eq!(texts, ["een", "twee", "drie", "vier"]);
    assert_eq!(told(&corpus), [(ProblemCode::DuplicateId, Some(4)), (ProblemCode::DuplicateId, Some(1))]);
    let first = &corpus.problems[0];
    assert!(first.message.contains("`7`") && first.message.contains("`7#3`"));
    assert!(first.help.as_ref().is_some_and(|help| help.contains("c/a.csv:2")));
}

#[test]
fn spellings_become_the_outcome_they_mean_and_others_are_named_once() {
    let table = "id,text,outcome\na,x, Geslaagd \nb,x,LESS_SUCCESS\nc,x,mislukkt\nd,x,mislukkt\ne,x,\nf,x,Minder Succesvol\n";
    let read = |other| {
        Example::new("a.csv").file("a.csv", table).with(|of| of.outcome = Some(outcome(other))).corpus()
    };
    let corpus = read(OtherOutcome::Report);
    let values: Vec<String> = corpus.incidents.iter().map(|incident| incident.says("outcome")).collect();
    assert_eq!(values, ["success", "less_success", "mislukkt", "mislukkt", "", "less_success"]);
    let problem = corpus.problem(ProblemCode::OtherOutcome);
    assert_eq!((problem.severity, problem.line), (Severity::Warning, Some(4)));
    assert!(problem.message.contains("2 incidents: a.csv:4, a.csv:5"), "{}", problem.message);
    assert!(problem.help.as_ref().is_some_and(|help| help.contains("did you mean `mislukt`?")));
    assert_eq!(read(OtherOutcome::Error).problems[0].severity, Severity::Fault);
    assert_eq!(read(OtherOutcome::Ignore).problems, []);
    let info = &corpus.attributes[0];
    let values: Vec<&str> = info.values.iter().map(|value| value.value.as_str()).collect();
    assert_eq!((info.name.as_str(), values), ("outcome", vec!["success", "less_success"]));
}

#[test]
fn of_several_values_the_first_may_stand_for_all_and_a_star_for_the_rest() {
    let read = |several| {
        Example::new("a.csv")
            .file(
                "a.csv",
                "id,text,outcome\n1,a,Track; Conflict NMAC\n2,b,Track;Speed\n3,c,\n4,d,conflict nmac\n",
            )
            .with(|of| {
                let value = |value: &str, means: &str| OutcomeValue {
                    value: value.into(),
                    label: Localised::default(),
                    means: vec![means.into()],
                };
                of.outcome = Some(Outcome {
                    values: vec![value("nmac", "Conflict NMAC"), value("other", "*")],
                    several,
                    ..outcome(OtherOutcome::Report)
                });
                of.attributes = vec![declared("outcome", &[], None, Some(";"))];
            })
            .corpus()
    };
    let first = read(SeveralOutcomes::First);
    let says: Vec<String> = first.incidents.iter().map(|one| one.says("outcome")).collect();
    assert_eq!(says, ["nmac", "other", "", "nmac"]);
    assert!(!first.attributes[0].several);
    assert_eq!(first.problems, []);
    assert_eq!(read(SeveralOutcomes::Each).of("1").says("outcome"), "other; nmac");
}

#[test]
fn values_outside_a_declared_list_are_named_and_kept() {
    let corpus = Example::new("a.csv")
        .file(
            "a.csv",
            "id,text,activity,year,codes\na,x,matchng,2014,\"x; y (1; 2)\"\nb,x,Matching,veertien,z\n",
        )
        .with(|of| {
            of.attributes = vec![
                declared("activity", &["matching", "aftercare"], None, None),
                declared("year", &[], Some(Kind::WholeNumber), None),
                declared("codes", &[], None, Some(";")),
                declared("never", &["a"], None, None),
            ];
        })
        .corpus();
    assert_eq!(
        (corpus.of("a").says("activity"), corpus.of("b").says("activity")),
        ("matchng".into(), "matching".into())
    );
    assert_eq!(corpus.of("a").attribute("year"), Some(&Value::WholeNumber(2014)));
    assert_eq!(corpus.of("b").attribute("year"), Some(&Value::Text("veertien".into())));
    let codes = vec![Value::Text("x".into()), Value::Text("y (1; 2)".into())];
    assert_eq!(corpus.of("a").attribute("codes"), Some(&Value::List(codes)));
    assert_eq!(told(&corpus), [(ProblemCode::UnknownValue, Some(2)), (ProblemCode::WrongType, Some(3))]);
    assert!(corpus.problems[0].help.as_ref().is_some_and(|help| help.contains("did you mean `matching`?")));
    let infos: Vec<(&str, Kind, bool)> =
        corpus.attributes.iter().map(|one| (one.name.as_str(), one.kind, one.several)).collect();
    assert_eq!(
        infos,
        [
            ("activity", Kind::Text, false),
            ("year", Kind::WholeNumber, false),
            ("codes", Kind::Text, true),
            ("never", Kind::Text, false)
        ]
    );
}

#[test]
fn undeclared_types_are_inferred_but_never_those_of_people() {
    let corpus = Example::new("a.csv")
        .file("a.csv", "id,text,n,d,when,code,who\na,x,1,\"1,5\",2-3-2014,007,07\nb,x,2,2,2014-03-04,8,8\n")
        .with(|of| of.respondent = Some("who".into()))
        .corpus();
    let kinds: Vec<Kind> = corpus.attributes.iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [Kind::WholeNumber, Kind::Decimal, Kind::Date, Kind::Text, Kind::Text]);
    assert_eq!(corpus.of("a").respondent.as_deref(), Some("07"));
    assert_eq!(corpus.of("b").respondent.as_deref(), Some("8"));
    assert_eq!((corpus.of("a").says("d"), corpus.of("a").says("when")), ("1.5".into(), "2014-03-02".into()));
}

#[test]
fn an_incident_without_respondent_is_counted_and_said() {
    let corpus = Example::new("a.csv")
        .file("a.csv", "id,text,who\na,x,P1\nb,y,\n")
        .with(|of| of.respondent = Some("who".into()))
        .corpus();
    assert_eq!(corpus.notes, ["1 incident has no `who`: each counts as a respondent of its own"]);
}

#[test]
fn formats_mix_and_places_point_into_the_files() {
    let corpus = Example::new("c")
        .file("c/a.jsonl", "{\"id\": \"j\", \"narrative\": \"een\"}\n")
        .file("c/b.csv", "id;text\nt1;twee\nt2;drie\n")
        .file("c/c.txt", "vier")
        .file("c/d.md", "---\nid: m\n---\nvijf")
        .file("c/e.txt", [0xC9u8, b'\n', 0])
        .corpus();
    assert_eq!(corpus.ids(), ["j", "t1", "t2", "c", "m"]);
    assert_eq!(corpus.places.iter().collect::<Vec<_>>(), [(0, 0), (1, 0), (1, 1), (2, 0), (3, 0)]);
    assert_eq!((corpus.codes(), corpus.skipped), (vec![ProblemCode::NoText], 1));
}

#[test]
fn what_was_kept_reads_back_the_same() {
    let example = Example::new("c").file("c/b.csv", "id;text;x\n1;\"a\nb\";2\n1;c\n").file("c/x.txt", [0u8]);
    let found = crate::corpus::sources(&example.collection);
    for file in &found.files {
        let read = crate::corpus::read(file, &example.collection, &std::env::temp_dir(), &|_| ());
        let kept = serde_json::to_string(&read).unwrap();
        let mut back: crate::corpus::FileRead = serde_json::from_str(&kept).unwrap();
        let incidents = serde_json::to_string(&read.incidents).unwrap();
        back.incidents = serde_json::from_str(&incidents).unwrap();
        for (back, read) in back.incidents.iter_mut().zip(&read.incidents) {
            back.narrative = read.narrative.clone();
        }
        assert_eq!(back, read);
    }
}

#[test]
fn many_clashes_between_two_files_are_told_as_one() {
    let table: String = (0..30).map(|row| format!("{row},x\n")).collect();
    let corpus = Example::new("c")
        .file("c/a.csv", format!("id,text\n{table}"))
        .file("c/b.csv", format!("id,text\n{table}"))
        .corpus();
    assert_eq!((corpus.incidents.len(), corpus.problems.len()), (60, 6));
    assert!(corpus.problems[5].message.contains("25 more incidents have an id that c/a.csv gave before"));
}

#[test]
fn a_spreadsheet_that_dropped_zeros_is_found_out() {
    let corpus = Example::new("t")
        .file("t/007.txt", "x")
        .file("who.csv", "id,who\n7,An\n")
        .entry(|entry| entry.table = Some(AttributeTable { file: "who.csv".into(), id: "id".into() }))
        .corpus();
    let help = corpus.problem(ProblemCode::RowWithoutNarrative).help.as_deref();
    assert!(help.is_some_and(|help| help.contains("did you mean `007`?")), "{help:?}");
}

#[test]
fn an_attribute_that_is_nearly_one_of_the_study_is_named() {
    let read = |header: &str| {
        let corpus = Example::new("a.csv")
            .file("a.csv", format!("id,text,{header}\na,x,geslaagd,1\n"))
            .with(|of| {
                of.outcome = Some(outcome(OtherOutcome::Report));
                of.respondent = Some("teller".into());
            })
            .corpus();
        corpus.problems.iter().map(|one| (one.code, one.message.clone())).collect::<Vec<_>>()
    };
    let near = |name: &str, meant: &str| {
        let message = format!("the attribute `{name}` is none that the study names; it names `{meant}`");
        (ProblemCode::NearAttribute, message)
    };
    assert_eq!(read("outcome,teller"), []);
    assert_eq!(read("Outcome,telller"), [near("Outcome", "outcome"), near("telller", "teller")]);
    assert_eq!(read("outcome,outcomes"), [], "the study's own name stands there");
}

/// What files are made of, and what breaks them.
const PIECES: &[&[u8]] = &[
    b"---\n",
    b"id: a\n",
    b"x: [1, {y: z}]\n",
    b"### incident: b\n",
    b"### Incident c\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"id,text,x\n",
    b"id;text\n",
    b"a,\"b",
    b"\",",
    b"\"",
    b";",
    b"\t",
    b"{\"id\": 1, \"text\": \"x\"}\n",
    b"{\"text\": {\"a\": [null, [1]]}}\n",
    b"[",
    b"\xC3\xA9",
    b"\xE9",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"a\0",
    b"\0",
    b"I: x\n",
    b"key: value\n",
    b"tekst ",
    b"\xF0\x9F\x98\x80",
    b"sep=;\n",
    b"&a *a\n",
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(300))]

    /// Whatever stands in a file, reading it ends well, and every narrative is a part of it.
    #[test]
    fn no_file_makes_reading_stumble(
        parts in proptest::collection::vec(proptest::sample::select(PIECES), 0..12),
        ending in proptest::sample::select(vec!["txt", "md", "csv", "tsv", "jsonl"]),
    ) {
        let bytes = parts.concat();
        let example = Example::new("c").file(&format!("c/f.{ending}"), &bytes).file("c/z.txt", "z");
        let corpus = example.corpus();
        let ids: std::collections::HashSet<&str> = corpus.ids().into_iter().collect();
        proptest::prop_assert_eq!(ids.len(), corpus.incidents.len());
        proptest::prop_assert_eq!(corpus.places.len(), corpus.incidents.len());
        for incident in &corpus.incidents {
            proptest::prop_assert!(incident.narrative.len() <= 3 * bytes.len() + 1);
        }
    }
}
