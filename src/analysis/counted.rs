//! What a table was made from: which incidents, how many were read, who told them.

use super::{Condition, Material, Scope, Unit, Unknown};

/// What a table was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// Which incidents, condition by condition.
    pub conditions: Vec<Condition>,
    /// Incidents: with text for suggestions, all of them for codings.
    pub incidents: usize,
    /// How many of them people read; `None` for suggestions.
    pub read: Option<usize>,
    /// Who told those that are counted; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// How many of the incidents name no respondent, and count as told by one of their own.
    pub own_respondent: usize,
    /// Incidents without text: in no count.
    pub without_text: usize,
    /// What it does not know.
    pub unknown: Unknown,
}

impl Counted {
    /// Of a scope and the conditions that made it; `codes` are those the table is of, by their places,
    /// and `unit` what it counts.
    pub(super) fn of(
        material: &Material<'_>,
        scope: &Scope,
        conditions: &[Condition],
        codes: impl Iterator<Item = usize>,
        unit: Unit,
    ) -> Self {
        Self {
            conditions: conditions.to_vec(),
            incidents: scope.incidents.len() + scope.unread.len(),
            read: material.found.is_codings().then_some(scope.incidents.len()),
            respondents: material.respondents.then(|| scope.respondents(0..scope.incidents.len() as u32)),
            own_respondent: scope.own_respondent,
            without_text: scope.without_text,
            unknown: Unknown::of(material, scope, codes, unit),
        }
    }

    /// The incidents that are counted: those that were read, or have text.
    pub fn base(&self) -> usize {
        self.read.unwrap_or(self.incidents)
    }
}
