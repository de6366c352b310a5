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

    /// The places of the codes that were asked for, in codebook order.
    pub fn codes(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.chosen.len()).filter(|code| self.chosen[*code])
    }
}
