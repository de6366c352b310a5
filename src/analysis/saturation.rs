//! Saturation: does anything new still come? New codes by incident, and what that says of the rest.

use super::categories::Categories;
use super::comparison::LEVEL;
use super::statistic::Caution;
use super::{Condition, Counted, Error, Material, Measure, Scope, Selection, Statistic, Unit};
use crate::corpus::{Incident, Value};
use crate::statistics::Interval;
use crate::statistics::saturation::{Curve, Occurrences};
use std::cmp::Ordering;
use std::collections::HashMap;

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes that can be new.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// Codes deeper than this level count as the code above them.
    pub level: Option<usize>,
    /// Whether codes come with incidents or with the respondents who tell them.
    pub by_respondent: bool,
    /// The attribute that says in which order they were collected; `None`: as they are read.
    pub order: Option<String>,
    /// When little enough is new.
    pub stop: Stop,
}

/// When little enough is new (Guest, Namey and Chen 2020).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The first units, whose codes are the base.
    pub base: usize,
    /// How many units a run has.
    pub run: usize,
    /// New codes of a run, in percent of those of the base, that are little enough.
    pub threshold: f64,
}

impl Default for Stop {
    fn default() -> Self {
        Self { base: 4, run: 2, threshold: 5.0 }
    }
}

/// Whether anything new still comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Saturation {
    /// What it was made from.
    pub counted: Counted,
    /// Incidents or respondents.
    pub unit: Unit,
    /// The attribute that orders them; `None`: as they are read.
    pub order: Option<String>,
    /// Units without a value of it; they come last.
    pub without_order: usize,
    /// Units without any of the codes: they bring nothing new.
    pub uncoded: usize,
    /// Codes that some unit has.
    pub categories: Vec<Category>,
    /// Codes that none has, though somebody looked for them.
    pub absent: usize,
    /// One a unit, in their order.
    pub steps: Vec<Step>,
    /// Codes that one unit has, and two.
    pub once_and_twice: [u64; 2],
    /// All pairs of a unit and a code of it.
    pub applications: u64,
    /// The last unit, from 1, that brought a new code.
    pub last_with_new: Option<usize>,
    /// The first unit, from 1, after which 95 % of all codes were known.
    pub reaches_95: Option<usize>,
    /// The share of all codes known after two thirds of the units.
    pub after_two_thirds: Option<f64>,
    /// When little enough was new.
    pub stopped: Stopped,
    /// Coverage and richness.
    pub statistics: Vec<Statistic>,
    /// When not to trust them.
    pub cautions: Vec<Caution>,
}

/// A code that some unit has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// Units with it.
    pub units: u64,
}

/// One incident, or respondent, of the curve.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its incident's id; of a respondent that of the first incident.
    pub incident: String,
    /// Who told it, where somebody is named.
    pub respondent: Option<String>,
    /// The value that orders it.
    pub value: Option<String>,
    /// The codes it brings, by place in [`Saturation::categories`].
    pub new: Vec<usize>,
    /// Codes known after it.
    pub known: u64,
    /// Codes expected in as many random units of these: exact rarefaction.
    pub expected: f64,
    /// The standard error of that, for incidents drawn as these were; undefined with one unit.
    pub expected_error: Option<f64>,
    /// From where to where at [`LEVEL`], where that is defined.
    pub expected_interval: Option<Interval>,
    /// New codes of the run that ends here over those of the base.
    pub new_information: Option<f64>,
}

/// When little enough was new.
#[derive(Debug, Clone, PartialEq)]
pub struct Stopped {
    /// What was asked.
    pub stop: Stop,
    /// Codes of the base; `None` where there are fewer units than base and run want.
    pub base: Option<u64>,
    /// New information of each run, the first of which begins behind the base; `None` where there is no run or
    /// the base has no code.
    pub new_information: Option<Vec<f64>>,
    /// The unit, from 1, that ends the first run with little enough.
    pub at: Option<usize>,
}

