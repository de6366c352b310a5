//! Solutions: every shortest model, term by term, with how well each fits.

use super::{PRI, names};
use crate::analysis::Qca;
use crate::analysis::qca::{Factor, Solved};
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, Sheet, WhenNarrow};
use crate::statistics::qca::{Count, Model, Solution, Term};

/// Which solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// From combinations that say something.
    Complex,
    /// With assumptions about those that are not observed, or in too few cases.
    Parsimonious,
}

/// The two solutions of a table.
pub(super) fn both(table: &Qca) -> [(&Solved, Kind); 2] {
    [(&table.complex, Kind::Complex), (&table.parsimonious, Kind::Parsimonious)]
}

impl Kind {
    /// Its name in files.
    pub(super) fn name(self) -> &'static str {
        match self {
            Kind::Complex => "complex",
            Kind::Parsimonious => "parsimonious",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Kind::Complex => "complex solution (combinations that say something alone)",
            Kind::Parsimonious => {
                "parsimonious solution (combinations that say nothing may lead to the outcome)"
            }
        }
    }
}

const WORDS: WhenNarrow = WhenNarrow::Shrinks { least: 20, most: 80, rank: 0 };

/// More models than this are not written out in lines of their own: the table has them.
const WRITTEN_OUT: usize = 12;

/// The rows of one solution.
///
/// # Errors
/// Why there is none, in a line.
pub(super) fn sheet(table: &Qca, solved: &Solved, kind: Kind) -> Result<Sheet, String> {
    let title = kind.title();
    let solution = match solved {
        Solved::Found(solution) => solution,
        Solved::NothingLeads => {
            return Err(format!(
                "{title}: none, for no combination reaches a consistency of {} with {} or more",
                table.consistency,
                some(table.frequency.max(1), "case")
            ));
        }
        Solved::TooLarge => {
            return Err(format!(
                "{title}: not found, for there are too many ways to combine the conditions; leave a condition out"
            ));
        }
    };
    if solution.models.is_empty() {
        return Err(too_many(title, solution));
    }
    let models = solution.models.len();
    let several = match models {
        1 => String::new(),
        _ => format!(": {models} models fit equally well; all of them are shown"),
    };
    let mut heading = vec![format!("{title}{several}")];
    if models > 1 {
        heading.push(match common(table, &solution.models) {
            terms if terms.is_empty() => "no term stands in all of them".to_string(),
            terms => format!("in all of them: {}", terms.join(" + ")),
        });
    }
    if models <= WRITTEN_OUT {
        heading.extend(solution.models.iter().enumerate().map(|(at, model)| {
            let name = if models > 1 { format!("M{}: ", at + 1) } else { String::new() };
            let terms: Vec<String> = model.terms.iter().map(|term| written(table, term)).collect();
            format!("{name}{} → {}", terms.join(" + "), table.outcome)
        }));
    }
    let mut sheet = Sheet { heading, fields: fields(models > 1), ..Sheet::default() };
    for (at, model) in solution.models.iter().enumerate() {
        sheet.rows.extend(rows(table, model, (models > 1).then_some(at + 1)));
    }
    Ok(sheet)
}

/// Both solutions as one table for files of values; nothing where neither has a model.
pub(super) fn data(table: &Qca) -> Option<Sheet> {
    let mut all = Sheet { fields: fields(true), ..Sheet::default() };
    all.fields.insert(0, Field::text("solution", "solution"));
    for (solved, kind) in both(table) {
        let Solved::Found(solution) = solved else { continue };
        for (at, model) in solution.models.iter().enumerate() {
            let named = rows(table, model, Some(at + 1)).into_iter().map(|mut row| {
                row.entries.insert(0, Entry::text(kind.name()));
                row
            });
            all.rows.extend(named);
        }
    }
    (!all.rows.is_empty()).then_some(all)
}

