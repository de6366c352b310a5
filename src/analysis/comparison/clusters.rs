//! Units that hang together: several incidents of one respondent, paragraphs of one incident.

use crate::analysis::Unit;
use crate::analysis::statistic::Caution;
use crate::statistics::TwoByTwo;

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

impl Dependence {
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
    by: Unit,
    unit: Unit,
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
        Self { of_unit, sizes, by, unit }
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

    /// A 2x2 table for each cluster, given the units that have the code. For two columns.
    pub fn tables(&self, units: &[u32]) -> Vec<TwoByTwo> {
        let empty = |sizes: &Vec<u32>| TwoByTwo { a: 0, b: sizes[0].into(), c: 0, d: sizes[1].into() };
        let mut tables: Vec<TwoByTwo> = self.sizes.iter().map(empty).collect();
        for (cluster, column) in units.iter().filter_map(|unit| self.of_unit[*unit as usize]) {
            let table = &mut tables[cluster as usize];
            let (with, without) =
                if column == 0 { (&mut table.a, &mut table.b) } else { (&mut table.c, &mut table.d) };
            *with += 1;
            *without -= 1;
        }
        tables
    }
}
