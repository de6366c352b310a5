//! Real archives, read as they were published and as others saved them. They are not part of the
//! repository: KEERPUNT_DATA names the folder that holds them.

use keerpunt::corpus::{self, Collection, Corpus, Entry, ProblemCode};
use keerpunt::text::{Language, Speakers};
use std::path::PathBuf;

const WHY: &str = "KEERPUNT_DATA must name the folder with the archives";

fn data() -> PathBuf {
    PathBuf::from(std::env::var_os("KEERPUNT_DATA").expect(WHY))
}

fn read(entry: Entry) -> Corpus {
    let collection = Collection {
        root: data(),
        entries: vec![entry],
        language: Language::new("en"),
        outcome: None,
        respondent: None,
        attributes: Vec::new(),
        speakers: Speakers::default(),
    };
    let found = corpus::sources(&collection);
    let reads = found.files.iter().map(|file| corpus::read(file, &collection)).collect();
    let mut corpus = corpus::assemble(&collection, found.files, reads);
    corpus.problems.extend(found.problems);
    corpus
}

fn path(path: &str, columns: &[(&str, &str)]) -> Entry {
    let columns = columns.iter().map(|(attribute, column)| (attribute.to_string(), column.to_string()));
    Entry { path: path.into(), columns: columns.collect(), ..Entry::default() }
}

/// Id, narrative and outcome of every incident.
fn told(corpus: &Corpus) -> Vec<(&str, &str, String)> {
    let outcome = |one: &corpus::Incident| one.attribute("outcome").map(|value| value.text().into_owned());
    corpus
        .incidents
        .iter()
        .map(|one| (one.id.as_str(), one.narrative.as_str(), outcome(one).unwrap_or_default()))
        .collect()
}

#[test]
#[ignore = "needs KEERPUNT_DATA"]
fn five_flavours_of_one_archive_are_the_same_incidents() {
    let reference = read(path("safenet/safenet.jsonl", &[]));
    assert_eq!(reference.incidents.len(), 2394);
    let flavours = [
        ("safenet_utf8_lf.csv", 0),
        ("safenet_utf8_bom_crlf_semicolon.csv", 0),
        ("safenet_utf16.tsv", 0),
        // Signs that Windows-1252 does not have were replaced when it was saved.
        ("safenet_cp1252.csv", 1),
    ];
    for (name, differ) in flavours {
        let corpus = read(path(&format!("safenet/flavours/{name}"), &[]));
        let pairs = told(&corpus);
        let other = told(&reference).into_iter().zip(&pairs).filter(|(left, right)| left != *right).count();
        assert_eq!((pairs.len(), other), (2394, differ), "{name}");
        assert!(corpus.problems.is_empty(), "{name}: {:?}", corpus.problems);
    }
}

#[test]
#[ignore = "needs KEERPUNT_DATA"]
fn archives_have_the_incidents_that_their_readme_counts() {
    for (name, incidents, empty) in [
        ("safenet", 2394, 13),
        ("nhs_feedback", 7908, 514),
        ("moties_nl", 8041, 0),
        ("asrs", 1166, 0),
        ("aiid", 1367, 0),
    ] {
        let corpus = read(path(&format!("{name}/{name}.jsonl"), &[]));
        let without = corpus.incidents.iter().filter(|one| one.narrative.trim().is_empty()).count();
        assert_eq!((corpus.incidents.len(), without), (incidents, empty), "{name}");
        assert!(corpus.problems.is_empty(), "{name}: {:?}", corpus.problems);
    }
}

#[test]
#[ignore = "needs KEERPUNT_DATA"]
fn tables_are_read_as_they_were_published() {
    let yearly =
        path("safenet/original/SAFENET_{year}.csv", &[("id", "SAFENET ID"), ("narrative", "Narrative")]);
    let safenet = read(yearly);
    // Eleven of the reference's incidents are rows without a single value.
    assert_eq!(safenet.incidents.len(), 2394 - 11);
    assert!(safenet.problems.iter().all(|one| one.code == ProblemCode::UnevenRow), "{:?}", safenet.problems);
    assert!(safenet.attributes.iter().any(|one| one.name == "year"));
    for (file, incidents) in [("asrs_acas_926", 926), ("asrs_drone_50", 50), ("asrs_uav_190", 190)] {
        let columns = [("id", "ACN"), ("narrative", "Report 1 / Narrative")];
        let entry = Entry { header: Some(2), ..path(&format!("asrs/original/{file}.csv"), &columns) };
        assert_eq!(read(entry).incidents.len(), incidents, "{file}");
    }
    let aiid =
        read(path("aiid/original/incidents.csv", &[("id", "incident_id"), ("narrative", "description")]));
    assert_eq!(aiid.incidents.len(), 1367);
    let nhs = path(
        "nhs_feedback/original/v6framework_230831.csv",
        &[("id", "Comment ID"), ("narrative", "FFT answer")],
    );
    assert_eq!(read(nhs).incidents.len(), 7908);
}
