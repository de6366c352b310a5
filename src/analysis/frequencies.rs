//! How often each code occurs, from how many people, by which words.

use super::counting::{Aspect, Count, Tally, percent};
use super::order::in_order;
use super::{Condition, Counted, Error, Material, Scope, Selection, Tables, Unit, Variable};
use std::collections::{HashMap, HashSet};

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// The rows.
    pub codes: Selection,
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// What is counted.
    pub unit: Unit,
    /// Rows deeper than this level are left out; their counts stay in the rows above.
    pub level: Option<usize>,
    /// Rows without a count are left out.
    pub hide_zero: bool,
    /// How many of the words that fired most often are shown.
    pub words: usize,
}

/// How often each code occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Frequencies {
    /// What is counted.
    pub unit: Unit,
    /// What it was made from.
    pub counted: Counted,
    /// What percent is of; `None` where only counts make sense.
    pub base: Option<usize>,
    /// One a code.
    pub rows: Vec<Row>,
}

/// How often one code occurs.
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
    /// Units with the code; `None` where no rule looks for it.
    pub count: Option<usize>,
    /// Their share of the base, unrounded.
    pub percent: Option<f64>,
    /// Incidents with the code; `None` where no rule looks for it.
    pub incidents: Option<usize>,
    /// Who told them; `None` where the study does not say, or no rule looks for the code.
    pub respondents: Option<usize>,
    /// Distinct stretches with the code; `None` where codes were given to whole incidents, or no rule looks for
    /// the code.
    pub segments: Option<usize>,
    /// The words that fired most often, with how often; by number, then text.
    pub words: Vec<(String, usize)>,
}

/// Counts each code.
///
/// # Errors
/// The question cannot be asked of this material.
pub fn frequencies(material: &Material<'_>, question: &Question) -> Result<Frequencies, Error> {
    question.check(material)?;
    Ok(table(material, question, &Scope::of(material, &question.conditions)))
}

/// Counts each code, once for every value of `within`.
///
/// # Errors
/// The question cannot be asked of this material.
pub fn frequencies_within(
    material: &Material<'_>,
    question: &Question,
    within: &Variable,
) -> Result<Tables<Frequencies>, Error> {
    question.check(material)?;
    let scope = Scope::of(material, &question.conditions);
    Ok(Tables::of(material, &scope, within, |part| table(material, question, part)))
}

impl Question {
    fn check(&self, material: &Material<'_>) -> Result<(), Error> {
        if self.unit == Unit::Respondent && !material.respondents {
            return Err(Error::NoRespondents);
        }
        self.unit.check(material)
    }
}

fn table(material: &Material<'_>, question: &Question, scope: &Scope) -> Frequencies {
    let count = Count::new(material, scope, question.unit);
    let segments = (question.unit != Unit::Segment).then(|| Count::new(material, scope, Unit::Segment));
    let segments = segments.as_ref().unwrap_or(&count);
    let mut whole = Tally::default();
    count.incident_of.iter().for_each(|incident| whole.add(*incident));
    let base = whole.base(question.unit, scope);
    let codes = &material.codebook.codes;
    let shown = |code: &usize| question.level.is_none_or(|level| codes[*code].level <= level);
    let mut rows = Vec::new();
    let mut order: Vec<usize> = question.codes.codes().filter(shown).collect();
    let total = |code| Tally::of(&count, count.units_with(code, Aspect::Whole)).number(question.unit, scope);
    order = in_order(material, order, total);
    for code in order {
        let tally = Tally::of(&count, count.units_with(code, Aspect::Whole));
        let sought = material.is_sought(code);
        let number = tally.number(question.unit, scope);
        let segments = segments.units_with(code, Aspect::Whole).len();
        rows.push(Row {
            code: codes[code].id.clone(),
            label: material.label(code),
            level: codes[code].level,
            group: codes[code].group,
            count: sought.then_some(number),
            percent: percent(number, base.filter(|_| sought)),
            incidents: sought.then_some(tally.incidents.len()),
            respondents: (sought && material.respondents).then(|| tally.respondents(scope)),
            segments: (sought && !material.found.has_whole()).then_some(segments),
            words: words(material, scope, &tally, code, question.words),
        });
    }
    if question.hide_zero {
        rows.retain(|row| row.count.is_some_and(|count| count > 0));
    }
    Frequencies {
        unit: question.unit,
        counted: Counted::of(material, scope, &question.conditions, question.codes.codes(), question.unit),
        base,
        rows,
    }
}

/// The evidence of a code and those below it, in small letters, most frequent first.
fn words(
    material: &Material<'_>,
    scope: &Scope,
    tally: &Tally,
    code: usize,
    most: usize,
) -> Vec<(String, usize)> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    if most == 0 {
        return Vec::new();
    }
    for incident in &tally.incidents {
        let place = scope.incidents[*incident as usize];
        let narrative = &material.incidents[place].narrative;
        let mut seen = HashSet::new();
        let marks = material.found.marks(place);
        let counted = marks.filter(|mark| !mark.negated && material.codebook.is_within(mark.code, code));
        for span in counted.flat_map(|mark| mark.evidence()).map(|evidence| evidence.span()) {
            if seen.insert(span) {
                let text = span.of(narrative).to_lowercase();
                *counts.entry(text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    words.truncate(most);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::material::example::{Owned, incident, suggestion};

    #[test]
    fn a_frequency_names_the_words_that_fired() {
        let negated = crate::matcher::Suggestion { negated: true, ..suggestion(1, 0, 3) };
        let owned = Owned::new(
            &["a", "a.b", "a.c"],
            vec![
                (
                    incident("1", "Ene tekst.", &[], Some("R1")),
                    vec![suggestion(1, 0, 3), suggestion(2, 0, 3)],
                ),
                (
                    incident("2", "ene en ander.", &[], Some("R1")),
                    vec![suggestion(1, 0, 3), suggestion(1, 7, 12)],
                ),
                (incident("3", "Zus en zo.", &[], None), vec![negated]),
                (incident("4", " \n", &[], Some("R4")), vec![]),
            ],
        );
        let material = owned.material();
        let question = Question {
            codes: Selection::of(material.codebook, &[]).unwrap(),
            conditions: Vec::new(),
            unit: Unit::Incident,
            level: None,
            hide_zero: false,
            words: 2,
        };
        let table = frequencies(&material, &question).unwrap();
        let counted = &table.counted;
        assert_eq!(
            (counted.incidents, counted.respondents, counted.without_text, counted.own_respondent),
            (3, Some(2), 1, 1)
        );
        let row = |code: &str| table.rows.iter().find(|row| row.code == code).unwrap();
        let (whole, part) = (row("a"), row("a.b"));
        assert_eq!((whole.count, whole.respondents, whole.segments), (Some(2), Some(1), Some(3)));
        assert_eq!(whole.words, [("ene".to_string(), 2), ("ander".to_string(), 1)]);
        assert_eq!((part.count, part.segments), (Some(2), Some(3)));
        assert_eq!(part.percent, Some(200.0 / 3.0));
    }
}
