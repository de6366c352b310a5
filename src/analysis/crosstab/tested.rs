//! The columns of a crosstab compared, row by row.

use super::{Row, Rows};
use crate::analysis::Unit;
use crate::analysis::comparison::{
    Clusters, Compared, Counted, Decided, Detail, Family, OfRow, Refusal, Tested, Tests, Whole, correct,
    of_row,
};
use crate::analysis::counting::Aspect;
use rayon::prelude::*;

impl Rows<'_> {
    /// Compares what was decided, and finds out which units hang together.
    pub(super) fn compare(&mut self, decided: &Decided) -> Tested {
        let (detail, columns) = match decided {
            None => return Tested::NotAsked,
            Some(Err(why)) => return Tested::Refused(why.clone()),
            Some(Ok((detail, columns))) => (*detail, columns.clone()),
        };
        let of_unit = match self.one_column_each(&columns) {
            Ok(of_unit) => of_unit,
            Err(in_several) => return Tested::Refused(Refusal::InSeveral(in_several)),
        };
        let clusters = self.cluster(&of_unit, columns.len());
        if self.question.unit == Unit::Respondent {
            let shared = clusters.as_ref().map_or(0, Clusters::in_several);
            if shared > 0 {
                return Tested::Refused(Refusal::SharedRespondents(shared));
            }
        } else {
            self.clusters = clusters.filter(|clusters| clusters.dependence().is_some());
        }
        let seed = self.question.comparing.seed;
        let mut clusters = self.clusters.take();
        let arrangements = match &mut clusters {
            Some(clusters) if detail == Detail::Full && columns.len() == 2 => {
                clusters.arrange(seed, || self.units_by_id())
            }
            _ => None,
        };
        self.clusters = clusters;
        Tested::Done(Box::new(Compared {
            detail,
            seed,
            arrangements,
            columns,
            tests: Tests::default(),
            dependence: self.clusters.as_ref().and_then(Clusters::dependence),
            asked: self.question.comparing.asked.clone(),
            whole: None,
        }))
    }

    /// For each unit the one of the compared columns that it stands in; the number of incidents that
    /// stand in several, where any do.
    fn one_column_each(&self, columns: &[usize]) -> Result<Vec<Option<u32>>, usize> {
        let mut places = vec![None; self.columns.len()];
        columns.iter().enumerate().for_each(|(place, column)| places[*column] = Some(place as u32));
        let (mut of_unit, mut several): (Vec<Option<u32>>, Vec<u32>) = (Vec::new(), Vec::new());
        for (unit, incident) in self.placed.count.incident_of.iter().enumerate() {
            let mut found =
                self.placed.columns_of(unit as u32).iter().filter_map(|column| places[*column as usize]);
            of_unit.push(found.next());
            if found.next().is_some() {
                several.push(*incident);
            }
        }
        several.dedup();
        if several.is_empty() { Ok(of_unit) } else { Err(several.len()) }
    }

    /// Units by respondent, or by incident where nobody knows who told what; `None` where every unit
    /// is an incident of somebody else.
    fn cluster(&self, of_unit: &[Option<u32>], width: usize) -> Option<Clusters> {
        let (unit, respondents) = (self.question.unit, self.material.respondents);
        if unit == Unit::Incident && !respondents {
            return None;
        }
        let by = if respondents { Unit::Respondent } else { Unit::Incident };
        let cluster = |incident: u32| match by {
            Unit::Respondent => self.scope.tellers[incident as usize],
            _ => incident,
        };
        let incidents = self.placed.count.incident_of.iter();
        let units = incidents.zip(of_unit).map(|(incident, column)| (cluster(*incident), *column));
        Some(Clusters::new(by, unit, units, width))
    }

    /// Every unit, by the id of its incident and its place in that.
    fn units_by_id(&self) -> Vec<u32> {
        let id = |unit: &u32| {
            let incident = self.placed.count.incident_of[*unit as usize] as usize;
            self.material.incidents[self.scope.incidents[incident]].id.as_str()
        };
        let mut units: Vec<u32> = (0..self.placed.count.incident_of.len() as u32).collect();
        units.sort_by(|one, other| id(one).cmp(id(other)));
        units
    }

    /// Tests every row, then corrects for there being several.
    pub(super) fn test(&self, rows: &mut [(usize, Row)], compared: &mut Compared) {
        // What nobody looked for is not tested, and in no correction.
        rows.par_iter_mut().filter(|(_, row)| row.is_sought()).for_each(|(code, row)| {
            let counts: Vec<usize> = row.cells.iter().map(|cell| cell.count.unwrap_or(0)).collect();
            let counted = Counted { counts: &counts, columns: self.columns };
            row.compared = of_row(&counted, compared, self.clusters.as_ref(), self.units(*code, row));
        });
        let families = rows.iter_mut().map(|(_, row)| (family(row), &mut row.compared));
        let mut families: Vec<(Family, &mut OfRow)> = families.collect();
        compared.tests = correct(&mut families);
        if compared.detail == Detail::Full {
            compared.whole = self.whole(rows, compared);
        }
    }

    fn units(&self, code: usize, row: &Row) -> &[u32] {
        self.placed.count.units_with(code, row.valence.map_or(Aspect::Whole, Aspect::Of))
    }

    /// All codes without codes below them as one table.
    fn whole(&self, rows: &[(usize, Row)], compared: &Compared) -> Option<Whole> {
        let columns = &compared.columns;
        let leaves: Vec<&(usize, Row)> =
            rows.iter().filter(|(_, row)| row.is_sought() && family(row) == Family::Leaves).collect();
        if leaves.len() < 2 || self.question.unit == Unit::Respondent {
            return None;
        }
        let mut codes_of = vec![0u32; self.placed.count.incident_of.len()];
        for (code, row) in &leaves {
            self.units(*code, row).iter().for_each(|unit| codes_of[*unit as usize] += 1);
        }
        let stands = |unit: usize| {
            self.placed.columns_of(unit as u32).iter().any(|column| columns.contains(&(*column as usize)))
        };
        let overlap = (0..codes_of.len()).filter(|unit| codes_of[*unit] > 1 && stands(*unit)).count();
        let counts =
            |row: &Row| columns.iter().map(|column| row.cells[*column].count.unwrap_or(0) as u64).collect();
        let units: Vec<&[u32]> = leaves.iter().map(|(code, row)| self.units(*code, row)).collect();
        let clusters = || match compared.dependence {
            Some(_) => self.clusters.as_ref().map(|clusters| clusters.by_code(&units)).unwrap_or_default(),
            None => Vec::new(),
        };
        Whole::of(
            leaves.iter().map(|(_, row)| counts(row)).collect(),
            overlap,
            clusters,
            compared.dependence,
            compared.seed,
        )
    }
}

fn family(row: &Row) -> Family {
    match (row.valence, row.group) {
        (Some(_), _) => Family::Valences,
        (None, true) => Family::Groups,
        (None, false) => Family::Leaves,
    }
}
