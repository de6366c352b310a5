//! Every coefficient of agreement with its interval, for which the table has no room beside alpha's.

use super::{figures, measures};
use crate::analysis::agreement::Agreement;
use crate::analysis::statistic::find;
use crate::analysis::{Measure, Statistic};
use crate::report::Sheet;
use crate::report::crosstab::LABEL;
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};

/// What people read of a coefficient that has no interval in the table above; `None` of alphas, which have.
fn title(measure: Measure) -> Option<&'static str> {
    match measure {
        Measure::PercentAgreement => Some("agreement"),
        Measure::UnitizingAlpha => Some("uα"),
        Measure::GwetAc1 => Some("AC1"),
        Measure::CohenKappa | Measure::CharacterKappa => Some("κ Cohen"),
        Measure::FleissKappa => Some("κ Fleiss"),
        Measure::BrennanPrediger => Some("Brennan-Prediger"),
        Measure::PositiveAgreement | Measure::Holsti => Some("PA"),
        Measure::NegativeAgreement => Some("NA"),
        Measure::JaccardOfCharacters => Some("Jaccard"),
        Measure::Prevalence => Some("prevalence"),
        _ => None,
    }
}

/// The table below the first: value and interval of each.
pub fn intervals(table: &Agreement) -> Sheet {
    let columns: Vec<(Measure, &str)> = measures(table)
        .into_iter()
        .filter_map(|measure| title(measure).map(|title| (measure, title)))
        .collect();
    let mut sheet = Sheet {
        heading: vec![
            "each coefficient with its 95 % interval; PA, NA = positive, negative agreement; prevalence = share of \
             judgements that gave it"
                .into(),
        ],
        fields: vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)],
        ..Sheet::default()
    };
    for (at, (measure, title)) in columns.iter().enumerate() {
        let goes = WhenNarrow::Goes { rank: (columns.len() - at) as u8 };
        sheet.groups.push((*title).to_string());
        sheet.fields.push(Field::number(measure.name(), "").under(at).when_narrow(goes));
        if *measure != Measure::Prevalence {
            let name = format!("{}_interval", measure.name());
            sheet.fields.push(Field::number(name, "95 %").under(at).when_narrow(goes));
        }
    }
    let numbers = |statistics: &[Statistic]| -> Vec<Entry> {
        let one = |(measure, _): &(Measure, &str)| {
            let found = find(statistics, *measure);
            let interval = figures::plain_interval(found.and_then(|one| one.interval));
            let value = figures::plain(found.and_then(|one| one.value));
            std::iter::once(value).chain((*measure != Measure::Prevalence).then_some(interval))
        };
        columns.iter().flat_map(one).collect()
    };
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    sheet.rows = table
        .rows
        .iter()
        .map(|row| {
            let lead = format!("{}{}", "  ".repeat(row.level - least), row.code);
            let label = row.label.clone().unwrap_or_default();
            let mut entries = vec![Entry::text(lead), Entry::text(label)];
            entries.extend(numbers(&row.statistics));
            Row { entries, strong: row.group }
        })
        .collect();
    let mut overall = vec![Entry::text("overall"), Entry::default()];
    overall.extend(numbers(&table.overall.statistics));
    sheet.rows.push(Row { entries: overall, strong: true });
    sheet
}
