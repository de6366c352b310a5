//! From what people said of a code to the passages that they should look at next.

use super::learner::Learner;
use super::terms::{Texts, Unit};
use crate::corpus::{Incident, Narrative};
use crate::span::Span;
use rayon::prelude::*;
use std::cmp::Ordering;

/// Fewer coded passages teach nothing.
const FEWEST: usize = 5;
/// More passages without the code are not needed; they are taken evenly from all.
const MOST_OTHERS: usize = 20_000;

/// What was said of one code in one incident.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Somebody read the incident, so that what is not coded is not of the code.
    pub read: bool,
    /// Stretches that have the code, in bytes.
    pub coded: Vec<Span>,
    /// The incident has the code as a whole, or in a stretch that is not found any more: which passage
    /// it was is not known.
    pub whole: bool,
    /// Stretches that people turned down.
    pub rejected: Vec<Span>,
    /// Stretches that rules of the code suggest.
    pub rules: Vec<Span>,
}

/// What is asked.
pub struct Asked<'a> {
    /// The incidents.
    pub incidents: &'a [Incident],
    /// What was said of each.
    pub marks: &'a [Mark],
    /// How they are cut.
    pub texts: &'a Texts<'a>,
}

/// A passage that teaches: by its incident.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Place of the incident.
    pub incident: usize,
    /// The passage.
    pub unit: Unit,
    /// It was coded.
    pub positive: bool,
    /// A rule of the code suggests some of it.
    pub rule: bool,
}

/// A passage nobody said anything of.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Place of the incident.
    pub incident: usize,
    /// Where it stands, in bytes.
    pub span: Span,
    /// A rule of the code suggests some of it.
    pub rule: bool,
}

/// A passage with its place in the order.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// The passage.
    pub passage: Passage,
    /// Log odds, for the order alone.
    pub score: f64,
    /// The words that speak for it, in bytes of the narrative, the loudest first.
    pub reasons: Vec<Span>,
}

/// People said too little to learn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{coded} passages have the code and {others} were read without it; {FEWEST} of each are needed")]
pub struct TooFew {
    /// Coded passages.
    pub coded: usize,
    /// Passages that were read or turned down, without the code.
    pub others: usize,
}

/// The passages that teach, in corpus order: coded ones, those that were turned down, and in incidents
/// that were read all others.
pub fn learn(asked: &Asked<'_>) -> Result<Vec<Lesson>, TooFew> {
    let lessons: Vec<Lesson> = each(
        asked,
        |incident, mark, units| {
            let lesson = |unit: Unit| {
                let positive = touches(&mark.coded, unit.span) || mark.whole && asked.texts.is_whole();
                let unknown = mark.whole && !asked.texts.is_whole();
                let negative = touches(&mark.rejected, unit.span) || mark.read && !unknown;
                let rule = touches(&mark.rules, unit.span);
                (positive || negative).then_some(Lesson { incident, unit, positive, rule })
            };
            units.into_iter().filter_map(lesson).collect()
        },
        |mark| mark.read || !mark.coded.is_empty() || !mark.rejected.is_empty(),
    );
    let coded = lessons.iter().filter(|one| one.positive).count();
    let others = lessons.len() - coded;
    if coded < FEWEST || others < FEWEST {
        return Err(TooFew { coded, others });
    }
    let every = others.div_ceil(MOST_OTHERS);
    let mut at = 0;
    let keep = |lesson: &Lesson| {
        at += usize::from(!lesson.positive);
        lesson.positive || at % every == 0
    };
    Ok(lessons.into_iter().filter(keep).collect())
}

/// The passages that nobody said anything of, in incidents that nobody read, best first; at most
/// `limit`, or all. With `beyond_rules` only those that no rule suggests.
pub fn candidates(
    asked: &Asked<'_>,
    learner: &Learner,
    limit: Option<usize>,
    beyond_rules: bool,
) -> Vec<Ranked> {
    let mut ranked: Vec<Ranked> = each(
        asked,
        |incident, mark, units| {
            let said = |span: Span| touches(&mark.coded, span) || touches(&mark.rejected, span);
            let rank = |unit: Unit| {
                let rule = touches(&mark.rules, unit.span);
                let reasons = || learner.reasons(&unit, SHOWN).into_iter().map(|one| one.span).collect();
                let is_asked = !said(unit.span) && (!rule || !beyond_rules);
                is_asked.then(|| Ranked {
                    passage: Passage { incident, span: unit.span, rule },
                    score: learner.score(&unit, rule),
                    reasons: reasons(),
                })
            };
            let mut ranked: Vec<Ranked> = units.into_iter().filter_map(rank).collect();
            cut(&mut ranked, limit);
            ranked
        },
        |mark| !mark.read && !mark.whole,
    );
    cut(&mut ranked, limit);
    ranked
}

/// How many words are told as the reason of one passage.
const SHOWN: usize = 5;

fn cut(ranked: &mut Vec<Ranked>, limit: Option<usize>) {
    ranked.sort_by(order);
    ranked.truncate(limit.unwrap_or(usize::MAX));
}

/// The best first; of equal ones that which stands first in the corpus.
fn order(one: &Ranked, other: &Ranked) -> Ordering {
    let place = |one: &Ranked| (one.passage.incident, one.passage.span);
    other.score.total_cmp(&one.score).then_with(|| place(one).cmp(&place(other)))
}

/// What `of` makes of the passages of each incident that `wanted` names, on all cores, in corpus order.
fn each<T: Send>(
    asked: &Asked<'_>,
    of: impl Fn(usize, &Mark, Vec<Unit>) -> Vec<T> + Sync,
    wanted: impl Fn(&Mark) -> bool + Sync,
) -> Vec<T> {
    let pieces = asked.incidents.par_chunks(Narrative::AT_A_TIME).enumerate();
    let pieces = pieces.map(|(piece, some)| {
        let first = piece * Narrative::AT_A_TIME;
        let one = |(at, incident): (usize, &Incident)| {
            let mark = &asked.marks[first + at];
            if wanted(mark) { of(first + at, mark, asked.texts.units(incident)) } else { Vec::new() }
        };
        let found: Vec<T> = some.iter().enumerate().flat_map(one).collect();
        Narrative::give_back(some.iter().map(|incident| &incident.narrative));
        found
    });
    pieces.collect::<Vec<Vec<T>>>().into_iter().flatten().collect()
}

fn touches(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|one| one.overlaps(span))
}
