//! Which combinations of codes go with an outcome: crisp-set qualitative comparative analysis.
//!
//! Cases are incidents, conditions are codes. The algebra is that of [`crate::statistics::qca`].

mod rows;

use super::counting::{Aspect, Count};
use super::{Condition, Counted, Error, Material, Scope, Unit, Variable};
use crate::codebook::Valence;
use crate::statistics::qca::{
    Case, Implicant, MOST_CONDITIONS, Model, Outcome, Solution, TooLarge, TruthTable, chance, solve,
};

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes, by their places in the codebook, with the valence where only one is meant.
    pub factors: Vec<(usize, Option<Valence>)>,
    /// The outcome: an incident that fulfils it has it.
    pub outcome: Condition,
    /// The attribute that the outcome speaks of. An incident without a value, or with none of the
    /// declared ones, is no case.
    pub of: Variable,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// A row is taken as leading to the outcome from this consistency on.
    pub consistency: f64,
    /// A row of fewer cases says nothing.
    pub frequency: usize,
    /// Go on although there are more combinations than cases.
    pub despite_few_cases: bool,
}

/// What combinations of codes go with an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Qca {
    /// What was counted: the cases.
    pub counted: Counted,
    /// The outcome.
    pub outcome: Condition,
    /// Cases with it.
    pub with_outcome: usize,
    /// Cases.
    pub cases: usize,
    /// Incidents that are no case, for want of a value of the outcome.
    pub outside: usize,
    /// The conditions in the order they were asked for.
    pub factors: Vec<Factor>,
    /// A row is taken as leading to the outcome from this consistency on.
    pub consistency: f64,
    /// A row of fewer cases says nothing.
    pub frequency: usize,
    /// The combinations that cases have: contradictory ones first, then those that lead to the
    /// outcome, those that do not, those that say nothing; each by number.
    pub rows: Vec<Row>,
    /// All combinations there could be.
    pub possible: usize,
    /// Cases that stand against their combination: most of its cases have the other outcome.
    pub against: usize,
    /// The share of all ways to deal the outcomes to the cases at random that leave no more cases
    /// against their combination; `None` where that is too much to count.
    pub as_few_by_chance: Option<f64>,
    /// As short as what was observed allows.
    pub complex: Solved,
    /// As short as can be when combinations that say nothing may lead to the outcome too: those that no
    /// case has, and those of fewer cases than were asked for.
    pub parsimonious: Solved,
    /// Numbers of combinations that say nothing and that parsimonious models take as leading to the
    /// outcome, and to its absence when that is asked for: contradictory simplifying assumptions.
    pub assumed_for_both: Vec<usize>,
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    /// Full id of the code.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// The only valence that counts, where one was asked for.
    pub valence: Option<Valence>,
    /// Cases that have it.
    pub present: usize,
    /// Those among them with the outcome.
    pub present_with: usize,
}

/// A row of the truth table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// 1 and the binary number of its conditions.
    pub number: usize,
    /// Which conditions are there, in the order of the factors.
    pub present: Vec<bool>,
    /// What it says of the outcome.
    pub outcome: Outcome,
    /// The ids of its cases with the outcome, and without it.
    pub cases: [Vec<String>; 2],
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
}

/// A solution, or why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Solved {
    /// No row leads to the outcome.
    NothingLeads,
    /// The search for every shortest model would take too long.
    TooLarge,
    /// Found.
    Found(Solution),
}

impl Row {
    /// How many cases it has.
    pub fn size(&self) -> usize {
        self.cases.iter().map(Vec::len).sum()
    }

    /// The share of its cases with the outcome.
    pub fn consistency(&self) -> f64 {
        self.cases[0].len() as f64 / self.size() as f64
    }

    /// Some of its cases have the outcome and some have not.
    pub fn is_contradictory(&self) -> bool {
        self.cases.iter().all(|cases| !cases.is_empty())
    }
}

impl Qca {
    /// The cases in which a condition is there, or else absent.
    pub fn held(&self, factor: &Factor, there: bool) -> Held {
        let (cases, with_outcome) = match there {
            true => (factor.present, factor.present_with),
            false => (self.cases - factor.present, self.with_outcome - factor.present_with),
        };
        // The outcome varies, so that some case has it.
        Held { cases, with_outcome, necessity: with_outcome as f64 / self.with_outcome as f64 }
    }

    /// Combinations that no case has.
    pub fn remainders(&self) -> usize {
        self.possible - self.rows.len()
    }

    /// The share of the possible combinations that some case has.
    pub fn observed(&self) -> f64 {
        self.rows.len() as f64 / self.possible as f64
    }

    /// Rows whose cases do not agree.
    pub fn contradictory(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.is_contradictory())
    }

    /// Combinations of fewer cases than were asked for.
    pub fn below_frequency(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == Outcome::Unknown).count()
    }

    /// Cases that have some term of a model.
    pub fn cases_with_any(&self, model: &Model) -> usize {
        let covered =
            |row: &&Row| model.terms.iter().any(|term| term.implicant.covers(row.number as u32 - 1));
        self.rows.iter().filter(covered).map(Row::size).sum()
    }

    /// The factors that a term names, by place, each with whether it must be there.
    pub fn factors_of(&self, implicant: Implicant) -> Vec<(usize, bool)> {
        let bit = |at: usize| 1u32 << (self.factors.len() - 1 - at);
        let named = (0..self.factors.len()).filter(|at| implicant.named & bit(*at) != 0);
        named.map(|at| (at, implicant.present & bit(at) != 0)).collect()
    }
}

/// The cases in which a condition is there, or in which it is absent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Held {
    /// How many.
    pub cases: usize,
    /// Those of them with the outcome.
    pub with_outcome: usize,
    /// The share that these are of all cases with the outcome: 1 where none has it otherwise.
    pub necessity: f64,
}

