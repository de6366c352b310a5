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

/// How many tests were corrected together, in each family.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tests {
    /// Of codes without codes below them.
    pub codes: usize,
    /// Of groups.
    pub groups: usize,
    /// Of valences of one code.
    pub valences: usize,
}

/// Adds Holm's and Benjamini and Hochberg's p to every row with an exact p, each family by itself.
pub fn correct(rows: &mut [(Family, &mut OfRow)]) -> Tests {
    let mut tests = Tests::default();
    for family in [Family::Leaves, Family::Groups, Family::Valences] {
        let places: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].0 == family).collect();
        let p: Vec<Option<f64>> = places.iter().map(|at| exact_p(&rows[*at].1.statistics)).collect();
        *match family {
            Family::Leaves => &mut tests.codes,
            Family::Groups => &mut tests.groups,
            Family::Valences => &mut tests.valences,
        } = p.iter().flatten().count();
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
