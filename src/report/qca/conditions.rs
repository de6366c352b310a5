//! The conditions: what their names stand for, how many cases have them, whether one is necessary.

use super::names;
use crate::analysis::Qca;
use crate::report::crosstab::LABEL;
use crate::report::sheet::{Entry, Field, Row, Sheet, WhenNarrow};

const ABSENT: WhenNarrow = WhenNarrow::Goes { rank: 4 };

/// A row a condition.
pub(super) fn sheet(table: &Qca) -> Sheet {
    let base = table.cases;
    let with = table.with_outcome;
    let fields = vec![
        Field::text("condition", "condition"),
        Field::text("code", "code").when_narrow(WhenNarrow::Goes { rank: 5 }),
        Field::text("label", "").when_narrow(LABEL),
        Field::number("present_n", "n").under(0),
        Field::number("present_with", "with outcome").under(0),
        Field::number("present_necessity", "necessity").under(0),
        Field::number("absent_n", "n").under(1).when_narrow(ABSENT),
        Field::number("absent_with", "with outcome").under(1).when_narrow(ABSENT),
        Field::number("absent_necessity", "necessity").under(1).when_narrow(ABSENT),
    ];
    let rows = table.factors.iter().zip(names(table)).map(|(factor, name)| {
        let mut entries = vec![
            Entry::text(name),
            Entry::text(factor.name()),
            Entry::text(factor.label.clone().unwrap_or_default()),
        ];
        for there in [true, false] {
            let held = table.held(factor, there);
            entries.extend([
                Entry::count(held.cases),
                Entry::count(held.with_outcome),
                Entry::ratio(Some(held.necessity)),
            ]);
        }
        Row { entries, strong: false }
    });
    Sheet {
        heading: vec![format!(
            "necessity = share of the {with} cases with the outcome that have it; 1 = none without"
        )],
        groups: vec![format!("present, of {base}"), format!("absent, of {base}")],
        fields,
        rows: rows.collect(),
        ..Sheet::default()
    }
}
