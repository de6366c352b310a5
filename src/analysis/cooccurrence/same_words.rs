//! Pairs of codes that rules find by the same words: the codebook puts them together, not the incidents.

use super::shown::Shown;
use crate::analysis::{Material, Scope};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// For each pair of shown codes, by their places, the incidents in which a hit of the one shares a sign
/// with a hit of the other.
pub(super) fn counted(
    material: &Material<'_>,
    scope: &Scope,
    shown: &Shown,
) -> BTreeMap<(usize, usize), usize> {
    let mut counts = BTreeMap::new();
    for at in &scope.incidents {
        let mut hits: Vec<(usize, Span)> = Vec::new();
        for mark in material.found.marks(*at) {
            let Some(code) = shown.of_mark(&mark) else { continue };
            hits.extend(mark.evidence().iter().map(|evidence| (code, evidence.span())));
        }
        hits.sort_unstable();
        hits.dedup();
        let mut pairs = BTreeSet::new();
        for (place, (first, span)) in hits.iter().enumerate() {
            let behind =
                hits[place + 1..].iter().filter(|(second, other)| first != second && span.overlaps(*other));
            pairs.extend(behind.map(|(second, _)| (*first, *second)));
        }
        pairs.into_iter().for_each(|pair| *counts.entry(pair).or_default() += 1);
    }
    counts
}
