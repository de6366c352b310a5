//! Solutions: every minimal model, with how well it fits the cases.

use super::cover::{Count, smallest};
use super::primes::{Implicant, primes};
use super::truth_table::{Outcome, TruthTable};
use super::{Case, MOST_CONDITIONS};
use std::collections::HashMap;

/// One term of a model: a combination of conditions, as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Conditions joined by `*`, absent ones with `~`; `1` where anything will do.
    pub term: String,
    /// The same as bits.
    pub implicant: Implicant,
    /// Cases that have it.
    pub cases: usize,
    /// The share of them with the outcome.
    pub consistency: f64,
    /// The share of the cases with the outcome that have it.
    pub raw_coverage: f64,
    /// The share of the cases with the outcome that have it and no other term of the model.
    pub unique_coverage: f64,
}

/// One model: any of its terms leads to the outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Its terms, in order of their text.
    pub terms: Vec<Term>,
    /// Of the cases with any term, the share with the outcome.
    pub consistency: f64,
    /// Of the cases with the outcome, the share with any term.
    pub coverage: f64,
}

/// All that can be said as shortly as possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// Every prime implicant, in order of its text.
    pub primes: Vec<String>,
    /// Those without which some combination is not covered.
    pub essential: Vec<String>,
    /// How many terms the shortest models have.
    pub shortest: usize,
    /// How many models have so few.
    pub count: Count,
    /// All of them, in order of their text; none where they are more than
    /// [`MOST_MODELS`](super::MOST_MODELS).
    pub models: Vec<Model>,
}

/// There are too many conditions, or too many ways to combine them: not even the length of the shortest
/// models was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are too many combinations to find out how short a solution can be")]
pub struct TooLarge;

/// The complex solution (only combinations that cases have) or, with remainders as simplifying
/// assumptions, the parsimonious one; `None` where no combination leads to the outcome.
///
/// # Errors
/// The search would take too long.
pub fn solve(
    table: &TruthTable,
    cases: &[Case],
    names: &[String],
    with_remainders: bool,
) -> Result<Option<Solution>, TooLarge> {
    if table.conditions > MOST_CONDITIONS {
        return Err(TooLarge);
    }
    let positive = table.with(Outcome::Present);
    if positive.is_empty() {
        return Ok(None);
    }
    let told: HashMap<u32, Outcome> = table.rows.iter().map(|row| (row.conditions, row.outcome)).collect();
    let negative: Vec<u32> = (0..1u32 << table.conditions)
        .filter(|combination| match told.get(combination) {
            Some(Outcome::Present) => false,
            Some(Outcome::Absent) => true,
            // What nobody knows may lead to the outcome, if that is to be assumed.
            Some(Outcome::Unknown) | None => !with_remainders,
        })
        .collect();
    let mut found: Vec<(String, Implicant)> = primes(&positive, &negative, table.conditions)
        .into_iter()
        .map(|prime| (written(prime, names), prime))
        .collect();
    found.sort();
    let implicants: Vec<Implicant> = found.iter().map(|(_, prime)| *prime).collect();
    let essential = found
        .iter()
        .filter(|(_, prime)| {
            let alone = |one: &&u32| {
                prime.covers(**one) && implicants.iter().filter(|other| other.covers(**one)).count() == 1
            };
            positive.iter().find(alone).is_some()
        })
        .map(|(text, _)| text.clone())
        .collect();
    let smallest = smallest(&implicants, &positive).ok_or(TooLarge)?;
    let models = smallest.covers.iter().map(|cover| model(cover, &found, cases)).collect();
    Ok(Some(Solution {
        primes: found.into_iter().map(|(text, _)| text).collect(),
        essential,
        shortest: smallest.size,
        count: smallest.count,
        models,
    }))
}

fn model(cover: &[usize], primes: &[(String, Implicant)], cases: &[Case]) -> Model {
    let outcome = cases.iter().filter(|case| case.outcome).count() as f64;
    let has = |case: &Case, at: usize| primes[at].1.covers(case.conditions);
    let share = |part: usize, whole: f64| if whole > 0.0 { part as f64 / whole } else { 0.0 };
    let terms = cover
        .iter()
        .map(|at| {
            let with: Vec<&Case> = cases.iter().filter(|case| has(case, *at)).collect();
            let right = with.iter().filter(|case| case.outcome).count();
            let alone =
                |case: &&&Case| case.outcome && !cover.iter().any(|other| other != at && has(case, *other));
            Term {
                term: primes[*at].0.clone(),
                implicant: primes[*at].1,
                cases: with.len(),
                consistency: share(right, with.len() as f64),
                raw_coverage: share(right, outcome),
                unique_coverage: share(with.iter().filter(alone).count(), outcome),
            }
        })
        .collect();
    let any: Vec<&Case> = cases.iter().filter(|case| cover.iter().any(|at| has(case, *at))).collect();
    let right = any.iter().filter(|case| case.outcome).count();
    Model { terms, consistency: share(right, any.len() as f64), coverage: share(right, outcome) }
}

/// `A*~B`: the conditions in their order.
fn written(implicant: Implicant, names: &[String]) -> String {
    let bit = |at: usize| 1u32 << (names.len() - 1 - at);
    let named = (0..names.len()).filter(|at| implicant.named & bit(*at) != 0);
    let parts: Vec<String> = named
        .map(
            |at| if implicant.present & bit(at) != 0 { names[at].clone() } else { format!("~{}", names[at]) },
        )
        .collect();
    if parts.is_empty() { "1".to_string() } else { parts.join("*") }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