impl Factor {
    /// As it is written in terms: the code, and the valence where one was asked for.
    pub fn name(&self) -> String {
        match self.valence {
            Some(valence) => format!("{}:{}", self.code, valence.name()),
            None => self.code.clone(),
        }
    }
}

/// Makes the truth table and solves it.
///
/// # Errors
/// There are more conditions than the cases carry or can be solved, or the outcome does not vary.
pub fn qca(material: &Material<'_>, question: &Question) -> Result<Qca, Error> {
    let conditions = question.factors.len();
    if conditions > MOST_CONDITIONS {
        return Err(Error::ConditionsBeyond { conditions, most: MOST_CONDITIONS });
    }
    let whole = Scope::of(material, &question.conditions);
    let is_case = |at: usize| {
        let held = material.incidents[at].values(&question.of.name);
        let declared = &question.of.declared;
        held.iter().any(|value| declared.is_empty() || declared.iter().any(|one| one.value == value.text()))
    };
    let places: Vec<u32> =
        (0..whole.incidents.len() as u32).filter(|at| is_case(whole.incidents[*at as usize])).collect();
    let unread = whole.unread.iter().copied().filter(|at| is_case(*at)).collect();
    let scope = whole.part(&places, unread, material);
    let cases = cases(material, &scope, question);
    let with_outcome = cases.iter().filter(|case| case.outcome).count();
    if with_outcome == 0 || with_outcome == cases.len() {
        return Err(Error::OutcomeSame {
            outcome: question.outcome.to_string(),
            with: with_outcome,
            cases: cases.len(),
        });
    }
    let possible = 1 << conditions;
    if possible > cases.len() && !question.despite_few_cases {
        return Err(Error::ConditionsOfFewCases { conditions, possible, cases: cases.len() });
    }
    let table = TruthTable::of(&cases, conditions, question.consistency, question.frequency);
    let factors = factors(material, question, &cases);
    let names: Vec<String> = factors.iter().map(Factor::name).collect();
    let solved = |with_remainders| match solve(&table, &cases, &names, with_remainders) {
        Ok(None) => Solved::NothingLeads,
        Ok(Some(solution)) => Solved::Found(solution),
        Err(TooLarge) => Solved::TooLarge,
    };
    let book = material.codebook;
    let asked = |code: &usize| question.factors.iter().any(|(factor, _)| book.is_within(*code, *factor));
    let codes = (0..book.codes.len()).filter(asked);
    let parsimonious = solved(true);
    let mut counted = Counted::of(material, &scope, &question.conditions, codes, Unit::Incident);
    counted.without_text = whole.without_text;
    let rows = rows::of(material, &scope, &table, &cases);
    let split: Vec<chance::Split> = rows.iter().map(|row| [row.cases[0].len(), row.cases[1].len()]).collect();
    Ok(Qca {
        counted,
        outcome: question.outcome.clone(),
        with_outcome,
        cases: cases.len(),
        outside: whole.incidents.len() - scope.incidents.len(),
        against: chance::against(&split),
        as_few_by_chance: chance::as_few_by_chance(&split),
        rows,
        factors,
        consistency: question.consistency,
        frequency: question.frequency,
        possible,
        complex: solved(false),
        assumed_for_both: assumed_for_both(question, &cases, &table, &names, &parsimonious),
        parsimonious,
    })
}

/// What parsimonious models assume for the outcome and also for its absence, by number.
fn assumed_for_both(
    question: &Question,
    cases: &[Case],
    table: &TruthTable,
    names: &[String],
    parsimonious: &Solved,
) -> Vec<usize> {
    let Solved::Found(with) = parsimonious else { return Vec::new() };
    // Models too many to list are not looked into: solving the absence too would cost as much again.
    if with.models.is_empty() {
        return Vec::new();
    }
    let turned: Vec<Case> =
        cases.iter().map(|case| Case { outcome: !case.outcome, ..case.clone() }).collect();
    let without = TruthTable::of(&turned, table.conditions, question.consistency, question.frequency);
    let Ok(Some(without)) = solve(&without, &turned, names, true) else { return Vec::new() };
    let both = [with, &without].map(|solution| table.assumed(solution));
    both[0].iter().filter(|one| both[1].contains(one)).map(|one| *one as usize + 1).collect()
}

/// A case an incident, in the order of the scope.
fn cases(material: &Material<'_>, scope: &Scope, question: &Question) -> Vec<Case> {
    let count = Count::new(material, scope, Unit::Incident);
    let mut cases: Vec<Case> = scope
        .incidents
        .iter()
        .map(|at| {
            let incident = &material.incidents[*at];
            Case { name: incident.id.clone(), conditions: 0, outcome: question.outcome.holds(incident) }
        })
        .collect();
    for (at, (code, valence)) in question.factors.iter().enumerate() {
        let bit = 1 << (question.factors.len() - 1 - at);
        let aspect = valence.map_or(Aspect::Whole, Aspect::Of);
        count.units_with(*code, aspect).iter().for_each(|unit| cases[*unit as usize].conditions |= bit);
    }
    cases
}

fn factors(material: &Material<'_>, question: &Question, cases: &[Case]) -> Vec<Factor> {
    let factor = |(at, (code, valence)): (usize, &(usize, Option<Valence>))| {
        let bit = 1u32 << (question.factors.len() - 1 - at);
        let having = || cases.iter().filter(|case| case.conditions & bit != 0);
        Factor {
            code: material.codebook.codes[*code].id.clone(),
            label: material.label(*code),
            valence: *valence,
            present: having().count(),
            present_with: having().filter(|case| case.outcome).count(),
        }
    };
    question.factors.iter().enumerate().map(factor).collect()
}

#[cfg(test)]
mod tests;
