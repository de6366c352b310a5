//! Participation: how many of the respondents tell a code at all, and which codes reach the line.

use super::counting::{Aspect, Count, Tally, percent};
use super::order::in_order;
use super::{
    Condition, Counted, Error, Material, Measure, Scope, Selection, Statistic, Tables, Unit, Variable,
};
use crate::statistics::proportion::wilson;
use std::collections::HashSet;

/// The line where nobody says another: a quarter of the respondents (Borgen and Amundson 1984;
/// Butterfield and others 2009).
pub const LINE: f64 = 25.0;

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The rows.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// Rows deeper than this level are left out; their counts stay in the rows above.
    pub level: Option<usize>,
    /// Rows without a count are left out.
    pub hide_zero: bool,
    /// The share of the respondents, in percent, from which a code stands by itself.
    pub line: f64,
}

/// How many of the respondents tell each code.
#[derive(Debug, Clone, PartialEq)]
pub struct Participation {
    /// What it was made from.
    pub counted: Counted,
    /// The line, in percent.
    pub line: f64,
    /// All respondents, those without any code too: what every rate is of.
    pub respondents: usize,
    /// Respondents none of whose incidents can be counted: in no rate.
    pub outside: usize,
    /// Codes that somebody tells, without those that hold codes.
    pub categories: usize,
    /// Incidents with one of the codes asked for.
    pub coded: usize,
    /// One a code.
    pub rows: Vec<Row>,
}

/// How many of the respondents tell one code.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// 1 for a code without a parent.
    pub level: usize,
    /// Holds codes.
    pub group: bool,
    /// Respondents who tell it in one of their incidents or more; `None` where no rule looks for it.
    pub respondents: Option<usize>,
    /// Their share of all respondents, 0 to 1, with Wilson's interval.
    pub rate: Statistic,
    /// The rate is at the line or above it; `None` without respondents, or where no rule looks for the code.
    pub reaches: Option<bool>,
    /// Incidents with the code; `None` where no rule looks for it.
    pub incidents: Option<usize>,
    /// Their share of the incidents counted, in percent.
    pub percent: Option<f64>,
}

impl Participation {
    /// The rows that hold no other row.
    pub fn leaves(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.group)
    }
}

/// Counts who tells each code.
///
/// # Errors
/// The study does not say who told what.
pub fn participation(material: &Material<'_>, question: &Question) -> Result<Participation, Error> {
    check(material)?;
    Ok(table(material, question, &Scope::of(material, &question.conditions)))
}

/// Counts who tells each code, once for every value of `within`: of the respondents of that value.
///
/// # Errors
/// The study does not say who told what.
pub fn participation_within(
    material: &Material<'_>,
    question: &Question,
    within: &Variable,
) -> Result<Tables<Participation>, Error> {
    check(material)?;
    let scope = Scope::of(material, &question.conditions);
    Ok(Tables::of(material, &scope, within, |part| table(material, question, part)))
}

fn check(material: &Material<'_>) -> Result<(), Error> {
    if material.respondents { Ok(()) } else { Err(Error::NoRespondents) }
}

fn table(material: &Material<'_>, question: &Question, scope: &Scope) -> Participation {
    let count = Count::new(material, scope, Unit::Respondent);
    let counted =
        Counted::of(material, scope, &question.conditions, question.codes.codes(), Unit::Respondent);
    let base = scope.respondents(0..scope.incidents.len() as u32);
    let codes = &material.codebook.codes;
    let shown = |code: &usize| question.level.is_none_or(|level| codes[*code].level <= level);
    let tally = |code| Tally::of(&count, count.units_with(code, Aspect::Whole));
    let mut order: Vec<usize> = question.codes.codes().filter(shown).collect();
    order = in_order(material, order, |code| tally(code).respondents(scope));
    let mut coded: Vec<u32> = Vec::new();
    let mut rows = Vec::with_capacity(order.len());
    for code in order {
        let tally = tally(code);
        coded.extend(&tally.incidents);
        let respondents = tally.respondents(scope);
        if question.hide_zero && respondents == 0 {
            continue;
        }
        let sought = material.is_sought(code);
        let base = if sought { base } else { 0 };
        rows.push(Row {
            code: codes[code].id.clone(),
            label: material.label(code),
            level: codes[code].level,
            group: codes[code].group && question.level != Some(codes[code].level),
            respondents: sought.then_some(respondents),
            rate: rate(respondents, base),
            reaches: (base > 0).then_some(respondents as f64 * 100.0 >= question.line * base as f64),
            incidents: sought.then_some(tally.incidents.len()),
            percent: percent(tally.incidents.len(), Some(counted.base()).filter(|_| sought)),
        });
    }
    coded.sort_unstable();
    coded.dedup();
    Participation {
        line: question.line,
        respondents: base,
        outside: outside(material, scope, &question.conditions),
        categories: rows
            .iter()
            .filter(|row| !row.group && row.respondents.is_some_and(|told| told > 0))
            .count(),
        coded: coded.len(),
        counted,
        rows,
    }
}

fn rate(respondents: usize, base: usize) -> Statistic {
    let value = (base > 0).then(|| respondents as f64 / base as f64);
    Statistic {
        interval: wilson(respondents as u64, base as u64, 0.95),
        ..Statistic::plain(Measure::ParticipationRate, value, base)
    }
}

/// Respondents none of whose incidents are counted.
fn outside(material: &Material<'_>, scope: &Scope, conditions: &[Condition]) -> usize {
    let named = |at: &usize| material.incidents[*at].respondent.as_deref();
    let inside: HashSet<&str> = scope.incidents.iter().filter_map(named).collect();
    let left_out: Vec<usize> = match material.found.is_codings() {
        true => scope.unread.clone(),
        false if scope.without_text == 0 => Vec::new(),
        false => (0..material.incidents.len())
            .filter(|at| {
                let incident = &material.incidents[*at];
                let asked = || conditions.iter().all(|condition| condition.holds(incident));
                incident.narrative.is_blank() && asked()
            })
            .collect(),
    };
    let nobody = left_out.iter().filter(|at| named(at).is_none()).count();
    let names: HashSet<&str> = left_out.iter().filter_map(named).collect();
    names.difference(&inside).count() + nobody
}

#[cfg(test)]
#[path = "participation_tests.rs"]
mod tests;
