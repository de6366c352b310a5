//! A table of counts, rows by columns, with its margins.

/// A table of counts; every row has as many cells as there are columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    cells: Vec<Vec<u64>>,
    columns: usize,
}

impl Counts {
    /// A table of these rows; `None` where the rows differ in length.
    pub fn new(cells: Vec<Vec<u64>>) -> Option<Self> {
        let columns = cells.first().map_or(0, Vec::len);
        cells.iter().all(|row| row.len() == columns).then_some(Self { cells, columns })
    }

    /// Its rows.
    pub fn rows(&self) -> &[Vec<u64>] {
        &self.cells
    }

    /// How many columns it has.
    pub fn width(&self) -> usize {
        self.columns
    }

    /// The total of each row.
    pub fn row_totals(&self) -> Vec<u64> {
        self.cells.iter().map(|row| row.iter().sum()).collect()
    }

    /// The total of each column.
    pub fn column_totals(&self) -> Vec<u64> {
        (0..self.columns).map(|column| self.cells.iter().map(|row| row[column]).sum()).collect()
    }

    /// Everything counted.
    pub fn total(&self) -> u64 {
        self.cells.iter().flatten().sum()
    }

    /// Without the rows and columns that hold nothing.
    pub fn reduced(&self) -> Self {
        let keep: Vec<bool> = self.column_totals().iter().map(|total| *total > 0).collect();
        let cells =
            self.cells.iter().filter(|row| row.iter().any(|count| *count > 0)).map(|row| {
                row.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(count, _)| *count).collect()
            });
        let cells: Vec<Vec<u64>> = cells.collect();
        let columns = cells.first().map_or(0, Vec::len);
        Self { cells, columns }
    }

    /// Rows as columns.
    pub fn transposed(&self) -> Self {
        let column = |column: usize| self.cells.iter().map(|row| row[column]).collect();
        Self { cells: (0..self.columns).map(column).collect(), columns: self.cells.len() }
    }

    /// Rows and columns that hold something.
    pub fn reduced_shape(&self) -> (usize, usize) {
        let held = |totals: Vec<u64>| totals.into_iter().filter(|total| *total > 0).count();
        (held(self.row_totals()), held(self.column_totals()))
    }

    /// Degrees of freedom of independence, empty rows and columns aside; `None` where there is
    /// nothing to compare.
    pub fn degrees_of_freedom(&self) -> Option<u64> {
        let (rows, columns) = self.reduced_shape();
        (rows >= 2 && columns >= 2).then(|| (rows as u64 - 1) * (columns as u64 - 1))
    }

    /// A value for every cell, from its count, row total, column total and the grand total.
    pub fn each<T>(&self, value: impl Fn(u64, u64, u64, u64) -> T) -> Vec<Vec<T>> {
        let (rows, columns, total) = (self.row_totals(), self.column_totals(), self.total());
        let row = |(row, row_total): (&Vec<u64>, &u64)| {
            row.iter()
                .zip(&columns)
                .map(|(count, column)| value(*count, *row_total, *column, total))
                .collect()
        };
        self.cells.iter().zip(&rows).map(row).collect()
    }

    /// What each cell would hold were rows and columns independent; `None` in an empty table.
    pub fn expected(&self) -> Vec<Vec<Option<f64>>> {
        self.each(|_, row, column, total| expected(row, column, total))
    }
}

/// What a cell would hold were rows and columns independent.
pub fn expected(row: u64, column: u64, total: u64) -> Option<f64> {
    (total > 0).then(|| row as f64 * column as f64 / total as f64)
}

/// A share in percent, 0 to 100; `None` of nothing.
pub fn percent(count: u64, of: u64) -> Option<f64> {
    (of > 0).then(|| count as f64 / of as f64 * 100.0)
}
