//! Coders who place incidents, or passages, in one code each: the table of where each put them.

mod matched;

use super::ErrorMethod;
use super::Grain;
use super::rater::{self, Rater};
use crate::analysis::{Caution, Condition, Material, Measure, Selection, Statistic};
use crate::span::Span;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is placed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    /// Incidents.
    #[default]
    Incident,
    /// Passages that coders marked alike, from the same character to the same.
    Passage,
}

impl Placed {
    fn grain(self) -> Grain {
        match self {
            Placed::Incident => Grain::Incident,
            // Passages of one incident depend on each other, as sentences do.
            Placed::Passage => Grain::Sentence,
        }
    }

    /// How the error of a measure comes about.
    pub fn error_of(self, measure: Measure) -> Option<ErrorMethod> {
        ErrorMethod::of(measure, self.grain())
    }

    /// Its name for several.
    pub fn plural(self) -> &'static str {
        match self {
            Placed::Incident => "incidents",
            Placed::Passage => "passages",
        }
    }
}

/// What is asked of coders.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes to place in: those without codes below them.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// What is placed.
    pub placed: Placed,
    /// Codes of this level stand for all below them.
    pub level: Option<usize>,
    /// What was read and placed in none of the codes is a category of its own.
    pub with_none: bool,
}

/// Where coders placed things.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// What was placed.
    pub placed: Placed,
    /// Which incidents, condition by condition.
    pub conditions: Vec<Condition>,
    /// Incidents that fulfil the conditions.
    pub incidents: usize,
    /// For each coder the incidents that it judged.
    pub read: Vec<usize>,
    /// Incidents that two coders or more judged.
    pub shared: usize,
    /// The codes that somebody placed something in.
    pub categories: Vec<Category>,
    /// For each coder what two or more judged and it placed in several of the codes: not compared.
    pub several: Vec<usize>,
    /// For each coder what two or more judged and it placed in none of them.
    pub nowhere: Vec<usize>,
    /// All coders together.
    pub together: Matched,
    /// Every two of them.
    pub pairs: Vec<Confusion>,
}

/// What things were placed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Full id of the code; `None` for what was placed in none of them.
    pub code: Option<String>,
    /// Name that people read.
    pub label: Option<String>,
}

/// How far placements agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// How many were placed by two coders or more.
    pub n: usize,
    /// How many of these all who placed them placed alike.
    pub alike: usize,
    /// The coefficients.
    pub statistics: Vec<Statistic>,
    /// When not to trust them.
    pub cautions: Vec<Caution>,
}

/// Where two coders placed what both placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Confusion {
    /// By their place among the coders: the first's codes are rows, the second's columns.
    pub coders: [usize; 2],
    /// Counts, by the places of [`Placement::categories`].
    pub table: Vec<Vec<u64>>,
    /// How far they agree.
    pub matched: Matched,
}

/// The measures of placements.
pub fn measures(coders: usize) -> Vec<Measure> {
    let mut measures = vec![Measure::PercentAgreement, Measure::Alpha, Measure::GwetAc1];
    measures.extend((coders == 2).then_some(Measure::CohenKappa));
    measures.extend([Measure::FleissKappa, Measure::BrennanPrediger]);
    measures
}

/// One thing that was placed: its incident, and the category that each coder chose.
#[derive(Debug, Clone)]
struct Thing {
    incident: usize,
    said: Vec<Option<usize>>,
}

/// Where one coder placed a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    Unread,
    Nowhere,
    Several,
    One(usize),
}

