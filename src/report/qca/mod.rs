//! Which combinations of codes go with an outcome: conditions, truth table, solutions; and for programs.

mod conditions;
mod json;
mod solutions;
mod truth_table;

pub use json::json;

use super::Sheet;
use super::counted;
use super::further::{self, Further};
use super::provenance::{Provenance, some};
use super::sheet::WhenNarrow;
use crate::analysis::qca::Solved;
use crate::analysis::{Caution, Qca, Unit};

/// In crisp sets PRI says what consistency says: the first column to go.
const PRI: WhenNarrow = WhenNarrow::Goes { rank: 6 };

/// The tables for people, below each other.
pub fn sheets(table: &Qca, with_cases: bool, provenance: &Provenance<'_>) -> Vec<Sheet> {
    let mut conditions = conditions::sheet(table);
    conditions.heading.splice(0..0, heading(table, provenance));
    let mut sheets = vec![conditions, truth_table::sheet(table, with_cases)];
    let mut none = Vec::new();
    for (solved, kind) in solutions::both(table) {
        match solutions::sheet(table, solved, kind) {
            Ok(sheet) => sheets.push(sheet),
            Err(why) => none.push(why),
        }
    }
    if let Some(last) = sheets.last_mut() {
        last.notes.extend(none);
        last.notes.extend(below(table, provenance));
    }
    sheets
}

/// The truth table with every case for files of values; conditions, solutions and numbers stand below.
pub fn data(table: &Qca) -> Sheet {
    let mut further = vec![conditions::sheet(table)];
    further.extend(solutions::data(table));
    further.extend(further::sheet(numbers(table)));
    Sheet { further, ..truth_table::sheet(table, true) }
}

/// What stands beside no combination and in no model.
fn numbers(table: &Qca) -> Vec<Further> {
    let of = table.outcome.to_string();
    let cases = Some(table.cases);
    let count =
        |name: &str, value: usize, what: &str| Further { n: cases, ..Further::count(name, &of, value, what) };
    let mut all = vec![
        count("with_outcome", table.with_outcome, "cases with the outcome"),
        count("possible", table.possible, "combinations there could be"),
        count("observed", table.rows.len(), "combinations that some case has"),
        count("n_remainders", table.remainders(), "combinations that no case has"),
        count("n_below_frequency", table.below_frequency(), "combinations of fewer cases than n_cut"),
        Further::number(
            "incl_cut",
            &of,
            Some(table.consistency),
            cases,
            "least consistency that leads to it",
        ),
        count("n_cut", table.frequency, "least cases of a combination that says something"),
        count("cases_against", table.against, "cases that stand against their combination"),
    ];
    let by_chance = "share of all ways to deal the outcomes to the cases that leave as few against";
    let cautions: &[Caution] = if dependent(table) { &[Caution::DependentIncidents] } else { &[] };
    let share = Further::number("as_few_by_chance", &of, table.as_few_by_chance, cases, by_chance);
    all.push(share.careful(cautions));
    for (solved, kind) in solutions::both(table) {
        if let Err(why) = solutions::sheet(table, solved, kind) {
            all.push(Further::without(kind.name(), &of, why));
        }
    }
    all
}

/// Lines above all.
fn heading(table: &Qca, provenance: &Provenance<'_>) -> Vec<String> {
    let names: Vec<String> = names(table);
    let mut lines = provenance.heading(&format!("{} → {}", names.join(", "), table.outcome));
    lines.push(counted::line(&table.counted, Some(Unit::Incident), provenance));
    lines.push(format!(
        "cases: {}, {} of them with {}",
        some(table.cases, "incident"),
        table.with_outcome,
        table.outcome
    ));
    lines.push("~ = absent, * = and, + = or; a combination is what an incident has and has not".to_string());
    lines.push(diversity(table));
    lines
}

