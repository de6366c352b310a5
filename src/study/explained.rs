//! A code explained: how each pattern was read, what it finds in the corpus, and examples.

use super::parts::{Found, Part, find_parts, parts_of};
use super::rehearsal::Ground;
use super::suggestions::suggestions;
use crate::codebook::{Codebook, Pattern, Rule};
use crate::span::Span;

/// One rule of a code, explained.
#[derive(Debug)]
pub struct RuleExplained<'a> {
    /// The rule.
    pub rule: &'a Rule,
    /// In how many incidents it finds something, negated or not; none without a corpus.
    pub incidents: Option<usize>,
    /// Its patterns, in the order any, all, none.
    pub patterns: Vec<PatternExplained<'a>>,
    /// The first things it finds.
    pub examples: Vec<Example>,
}

/// One pattern of a rule, explained.
#[derive(Debug)]
pub struct PatternExplained<'a> {
    /// `any`, `all` or `none`.
    pub list: &'static str,
    /// The pattern.
    pub pattern: &'a Pattern,
    /// How it was read, in lines.
    pub read: Vec<String>,
    /// What it finds by itself; none without a corpus, and for `code:`.
    pub found: Option<Found>,
    /// What its words with `*` or `~` and its separable verbs find, each by itself.
    pub parts: Vec<(String, Option<Found>)>,
}

/// Something that a rule finds.
#[derive(Debug, Clone)]
pub struct Example {
    /// The place of the incident in the corpus.
    pub incident: usize,
    /// The stretch that is marked.
    pub span: Span,
    /// What the rule hits in it.
    pub hits: Vec<Span>,
    /// Negated: shown, counted nowhere.
    pub negated: bool,
}

/// Explains the rules of one code, on a corpus where there is one, with at most `most` examples a rule.
pub fn explain<'a>(
    codebook: &'a Codebook,
    code: usize,
    ground: Option<&Ground<'_>>,
    most: usize,
) -> Vec<RuleExplained<'a>> {
    let rules = &codebook.codes[code].rules;
    let mut explained: Vec<RuleExplained<'a>> = rules.iter().map(read).collect();
    let Some(ground) = ground else { return explained };
    let parts: Vec<Part> = rules.iter().flat_map(every_part).collect();
    let mut found = find_parts(&parts, ground, true).into_iter();
    for rule in &mut explained {
        for pattern in &mut rule.patterns {
            if pattern.pattern.code_reference().is_none() {
                pattern.found = found.next();
            }
            pattern.parts.iter_mut().for_each(|(_, part)| *part = found.next());
        }
        rule.incidents = Some(0);
    }
    examples(codebook, code, ground, most, &mut explained);
    explained
}

fn read(rule: &Rule) -> RuleExplained<'_> {
    let pattern = |(list, pattern)| PatternExplained {
        list,
        pattern,
        read: pattern.described(),
        found: None,
        parts: parts(pattern, rule).map(|part| (part.pattern.source, None)).collect(),
    };
    let patterns = patterns(rule).map(pattern).collect();
    RuleExplained { rule, incidents: None, patterns, examples: Vec::new() }
}

fn patterns(rule: &Rule) -> impl Iterator<Item = (&'static str, &Pattern)> {
    [("any", &rule.any), ("all", &rule.all), ("none", &rule.none)]
        .into_iter()
        .flat_map(|(list, patterns)| patterns.iter().map(move |pattern| (list, pattern)))
}

/// The distinct parts of a pattern that stand for several words; none where the pattern is one such part.
fn parts(pattern: &Pattern, rule: &Rule) -> impl Iterator<Item = Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (part, _) in parts_of(pattern, rule) {
        let whole = part.pattern.source.trim() == pattern.source.trim();
        if !whole && parts.iter().all(|other| other.pattern.source != part.pattern.source) {
            parts.push(part);
        }
    }
    parts.into_iter()
}

/// Every pattern of a rule and behind each its parts: the order in which [`explain`] gives out what was found.
fn every_part(rule: &Rule) -> Vec<Part> {
    let mut all = Vec::new();
    for (_, pattern) in patterns(rule) {
        if pattern.code_reference().is_none() {
            let (language, within) = (rule.language.clone(), rule.within);
            all.push(Part { language, within, pattern: pattern.clone() });
        }
        all.extend(parts(pattern, rule));
    }
    all
}

fn examples(
    codebook: &Codebook,
    code: usize,
    ground: &Ground<'_>,
    most: usize,
    explained: &mut [RuleExplained<'_>],
) {
    let all = suggestions(ground.incidents, codebook, ground.speakers, ground.index, ground.progress);
    for incident in 0..all.incidents() {
        for (number, rule) in explained.iter_mut().enumerate() {
            let of_rule =
                all.of(incident).filter(|suggestion| suggestion.code == code).filter_map(|suggestion| {
                    let hits = suggestion
                        .evidence
                        .iter()
                        .filter(|hit| hit.rule() == number + 1)
                        .map(|hit| hit.span());
                    let hits: Vec<Span> = hits.collect();
                    let (span, negated) = (suggestion.span, suggestion.negated);
                    (!hits.is_empty()).then_some(Example { incident, span, hits, negated })
                });
            let of_rule: Vec<Example> = of_rule.collect();
            if !of_rule.is_empty() {
                rule.incidents = rule.incidents.map(|incidents| incidents + 1);
                rule.examples.extend(of_rule.into_iter().take(most.saturating_sub(rule.examples.len())));
            }
        }
    }
}
