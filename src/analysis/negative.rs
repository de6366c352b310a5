//! Negative cases: incidents that have a code and the other outcome than the one the code goes with.

use super::categories::Categories;
use super::columns::Grouping;
use super::counting::percent;
use super::{
    Caution, Condition, Counted, Error, Mark, Material, Measure, Scope, Selection, Statistic, Unit, Variable,
};
use crate::corpus::Incident;
use crate::span::Span;
use crate::statistics::two_by_two::{TwoByTwo, risk_difference};

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// Codes deeper than this level count as the code above them.
    pub level: Option<usize>,
    /// The outcome.
    pub by: Variable,
    /// The value that every code is expected to go with; `None`: for each code the one it leans to.
    pub expect: Option<String>,
}

/// Negative cases of every code, and incidents whose outcome no code stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Negative<'a> {
    /// What it was made from.
    pub counted: Counted,
    /// The outcome.
    pub by: String,
    /// Its values.
    pub columns: Vec<Value>,
    /// Incidents without a value: in no column.
    pub without_value: usize,
    /// Incidents whose value is none of the declared ones: in no column.
    pub other: usize,
    /// Incidents with several values.
    pub in_several: usize,
    /// All codes were expected to go with one value.
    pub expected: bool,
    /// Respondents told several of the incidents, which shares take as independent.
    pub dependent: bool,
    /// One a code.
    pub rows: Vec<Row<'a>>,
    /// For each value that codes go with the incidents that have it and none of these codes.
    pub without_code: Vec<WithoutCode<'a>>,
}

/// A value of the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// Incidents with it.
    pub base: usize,
}

/// One code.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// For each value the incidents that have it and the code.
    pub counts: Vec<usize>,
    /// The same in percent of all that have the value.
    pub percents: Vec<Option<f64>>,
    /// The value it goes with, by place in [`Negative::columns`]; `None` where two share the largest share.
    pub goes_with: Option<usize>,
    /// The share where it goes with, less the share elsewhere.
    pub difference: Statistic,
    /// When not to trust it.
    pub cautions: Vec<Caution>,
    /// Incidents with the code and any outcome: what the cases are of.
    pub base: usize,
    /// The negative cases, in corpus order.
    pub cases: Vec<Case<'a>>,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
}

/// One incident with what speaks in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Case<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// Its values, by place in [`Negative::columns`].
    pub values: Vec<usize>,
    /// The passages with the code, in their order; empty where it was given to the whole incident or its passage
    /// is lost.
    pub passages: Vec<Span>,
}

/// Incidents with an outcome and none of the codes that go with it.
#[derive(Debug, Clone, PartialEq)]
pub struct WithoutCode<'a> {
    /// The value, by place in [`Negative::columns`].
    pub value: usize,
    /// The codes that go with it.
    pub codes: Vec<String>,
    /// The incidents; without passages.
    pub cases: Vec<Case<'a>>,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
}

/// Finds the negative cases of each code.
///
/// # Errors
/// The value that is expected is none of the outcome's.
pub fn negative<'a>(material: &Material<'a>, question: &Question) -> Result<Negative<'a>, Error> {
    let scope = Scope::of(material, &question.conditions);
    let groups = Grouping::by_attribute(material, &scope, &question.by);
    let values = &groups.slots.values;
    let expect = match &question.expect {
        None => None,
        Some(name) => {
            let place = values.iter().position(|(value, _)| value == name);
            Some(place.ok_or_else(|| Error::NoSuchColumn {
                name: name.clone(),
                values: values.iter().map(|(value, _)| value.clone()).collect(),
            })?)
        }
    };
    let categories = Categories::of(material, &scope, &question.codes, question.level);
    let finder = Finder { material, scope: &scope, groups: &groups, categories: &categories };
    let mut with: Vec<Vec<usize>> = vec![Vec::new(); categories.list.len()];
    for (at, incident) in scope.incidents.iter().enumerate() {
        categories.of_incident(material, *incident).into_iter().for_each(|code| with[code].push(at));
    }
    let bases: Vec<usize> = groups.members().iter().map(Vec::len).collect();
    let dependent =
        material.respondents && scope.respondents(0..scope.incidents.len() as u32) < scope.incidents.len();
    // Of a code that nobody looked for there is no case.
    let sought = with.iter().enumerate().filter(|(code, _)| material.is_sought(categories.list[*code]));
    let (rows, with): (Vec<Row<'a>>, Vec<&[usize]>) =
        sought.map(|(code, with)| (finder.row(code, with, &bases, expect), with.as_slice())).unzip();
    Ok(Negative {
        without_code: finder.without_code(&rows, &with),
        counted: Counted::of(material, &scope, &question.conditions, question.codes.codes(), Unit::Incident),
        by: question.by.name.clone(),
        columns: values
            .iter()
            .zip(&bases)
            .map(|((value, label), base)| Value { value: value.clone(), label: label.clone(), base: *base })
            .collect(),
        without_value: groups.without_value,
        other: groups.other,
        in_several: groups.in_several,
        expected: expect.is_some(),
        dependent,
        rows,
    })
}

struct Finder<'f, 'a> {
    material: &'f Material<'a>,
    scope: &'f Scope,
    groups: &'f Grouping,
    categories: &'f Categories,
}

