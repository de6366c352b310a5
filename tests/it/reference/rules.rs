//! What rules make of hits: section 3 of the text, sentence by sentence.

use super::finding::{Finding, hits};
use super::layout::{Reading, Stretch};
use super::lists::Lists;
use super::pattern::{Pattern, parse};
use super::stems::Stems;
use keerpunt::codebook::{Marks, Negated, Scope, Valence};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Where, in code points of the narrative.
pub type Span = (usize, usize);

#[derive(Debug, Clone, Default)]
pub struct Book {
    pub codes: Vec<Code>,
    /// By language: patterns that replace the lists.
    pub negators: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Clone, Default)]
pub struct Code {
    pub id: String,
    pub parent: Option<usize>,
    pub rules: Vec<Rule>,
}

#[derive(Debug, Clone, Default)]
pub struct Rule {
    pub language: Option<String>,
    pub any: Vec<String>,
    pub all: Vec<String>,
    pub none: Vec<String>,
    pub within: Scope,
    pub marks: Marks,
    pub negated: Negated,
    pub valence: Option<Valence>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Suggestion {
    pub code: usize,
    pub start: usize,
    pub end: usize,
    pub negated: bool,
    pub valence: Option<Valence>,
    /// Start, end, rule; in that order.
    pub evidence: Vec<(usize, usize, usize)>,
}

/// What one rule found in one narrative.
struct Found {
    evidence: BTreeSet<Span>,
    /// Stretches of `marks: match`, then the others.
    matches: Vec<Span>,
    stretches: BTreeSet<Span>,
}

pub struct Coding<'a> {
    pub book: &'a Book,
    pub reading: &'a Reading,
    pub text: &'a [char],
    pub language: &'a str,
    pub lists: &'a Lists,
    pub stems: &'a Stems,
    /// Those that were read.
    pub patterns: RefCell<BTreeMap<String, Rc<Pattern>>>,
}

