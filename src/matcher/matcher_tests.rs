//! Tests of whole codebooks over whole narratives.

use super::*;
use crate::codebook;
use crate::codebook::{Pattern, Scope};

struct Found {
    code: String,
    quote: String,
    evidence: Vec<(String, usize)>,
    negated: bool,
    valence: Option<Valence>,
}

fn suggest_with(book: &str, narrative: &str, speakers: &Speakers) -> Vec<Found> {
    let language = Language::new("nl");
    let (book, diagnostics) = codebook::read(book, &language);
    let book = book.unwrap_or_else(|| panic!("{diagnostics:?}"));
    let suggestions = Matcher::new(&book, speakers).suggest(narrative, &language);
    let found = suggestions.into_iter().map(|suggestion| Found {
        code: book.codes[suggestion.code].id.clone(),
        quote: suggestion.span.of(narrative).to_string(),
        evidence: suggestion
            .evidence
            .iter()
            .map(|evidence| (evidence.span().of(narrative).to_string(), evidence.rule()))
            .collect(),
        negated: suggestion.negated,
        valence: suggestion.valence,
    });
    found.collect()
}

fn suggest(book: &str, narrative: &str) -> Vec<(String, String)> {
    let found = suggest_with(book, narrative, &Speakers::default());
    found.into_iter().map(|found| (found.code, found.quote)).collect()
}

fn pair(code: &str, quote: &str) -> (String, String) {
    (code.to_string(), quote.to_string())
}

fn hits(pattern: &str, narrative: &str, scope: Scope) -> Vec<String> {
    let language = Language::new("nl");
    let pattern = Pattern::parse(pattern, Some(&language)).unwrap();
    let speakers = Speakers::default();
    let hits = Finder::new(&pattern, &speakers).hits(narrative, &language, scope);
    hits.into_iter().map(|hit| hit.of(narrative).to_string()).collect()
}

#[test]
fn a_code_reference_sees_counted_suggestions_of_the_code_and_those_below_it() {
    let book = "
codebook: b
version: 1.0.0
codes:
  - {id: late, label: L, definition: d, rules: [{all: ['code:group', uitzondering*], within: paragraph, marks: paragraph}]}
  - id: group
    label: G
    group: true
    codes:
      - {id: rule, label: R, definition: d, rules: [{any: [richtlijn*]}]}
";
    assert_eq!(
        suggest(book, "De richtlijn was streng. Toch een uitzondering.\n\nEen uitzondering."),
        [
            pair("late", "De richtlijn was streng. Toch een uitzondering."),
            pair("group.rule", "De richtlijn was streng."),
        ]
    );
    assert_eq!(
        suggest(book, "Er was geen richtlijn. Wel een uitzondering."),
        [pair("group.rule", "Er was geen richtlijn.")]
    );
}

#[test]
fn references_go_through_chains_and_need_no_word_of_their_own() {
    let book = "
codebook: b
version: 1.0.0
codes:
  - {id: c, label: C, definition: d, rules: [{any: ['code:b'], within: incident, marks: match}]}
  - {id: b, label: B, definition: d, rules: [{any: ['code:a'], none: [niet]}]}
  - {id: a, label: A, definition: d, rules: [{any: [werk], marks: match}]}
";
    assert_eq!(
        suggest(book, "Het werk. Ander werk niet."),
        [pair("c", "Het werk."), pair("b", "Het werk."), pair("a", "werk"), pair("a", "werk"),]
    );
}

#[test]
fn rules_of_one_code_meet_in_one_suggestion() {
    let book = "
codebook: b
version: 1.0.0
codes:
  - id: a
    label: A
    definition: d
    polarity: either
    rules:
      - {any: [overleg], valence: enacted}
      - {any: [gesprek], valence: lacking, negated: ignore}
      - {any: [overleg gesprek], marks: match}
";
    let found = suggest_with(book, "Er was geen overleg gesprek.", &Speakers::default());
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].evidence, [("overleg".to_string(), 1), ("gesprek".to_string(), 2)]);
    assert!(!found[0].negated);
    assert_eq!(found[0].valence, Some(Valence::Enacted));
    assert_eq!((found[1].quote.as_str(), found[1].negated), ("overleg gesprek", true));
}

#[test]
fn an_incident_is_one_scope_though_it_is_read_in_pieces() {
    let book = "
codebook: b
version: 1.0.0
codes:
  - {id: a, label: A, definition: d, rules: [{all: [klacht, antwoord], within: incident, marks: incident}]}
  - {id: b, label: B, definition: d, rules: [{any: [klacht ..9.. antwoord], within: incident}]}
";
    let speakers = Speakers { exclude: vec!["I".into()], include: Vec::new() };
    let found = suggest_with(book, "R: De klacht.\nI: En?\nR: Het antwoord.", &speakers);
    assert_eq!(found.iter().map(|found| found.code.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn excluded_turns_are_searched_but_not_coded() {
    let language = Language::new("nl");
    let pattern = Pattern::parse("klacht", Some(&language)).unwrap();
    let speakers = Speakers { exclude: vec!["I".into()], include: Vec::new() };
    let finder = Finder::new(&pattern, &speakers);
    let text = "I: De klacht?\nR: Die klacht.";
    assert_eq!(finder.hits(text, &language, Scope::Sentence).len(), 1);
    assert_eq!(finder.hits_everywhere(text, &language, Scope::Sentence).len(), 2);
}

#[test]
fn one_matcher_reads_many_languages() {
    let text = "codebook: b\nversion: 1.0.0\ncodes:\n  - {id: a, label: A, definition: d, rules: [{any: [werk~]}]}\n";
    let (book, _) = codebook::read(text, &Language::new("nl"));
    let book = book.unwrap();
    let speakers = Speakers::default();
    let matcher = Matcher::new(&book, &speakers);
    for _ in 0..2 {
        assert_eq!(matcher.suggest("Zij werken.", &Language::new("nl")).len(), 1);
        assert_eq!(matcher.suggest("Zij werken.", &Language::new("la")).len(), 0);
    }
}

#[test]
fn nested_gaps_and_options_take_no_more_time_than_there_are_places() {
    let mut pattern = "(a|b)".to_string();
    while pattern.len() < 1_000 {
        pattern = format!("((a)? ({pattern} | a <50> {pattern} | (a)? (b)? {pattern}))");
    }
    let text = "a b ".repeat(60);
    assert!(!hits(&pattern, &text, Scope::Incident).is_empty());
    let deep = (0..20).fold("a".to_string(), |inside, _| format!("a ..50.. ({inside})"));
    let begun = std::time::Instant::now();
    assert!(hits(&format!("{deep} zz"), &text, Scope::Incident).is_empty());
    assert!(hits("a ..50.. b ..50.. zz", &format!("{}zz", "a b ".repeat(4_000)), Scope::Incident).len() == 1);
    assert!(begun.elapsed().as_secs() < 20);
}

#[test]
fn a_gap_may_stand_inside_a_row_that_takes_parts() {
    assert_eq!(hits("x (a <2> b) y", "x b en a y", Scope::Sentence), ["x b en a y"]);
    assert_eq!(hits("go (around ..1.. x)", "een go-around dan x", Scope::Sentence), ["go-around dan x"]);
    assert_eq!(hits("_ werk _", "op-werk-aan werk", Scope::Sentence), ["op-werk-aan"]);
}
