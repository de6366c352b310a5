//! Which incidents have which code, over the index: what tables of incidents need, without passages.
//!
//! Rules that fire wherever some words stand are sets of narratives and nothing more. The others are
//! evaluated at the places of their words, and regular expressions in the text of the narratives
//! whose words may hold a hit; but nobody asks where in a sentence something was found.

use super::asking::{Coded, Ground, Word};
use super::{Bits, Index};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::{Asked, Sheaf, ToldBySets, Wants};
use crate::text::Language;
use rayon::prelude::*;
use std::io;

/// A document and a code that it has.
type Present = (u32, u32);

/// A codebook in one language, parted by what its rules ask for.
struct Question {
    /// All rules, with the words that mean something to them.
    asked: Asked,
    told: Vec<ToldBySets>,
    words: Vec<Word>,
    /// The rules for which places count, by themselves.
    placed: Asked,
    wants: Vec<Wants>,
    placed_words: Vec<Word>,
}

impl Question {
    fn new(codebook: &Codebook, language: &Language, words: &[&str]) -> Self {
        let mut asked = Asked::new(codebook, language);
        let told = asked.told_by_sets();
        let mut rest = codebook.clone();
        for (place, code) in rest.codes.iter_mut().enumerate() {
            let mut number = 0;
            code.rules.retain(|_| {
                number += 1;
                !told.iter().any(|rule| rule.code == place && rule.number == number)
            });
        }
        let mut placed = Asked::new(&rest, language);
        let known = asked.classify(words);
        // What means something to some rules means something to all.
        let some: Vec<&str> = known.iter().map(|(word, _)| words[*word]).collect();
        let placed_words = placed.classify(&some);
        let placed_words = placed_words.into_iter().map(|(at, class)| (known[at].0, class)).collect();
        let words = known;
        Self { told, words, wants: placed.wants(), placed_words, asked, placed }
    }
}

impl Index {
    /// Which incidents of the corpus that the index can answer for have which code of `codebook`. None
    /// of its codes may be [unanswerable](Asked::unanswerable), and no rule may say a valence.
    ///
    /// # Errors
    /// The index cannot be read; the caller reads every text.
    pub fn present(
        &self,
        incidents: &[Incident],
        codebook: &Codebook,
        progress: &(dyn Fn(usize) + Sync),
    ) -> io::Result<Coded> {
        let question = |language: &Language, words: &[&str]| Question::new(codebook, language, words);
        self.ask(incidents, question, sheaf, progress)
    }
}

fn sheaf(ground: &Ground<'_, Question>) -> io::Result<Vec<Sheaf>> {
    let mut present = by_sets(ground)?;
    present.extend(by_places(ground)?);
    present.par_sort_unstable();
    present.dedup();
    let mut sheaf = Sheaf::default();
    for (document, code) in present {
        let (place, incident) = ground.incident(document);
        sheaf.add_code(place, code as usize, incident.narrative.len());
    }
    Ok(vec![sheaf])
}

fn by_sets(ground: &Ground<'_, Question>) -> io::Result<Vec<Present>> {
    let Question { asked, told, words, .. } = ground.question;
    let mut counts = vec![false; asked.sets()];
    for rule in told {
        rule.each.iter().flatten().chain(&rule.none).for_each(|set| counts[*set as usize] = true);
    }
    let holding = ground.holding(words, asked.sets(), |class| {
        asked.sets_of_whole(class).iter().copied().filter(|set| counts[*set as usize]).collect()
    })?;
    let mut present = Vec::new();
    for rule in told {
        let mut found = ground.own.clone();
        for list in &rule.each {
            let mut some = Bits::none(found.bound());
            list.iter().filter_map(|set| holding[*set as usize].as_ref()).for_each(|bits| some.add(bits));
            found.keep(&some);
        }
        for bits in rule.none.iter().filter_map(|set| holding[*set as usize].as_ref()) {
            found.take(bits);
        }
        present.extend(found.iter().map(|document| (document as u32, rule.code as u32)));
    }
    Ok(present)
}

fn by_places(ground: &Ground<'_, Question>) -> io::Result<Vec<Present>> {
    let Question { placed, wants, placed_words, .. } = ground.question;
    type Found = (Vec<usize>, Vec<Present>);
    let found = ground.evaluate(
        placed,
        wants,
        placed_words,
        |desk, found: &mut Found, document, outline, tokens| {
            let (codes, present) = found;
            placed.codes(desk, outline, tokens, codes);
            present.extend(codes.iter().map(|code| (document, *code as u32)));
        },
    )?;
    Ok(found.into_iter().flat_map(|(_, present)| present).collect())
}