impl Coding<'_> {
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let mut done = BTreeMap::new();
        (0..self.book.codes.len()).flat_map(|code| self.of_code(code, &mut done)).collect()
    }

    fn of_code(&self, code: usize, done: &mut BTreeMap<usize, Vec<Suggestion>>) -> Vec<Suggestion> {
        if let Some(suggestions) = done.get(&code) {
            return suggestions.clone();
        }
        let rules = &self.book.codes[code].rules;
        let found: Vec<Found> = rules.iter().map(|rule| self.of_rule(rule, done)).collect();
        let mut marked: BTreeMap<Span, BTreeSet<usize>> = BTreeMap::new();
        for (n, found) in found.iter().enumerate() {
            for stretch in &found.stretches {
                marked.entry(*stretch).or_default().insert(n);
            }
        }
        for (stretch, rules) in joined(&found) {
            marked.entry(stretch).or_default().extend(rules);
        }
        let suggestions: Vec<Suggestion> = marked
            .into_iter()
            .map(|((start, end), marking)| {
                let touches = |hit: &Span| hit.0 < end && start < hit.1;
                let evidence: BTreeSet<(usize, usize, usize)> = marking
                    .iter()
                    .flat_map(|n| {
                        found[*n]
                            .evidence
                            .iter()
                            .filter(|hit| touches(hit))
                            .map(move |hit| (hit.0, hit.1, n + 1))
                    })
                    .collect();
                let negated = evidence.iter().all(|(from, to, n)| {
                    rules[n - 1].negated == Negated::Flag && self.is_negated((*from, *to))
                });
                let valence = rules[*marking.first().unwrap()].valence;
                Suggestion { code, start, end, negated, valence, evidence: evidence.into_iter().collect() }
            })
            .collect();
        done.insert(code, suggestions.clone());
        suggestions
    }

    fn of_rule(&self, rule: &Rule, done: &mut BTreeMap<usize, Vec<Suggestion>>) -> Found {
        let mut found = Found { evidence: BTreeSet::new(), matches: Vec::new(), stretches: BTreeSet::new() };
        if rule.language.as_ref().is_some_and(|language| language != self.language) {
            return found;
        }
        for scope in self.scopes(rule.within) {
            let mut hits_of = |patterns: &[String], skips: bool| -> Vec<Vec<Span>> {
                patterns
                    .iter()
                    .map(|source| {
                        let mut hits: Vec<Span> =
                            scope.iter().flat_map(|stretch| self.hits(source, stretch, done)).collect();
                        hits.retain(|hit| !(skips && self.is_negated(*hit)));
                        hits
                    })
                    .collect()
            };
            let skips = rule.negated == Negated::Skip;
            let (any, all, none) =
                (hits_of(&rule.any, skips), hits_of(&rule.all, skips), hits_of(&rule.none, false));
            let fires = all.iter().all(|hits| !hits.is_empty())
                && (any.is_empty() || any.iter().any(|hits| !hits.is_empty()))
                && none.iter().all(Vec::is_empty);
            if fires {
                self.mark(rule, &any.concat(), &all.concat(), &mut found);
            }
        }
        found
    }

    fn mark(&self, rule: &Rule, any: &[Span], all: &[Span], found: &mut Found) {
        let evidence: Vec<Span> = any.iter().chain(all).copied().collect();
        found.evidence.extend(&evidence);
        let touched = |stretches: &[Stretch]| -> Vec<Span> {
            let coded = stretches.iter().map(|stretch| stretch.coded);
            coded
                .filter(|(from, to)| from < to && evidence.iter().any(|hit| hit.0 < *to && *from < hit.1))
                .collect()
        };
        match rule.marks {
            Marks::Match if rule.any.is_empty() => {
                let from = all.iter().map(|hit| hit.0).min().unwrap();
                let to = all.iter().map(|hit| hit.1).max().unwrap();
                found.matches.push((from, to));
            }
            Marks::Match => found.matches.extend(any),
            Marks::Sentence => found.stretches.extend(touched(&self.reading.sentences)),
            Marks::Paragraph => found.stretches.extend(touched(&self.reading.paragraphs)),
            Marks::Incident => found.stretches.extend([(0, self.reading.length)]),
        }
    }

    /// Each scope as what is read of it: an incident as its pieces.
    fn scopes(&self, within: Scope) -> Vec<&[Stretch]> {
        match within {
            Scope::Sentence => self.reading.sentences.chunks(1).collect(),
            Scope::Paragraph => self.reading.paragraphs.chunks(1).collect(),
            Scope::Incident => vec![&self.reading.pieces],
        }
    }

    fn hits(&self, source: &str, scope: &Stretch, done: &mut BTreeMap<usize, Vec<Suggestion>>) -> Vec<Span> {
        let pattern = self.pattern(source);
        let Pattern::Code(id) = pattern.as_ref() else {
            return hits(&pattern, self.reading, scope, self.text, self.stems);
        };
        let named = self.book.codes.iter().position(|code| code.id == *id).unwrap();
        let below = (0..self.book.codes.len()).filter(|code| self.is_within(*code, named));
        let mut hits: Vec<Span> = below
            .flat_map(|code| self.of_code(code, done))
            .filter(|suggestion| !suggestion.negated)
            // What of it lies in the scope.
            .map(|suggestion| (suggestion.start.max(scope.coded.0), suggestion.end.min(scope.coded.1)))
            .filter(|(start, end)| start < end)
            .collect();
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn is_within(&self, code: usize, ancestor: usize) -> bool {
        code == ancestor
            || self.book.codes[code].parent.is_some_and(|parent| self.is_within(parent, ancestor))
    }

    fn is_negated(&self, hit: Span) -> bool {
        let sentence_at = |place: usize| {
            self.reading
                .sentences
                .iter()
                .find(|sentence| sentence.whole.0 <= place && place < sentence.whole.1)
        };
        let tokens = &self.reading.tokens;
        let before = sentence_at(hit.0).is_some_and(|sentence| {
            let (first, end) = sentence.tokens;
            let until = (first..end).find(|n| tokens[*n].end > hit.0).unwrap_or(end);
            (first.max(until.saturating_sub(3))..until)
                .any(|n| self.begins(&self.lists.before, n, until) && !self.begins(&self.lists.not, n, end))
        });
        let after = sentence_at(hit.1 - 1).is_some_and(|sentence| {
            let (first, end) = sentence.tokens;
            let from = (first..end).find(|n| tokens[*n].start >= hit.1).unwrap_or(end);
            (from..end.min(from + 3)).any(|n| self.begins(&self.lists.after, n, end))
        });
        before || after
    }

    /// One of the patterns hits from token `at`, before token `end`.
    fn begins(&self, patterns: &[String], at: usize, end: usize) -> bool {
        let finding = Finding { reading: self.reading, stems: self.stems, end };
        patterns.iter().any(|source| match self.pattern(source).as_ref() {
            Pattern::Words(node) => finding.shortest(node, at).is_some(),
            _ => panic!("{source} is no negator"),
        })
    }

    fn pattern(&self, source: &str) -> Rc<Pattern> {
        let read = || Rc::new(parse(source, self.language).unwrap_or_else(|why| panic!("{source}: {why}")));
        self.patterns.borrow_mut().entry(source.to_string()).or_insert_with(read).clone()
    }
}

/// `match` stretches of one code that share a character are joined.
fn joined(found: &[Found]) -> Vec<(Span, BTreeSet<usize>)> {
    let mut all: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(n, found)| found.matches.iter().map(move |stretch| (*stretch, n)))
        .collect();
    all.sort_unstable();
    let mut joined: Vec<(Span, BTreeSet<usize>)> = Vec::new();
    for ((start, end), rule) in all {
        match joined.last_mut() {
            Some((last, rules)) if start < last.1 => {
                last.1 = last.1.max(end);
                rules.insert(rule);
            }
            _ => joined.push(((start, end), BTreeSet::from([rule]))),
        }
    }
    joined
}
