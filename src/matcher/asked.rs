//! A codebook asked of an index: which words mean something to its rules, which narratives may be
//! worth an evaluation, and what the rules suggest by words, places and outline alone.
//!
//! The rules are evaluated by the same code as over a text; only what it sees comes from elsewhere.

use super::Suggestion;
use super::compiled::{Compiled, CompiledRule};
use super::evaluate::Desk;
use super::program::{Program, Step, Words};
use super::vocabulary::Vocabulary;
use crate::codebook::{Codebook, Negated, Scope};
use crate::text::chars::is_hyphen;
use crate::text::short::Short;
use crate::text::{Language, Outline};
use rayon::prelude::*;
use std::collections::BTreeSet;

pub use super::vocabulary::Class;

/// A codebook compiled for the narratives of one language that an index knows.
pub struct Asked {
    compiled: Compiled,
    vocabulary: Vocabulary,
}

/// What one thread works with.
pub struct AskedDesk(Desk);

/// Which words a narrative must hold for a rule to fire; too little is asked at times, never too much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wants {
    /// Nothing that words could tell.
    Anything,
    /// A word of this set, by its number.
    Word(u32),
    /// Each of them.
    Each(Vec<Wants>),
    /// At least one of them; of none, nothing.
    OneOf(Vec<Wants>),
}

impl Asked {
    /// Compiles the rules of `codebook` for narratives in `language`.
    pub fn new(codebook: &Codebook, language: &Language) -> Self {
        Self { compiled: Compiled::new(codebook, language), vocabulary: Vocabulary::new() }
    }

    /// The codes of which some rule cannot do without the text: those with regular expressions,
    /// with references to other codes, or with patterns that no word fires.
    pub fn unanswerable(&self) -> BTreeSet<usize> {
        let by_words = |pattern: &usize| matches!(self.compiled.programs[*pattern], Program::Words(_));
        let rules = self.compiled.rules.iter().enumerate();
        let needs_text = rules.filter(|(place, rule)| {
            let mut patterns = rule.any.iter().chain(&rule.all).chain(&rule.none);
            self.compiled.always.contains(place) || !patterns.all(by_words)
        });
        needs_text.map(|(_, rule)| rule.code).collect()
    }

    /// How many sets of words there are.
    pub fn sets(&self) -> usize {
        self.compiled.lexicon.len()
    }

    /// The words that mean something to some rule, each by its place in `words`, with its class.
    pub fn classify(&mut self, words: &[&str]) -> Vec<(usize, Class)> {
        let lexicon = &self.compiled.lexicon;
        let any_word = self
            .compiled
            .programs
            .iter()
            .any(|program| matches!(program, Program::Words(words) if words.root.has_any()));
        let may_be = |word: &str| {
            let is_plain = word.bytes().all(|byte| byte.is_ascii_alphanumeric());
            let short = if is_plain { Short::new(word.as_bytes(), 0, word.len()) } else { None };
            short.is_none_or(|short| lexicon.beginnings.may_be(short.beginning()))
        };
        let found: Vec<_> = words
            .par_iter()
            .enumerate()
            .with_min_len(4096)
            .filter(|(_, word)| may_be(word))
            .map(|(place, word)| (place, lexicon.classify(word, word.contains(is_hyphen))))
            .filter(|(_, found)| {
                let some = !found.whole.is_empty() || found.parts.iter().any(|part| !part.is_empty());
                // Where any word will do, the part of one will, too.
                some || (any_word && !found.parts.is_empty())
            })
            .collect();
        let Self { compiled, vocabulary } = self;
        let class = |(place, found)| (place, vocabulary.class(found, &compiled.interest));
        found.into_iter().map(class).collect()
    }

