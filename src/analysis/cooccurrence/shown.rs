//! The codes whose pairs are counted: none above another, so that no code meets itself.

use super::{Material, Question, Scope};
use crate::analysis::counting::{Aspect, Count, Tally};
use crate::analysis::order::in_order;
use crate::analysis::{Mark, Unit};

/// The codes whose pairs are counted.
pub(super) struct Shown {
    /// Their places in the codebook, in the order they are shown.
    pub codes: Vec<usize>,
    /// For each code of the codebook the one it counts for, by place in `codes`.
    counts_for: Vec<Option<usize>>,
    /// For each code of the codebook whether it was asked for.
    asked: Vec<bool>,
}

impl Shown {
    /// Of the codes asked for those without codes below them, or those at the level asked for; none that
    /// no rule looks for.
    pub fn of(material: &Material<'_>, question: &Question, scope: &Scope) -> Self {
        let book = &material.codebook.codes;
        let is_shown = |code: &usize| {
            let (code, level) = (&book[*code], question.level.unwrap_or(usize::MAX));
            code.level == level || (code.level < level && !code.group)
        };
        let codes: Vec<usize> =
            question.codes.codes().filter(is_shown).filter(|code| material.is_sought(*code)).collect();
        let count = Count::new(material, scope, Unit::Incident);
        let total = |code| Tally::of(&count, count.units_with(code, Aspect::Whole)).units;
        let codes = in_order(material, codes, total);
        let mut place_of = vec![None; book.len()];
        codes.iter().enumerate().for_each(|(place, code)| place_of[*code] = Some(place));
        let above = |code: usize| std::iter::successors(Some(code), |at| book[*at].parent);
        let counts_for = (0..book.len()).map(|code| above(code).find_map(|at| place_of[at])).collect();
        let asked = (0..book.len()).map(|code| question.codes.has(code)).collect();
        Self { codes, counts_for, asked }
    }

    /// The shown code that a mark counts for, by its place.
    pub fn of_mark(&self, mark: &Mark<'_>) -> Option<usize> {
        self.counts_for[mark.code].filter(|_| !mark.negated)
    }

    /// Marks of codes asked for that count for none of the shown: a group was given itself.
    pub fn above(&self, material: &Material<'_>, scope: &Scope) -> usize {
        let outside =
            |mark: &Mark<'_>| !mark.negated && self.asked[mark.code] && self.counts_for[mark.code].is_none();
        scope.incidents.iter().map(|at| material.found.marks(*at).filter(outside).count()).sum()
    }
}
