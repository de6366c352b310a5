//! Codes as categories that share out what was found: every mark belongs to one of them at most.
//!
//! A category is a code without codes below it, or one of the level asked for with all below it. A
//! code that holds others and was given itself is a category of its own.

use super::order::in_order;
use super::{Mark, Material, Scope, Selection};
use std::collections::HashMap;

/// The categories of a question.
#[derive(Debug, Clone)]
pub(super) struct Categories {
    /// Their places in the codebook, in the order that tables have.
    pub list: Vec<usize>,
    /// For each code of the codebook its category, by place in `list`.
    of: Vec<Option<usize>>,
}

impl Categories {
    /// Those of the codes asked for, none deeper than `level`.
    pub fn of(material: &Material<'_>, scope: &Scope, codes: &Selection, level: Option<usize>) -> Self {
        let book = &material.codebook.codes;
        let stands_for = |code: usize| {
            let mut at = code;
            while level.is_some_and(|level| book[at].level > level) {
                let Some(parent) = book[at].parent else { break };
                at = parent;
            }
            at
        };
        let stands_for: Vec<usize> = (0..book.len()).map(stands_for).collect();
        let mut holds = vec![false; book.len()];
        book.iter().filter_map(|code| code.parent).for_each(|parent| holds[parent] = true);
        let mut found: HashMap<usize, usize> = HashMap::new();
        for at in &scope.incidents {
            let marks = material.found.marks(*at).filter(|mark| !mark.negated && codes.has(mark.code));
            let mut own: Vec<usize> = marks.map(|mark| stands_for[mark.code]).collect();
            own.sort_unstable();
            own.dedup();
            own.into_iter().for_each(|code| *found.entry(code).or_default() += 1);
        }
        let last = |code: usize| !holds[code] || level.is_some_and(|level| book[code].level == level);
        let mut list: Vec<usize> =
            codes.codes().filter(|code| last(*code) && stands_for[*code] == *code).collect();
        list.extend(found.keys().filter(|code| !last(**code)));
        list.extend(codes.codes().map(|code| stands_for[code]).filter(|code| !codes.has(*code)));
        list.sort_unstable();
        list.dedup();
        let list = in_order(material, list, |code| found.get(&code).copied().unwrap_or_default());
        let place: HashMap<usize, usize> = list.iter().enumerate().map(|(at, code)| (*code, at)).collect();
        let of = stands_for
            .iter()
            .enumerate()
            .map(|(code, category)| place.get(category).copied().filter(|_| codes.has(code)))
            .collect();
        Self { list, of }
    }

    /// The category of a code, by its place in the list; `None` where it was not asked for.
    pub fn place(&self, code: usize) -> Option<usize> {
        self.of[code]
    }

    /// What counts in an incident, each with its category.
    pub fn marks<'a>(
        &self,
        material: &Material<'a>,
        incident: usize,
    ) -> impl Iterator<Item = (usize, Mark<'a>)> {
        let counted = material.found.marks(incident).filter(|mark| !mark.negated);
        counted.filter_map(|mark| Some((self.place(mark.code)?, mark)))
    }

    /// The categories of an incident, each once, ascending.
    pub fn of_incident(&self, material: &Material<'_>, incident: usize) -> Vec<usize> {
        let mut places: Vec<usize> = self.marks(material, incident).map(|(place, _)| place).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident, suggestion};

    fn named(asked: &[&str], level: Option<usize>) -> (Vec<String>, Vec<usize>) {
        let owned = Owned::new(
            &["a", "a.b", "a.b.c", "a.d", "e"],
            vec![(
                incident("1", "Een zin.", &[], None),
                vec![suggestion(0, 0, 3), suggestion(2, 0, 3), suggestion(4, 0, 3)],
            )],
        );
        let material = owned.material();
        let asked: Vec<String> = asked.iter().map(|id| id.to_string()).collect();
        let codes = Selection::of(material.codebook, &asked).unwrap();
        let categories = Categories::of(&material, &Scope::of(&material, &[]), &codes, level);
        let ids = categories.list.iter().map(|code| material.codebook.codes[*code].id.clone());
        (ids.collect(), categories.of_incident(&material, 0))
    }

    #[test]
    fn every_mark_belongs_to_one_category() {
        let of = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect::<Vec<_>>();
        // `a` was given itself, though it holds codes.
        assert_eq!(named(&[], None), (of(&["a", "a.b.c", "a.d", "e"]), vec![0, 1, 3]));
        assert_eq!(named(&[], Some(2)), (of(&["a", "a.b", "a.d", "e"]), vec![0, 1, 3]));
        assert_eq!(named(&[], Some(1)), (of(&["a", "e"]), vec![0, 1]));
        assert_eq!(named(&["a.b"], None), (of(&["a.b.c"]), vec![0]));
        assert_eq!(named(&["a.b"], Some(1)), (of(&["a"]), vec![0]));
    }
}
