//! Pairs of pattern (or rule) and text with their answer: the reference and the program give it.

use crate::folder::Folder;
use crate::reference::{self, Book, Code, Rule, Speakers};
use keerpunt::codebook::{self, Marks, Negated, Pattern, Scope};
use keerpunt::matcher::{Finder, Matcher};
use keerpunt::span::CharIndex;
use keerpunt::text::{self, Language};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

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

#[derive(Debug, Clone, PartialEq, Deserialize)]
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

/// What an implementation says of a pair.
#[derive(Debug, PartialEq)]
enum Answer {
    Refused,
    Hits(Vec<(usize, usize)>),
    Suggestions(Vec<ExpectedSuggestion>),
}

impl Pair {
    /// A codebook of one code with the rule of the pair.
    fn codebook(&self) -> String {
        let codes = json!([{"id": "one", "label": "one", "rules": [self.rule]}]);
        json!({"codebook": "pair", "version": "1", "codes": codes}).to_string()
    }

    fn answer(&self) -> Answer {
        match &self.expected {
            _ if self.error => Answer::Refused,
            Some(expected) => Answer::Suggestions(expected.suggestions.clone()),
            None => Answer::Hits(self.hits.clone()),
        }
    }
}

/// Asks every pair and lists those that were answered otherwise.
fn ask(implementation: impl Fn(&Pair) -> Answer) {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let answer = implementation(&pair);
        if answer != pair.answer() {
            wrong.push(format!("{} ({}): {answer:?}, not {:?}", pair.id, pair.why, pair.answer()));
        }
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_reference_answers_every_pair() {
    ask(|pair| {
        let speakers = Speakers { exclude: pair.speakers.clone(), include: Vec::new() };
        if let Some(pattern) = &pair.pattern {
            let hits = reference::hits_in_sentences(pattern, &pair.text, &pair.lang, &speakers);
            return hits.map_or(Answer::Refused, Answer::Hits);
        }
        let rule = reference_rule(pair.rule.as_ref().unwrap());
        if rule.any.is_empty() && rule.all.is_empty() {
            return Answer::Refused;
        }
        let book = Book { codes: vec![Code { rules: vec![rule], ..Code::default() }], ..Book::default() };
        let suggestions = reference::suggest(&book, &pair.text, &pair.lang, &speakers);
        let answer = suggestions.into_iter().map(|suggestion| ExpectedSuggestion {
            start: suggestion.start,
            end: suggestion.end,
            negated: suggestion.negated,
            evidence: suggestion.evidence.iter().map(|hit| (hit.0, hit.1)).collect(),
        });
        Answer::Suggestions(answer.collect())
    });
}

#[test]
fn the_program_answers_every_pair() {
    ask(|pair| {
        let language = Language::new(&pair.lang);
        let speakers = text::Speakers { exclude: pair.speakers.clone(), include: Vec::new() };
        let index = CharIndex::new(&pair.text);
        if let Some(pattern) = &pair.pattern {
            let Ok(pattern) = Pattern::parse(pattern, Some(&language)) else { return Answer::Refused };
            let hits = Finder::new(&pattern, &speakers).hits(&pair.text, &language, Scope::Sentence);
            return Answer::Hits(hits.into_iter().map(|hit| index.chars(hit)).collect());
        }
        let (Some(book), _) = codebook::read(&pair.codebook(), &language) else { return Answer::Refused };
        let suggestions = Matcher::new(&book, &speakers).suggest(&pair.text, &language);
        let answer = suggestions.into_iter().map(|suggestion| {
            let (start, end) = index.chars(suggestion.span);
            let evidence = suggestion.evidence.iter().map(|hit| index.chars(hit.span())).collect();
            ExpectedSuggestion { start, end, negated: suggestion.negated, evidence }
        });
        Answer::Suggestions(answer.collect())
    });
}

#[test]
fn the_program_answers_them_from_the_shell_too() {
    ask(|pair| match &pair.pattern {
        Some(pattern) => tried(pair, pattern),
        None => applied(pair),
    });
}

/// `keerpunt codebook try`.
fn tried(pair: &Pair, pattern: &str) -> Answer {
    let mut arguments = vec!["codebook", "try", pattern, "--lang", &pair.lang, "--format", "json"];
    for name in &pair.speakers {
        arguments.extend(["--exclude", name]);
    }
    let run = Folder::new().run_with(&arguments, &pair.text);
    if run.status == Some(2) && run.stdout.is_empty() {
        return Answer::Refused;
    }
    let document = run.expect(0).json();
    let number = |hit: &Value, field: &str| hit[field].as_u64().unwrap() as usize;
    let hits = document["hits"].as_array().unwrap();
    Answer::Hits(hits.iter().map(|hit| (number(hit, "start"), number(hit, "end"))).collect())
}

/// `keerpunt apply --stdin`.
fn applied(pair: &Pair) -> Answer {
    let mut study = json!({"keerpunt": 1, "corpus": [{"path": "corpus"}], "language": pair.lang, "codebook": "codebook.yaml"});
    if !pair.speakers.is_empty() {
        study["speakers"] = json!({"exclude": pair.speakers});
    }
    let folder =
        Folder::new().file("keerpunt.yaml", study.to_string()).file("codebook.yaml", pair.codebook());
    let line = json!({"id": "a", "narrative": pair.text}).to_string();
    let run = folder.run_with(&["apply", "--stdin"], &line);
    if run.status == Some(2) && run.stdout.is_empty() {
        return Answer::Refused;
    }
    let lines = run.expect(0).stdout;
    let suggestions = lines.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap();
        let place = |value: &Value, field: &str| value[field].as_u64().unwrap() as usize;
        let evidence = line["evidence"].as_array().unwrap().iter();
        ExpectedSuggestion {
            start: place(&line, "start"),
            end: place(&line, "end"),
            negated: line["negated"].as_bool().unwrap(),
            evidence: evidence.map(|hit| (place(hit, "start"), place(hit, "end"))).collect(),
        }
    });
    Answer::Suggestions(suggestions.collect())
}
