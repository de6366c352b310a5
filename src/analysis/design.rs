//! How many incidents of each outcome respondents were asked for, and who told just so many.

use crate::corpus::Incident;
use std::collections::HashMap;

/// What the design of a study fixed about its outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// The attribute that says how an incident ended.
    pub outcome: String,
    /// How many incidents of each value every respondent was asked for.
    pub asked: Vec<(String, usize)>,
    /// Respondents that are named.
    pub respondents: usize,
    /// Those among them who told just so many of each.
    pub as_asked: usize,
}

impl Design {
    /// Held against all incidents of the study.
    pub fn of(outcome: &str, asked: &[(String, usize)], incidents: &[Incident]) -> Self {
        let mut told: HashMap<&str, Vec<usize>> = HashMap::new();
        for incident in incidents {
            let Some(respondent) = incident.respondent.as_deref() else { continue };
            let counts = told.entry(respondent).or_insert_with(|| vec![0; asked.len()]);
            for value in incident.values(outcome).iter() {
                let place = asked.iter().position(|(one, _)| *one == value.text());
                if let Some(place) = place {
                    counts[place] += 1;
                }
            }
        }
        let kept = |counts: &&Vec<usize>| counts.iter().zip(asked).all(|(count, (_, asked))| count == asked);
        Self {
            outcome: outcome.to_string(),
            asked: asked.to_vec(),
            respondents: told.len(),
            as_asked: told.values().filter(kept).count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::incident;

    #[test]
    fn who_told_as_many_as_were_asked_for_is_counted() {
        let told = |id: &str, outcome: &str, who| incident(id, "Een.", &[("outcome", outcome)], who);
        let incidents = [
            told("1", "good", Some("A")),
            told("2", "bad", Some("A")),
            told("3", "good", Some("B")),
            told("4", "good", Some("B")),
            told("5", "bad", Some("B")),
            told("6", "bad", None),
        ];
        let design = Design::of("outcome", &[("good".into(), 1), ("bad".into(), 1)], &incidents);
        assert_eq!((design.respondents, design.as_asked), (2, 1));
    }
}
