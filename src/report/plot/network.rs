//! A network: codes on a ring, lines between those that stand together.

use super::pairs::{Link, Pairs};
use super::scale::Class;
use super::{Document, Plot, Undrawable, network_svg, network_text, ring};
use crate::analysis::Cooccurrence;
use crate::analysis::cooccurrence::Wanted;
use crate::report::Provenance;

/// A network of pairs of codes, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    pub(super) pairs: Pairs,
    /// The code at each place of the ring.
    pub(super) ring: Vec<usize>,
}

/// Without a wish no more lines are drawn: nobody follows more.
pub const MOST: usize = 40;

impl Network {
    /// Of the pairs that are wanted; codes without any are left out.
    ///
    /// # Errors
    /// No pair is left.
    pub fn of(
        table: &Cooccurrence,
        wanted: &Wanted,
        provenance: &Provenance<'_>,
    ) -> Result<Self, Undrawable> {
        let pairs = Pairs::of(table, wanted, "lines", provenance)?;
        let links: Vec<(Link, f64)> = pairs
            .panels
            .iter()
            .flat_map(|panel| &panel.links)
            .map(|link| (*link, strength(&pairs, link)))
            .collect();
        let ring = ring::order(pairs.codes.len(), &links);
        Ok(Self { pairs, ring })
    }

    /// How it is read, and what was counted.
    pub(super) fn said(&self) -> Vec<String> {
        let units = self.pairs.unit.plural();
        let mut said = vec![format!(
            "Circles: as large as there are {units} with the code (in brackets). Codes that stand together are near \
             each other; the place on the ring says nothing else."
        )];
        said.extend(self.pairs.lines.iter().cloned());
        said
    }
}

impl Plot for Network {
    fn svg(&self, width: f64) -> Document {
        network_svg::drawn(self, width)
    }

    fn text(&self, columns: usize) -> String {
        network_text::drawn(self, columns)
    }

    fn lower(&self) -> &'static str {
        "fewer codes, --level 1 or a smaller --limit"
    }
}

/// How much a line pulls its codes together.
fn strength(pairs: &Pairs, link: &Link) -> f64 {
    match pairs.scale.class(link.value) {
        Class::Below => 0.5,
        Class::At(class) => pairs.scale.shade(class) as f64 + 1.0,
    }
}
