//! Which suggestions a coder has not judged yet.

use super::journal::{Anchor, Standing, Suggested};
use super::pinned::{pinned, places};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::{SuggestionRef, Suggestions};
use crate::span::{CharIndex, Span};
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};

/// A suggestion that waits for a verdict.
#[derive(Debug, Clone)]
pub struct Waiting<'a> {
    /// The incident, by its place in the corpus.
    pub incident: usize,
    /// The suggestion.
    pub suggestion: SuggestionRef<'a>,
    /// What a person calls it by: it stays while incident, code and stretch do.
    pub key: String,
}

/// What a coder has already said of suggestions.
#[derive(Debug, Default)]
pub struct Answered<'a> {
    by_hand: HashMap<(usize, &'a str), Vec<Span>>,
    judged: HashSet<(usize, &'a str, Span)>,
}

impl<'a> Answered<'a> {
    /// What the coder said, with the places of the incidents as they are now.
    pub fn of(standing: &'a Standing, incidents: &[Incident]) -> Self {
        let places = places(incidents);
        let mut answered = Self::default();
        for one in pinned(standing, incidents, &places) {
            if let (Some(incident), Some(span)) = (one.incident, one.span) {
                answered.by_hand.entry((incident, &one.kept.given.code)).or_default().push(span);
            }
        }
        for verdict in &standing.verdicts {
            let Suggested { incident, code, at, .. } = &verdict.suggestion;
            let Some(place) = places.get(incident.as_str()) else { continue };
            if let Some(span) = at.find(&incidents[*place].narrative).span() {
                answered.judged.insert((*place, code, span));
            }
        }
        answered
    }

    /// True where the coder judged the suggestion of this code and stretch, or gave the code to
    /// some of the stretch.
    pub fn holds(&self, incident: usize, code: &str, span: Span) -> bool {
        let given = self.by_hand.get(&(incident, code));
        given.is_some_and(|spans| spans.iter().any(|one| one.overlaps(span)))
            || self.judged.contains(&(incident, code, span))
    }
}

/// The suggestions that the coder has neither accepted nor rejected, and that touch no stretch to
/// which the coder gave the same code, in the order of corpus and text. Negated ones are not asked
/// about.
pub fn waiting<'a>(
    suggestions: &'a Suggestions,
    incidents: &[Incident],
    codebook: &Codebook,
    standing: Option<&Standing>,
) -> Vec<Waiting<'a>> {
    let answered = standing.map(|standing| Answered::of(standing, incidents)).unwrap_or_default();
    let mut list = Vec::new();
    for (incident, told) in incidents.iter().enumerate() {
        let mut here: Vec<SuggestionRef> = suggestions.of(incident).filter(|one| !one.negated).collect();
        here.sort_by_key(|one| (one.span, one.code));
        for suggestion in here {
            let code = codebook.codes[suggestion.code].id.as_str();
            if !answered.holds(incident, code, suggestion.span) {
                let key = key(told, code, suggestion.span);
                list.push(Waiting { incident, suggestion, key });
            }
        }
    }
    list
}

/// A suggestion as a journal keeps it.
pub fn suggested(incident: &Incident, codebook: &Codebook, suggestion: SuggestionRef<'_>) -> Suggested {
    let code = &codebook.codes[suggestion.code].id;
    let mut by: Vec<String> =
        suggestion.evidence.iter().map(|one| format!("{code}#{}", one.rule())).collect();
    by.sort();
    by.dedup();
    Suggested {
        incident: incident.id.clone(),
        code: code.clone(),
        at: Anchor::of(&incident.narrative, suggestion.span),
        by,
    }
}

/// Puts a list into an order that only the seed decides, the same on every machine. It goes by
/// what each is called, so that one that is added or gone moves none of the others.
pub fn in_order_of<T>(list: &mut [T], seed: u64, key: impl Fn(&T) -> &str) {
    list.sort_by_cached_key(|one| Sha256::digest(format!("{seed} {}", key(one)).as_bytes()));
}

/// What a person calls a suggestion by: it stays while incident, code and stretch do.
pub fn key(incident: &Incident, code: &str, span: Span) -> String {
    let (start, end) = CharIndex::new(&incident.narrative).chars(span);
    short_of(&format!("{}\0{code}\0{start}\0{end}", incident.id))
}

/// A name of ten signs for what `text` says: short enough to be typed, and the same on every machine.
pub(super) fn short_of(text: &str) -> String {
    let hash = Sha256::digest(text.as_bytes());
    hash.iter().take(5).map(|byte| format!("{byte:02x}")).collect()
}
