//! Units that hang together: several incidents of one respondent, paragraphs of one incident.

use crate::analysis::Unit;
use crate::analysis::statistic::Caution;
use crate::statistics::TwoByTwo;
use crate::statistics::clusters::of_tables::Held;
use crate::statistics::clusters::permutation::{Arrangements, Permuted, Placed};
use crate::statistics::strata::Alike;
use std::collections::BTreeMap;

/// How the units of the compared columns hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dependence {
    /// What holds them together: the respondent, or where nobody knows of respondents the incident.
    pub by: Unit,
    /// What is counted.
    pub unit: Unit,
    /// How many of those there are.
    pub clusters: usize,
    /// How many hold several units.
    pub several: usize,
    /// The most units that one holds.
    pub most: usize,
    /// How many have units in more than one of the columns.
    pub in_both: usize,
}

/// The arrangements that were drawn for the permutation test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arranged {
    /// How many.
    pub samples: usize,
    /// The share of the columns' variance that lies within clusters of one size, 0 to 1: what they can
    /// move.
    pub within_sizes: f64,
}

impl Arranged {
    /// Most of what sets the columns apart goes with how many units a cluster has, so that the test
    /// does not see it.
    pub fn by_size(self) -> bool {
        self.within_sizes < 0.5
    }
}

impl Dependence {
    /// With fewer clusters, what takes them as drawn at random is rough.
    const FEW: usize = 20;

    /// What to say of tests between clusters; nothing where there are enough.
    pub fn few(&self) -> Option<Caution> {
        (self.clusters < Self::FEW).then_some(Caution::FewRespondents)
    }

    /// What to say beside every test that knows nothing of it.
    pub fn caution(&self) -> Caution {
        match self.unit {
            Unit::Incident => Caution::DependentIncidents,
            _ => Caution::DependentUnits,
        }
    }
}

/// For each unit its cluster, and which of the compared columns it stands in.
pub struct Clusters {
    of_unit: Vec<Option<(u32, u32)>>,
    /// How many units of each cluster stand in each of the columns.
    sizes: Vec<Vec<u32>>,
    /// How many clusters there are of each size.
    alike: BTreeMap<Vec<u32>, u64>,
    by: Unit,
    unit: Unit,
    /// For the permutation test: the arrangements, and the place of each unit in them.
    arranged: Option<(Arrangements, Vec<u32>)>,
}

impl Clusters {
    /// From the cluster and the column of each unit; `width` is the number of columns compared.
    pub fn new(by: Unit, unit: Unit, units: impl Iterator<Item = (u32, Option<u32>)>, width: usize) -> Self {
        let (mut of_unit, mut sizes): (Vec<_>, Vec<Vec<u32>>) = (Vec::new(), Vec::new());
        let mut numbers: Vec<Option<u32>> = Vec::new();
        for (cluster, column) in units {
            let Some(column) = column else {
                of_unit.push(None);
                continue;
            };
            if numbers.len() <= cluster as usize {
                numbers.resize(cluster as usize + 1, None);
            }
            let number = *numbers[cluster as usize].get_or_insert_with(|| {
                sizes.push(vec![0; width]);
                sizes.len() as u32 - 1
            });
            sizes[number as usize][column as usize] += 1;
            of_unit.push(Some((number, column)));
        }
        let mut alike: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
        for size in &sizes {
            match alike.get_mut(size) {
                Some(times) => *times += 1,
                None => {
                    alike.insert(size.clone(), 1);
                }
            }
        }
        Self { of_unit, sizes, alike, by, unit, arranged: None }
    }

    /// Draws the arrangements of the permutation test, for two columns; gives how many. `order` has every
    /// unit once, in an order that knows nothing of the order of files and rows: the draw goes by it.
    pub fn arrange(&mut self, seed: u64, order: impl FnOnce() -> Vec<u32>) -> Option<Arranged> {
        let compared = self.of_unit.iter().flatten().count();
        // One respondent alone cannot change places with another.
        if self.sizes.len() < 2 || !Arrangements::within_reach(compared) {
            return None;
        }
        let (mut places, mut units) = (vec![0; self.of_unit.len()], Vec::with_capacity(compared));
        let mut numbers: Vec<Option<u32>> = vec![None; self.sizes.len()];
        let mut met = 0;
        for unit in order() {
            let Some((cluster, column)) = self.of_unit[unit as usize] else { continue };
            let cluster = *numbers[cluster as usize].get_or_insert_with(|| {
                met += 1;
                met - 1
            });
            places[unit as usize] = units.len() as u32;
            units.push(Placed { cluster, first: column == 0 });
        }
        let arrangements = Arrangements::drawn(&units, seed)?;
        let (samples, within_sizes) = (arrangements.samples(), arrangements.within_sizes());
        self.arranged = Some((arrangements, places));
        Some(Arranged { samples, within_sizes })
    }

