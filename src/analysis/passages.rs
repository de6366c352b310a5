//! The passages behind a code or a cell.

use super::{Condition, Mark, Material, Selection};
use crate::codebook::Valence;
use crate::corpus::Incident;
use crate::span::Span;

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes whose passages are wanted.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// Only incidents that also have one of these codes: the other code of a cell.
    pub with: Option<Selection>,
    /// Only passages that say this.
    pub valence: Option<Valence>,
}

/// The passages behind a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Passages<'a> {
    /// By code, then in corpus order.
    pub list: Vec<Passage<'a>>,
    /// Distinct stretches that count.
    pub counted: usize,
    /// Incidents with one that counts.
    pub incidents: usize,
    /// Passages that are shown but count nowhere.
    pub negated: usize,
    /// Who told the incidents; `None` where the study does not say.
    pub respondents: Option<usize>,
}

/// What was found, with its incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage<'a> {
    /// Where it stands.
    pub incident: &'a Incident,
    /// The incident's place in corpus order.
    pub place: usize,
    /// What was found.
    pub mark: Mark<'a>,
}

impl<'a> Passage<'a> {
    /// The coded stretch; the whole narrative where the whole incident was coded.
    pub fn span(&self) -> Span {
        self.mark.span.unwrap_or_else(|| Span::new(0, self.incident.narrative.len()))
    }

    /// Its text.
    pub fn quote(&self) -> &'a str {
        self.span().of(&self.incident.narrative)
    }
}

/// Finds the passages behind a question.
pub fn passages<'a>(material: &Material<'a>, question: &Question) -> Passages<'a> {
    let mut list = Vec::new();
    let mut behind: Vec<usize> = Vec::new();
    let mut stretches: Vec<(usize, Span)> = Vec::new();
    for (place, incident) in material.incidents.iter().enumerate() {
        if material.found.read(place) == Some(false) {
            continue;
        }
        let marks = material.found.marks(place);
        let has = |codes: &Selection| marks.clone().any(|one| !one.negated && codes.has(one.code));
        if !question.conditions.iter().all(|condition| condition.holds(incident))
            || !question.with.as_ref().is_none_or(has)
        {
            continue;
        }
        let asked = marks.clone().filter(|one| {
            question.codes.has(one.code)
                && question.valence.is_none_or(|valence| one.valence == Some(valence))
        });
        for mark in asked {
            let passage = Passage { incident, place, mark };
            list.push(passage);
            if !mark.negated {
                behind.push(place);
                stretches.push((place, passage.span()));
            }
        }
    }
    list.sort_by_key(|passage| (passage.mark.code, passage.place, passage.span()));
    behind.dedup();
    stretches.sort_unstable();
    stretches.dedup();
    let negated = list.iter().filter(|passage| passage.mark.negated).count();
    let respondents = material.respondents.then(|| tellers(material, &behind));
    Passages { list, counted: stretches.len(), incidents: behind.len(), negated, respondents }
}

/// How many respondents told these incidents; one without a respondent is told by its own.
fn tellers(material: &Material<'_>, incidents: &[usize]) -> usize {
    let mut named: Vec<&str> =
        incidents.iter().filter_map(|at| material.incidents[*at].respondent.as_deref()).collect();
    let own = incidents.len() - named.len();
    named.sort_unstable();
    named.dedup();
    named.len() + own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident, suggestion};
    use crate::matcher::Suggestion;

    #[test]
    fn every_number_opens_into_its_passages() {
        let negated = Suggestion { negated: true, ..suggestion(0, 0, 3) };
        let text = "Een zin. Nog een.";
        let owned = Owned::new(
            &["a", "b"],
            vec![
                (
                    incident("1", text, &[("outcome", "x")], Some("R")),
                    vec![suggestion(0, 0, 8), suggestion(0, 9, 17)],
                ),
                (
                    incident("2", text, &[("outcome", "x")], Some("R")),
                    vec![suggestion(0, 0, 8), suggestion(1, 0, 8)],
                ),
                (incident("3", text, &[("outcome", "x")], None), vec![negated]),
                (incident("4", text, &[("outcome", "y")], None), vec![suggestion(0, 0, 8)]),
            ],
        );
        let material = owned.material();
        let mut question = Question {
            codes: Selection::of(material.codebook, &["a".to_string()]).unwrap(),
            conditions: vec![Condition::is("outcome", "x")],
            with: None,
            valence: None,
        };
        let found = passages(&material, &question);
        assert_eq!((found.counted, found.incidents, found.negated, found.respondents), (3, 2, 1, Some(1)));
        assert_eq!(
            found.list.iter().map(|one| one.quote()).collect::<Vec<_>>(),
            ["Een zin.", "Nog een.", "Een zin.", "Een"]
        );
        question.with = Some(Selection::of(material.codebook, &["b".to_string()]).unwrap());
        let found = passages(&material, &question);
        assert_eq!(found.list.iter().map(|one| one.incident.id.as_str()).collect::<Vec<_>>(), ["2"]);
    }
}
