//! A model of one code: which words and pairs speak for it, and how loudly.

use super::logistic::{Row, fit, score};
use super::terms::Unit;
use crate::span::Span;
use std::collections::HashMap;

/// Terms of fewer passages say nothing.
const FEWEST: usize = 2;
/// How strongly weights are drawn to zero.
const PENALTY: f64 = 0.1;
/// Coded passages count at most so many times as much as others.
const MOST_WEIGHT: f64 = 20.0;
/// That a rule of the code finds a passage counts as much as all its words together.
const RULE: f64 = 1.0;

/// What is known of passages of one code.
#[derive(Debug, Clone)]
pub struct Learner {
    /// The place of each term, and how rare it is: log of passages to those that have it.
    terms: HashMap<String, (u32, f64)>,
    /// Of each term, then of a rule that finds the passage, then the intercept.
    weights: Vec<f64>,
}

/// A word or pair that speaks for a passage.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Where it stands, in bytes of the narrative.
    pub span: Span,
    /// What it adds to the log odds.
    pub weight: f64,
}

impl Learner {
    /// Learns from passages, each with whether it was coded and whether a rule of the code finds it.
    pub fn of<'a>(lessons: impl Iterator<Item = (&'a Unit, bool, bool)> + Clone) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut all = 0_u32;
        for (unit, ..) in lessons.clone() {
            all += 1;
            unit.terms.keys().for_each(|term| *counts.entry(term).or_default() += 1);
        }
        let mut known: Vec<(&str, usize)> =
            counts.into_iter().filter(|(_, count)| *count >= FEWEST).collect();
        known.sort_unstable();
        let rarity = |count: usize| (f64::from(all) / count as f64).ln() + 1.0;
        let terms: HashMap<String, (u32, f64)> = known
            .into_iter()
            .enumerate()
            .map(|(at, (term, count))| (term.to_string(), (at as u32, rarity(count))))
            .collect();
        let mut learner = Self { terms, weights: Vec::new() };
        let mut rows: Vec<Row> = lessons
            .map(|(unit, positive, rule)| Row {
                features: learner.features(unit, rule),
                positive,
                weight: 1.0,
            })
            .collect();
        let positive = rows.iter().filter(|row| row.positive).count().max(1);
        let weight =
            ((rows.len() - positive.min(rows.len())) as f64 / positive as f64).clamp(1.0, MOST_WEIGHT);
        rows.iter_mut().filter(|row| row.positive).for_each(|row| row.weight = weight);
        learner.weights = fit(&rows, learner.terms.len() + 1, PENALTY);
        learner
    }

    /// The terms that are known, by their rarity, together of length one; then the rule.
    fn features(&self, unit: &Unit, rule: bool) -> Vec<(u32, f64)> {
        let mut features = self.known(unit);
        let length = length(&features);
        features.iter_mut().for_each(|(_, value)| *value /= length);
        features.extend(rule.then_some((self.terms.len() as u32, RULE)));
        features
    }

    /// The terms that are known, each with its rarity.
    fn known(&self, unit: &Unit) -> Vec<(u32, f64)> {
        unit.terms.keys().filter_map(|term| self.terms.get(term).copied()).collect()
    }

    /// The log odds that a passage is of the code, as far as its words tell. For an order alone: coded
    /// passages weighed more than others when it was learnt.
    pub fn score(&self, unit: &Unit, rule: bool) -> f64 {
        score(&self.features(unit, rule), &self.weights)
    }

    /// The words and pairs that speak most for a passage, the loudest first; a word of a pair that was
    /// told already is left out.
    pub fn reasons(&self, unit: &Unit, most: usize) -> Vec<Reason> {
        let length = length(&self.known(unit));
        let mut reasons: Vec<Reason> = unit
            .terms
            .iter()
            .filter_map(|(term, span)| {
                let (place, rarity) = self.terms.get(term)?;
                let weight = rarity / length * self.weights[*place as usize];
                (weight > 0.0).then_some(Reason { span: *span, weight })
            })
            .collect();
        reasons.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.span.cmp(&other.span)));
        let mut told: Vec<Reason> = Vec::new();
        for reason in reasons {
            if told.len() < most && !told.iter().any(|one| one.span.overlaps(reason.span)) {
                told.push(reason);
            }
        }
        told
    }
}

/// The length of a row, never zero.
fn length(features: &[(u32, f64)]) -> f64 {
    let squares: f64 = features.iter().map(|(_, value)| value * value).sum();
    if squares > 0.0 { squares.sqrt() } else { 1.0 }
}
