//! A heat map: codes by codes, darker where they stand together more.

use super::pairs::Pairs;
use super::{Document, Plot, Undrawable, heat_svg, heat_text};
use crate::analysis::Cooccurrence;
use crate::analysis::cooccurrence::Wanted;
use crate::report::Provenance;

/// A heat map of pairs of codes, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat(pub(super) Pairs);

impl Heat {
    /// Of the pairs that are wanted; codes without any are left out.
    ///
    /// # Errors
    /// No pair is left.
    pub fn of(
        table: &Cooccurrence,
        wanted: &Wanted,
        provenance: &Provenance<'_>,
    ) -> Result<Self, Undrawable> {
        Ok(Self(Pairs::of(table, wanted, "cells", provenance)?))
    }
}

impl Plot for Heat {
    fn svg(&self, width: f64) -> Document {
        heat_svg::drawn(&self.0, width)
    }

    fn text(&self, columns: usize) -> String {
        heat_text::drawn(&self.0, columns)
    }
}
