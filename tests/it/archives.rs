//! Public archives of thousands of incidents, by their outcome: the same table on every road.
//!
//! They are not part of the repository. `KEERPUNT_DATA` names the folder that holds them, a folder
//! an archive; where there is none, these tests say that they were ignored, and why.

use crate::agreement_of_ways::{as_reference, from_the_program};
use crate::folder::Folder;
use crate::reference::{self, Speakers};
use keerpunt::codebook;
use keerpunt::text::Language;
use regex::Regex;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

struct Archive {
    name: &'static str,
    language: &'static str,
    outcomes: &'static [&'static str],
    /// A search that finds many.
    query: &'static str,
}

const SAFENET: Archive = Archive {
    name: "safenet",
    language: "en",
    outcomes: &["human_factors", "no_human_factors"],
    query: "radio* ..5.. (fail*|broken|dead)",
};

const NHS_FEEDBACK: Archive = Archive {
    name: "nhs_feedback",
    language: "en",
    outcomes: &["positive", "mixed", "negative"],
    query: "wait AND NOT staff",
};

const MOTIES_NL: Archive = Archive {
    name: "moties_nl",
    language: "nl",
    outcomes: &["aangenomen", "verworpen"],
    query: "gemeente <5> rijk*",
};

/// The key under which a value stands that is none.
const WITHOUT: &str = "";

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn close_calls_of_firefighters_give_one_table_on_every_road() {
    SAFENET.is_counted_alike();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn comments_of_patients_give_one_table_on_every_road() {
    NHS_FEEDBACK.is_counted_alike();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn motions_of_a_parliament_give_one_table_on_every_road() {
    MOTIES_NL.is_counted_alike();
}

#[test]
#[cfg_attr(not(keerpunt_data), ignore = "the archives are not here: KEERPUNT_DATA names their folder")]
fn the_reference_suggests_the_same_for_real_narratives() {
    for archive in [SAFENET, NHS_FEEDBACK, MOTIES_NL] {
        archive.agrees_with_the_reference(60);
    }
}

impl Archive {
    fn folder(&self) -> PathBuf {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
        std::env::var_os("KEERPUNT_DATA").map_or_else(beside, PathBuf::from).join(self.name)
    }

    fn lines(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.folder().join(self.name).with_extension("jsonl")).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn codebook(&self) -> PathBuf {
        let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/archives");
        books.join(self.name).with_extension("yaml")
    }

    fn study(&self) -> Folder {
        let values: BTreeMap<_, _> = self.outcomes.iter().map(|value| (value, [value])).collect();
        let study = json!({
            "keerpunt": 1,
            "language": self.language,
            "corpus": [{"path": self.folder().join(self.name).with_extension("jsonl")}],
            "codebook": self.codebook(),
            "outcome": {"attribute": "outcome", "values": values},
        });
        Folder::new().file("keerpunt.yaml", study.to_string())
    }

    /// What the archive's own README counts: records, and records of each outcome.
    fn told(&self) -> (usize, BTreeMap<String, usize>) {
        let readme = fs::read_to_string(self.folder().join("README.md")).unwrap();
        let line = Regex::new(r"(?m)^records: (\d+); outcome: \{(.*)\}$").unwrap();
        let found = line.captures(&readme).expect("the README counts records by outcome");
        let each = Regex::new(r"(?:'(\w+)'|None): (\d+)").unwrap();
        let counts = each.captures_iter(&found[2]).map(|one| {
            let value = one.get(1).map_or(WITHOUT, |value| value.as_str());
            (value.to_string(), one[2].parse().unwrap())
        });
        (found[1].parse().unwrap(), counts.collect())
    }

    fn is_counted_alike(&self) {
        let (records, by_outcome) = self.told();
        let mut with_text: BTreeMap<String, usize> = BTreeMap::new();
        let mut all: BTreeMap<String, usize> = BTreeMap::new();
        for line in self.lines() {
            let outcome = line["outcome"].as_str().unwrap_or(WITHOUT).to_string();
            let has_text = line["narrative"].as_str().is_some_and(|text| !text.trim().is_empty());
            *with_text.entry(outcome.clone()).or_default() += usize::from(has_text);
            *all.entry(outcome).or_default() += 1;
        }
        assert_eq!(all, by_outcome, "{}: the README", self.name);

        let folder = self.study();
        let straight = folder.run(&["crosstab", "--no-index", "--format", "json"]).expect(0);
        let index = folder.run(&["index", "--format", "json"]).expect(0).json();
        assert_eq!(index["incidents"], json!(records), "{}", self.name);
        let found = index["problems"].as_array().unwrap();
        let told: Vec<_> = found.iter().filter(|one| one["severity"] != "note").collect();
        assert!(told.is_empty(), "{}: {told:?}", self.name);
        for more in [&[][..], &["--frozen"]] {
            let table = folder.run(&[&["crosstab", "--format", "json"], more].concat()).expect(0);
            assert!(table.stdout == straight.stdout, "{}: {more:?}", self.name);
        }

        let table = straight.json();
        let number = |value: &Value| value.as_u64().unwrap() as usize;
        assert_eq!(number(&table["incidents"]) + number(&table["without_text"]), records);
        assert_eq!(number(&table["without_value"]), with_text.get(WITHOUT).copied().unwrap_or(0));
        assert_eq!(number(&table["other"]), 0);
        for column in table["columns"].as_array().unwrap() {
            let value = column["value"].as_str().unwrap();
            assert_eq!(number(&column["incidents"]), with_text[value], "{}: {value}", self.name);
        }
        let leaves = table["rows"].as_array().unwrap().iter().filter(|row| row["group"] == json!(false));
        assert!(leaves.filter(|row| number(&row["total"]) > 10).count() >= 8, "{}: codes of use", self.name);

        let search = |more: &[&str]| {
            folder.run(&[&["search", self.query, "--format", "json"], more].concat()).expect(0).json()
        };
        let found = search(&[]);
        assert!(found["total"].as_u64().unwrap() > 10, "{}: {}", self.name, found["total"]);
        assert_eq!(search(&["--no-index"]), found, "{}", self.name);
    }

    fn agrees_with_the_reference(&self, narratives: usize) {
        let language = Language::new(self.language);
        let text = fs::read_to_string(self.codebook()).unwrap();
        let book = codebook::read(&text, &language).0.unwrap();
        let own = as_reference(&book);
        let lines = self.lines();
        let mut found = 0;
        for line in lines.iter().step_by(lines.len() / narratives) {
            let narrative = line["narrative"].as_str().unwrap_or_default();
            let want = reference::suggest(&own, narrative, self.language, &Speakers::default());
            let got = from_the_program(&book, narrative, &language, &Default::default());
            found += want.len();
            assert_eq!(got, want, "{} {}", self.name, line["id"]);
        }
        assert!(found > narratives / 2, "{}: {found} suggestions", self.name);
    }
}
