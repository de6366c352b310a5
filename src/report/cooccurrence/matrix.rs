//! Codes by codes: how often, or how closely, each stands with each.

use super::{meaning, name_of};
use crate::analysis::cooccurrence::{Cell, Order, Pair, Wanted};
use crate::analysis::{Cooccurrence, Unit};
use crate::report::crosstab::LABEL;
use crate::report::figures::{plain, ratio};
use crate::report::sheet::{Entry, Field, Row, Sheet};

/// So many columns stand together where the terminal is narrow.
const BLOCK: usize = 10;

/// The whole, or a value by its place.
type Which = Option<usize>;

/// What the `marks` of a matrix or a drawing are.
pub(in crate::report) fn legend(table: &Cooccurrence, order: Order, marks: &str) -> Vec<String> {
    let unit = table.unit;
    // Values side by side have an N each, in their titles.
    let all = table.units.filter(|_| table.columns.is_none());
    let of = all.map(|units| format!(" of N = {units}")).unwrap_or_default();
    let both = match unit {
        Unit::Segment => "how often their passages overlap".to_string(),
        unit => format!("{} with both codes", unit.plural()),
    };
    let each = match unit {
        Unit::Segment => "passages".to_string(),
        unit => format!("{}{of}", unit.plural()),
    };
    let first = match order {
        Order::Together => format!("{marks}: n = {both}; n1 = {each} with the code itself"),
        order => format!("{marks}: {} (n = {both}); n1 = {each} with the code itself", name_of(order)),
    };
    match order {
        Order::Together => vec![first],
        _ => vec![first, meaning(unit)],
    }
}

/// The matrix, or one for each value; each with what its title adds.
pub(super) fn bodies(table: &Cooccurrence, wanted: &Wanted) -> Vec<(String, Sheet)> {
    let Some(columns) = &table.columns else { return vec![(String::new(), body(table, wanted, None, true))] };
    let one = |(at, column): (usize, &crate::analysis::Column)| {
        let base = column.base.map(|base| format!(", N = {base}")).unwrap_or_default();
        let title = column.label.as_ref().unwrap_or(&column.value);
        (format!(" · {} = {title}{base}", columns.by), body(table, wanted, Some(at), true))
    };
    columns.columns.iter().enumerate().map(one).collect()
}

/// Every matrix as one table for spreadsheets, whole ones.
pub(super) fn joined(table: &Cooccurrence, wanted: &Wanted) -> Sheet {
    let Some(columns) = &table.columns else { return body(table, wanted, None, false) };
    let mut all = Sheet::default();
    for (at, column) in columns.columns.iter().enumerate() {
        let mut sheet = body(table, wanted, Some(at), false);
        for row in &mut sheet.rows {
            row.entries.insert(0, Entry::text(&column.value));
        }
        if all.fields.is_empty() {
            all.fields = sheet.fields;
            all.fields.insert(0, Field::text(format!("by_{}", columns.by), &columns.by));
        }
        all.rows.append(&mut sheet.rows);
    }
    all
}

/// Fields and rows alone. For people the codes have numbers, and each pair stands once; codes that
/// nothing has are left out.
fn body(table: &Cooccurrence, wanted: &Wanted, which: Which, for_people: bool) -> Sheet {
    let shown: Vec<usize> =
        (0..table.codes.len()).filter(|at| !for_people || table.codes[*at].count > 0).collect();
    let mut fields = vec![
        Field::number("number", "").only_shown(),
        Field::text("code", "code"),
        Field::text("label", "").when_narrow(LABEL),
        Field::number("n1", "n1"),
    ];
    let wide = if for_people { shown.len().saturating_sub(1) } else { shown.len() };
    fields.extend(shown.iter().take(wide).enumerate().map(|(at, code)| {
        let field = Field::number(&table.codes[*code].code, (at + 1).to_string());
        if for_people { field.under(at / BLOCK) } else { field }
    }));
    let groups = match for_people {
        true => (0..wide).step_by(BLOCK).map(|from| numbers(from, wide)).collect(),
        false => Vec::new(),
    };
    let row = |(at, code): (usize, &usize)| {
        let member = &table.codes[*code];
        let mut entries = vec![
            Entry::text((at + 1).to_string()),
            Entry::text(&member.code),
            Entry::text(member.label.clone().unwrap_or_default()),
            Entry::count(own(table, *code, which)),
        ];
        for (column, other) in shown.iter().take(wide).enumerate() {
            let empty = for_people && column >= at;
            entries.push(match table.pair(*code, *other) {
                Some(pair) if !empty => entry(cell(pair, which), wanted),
                _ => Entry::default(),
            });
        }
        Row { entries, strong: false }
    };
    let rows = shown.iter().enumerate().map(row).collect();
    Sheet { fields, groups, rows, ..Sheet::default() }
}

/// The title over a block of columns that begins at `from`.
fn numbers(from: usize, wide: usize) -> String {
    match wide.min(from + BLOCK) {
        last if last == from + 1 => format!("code {last}"),
        last => format!("code {} to {last}", from + 1),
    }
}

fn cell(pair: &Pair, which: Which) -> &Cell {
    which.and_then(|at| pair.cells.get(at)).unwrap_or(&pair.whole)
}

/// How many units have the code itself.
fn own(table: &Cooccurrence, code: usize, which: Which) -> usize {
    which.map_or(table.codes[code].count, |at| table.count_in(code, at))
}

fn entry(cell: &Cell, wanted: &Wanted) -> Entry {
    if cell.both < wanted.fewest {
        return Entry { shown: "·".into(), exact: String::new() };
    }
    match wanted.order {
        Order::Together => Entry::count(cell.both),
        Order::Lift => ratio(wanted.order.of(cell)),
        Order::C | Order::Phi => plain(wanted.order.of(cell)),
    }
}
