//! Dictionaries of words, as rules over public archives: as many incidents as others counted.
//!
//! The archives are no part of the repository; `tests/it/archives.rs` says where they are looked for.

use crate::archive_counts::{counts, data};
use crate::folder::Folder;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// A codebook with a code for each pattern, named by its number.
fn book(language: &str, patterns: &[String]) -> String {
    let code = |(number, pattern): (usize, &String)| {
        json!({
            "id": format!("p{number}"),
            "label": pattern,
            "rules": [{"lang": language, "within": "incident", "negated": "ignore", "any": [format!("/{pattern}/")]}],
        })
    };
    let codes: Vec<Value> = patterns.iter().enumerate().map(code).collect();
    json!({"codebook": "dictionary", "version": "1.0.0", "title": "Dictionary", "codes": codes}).to_string()
}

/// A study of one archive by its outcome, with a code for each pattern.
fn study(archive: &str, file: &str, language: &str, outcomes: &[&str], patterns: &[String]) -> Folder {
    let path = data().join(archive).join(file).with_extension("jsonl");
    let study = json!({
        "keerpunt": 1,
        "language": language,
        "corpus": [{"path": path}],
        "codebook": "book.yaml",
        "outcome": {"attribute": "outcome", "values": outcomes, "other": "ignore"},
    });
    Folder::new().file("keerpunt.yaml", study.to_string()).file("book.yaml", book(language, patterns))
}

