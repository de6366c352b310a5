//! Which suggestions a new version of a codebook brings and takes away.

use crate::codebook::Codebook;
use crate::codebook::difference::Change;
use crate::matcher::Suggestions;
use crate::span::Span;

/// What a code gained and lost, in suggestions that are counted (not negated), compared with those of the
/// codes that it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turnover {
    /// Stretches that only the new version suggests.
    pub gained: usize,
    /// Stretches that only the old version suggests.
    pub lost: usize,
}

/// A version of a codebook with what it suggests for each incident.
#[derive(Debug, Clone, Copy)]
pub struct Rated<'a> {
    /// The codebook.
    pub codebook: &'a Codebook,
    /// What it suggests.
    pub suggestions: &'a Suggestions,
}

/// The turnover of each change, in their order. Both versions read the same incidents.
pub fn turnover(old: Rated<'_>, new: Rated<'_>, changes: &[Change]) -> Vec<Turnover> {
    let places: Vec<(Vec<usize>, Option<usize>)> = changes
        .iter()
        .map(|change| {
            let sources = change.formerly.iter().filter_map(|id| old.codebook.position(id)).collect();
            (sources, new.codebook.position(&change.code))
        })
        .collect();
    let mut turnover = vec![Turnover::default(); changes.len()];
    for incident in 0..new.suggestions.incidents().min(old.suggestions.incidents()) {
        let stretches = |rated: Rated<'_>| -> Vec<(usize, Span)> {
            rated
                .suggestions
                .of(incident)
                .filter(|one| !one.negated)
                .map(|one| (one.code, one.span))
                .collect()
        };
        let (before, after) = (stretches(old), stretches(new));
        if before.is_empty() && after.is_empty() {
            continue;
        }
        for ((sources, place), turnover) in places.iter().zip(&mut turnover) {
            let was = || before.iter().filter(|(code, _)| sources.contains(code)).map(|(_, span)| *span);
            let is = || after.iter().filter(|(code, _)| Some(*code) == *place).map(|(_, span)| *span);
            turnover.gained += is().filter(|span| !was().any(|one| one == *span)).count();
            turnover.lost += was().filter(|span| !is().any(|one| one == *span)).count();
        }
    }
    turnover
}
