//! What a table does not know: codes that nobody looked for, respondents who were read in part.

use super::{Material, Scope, Unit, Unsought};
use std::collections::HashSet;

/// What a table does not know, though its cells look alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unknown {
    /// Codes that no rule looks for.
    pub unsought: Unsought,
    /// Where respondents are counted: those of whom some incidents were read and others not. A code
    /// that is not in the first may be in the others.
    pub partly_read: usize,
}

impl Unknown {
    /// Of a table of these codes over a scope.
    pub(super) fn of(
        material: &Material<'_>,
        scope: &Scope,
        codes: impl Iterator<Item = usize>,
        unit: Unit,
    ) -> Self {
        let partly_read = if unit == Unit::Respondent { partly_read(material, scope) } else { 0 };
        Self { unsought: Unsought::among(material, codes), partly_read }
    }
}

/// Respondents of whom some incidents are counted and others unread.
fn partly_read(material: &Material<'_>, scope: &Scope) -> usize {
    let named = |at: &usize| material.incidents[*at].respondent.as_deref();
    let unread: HashSet<&str> = scope.unread.iter().filter_map(named).collect();
    if unread.is_empty() {
        return 0;
    }
    let read: HashSet<&str> = scope.incidents.iter().filter_map(named).collect();
    unread.intersection(&read).count()
}
