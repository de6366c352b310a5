//! Pairs of codes below each other, the strongest first.

use super::meaning;
use crate::analysis::cooccurrence::{Cell, MEASURES, Ranked};
use crate::analysis::statistic::find;
use crate::analysis::{Caution, Cooccurrence, Measure, Unit};
use crate::report::crosstab::RESPONDENTS;
use crate::report::figures::{data, named, plain, ratio};
use crate::report::sheet::{Entry, Field, Row, Sheet, WhenNarrow};
use crate::report::tables::tellers;

/// Labels go before anything else does: the ids stay.
const LABEL: WhenNarrow = WhenNarrow::Shrinks { least: 10, most: 30, rank: 0 };
const PHI: WhenNarrow = WhenNarrow::Goes { rank: 3 };
const LIFT: WhenNarrow = WhenNarrow::Goes { rank: 4 };

/// Lines above the list.
pub(super) fn legend(table: &Cooccurrence) -> Vec<String> {
    let unit = table.unit;
    let mut line = match (unit, table.units) {
        (Unit::Segment, _) | (_, None) => "n = how often a passage with the one overlaps a passage with the \
             other, n1 and n2 = passages with each"
            .to_string(),
        (Unit::Respondent, Some(units)) => {
            format!(
                "n = respondents with both, in one incident or several, n1 and n2 = with each, of N = {units}"
            )
        }
        (_, Some(units)) => {
            format!("n = {} with both codes, n1 and n2 = with each, of N = {units}", unit.plural())
        }
    };
    if shows_respondents(table) {
        line += ", r = respondents who told them";
    }
    if table.columns.is_some() && table.units.is_some() {
        line += &format!("; % of the {} in that column", unit.plural());
    }
    let mut lines = vec![line];
    if let Some(columns) = table.columns.as_ref().filter(|_| shows_respondents(table)) {
        lines.extend(tellers(&columns.columns));
    }
    lines.push(meaning(unit));
    lines
}

/// Beside counted respondents their number would stand twice.
fn shows_respondents(table: &Cooccurrence) -> bool {
    table.counted.respondents.is_some() && table.unit != Unit::Respondent
}

/// Fields and rows alone.
pub(super) fn body(table: &Cooccurrence, ranked: &Ranked<'_>) -> Sheet {
    let codes = vec![
        Field::text("code_1", "code"),
        Field::text("label_1", "").when_narrow(LABEL),
        Field::text("code_2", "and code"),
        Field::text("label_2", "").when_narrow(LABEL),
        Field::data("unit"),
        Field::data("same_words"),
    ];
    let mut sheet = Sheet { fields: codes, ..Sheet::default() };
    let columns: &[_] = table.columns.as_ref().map_or(&[], |columns| &columns.columns);
    if columns.is_empty() {
        fields(table, None, "", &mut sheet);
    } else {
        sheet.groups.push("all".to_string());
        fields(table, Some(0), "", &mut sheet);
        for (at, column) in columns.iter().enumerate() {
            let base = column.base.map(|base| format!(" {base}")).unwrap_or_default();
            let title = column.label.as_ref().unwrap_or(&column.value);
            sheet.groups.push(format!("{title}{base}"));
            fields(table, Some(at + 1), &format!("{}_", column.value), &mut sheet);
        }
    }
    for pair in &ranked.pairs {
        let (first, second) = (&table.codes[pair.first], &table.codes[pair.second]);
        let mut entries = vec![
            Entry::text(&first.code),
            Entry::text(first.label.clone().unwrap_or_default()),
            Entry::text(&second.code),
            Entry::text(second.label.clone().unwrap_or_default()),
            Entry::text(table.unit.to_string()),
            Entry::text(pair.same_words.map(|number| number.to_string()).unwrap_or_default()),
        ];
        for (at, cell) in std::iter::once(&pair.whole).chain(&pair.cells).enumerate() {
            entries.extend(self::entries(table, cell, at > 0));
        }
        sheet.rows.push(Row { entries, strong: false });
    }
    sheet
}

/// The fields of one cell; beside others only what fits is shown.
fn fields(table: &Cooccurrence, group: Option<usize>, before: &str, sheet: &mut Sheet) {
    let of_value = group.is_some_and(|group| group > 0);
    let within = |field: Field| match group {
        Some(group) => field.under(group),
        None => field,
    };
    let name = |part: &str| format!("{before}{part}");
    let mut all = vec![Field::number(name("n12"), "n")];
    let of_each = [("n1", "n1"), ("n2", "n2")];
    match of_value {
        true => all.extend(of_each.map(|(part, _)| Field::data(name(part)))),
        false => all.extend(of_each.map(|(part, title)| Field::number(name(part), title))),
    }
    all.push(Field::data(name("n")));
    all.push(match of_value && table.units.is_some() {
        true => Field::number(name("percent"), "%"),
        false => Field::data(name("percent")),
    });
    all.push(Field::data(name("incidents")));
    all.push(match shows_respondents(table) && !of_value {
        true => Field::number(name("respondents"), "r").when_narrow(RESPONDENTS),
        false => Field::data(name("respondents")),
    });
    let shown = |part: &str, title: &str| Field::number(name(&format!("shown_{part}")), title).only_shown();
    all.push(shown("c", "c"));
    if !of_value {
        if table.units.is_some() {
            all.push(shown("lift", "lift").when_narrow(LIFT));
            all.push(shown("phi", "phi").when_narrow(PHI));
        }
        all.push(Field::text(name("shown_cautions"), "").only_shown());
    }
    all.extend(MEASURES.map(|measure| Field::data(name(measure.name()))));
    all.push(Field::data(name("cautions")));
    sheet.fields.extend(all.into_iter().map(within));
}

/// The entries of [`fields`].
fn entries(table: &Cooccurrence, cell: &Cell, of_value: bool) -> Vec<Entry> {
    let value = |measure| find(&cell.statistics, measure).and_then(|one| one.value);
    let mut entries = vec![
        Entry::count(cell.both),
        Entry::count(cell.first),
        Entry::count(cell.second),
        Entry::count_or_none(cell.units),
        Entry::percent(cell.percent()),
        Entry::count_or_none(cell.incidents),
        Entry::count_or_none(cell.respondents),
        plain(value(Measure::CCoefficient)),
    ];
    if !of_value {
        if table.units.is_some() {
            entries.push(ratio(value(Measure::Lift)));
            entries.push(plain(value(Measure::Phi)));
        }
        entries.push(Entry::text(marks(&cell.cautions)));
    }
    for measure in MEASURES {
        entries.extend(named(&cell.statistics, measure).into_iter().map(|(_, value)| data(value)));
    }
    let cautions: Vec<&str> = cell.cautions.iter().map(|caution| caution.code()).collect();
    entries.push(Entry::text(cautions.join(";")));
    entries
}

fn marks(cautions: &[Caution]) -> String {
    let mark = |caution: &Caution| match caution {
        Caution::FewTogether => "¹",
        Caution::BeyondOne => "²",
        Caution::SameWords => "³",
        _ => "",
    };
    cautions.iter().map(mark).collect()
}
