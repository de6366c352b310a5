//! A case for intervision: an incident to think about before its end is told, and one that ended
//! otherwise though the same was done.

use super::material::Material;
use super::{Condition, Selection};
use crate::corpus::Incident;
use crate::statistics::chance::Chance;
use std::collections::BTreeSet;

/// A case and its contrast, by their places among the incidents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// The incident that is dealt.
    pub incident: usize,
    /// Among how many it was drawn.
    pub among: usize,
    /// The codes found in it, by place in the codebook, in its order.
    pub codes: Vec<usize>,
    /// One that shares most codes with it and ended otherwise; none where there is none.
    pub contrast: Option<usize>,
}

/// Draws an incident that has one of the selected codes; `outcome` names the attribute that says how
/// it ended. The same seed draws the same one. `None` where no incident fits.
pub fn deal(
    material: &Material<'_>,
    selection: &Selection,
    conditions: &[Condition],
    outcome: Option<&str>,
    seed: u64,
) -> Option<Case> {
    let mut chance = Chance::seeded(seed);
    let fits = |place: &usize| {
        let incident = &material.incidents[*place];
        !incident.narrative.is_blank()
            && conditions.iter().all(|condition| condition.holds(incident))
            && codes(material, *place).iter().any(|code| selection.has(*code))
    };
    let list: Vec<usize> = (0..material.incidents.len()).filter(fits).collect();
    let incident = *list.get(chance.below(list.len()))?;
    let own = codes(material, incident);
    let contrast = contrast(material, selection, outcome, incident, &own, &mut chance);
    Some(Case { incident, among: list.len(), codes: own.into_iter().collect(), contrast })
}

/// The codes found in an incident.
pub fn codes(material: &Material<'_>, incident: usize) -> BTreeSet<usize> {
    material.found.marks(incident).filter(|mark| !mark.negated).map(|mark| mark.code).collect()
}

fn contrast(
    material: &Material<'_>,
    selection: &Selection,
    outcome: Option<&str>,
    incident: usize,
    own: &BTreeSet<usize>,
    chance: &mut Chance,
) -> Option<usize> {
    let ended = |place: usize| ending(&material.incidents[place], outcome);
    let (here, mut best) = (ended(incident)?, Vec::new());
    let mut most = 1;
    for place in 0..material.incidents.len() {
        let other = &material.incidents[place];
        if other.narrative.is_blank() || ended(place).is_none_or(|there| there == here) {
            continue;
        }
        let shared = codes(material, place);
        if !shared.iter().any(|code| selection.has(*code) && own.contains(code)) {
            continue;
        }
        let shared = shared.intersection(own).count();
        if shared > most {
            (most, best) = (shared, Vec::new());
        }
        if shared == most {
            best.push(place);
        }
    }
    best.get(chance.below(best.len())).copied()
}

/// How an incident ended, as its values say it; `None` where nothing says so.
pub fn ending(incident: &Incident, outcome: Option<&str>) -> Option<String> {
    incident.attribute(outcome?).map(|value| value.text().into_owned())
}

#[cfg(test)]
mod tests {
    use super::super::material::example::{Owned, incident, suggestion};
    use super::*;

    fn example() -> Owned {
        let told = |id: &str, outcome: &str| incident(id, "some text", &[("outcome", outcome)], None);
        Owned::new(
            &["a", "b"],
            vec![
                (told("one", "good"), vec![suggestion(0, 0, 4), suggestion(1, 5, 9)]),
                (told("two", "bad"), vec![suggestion(0, 0, 4)]),
                (told("three", "bad"), vec![suggestion(0, 0, 4), suggestion(1, 5, 9)]),
                (told("four", "bad"), vec![suggestion(1, 0, 4)]),
            ],
        )
    }

    #[test]
    fn the_contrast_shares_the_code_and_as_many_others_as_may_be_and_ended_otherwise() {
        let owned = example();
        let only = Selection::of(&owned.codebook, &["a".to_string()]).unwrap();
        let mut seen = BTreeSet::new();
        for seed in 0..40 {
            let case = deal(&owned.material(), &only, &[], Some("outcome"), seed).unwrap();
            assert_eq!(case, deal(&owned.material(), &only, &[], Some("outcome"), seed).unwrap());
            seen.insert(case.incident);
            match case.incident {
                0 => assert_eq!(case.contrast, Some(2)),
                _ => assert_eq!(case.contrast, Some(0)),
            }
            assert_eq!(case.among, 3);
        }
        assert_eq!(seen, BTreeSet::from([0, 1, 2]));
    }

    #[test]
    fn without_an_outcome_there_is_no_contrast() {
        let owned = example();
        let all = Selection::of(&owned.codebook, &[]).unwrap();
        let case = deal(&owned.material(), &all, &[], None, 1).unwrap();
        assert_eq!(case.contrast, None);
    }
}
