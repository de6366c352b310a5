//! The rows of the truth table, with their cases.

use super::Row;
use crate::analysis::{Material, Scope};
use crate::statistics::qca::{self, Case, Outcome, TruthTable};
use std::collections::HashMap;

/// Every row, contradictory ones first.
pub(super) fn of(material: &Material<'_>, scope: &Scope, table: &TruthTable, cases: &[Case]) -> Vec<Row> {
    let mut members: HashMap<u32, Vec<u32>> = HashMap::new();
    for (place, case) in cases.iter().enumerate() {
        members.entry(case.conditions).or_default().push(place as u32);
    }
    let row = |row: &qca::Row| {
        let places = members.remove(&row.conditions).unwrap_or_default();
        let named = |outcome: bool| {
            let of = places.iter().map(|place| &cases[*place as usize]);
            of.filter(|case| case.outcome == outcome).map(|case| case.name.clone()).collect()
        };
        Row {
            number: row.conditions as usize + 1,
            present: (0..table.conditions).rev().map(|bit| row.conditions >> bit & 1 == 1).collect(),
            outcome: row.outcome,
            cases: [named(true), named(false)],
            respondents: material.respondents.then(|| scope.respondents(places.iter().copied())),
        }
    };
    let mut rows: Vec<Row> = table.rows.iter().map(row).collect();
    let rank = |row: &Row| match row.outcome {
        Outcome::Present => 0,
        Outcome::Absent => 1,
        Outcome::Unknown => 2,
    };
    rows.sort_by_key(|row| (!row.is_contradictory(), rank(row), row.number));
    rows
}
