//! Codes by how often they were given: the order of codes that no codebook puts in one.

use crate::codebook::Codebook;
use std::cmp::Reverse;
use std::collections::HashMap;

/// The same codes, the most frequent first, then by id; what lies below a code stays behind it.
pub(super) fn by_total(codebook: &Codebook, codes: &[usize], total: impl Fn(usize) -> usize) -> Vec<usize> {
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
