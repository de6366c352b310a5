//! Public archives as they were published: one-hot columns, two header rows, 23 files, tables of codes.
//!
//! The archives are no part of the repository; `tests/it/archives.rs` says where they are looked for.

use crate::archive_counts::{counts, data, told};
use crate::folder::Folder;
use keerpunt::index::Upkeep;
use keerpunt::study::{FILE, Study};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A study of an archive's own files.
fn study(entry: Value, more: Value) -> Folder {
    let mut study = json!({"keerpunt": 1, "language": "en", "corpus": [entry]});
    study.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Folder::new().file(FILE, study.to_string())
}

fn path(below: &str) -> String {
    data().join(below).to_str().unwrap().to_string()
}

/// Id, narrative and codes of an incident.
type Told = (String, String, BTreeSet<String>);

/// What the program reads, incident by incident.
fn read(folder: &Folder) -> Vec<Told> {
    let loaded = Study::open(&folder.path(FILE)).unwrap().load(Upkeep::Without, &|_| {});
    let readings = loaded.codings().incidents.clone();
    let incidents = loaded.corpus.incidents.into_iter().zip(readings);
    let told = incidents.map(|(incident, readings)| {
        let marks = readings.into_iter().flat_map(|reading| reading.marks);
        (incident.id.clone(), incident.narrative.to_string(), marks.map(|mark| mark.code).collect())
    });
    told.collect()
}

/// What the archive's JSON Lines say, with their codes of these groups.
fn lines(archive: &str, groups: &[&str]) -> Vec<Told> {
    let file = data().join(archive).join(archive).with_extension("jsonl");
    let text = fs::read_to_string(file).unwrap();
    let told = text.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let codes = line["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_string());
        let asked = |code: &String| groups.is_empty() || groups.iter().any(|group| code.starts_with(group));
        let text = |name: &str| line[name].as_str().unwrap_or_default().to_string();
        (text("id"), text("narrative"), codes.filter(asked).collect())
    });
    told.collect()
}

/// The counts of a crosstab, a row for each code.
fn crosstab(folder: &Folder, columns: &[&str]) -> BTreeMap<String, Vec<u64>> {
    let table = folder.run(&["crosstab", "--no-index", "--from", "codings", "--format", "json"]);
    counts(&table.expect(0).json(), columns)
}

/// How many incidents have each code.
fn frequencies(folder: &Folder) -> BTreeMap<String, Vec<u64>> {
    let run = folder.run(&["frequencies", "--no-index", "--from", "codings", "--format", "json"]);
    let table = run.json();
    let rows = table["rows"].as_array().unwrap().iter();
    rows.map(|row| (row["code"].as_str().unwrap().to_string(), vec![row["count"].as_u64().unwrap()]))
        .collect()
}

