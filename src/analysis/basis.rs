//! What a table was counted from: the incidents, who told them, and who is in no count.

use super::{Condition, Material, Scope, Unit};

/// What a table was counted from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Basis {
    /// What was counted.
    pub unit: Unit,
    /// Which incidents, condition by condition.
    pub conditions: Vec<Condition>,
    /// Incidents: with text for suggestions, all of them for codings.
    pub incidents: usize,
    /// How many of them people read; `None` for suggestions.
    pub read: Option<usize>,
    /// Who told those that were counted; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// How many of them name no respondent.
    pub own_respondent: usize,
    /// Incidents without text: in no count.
    pub without_text: usize,
}

impl Basis {
    /// That of a scope.
    pub(super) fn of(material: &Material<'_>, scope: &Scope, unit: Unit, conditions: &[Condition]) -> Self {
        Basis {
            unit,
            conditions: conditions.to_vec(),
            incidents: scope.incidents.len() + scope.unread.len(),
            read: material.found.is_codings().then_some(scope.incidents.len()),
            respondents: material.respondents.then(|| scope.respondents(0..scope.incidents.len() as u32)),
            own_respondent: scope.own_respondent,
            without_text: scope.without_text,
        }
    }
}