    /// The sets that words of a class are in, with their parts.
    pub fn sets_of(&self, class: Class) -> Vec<u32> {
        let mut sets = self.vocabulary.whole(class).to_vec();
        (0..self.vocabulary.parts(class)).for_each(|part| sets.extend(self.vocabulary.part(class, part)));
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// What a narrative must hold for a rule to fire, for each rule that may.
    pub fn wants(&self) -> Vec<Wants> {
        self.compiled.rules.iter().map(|rule| self.wants_of(rule)).collect()
    }

    fn wants_of(&self, rule: &CompiledRule) -> Wants {
        let of = |pattern: &usize| match &self.compiled.programs[*pattern] {
            Program::Words(words) => of_step(&words.root),
            Program::Regex { .. } | Program::Code(_) => Wants::Anything,
        };
        let mut parts: Vec<Wants> = rule.all.iter().map(of).collect();
        if !rule.any.is_empty() {
            parts.push(one_of(rule.any.iter().map(of)));
        }
        each(parts)
    }

    /// A desk for one thread, once all words have their classes.
    pub fn desk(&self) -> AskedDesk {
        let mut desk = Desk::new(&self.compiled);
        desk.stream.vocabulary = self.vocabulary.classes();
        AskedDesk(desk)
    }

    /// Every suggestion for a narrative with this outline: `words` are the numbers of its tokens that
    /// have a class, in order, with it. The text is asked for where something is found.
    pub fn suggest<'n>(
        &self,
        desk: &mut AskedDesk,
        outline: &Outline,
        words: &[(u32, Class)],
        narrative: impl FnOnce() -> &'n str,
    ) -> Vec<Suggestion> {
        desk.0.suggest_by_words(outline, words, &self.compiled, narrative)
    }
}

/// A rule that fires just where words of some sets stand in the narrative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldBySets {
    /// Place of its code in the codebook.
    pub code: usize,
    /// Which rule of its code, from 1.
    pub number: usize,
    /// Of each of these lists a word of some set stands there.
    pub each: Vec<Vec<u32>>,
    /// No word of these sets stands there.
    pub none: Vec<u32>,
}

impl Asked {
    /// The rules that fire just where words of some sets stand, whatever their places.
    pub fn told_by_sets(&self) -> Vec<ToldBySets> {
        self.compiled.rules.iter().filter_map(|rule| self.told(rule)).collect()
    }

    fn told(&self, rule: &CompiledRule) -> Option<ToldBySets> {
        let set = |pattern: &usize| match &self.compiled.programs[*pattern] {
            Program::Words(Words { root: Step::Leaf(leaf), .. }) => Some(*leaf),
            _ => None,
        };
        let mut each: Vec<Vec<u32>> =
            rule.all.iter().map(|pattern| Some(vec![set(pattern)?])).collect::<Option<_>>()?;
        if !rule.any.is_empty() {
            each.push(rule.any.iter().map(set).collect::<Option<_>>()?);
        }
        let none = rule.none.iter().map(set).collect::<Option<Vec<u32>>>()?;
        // In a smaller scope it matters where words stand, unless one is enough.
        let meets = rule.within == Scope::Incident || (each.len() == 1 && none.is_empty());
        let plain = rule.negated == Negated::Ignore && rule.valence.is_none() && !each.is_empty();
        (meets && plain).then_some(ToldBySets { code: rule.code, number: rule.number, each, none })
    }

    /// The sets that whole words of a class are in.
    pub fn sets_of_whole(&self, class: Class) -> &[u32] {
        self.vocabulary.whole(class)
    }

    /// The codes with a hit that is not negated, as [`Asked::suggest`] would find them.
    pub fn codes(
        &self,
        desk: &mut AskedDesk,
        outline: &Outline,
        words: &[(u32, Class)],
        codes: &mut Vec<usize>,
    ) {
        desk.0.codes_by_words(outline, words, &self.compiled, codes);
    }
}

fn of_step(step: &Step) -> Wants {
    match step {
        Step::Leaf(leaf) => Wants::Word(*leaf),
        Step::Any | Step::Optional(_) => Wants::Anything,
        Step::Row(parts) => each(parts.iter().map(of_step).collect()),
        Step::Gap { first, second, .. } => each(vec![of_step(first), of_step(second)]),
        Step::Either(parts) => one_of(parts.iter().map(of_step)),
        Step::Separable(verb) => {
            let apart = Wants::Each(vec![Wants::Word(verb.particle), Wants::Word(verb.forms)]);
            Wants::OneOf(vec![apart, Wants::Word(verb.joined)])
        }
    }
}

fn each(mut parts: Vec<Wants>) -> Wants {
    parts.retain(|part| *part != Wants::Anything);
    match parts.len() {
        0 => Wants::Anything,
        1 => parts.remove(0),
        _ => Wants::Each(parts),
    }
}

fn one_of(parts: impl Iterator<Item = Wants>) -> Wants {
    let mut parts: Vec<Wants> = parts.collect();
    if parts.contains(&Wants::Anything) {
        return Wants::Anything;
    }
    if parts.len() == 1 { parts.remove(0) } else { Wants::OneOf(parts) }
}
