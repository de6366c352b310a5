//! Pearson's chi-square of a table of any size, corrected for clusters (Rao and Scott 1981, 1984).
//!
//! What clusters make of the statistic is told by the design effects of its contrasts, the eigenvalues of
//! (C'D⁻¹C/n)⁻¹ C'D⁻¹VD⁻¹C: C are contrasts of rows by columns, D the shares of the cells, V their variance by
//! clusters. First order: chi-square over the mean of these; second order, which also knows how they differ, held
//! against F (Thomas and Rao 1987), as the R package survey has it.

use crate::statistics::{Counts, association, tails};

/// Clusters whose tables are the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The counts of one of them, row after row.
    pub cells: Vec<u64>,
    /// How many clusters they are.
    pub times: u64,
}

/// The corrected test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Corrected {
    /// Pearson's chi-square as if units were independent.
    pub chi2: f64,
    /// Its degrees of freedom.
    pub df: f64,
    /// How many times too large it is: the mean design effect of its contrasts.
    pub design_effect: f64,
    /// First order: chi2 over that, held against chi-square.
    pub first: f64,
    /// Its p.
    pub first_p: f64,
    /// Second order, held against F: the one to report.
    pub f: f64,
    /// Degrees of freedom of F; the first need not be whole.
    pub f_df: (f64, f64),
    /// Its p.
    pub f_p: f64,
}

/// The test of the sum of these tables, all with `columns` columns. Undefined with one cluster, where only one
/// row or column has anything in it, or where clusters leave nothing to vary.
pub fn corrected(clusters: &[Held], columns: usize) -> Option<Corrected> {
    let (shape, parts) = reduced(clusters, columns)?;
    let number = parts.iter().map(|(_, times)| times).sum::<f64>();
    if number < 2.0 {
        return None;
    }
    let chi2 = association::pearson(&shape.counts)?.value;
    let contrasts = shape.contrasts();
    let independent = shape.independent(&contrasts);
    let observed = shape.observed(&contrasts, &parts, number);
    let effects = whitened(independent, observed)?;
    let sum: f64 = (0..effects.len()).map(|at| effects[at][at]).sum();
    let squares: f64 = effects.iter().flatten().map(|one| one * one).sum();
    if sum <= 0.0 {
        return None;
    }
    let df = contrasts.len() as f64;
    let design_effect = sum / df;
    let (first, f) = (chi2 / design_effect, chi2 / sum);
    let numerator = sum * sum / squares;
    let f_df = (numerator, numerator * (number - 1.0));
    Some(Corrected {
        chi2,
        df,
        design_effect,
        first,
        first_p: tails::chi_squared(first, df as u64),
        f,
        f_df,
        f_p: tails::f(f, f_df.0, f_df.1),
    })
}

/// Places of a cluster's cells that hold something, each with how much.
type Filled = Vec<(usize, f64)>;

/// A table without empty rows and columns.
struct Shape {
    counts: Counts,
    rows: usize,
    columns: usize,
    /// All that was counted.
    n: f64,
    /// Its cells, row after row.
    cells: Vec<f64>,
}

/// A contrast of two rows by two columns: the four cells it weighs, each with its sign.
type Contrast = [(usize, f64); 4];

/// The sum of the tables without what is empty everywhere, and what each cluster puts into its cells.
fn reduced(clusters: &[Held], columns: usize) -> Option<(Shape, Vec<(Filled, f64)>)> {
    let cells = clusters.iter().map(|one| one.cells.len()).max()?;
    let mut sums = vec![0u64; cells];
    for one in clusters {
        sums.iter_mut().zip(&one.cells).for_each(|(sum, cell)| *sum += cell * one.times);
    }
    let counts = Counts::new(sums.chunks(columns).map(<[u64]>::to_vec).collect())?;
    let (rows, totals) = (counts.row_totals(), counts.column_totals());
    let kept = |totals: &[u64]| -> Vec<Option<usize>> {
        let mut next = 0;
        let place = |total: &u64| {
            (*total > 0).then(|| {
                next += 1;
                next - 1
            })
        };
        totals.iter().map(place).collect()
    };
    let (row_places, column_places) = (kept(&rows), kept(&totals));
    let counts = counts.reduced();
    let (height, width) = (counts.rows().len(), counts.width());
    let place = |cell: usize| Some(row_places[cell / columns]? * width + column_places[cell % columns]?);
    let filled = |one: &Held| -> Filled {
        let held = one.cells.iter().enumerate().filter(|(_, count)| **count > 0);
        held.filter_map(|(cell, count)| Some((place(cell)?, *count as f64))).collect()
    };
    let parts: Vec<(Filled, f64)> = clusters
        .iter()
        .map(|one| (filled(one), one.times as f64))
        .filter(|(one, _)| !one.is_empty())
        .collect();
    let cells = counts.rows().iter().flatten().map(|count| *count as f64).collect();
    (height > 1 && width > 1).then(|| {
        let n = counts.total() as f64;
        (Shape { rows: height, columns: width, n, cells, counts }, parts)
    })
}

