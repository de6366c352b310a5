//! Every id names one incident.

use super::making::Texted;
use crate::corpus::register::Columns;
use crate::corpus::{Places, Problem, ProblemCode, SourceFile};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::Path;

/// Clashes between two files that are told one by one; where there are more, they may be the same table.
const SHOWN: usize = 5;

/// So many ids are compared at a time, about: what that takes must not grow with the corpus.
pub(super) const AT_A_TIME: usize = 4 << 20;

/// Gives the second incident of an id another one, and names both places. `spool` is the folder for
/// unnamed files.
///
/// # Errors
/// What was put into such a file cannot be read again.
pub(super) fn make_unique(
    columns: &mut Columns,
    places: &Places,
    files: &[SourceFile],
    spool: &Path,
) -> io::Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let clashes = clashes(columns, places.len());
    if clashes.is_empty() {
        return Ok(problems);
    }
    // No other id can be one that is made here.
    let numbered = (0..places.len()).map(|at| columns.id(at)).filter(|id| id.contains('#'));
    let mut taken: HashSet<String> = numbered.map(str::to_string).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    let mut others: HashMap<usize, String> = HashMap::new();
    for (at, earlier) in clashes {
        let id = columns.id(at);
        let count = counts.entry(id).or_insert(1);
        let other = loop {
            *count += 1;
            let other = format!("{id}#{count}");
            if taken.insert(other.clone()) {
                break other;
            }
        };
        let line = |at: usize| columns.lines.get(at).unwrap_or_default() as usize;
        let (now, then) = (places.place(at).0, places.place(earlier).0);
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
            problems.push(clash(id, &other, (&files[now], line(at)), (&files[then], line(earlier))));
        }
        others.insert(at, other);
    }
    problems.extend(pairs.iter().filter(|pair| pair.clashes > SHOWN).map(|pair| pair.tell(files)));
    let mut ids = Texted::new(spool);
    (0..places.len()).for_each(|at| ids.push(others.get(&at).map_or_else(|| columns.id(at), String::as_str)));
    (columns.ids, columns.id_ends) = ids.finish()?;
    Ok(problems)
}

/// Every incident whose id was given before, with the one that it was given to; in order.
fn clashes(columns: &Columns, incidents: usize) -> Vec<(usize, usize)> {
    let parts = incidents.div_ceil(AT_A_TIME) as u64;
    let mut clashes = Vec::new();
    for part in 0..parts {
        let mut first: HashMap<&str, u32> = HashMap::new();
        for at in 0..incidents {
            let id = columns.id(at);
            if parts > 1 && hash(id) % parts != part {
                continue;
            }
            match first.entry(id) {
                Entry::Occupied(earlier) => clashes.push((at, *earlier.get() as usize)),
                Entry::Vacant(free) => drop(free.insert(at as u32)),
            }
        }
    }
    clashes.sort_unstable();
    clashes
}

fn hash(id: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    id.hash(&mut hash);
    hash.finish()
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