/// Every code of the reference has the same counts here.
fn are_met(got: &BTreeMap<String, Vec<u64>>, told: &BTreeMap<String, Vec<u64>>) {
    assert!(told.len() >= 5, "{} codes", told.len());
    for (code, counts) in told {
        assert_eq!(got.get(code), Some(counts), "{code}");
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn fifty_one_hot_columns_of_patients_comments_are_fifty_codes() {
    let folder = study(
        json!({
            "path": path("nhs_feedback/original/v6framework_230831.csv"),
            "columns": {"id": "Comment ID", "narrative": "FFT answer", "sentiment": "Comment sentiment"},
            "codes": {"one_hot": "Not assigned..Positive experience & gratitude", "coder": "labellers"},
        }),
        json!({"outcome": {"attribute": "sentiment", "values": {
            "positive": ["1", "2"], "mixed": ["3"], "negative": ["4", "5"],
        }}}),
    );
    let (read, lines) = (read(&folder), lines("nhs_feedback", &[]));
    assert_eq!(read.len(), lines.len());
    for (read, line) in read.iter().zip(&lines) {
        assert_eq!((format!("nhs2-{}", read.0), &read.2), (line.0.clone(), &line.2));
        assert!(line.1.trim().is_empty() || read.1 == line.1, "{}", read.0);
    }
    let columns = ["n_positive", "n_mixed", "n_negative"];
    let want = told("nhs_feedback", "code_x_three_outcomes", &columns);
    are_met(&crosstab(&folder, &["positive", "mixed", "negative"]), &want);
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn reports_of_firefighters_are_read_from_their_23_files() {
    let folder = study(
        json!({
            "path": path("safenet/original/SAFENET_{year}.csv"),
            "columns": {"id": "SAFENET ID", "narrative": "Narrative", "factors": "Contributing Factors"},
            "codes": [
                {"column": "Contributing Factors", "separator": ";", "coder": "reporters"},
                {"column": "Human Factors", "separator": ";", "coder": "reporters", "group": "hf"},
            ],
        }),
        json!({
            "attributes": {"factors": {"list": ";"}},
            "outcome": {"attribute": "factors", "values": {"human_factors": ["Human Factors"]}, "other": "ignore"},
        }),
    );
    let with_text = |all: Vec<Told>| -> Vec<Told> {
        let bare = |id: &str| id.trim_start_matches("safenet-").to_string();
        all.into_iter()
            .filter(|one| !one.1.trim().is_empty())
            .map(|one| (bare(&one.0), one.1, one.2))
            .collect()
    };
    let read = read(&folder);
    // Eleven rows of the files are empty, two have everything but a narrative.
    assert_eq!(read.len(), 2394 - 11);
    let (read, lines) = (with_text(read), with_text(lines("safenet", &[])));
    assert_eq!(read.len(), 2394 - 13);
    for (read, line) in read.iter().zip(&lines) {
        assert_eq!((&read.1, &read.2), (&line.1, &line.2), "{}", line.0);
    }
    are_met(&frequencies(&folder), &told("safenet", "factor_x_human_factors", &["incidents"]));
    are_met(
        &crosstab(&folder, &["human_factors"]),
        &told("safenet", "factor_x_human_factors", &["n_human_factors"]),
    );
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn a_table_saved_in_four_ways_is_one_study() {
    let want = lines("safenet", &[]);
    for (file, other) in [
        ("safenet_utf8_lf.csv", 0),
        ("safenet_utf8_bom_crlf_semicolon.csv", 0),
        ("safenet_utf16.tsv", 0),
        // One narrative has signs that Windows-1252 does not: they were saved as question marks.
        ("safenet_cp1252.csv", 1),
    ] {
        let folder = study(
            json!({
                "path": path(&format!("safenet/flavours/{file}")),
                "codes": {"column": "factors", "separator": ";", "coder": "reporters"},
            }),
            json!({}),
        );
        let read = read(&folder);
        assert_eq!(read.len(), want.len(), "{file}");
        let differ: Vec<(&Told, &Told)> =
            read.iter().zip(&want).filter(|(one, other)| one != other).collect();
        assert_eq!(differ.len(), other, "{file}: {:?}", differ.first());
        for (read, want) in differ {
            assert_eq!((&read.0, &read.2), (&want.0, &want.2), "{file}");
            assert!(read.1.contains('?') && read.1.chars().count() == want.1.chars().count(), "{file}");
        }
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn reports_of_pilots_are_read_from_tables_with_two_header_rows() {
    let folder = study(
        json!({
            "path": path("asrs/original/*.csv"),
            "header": 2,
            "columns": {"id": "ACN", "narrative": "Report 1 / Narrative", "anomaly": "Events / Anomaly"},
            "codes": [
                {"column": "Assessments / Primary Problem", "coder": "analysts", "group": "pp"},
                {"column": "Assessments / Contributing Factors / Situations", "separator": ";", "coder": "analysts", "group": "cf"},
                {"columns": ["Person 1 / Human Factors", "Person 2 / Human Factors"], "separator": ";", "coder": "analysts", "group": "hf"},
            ],
        }),
        json!({
            "attributes": {"anomaly": {"list": ";"}},
            "outcome": {"attribute": "anomaly", "values": {"nmac": ["Conflict NMAC"]}, "other": "ignore"},
        }),
    );
    let read: BTreeMap<String, Told> =
        read(&folder).into_iter().map(|one| (format!("asrs-{}", one.0), one)).collect();
    let lines = lines("asrs", &[]);
    assert_eq!(read.len(), lines.len());
    // Where a quotation mark is not doubled (in two rows, which are told) the JSON Lines lost it, and it is kept here.
    let bare = |text: &str| text.replace('"', "").trim().to_string();
    for (id, narrative, codes) in &lines {
        assert_eq!((bare(&read[id].1), &read[id].2), (bare(narrative), codes), "{id}");
    }
    let differ = lines.iter().filter(|(id, narrative, _)| read[id].1.trim() != narrative.trim()).count();
    assert_eq!(differ, 2);
    let run = folder.run(&["crosstab", "--no-index", "--format", "json"]);
    are_met(&counts(&run.json(), &["nmac"]), &told("asrs", "code_x_nmac", &["n_nmac"]));
    are_met(&frequencies(&folder), &told("asrs", "code_x_nmac", &["incidents"]));
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn failures_of_machines_are_read_from_a_table_beside_the_incidents() {
    let original = |file: &str| path(&format!("aiid/original/{file}"));
    let folder = study(
        json!({
            "path": original("incidents.csv"),
            "columns": {"id": "incident_id", "narrative": "description"},
            "attributes": {"file": original("classifications_CSETv1.csv"), "id": "Incident ID"},
            "codes": {
                "file": original("classifications_GMF.csv"),
                "id": "Incident ID",
                "column": "Known AI Technical Failure",
                "separator": ",",
                "coder": "editors",
                "group": "failure",
            },
        }),
        json!({"outcome": {"attribute": "Tangible Harm", "other": "ignore", "values": {
            "harm": ["tangible harm definitively occurred"],
            "no_harm": ["no tangible harm, near-miss, or issue"],
        }}}),
    );
    let read: BTreeMap<String, Told> =
        read(&folder).into_iter().map(|one| (format!("aiid-{}", one.0), one)).collect();
    let lines = lines("aiid", &["failure/"]);
    assert_eq!(read.len(), lines.len());
    for (id, narrative, codes) in &lines {
        assert_eq!((read[id].1.trim(), &read[id].2), (narrative.trim(), codes), "{id}");
    }
    // Only incidents that the editors classified are in the base.
    let run = folder.run(&["crosstab", "--no-index", "--format", "json"]).expect(0).json();
    let bases: Vec<&Value> =
        run["columns"].as_array().unwrap().iter().map(|column| &column["base"]).collect();
    assert_eq!(bases, [&json!(47), &json!(61)]);
    are_met(
        &crosstab(&folder, &["harm", "no_harm"]),
        &told("aiid", "gmf_failure_x_harm", &["n_harm", "n_no_harm"]),
    );
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn annotators_with_a_table_each_are_coders_of_their_own() {
    let original = |file: &str| path(&format!("aiid/original/{file}"));
    let codes: Vec<Value> = (1..=3)
        .map(|number| {
            let file = original(&format!("classifications_CSETv1_Annotator-{number}.csv"));
            json!({"file": file, "id": "Incident ID", "column": "Tangible Harm", "coder": format!("A{number}")})
        })
        .collect();
    let folder = study(
        json!({
            "path": original("incidents.csv"),
            "columns": {"id": "incident_id", "narrative": "description"},
            "codes": codes,
        }),
        json!({}),
    );
    let mut want: BTreeMap<String, BTreeMap<String, Vec<u64>>> = BTreeMap::new();
    for line in csv::Reader::from_path(data().join("aiid/coders_long.csv")).unwrap().records() {
        let line = line.unwrap();
        if &line[2] == "Tangible Harm" {
            let counts = want.entry(line[1].to_string()).or_default();
            counts.entry(line[3].trim().to_string()).or_insert_with(|| vec![0])[0] += 1;
        }
    }
    assert_eq!(want.keys().collect::<Vec<_>>(), ["A1", "A2", "A3"]);
    for (coder, want) in &want {
        let from = format!("coder:{coder}");
        let table = folder.run(&["frequencies", "--no-index", "--from", &from, "--format", "json"]).json();
        let rows = table["rows"].as_array().unwrap().iter();
        let got: BTreeMap<String, Vec<u64>> = rows
            .map(|row| (row["code"].as_str().unwrap().to_string(), vec![row["count"].as_u64().unwrap()]))
            .filter(|(_, count)| count[0] > 0)
            .collect();
        assert_eq!(&got, want, "{coder}");
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn stretches_of_two_coders_equal_the_reference_and_each_holds_its_text() {
    let outcomes = ["near_miss_report", "lesson_DE", "lesson_LL", "lesson_REC"];
    let folder = study(
        json!({"path": path("nasa_spans/nasa_spans.jsonl"), "codes": {"spans": "spans"}}),
        json!({"outcome": {"attribute": "outcome", "values": outcomes}}),
    );
    let columns = outcomes.map(|value| format!("n_{value}"));
    are_met(&crosstab(&folder, &outcomes), &told("nasa_spans", "code_x_part", &columns));
    // Every stretch carries its text, and one that stood elsewhere would have been told.
    let run = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!(run["problems"], json!([]));
    let text = fs::read_to_string(data().join("nasa_spans/nasa_spans.jsonl")).unwrap();
    let mut want: BTreeMap<String, BTreeSet<(String, u64, u64)>> = BTreeMap::new();
    for line in text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        for span in line["spans"].as_array().unwrap().iter().filter(|span| span["coder"] == "HW") {
            let place = |name: &str| span[name].as_u64().unwrap();
            let stretch = (line["id"].as_str().unwrap().to_string(), place("start"), place("end"));
            want.entry(span["code"].as_str().unwrap().to_string()).or_default().insert(stretch);
        }
    }
    let arguments = ["crosstab", "--no-index", "--unit", "segment", "--from", "coder:HW", "--format", "json"];
    let table = folder.run(&arguments).expect(0).json();
    for row in table["rows"].as_array().unwrap() {
        let stretches = want[row["code"].as_str().unwrap()].len();
        assert_eq!(row["total"], json!(stretches), "{}", row["code"]);
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn an_export_of_an_annotation_program_in_windows_1252_is_read() {
    let folder = study(
        json!({
            "path": path("nasa_spans/original/hswalsh_LLIS_LL_IAA.jsonl"),
            "columns": {"narrative": "data"},
            "codes": {"spans": "label", "coder": "HW"},
        }),
        json!({}),
    );
    let index = folder.run(&["index", "--format", "json"]).expect(0).json();
    assert_eq!((&index["problems"], &index["incidents"]), (&json!([]), &json!(25)));
    let table = folder.run(&["frequencies", "--from", "coder:HW", "--format", "json"]).expect(0).json();
    let row = table["rows"].as_array().unwrap().iter().find(|row| row["code"] == "CAU").unwrap();
    assert_eq!((&row["count"], &row["segments"]), (&json!(16), &json!(24)));
}
