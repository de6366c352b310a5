//! Rules against hand coding: precision, recall and F1, with every miss and false alarm.
//!
//! Only incidents that the gold passages or traps name, or that a coder read, leaf codes, and
//! suggestions that are not negated take part. A suggestion is right when it
//! shares a character with a gold passage of its code, a gold passage is found likewise.

use super::Material;
use crate::matcher::{SuggestionRef, Suggestions};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// What a person coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gold {
    /// Place in [`Material::incidents`].
    pub incident: usize,
    /// Place in the codebook.
    pub code: usize,
    /// The stretch, in bytes; none where the whole incident was coded.
    pub span: Option<Span>,
}

/// A stretch that a rule must not take for its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trap {
    /// Place in [`Material::incidents`].
    pub incident: usize,
    /// Place in the codebook.
    pub code: usize,
    /// The stretch, in bytes.
    pub span: Span,
    /// Why it is none.
    pub why_not: String,
}

/// How near rules come to people.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation<'a> {
    /// How many incidents took part.
    pub incidents: usize,
    /// Everything in the gold is a passage; where whole incidents were coded only pairs of incident
    /// and code are scored, and a miss or a false alarm is such a pair.
    pub passages: bool,
    /// All leaf codes together, micro-averaged.
    pub overall: Scores,
    /// Each leaf code that gold or a suggestion has, in codebook order.
    pub codes: Vec<CodeScores>,
    /// How many traps there are.
    pub traps: usize,
    /// The traps that a rule fell into, in the order of their file.
    pub fallen: Vec<Fallen<'a>>,
    /// Gold passages that no suggestion of their code touches, in the order of their file.
    pub misses: Vec<Gold>,
    /// Suggestions that touch no gold passage of their code, in corpus order.
    pub false_alarms: Vec<FalseAlarm<'a>>,
}

/// One code's scores.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeScores {
    /// Place in the codebook.
    pub code: usize,
    /// Its scores.
    pub scores: Scores,
}

/// Scores at both levels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Scores {
    /// Pairs of incident and code.
    pub incident: Score,
    /// Passages.
    pub passage: Score,
}

/// What was suggested, what should have been, and how far they meet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Suggested.
    pub suggested: usize,
    /// Suggested, and right.
    pub right: usize,
    /// In the gold.
    pub gold: usize,
    /// In the gold, and found.
    pub found: usize,
}

impl Score {
    /// The share of what was suggested that is right; `None` where nothing was.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.suggested)
    }

    /// The share of the gold that was found; `None` where there is none.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.found, self.gold)
    }

    /// The harmonic mean of both; `None` where either is undefined, 0 where both are.
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        let sum = precision + recall;
        Some(if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
    }

    fn suggest(&mut self, right: bool) {
        self.suggested += 1;
        self.right += usize::from(right);
    }

    fn want(&mut self, found: bool) {
        self.gold += 1;
        self.found += usize::from(found);
    }

    fn add(&mut self, other: Score) {
        self.suggested += other.suggested;
        self.right += other.right;
        self.gold += other.gold;
        self.found += other.found;
    }
}

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A trap with what fell into it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fallen<'a> {
    /// The trap.
    pub trap: Trap,
    /// The suggestion whose evidence touches it.
    pub suggestion: SuggestionRef<'a>,
}

/// A suggestion that no person's passage bears out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FalseAlarm<'a> {
    /// Place in [`Material::incidents`].
    pub incident: usize,
    /// The suggestion.
    pub suggestion: SuggestionRef<'a>,
}

/// What suggestions are measured against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reference<'a> {
    /// What people coded.
    pub gold: &'a [Gold],
    /// What rules must not take for a code.
    pub traps: &'a [Trap],
    /// The incidents that were coded; `None`: those that gold or traps name.
    pub read: Option<&'a [bool]>,
    /// For each code of the codebook whether people could give it; `None`: every one.
    pub codes: Option<&'a [bool]>,
}

/// Measures suggestions, one list an incident, against what people coded.
pub fn evaluate<'a>(
    material: &Material<'_>,
    suggestions: &'a Suggestions,
    reference: &Reference<'_>,
) -> Evaluation<'a> {
    let Reference { gold, traps, read, codes } = *reference;
    let takes_part = |code: usize| material.codebook.is_leaf(code) && codes.is_none_or(|codes| codes[code]);
    let named: BTreeSet<usize> = match read {
        Some(read) => (0..read.len()).filter(|incident| read[*incident]).collect(),
        None => gold.iter().map(|one| one.incident).chain(traps.iter().map(|trap| trap.incident)).collect(),
    };
    let gold: Vec<&Gold> =
        gold.iter().filter(|one| takes_part(one.code) && named.contains(&one.incident)).collect();
    let passages = gold.iter().all(|one| one.span.is_some());
    let mut wanted: BTreeMap<(usize, usize), Vec<Span>> = BTreeMap::new();
    for one in &gold {
        wanted.entry((one.incident, one.code)).or_default().extend(one.span);
    }
    let counted =
        |incident: usize| suggestions.of(incident).filter(|one| !one.negated && takes_part(one.code));
    let mut given: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut scores = vec![Scores::default(); material.codebook.codes.len()];
    let mut false_alarms = Vec::new();
    for incident in named.iter().copied() {
        for suggestion in counted(incident) {
            given.insert((incident, suggestion.code));
            let spans = wanted.get(&(incident, suggestion.code));
            let right = match (spans, passages) {
                (Some(spans), true) => spans.iter().any(|span| span.overlaps(suggestion.span)),
                (spans, _) => spans.is_some(),
            };
            if passages {
                scores[suggestion.code].passage.suggest(right);
            }
            if !right {
                false_alarms.push(FalseAlarm { incident, suggestion });
            }
        }
    }
    let mut misses = Vec::new();
    for one in gold {
        let touches = |other: &SuggestionRef<'_>| {
            other.code == one.code && one.span.is_none_or(|span| other.span.overlaps(span))
        };
        let found = if passages {
            counted(one.incident).any(|other| touches(&other))
        } else {
            given.contains(&(one.incident, one.code))
        };
        if passages {
            scores[one.code].passage.want(found);
        }
        if !found {
            misses.push(one.clone());
        }
    }
    wanted.keys().for_each(|pair| scores[pair.1].incident.want(given.contains(pair)));
    given.iter().for_each(|pair| scores[pair.1].incident.suggest(wanted.contains_key(pair)));
    let mut overall = Scores::default();
    for score in &scores {
        overall.incident.add(score.incident);
        overall.passage.add(score.passage);
    }
    let touched = |score: &Scores| score.incident.gold + score.incident.suggested > 0;
    let codes = scores
        .into_iter()
        .enumerate()
        .filter(|(_, scores)| touched(scores))
        .map(|(code, scores)| CodeScores { code, scores })
        .collect();
    let fallen = traps.iter().filter_map(|trap| fall(suggestions, trap)).collect();
    let incidents = named.len();
    Evaluation { incidents, passages, overall, codes, traps: traps.len(), fallen, misses, false_alarms }
}

