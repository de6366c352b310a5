//! What a table was made from, for people and for programs.

use super::provenance::{Provenance, counted, not_known, remarks};
use crate::analysis::{Counted, Unit};
use serde_json::{Value, json};

/// The line above a table: from whom, over how many, in which unit.
pub(super) fn line(made_from: &Counted, unit: Option<Unit>, provenance: &Provenance<'_>) -> String {
    counted(
        provenance.people,
        made_from.read,
        made_from.incidents,
        made_from.respondents,
        &made_from.conditions,
        unit,
    )
}

/// The lines below it: what is not known, who is in no count, and that nobody read what rules suggest.
pub(super) fn notes(made_from: &Counted, provenance: &Provenance<'_>) -> Vec<String> {
    let mut notes = not_known(&made_from.unknown);
    notes.extend(remarks(made_from.without_text, made_from.own_respondent, made_from.respondents));
    notes.extend(provenance.whose(made_from.read, made_from.incidents));
    notes
}

/// The fields that every table of incidents has in common.
pub(super) fn json(made_from: &Counted) -> Value {
    json!({
        "where": made_from.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": made_from.incidents,
        "respondents": made_from.respondents,
        "read": made_from.read.unwrap_or(0),
        "without_text": made_from.without_text,
        "own_respondent": made_from.own_respondent,
        "without_rules": made_from.unknown.unsought.codes,
        "respondents_partly_read": made_from.unknown.partly_read,
    })
}
