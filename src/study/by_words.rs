//! Suggestions from the words of the index, and from the texts where words do not suffice.

use super::kept::only;
use super::suggestions::{Reading, languages, worth_a_look};
use crate::codebook::pattern::Kind;
use crate::codebook::{Codebook, Negated};
use crate::corpus::{Incident, Narrative};
use crate::index::{Bits, Coded, Index};
use crate::matcher::{Asked, Matcher, Sheaf, Suggestions};
use crate::text::Speakers;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the rules of `codebook` suggest for each incident, asked of the index however small the corpus is;
/// `None` where the index cannot be read, or where no rule of the codebook could be told by words.
pub fn suggestions_by_words(
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: &Index,
    progress: Reading<'_>,
) -> Option<Suggestions> {
    let by_text = unanswerable(incidents, codebook);
    let by_words = by_words(incidents, codebook, &by_text, progress, |codebook, tell| {
        index.coded(incidents, codebook, tell)
    })?;
    Some(and_by_text(by_words, by_text, incidents, codebook, speakers, index))
}

/// Which incidents have which code, asked of the index however small the corpus is; see
/// [`codes`](super::codes). `None` where the index cannot be read, or where no rule of the codebook
/// could be told by words.
pub fn codes_by_words(
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: &Index,
    progress: Reading<'_>,
) -> Option<Suggestions> {
    let mut by_text = unanswerable(incidents, codebook);
    let says_valence = |code: &usize| codebook.codes[*code].rules.iter().any(|rule| rule.valence.is_some());
    by_text.extend((0..codebook.codes.len()).filter(says_valence));
    let by_words = by_words(incidents, codebook, &by_text, progress, |codebook, tell| {
        index.present(incidents, codebook, tell)
    })?;
    Some(and_by_text(by_words, by_text, incidents, codebook, speakers, index))
}

/// The codes that need the texts, in some language of the corpus.
fn unanswerable(incidents: &[Incident], codebook: &Codebook) -> BTreeSet<usize> {
    languages(incidents)
        .into_iter()
        .flat_map(|language| Asked::new(codebook, language).unanswerable())
        .collect()
}

/// What `ask` is told by the index of the codes but those of `by_text`; `None` where it cannot be read, or
/// where no rule is left to ask for.
fn by_words(
    incidents: &[Incident],
    codebook: &Codebook,
    by_text: &BTreeSet<usize>,
    progress: Reading<'_>,
    ask: impl FnOnce(&Codebook, &(dyn Fn(usize) + Sync)) -> io::Result<Coded>,
) -> Option<Coded> {
    let mut answerable = codebook.clone();
    by_text.iter().for_each(|code| answerable.codes[*code].rules.clear());
    if answerable.codes.iter().all(|code| code.rules.is_empty()) {
        return None;
    }
    let done = AtomicUsize::new(0);
    let tell = |more| progress(more + done.fetch_add(more, Ordering::Relaxed), incidents.len());
    ask(&answerable, &tell).ok()
}

/// The same with what only the texts can say: some codes, and all of them for some incidents.
fn and_by_text(
    by_words: Coded,
    by_text: BTreeSet<usize>,
    incidents: &[Incident],
    codebook: &Codebook,
    speakers: &Speakers,
    index: &Index,
) -> Suggestions {
    let every_code = Matcher::new(codebook, speakers);
    let groups = groups(codebook, by_text);
    let books: Vec<(Codebook, &Vec<usize>)> =
        groups.iter().map(|codes| (only(codebook, codes), codes)).collect();
    let some_codes: Vec<Group<'_>> = books
        .iter()
        .map(|(book, codes)| Group {
            codes,
            matcher: Matcher::new(book, speakers),
            worth: worth_a_look(incidents, book, Some(index)),
        })
        .collect();
    let pieces = incidents.par_chunks(Suggestions::AT_A_TIME).enumerate().map(|(piece, chunk)| {
        let mut sheaf = Sheaf::default();
        let mut read = false;
        for (place, incident) in (piece * Suggestions::AT_A_TIME..).zip(chunk) {
            let Incident { narrative, language, .. } = incident;
            if !by_words.covered.contains(place) {
                read = true;
                sheaf.add(place, &every_code.suggest(narrative, language));
                continue;
            }
            let mut found = Vec::new();
            for group in &some_codes {
                if group.worth.as_ref().is_none_or(|worth| worth.contains(place)) {
                    read = true;
                    let all = group.matcher.suggest(narrative, language);
                    found.extend(all.into_iter().filter(|one| group.codes.binary_search(&one.code).is_ok()));
                }
            }
            found.sort_by_key(|one| (one.code, one.span));
            sheaf.add(place, &found);
        }
        if read {
            Narrative::give_back(chunk.iter().map(|incident| &incident.narrative));
        }
        sheaf
    });
    let mut sheaves: Vec<Sheaf> = pieces.collect();
    sheaves.extend(by_words.sheaves);
    Suggestions::of_sheaves(&sheaves, incidents.len())
}

/// Codes that are looked for together, and the incidents worth a look.
struct Group<'a> {
    codes: &'a [usize],
    matcher: Matcher<'a>,
    worth: Option<Bits>,
}

/// Codes of regular expressions alone each by itself, for each has its own few incidents; all others
/// together, for their tokens are read once.
fn groups(codebook: &Codebook, codes: BTreeSet<usize>) -> Vec<Vec<usize>> {
    let wordless = |code: &usize| {
        codebook.codes[*code].rules.iter().all(|rule| {
            let mut patterns = rule.any.iter().chain(&rule.all).chain(&rule.none);
            rule.negated == Negated::Ignore && patterns.all(|one| matches!(one.kind, Kind::Regex(_)))
        })
    };
    let (alone, together): (Vec<usize>, Vec<usize>) = codes.into_iter().partition(wordless);
    let mut groups: Vec<Vec<usize>> = alone.into_iter().map(|code| vec![code]).collect();
    groups.extend((!together.is_empty()).then_some(together));
    groups
}