/// Compares where coders placed incidents or passages.
pub fn placement(
    material: &Material<'_>,
    raters: &[Rater<'_>],
    foreign: usize,
    question: &Question,
) -> Placement {
    let fulfils = |place: &usize| {
        question.conditions.iter().all(|condition| condition.holds(&material.incidents[*place]))
    };
    let places: Vec<usize> = (0..material.incidents.len()).filter(fulfils).collect();
    let read = |rater: &Rater<'_>, place: usize| rater.read(material.incidents, place);
    let shared: Vec<usize> = places
        .iter()
        .copied()
        .filter(|place| raters.iter().filter(|rater| read(rater, *place)).count() >= 2)
        .collect();
    let lifts = rater::lifts(material.codebook);
    let reach = rater::reach(raters, material.codebook, foreign, material.incidents.len(), &lifts);
    let codes = codes(material, question, &lifts, &reach);
    let (mut several, mut nowhere) = (vec![0; raters.len()], vec![0; raters.len()]);
    let mut things: Vec<Thing> = Vec::new();
    for incident in &shared {
        for choices in choices(raters, *incident, question.placed, &codes, &lifts, &read) {
            let judged = choices.iter().filter(|one| **one != Choice::Unread).count();
            if judged < 2 {
                continue;
            }
            let said = choices.iter().enumerate().map(|(at, choice)| match choice {
                Choice::One(code) => Some(*code),
                Choice::Unread => None,
                Choice::Several => {
                    several[at] += 1;
                    None
                }
                Choice::Nowhere => {
                    nowhere[at] += 1;
                    question.with_none.then_some(usize::MAX)
                }
            });
            things.push(Thing { incident: *incident, said: said.collect() });
        }
    }
    let used: BTreeSet<usize> =
        things.iter().flat_map(|thing| thing.said.iter().flatten().copied()).collect();
    let used: Vec<usize> =
        codes.iter().copied().chain([usize::MAX]).filter(|code| used.contains(code)).collect();
    let category = |code: usize| used.iter().position(|one| *one == code);
    things.iter_mut().flat_map(|thing| &mut thing.said).for_each(|one| *one = one.and_then(category));
    let named = |code: &usize| match material.codebook.codes.get(*code) {
        Some(known) => Category { code: Some(known.id.clone()), label: material.label(*code) },
        None => Category { code: None, label: None },
    };
    let all: Vec<usize> = (0..raters.len()).collect();
    let matched = |coders: &[usize]| Matched::of(&things, coders, used.len(), question.placed);
    let pairs = all.iter().flat_map(|first| all[first + 1..].iter().map(|second| [*first, *second]));
    let pairs = pairs.map(|coders| Confusion {
        coders,
        table: table(&things, coders, used.len()),
        matched: matched(&coders),
    });
    Placement {
        placed: question.placed,
        conditions: question.conditions.clone(),
        incidents: places.len(),
        read: raters.iter().map(|rater| places.iter().filter(|at| read(rater, **at)).count()).collect(),
        shared: shared.len(),
        categories: used.iter().map(named).collect(),
        several,
        nowhere,
        together: matched(&all),
        pairs: pairs.collect(),
    }
}

/// The codes that things are placed in. A code of the archive that the codebook names as a counterpart
/// is that code of the codebook.
fn codes(
    material: &Material<'_>,
    question: &Question,
    lifts: &[Vec<usize>],
    reach: &[Vec<bool>],
) -> Vec<usize> {
    let codebook = material.codebook;
    let two = |code: &usize| reach.iter().filter(|reach| reach[*code]).count() >= 2;
    let mut codes = question.codes.lowest(codebook, question.level);
    codes.retain(two);
    let other = |code: &usize| lifts[*code].iter().any(|lift| lift != code && codes.contains(lift));
    codes.iter().copied().filter(|code| !other(code)).collect()
}

/// What each rater chose, for every thing of an incident.
fn choices(
    raters: &[Rater<'_>],
    incident: usize,
    placed: Placed,
    codes: &[usize],
    lifts: &[Vec<usize>],
    read: &impl Fn(&Rater<'_>, usize) -> bool,
) -> Vec<Vec<Choice>> {
    let mut things: BTreeMap<Option<Span>, Vec<BTreeSet<usize>>> = BTreeMap::new();
    if placed == Placed::Incident {
        things.insert(None, vec![BTreeSet::new(); raters.len()]);
    }
    for (at, rater) in raters.iter().enumerate().filter(|(_, rater)| read(rater, incident)) {
        for mark in rater.found.marks(incident).filter(|mark| !mark.negated) {
            let place = match placed {
                Placed::Incident => None,
                Placed::Passage if mark.span.is_none() => continue,
                Placed::Passage => mark.span,
            };
            let own = lifts[mark.code].iter().filter(|lift| codes.contains(lift));
            let chosen = things.entry(place).or_insert_with(|| vec![BTreeSet::new(); raters.len()]);
            chosen[at].extend(own);
        }
    }
    let choice = |(at, codes): (usize, &BTreeSet<usize>)| match (codes.len(), codes.first()) {
        _ if !read(&raters[at], incident) => Choice::Unread,
        (1, Some(code)) => Choice::One(*code),
        (0, _) => Choice::Nowhere,
        _ => Choice::Several,
    };
    let chosen = |one: Vec<BTreeSet<usize>>| -> Vec<Choice> { one.iter().enumerate().map(choice).collect() };
    // A passage that nobody gave one of these codes is none of the things.
    let of_use = |one: &Vec<Choice>| {
        placed == Placed::Incident || one.iter().any(|one| matches!(one, Choice::One(_) | Choice::Several))
    };
    things.into_values().map(chosen).filter(of_use).collect()
}

fn table(things: &[Thing], [first, second]: [usize; 2], categories: usize) -> Vec<Vec<u64>> {
    let mut table = vec![vec![0; categories]; categories];
    for thing in things {
        if let (Some(one), Some(other)) = (thing.said[first], thing.said[second]) {
            table[one][other] += 1;
        }
    }
    table
}