    /// The permutation test of the units that have the code, where arrangements were drawn.
    pub fn permuted(&self, units: &[u32]) -> Option<Permuted> {
        let (arrangements, places) = self.arranged.as_ref()?;
        let compared = units.iter().map(|unit| *unit as usize).filter(|unit| self.of_unit[*unit].is_some());
        Some(arrangements.p(&compared.map(|unit| places[unit] as usize).collect::<Vec<_>>()))
    }

    /// How the units hang together; `None` where each stands alone.
    pub fn dependence(&self) -> Option<Dependence> {
        let size = |columns: &Vec<u32>| columns.iter().sum::<u32>();
        let several = self.sizes.iter().filter(|columns| size(columns) > 1).count();
        (several > 0).then(|| Dependence {
            by: self.by,
            unit: self.unit,
            clusters: self.sizes.len(),
            several,
            most: self.sizes.iter().map(size).max().unwrap_or(0) as usize,
            in_both: self.in_several(),
        })
    }

    /// How many clusters have units in more than one column.
    pub fn in_several(&self) -> usize {
        let spread = |columns: &&Vec<u32>| columns.iter().filter(|count| **count > 0).count() > 1;
        self.sizes.iter().filter(spread).count()
    }

    /// The 2x2 table of every cluster, those that are alike as one, given the units that have the
    /// code. For two columns.
    pub fn tables(&self, units: &[u32]) -> Vec<Alike> {
        let mut with: Vec<(u32, u32)> =
            units.iter().filter_map(|unit| self.of_unit[*unit as usize]).collect();
        with.sort_unstable();
        let mut alike: BTreeMap<[u64; 4], u64> = BTreeMap::new();
        let mut sizes = self.alike.clone();
        for units in with.chunk_by(|(one, _), (other, _)| one == other) {
            let size = &self.sizes[units[0].0 as usize];
            *sizes.get_mut(size).expect("every cluster is counted") -= 1;
            let a = units.iter().filter(|(_, column)| *column == 0).count() as u64;
            let c = units.len() as u64 - a;
            *alike.entry([a, u64::from(size[0]) - a, c, u64::from(size[1]) - c]).or_default() += 1;
        }
        for (size, times) in sizes.into_iter().filter(|(_, times)| *times > 0) {
            *alike.entry([0, size[0].into(), 0, size[1].into()]).or_default() += times;
        }
        let table = |([a, b, c, d], times): ([u64; 4], u64)| Alike { table: TwoByTwo { a, b, c, d }, times };
        alike.into_iter().map(table).collect()
    }

    /// The table of every cluster, those that are alike as one, given the units that have the code: what has it,
    /// column by column, then what has not.
    pub fn with_and_without(&self, units: &[u32]) -> Vec<Held> {
        let mut with: Vec<(u32, u32)> =
            units.iter().filter_map(|unit| self.of_unit[*unit as usize]).collect();
        with.sort_unstable();
        let mut alike: BTreeMap<Vec<u64>, u64> = BTreeMap::new();
        let mut sizes = self.alike.clone();
        for units in with.chunk_by(|(one, _), (other, _)| one == other) {
            let size = &self.sizes[units[0].0 as usize];
            *sizes.get_mut(size).expect("every cluster is counted") -= 1;
            let without = size.iter().map(|count| u64::from(*count));
            let mut cells: Vec<u64> = std::iter::repeat_n(0, size.len()).chain(without).collect();
            for (_, column) in units {
                cells[*column as usize] += 1;
                cells[size.len() + *column as usize] -= 1;
            }
            *alike.entry(cells).or_default() += 1;
        }
        for (size, times) in sizes.into_iter().filter(|(_, times)| *times > 0) {
            let without = size.iter().map(|count| u64::from(*count));
            let cells = std::iter::repeat_n(0, size.len()).chain(without).collect();
            *alike.entry(cells).or_default() += times;
        }
        alike.into_iter().map(|(cells, times)| Held { cells, times }).collect()
    }

    /// The table of every cluster, given the units that have each of several codes, a row a code: for codes of which
    /// no unit has two.
    pub fn by_code(&self, codes: &[&[u32]]) -> Vec<Held> {
        let width = self.sizes.first().map_or(0, Vec::len);
        let mut tables: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
        for (row, units) in codes.iter().enumerate() {
            for (cluster, column) in units.iter().filter_map(|unit| self.of_unit[*unit as usize]) {
                let cells = tables.entry(cluster).or_insert_with(|| vec![0; codes.len() * width]);
                cells[row * width + column as usize] += 1;
            }
        }
        tables.into_values().map(|cells| Held { cells, times: 1 }).collect()
    }
}
