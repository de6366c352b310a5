//! Pearson's chi-square divided by what clusters make of it (Rao and Scott 1984).

use super::variance;
use crate::statistics::strata::{Stratum, collapsed, each};
use crate::statistics::{Counts, association, tails};

/// The corrected test of a 2x2 table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaoScott {
    /// Pearson's chi-square as if incidents were independent.
    pub chi2: f64,
    /// How many times too large that is.
    pub design_effect: f64,
    /// chi2 over the design effect; held against F.
    pub f: f64,
    /// Degrees of freedom of F.
    pub df: (f64, f64),
    /// p by F: the one to report.
    pub f_p: f64,
    /// p by chi-square, for many clusters.
    pub chi2_p: f64,
}

/// Undefined with an empty margin, with one cluster, or where clusters leave nothing to vary.
pub fn rao_scott<S: Stratum>(clusters: &[S]) -> Option<RaoScott> {
    let table = collapsed(clusters);
    let chi2 = association::pearson(&Counts::from(table))?.value;
    let n = table.total() as f64;
    let shares = table.cells().map(|cell| cell as f64 / n);
    let contrast = [1.0, -1.0, -1.0, 1.0];
    let held = |at: &usize| shares[*at] > 0.0;
    // Of the contrast for interaction: its variance by clusters, over that of independent incidents.
    let observed = variance(clusters, |one| {
        let (cells, size) = (one.cells(), one.total() as f64);
        let part = |at: usize| contrast[at] * (cells[at] as f64 - shares[at] * size) / (n * shares[at]);
        (0..4).filter(held).map(part).sum()
    })?;
    let independent = (0..4).filter(held).map(|at| 1.0 / (n * shares[at])).sum::<f64>();
    let design_effect = observed / independent;
    if design_effect <= 0.0 {
        return None;
    }
    let f = chi2 / design_effect;
    let denominator =
        each(clusters).filter(|(one, _)| one.total() > 0).map(|(_, times)| times).sum::<f64>() - 1.0;
    Some(RaoScott {
        chi2,
        design_effect,
        f,
        df: (1.0, denominator),
        f_p: tails::f(f, 1.0, denominator),
        chi2_p: tails::chi_squared(f, 1),
    })
}
