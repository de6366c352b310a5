//! Two ways to cut a text into pieces that follow each other, compared.
//!
//! Masses are the lengths of the pieces. Fournier and Inkpen (2012), Fournier (2013); Beeferman et
//! al. (1999, Pk), Pevzner and Hearst (2002, WindowDiff).

use std::collections::BTreeSet;

/// Two segmentations of one text: a reference and another.
#[derive(Debug, Clone)]
pub struct Segmentations {
    reference: BTreeSet<u64>,
    other: BTreeSet<u64>,
    length: u64,
    pieces: usize,
}

/// Boundaries that are this near each other count as moved, not as missed.
const NEAR: u64 = 1;

impl Segmentations {
    /// From the lengths of the pieces; `None` where a piece is empty or the texts differ in length.
    pub fn of(reference: &[u64], other: &[u64]) -> Option<Self> {
        let length: u64 = reference.iter().sum();
        if length != other.iter().sum::<u64>()
            || length == 0
            || reference.iter().chain(other).any(|mass| *mass == 0)
        {
            return None;
        }
        Some(Self {
            reference: boundaries(reference),
            other: boundaries(other),
            length,
            pieces: reference.len(),
        })
    }

    /// Boundaries in both, moved by one, and in one alone.
    fn edits(&self) -> (usize, usize, usize) {
        let same = self.reference.intersection(&self.other).count();
        let only: Vec<u64> = self.reference.difference(&self.other).copied().collect();
        let mut free: BTreeSet<u64> = self.other.difference(&self.reference).copied().collect();
        let mut moved = 0;
        for place in &only {
            let near = free.range(place.saturating_sub(NEAR)..=place + NEAR).next().copied();
            if let Some(near) = near {
                free.remove(&near);
                moved += 1;
            }
        }
        (same, moved, only.len() - moved + free.len())
    }

    /// Boundary similarity: 1 less the edits over the boundaries, a moved one half.
    pub fn boundary_similarity(&self) -> Option<f64> {
        let (same, moved, alone) = self.edits();
        let all = same + moved + alone;
        if all == 0 {
            return Some(1.0);
        }
        Some(1.0 - (alone as f64 + moved as f64 / 2.0) / all as f64)
    }

    /// Segmentation similarity: the same edits over all places where a boundary could be.
    pub fn segmentation_similarity(&self) -> Option<f64> {
        let (_, moved, alone) = self.edits();
        let places = self.length - 1;
        (places > 0).then(|| 1.0 - (alone as f64 + moved as f64 / 2.0) / places as f64)
    }

    /// Half the mean piece of the reference, at least 2.
    fn window(&self) -> u64 {
        let half = self.length as f64 / self.pieces as f64 / 2.0;
        (half.round_ties_even() as u64).max(2)
    }

    fn windows(&self, differ: impl Fn(usize, usize) -> bool) -> Option<f64> {
        let window = self.window();
        let count = self.length.checked_sub(window).filter(|count| *count > 0)?;
        let inside =
            |boundaries: &BTreeSet<u64>, from: u64| boundaries.range(from + 1..=from + window).count();
        let wrong =
            (0..count).filter(|from| differ(inside(&self.reference, *from), inside(&self.other, *from)));
        Some(wrong.count() as f64 / count as f64)
    }

    /// The share of windows with another number of boundaries: 0 is the same.
    pub fn window_diff(&self) -> Option<f64> {
        self.windows(|one, other| one != other)
    }

    /// The share of windows whose ends are in one piece here and not there: 0 is the same.
    pub fn pk(&self) -> Option<f64> {
        self.windows(|one, other| (one == 0) != (other == 0))
    }

    /// The share of the other's boundaries that are the reference's, to the place.
    pub fn precision(&self) -> Option<f64> {
        share(self.edits().0, self.other.len())
    }

    /// The share of the reference's boundaries that the other has, to the place.
    pub fn recall(&self) -> Option<f64> {
        share(self.edits().0, self.reference.len())
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn boundaries(masses: &[u64]) -> BTreeSet<u64> {
    let mut place = 0;
    let ends = masses.iter().map(|mass| {
        place += mass;
        place
    });
    let mut ends: Vec<u64> = ends.collect();
    ends.pop();
    ends.into_iter().collect()
}
