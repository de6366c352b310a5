//! What every coder said of every unit.

/// Units by coders; a cell is a category by its place, or nothing where that coder did not code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ratings {
    /// One row a unit, one cell a coder.
    pub units: Vec<Vec<Option<usize>>>,
    /// How many categories there are.
    pub categories: usize,
}

impl Ratings {
    /// How many coders gave each category in each unit.
    pub fn counts(&self) -> Vec<Vec<f64>> {
        let row = |unit: &Vec<Option<usize>>| {
            let mut row = vec![0.0; self.categories];
            unit.iter().flatten().for_each(|category| row[*category] += 1.0);
            row
        };
        self.units.iter().map(row).collect()
    }

    /// The number of coders.
    pub fn coders(&self) -> usize {
        self.units.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// Units with at least two ratings: those in which coders can agree.
    pub fn pairable(&self) -> usize {
        self.units.iter().filter(|unit| unit.iter().flatten().count() >= 2).count()
    }

    /// Two coders: how often the first gave a category (row) where the second gave another
    /// (column), over units that both coded; `None` with another number of coders.
    pub fn table(&self) -> Option<Vec<Vec<f64>>> {
        if self.coders() != 2 {
            return None;
        }
        let mut table = vec![vec![0.0; self.categories]; self.categories];
        for unit in &self.units {
            if let [Some(first), Some(second)] = unit[..] {
                table[first][second] += 1.0;
            }
        }
        Some(table)
    }
}
