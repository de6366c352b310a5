//! Which codes stand together: in one incident, paragraph or sentence, in one person's incidents, or
//! in passages that overlap.

mod passages;
mod ranked;
mod same_words;
mod shown;
mod units;

pub use ranked::{Order, Ranked, Wanted};

use super::columns::Grouping;
use super::counting::percent;
use super::statistic::{Caution, Measure, Statistic};
use super::{Column, Condition, Counted, Error, Material, Point, Scope, Selection, Unit, Variable};
use crate::statistics::cooccurrence::Together;
use shown::Shown;

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes whose pairs are wanted.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// In what two codes stand together; [`Unit::Segment`] means passages that overlap.
    pub unit: Unit,
    /// Codes deeper than this level count as the code above them at this level.
    pub level: Option<usize>,
    /// The same pairs once for each value of this attribute.
    pub by: Option<Variable>,
}

/// Which codes stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct Cooccurrence {
    /// What it was made from.
    pub counted: Counted,
    /// In what two codes stand together.
    pub unit: Unit,
    /// All units; `None` of passages, which have no number of those without a code.
    pub units: Option<usize>,
    /// The codes that somebody could have given; none of them lies above another.
    pub codes: Vec<Member>,
    /// Passages, or incidents, that hold a code above the shown ones and none of these: in no count.
    pub above: usize,
    /// Values side by side, where they were asked for.
    pub columns: Option<Columns>,
    /// Every pair, `(0, 1)`, `(0, 2)`, …, `(1, 2)`, …: see [`Cooccurrence::pair`].
    pub pairs: Vec<Pair>,
}

/// One of the codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// Units with it; of passages, distinct stretches.
    pub count: usize,
}

/// Two codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// Place of the first among [`Cooccurrence::codes`]; before that of the second.
    pub first: usize,
    /// Place of the second.
    pub second: usize,
    /// Incidents in which rules find the two by the same words; `None` of codings.
    pub same_words: Option<usize>,
    /// In all units.
    pub whole: Cell,
    /// In those of each value, in the order of [`Columns::columns`].
    pub cells: Vec<Cell>,
}

impl Pair {
    /// In at least half of the incidents in which the two meet, rules find both by the same words.
    fn is_of_the_codebook(&self) -> bool {
        let same = self.same_words.unwrap_or(0);
        same > 0 && self.whole.incidents.is_some_and(|incidents| 2 * same >= incidents)
    }
}

/// Two codes in some units.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Units with both; of passages, how often one of the first overlaps one of the second.
    pub both: usize,
    /// Units with the first, alone or not; of passages, distinct stretches.
    pub first: usize,
    /// Units with the second, alone or not.
    pub second: usize,
    /// Of those with the first, and of those with the second, how many meet the other.
    pub met: [usize; 2],
    /// All units; `None` of passages.
    pub units: Option<usize>,
    /// Incidents in which they meet; `None` where respondents were counted.
    pub incidents: Option<usize>,
    /// Who told these; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// How close they stand, by [`MEASURES`] in their order.
    pub statistics: Vec<Statistic>,
    /// What to be careful of.
    pub cautions: Vec<Caution>,
}

/// The values that stand side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The attribute.
    pub by: String,
    /// Its cut points, where bins of values stand in place of the values.
    pub cuts: Vec<Point>,
    /// Incidents without a value of it: in no column.
    pub without_value: usize,
    /// Incidents whose value makes no column.
    pub other: usize,
    /// Incidents that stand in several columns.
    pub in_several: usize,
    /// One a value.
    pub columns: Vec<Column>,
}

/// What is said of a pair, in its order.
pub const MEASURES: [Measure; 6] = [
    Measure::Jaccard,
    Measure::CCoefficient,
    Measure::Lift,
    Measure::Phi,
    Measure::FirstMeetsSecond,
    Measure::SecondMeetsFirst,
];

/// Fewer than this together, and a coefficient hangs on single units.
const FEW: usize = 5;

impl Cooccurrence {
    /// The pair of two different codes by their places, in either order.
    pub fn pair(&self, one: usize, other: usize) -> Option<&Pair> {
        let (first, second) = (one.min(other), one.max(other));
        if first == second || second >= self.codes.len() {
            return None;
        }
        // Before row `first` stand those of the rows above it, each one shorter than the last.
        let before = first * self.codes.len() - first * (first + 1) / 2;
        self.pairs.get(before + second - first - 1)
    }

    /// How many units of a column have the code itself, by their places.
    pub fn count_in(&self, code: usize, column: usize) -> usize {
        let beside = usize::from(code == 0);
        let pair = self.pair(code, beside).and_then(|pair| Some((pair, pair.cells.get(column)?)));
        pair.map_or(0, |(pair, cell)| if pair.first == code { cell.first } else { cell.second })
    }
}