impl<'a> Finder<'_, 'a> {
    /// The row of a category; `with` are its incidents, by place in the scope.
    fn row(&self, category: usize, with: &[usize], bases: &[usize], expect: Option<usize>) -> Row<'a> {
        let code = self.categories.list[category];
        let mut counts = vec![0; bases.len()];
        with.iter().flat_map(|at| &self.groups.of[*at]).for_each(|column| counts[*column as usize] += 1);
        let percents: Vec<Option<f64>> =
            counts.iter().zip(bases).map(|(count, base)| percent(*count, Some(*base))).collect();
        let goes_with = expect.or_else(|| leaning(&counts, bases));
        let difference = self.difference(with, goes_with);
        let weak = expect.is_none() && difference.interval.is_some_and(|one| one.low <= 0.0);
        let speaks_against = |at: &&usize| {
            let columns = &self.groups.of[**at];
            goes_with.is_some_and(|one| !columns.is_empty() && !columns.contains(&(one as u32)))
        };
        let against: Vec<usize> = with.iter().filter(speaks_against).copied().collect();
        Row {
            code: self.material.codebook.codes[code].id.clone(),
            label: self.material.label(code),
            counts,
            percents,
            goes_with,
            difference,
            cautions: if weak && goes_with.is_some() { vec![Caution::WeakLean] } else { Vec::new() },
            base: with.iter().filter(|at| !self.groups.of[**at].is_empty()).count(),
            respondents: self.tellers(&against),
            cases: against.into_iter().map(|at| self.case(at, Some(category))).collect(),
        }
    }

    /// The share of the incidents with the value less that of all others.
    fn difference(&self, with: &[usize], goes_with: Option<usize>) -> Statistic {
        let of_value = |at: &usize| {
            let columns = &self.groups.of[*at];
            (!columns.is_empty()).then(|| goes_with.is_some_and(|one| columns.contains(&(one as u32))))
        };
        let split = |all: &mut dyn Iterator<Item = usize>| {
            let mut sizes = [0_u64; 2];
            all.filter_map(|at| of_value(&at)).for_each(|inside| sizes[usize::from(!inside)] += 1);
            sizes
        };
        let sizes = split(&mut (0..self.scope.incidents.len()));
        let with = split(&mut with.iter().copied());
        let n = (sizes[0] + sizes[1]) as usize;
        let table = goes_with.and_then(|_| TwoByTwo::of_groups(with, sizes));
        Statistic {
            interval: table.as_ref().and_then(|table| risk_difference::newcombe(table, 0.95)),
            ..Statistic::plain(
                Measure::RiskDifference,
                table.as_ref().and_then(risk_difference::risk_difference),
                n,
            )
        }
    }

    fn without_code(&self, rows: &[Row<'_>], with: &[&[usize]]) -> Vec<WithoutCode<'a>> {
        let of_value = |value: usize| {
            let codes: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].goes_with == Some(value)).collect();
            if codes.is_empty() {
                return None;
            }
            let mut covered = vec![false; self.scope.incidents.len()];
            codes.iter().flat_map(|code| with[*code]).for_each(|at| covered[*at] = true);
            let bare: Vec<usize> = (0..covered.len())
                .filter(|at| !covered[*at] && self.groups.of[*at].contains(&(value as u32)))
                .collect();
            Some(WithoutCode {
                value,
                codes: codes.iter().map(|code| rows[*code].code.clone()).collect(),
                respondents: self.tellers(&bare),
                cases: bare.into_iter().map(|at| self.case(at, None)).collect(),
            })
        };
        (0..self.groups.slots.values.len()).filter_map(of_value).collect()
    }

    fn case(&self, at: usize, category: Option<usize>) -> Case<'a> {
        let place = self.scope.incidents[at];
        let marks = self.categories.marks(self.material, place);
        let own = marks.filter(|(one, _)| Some(*one) == category);
        let mut passages: Vec<Span> = own.filter_map(|(_, mark): (usize, Mark<'_>)| mark.span).collect();
        passages.sort_unstable();
        passages.dedup();
        Case {
            incident: &self.material.incidents[place],
            values: self.groups.of[at].iter().map(|column| *column as usize).collect(),
            passages,
        }
    }

    fn tellers(&self, places: &[usize]) -> Option<usize> {
        self.material.respondents.then(|| self.scope.respondents(places.iter().map(|at| *at as u32)))
    }
}

/// The column in which the largest share has the code, where it is one.
fn leaning(counts: &[usize], bases: &[usize]) -> Option<usize> {
    let mut filled = (0..counts.len()).filter(|at| bases[*at] > 0);
    let first = filled.next()?;
    let (mut most, mut tied) = (first, false);
    for at in filled {
        // a/b against c/d, without rounding.
        let (own, best) =
            (counts[at] as u128 * bases[most] as u128, counts[most] as u128 * bases[at] as u128);
        match own.cmp(&best) {
            std::cmp::Ordering::Greater => (most, tied) = (at, false),
            std::cmp::Ordering::Equal => tied = true,
            std::cmp::Ordering::Less => {}
        }
    }
    (!tied && counts[most] > 0).then_some(most)
}

#[cfg(test)]
#[path = "negative_tests.rs"]
mod tests;
