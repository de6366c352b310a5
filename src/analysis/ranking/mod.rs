//! Two groups' rankings of codes: what comes first for one, what for the other, and how alike.

pub mod lists;
pub mod statements;
mod told_twice;

pub use lists::{Higher, Lists};
pub use told_twice::{Event, Told};

use super::columns::Grouping;
use super::counting::{Aspect, Count, Tally, percent};
use super::{Condition, Counted, Error, Material, Scope, Selection, Unit, Variable};
use std::collections::BTreeSet;

/// One of the two groups, as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The incidents with this value.
    Value(String),
    /// Those with any other value.
    Others,
}

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The codes that are ranked: those without codes below them.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// The attribute that makes the groups.
    pub by: Variable,
    /// The groups; without them the values where there are two, else the first against the others.
    pub groups: Option<[Side; 2]>,
    /// Incidents or respondents.
    pub unit: Unit,
    /// Codes of this level stand for all below them.
    pub level: Option<usize>,
    /// The attribute that links several tellings of one event, where the study names one.
    pub event: Option<String>,
    /// The attribute that says how an incident ended.
    pub outcome: Option<String>,
}

/// Two groups' rankings of codes.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// What it was made from: incidents of the groups and others.
    pub counted: Counted,
    /// The attribute.
    pub by: String,
    /// Incidents or respondents.
    pub unit: Unit,
    /// The groups.
    pub groups: [Group; 2],
    /// Incidents that are in both.
    pub in_both: usize,
    /// Incidents that are in neither.
    pub in_neither: usize,
    /// One a code that somebody gave, by its rank in the first group, then in the second.
    pub rows: Vec<Row>,
    /// Codes that nobody gave, though somebody could have: in no ranking.
    pub not_given: usize,
    /// How alike the rankings are; ranks and opposites in the order of `rows`.
    pub lists: Lists,
    /// Events told from both sides; `None` where the study links no tellings.
    pub told: Option<Told>,
}

/// One of the two groups.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The value that its incidents share; of the others what they are not: `other than A`.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// Its values.
    pub values: Vec<String>,
    /// Its incidents.
    pub incidents: usize,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// What percent is of: incidents, or those who told them.
    pub base: usize,
}

impl Group {
    /// As people read it.
    pub fn shown(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.value)
    }
}

/// One code in both rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Full id.
    pub code: String,
    /// Name that people read.
    pub label: Option<String>,
    /// Units with the code, in each group.
    pub counts: [usize; 2],
    /// Who told them; `None` where the study does not say.
    pub respondents: [Option<usize>; 2],
    /// Their share of the group's base.
    pub percents: [Option<f64>; 2],
    /// Its rank in each group, 1 the most frequent.
    pub ranks: [f64; 2],
    /// One group has it among its first third, the other among its last.
    pub opposite: Option<Higher>,
}

