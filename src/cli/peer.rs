//! What coders gave as a reference: by the codes of a codebook, with those that are their counterparts.

use super::from::{From, FromWhom};
use super::opened::judged;
use super::{Context, Failure};
use keerpunt::analysis::Gold;
use keerpunt::codebook::Codebook;
use keerpunt::coding::People;
use keerpunt::study::{Loaded, Study};

/// Coders as a reference for rules.
pub struct Peer {
    /// Whose judgement it is.
    pub people: People,
    /// What they gave, by the codes of the codebook; without a stretch where the whole incident has it.
    pub gold: Vec<Gold>,
    /// For each incident whether they read it.
    pub read: Vec<bool>,
    /// For each code of the codebook whether the coders have a counterpart.
    pub codes: Vec<bool>,
    /// The ids of codes with rules that have none.
    pub without_counterpart: Vec<String>,
}

/// What coders gave, as codes of a codebook: a code meets the coders' code of the same name, and those that
/// it names as its `archive_codes`, each with all below it.
///
/// # Errors
/// Suggestions were asked for, or nobody gave anything.
pub fn peer(
    study: &Study,
    loaded: &Loaded,
    codebook: &Codebook,
    whose: &From,
    context: &Context,
) -> Result<Peer, Failure> {
    if *whose == From::Suggestions {
        return Err(Failure::usage(
            "suggestions cannot be measured against themselves",
            "say coder:NAME, codings or all-agree",
        ));
    }
    let asked = FromWhom { from: Some(whose.clone()) };
    let Some(choice) = asked.choice(study, loaded, &[], false)? else {
        return Err(Failure::usage("nobody has coded an incident", "say --gold FILE"));
    };
    let judged = judged(loaded, &choice, Some(codebook), context)?;
    let counterparts = |code: usize| -> Vec<usize> {
        let code = &codebook.codes[code];
        let names = std::iter::once(&code.id).chain(&code.archive_codes);
        names.filter_map(|name| judged.codebook.position(name)).collect()
    };
    let counterparts: Vec<Vec<usize>> = (0..codebook.codes.len()).map(counterparts).collect();
    // What these coders never gave is no counterpart, unless they coded with this very codebook.
    let mut given = vec![false; judged.codebook.codes.len()];
    for mark in judged.marks.iter().flatten() {
        let above = std::iter::successors(Some(mark.code), |code| judged.codebook.codes[*code].parent);
        above.for_each(|code| given[code] = true);
    }
    let shelf = &loaded.shelf.standings;
    let with_codebook = shelf.iter().any(|one| judged.people.coders.contains(&one.coder.name));
    let could = |code: usize| {
        counterparts[code].iter().any(|other| given[*other] || (with_codebook && *other < judged.foreign))
    };
    let codes: Vec<bool> = (0..codebook.codes.len()).map(could).collect();
    let without_counterpart = (0..codebook.codes.len())
        .filter(|code| codebook.is_leaf(*code) && !codebook.codes[*code].rules.is_empty() && !codes[*code])
        .map(|code| codebook.codes[code].id.clone())
        .collect();
    let mut gold = Vec::new();
    for (incident, marks) in judged.marks.iter().enumerate() {
        for code in (0..codebook.codes.len()).filter(|code| codes[*code]) {
            let given = marks.iter().filter(|mark| {
                counterparts[code].iter().any(|other| judged.codebook.is_within(mark.code, *other))
            });
            gold.extend(given.map(|mark| Gold { incident, code, span: mark.span }));
        }
    }
    Ok(Peer { people: judged.people, gold, read: judged.read, codes, without_counterpart })
}