impl Shape {
    /// Every row but the last against the last, by every column but the last against the last.
    fn contrasts(&self) -> Vec<Contrast> {
        let (last_row, last) = ((self.rows - 1) * self.columns, self.columns - 1);
        let of = |row: usize, column: usize| {
            let row = row * self.columns;
            [(row + column, 1.0), (row + last, -1.0), (last_row + column, -1.0), (last_row + last, 1.0)]
        };
        let rows = 0..self.rows - 1;
        rows.flat_map(|row| (0..last).map(move |column| of(row, column))).collect()
    }

    /// What a cell weighs in a contrast: sign over its count; nothing where it is empty.
    fn weight(&self, cell: usize, sign: f64) -> f64 {
        if self.cells[cell] > 0.0 { sign / self.cells[cell] } else { 0.0 }
    }

    /// The variance of the contrasts if units were independent.
    fn independent(&self, contrasts: &[Contrast]) -> Vec<Vec<f64>> {
        let both = |one: &Contrast, other: &Contrast| {
            let pairs = one.iter().flat_map(|left| other.iter().map(move |right| (left, right)));
            let same = pairs.filter(|(left, right)| left.0 == right.0);
            same.map(|(left, right)| self.weight(left.0, left.1 * right.1)).sum()
        };
        contrasts.iter().map(|one| contrasts.iter().map(|other| both(one, other)).collect()).collect()
    }

    /// Their variance by so many clusters, taken as drawn at random.
    fn observed(&self, contrasts: &[Contrast], parts: &[(Filled, f64)], number: f64) -> Vec<Vec<f64>> {
        let cells = self.cells.len();
        let mut products = vec![vec![0.0; cells]; cells];
        let (mut by_size, mut squares) = (vec![0.0; cells], 0.0);
        for (filled, times) in parts {
            let size: f64 = filled.iter().map(|(_, count)| count).sum();
            squares += times * size * size;
            for (cell, count) in filled {
                by_size[*cell] += times * size * count;
                filled.iter().for_each(|(other, more)| products[*cell][*other] += times * count * more);
            }
        }
        // About the share of each cell: Σ (x - sn)(x - sn)' over the clusters, x a cluster's cells, n its size.
        for (cell, row) in products.iter_mut().enumerate() {
            let share = self.cells[cell] / self.n;
            for (other, product) in row.iter_mut().enumerate() {
                let shares = self.cells[other] / self.n;
                *product += share * shares * squares - share * by_size[other] - shares * by_size[cell];
            }
        }
        let weighed = |one: &Contrast, other: &Contrast| -> f64 {
            let pairs = one.iter().flat_map(|left| other.iter().map(move |right| (*left, *right)));
            pairs
                .map(|((left, sign), (right, signs))| {
                    self.weight(left, sign) * self.weight(right, signs) * products[left][right]
                })
                .sum()
        };
        let scale = number / (number - 1.0);
        let row = |one| contrasts.iter().map(|other| scale * weighed(one, other)).collect();
        contrasts.iter().map(row).collect()
    }
}

/// L⁻¹ `observed` L⁻ᵀ, where LLᵀ is `independent`; its eigenvalues are the design effects. `None` where empty
/// cells leave some contrast without a variance.
fn whitened(independent: Vec<Vec<f64>>, mut observed: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = independent.len();
    let mut root = independent;
    for at in 0..size {
        for row in at..size {
            let known: f64 = (0..at).map(|one| root[row][one] * root[at][one]).sum();
            let left = root[row][at] - known;
            if row == at {
                // What is left of the diagonal is rounding alone.
                if left <= 1e-10 * root[at][at] {
                    return None;
                }
                root[at][at] = left.sqrt();
            } else {
                root[row][at] = left / root[at][at];
            }
        }
    }
    for _ in 0..2 {
        observed = solved(&root, &observed);
    }
    Some(observed)
}

/// The transpose of L⁻¹ times a square, by forward substitution.
fn solved(root: &[Vec<f64>], square: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let column = |column: usize| {
        let mut known: Vec<f64> = Vec::with_capacity(root.len());
        for (row, own) in root.iter().zip(square) {
            let before: f64 = row.iter().zip(&known).map(|(one, other)| one * other).sum();
            known.push((own[column] - before) / row[known.len()]);
        }
        known
    };
    (0..root.len()).map(column).collect()
}

#[cfg(test)]
#[path = "of_tables_tests.rs"]
mod tests;
