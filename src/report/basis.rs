//! What a table was counted from, as people and programs read it.

use super::provenance::{Provenance, counted, remarks};
use crate::analysis::Basis;
use serde_json::{Value, json};

/// The line above a table: what was counted, from whom, out of how many.
pub(super) fn head(basis: &Basis, provenance: &Provenance<'_>) -> String {
    let (incidents, respondents) = (basis.incidents, basis.respondents);
    let unit = Some(basis.unit);
    counted(provenance.people, basis.read, incidents, respondents, &basis.conditions, unit)
}

/// The lines below it: who is not in the counts, and that nobody judged.
pub(super) fn notes(basis: &Basis, provenance: &Provenance<'_>) -> Vec<String> {
    let mut notes = remarks(basis.without_text, basis.own_respondent, basis.respondents);
    if basis.read.is_none() {
        notes.push(provenance.judged_by_rules());
    }
    notes
}

/// The fields for programs.
pub(super) fn json(basis: &Basis) -> Value {
    json!({
        "unit": basis.unit,
        "where": basis.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": basis.incidents,
        "respondents": basis.respondents,
        "read": basis.read.unwrap_or(0),
        "without_text": basis.without_text,
        "own_respondent": basis.own_respondent,
    })
}
