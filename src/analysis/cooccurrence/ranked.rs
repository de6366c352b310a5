//! Pairs in the order they are wanted in, and which of them.

use super::{Caution, Cell, Cooccurrence, Measure, Pair};
use crate::analysis::statistic::find;

/// What makes a pair strong.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// How much of what has either has both.
    #[default]
    C,
    /// How many have both.
    Together,
    /// How much more often than by chance.
    Lift,
    /// Their correlation.
    Phi,
}

impl Order {
    /// The number that a cell is ordered by.
    pub fn of(self, cell: &Cell) -> Option<f64> {
        let measure = match self {
            Order::Together => return Some(cell.both as f64),
            Order::C => Measure::CCoefficient,
            Order::Lift => Measure::Lift,
            Order::Phi => Measure::Phi,
        };
        find(&cell.statistics, measure).and_then(|one| one.value)
    }
}

/// Which pairs are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The strongest first, by this.
    pub order: Order,
    /// Pairs that are fewer than this together are left out.
    pub fewest: usize,
    /// Pairs that rules find by the same words are left out.
    pub apart: bool,
    /// No more than these.
    pub most: Option<usize>,
}

/// Pairs in their order.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked<'a> {
    /// The strongest first.
    pub pairs: Vec<&'a Pair>,
    /// Pairs that meet, but less often than was asked.
    pub rarer: usize,
    /// Pairs that never meet; 0 where these were asked for.
    pub never: usize,
    /// Pairs that were left out since rules find them by the same words.
    pub of_the_codebook: usize,
    /// Pairs behind the last that was wanted.
    pub weaker: usize,
}

impl Cooccurrence {
    /// The pairs that are wanted, the strongest first; then by how often they meet, then in the
    /// order of the codes.
    pub fn ranked(&self, wanted: &Wanted) -> Ranked<'_> {
        let (mut pairs, left): (Vec<&Pair>, Vec<&Pair>) =
            self.pairs.iter().partition(|pair| pair.whole.both >= wanted.fewest);
        let met = pairs.len();
        if wanted.apart {
            pairs.retain(|pair| !pair.whole.cautions.contains(&Caution::SameWords));
        }
        let of_the_codebook = met - pairs.len();
        let key = |pair: &Pair| wanted.order.of(&pair.whole).unwrap_or(f64::NEG_INFINITY);
        pairs.sort_by(|one, other| {
            key(other).total_cmp(&key(one)).then_with(|| other.whole.both.cmp(&one.whole.both))
        });
        let weaker = wanted.most.map_or(0, |most| pairs.len().saturating_sub(most));
        pairs.truncate(pairs.len() - weaker);
        let rarer = left.iter().filter(|pair| pair.whole.both > 0).count();
        Ranked { pairs, rarer, never: left.len() - rarer, of_the_codebook, weaker }
    }
}