/// The rows of a reference table, by the names of its columns.
fn rows(archive: &str, table: &str) -> Vec<BTreeMap<String, String>> {
    let file = data().join(archive).join("reference").join(table);
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

fn lines(archive: &str, file: &str) -> Vec<Value> {
    let text = fs::read_to_string(data().join(archive).join(file).with_extension("jsonl")).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// What the rules find, against what people coded: as many of each, and of both together.
fn dictionary_is_met(archive: &str, file: &str, outcomes: &[&str]) {
    let rows = rows(archive, "dictionary_vs_human.csv");
    let patterns: Vec<String> = rows.iter().map(|row| row["pattern"].clone()).collect();
    let folder = study(archive, file, "en", outcomes, &patterns);
    let table = folder.run(&["frequencies", "--format", "json", "--no-index"]).expect(0).json();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in folder.run(&["apply", "--format", "jsonl"]).expect(0).stdout.lines() {
        let one: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| one[name].as_str().unwrap().to_string();
        found.entry(text("code")).or_default().insert(text("incident"));
    }
    let lines = lines(archive, file);
    assert!(rows.len() >= 3, "{archive}: {} patterns", rows.len());
    for (number, row) in rows.iter().enumerate() {
        let (code, human) = (format!("p{number}"), row["human_code"].as_str());
        let of = |name: &str| row[name].parse::<u64>().unwrap();
        let found = &found[&code];
        let has_text = |line: &&Value| line["narrative"].as_str().is_some_and(|text| !text.trim().is_empty());
        let coded: BTreeSet<String> = lines
            .iter()
            .filter(has_text)
            .filter(|line| line["codes"].as_array().unwrap().iter().any(|code| code == human))
            .map(|line| line["id"].as_str().unwrap().to_string())
            .collect();
        let both = found.intersection(&coded).count() as u64;
        assert_eq!(table["rows"][number]["count"], json!(of("dictionary")), "{archive}: {human}");
        assert_eq!(
            (table["base"].as_u64().unwrap(), found.len() as u64, coded.len() as u64, both),
            (of("units"), of("dictionary"), of("human"), of("both")),
            "{archive}: {human}"
        );
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn dictionaries_find_as_many_incidents_as_the_reference_says() {
    dictionary_is_met("nhs_feedback", "nhs_feedback", &["positive", "negative"]);
    dictionary_is_met("safenet", "safenet", &["human_factors", "no_human_factors"]);
    dictionary_is_met("osha_construction", "osha_tagged1000", &["fatal", "nonfatal_title"]);
}

/// Patterns by name, as the archive's own file has them.
fn keywords(archive: &str) -> BTreeMap<String, String> {
    let file = data().join(archive).join("reference/keyword_patterns.json");
    serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap()
}

/// The counts of each pattern in the columns of a table are those of the reference.
fn keywords_are_met(archive: &str, reference: &str, names: &[&String], table: &Value, outcomes: &[&str]) {
    let got = counts(table, outcomes);
    let rows = rows(archive, reference);
    assert!(rows.len() >= 4, "{reference}: {} patterns", rows.len());
    for row in rows {
        let number = names.iter().position(|name| **name == row["code"]).expect("a pattern of this name");
        let told: Vec<u64> =
            outcomes.iter().map(|value| row[&format!("n_{value}")].parse().unwrap()).collect();
        assert_eq!(got[&format!("p{number}")], told, "{archive}/{reference}: {}", row["code"]);
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn keywords_by_outcome_equal_the_reference_also_within_an_attribute() {
    let outcomes = ["aangenomen", "verworpen"];
    let keywords = keywords("moties_nl");
    let (names, patterns): (Vec<&String>, Vec<String>) =
        keywords.iter().map(|(name, pattern)| (name, pattern.clone())).unzip();
    let folder = study("moties_nl", "moties_nl", "nl", &outcomes, &patterns);
    let ask = |more: &[&str]| {
        folder.run(&[&["crosstab", "--no-index", "--format", "json"], more].concat()).expect(0).json()
    };
    keywords_are_met("moties_nl", "keyword_x_uitslag.csv", &names, &ask(&[]), &outcomes);
    let within = ask(&["--within", "kabinetsappreciatie"]);
    for (value, reference) in [
        ("Ontraden", "keyword_x_uitslag_Ontraden.csv"),
        ("Oordeel Kamer", "keyword_x_uitslag_Oordeel_Kamer.csv"),
    ] {
        let tables = within["tables"].as_array().unwrap();
        let table = tables.iter().find(|table| table["value"] == json!(value)).expect("a table within it");
        keywords_are_met("moties_nl", reference, &names, table, &outcomes);
    }
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn keywords_of_flights_equal_the_reference() {
    let outcomes = ["fatal", "nonfatal"];
    let keywords = keywords("ntsb_20k");
    let (names, patterns): (Vec<&String>, Vec<String>) =
        keywords.iter().map(|(name, pattern)| (name, pattern.clone())).unzip();
    let folder = study("ntsb_20k", "ntsb_20k", "en", &outcomes, &patterns);
    let table = folder.run(&["crosstab", "--no-index", "--format", "json"]).expect(0).json();
    keywords_are_met("ntsb_20k", "keyword_x_fatal.csv", &names, &table, &outcomes);
}

/// An archive with words that occur in it.
struct Small {
    name: &'static str,
    language: &'static str,
    outcomes: &'static [&'static str],
    words: [&'static str; 3],
}

const SMALL: [Small; 10] = [
    Small {
        name: "nhs_feedback",
        language: "en",
        outcomes: &["positive", "mixed", "negative"],
        words: ["wait*", "friendly", "listen~"],
    },
    Small {
        name: "safenet",
        language: "en",
        outcomes: &["human_factors", "no_human_factors"],
        words: ["radio*", "drive~", "(too|very) hot"],
    },
    Small {
        name: "osha_construction",
        language: "en",
        outcomes: &["fatal", "nonfatal_title"],
        words: ["ladder*", "fall~", "power ..2.. line*"],
    },
    Small {
        name: "aiid",
        language: "en",
        outcomes: &["harm", "near_miss", "issue", "no_harm"],
        words: ["deepfake*", "(car|vehicle)", "generate~"],
    },
    Small {
        name: "asrs",
        language: "en",
        outcomes: &["nmac", "other_event"],
        words: ["tfc", "evasive action", "turn~"],
    },
    Small {
        name: "nasa_spans",
        language: "en",
        outcomes: &["near_miss_report", "lesson_DE", "lesson_LL", "lesson_REC"],
        words: ["fail*", "should", "drone*"],
    },
    Small {
        name: "moties_nl",
        language: "nl",
        outcomes: &["aangenomen", "verworpen"],
        words: ["gemeente*", "werkgever~", "verzoekt ..5.. onderzoek*"],
    },
    Small {
        name: "wetten_szw_nl",
        language: "nl",
        outcomes: &["noemt_werkgever", "noemt_geen_werkgever"],
        words: ["werkgever~", "uitkering*", "re-integratie*"],
    },
    Small {
        name: "ntsb_20k",
        language: "en",
        outcomes: &["fatal", "nonfatal"],
        words: ["stall~", "runway", "student pilot"],
    },
    Small {
        name: "dutch_language",
        language: "nl",
        outcomes: &["wiki", "news"],
        words: ["stad*", "werk~", "(man|vrouw)"],
    },
];

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn every_archive_gives_the_same_table_by_its_outcome_with_and_without_an_index() {
    for small in SMALL {
        let name = small.name;
        let codes: Vec<Value> = small
            .words
            .iter()
            .enumerate()
            .map(|(number, word)| json!({"id": format!("w{number}"), "label": word, "rules": [{"any": [word]}]}))
            .collect();
        let book = json!({"codebook": "words", "version": "1.0.0", "title": "Words", "codes": codes});
        let folder = study(name, name, small.language, small.outcomes, &[]);
        folder.write("book.yaml", book.to_string());
        let straight = folder.run(&["crosstab", "--no-index", "--format", "json"]).expect(0);
        let index = folder.run(&["index", "--format", "json"]).expect(0).json();
        let indexed = folder.run(&["crosstab", "--format", "json"]).expect(0);
        assert!(straight.stdout == indexed.stdout, "{name}");
        let (table, lines) = (straight.json(), lines(name, name));
        assert_eq!(index["incidents"], json!(lines.len()), "{name}");
        for column in table["columns"].as_array().unwrap() {
            let with_text = lines.iter().filter(|line| {
                line["outcome"] == column["value"]
                    && !line["narrative"].as_str().unwrap_or_default().trim().is_empty()
            });
            assert_eq!(column["incidents"], json!(with_text.count()), "{name}: {column}");
        }
        for row in table["rows"].as_array().unwrap() {
            assert!(row["total"].as_u64().unwrap() >= 3, "{name}: {row}");
        }
    }
}
