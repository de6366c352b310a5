//! Codes that nobody could have given: rules were asked, and none looks for them.
//!
//! Where such a code is absent is not known. It is counted nowhere, tested nowhere, and in no
//! correction for several tests; tables name it. This is the one place that decides it.

use super::{Found, Material};
use crate::codebook::Valence;

/// What a table cannot say for want of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unsought {
    /// Full ids of the codes that no rule looks for, nor for any code below them.
    pub codes: Vec<String>,
    /// Those among them that hold no other code: what is missing.
    pub lowest: Vec<String>,
    /// Codes that hold such codes and others: counted from the others alone.
    pub above: Vec<String>,
}

impl Unsought {
    /// What of these codes no rule looks for.
    pub(super) fn among(material: &Material<'_>, codes: impl Iterator<Item = usize>) -> Self {
        let mut unsought = Self::default();
        if material.found.is_codings() {
            return unsought;
        }
        let book = material.codebook;
        for code in codes {
            let id = || book.codes[code].id.clone();
            if !material.is_sought(code) {
                unsought.codes.push(id());
                if book.is_leaf(code) {
                    unsought.lowest.push(id());
                }
            } else if material.below(code).any(|below| book.is_leaf(below) && !material.is_sought(below)) {
                unsought.above.push(id());
            }
        }
        unsought
    }
}

impl Material<'_> {
    /// False where nobody could have said that an incident has the code: rules were asked, and none
    /// looks for it or for a code below it.
    pub fn is_sought(&self, code: usize) -> bool {
        match self.found {
            Found::Codings(_) => true,
            Found::Suggestions(_) => {
                self.below(code).any(|below| !self.codebook.codes[below].rules.is_empty())
            }
        }
    }

    /// The same of one valence of the code, which only rules of its own give.
    pub fn is_sought_as(&self, code: usize, valence: Valence) -> bool {
        let rules = &self.codebook.codes[code].rules;
        self.found.is_codings() || rules.iter().any(|rule| rule.valence == Some(valence))
    }

    /// The code and all below it.
    fn below(&self, code: usize) -> impl Iterator<Item = usize> {
        (0..self.codebook.codes.len()).filter(move |other| self.codebook.is_within(*other, code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident};
    use crate::coding::{Judged, People};

    #[test]
    fn a_code_is_sought_where_a_rule_looks_for_it_or_for_one_below_it() {
        let mut owned =
            Owned::new(&["a", "a.b", "a.c", "d", "d.e"], vec![(incident("1", "Een.", &[], None), vec![])]);
        for code in [0, 2, 3, 4] {
            owned.codebook.codes[code].rules.clear();
        }
        let mut material = owned.material();
        let sought: Vec<bool> = (0..5).map(|code| material.is_sought(code)).collect();
        assert_eq!(sought, [true, true, false, false, false]);
        let unsought = Unsought::among(&material, 0..5);
        assert_eq!(unsought.codes, ["a.c", "d", "d.e"]);
        assert_eq!(unsought.lowest, ["a.c", "d.e"]);
        assert_eq!(unsought.above, ["a"]);
        assert!(!material.is_sought_as(1, Valence::Lacking));
        let judged = Judged {
            people: People { from: "codings".into(), coders: Vec::new(), model: false, with_codebook: true },
            codebook: owned.codebook.clone(),
            foreign: 5,
            read: vec![true],
            marks: vec![Vec::new()],
        };
        material.found = Found::Codings(&judged);
        assert!(material.is_sought(2) && material.is_sought_as(1, Valence::Lacking));
        assert_eq!(Unsought::among(&material, 0..5), Unsought::default());
    }
}
