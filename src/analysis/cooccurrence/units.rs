//! Two codes in the same incident, paragraph or sentence, or with the same person.

use super::shown::Shown;
use super::{Cell, Meeting, Part};
use crate::analysis::counting::{Aspect, Count};
use crate::analysis::{Material, Scope, Unit};
use rayon::prelude::*;

/// Which units, a bit each.
type Set = Vec<u64>;

/// Every code and pair.
pub(super) fn counted(material: &Material<'_>, scope: &Scope, unit: Unit, shown: &Shown) -> Part {
    let count = Count::new(material, scope, unit);
    let people = unit == Unit::Respondent;
    let teller = |unit: u32| scope.tellers[count.incident_of[unit as usize] as usize];
    let ends = scope.tellers.iter().copied().max().map_or(0, |last| last as usize + 1);
    let (units, room) = match people {
        true => (scope.respondents(0..scope.incidents.len() as u32), ends),
        false => (count.incident_of.len(), count.incident_of.len()),
    };
    let set = |code: &usize| {
        let mut set = vec![0u64; room.div_ceil(64)];
        for unit in count.units_with(*code, Aspect::Whole) {
            let at = if people { teller(*unit) } else { *unit } as usize;
            set[at / 64] |= 1 << (at % 64);
        }
        set
    };
    let sets: Vec<Set> = shown.codes.iter().map(set).collect();
    let each: Vec<usize> = sets.iter().map(|set| size(set.iter().copied())).collect();
    let pairs: Vec<(usize, usize)> = (0..sets.len())
        .flat_map(|first| (first + 1..sets.len()).map(move |second| (first, second)))
        .collect();
    let behind = Behind { count: &count, scope, people, respondents: material.respondents };
    let cells = pairs
        .par_iter()
        .map(|(first, second)| {
            let shared = || sets[*first].iter().zip(&sets[*second]).map(|(one, other)| one & other);
            let both = size(shared());
            let (incidents, respondents) = behind.of(both, shared());
            let meeting = Meeting { both, met: [both; 2], incidents, respondents };
            Cell::of(meeting, [each[*first], each[*second]], Some(units))
        })
        .collect();
    Part { units: Some(units), each, cells }
}

fn size(words: impl Iterator<Item = u64>) -> usize {
    words.map(|word| word.count_ones() as usize).sum()
}

/// What stands behind units.
struct Behind<'a> {
    count: &'a Count,
    scope: &'a Scope,
    people: bool,
    respondents: bool,
}

impl Behind<'_> {
    /// How many incidents, and respondents, stand behind this many units.
    fn of(&self, both: usize, words: impl Iterator<Item = u64>) -> (Option<usize>, Option<usize>) {
        if self.people {
            return (None, Some(both));
        }
        if both == 0 {
            return (Some(0), self.respondents.then_some(0));
        }
        let mut incidents: Vec<u32> = Vec::with_capacity(both);
        for (at, mut word) in words.enumerate() {
            while word != 0 {
                let unit = at * 64 + word.trailing_zeros() as usize;
                incidents.push(self.count.incident_of[unit]);
                word &= word - 1;
            }
        }
        incidents.dedup();
        let respondents = self.respondents.then(|| self.scope.respondents(incidents.iter().copied()));
        (Some(incidents.len()), respondents)
    }
}
