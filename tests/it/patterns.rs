//! Pairs of pattern (or rule) and text with their answer: the reference and the program give it.

use crate::reference::{self, Book, Code, Rule, Speakers};
use keerpunt::codebook::{Marks, Negated, Scope};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One line of `tests/fixtures/patterns/pairs.jsonl`.
#[derive(Deserialize)]
struct Pair {
    id: String,
    lang: String,
    pattern: Option<String>,
    rule: Option<Value>,
    text: String,
    #[serde(default)]
    hits: Vec<(usize, usize)>,
    expected: Option<Expected>,
    #[serde(default)]
    error: bool,
    #[serde(default)]
    speakers: Vec<String>,
    why: String,
}

#[derive(Deserialize)]
struct Expected {
    suggestions: Vec<ExpectedSuggestion>,
}

#[derive(Debug, PartialEq, Deserialize)]
struct ExpectedSuggestion {
    start: usize,
    end: usize,
    negated: bool,
    evidence: Vec<(usize, usize)>,
}

fn pairs() -> Vec<Pair> {
    let lines = include_str!("../fixtures/patterns/pairs.jsonl").lines();
    let pairs: Vec<Pair> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(pairs.len(), 147);
    pairs
}

fn strings(rule: &Value, field: &str) -> Vec<String> {
    rule.get(field).map(|list| serde_json::from_value(list.clone()).unwrap()).unwrap_or_default()
}

fn mode<T: DeserializeOwned + Default>(rule: &Value, field: &str) -> T {
    rule.get(field).map(|name| serde_json::from_value(name.clone()).unwrap()).unwrap_or_default()
}

fn reference_rule(rule: &Value) -> Rule {
    Rule {
        language: rule.get("lang").map(|tag| tag.as_str().unwrap().to_string()),
        any: strings(rule, "any"),
        all: strings(rule, "all"),
        none: strings(rule, "none"),
        within: mode::<Scope>(rule, "within"),
        marks: mode::<Marks>(rule, "marks"),
        negated: mode::<Negated>(rule, "negated"),
        valence: None,
    }
}

#[test]
fn the_reference_answers_every_pair() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let speakers = Speakers { exclude: pair.speakers.clone(), include: Vec::new() };
        let mut differs = |got: String, want: String| {
            if got != want {
                wrong.push(format!("{} ({}): {got}, not {want}", pair.id, pair.why));
            }
        };
        if let Some(pattern) = &pair.pattern {
            let got = reference::hits_in_sentences(pattern, &pair.text, &pair.lang, &speakers);
            match (pair.error, got) {
                (true, Ok(hits)) => differs(format!("{hits:?}"), "an error".into()),
                (true, Err(_)) => {}
                (false, got) => differs(format!("{got:?}"), format!("Ok({:?})", pair.hits)),
            }
        } else if let Some(expected) = &pair.expected {
            let rule = reference_rule(pair.rule.as_ref().unwrap());
            let book = Book { codes: vec![Code { rules: vec![rule], ..Code::default() }], ..Book::default() };
            let suggestions = reference::suggest(&book, &pair.text, &pair.lang, &speakers);
            let got: Vec<ExpectedSuggestion> = suggestions
                .into_iter()
                .map(|suggestion| ExpectedSuggestion {
                    start: suggestion.start,
                    end: suggestion.end,
                    negated: suggestion.negated,
                    evidence: suggestion.evidence.iter().map(|hit| (hit.0, hit.1)).collect(),
                })
                .collect();
            differs(format!("{got:?}"), format!("{:?}", expected.suggestions));
        } else {
            assert_eq!(pair.id, "P129", "only a rule with `none` alone is refused as a rule");
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
