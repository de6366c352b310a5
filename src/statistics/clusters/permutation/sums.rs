//! Sums of bits, for many columns of bits at once.

/// Sums over rows of bits, column by column: the bits of the sums stand in planes, the lowest first, so that one
/// word adds to 64 sums (carry-save adders: Harley and Seal).
#[derive(Debug)]
pub(super) struct Sums {
    words: usize,
    /// Of each plane its bits, and a row that waits for a second one.
    planes: Vec<(Vec<u64>, Option<Vec<u64>>)>,
}

impl Sums {
    /// Nothing added yet, to so many words of columns.
    pub fn new(words: usize) -> Self {
        Self { words, planes: Vec::new() }
    }

    /// Adds a row.
    pub fn add(&mut self, row: &[u64]) {
        self.add_at(0, row.to_vec());
    }

    fn add_at(&mut self, plane: usize, mut row: Vec<u64>) {
        if plane == self.planes.len() {
            self.planes.push((vec![0; self.words], None));
        }
        let (sum, waits) = &mut self.planes[plane];
        let Some(first) = waits.take() else {
            *waits = Some(row);
            return;
        };
        for ((sum, first), second) in sum.iter_mut().zip(&first).zip(&mut row) {
            let either = *sum ^ first;
            let carry = (*sum & first) | (either & *second);
            *sum = either ^ *second;
            *second = carry;
        }
        if row.iter().any(|word| *word > 0) {
            self.add_at(plane + 1, row);
        }
    }

    /// The sums of the first columns.
    pub fn of(mut self, columns: usize) -> Vec<u32> {
        let mut plane = 0;
        // A row that waits is added to nothing, and may carry into planes above.
        while plane < self.planes.len() {
            if self.planes[plane].1.is_some() {
                self.add_at(plane, vec![0; self.words]);
            }
            plane += 1;
        }
        let sum = |column: usize| {
            let bit = |plane: &(Vec<u64>, _)| (plane.0[column / 64] >> (column % 64) & 1) as u32;
            self.planes.iter().enumerate().map(|(at, plane)| bit(plane) << at).sum()
        };
        (0..columns).map(sum).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sums_are_those_of_adding_bit_by_bit(rows in proptest::collection::vec(any::<[u64; 2]>(), 0..70)) {
            let mut sums = Sums::new(2);
            rows.iter().for_each(|row| sums.add(row));
            let bit = |row: &[u64; 2], column: usize| (row[column / 64] >> (column % 64) & 1) as u32;
            let wanted: Vec<u32> =
                (0..100).map(|column| rows.iter().map(|row| bit(row, column)).sum()).collect();
            prop_assert_eq!(sums.of(100), wanted);
        }
    }
}