/// Ranks codes in two groups.
///
/// # Errors
/// The groups are none, or respondents are asked for and the study does not say who they are.
pub fn ranking(material: &Material<'_>, question: &Question) -> Result<Ranking, Error> {
    if question.unit == Unit::Respondent && !material.respondents {
        return Err(Error::NoRespondents);
    }
    let scope = Scope::of(material, &question.conditions);
    let grouping = Grouping::by_attribute(material, &scope, &question.by);
    let sides = sides(question, &grouping)?;
    let members: Vec<[bool; 2]> = grouping
        .of
        .iter()
        .map(|values| [0, 1].map(|side| values.iter().any(|value| sides[side].contains(value))))
        .collect();
    let count = Count::new(material, &scope, Unit::Incident);
    let tally = |units: &mut dyn Iterator<Item = u32>, side: usize| {
        let mut tally = Tally::default();
        units.filter(|at| members[*at as usize][side]).for_each(|at| tally.add(at));
        tally
    };
    let whole = [0, 1].map(|side| tally(&mut (0..scope.incidents.len() as u32), side));
    let bases = [0, 1].map(|side| whole[side].number(question.unit, &scope));
    let codes = question.codes.lowest(material.codebook, question.level).into_iter();
    let codes: Vec<usize> = codes.filter(|code| material.is_sought(*code)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for code in &codes {
        let units = count.units_with(*code, Aspect::Whole);
        let counts = [0, 1].map(|side| tally(&mut units.iter().copied(), side).number(question.unit, &scope));
        if counts == [0, 0] {
            continue;
        }
        rows.push(Row {
            code: material.codebook.codes[*code].id.clone(),
            label: material.label(*code),
            counts,
            respondents: [0, 1].map(|side| {
                material.respondents.then(|| tally(&mut units.iter().copied(), side).respondents(&scope))
            }),
            percents: [0, 1].map(|side| percent(counts[side], Some(bases[side]))),
            ranks: [0.0, 0.0],
            opposite: None,
        });
    }
    let not_given = codes.len() - rows.len();
    let shares =
        |side: usize| -> Vec<f64> { rows.iter().map(|row| row.percents[side].unwrap_or_default()).collect() };
    let lists = Lists::of(&shares(0), &shares(1));
    for (at, row) in rows.iter_mut().enumerate() {
        row.ranks = [0, 1].map(|side| lists.ranks[side][at]);
        row.opposite = lists.opposite[at];
    }
    // What is equal stays in the order of the codebook.
    rows.sort_by(|one, other| {
        one.ranks[0].total_cmp(&other.ranks[0]).then(one.ranks[1].total_cmp(&other.ranks[1]))
    });
    let told = question.event.as_deref().filter(|event| *event != question.by.name).map(|event| {
        Told::of(
            material,
            &scope,
            &members,
            &told_twice::Asked { event, codes: &codes, count: &count, outcome: question.outcome.as_deref() },
        )
    });
    let group = |side: usize| Group {
        respondents: material.respondents.then(|| whole[side].respondents(&scope)),
        ..group(question, &grouping, &sides, side, &whole[side], bases[side])
    };
    Ok(Ranking {
        counted: Counted::of(material, &scope, &question.conditions, question.codes.codes(), question.unit),
        by: question.by.name.clone(),
        unit: question.unit,
        groups: [group(0), group(1)],
        in_both: members.iter().filter(|sides| **sides == [true, true]).count(),
        in_neither: members.iter().filter(|sides| **sides == [false, false]).count(),
        rows,
        not_given,
        lists,
        told,
    })
}

/// The values of each side, by their place among the columns.
fn sides(question: &Question, grouping: &Grouping) -> Result<[BTreeSet<u32>; 2], Error> {
    let values = &grouping.slots.values;
    let held: BTreeSet<u32> = grouping.of.iter().flatten().copied().collect();
    let name = |place: u32| values[place as usize].0.clone();
    let there: Vec<u32> = held.iter().copied().collect();
    let asked = match (&question.groups, &there[..]) {
        (Some(groups), _) => groups.clone(),
        (None, [first, second]) => [Side::Value(name(*first)), Side::Value(name(*second))],
        (None, [first, _, ..]) => [Side::Value(name(*first)), Side::Others],
        (None, _) => {
            let value = there.first().map(|place| name(*place));
            return Err(Error::OneGroup { attribute: question.by.name.clone(), value });
        }
    };
    let place = |value: &String| {
        let place = values.iter().position(|(known, _)| known == value).map(|place| place as u32);
        place.ok_or_else(|| Error::NoSuchGroup {
            attribute: question.by.name.clone(),
            name: value.clone(),
            values: values.iter().map(|(value, _)| value.clone()).collect(),
        })
    };
    let named = asked.iter().filter_map(|side| match side {
        Side::Value(value) => Some(place(value)),
        Side::Others => None,
    });
    let named: BTreeSet<u32> = named.collect::<Result<_, _>>()?;
    let of = |side: &Side| match side {
        Side::Value(value) => place(value).map(|place| BTreeSet::from([place])),
        Side::Others => Ok((0..values.len() as u32).filter(|at| !named.contains(at)).collect()),
    };
    Ok([of(&asked[0])?, of(&asked[1])?])
}

fn group(
    question: &Question,
    grouping: &Grouping,
    sides: &[BTreeSet<u32>; 2],
    side: usize,
    whole: &Tally,
    base: usize,
) -> Group {
    let values = &grouping.slots.values;
    let named = |side: usize| match sides[side].iter().collect::<Vec<_>>()[..] {
        [one] => Some(&values[*one as usize]),
        _ => None,
    };
    let is_others = match &question.groups {
        Some(groups) => groups[side] == Side::Others,
        None => side == 1 && named(side).is_none(),
    };
    let (value, label) = match (is_others, named(side), named(1 - side)) {
        (true, _, Some((other, label))) => {
            let not = |name: &str| format!("other than {name}");
            (not(other), label.as_deref().map(not))
        }
        (_, Some((value, label)), _) => (value.clone(), label.clone()),
        _ => ("others".to_string(), None),
    };
    let values = sides[side].iter().map(|at| values[*at as usize].0.clone()).collect();
    Group { value, label, values, incidents: whole.incidents.len(), respondents: None, base }
}
