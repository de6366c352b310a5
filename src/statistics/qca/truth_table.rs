//! The truth table: every combination of conditions that cases have.

use super::{Case, Solution};
use std::collections::{BTreeMap, BTreeSet};

/// What a row of the table says of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Consistent enough: taken as leading to the outcome.
    Present,
    /// Not consistent enough.
    Absent,
    /// Too few cases to say.
    Unknown,
}

/// One combination of conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The conditions, first condition in the highest bit. The row's number is one more.
    pub conditions: u32,
    /// What it says.
    pub outcome: Outcome,
    /// The share of its cases with the outcome.
    pub consistency: f64,
    /// The names of its cases, in their order.
    pub cases: Vec<String>,
}

impl Row {
    /// Some of its cases have the outcome and some have not.
    pub fn is_contradictory(&self) -> bool {
        self.consistency > 0.0 && self.consistency < 1.0
    }
}

/// A truth table.
#[derive(Debug, Clone, PartialEq)]
pub struct TruthTable {
    /// How many conditions there are.
    pub conditions: usize,
    /// The combinations that cases have, by number.
    pub rows: Vec<Row>,
}

impl TruthTable {
    /// From cases. A row is taken as leading to the outcome when its consistency is at least
    /// `inclusion`, and says nothing with fewer than `fewest` cases.
    pub fn of(cases: &[Case], conditions: usize, inclusion: f64, fewest: usize) -> Self {
        let mut groups: BTreeMap<u32, Vec<&Case>> = BTreeMap::new();
        cases.iter().for_each(|case| groups.entry(case.conditions).or_default().push(case));
        let row = |(conditions, cases): (u32, Vec<&Case>)| {
            let with = cases.iter().filter(|case| case.outcome).count();
            let consistency = with as f64 / cases.len() as f64;
            let outcome = if cases.len() < fewest {
                Outcome::Unknown
            } else if consistency >= inclusion {
                Outcome::Present
            } else {
                Outcome::Absent
            };
            let cases = cases.iter().map(|case| case.name.clone()).collect();
            Row { conditions, outcome, consistency, cases }
        };
        Self { conditions, rows: groups.into_iter().map(row).collect() }
    }

    /// Combinations that no case has.
    pub fn remainders(&self) -> usize {
        (1 << self.conditions) - self.rows.len()
    }

    /// The combinations that say nothing and that some model of a solution takes as leading to the outcome.
    pub fn assumed(&self, solution: &Solution) -> BTreeSet<u32> {
        let tells = |row: &&Row| row.outcome != Outcome::Unknown;
        let told: BTreeSet<u32> = self.rows.iter().filter(tells).map(|row| row.conditions).collect();
        let terms: BTreeSet<_> =
            solution.models.iter().flat_map(|model| &model.terms).map(|term| term.implicant).collect();
        (0..1u32 << self.conditions)
            .filter(|one| !told.contains(one) && terms.iter().any(|term| term.covers(*one)))
            .collect()
    }

    /// The combinations with this outcome.
    pub fn with(&self, outcome: Outcome) -> Vec<u32> {
        self.rows.iter().filter(|row| row.outcome == outcome).map(|row| row.conditions).collect()
    }
}