/// Counts the pairs.
///
/// # Errors
/// The question cannot be asked of this material.
pub fn cooccurrence(material: &Material<'_>, question: &Question) -> Result<Cooccurrence, Error> {
    if question.unit == Unit::Respondent && !material.respondents {
        return Err(Error::NoRespondents);
    }
    question.unit.check(material)?;
    let scope = Scope::of(material, &question.conditions);
    let shown = Shown::of(material, question, &scope);
    let whole = counted(material, &scope, question.unit, &shown);
    let grouping = question.by.as_ref().map(|by| (by, Grouping::by_attribute(material, &scope, by)));
    let (columns, parts) = match grouping {
        None => (None, Vec::new()),
        Some((by, grouping)) => {
            let (columns, parts) = side_by_side(material, &scope, question.unit, &shown, by, grouping);
            (Some(columns), parts)
        }
    };
    let mut parts: Vec<_> = parts.into_iter().map(|part: Part| part.cells.into_iter()).collect();
    let same_words = (!material.found.is_codings()).then(|| same_words::counted(material, &scope, &shown));
    let mut pairs = Vec::with_capacity(whole.cells.len());
    let mut cells = whole.cells.into_iter();
    for first in 0..shown.codes.len() {
        for second in first + 1..shown.codes.len() {
            let Some(whole) = cells.next() else { break };
            let cells = parts.iter_mut().filter_map(Iterator::next).collect();
            let same_words = same_words.as_ref().map(|all| all.get(&(first, second)).copied().unwrap_or(0));
            let mut pair = Pair { first, second, same_words, whole, cells };
            if pair.is_of_the_codebook() {
                pair.whole.cautions.push(Caution::SameWords);
            }
            pairs.push(pair);
        }
    }
    let member = |(code, count): (&usize, usize)| Member {
        code: material.codebook.codes[*code].id.clone(),
        label: material.label(*code),
        count,
    };
    Ok(Cooccurrence {
        counted: Counted::of(material, &scope, &question.conditions, question.codes.codes(), question.unit),
        unit: question.unit,
        units: whole.units,
        codes: shown.codes.iter().zip(whole.each).map(member).collect(),
        above: shown.above(material, &scope),
        columns,
        pairs,
    })
}

/// The codes and their pairs in one part of the material.
struct Part {
    units: Option<usize>,
    /// Units with each code.
    each: Vec<usize>,
    /// One a pair, in the order of [`Cooccurrence::pairs`].
    cells: Vec<Cell>,
}

fn counted(material: &Material<'_>, scope: &Scope, unit: Unit, shown: &Shown) -> Part {
    match unit {
        Unit::Segment => passages::counted(material, scope, shown),
        unit => units::counted(material, scope, unit, shown),
    }
}

fn side_by_side(
    material: &Material<'_>,
    scope: &Scope,
    unit: Unit,
    shown: &Shown,
    by: &Variable,
    grouping: Grouping,
) -> (Columns, Vec<Part>) {
    let members = grouping.members();
    let (mut columns, mut parts) = (Vec::new(), Vec::new());
    let values = grouping.slots.values.into_iter().zip(members).zip(grouping.unread);
    for (((value, label), places), unread) in values {
        let part = scope.part(&places, unread, material);
        let counted = counted(material, &part, unit, shown);
        columns.push(Column {
            value,
            label,
            incidents: part.incidents.len() + part.unread.len(),
            unread: if material.found.is_codings() { part.unread.len() } else { part.incidents.len() },
            respondents: material.respondents.then(|| part.respondents(0..part.incidents.len() as u32)),
            base: counted.units,
        });
        parts.push(counted);
    }
    let (without_value, other, in_several) = (grouping.without_value, grouping.other, grouping.in_several);
    let by_name = by.name.clone();
    (Columns { by: by_name, cuts: by.cuts(), without_value, other, in_several, columns }, parts)
}

/// Where two codes meet, before anything is computed of it.
#[derive(Debug, Clone, Default)]
struct Meeting {
    both: usize,
    met: [usize; 2],
    incidents: Option<usize>,
    respondents: Option<usize>,
}

impl Cell {
    /// The share of the units that have both, in percent; `None` of passages and of no units.
    pub fn percent(&self) -> Option<f64> {
        percent(self.both, self.units)
    }

    fn of(meeting: Meeting, counts: [usize; 2], units: Option<usize>) -> Self {
        let Meeting { both, met, incidents, respondents } = meeting;
        let [first, second] = counts;
        let together = Together {
            both: both as u64,
            first: first as u64,
            second: second as u64,
            units: units.unwrap_or(0) as u64,
        };
        let c = together.jaccard();
        let share = |at: usize| (counts[at] > 0).then(|| met[at] as f64 / counts[at] as f64);
        let of_units = |value: Option<f64>| value.filter(|_| units.is_some());
        let values = [
            c.filter(|_| units.is_some()),
            c,
            of_units(together.lift()),
            of_units(together.phi()),
            share(0),
            share(1),
        ];
        let n = units.unwrap_or(first + second);
        let statistics =
            MEASURES.into_iter().zip(values).map(|(measure, value)| Statistic::plain(measure, value, n));
        let mut cautions = Vec::new();
        if (1..FEW).contains(&both) {
            cautions.push(Caution::FewTogether);
        }
        if c.is_some_and(|c| c > 1.0) || (units.is_none() && both > 0 && c.is_none()) {
            cautions.push(Caution::BeyondOne);
        }
        Cell {
            both,
            first,
            second,
            met,
            units,
            incidents,
            respondents,
            statistics: statistics.collect(),
            cautions,
        }
    }
}

#[cfg(test)]
mod tests;
