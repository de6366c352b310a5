//! Corrections for there being several codes.

use super::OfRow;
use crate::analysis::statistic::{Measure, Statistic, find};
use crate::statistics::multiple::{benjamini_hochberg, holm};

/// Which rows are corrected together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Codes without codes below them.
    Leaves,
    /// Groups: what stands below them counts in them.
    Groups,
    /// Rows of one valence: parts of the row above them.
    Valences,
}

/// Adds Holm's and Benjamini and Hochberg's p to every row with an exact p, each family by itself;
/// gives the number of tests among [`Family::Leaves`].
pub fn correct(rows: &mut [(Family, &mut OfRow)]) -> usize {
    let mut tests = 0;
    for family in [Family::Leaves, Family::Groups, Family::Valences] {
        let places: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].0 == family).collect();
        let p: Vec<Option<f64>> = places.iter().map(|at| exact_p(&rows[*at].1.statistics)).collect();
        if family == Family::Leaves {
            tests = p.iter().flatten().count();
        }
        for (measure, corrected) in
            [(Measure::Holm, holm(&p)), (Measure::BenjaminiHochberg, benjamini_hochberg(&p))]
        {
            for (at, value) in places.iter().zip(corrected) {
                let statistics = &mut rows[*at].1.statistics;
                if let Some(n) = statistics.first().map(|one| one.n) {
                    statistics.push(Statistic::plain(measure, value, n));
                }
            }
        }
    }
    tests
}

fn exact_p(statistics: &[Statistic]) -> Option<f64> {
    let value = |measure| find(statistics, measure).and_then(|one| one.value);
    value(Measure::FisherP).or_else(|| value(Measure::FisherSampledP))
}
