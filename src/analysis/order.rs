//! Codes by how often they were given: the order of codes that no codebook puts in one.

use super::Material;
use crate::codebook::Codebook;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Codes of the codebook in its order, then those that only stand in codings, by their totals; one
/// that lies below a code of the codebook stands behind what the codebook has below it.
pub(super) fn in_order(
    material: &Material<'_>,
    codes: Vec<usize>,
    total: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let from = material.found.unordered_from();
    let (mut ordered, foreign): (Vec<usize>, Vec<usize>) = codes.into_iter().partition(|code| *code < from);
    if foreign.is_empty() {
        return ordered;
    }
    let codebook = material.codebook;
    for code in by_total(codebook, &foreign, total) {
        let mut above = std::iter::successors(codebook.codes[code].parent, |at| codebook.codes[*at].parent);
        let own = above.find(|at| *at < from);
        let last = own.and_then(|own| ordered.iter().rposition(|other| codebook.is_within(*other, own)));
        ordered.insert(last.map_or(ordered.len(), |last| last + 1), code);
    }
    ordered
}

/// The same codes, the most frequent first, then by id; what lies below a code stays behind it.
fn by_total(codebook: &Codebook, codes: &[usize], total: impl Fn(usize) -> usize) -> Vec<usize> {
    let totals: HashMap<usize, usize> = codes.iter().map(|code| (*code, total(*code))).collect();
    let path = |code: &usize| {
        let above = std::iter::successors(Some(*code), |at| codebook.codes[*at].parent);
        let mut path: Vec<(Reverse<usize>, &str)> = above
            .map(|at| (Reverse(totals.get(&at).copied().unwrap_or_default()), codebook.codes[at].id.as_str()))
            .collect();
        path.reverse();
        path
    };
    let mut ordered = codes.to_vec();
    ordered.sort_by_cached_key(path);
    ordered
}