/// The first suggestion with a piece of evidence in the trap.
fn fall<'a>(suggestions: &'a Suggestions, trap: &Trap) -> Option<Fallen<'a>> {
    suggestions
        .of(trap.incident)
        .filter(|one| !one.negated && one.code == trap.code)
        .find(|one| one.evidence.iter().any(|evidence| evidence.span().overlaps(trap.span)))
        .map(|suggestion| Fallen { trap: trap.clone(), suggestion })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident, suggestion};
    use crate::matcher::Suggestion;

    #[test]
    fn pairs_and_passages_are_scored_and_every_mistake_is_named() {
        let text = "0123456789";
        let negated = Suggestion { negated: true, ..suggestion(1, 8, 9) };
        let owned = Owned::new(
            &["a", "a.b", "a.c"],
            vec![
                (incident("1", text, &[], None), vec![suggestion(1, 0, 3), suggestion(1, 5, 6), negated]),
                (incident("2", text, &[], None), vec![suggestion(2, 0, 3), suggestion(0, 0, 3)]),
                (incident("3", text, &[], None), vec![suggestion(1, 0, 3)]),
            ],
        );
        let gold = |incident, code, start, end| Gold { incident, code, span: Some(Span::new(start, end)) };
        let golds = [gold(0, 1, 2, 4), gold(0, 1, 8, 9), gold(0, 2, 0, 1)];
        let trap =
            |start, end| Trap { incident: 1, code: 2, span: Span::new(start, end), why_not: String::new() };
        let traps = [trap(2, 5), trap(3, 5)];
        let reference = Reference { gold: &golds, traps: &traps, ..Reference::default() };
        let found = evaluate(&owned.material(), &owned.suggestions, &reference);
        assert_eq!(found.incidents, 2);
        assert_eq!(found.overall.incident, Score { suggested: 2, right: 1, gold: 2, found: 1 });
        assert_eq!(found.overall.passage, Score { suggested: 3, right: 1, gold: 3, found: 1 });
        assert_eq!(found.overall.incident.f1(), Some(0.5));
        assert_eq!(found.misses, golds[1..]);
        assert_eq!(
            found.false_alarms.iter().map(|one| (one.incident, one.suggestion.code)).collect::<Vec<_>>(),
            [(0, 1), (1, 2)]
        );
        assert_eq!((found.traps, found.fallen.len()), (2, 1));
    }

    #[test]
    fn codings_of_whole_incidents_are_scored_by_incident_over_those_that_were_read() {
        let text = "0123456789";
        let owned = Owned::new(
            &["a", "b", "c"],
            vec![
                (incident("1", text, &[], None), vec![suggestion(0, 0, 3), suggestion(0, 5, 6)]),
                (incident("2", text, &[], None), vec![suggestion(0, 0, 3), suggestion(2, 0, 3)]),
                (incident("3", text, &[], None), vec![suggestion(0, 0, 3)]),
            ],
        );
        let gold = [(0, 0), (0, 1), (2, 0)].map(|(incident, code)| Gold { incident, code, span: None });
        let reference = Reference {
            gold: &gold,
            read: Some(&[true, true, false]),
            codes: Some(&[true, true, false]),
            ..Reference::default()
        };
        let found = evaluate(&owned.material(), &owned.suggestions, &reference);
        assert_eq!((found.incidents, found.passages), (2, false));
        assert_eq!(found.overall.incident, Score { suggested: 2, right: 1, gold: 2, found: 1 });
        assert_eq!(found.overall.passage, Score::default());
        assert_eq!(found.misses, gold[1..2]);
        assert_eq!(found.false_alarms.iter().map(|one| one.incident).collect::<Vec<_>>(), [1]);
    }

    #[test]
    fn what_is_undefined_has_no_number() {
        let score = Score { suggested: 0, right: 0, gold: 3, found: 0 };
        assert_eq!((score.precision(), score.recall(), score.f1()), (None, Some(0.0), None));
        let score = Score { suggested: 2, right: 0, gold: 3, found: 0 };
        assert_eq!(score.f1(), Some(0.0));
    }
}