/// How many of the possible combinations anybody has seen.
fn diversity(table: &Qca) -> String {
    let (seen, possible) = (table.rows.len(), table.possible);
    let few = table.below_frequency();
    let too_few = match few {
        0 => String::new(),
        _ => format!(
            "; {few} of these in fewer than {}, so that they say nothing",
            some(table.frequency, "incident")
        ),
    };
    let share = table.observed() * 100.0;
    let more = match table.remainders() {
        0 => String::new(),
        1 => "; of the other one nobody knows what it leads to".to_string(),
        unseen => format!("; of the other {unseen} nobody knows what they lead to"),
    };
    format!(
        "limited diversity: {seen} of {possible} possible combinations are observed ({share:.0} %){too_few}{more}"
    )
}

/// Lines below all.
fn below(table: &Qca, provenance: &Provenance<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if table.possible > table.cases {
        lines.push(format!(
            "There are more combinations ({}) than incidents ({}): with so many conditions nearly any outcome \
             finds a solution without contradictions.",
            table.possible, table.cases
        ));
    }
    if let Solved::Found(solution) = &table.parsimonious {
        let shorter = match &table.complex {
            Solved::Found(complex) => {
                (complex.shortest, complex.count, &complex.models)
                    != (solution.shortest, solution.count, &solution.models)
            }
            _ => true,
        };
        if shorter {
            lines.push(
                "The parsimonious solution assumes that combinations that say nothing (marked ?, or seen by nobody) \
                 lead to the outcome wherever that makes it shorter: its terms are no findings of these incidents \
                 alone."
                    .to_string(),
            );
        }
    }
    if !table.assumed_for_both.is_empty() {
        let rows: Vec<String> = table.assumed_for_both.iter().map(ToString::to_string).collect();
        lines.push(format!(
            "Assumed to lead to the outcome here, and to its absence when that is asked for (contradictory \
             assumptions): {} {}. The parsimonious solution rests on what cannot both be so.",
            if rows.len() == 1 { "row" } else { "rows" },
            rows.join(", ")
        ));
    }
    if table.consistency <= 0.5 {
        lines.push(format!(
            "At a consistency of {} a combination most of whose incidents are without the outcome may count as \
             leading to it, and as leading to its absence too: 0.75 or more is usual.",
            table.consistency
        ));
    }
    lines.push(format!(
        "Without the outcome is a question of its own, not the reverse of this: --outcome '{}'.",
        otherwise(table)
    ));
    lines.push("Sets are crisp, so PRI is consistency: no case has the outcome and its absence.".to_string());
    if dependent(table) {
        lines.push(
            "Some respondents told several of the incidents, which count as cases of their own: see r."
                .to_string(),
        );
    }
    if table.outside > 0 {
        let incidents = some(table.outside, "incident");
        lines.push(format!(
            "{incidents} without a value of {}, or with another than those declared: no case.",
            table.outcome.attribute
        ));
    }
    if table.counted.read.is_none() {
        lines.push("Absent means that no rule suggests the code.".to_string());
    }
    if let Some(designed) = provenance.designed(&table.outcome.attribute) {
        lines.push(format!(
            "{designed} Consistency is the share of incidents with the outcome, so it hangs on that choice: {} of all \
             {} have it.",
            table.with_outcome, table.cases
        ));
    }
    lines.extend(counted::notes(&table.counted, provenance));
    lines
}

/// Some respondents told several of the cases.
fn dependent(table: &Qca) -> bool {
    table.counted.respondents.is_some_and(|respondents| respondents < table.cases)
}

/// The outcome's opposite, as a condition.
fn otherwise(table: &Qca) -> String {
    let values: Vec<&str> = table.outcome.values().collect();
    let sign = if table.outcome.comparison == crate::analysis::Comparison::IsNot { "=" } else { "!=" };
    format!("{}{sign}{}", table.outcome.attribute, values.join(","))
}

/// Short names of the conditions: the last part of each code where that is one condition's alone.
fn names(table: &Qca) -> Vec<String> {
    let short = |at: usize| {
        let name = table.factors[at].name();
        name.rsplit('.').next().unwrap_or(&name).to_string()
    };
    let all: Vec<String> = (0..table.factors.len()).map(short).collect();
    let alone = |name: &String| all.iter().filter(|other| *other == name).count() == 1;
    let name = |(at, name): (usize, &String)| {
        if alone(name) { name.clone() } else { table.factors[at].name() }
    };
    all.iter().enumerate().map(name).collect()
}
