//! Events that both groups tell: what both say of them, and what only one side does.

use crate::analysis::counting::{Aspect, Count};
use crate::analysis::{Material, Scope};
use std::collections::BTreeMap;

/// Events that both groups tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The attribute that links the tellings.
    pub attribute: String,
    /// Events with a telling of each group, in the order of the corpus.
    pub events: Vec<Event>,
    /// Events with several tellings, all of one group: in no list.
    pub one_sided: usize,
}

/// One event, told by both groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What the study calls it.
    pub name: String,
    /// The incidents of each group that tell it, by their places in the corpus.
    pub incidents: [Vec<usize>; 2],
    /// How it ended as each group tells it; every value once.
    pub outcomes: [Vec<String>; 2],
    /// Codes that both tell, by their places in the codebook.
    pub both: Vec<usize>,
    /// Codes that only this group tells.
    pub alone: [Vec<usize>; 2],
}

/// What is asked of events.
pub(super) struct Asked<'a> {
    pub event: &'a str,
    /// The codes, by their places in the codebook.
    pub codes: &'a [usize],
    /// Incidents with each code.
    pub count: &'a Count,
    pub outcome: Option<&'a str>,
}

impl Told {
    /// Events of a scope; `members` says of each of its incidents in which groups it is. An incident
    /// of both groups tells nothing of their difference and is left out.
    pub(super) fn of(
        material: &Material<'_>,
        scope: &Scope,
        members: &[[bool; 2]],
        asked: &Asked<'_>,
    ) -> Self {
        // By first telling, so that events stand in the order of the corpus.
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut tellings: Vec<(String, [Vec<u32>; 2])> = Vec::new();
        for (at, sides) in members.iter().enumerate().filter(|(_, sides)| sides[0] != sides[1]) {
            for value in material.incidents[scope.incidents[at]].values(asked.event).iter() {
                let name = value.text().into_owned();
                let place = *places.entry(name.clone()).or_insert_with(|| {
                    tellings.push((name, [Vec::new(), Vec::new()]));
                    tellings.len() - 1
                });
                tellings[place].1[usize::from(sides[1])].push(at as u32);
            }
        }
        let one_sided = |(_, sides): &&(String, [Vec<u32>; 2])| {
            sides.iter().any(Vec::is_empty) && sides.iter().any(|side| side.len() > 1)
        };
        let both = |(_, sides): &&(String, [Vec<u32>; 2])| sides.iter().all(|side| !side.is_empty());
        Self {
            attribute: asked.event.to_string(),
            one_sided: tellings.iter().filter(one_sided).count(),
            events: tellings
                .iter()
                .filter(both)
                .map(|(name, sides)| event(material, scope, name, sides, asked))
                .collect(),
        }
    }
}

fn event(
    material: &Material<'_>,
    scope: &Scope,
    name: &str,
    sides: &[Vec<u32>; 2],
    asked: &Asked<'_>,
) -> Event {
    let tells = |side: usize, code: usize| {
        let with = asked.count.units_with(code, Aspect::Whole);
        sides[side].iter().any(|at| with.binary_search(at).is_ok())
    };
    let codes = |fits: &dyn Fn(bool, bool) -> bool| -> Vec<usize> {
        asked.codes.iter().copied().filter(|code| fits(tells(0, *code), tells(1, *code))).collect()
    };
    let places = |side: usize| sides[side].iter().map(|at| scope.incidents[*at as usize]);
    let outcomes = |side: usize| {
        let mut values: Vec<String> = Vec::new();
        for place in places(side) {
            let held = asked.outcome.map(|outcome| material.incidents[place].values(outcome));
            for value in held.iter().flat_map(|held| held.iter()) {
                if !values.iter().any(|known| *known == value.text()) {
                    values.push(value.text().into_owned());
                }
            }
        }
        values
    };
    Event {
        name: name.to_string(),
        incidents: [0, 1].map(|side| places(side).collect()),
        outcomes: [outcomes(0), outcomes(1)],
        both: codes(&|one, other| one && other),
        alone: [codes(&|one, other| one && !other), codes(&|one, other| other && !one)],
    }
}
