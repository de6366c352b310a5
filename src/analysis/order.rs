//! Codes by how often they were given: the order of codes that no codebook puts in one.

use super::Material;
use crate::codebook::Codebook;
use std::cmp::Reverse;
use std::collections::HashMap;

/// Codes of the codebook in its order, then those that only stand in codings, by their totals.
pub(super) fn in_order(
    material: &Material<'_>,
    codes: Vec<usize>,
    total: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let from = material.found.unordered_from();
    let (mut ordered, foreign): (Vec<usize>, Vec<usize>) = codes.into_iter().partition(|code| *code < from);
    if !foreign.is_empty() {
        ordered.extend(by_total(material.codebook, &foreign, total));
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
