//! Which codes a question is about.

use super::Error;
use crate::codebook::Codebook;

/// Codes that were asked for, each with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    chosen: Vec<bool>,
}

impl Selection {
    /// The codes with these ids and all below them; without ids, every code.
    ///
    /// # Errors
    /// The first id that no code has.
    pub fn of(codebook: &Codebook, ids: &[String]) -> Result<Self, Error> {
        let roots = ids
            .iter()
            .map(|id| codebook.position(id).ok_or_else(|| Error::UnknownCode(id.clone())))
            .collect::<Result<Vec<_>, _>>()?;
        let within = |code| roots.is_empty() || roots.iter().any(|root| codebook.is_within(code, *root));
        Ok(Self { chosen: (0..codebook.codes.len()).map(within).collect() })
    }

    /// True where the code at this place of the codebook was asked for.
    pub fn has(&self, code: usize) -> bool {
        self.chosen[code]
    }

    /// The codes that were asked for and hold no others, in codebook order; with a level, codes of that
    /// level stand for all below them.
    pub fn lowest(&self, codebook: &Codebook, level: Option<usize>) -> Vec<usize> {
        let is_lowest = |code: &usize| match level {
            Some(level) => {
                let own = codebook.codes[*code].level;
                own == level || (own < level && codebook.is_leaf(*code))
            }
            None => codebook.is_leaf(*code),
        };
        self.codes().filter(is_lowest).collect()
    }

    /// The places of the codes that were asked for, in codebook order.
    pub fn codes(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.chosen.len()).filter(|code| self.chosen[*code])
    }
}