/// Follows new codes through the units.
///
/// # Errors
/// Respondents are asked for, and the study does not say who told what.
pub fn saturation(material: &Material<'_>, question: &Question) -> Result<Saturation, Error> {
    if question.by_respondent && !material.respondents {
        return Err(Error::NoRespondents);
    }
    let scope = Scope::of(material, &question.conditions);
    let categories = Categories::of(material, &scope, &question.codes, question.level);
    let units = units(material, &scope, &categories, question);
    let curve = Curve::of(&units.iter().map(|unit| unit.codes.clone()).collect::<Vec<_>>());
    let mut counts = vec![0_u64; categories.list.len()];
    units.iter().flat_map(|unit| &unit.codes).for_each(|code| counts[*code] += 1);
    let found: Vec<usize> = (0..counts.len()).filter(|code| counts[*code] > 0).collect();
    let sought = categories.list.iter().filter(|code| material.is_sought(**code)).count();
    let seen = Occurrences {
        counts: found.iter().map(|code| counts[*code]).collect(),
        incidents: units.len() as u64,
    };
    let codes = &material.codebook.codes;
    let category = |at: &usize| Category {
        code: codes[categories.list[*at]].id.clone(),
        label: material.label(categories.list[*at]),
        units: counts[*at],
    };
    let stopped = stopped(&curve, question.stop);
    let unit = if question.by_respondent { Unit::Respondent } else { Unit::Incident };
    Ok(Saturation {
        unit,
        order: question.order.clone(),
        without_order: units.iter().filter(|unit| question.order.is_some() && unit.value.is_none()).count(),
        uncoded: units.iter().filter(|unit| unit.codes.is_empty()).count(),
        categories: found.iter().map(category).collect(),
        absent: sought - found.len(),
        once_and_twice: [seen.exactly(1), seen.exactly(2)],
        applications: seen.applications(),
        last_with_new: curve.last_with_new(),
        reaches_95: curve.reaches(0.95).filter(|_| !found.is_empty()),
        after_two_thirds: curve.after_two_thirds(),
        statistics: statistics(&seen),
        cautions: cautions(material, &scope, question),
        steps: steps(material, &units, &found, &seen, &stopped),
        stopped,
        counted: Counted::of(material, &scope, &question.conditions, question.codes.codes(), unit),
    })
}

/// An incident, or all incidents of a respondent.
struct OneUnit {
    /// Place of the first incident in the corpus.
    incident: usize,
    value: Option<Value>,
    /// Categories, ascending.
    codes: Vec<usize>,
}

fn units(
    material: &Material<'_>,
    scope: &Scope,
    categories: &Categories,
    question: &Question,
) -> Vec<OneUnit> {
    let value =
        |incident: &Incident| question.order.as_ref().and_then(|name| incident.values(name).first().cloned());
    let mut places: Vec<(usize, Option<Value>)> =
        (0..scope.incidents.len()).map(|at| (at, value(&material.incidents[scope.incidents[at]]))).collect();
    if question.order.is_some() {
        places.sort_by(|left, right| collected(left.1.as_ref(), right.1.as_ref()));
    }
    let mut units: Vec<OneUnit> = Vec::with_capacity(places.len());
    let mut told: HashMap<u32, usize> = HashMap::new();
    for (at, value) in places {
        let incident = scope.incidents[at];
        let codes = categories.of_incident(material, incident);
        let earlier = question.by_respondent.then(|| told.get(&scope.tellers[at])).flatten();
        match earlier {
            Some(earlier) => units[*earlier].codes.extend(codes),
            None => {
                told.insert(scope.tellers[at], units.len());
                units.push(OneUnit { incident, value, codes });
            }
        }
    }
    for unit in &mut units {
        unit.codes.sort_unstable();
        unit.codes.dedup();
    }
    units
}