/// Models are not written out: how many there are, what all of them have, and what to do.
fn too_many(title: &str, solution: &Solution) -> String {
    let models = match solution.count {
        Count::All(count) => count.to_string(),
        Count::AtLeast(count) => format!("at least {count}"),
    };
    let common = match solution.essential.as_slice() {
        [] => "no term must stand in all of them".to_string(),
        terms => format!("in all of them: {}", terms.join(" + ")),
    };
    format!(
        "{title}: not written out, for {models} models of {} fit equally well, and these incidents do not choose \
         between them; {common}. Leave a condition out",
        some(solution.shortest, "term")
    )
}

fn fields(several: bool) -> Vec<Field> {
    let mut fields = Vec::new();
    if several {
        fields.push(Field::text("model", "model"));
    }
    fields.extend([
        Field::text("term", "term"),
        Field::number("n_cases", "n"),
        Field::number("consistency", "consistency"),
        Field::number("pri", "PRI").when_narrow(PRI),
        Field::number("raw_coverage", "raw coverage"),
        Field::number("unique_coverage", "unique coverage"),
        Field::text("words", "in words").when_narrow(WORDS),
    ]);
    fields
}

fn rows(table: &Qca, model: &Model, number: Option<usize>) -> Vec<Row> {
    let name = number.map(|number| Entry::text(format!("M{number}")));
    let row =
        |entries: Vec<Entry>, strong| Row { entries: name.iter().cloned().chain(entries).collect(), strong };
    let mut rows: Vec<Row> = model
        .terms
        .iter()
        .map(|term| {
            let entries = vec![
                Entry::text(written(table, term)),
                Entry::count(term.cases),
                Entry::ratio(Some(term.consistency)),
                Entry::ratio(Some(term.consistency)),
                Entry::ratio(Some(term.raw_coverage)),
                Entry::ratio(Some(term.unique_coverage)),
                Entry::text(in_words(table, term)),
            ];
            row(entries, false)
        })
        .collect();
    let whole = vec![
        Entry::text("all terms"),
        Entry::count(table.cases_with_any(model)),
        Entry::ratio(Some(model.consistency)),
        Entry::ratio(Some(model.consistency)),
        Entry::ratio(Some(model.coverage)),
        Entry::default(),
        Entry::default(),
    ];
    rows.push(row(whole, true));
    rows
}

/// The terms that every model has.
fn common(table: &Qca, models: &[Model]) -> Vec<String> {
    let Some((first, rest)) = models.split_first() else { return Vec::new() };
    let everywhere =
        |term: &&Term| rest.iter().all(|model| model.terms.iter().any(|one| one.term == term.term));
    first.terms.iter().filter(everywhere).map(|term| written(table, term)).collect()
}

/// A term with short names.
fn written(table: &Qca, term: &Term) -> String {
    let names = names(table);
    let factors = table.factors_of(term.implicant);
    if factors.is_empty() {
        return "anything".to_string();
    }
    let one = |(at, there): &(usize, bool)| format!("{}{}", if *there { "" } else { "~" }, names[*at]);
    factors.iter().map(one).collect::<Vec<_>>().join(" * ")
}

/// A term by the labels of its codes.
fn in_words(table: &Qca, term: &Term) -> String {
    let label = |factor: &Factor| {
        let name = factor.label.clone().unwrap_or_else(|| factor.code.clone());
        match factor.valence {
            Some(valence) => format!("{name} ({})", valence.name()),
            None => name,
        }
    };
    let (there, not): (Vec<_>, Vec<_>) =
        table.factors_of(term.implicant).into_iter().partition(|(_, there)| *there);
    let joined = |list: &[(usize, bool)], between: &str| {
        list.iter().map(|(at, _)| label(&table.factors[*at])).collect::<Vec<_>>().join(between)
    };
    match (there.is_empty(), not.is_empty()) {
        (true, true) => "whatever the incident has".to_string(),
        (false, true) => joined(&there, " and "),
        (true, false) => format!("without {}", joined(&not, ", without ")),
        (false, false) => format!("{}, without {}", joined(&there, " and "), joined(&not, ", without ")),
    }
}
