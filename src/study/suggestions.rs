//! Every suggestion of a codebook for every incident, on all cores.

use super::by_words::{codes_by_words, suggestions_by_words};
use super::kept::Kept;
use crate::codebook::Codebook;
use crate::corpus::{Incident, Narrative};
use crate::index::{Bits, Index, needs_of_codebook};
use crate::matcher::{Matcher, Piece, Suggestion, Suggestions};
use crate::text::{Language, Speakers};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Narratives of fewer bytes are read in less time than an index takes to be asked: 1 MiB.
const WORDS_FROM: usize = 1 << 20;

/// Told how many incidents of how many were read, now and then, by any thread.
pub type Reading<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// What the rules of `codebook` suggest for each incident, in the order of `incidents`.
///
/// An index only tells which incidents need no look, and keeps what was suggested before; the
/// suggestions are the same without it.
pub fn suggestions(
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: Option<&Index>,
    progress: Reading<'_>,
) -> Suggestions {
    let look = |codebook: &Codebook| looked_for(incidents, codebook, speakers, index, progress);
    match Kept::of(index, incidents, speakers) {
        Some(kept) => kept.suggestions(codebook, look),
        None => look(codebook),
    }
}

/// Which incidents have which code: as [`suggestions`], but without passages. Each code of an incident
/// that is not negated stands there once with each valence, over the whole narrative or some of it,
/// perhaps without evidence: enough for tables of incidents, and had in less time.
pub fn codes(
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: Option<&Index>,
    progress: Reading<'_>,
) -> Suggestions {
    let look = |codebook: &Codebook| {
        let large = index.filter(|_| bytes(incidents) >= WORDS_FROM);
        let found = large.and_then(|index| codes_by_words(incidents, codebook, speakers, index, progress));
        found.unwrap_or_else(|| looked_for(incidents, codebook, speakers, index, progress))
    };
    match Kept::of(index, incidents, speakers) {
        Some(kept) => kept.codes(codebook, look),
        None => look(codebook),
    }
}

/// Every language that some incident is in.
pub(super) fn languages(incidents: &[Incident]) -> BTreeSet<&Language> {
    incidents.iter().map(|incident| &incident.language).collect()
}

fn bytes(incidents: &[Incident]) -> usize {
    incidents.iter().map(|incident| incident.narrative.len()).sum()
}

/// The same, found in the narratives themselves.
fn looked_for(
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: Option<&Index>,
    progress: Reading<'_>,
) -> Suggestions {
    if let Some(index) = index.filter(|_| bytes(incidents) >= WORDS_FROM)
        && let Some(found) = suggestions_by_words(incidents, codebook, speakers, index, progress)
    {
        return found;
    }
    let matcher = Matcher::new(codebook, speakers);
    let worth_a_look = worth_a_look(incidents, codebook, index);
    let done = AtomicUsize::new(0);
    let suggest = |at: usize| {
        let found = match &worth_a_look {
            Some(incidents) if !incidents.contains(at) => Vec::new(),
            _ => matcher.suggest(&incidents[at].narrative, &incidents[at].language),
        };
        progress(1 + done.fetch_add(1, Ordering::Relaxed), incidents.len());
        found
    };
    let pieces = incidents.par_chunks(Suggestions::AT_A_TIME).enumerate();
    let pieces = pieces.map(|(piece, some)| {
        let first = piece * Suggestions::AT_A_TIME;
        let found: Vec<Vec<Suggestion>> = (first..first + some.len()).into_par_iter().map(suggest).collect();
        Narrative::give_back(some.iter().map(|incident| &incident.narrative));
        Piece::from_iter(found)
    });
    Suggestions::of_pieces(pieces.collect())
}

/// The languages in which no rule of `codebook` reads, though some incidents are in them, and
/// how many are. Nothing where the codebook has no rules at all.
pub fn languages_without_rules(incidents: &[Incident], codebook: &Codebook) -> Vec<(Language, usize)> {
    let rules: Vec<_> = codebook.codes.iter().flat_map(|code| &code.rules).collect();
    let mut counts: BTreeMap<&Language, usize> = BTreeMap::new();
    for incident in incidents.iter().filter(|incident| !incident.narrative.is_blank()) {
        *counts.entry(&incident.language).or_default() += 1;
    }
    let read = |language: &Language| {
        rules.is_empty() || rules.iter().any(|rule| rule.language.as_ref().is_none_or(|own| own == language))
    };
    counts
        .into_iter()
        .filter(|(language, _)| !read(language))
        .map(|(one, count)| (one.clone(), count))
        .collect()
}

/// The incidents that may have suggestions, as far as the index tells; nothing
/// where asking it would cost more than it can spare.
pub(super) fn worth_a_look(
    incidents: &[Incident],
    codebook: &Codebook,
    index: Option<&Index>,
) -> Option<Bits> {
    let languages: Vec<Language> = languages(incidents).into_iter().cloned().collect();
    let (index, needs) = (index?, needs_of_codebook(codebook, &languages));
    let bytes = bytes(incidents);
    // An index that fails to answer only costs time.
    index.pays(&needs, bytes).then(|| index.candidates(&needs).ok()).flatten()
}