/// Numbers, then dates, then texts, each in their order; without a value last.
fn collected(left: Option<&Value>, right: Option<&Value>) -> Ordering {
    let kind = |value: &Value| match value {
        Value::WholeNumber(_) | Value::Decimal(_) => 0,
        Value::Date { .. } => 1,
        _ => 2,
    };
    match (left, right) {
        (Some(left), Some(right)) => kind(left).cmp(&kind(right)).then_with(|| left.order(right)),
        (left, right) => left.is_none().cmp(&right.is_none()),
    }
}

fn stopped(curve: &Curve, stop: Stop) -> Stopped {
    let enough = curve.new.len() >= stop.base.saturating_add(stop.run);
    if !enough {
        return Stopped { stop, base: None, new_information: None, at: None };
    }
    // 5 % of 20 codes is 1, whatever rounding makes of it.
    let share = stop.threshold / 100.0 + 1e-12;
    Stopped {
        stop,
        base: Some(curve.new[..stop.base].iter().sum()),
        new_information: curve.new_information(stop.base, stop.run),
        at: curve.saturated(stop.base, stop.run, share).map(|(_, at)| at),
    }
}

fn steps(
    material: &Material<'_>,
    units: &[OneUnit],
    found: &[usize],
    seen: &Occurrences,
    stopped: &Stopped,
) -> Vec<Step> {
    let place: HashMap<usize, usize> = found.iter().enumerate().map(|(at, code)| (*code, at)).collect();
    let first_run = stopped.stop.base.saturating_add(stopped.stop.run);
    let several = units.len() > 1;
    let mut known = vec![false; found.len()];
    let mut sum = 0;
    let mut steps = Vec::with_capacity(units.len());
    for (at, (unit, expected)) in units.iter().zip(seen.rarefaction()).enumerate() {
        let new: Vec<usize> =
            unit.codes.iter().map(|code| place[code]).filter(|code| !known[*code]).collect();
        new.iter().for_each(|code| known[*code] = true);
        sum += new.len() as u64;
        let incident = &material.incidents[unit.incident];
        let run = (at + 1).checked_sub(first_run);
        steps.push(Step {
            incident: incident.id.clone(),
            respondent: incident.respondent.as_deref().map(str::to_string),
            value: unit.value.as_ref().map(|value| value.text().into_owned()),
            new,
            known: sum,
            expected: expected.expected,
            expected_error: several.then_some(expected.standard_error),
            expected_interval: several.then(|| expected.interval(LEVEL)),
            new_information: run.and_then(|run| stopped.new_information.as_ref()?.get(run).copied()),
        });
    }
    steps
}

fn statistics(seen: &Occurrences) -> Vec<Statistic> {
    let n = seen.incidents as usize;
    let some = !seen.counts.is_empty();
    let of = |measure, value: Option<f64>| Statistic::plain(measure, value.filter(|_| some), n);
    vec![
        of(Measure::GoodsCoverage, seen.goods_coverage()),
        of(Measure::ChaoJostCoverage, seen.chao_jost_coverage()),
        Statistic {
            standard_error: some.then(|| seen.chao1_standard_error()),
            ..of(Measure::Chao1, Some(seen.chao1()))
        },
        of(Measure::Chao1Classic, Some(seen.chao1_classic())),
        of(Measure::Chao2, seen.chao2()),
        of(Measure::Jackknife, seen.jackknife()),
    ]
}

fn cautions(material: &Material<'_>, scope: &Scope, question: &Question) -> Vec<Caution> {
    let mut cautions = vec![Caution::RichnessLowerBound];
    if question.order.is_none() && scope.incidents.len() > 1 {
        cautions.push(Caution::ReadingOrder);
    }
    if material.found.unordered_from() > 0 {
        cautions.push(Caution::ClosedCodebook);
    }
    let incidents = scope.incidents.len();
    let several = material.respondents && scope.respondents(0..incidents as u32) < incidents;
    if several && !question.by_respondent {
        cautions.push(Caution::DependentIncidents);
    }
    cautions
}

#[cfg(test)]
#[path = "saturation_tests.rs"]
mod tests;
