//! Which codes stand together, as a list of pairs, as a matrix, and for programs.

mod json;
mod list;
mod matrix;

pub use json::json;
pub(super) use matrix::legend;

use super::Sheet;
use super::counted;
use super::provenance::{Provenance, some};
use super::tables::{cut_at, outside, several};
use crate::analysis::cooccurrence::{Order, Pair, Ranked, Wanted};
use crate::analysis::{Caution, Cooccurrence, Unit};

/// How the pairs are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// One below the other.
    List,
    /// Codes by codes.
    Matrix,
}

/// The tables for people: one, and of a matrix with values side by side one a value.
pub fn sheets(
    table: &Cooccurrence,
    wanted: &Wanted,
    layout: Layout,
    provenance: &Provenance<'_>,
) -> Vec<Sheet> {
    let ranked = table.ranked(wanted);
    let by = table.columns.as_ref().map(|columns| format!(" by {}{}", columns.by, cut_at(&columns.cuts)));
    let by = by.unwrap_or_default();
    let mut sheets = match layout {
        Layout::List => {
            let mut sheet = list::body(table, &ranked);
            sheet.heading = provenance.heading(&format!("codes that stand together{by}"));
            vec![sheet]
        }
        Layout::Matrix => {
            let mut sheets = matrix::bodies(table, wanted);
            for (title, sheet) in &mut sheets {
                sheet.heading = provenance.heading(&format!("codes that stand together{by}{title}"));
            }
            sheets.into_iter().map(|(_, sheet)| sheet).collect()
        }
    };
    for sheet in &mut sheets {
        sheet.heading.push(counted::line(&table.counted, Some(table.unit), provenance));
        sheet.heading.extend(match layout {
            Layout::List => list::legend(table),
            Layout::Matrix => legend(table, wanted.order, "cells"),
        });
    }
    if let Some(last) = sheets.last_mut() {
        last.notes = below(table, &ranked, wanted, layout, provenance);
    }
    sheets
}

/// All of it as one table for spreadsheets.
pub fn data(table: &Cooccurrence, wanted: &Wanted, layout: Layout) -> Sheet {
    match layout {
        Layout::List => list::body(table, &table.ranked(wanted)),
        Layout::Matrix => matrix::joined(table, wanted),
    }
}

/// What is in no count, and how a pair is opened.
fn below(
    table: &Cooccurrence,
    ranked: &Ranked<'_>,
    wanted: &Wanted,
    layout: Layout,
    provenance: &Provenance<'_>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if layout == Layout::List {
        lines.extend(left_out(ranked, wanted));
    }
    let has = |caution| ranked.pairs.iter().any(|pair| pair.whole.cautions.contains(&caution));
    if has(Caution::FewTogether) && layout == Layout::List {
        lines.push(format!(
            "¹ fewer than five {} together: the coefficients hang on single ones.",
            table.unit.plural()
        ));
    }
    if has(Caution::BeyondOne) {
        lines.push("² passages of one code overlap several of the other: c is no share.".to_string());
    }
    if has(Caution::SameWords) && layout == Layout::List {
        lines.push(
            "³ rules find both by the same words in at least half of these incidents: the codebook puts them \
             together."
                .to_string(),
        );
    }
    if layout == Layout::Matrix {
        lines.extend(same_words(&table.pairs.iter().collect::<Vec<_>>()));
    }
    lines.extend(outside_counts(table));
    lines.extend(table.columns.as_ref().and_then(|columns| provenance.designed(&columns.by)));
    lines.extend(counted::notes(&table.counted, provenance));
    if let Some(pair) = ranked.pairs.first() {
        let code = |at: usize| table.codes[at].code.as_str();
        let conditions = &table.counted.conditions;
        let opening = provenance.opening(code(pair.first), conditions);
        lines.push(format!("Open a pair: {opening} --with {}", super::provenance::shell(code(pair.second))));
    }
    lines
}

/// Pairs that the codebook puts together, where nothing marks them one by one.
pub(super) fn same_words(pairs: &[&Pair]) -> Option<String> {
    let same = pairs.iter().filter(|pair| pair.whole.cautions.contains(&Caution::SameWords)).count();
    let line = || {
        let pairs = some(same, "pair");
        format!(
            "{pairs} that rules find by the same words, so that the codebook puts them together: the list marks them."
        )
    };
    (same > 0).then(line)
}

/// What is in no pair, or in no column.
pub(super) fn outside_counts(table: &Cooccurrence) -> Vec<String> {
    let mut lines = Vec::new();
    if table.above > 0 {
        let given = if table.counted.read.is_some() { "given" } else { "suggested" };
        let what = some(table.above, "time");
        lines.push(format!(
            "{what} a group itself was {given}, not a code below it: in no pair; --level counts groups."
        ));
    }
    if let Some(columns) = &table.columns {
        lines.extend(outside(&columns.by, &columns.cuts, columns.without_value, columns.other, "column"));
        lines.extend(several(&columns.by, columns.in_several, "columns"));
    }
    lines
}

/// Which pairs are not shown.
fn left_out(ranked: &Ranked<'_>, wanted: &Wanted) -> Vec<String> {
    let mut lines = Vec::new();
    if ranked.pairs.is_empty() {
        lines.push("No two codes stand together so often.".to_string());
    }
    lines.extend(not_wanted(ranked, wanted));
    if ranked.never > 0 {
        lines.push(format!("{} never together: not shown (--min 0).", some(ranked.never, "pair")));
    }
    lines
}

/// Which pairs that stand together are not shown.
pub(super) fn not_wanted(ranked: &Ranked<'_>, wanted: &Wanted) -> Vec<String> {
    let mut lines = Vec::new();
    if ranked.weaker > 0 {
        lines.push(format!("{} less strong: not shown (--limit).", some(ranked.weaker, "pair")));
    }
    if ranked.of_the_codebook > 0 {
        let pairs = some(ranked.of_the_codebook, "pair");
        lines.push(format!("{pairs} that rules find by the same words: not shown (--apart)."));
    }
    if ranked.rarer > 0 {
        let fewest = wanted.fewest;
        lines.push(format!(
            "{} together less than {fewest} times: not shown (--min).",
            some(ranked.rarer, "pair")
        ));
    }
    lines
}

/// What a number of the order is called.
pub(super) fn name_of(order: Order) -> &'static str {
    match order {
        Order::C => "c",
        Order::Together => "n",
        Order::Lift => "lift",
        Order::Phi => "phi",
    }
}

/// What the numbers mean.
fn meaning(unit: Unit) -> String {
    match unit {
        Unit::Segment => "c = n / (n1 + n2 − n), ATLAS.ti's c-coefficient".to_string(),
        _ => "c = n / (n1 + n2 − n), Jaccard's coefficient (ATLAS.ti's c); lift = n·N / (n1·n2), 1 where \
              chance has it; phi = correlation, −1 to 1"
            .to_string(),
    }
}
