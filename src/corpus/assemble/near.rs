//! Attributes whose names are nearly those that the study names, so that it does not know them.

use super::draft::Place;
use crate::corpus::{Collection, Problem, ProblemCode, SourceFile};
use crate::diagnostic::{Severity, nearest};
use std::path::PathBuf;

/// A problem for each attribute that is probably meant to be one of the study's; `first` says for each
/// name which file has it first, and where.
///
/// A name that differs by case, blanks and `-` or `_` alone always is; one with a
/// slip of the pen only where the study's own name stands nowhere.
pub(super) fn near_names(
    collection: &Collection,
    names: &[String],
    first: &[Option<(usize, Place)>],
    files: &[SourceFile],
    tables: &[PathBuf],
) -> Vec<Problem> {
    let known = known(collection);
    let mut problems = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !known.contains(&name.as_str())) {
        let alike = known.iter().copied().find(|known| levelled(known) == levelled(name));
        let missing = known.iter().copied().filter(|known| !names.iter().any(|name| name == known));
        let Some(meant) = alike.or_else(|| nearest(name, missing)) else { continue };
        let Some((source, place)) = first[at] else { continue };
        let message = format!("the attribute `{name}` is none that the study names; it names `{meant}`");
        let help = format!(
            "where the same is meant, write `{meant}`, or name the column in the study file: `columns: {{{meant}: {name}}}`"
        );
        // Tables rest on these two; of the others a likeness may be chance.
        let rests = collection.outcome.as_ref().is_some_and(|outcome| outcome.attribute == meant)
            || collection.respondent.as_deref() == Some(meant);
        let severity = if rests || alike.is_some() { Severity::Warning } else { Severity::Note };
        let problem = Problem::new(severity, ProblemCode::NearAttribute, message).help(help);
        let file = &files[source].name;
        problems.push(match place {
            Place::Path => problem.in_file(file),
            Place::Line(line) => problem.in_file(file).at_line(line as usize),
            Place::Table(table, line) => problem.in_file(&tables[table as usize]).at_line(line as usize),
        });
    }
    problems
}

/// The attributes that the study names.
pub(super) fn known(collection: &Collection) -> Vec<&str> {
    let outcome = collection.outcome.iter().map(|outcome| outcome.attribute.as_str());
    let declared = collection.attributes.iter().map(|one| one.name.as_str());
    outcome.chain(collection.respondent.as_deref()).chain(declared).collect()
}

fn levelled(name: &str) -> String {
    name.trim().to_lowercase().replace(['-', ' '], "_")
}
