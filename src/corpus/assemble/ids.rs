//! Every id names one incident.

use super::draft::Draft;
use crate::corpus::{Problem, ProblemCode, SourceFile};
use std::collections::{HashMap, HashSet};

/// Clashes that are told one by one.
const SHOWN: usize = 20;

/// Gives the second incident of an id another one, and names both places.
pub(super) fn make_unique(drafts: &mut [Draft], files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first: HashMap<String, usize> = HashMap::with_capacity(drafts.len());
    let mut clashes = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        if first.contains_key(&draft.id) {
            clashes.push(at);
        } else {
            first.insert(draft.id.clone(), at);
        }
    }
    let mut taken: HashSet<String> =
        if clashes.is_empty() { HashSet::new() } else { first.keys().cloned().collect() };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (told, at) in clashes.iter().enumerate() {
        let id = drafts[*at].id.clone();
        let count = counts.entry(id.clone()).or_insert(1);
        let other = loop {
            *count += 1;
            let other = format!("{id}#{count}");
            if taken.insert(other.clone()) {
                break other;
            }
        };
        if told < SHOWN {
            let earlier = &drafts[first[&id]];
            let message = format!("the id `{id}` is given twice; this incident is called `{other}`");
            let help = format!(
                "the first one stands in {}:{}; give one of the two another id",
                files[earlier.source].name.display(),
                earlier.line
            );
            problems.push(
                Problem::warning(ProblemCode::DuplicateId, message)
                    .in_file(&files[drafts[*at].source].name)
                    .at_line(drafts[*at].line)
                    .help(help),
            );
        }
        drafts[*at].id = other;
    }
    if clashes.len() > SHOWN {
        let message = format!("{} more incidents have an id that was given before", clashes.len() - SHOWN);
        problems.push(Problem::warning(ProblemCode::DuplicateId, message).help(
            "is the column with the ids the right one? Say so in the study file: `columns: {id: COLUMN}`",
        ));
    }
    problems
}
