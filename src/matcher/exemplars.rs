//! The exemplars of a codebook, run: what must be found and what must not.

use super::Matcher;
use crate::codebook::Exemplar;
use crate::span::Span;
use crate::text::Language;

/// What an exemplar demands of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// A rule of the code must hit.
    MustHit,
    /// No rule of the code may hit.
    MustNotHit,
    /// People give the code; what rules find is only told.
    Nothing,
}

/// What came of one exemplar.
#[derive(Debug, Clone)]
pub struct Trial<'a> {
    /// The place of its code in the codebook.
    pub code: usize,
    /// The exemplar.
    pub exemplar: &'a Exemplar,
    /// What it demands.
    pub demand: Demand,
    /// The language it was read in.
    pub language: Language,
    /// Stretches that rules of the code hit, each with its rule, from 1; negated ones left out.
    pub hits: Vec<(Span, usize)>,
    /// The same for negated hits, which count nowhere.
    pub negated: Vec<(Span, usize)>,
}

impl Trial<'_> {
    /// True where the rules do what the exemplar demands.
    pub fn holds(&self) -> bool {
        match self.demand {
            Demand::MustHit => !self.hits.is_empty(),
            Demand::MustNotHit => self.hits.is_empty(),
            Demand::Nothing => true,
        }
    }
}

/// Runs every exemplar of the codebook, in its order. `language` is that of
/// exemplars that do not say their own.
pub fn run<'a>(matcher: &Matcher<'a>, language: &Language) -> Vec<Trial<'a>> {
    let mut trials = Vec::new();
    for (place, code) in matcher.codebook().codes.iter().enumerate() {
        let coded = code.coded.iter().map(|exemplar| match exemplar.rules {
            true => (exemplar, Demand::MustHit),
            false => (exemplar, Demand::Nothing),
        });
        let not_coded = code.not_coded.iter().map(|exemplar| (exemplar, Demand::MustNotHit));
        trials.extend(
            coded.chain(not_coded).map(|(exemplar, demand)| one(matcher, place, exemplar, demand, language)),
        );
    }
    trials
}

fn one<'a>(
    matcher: &Matcher<'a>,
    code: usize,
    exemplar: &'a Exemplar,
    demand: Demand,
    language: &Language,
) -> Trial<'a> {
    let language = exemplar.language.as_ref().unwrap_or(language).clone();
    let mut trial = Trial { code, exemplar, demand, hits: Vec::new(), negated: Vec::new(), language };
    for suggestion in matcher.suggest(&exemplar.text, &trial.language) {
        if suggestion.code != code {
            continue;
        }
        let hits = match suggestion.negated {
            true => &mut trial.negated,
            false => &mut trial.hits,
        };
        hits.extend(suggestion.evidence.iter().map(|evidence| (evidence.span(), evidence.rule())));
    }
    trial
}
