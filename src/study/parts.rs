//! Parts of patterns, each by itself, with what they find in a corpus.

use super::rehearsal::Ground;
use super::suggestions::worth_a_look;
use crate::codebook::pattern::{Form, Kind, Node};
use crate::codebook::{Code, Codebook, Marks, Negated, Pattern, Rule, Scope};
use crate::matcher::Matcher;
use crate::text::Language;
use crate::text::chars::SOFT_HYPHEN;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A part of a pattern that stands for several words (`word~`, `word*`, `sep(...)`), or a whole pattern.
#[derive(Debug, Clone)]
pub struct Part {
    /// The language of the rule it is in.
    pub language: Option<Language>,
    /// Where the rule's patterns must meet: a regex reads the whole of it.
    pub within: Scope,
    /// The part by itself.
    pub pattern: Pattern,
}

/// What a part finds in a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// In how many incidents it stands.
    pub incidents: usize,
    /// What it finds, in small letters, with how often; by number, then text. Only where asked for.
    pub forms: Vec<(String, usize)>,
}

/// The parts of `pattern`, a pattern of `rule`, that stand for several words, each with the bytes of the pattern it stands on.
pub fn parts_of(pattern: &Pattern, rule: &Rule) -> Vec<(Part, crate::span::Span)> {
    let mut nodes = Vec::new();
    if let Kind::Words(node) = &pattern.kind {
        collect(node, &mut nodes);
    }
    let part = |node: &Node| {
        let source = node.span.of(&pattern.source).to_string();
        let pattern = Pattern { source, kind: Kind::Words(node.clone()) };
        (Part { language: rule.language.clone(), within: rule.within, pattern }, node.span)
    };
    nodes.into_iter().map(part).collect()
}

fn collect<'p>(node: &'p Node, into: &mut Vec<&'p Node>) {
    match &node.form {
        Form::Word(word) if word.stem || word.is_open() => into.push(node),
        Form::Separable { .. } => into.push(node),
        Form::Word(_) | Form::Any => {}
        Form::Row(parts) | Form::Either(parts) => parts.iter().for_each(|part| collect(part, into)),
        Form::Gap { first, second, .. } => {
            collect(first, into);
            collect(second, into);
        }
        Form::Optional(part) => collect(part, into),
    }
}

/// What each part finds in the incidents of its language, as rules read them.
pub fn find_parts(parts: &[Part], ground: &Ground<'_>, with_forms: bool) -> Vec<Found> {
    // the matcher itself, with a code a part, so that a part finds here what it finds in its rule
    let code = |(at, part): (usize, &Part)| Code {
        id: format!("part{at}"),
        level: 1,
        rules: vec![Rule {
            language: part.language.clone(),
            any: vec![part.pattern.clone()],
            within: part.within,
            marks: Marks::Incident,
            negated: Negated::Ignore,
            ..Rule::default()
        }],
        ..Code::default()
    };
    let codebook = Codebook { codes: parts.iter().enumerate().map(code).collect(), ..Codebook::default() };
    let matcher = Matcher::new(&codebook, ground.speakers);
    let worth = worth_a_look(ground.incidents, &codebook, ground.index);
    let done = AtomicUsize::new(0);
    let empty = || vec![(0, BTreeMap::new()); parts.len()];
    let counts: Vec<(usize, BTreeMap<String, usize>)> = ground
        .incidents
        .par_iter()
        .enumerate()
        .fold(empty, |mut counts, (at, incident)| {
            (ground.progress)(1 + done.fetch_add(1, Ordering::Relaxed), ground.incidents.len());
            if worth.as_ref().is_some_and(|worth| !worth.contains(at)) {
                return counts;
            }
            for suggestion in matcher.suggest(&incident.narrative, &incident.language) {
                let (incidents, forms) = &mut counts[suggestion.code];
                *incidents += 1;
                for hit in suggestion.evidence.iter().filter(|_| with_forms) {
                    *forms.entry(plain(hit.span().of(&incident.narrative))).or_default() += 1;
                }
            }
            counts
        })
        .reduce(empty, |mut left, right| {
            for (left, right) in left.iter_mut().zip(right) {
                left.0 += right.0;
                right.1.into_iter().for_each(|(form, count)| *left.1.entry(form).or_default() += count);
            }
            left
        });
    counts.into_iter().map(|(incidents, forms)| Found { incidents, forms: by_number(forms) }).collect()
}

fn by_number(forms: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut forms: Vec<(String, usize)> = forms.into_iter().collect();
    forms.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    forms
}

/// What was found as one would write it: on one line, small letters.
fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|sign| *sign != SOFT_HYPHEN).collect::<String>())
        .collect();
    words.join(" ").to_lowercase()
}
