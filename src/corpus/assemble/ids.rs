//! Every id names one incident.

use super::draft::Draft;
use crate::corpus::{Problem, ProblemCode, SourceFile};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// Clashes between two files that are told one by one; where there are more, they may be the same table.
const SHOWN: usize = 5;

/// Gives the second incident of an id another one, and names both places.
pub(super) fn make_unique(drafts: &mut [Draft], files: &[SourceFile]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let clashes = clashes(drafts);
    if clashes.is_empty() {
        return problems;
    }
    let mut taken: HashSet<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for (at, earlier) in clashes {
        let id = drafts[at].id.clone();
        let count = counts.entry(id.clone()).or_insert(1);
        let other = loop {
            *count += 1;
            let other = format!("{id}#{count}");
            if taken.insert(other.clone()) {
                break other;
            }
        };
        let earlier = &drafts[earlier];
        let (now, then) = (drafts[at].source, earlier.source);
        let pair = match pairs.iter_mut().position(|pair| (pair.now, pair.then) == (now, then)) {
            Some(known) => &mut pairs[known],
            None => {
                pairs.push(Pair { now, then, clashes: 0 });
                let last = pairs.len() - 1;
                &mut pairs[last]
            }
        };
        pair.clashes += 1;
        if pair.clashes <= SHOWN {
            problems.push(clash(&id, &other, (&files[now], drafts[at].line), (&files[then], earlier.line)));
        }
        drafts[at].id = other;
    }
    problems.extend(pairs.iter().filter(|pair| pair.clashes > SHOWN).map(|pair| pair.tell(files)));
    problems
}

/// Every incident whose id was given before, with the one that it was given to.
fn clashes(drafts: &[Draft]) -> Vec<(usize, usize)> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(drafts.len());
    let mut clashes = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        match first.entry(&draft.id) {
            Entry::Occupied(earlier) => clashes.push((at, *earlier.get())),
            Entry::Vacant(free) => drop(free.insert(at)),
        }
    }
    clashes
}

fn clash(id: &str, other: &str, now: (&SourceFile, usize), then: (&SourceFile, usize)) -> Problem {
    let message = format!("the id `{id}` is given twice; this incident is called `{other}`");
    let help = format!(
        "the first one stands in {}:{}; give one of the two another id",
        then.0.name.display(),
        then.1
    );
    Problem::warning(ProblemCode::DuplicateId, message).in_file(&now.0.name).at_line(now.1).help(help)
}

/// Two files that have ids in common, or one file with ids that stand in it twice.
struct Pair {
    now: usize,
    then: usize,
    clashes: usize,
}

impl Pair {
    fn tell(&self, files: &[SourceFile]) -> Problem {
        let more = self.clashes - SHOWN;
        let (now, then) = (&files[self.now].name, &files[self.then].name);
        let (message, help) = if self.now == self.then {
            (
                format!("{more} more incidents have an id that was given before in this file"),
                "is the column with the ids the right one? Say so in the study file: `columns: {id: COLUMN}`"
                    .to_string(),
            )
        } else {
            (
                format!("{more} more incidents have an id that {} gave before", then.display()),
                "where both files hold the same reports, take one of them out of the corpus".to_string(),
            )
        };
        Problem::warning(ProblemCode::DuplicateId, message).in_file(now).help(help)
    }
}
