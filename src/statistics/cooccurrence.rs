//! Two codes in the same units: how much they go together.

use super::TwoByTwo;
use super::two_by_two::fisher::Fisher;
use super::two_by_two::phi;

/// Units with both codes, with the first, with the second, and all units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Together {
    /// With both.
    pub both: u64,
    /// With the first, alone or not.
    pub first: u64,
    /// With the second, alone or not.
    pub second: u64,
    /// All units.
    pub units: u64,
}

impl Together {
    /// The table of the two codes; `None` where the counts contradict each other.
    pub fn table(&self) -> Option<TwoByTwo> {
        let (b, c) = (self.first.checked_sub(self.both)?, self.second.checked_sub(self.both)?);
        let d = (self.units + self.both).checked_sub(self.first + self.second)?;
        Some(TwoByTwo { a: self.both, b, c, d })
    }

    fn ratio(part: f64, whole: f64) -> Option<f64> {
        (whole > 0.0).then(|| part / whole)
    }

    /// n12/(n1+n2-n12), 0 to 1: of the units with either code the share that has both. ATLAS.ti's
    /// c-coefficient is this number of quotations.
    pub fn jaccard(&self) -> Option<f64> {
        Self::ratio(self.both as f64, (self.first + self.second).saturating_sub(self.both) as f64)
    }

    /// 2 n12/(n1+n2).
    pub fn dice(&self) -> Option<f64> {
        Self::ratio(2.0 * self.both as f64, (self.first + self.second) as f64)
    }

    /// n12/min(n1, n2): 1 where one code never stands without the other.
    pub fn overlap(&self) -> Option<f64> {
        Self::ratio(self.both as f64, self.first.min(self.second) as f64)
    }

    /// n12 n/(n1 n2): 1 where they meet as often as chance has it.
    pub fn lift(&self) -> Option<f64> {
        Self::ratio(self.both as f64 * self.units as f64, self.first as f64 * self.second as f64)
    }

    /// phi of the table; `None` where one code is everywhere or nowhere.
    pub fn phi(&self) -> Option<f64> {
        phi::phi(&self.table()?)
    }

    /// n12/n.
    pub fn support(&self) -> Option<f64> {
        Self::ratio(self.both as f64, self.units as f64)
    }

    /// n12/n1 and n12/n2: how often the other code is there, given one.
    pub fn confidence(&self) -> [Option<f64>; 2] {
        [self.first, self.second].map(|own| Self::ratio(self.both as f64, own as f64))
    }

    /// log2 of the lift; `None` where they never meet.
    pub fn pointwise_information(&self) -> Option<f64> {
        self.lift().filter(|lift| *lift > 0.0).map(f64::log2)
    }

    /// n12/√(n1 n2).
    pub fn cosine(&self) -> Option<f64> {
        Self::ratio(self.both as f64, (self.first as f64 * self.second as f64).sqrt())
    }

    /// Fisher's two-sided p.
    pub fn fisher(&self) -> Option<f64> {
        self.table().map(|table| Fisher::of(&table).two_sided)
    }
}
