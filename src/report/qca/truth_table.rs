//! The truth table: every combination that incidents have, contradictory ones first.

use super::{PRI, dependent, names};
use crate::analysis::qca::Row as Line;
use crate::analysis::{Caution, Qca};
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, Sheet};
use crate::statistics::qca::Outcome;

/// A row a combination, with its cases where they are wanted.
pub(super) fn sheet(table: &Qca, with_cases: bool) -> Sheet {
    let respondents = table.counted.respondents.is_some();
    let mut fields = vec![Field::number("row", "row")];
    // Files have full names, people short ones.
    for (factor, name) in table.factors.iter().zip(names(table)) {
        fields.push(Field::number(factor.name(), name));
    }
    fields.extend([
        Field::number("OUT", "OUT"),
        Field::number("n", "n"),
        Field::number("with_outcome", "with outcome"),
        Field::number("consistency", "consistency"),
        Field::number("pri", "PRI").when_narrow(PRI),
    ]);
    if respondents {
        fields.push(Field::number("respondents", "r"));
    }
    fields.push(Field::text("contradictory", ""));
    if with_cases {
        fields.push(Field::text("cases_with", "cases with the outcome"));
        fields.push(Field::text("cases_without", "cases without"));
    }
    let rows = table.rows.iter().map(|row| sheet_row(row, respondents, with_cases)).collect();
    Sheet { heading: heading(table), fields, rows, notes: notes(table, with_cases), ..Sheet::default() }
}

fn heading(table: &Qca) -> Vec<String> {
    let fewest = match table.frequency {
        0 | 1 => String::new(),
        fewest => format!("; ? = fewer than {fewest} cases"),
    };
    let mut line = format!(
        "OUT = 1 where consistency, the share of cases with the outcome, is at least {}{fewest}",
        table.consistency
    );
    if table.counted.respondents.is_some() {
        line += "; r = respondents who told the cases";
    }
    vec!["truth table".to_string(), line]
}

fn notes(table: &Qca, with_cases: bool) -> Vec<String> {
    let rows = table.contradictory().count();
    let mut notes = match rows {
        0 => vec!["No combination is contradictory.".to_string()],
        _ => {
            let cases: usize = table.contradictory().map(Line::size).sum();
            vec![format!(
                "{} {} contradictory: the same conditions, both outcomes, in {cases} of {} cases; {} for the \
                 condition that is missing.",
                some(rows, "combination"),
                if rows == 1 { "is" } else { "are" },
                table.cases,
                if with_cases { "read them" } else { "read them (--cases lists them)" },
            )]
        }
    };
    let (are, they) = if table.against == 1 { ("stands", "its") } else { ("stand", "their") };
    let mut line = format!("{} {are} against {they} combination", some(table.against, "case"));
    if let Some(share) = table.as_few_by_chance {
        line += &format!(
            "; outcomes dealt to the cases at random would leave as few in {} of all ways",
            ways(share)
        );
        if dependent(table) {
            line += &format!(
                ", if cases were independent, which those of one respondent are not ({})",
                Caution::DependentIncidents.code()
            );
        }
    }
    notes.push(line + ".");
    notes
}

/// A share of all ways in percent, never a zero that is none.
fn ways(share: f64) -> String {
    match share * 100.0 {
        percent if percent < 0.1 => "less than 0.1 %".to_string(),
        percent => format!("{percent:.1} %"),
    }
}

fn sheet_row(row: &Line, respondents: bool, with_cases: bool) -> Row {
    let mut entries = vec![Entry::count(row.number)];
    entries.extend(row.present.iter().map(|there| Entry::text(if *there { "1" } else { "0" })));
    let out = match row.outcome {
        Outcome::Present => "1",
        Outcome::Absent => "0",
        Outcome::Unknown => "?",
    };
    entries.push(Entry::text(out));
    entries.push(Entry::count(row.size()));
    entries.push(Entry::count(row.cases[0].len()));
    entries.push(Entry::ratio(Some(row.consistency())));
    entries.push(Entry::ratio(Some(row.consistency())));
    if respondents {
        entries.push(Entry::count_or_none(row.respondents));
    }
    let contradictory = row.is_contradictory();
    entries.push(Entry {
        shown: if contradictory { "contradictory".into() } else { String::new() },
        exact: contradictory.to_string(),
    });
    if with_cases {
        let list = |cases: &Vec<String>| Entry { shown: cases.join(", "), exact: cases.join(";") };
        entries.extend(row.cases.iter().map(list));
    }
    Row { entries, strong: contradictory }
}
