//! A question to coders, answered row by row.

use super::cut::{Cut, Overlapping};
use super::measured::{Parts, measures};
use super::rater::{self, Rater, RaterKind, Scheme};
use super::{Grain, Overall, Question, Row, Tally};
use crate::analysis::order::in_order;
use crate::analysis::{Caution, Material, Measure};
use crate::statistics::agreement::Decisions;
use crate::statistics::unitizing::characters::Sums;
use rayon::prelude::*;
use std::collections::HashSet;

/// A question with all that it takes to answer it.
pub(super) struct Asked<'a> {
    pub material: &'a Material<'a>,
    pub raters: &'a [Rater<'a>],
    pub question: &'a Question,
    pub lifts: Vec<Vec<usize>>,
    pub reach: Vec<Vec<bool>>,
    pub cuts: Vec<Cut>,
    pub incidents: usize,
    pub read: Vec<usize>,
    pub always_coded: Vec<bool>,
}

impl<'a> Asked<'a> {
    pub fn new(
        material: &'a Material<'a>,
        raters: &'a [Rater<'a>],
        foreign: usize,
        question: &'a Question,
    ) -> Self {
        let fulfils = |place: &usize| {
            question.conditions.iter().all(|condition| condition.holds(&material.incidents[*place]))
        };
        let places: Vec<usize> = (0..material.incidents.len()).filter(fulfils).collect();
        let lifts = rater::lifts(material.codebook);
        let reach = rater::reach(raters, material.codebook, foreign, material.incidents.len(), &lifts);
        let cuts = places
            .par_iter()
            .filter_map(|place| Cut::of(material, raters, *place, question.grain, &lifts))
            .collect();
        let read =
            |rater: &Rater<'_>| places.iter().filter(|place| rater.read(material.incidents, **place)).count();
        let read: Vec<usize> = raters.iter().map(read).collect();
        let coded = |rater: &Rater<'_>| {
            let has_any = |place: &&usize| {
                rater.read(material.incidents, **place) && rater.found.marks(**place).next().is_some()
            };
            places.iter().filter(has_any).count()
        };
        let always = |(rater, read): (&Rater<'_>, &usize)| {
            // Who codes in the journal says of an incident without codes that it was read.
            let of_file = rater.kind == RaterKind::Model || rater.scheme == Scheme::Archive;
            let some = *read > 0 && *read < places.len() && of_file;
            some && coded(rater) == *read
        };
        let always_coded = raters.iter().zip(&read).map(always).collect();
        Self { material, raters, question, lifts, reach, cuts, incidents: places.len(), read, always_coded }
    }

    /// The raters that could give a code.
    pub fn raters_of(&self, code: usize) -> Vec<usize> {
        (0..self.raters.len()).filter(|rater| self.reach[*rater][code]).collect()
    }

    /// The codes that have a row, in their order.
    pub fn order(&self) -> Vec<usize> {
        let codes = &self.material.codebook.codes;
        let shown = |code: &usize| {
            self.question.level.is_none_or(|level| codes[*code].level <= level)
                && self.raters_of(*code).len() >= 2
        };
        let codes: Vec<usize> = self.question.codes.codes().filter(shown).collect();
        let total = |code: usize| {
            let gave = |cut: &Cut, rater: usize| usize::from(cut.gave(rater, code, &(0..cut.length)));
            self.cuts
                .iter()
                .map(|cut| (0..self.raters.len()).map(|rater| gave(cut, rater)).sum::<usize>())
                .sum()
        };
        in_order(self.material, codes, total)
    }

    pub fn row(&self, place: usize) -> Option<Row> {
        let raters = self.raters_of(place);
        let counts = self.tally(place, &raters);
        let nobody = counts.given.iter().flatten().all(|given| *given == 0);
        if nobody && self.question.hide_zero {
            return None;
        }
        let decisions = self.decisions(place, &raters);
        let units = self.units(place, &raters);
        let sums: Option<Vec<Sums>> = self.sums(&[place], &raters).ok();
        let parts = Parts { decisions: &decisions, counts: units.as_deref(), sums: sums.as_deref() };
        let measures = measures(self.question.grain, self.raters.len());
        let code = &self.material.codebook.codes[place];
        Some(Row {
            place,
            code: code.id.clone(),
            label: self.material.label(place),
            level: code.level,
            group: code.group,
            cautions: cautions(&counts),
            statistics: parts.statistics(&measures, self.question.grain),
            counts,
        })
    }

    /// What these raters said of a code in each incident that two of them read.
    fn decisions(&self, code: usize, raters: &[usize]) -> Vec<Decisions> {
        let decisions = self.cuts.iter().map(|cut| cut.decisions(code, raters));
        decisions.filter(|one| one.pairable() > 0.0).collect()
    }

    /// Where incidents are units: how many raters gave and did not give the code in each.
    fn units(&self, code: usize, raters: &[usize]) -> Option<Vec<Vec<f64>>> {
        let unit = |cut: &Cut| {
            let said = cut.said(code, raters);
            let count = |yes| said.iter().flat_map(|(said, _)| said).filter(|one| **one == Some(yes)).count();
            vec![count(true) as f64, count(false) as f64]
        };
        (self.question.grain == Grain::Incident).then(|| self.cuts.iter().map(unit).collect())
    }

    fn sums(&self, codes: &[usize], raters: &[usize]) -> Result<Vec<Sums>, Overlapping> {
        if self.question.grain != Grain::Character {
            return Ok(Vec::new());
        }
        let sums = self.cuts.iter().map(|cut| cut.sums(codes, raters));
        Ok(sums.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    fn tally(&self, code: usize, raters: &[usize]) -> Tally {
        let mut given: Vec<Option<u64>> = vec![None; self.raters.len()];
        raters.iter().for_each(|rater| given[*rater] = Some(0));
        let mut tally = Tally { pairable: 0, incidents: 0, given, all: 0, differing: 0 };
        for cut in &self.cuts {
            let mut counts = false;
            for (said, units) in cut.said(code, raters) {
                if said.iter().flatten().count() < 2 {
                    continue;
                }
                counts |= units > 0;
                tally.pairable += units;
                let yes = said.iter().flatten().filter(|yes| **yes).count();
                if yes == said.iter().flatten().count() {
                    tally.all += units;
                } else if yes > 0 {
                    tally.differing += units;
                }
                for (rater, said) in raters.iter().zip(&said) {
                    if let (Some(true), Some(given)) = (said, &mut tally.given[*rater]) {
                        *given += units;
                    }
                }
            }
            tally.incidents += usize::from(counts);
        }
        tally
    }

    pub fn overall(&self) -> Overall {
        let codebook = self.material.codebook;
        let leaves: Vec<usize> = self
            .question
            .codes
            .codes()
            .filter(|code| codebook.is_leaf(*code) && self.raters_of(*code).len() >= 2)
            .collect();
        let mut counts =
            Tally { pairable: 0, incidents: 0, given: vec![None; self.raters.len()], all: 0, differing: 0 };
        let mut decisions = vec![Decisions::default(); self.cuts.len()];
        for leaf in &leaves {
            let raters = self.raters_of(*leaf);
            for (sums, cut) in decisions.iter_mut().zip(&self.cuts) {
                *sums += self.aligned(cut, *leaf);
            }
            let own = self.tally(*leaf, &raters);
            counts.pairable += own.pairable;
            counts.incidents = counts.incidents.max(own.incidents);
            counts.all += own.all;
            counts.differing += own.differing;
            for (sum, own) in counts.given.iter_mut().zip(own.given) {
                *sum = match (*sum, own) {
                    (Some(sum), Some(own)) => Some(sum + own),
                    (sum, own) => sum.or(own),
                };
            }
        }
        decisions.retain(|one| one.pairable() > 0.0);
        let all: Vec<usize> = (0..self.raters.len()).collect();
        let everybody = leaves.iter().all(|leaf| self.raters_of(*leaf).len() == all.len());
        let overlapping = match self.question.grain {
            Grain::Character => self.cuts.iter().filter(|cut| cut.sums(&leaves, &all).is_err()).count(),
            _ => 0,
        };
        let sums = (everybody && overlapping == 0).then(|| self.sums(&leaves, &all).ok()).flatten();
        let parts = Parts { decisions: &decisions, counts: None, sums: sums.as_deref() };
        let mut measures = measures(self.question.grain, self.raters.len());
        if self.question.grain == Grain::Character {
            measures.push(Measure::CharacterAlphaOfAll);
        }
        // Judgements of several codes on one incident depend on each other.
        let statistics = parts.statistics(&measures, self.question.grain);
        Overall { codes: leaves.len(), cautions: cautions(&counts), counts, statistics, overlapping }
    }

    /// What was said of a code in an incident, with a place for every rater, so that sums over codes
    /// keep apart who said what.
    fn aligned(&self, cut: &Cut, code: usize) -> Decisions {
        let raters = self.raters_of(code);
        let mut sums = Decisions::default();
        for (said, units) in cut.said(code, &raters) {
            let mut all = vec![None; self.raters.len()];
            raters.iter().zip(said).for_each(|(rater, said)| all[*rater] = said);
            sums.add(&all, units as f64);
        }
        sums
    }

    /// How many respondents told the compared incidents, and whether one told several.
    pub fn tellers(&self) -> (usize, bool) {
        let tellers = self.cuts.iter().map(|cut| self.material.incidents[cut.place].respondent.as_deref());
        let (mut known, mut several, mut own) = (HashSet::new(), false, 0);
        for teller in tellers {
            match teller {
                Some(teller) => several |= !known.insert(teller),
                None => own += 1,
            }
        }
        (known.len() + own, several)
    }

    pub fn dependence(&self) -> Option<Caution> {
        (self.material.respondents && self.tellers().1).then_some(Caution::DependentIncidents)
    }
}

/// What makes coefficients of these counts undefined, or their errors nothing.
fn cautions(counts: &Tally) -> Vec<Caution> {
    let yes: u64 = counts.given.iter().flatten().sum();
    match (counts.pairable, counts.differing) {
        (0, _) => Vec::new(),
        (pairable, 0) if yes == 0 || counts.all == pairable => vec![Caution::NoVariation],
        (_, 0) => vec![Caution::NoDisagreement],
        _ => Vec::new(),
    }
}
