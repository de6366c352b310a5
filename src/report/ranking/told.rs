//! Events that both groups tell: what only one side says.

use crate::analysis::Material;
use crate::analysis::ranking::{Event, Ranking, Told};
use crate::report::Sheet;
use crate::report::one_line;
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};
use serde_json::{Value, json};

const CODES: WhenNarrow = WhenNarrow::Shrinks { least: 20, most: 80, rank: 4 };

/// Two rows an event, one for each side; nothing where no event is told from both.
pub(super) fn sheet(told: &Told, table: &Ranking, material: &Material<'_>) -> Option<Sheet> {
    if told.events.is_empty() && told.one_sided == 0 {
        return None;
    }
    let ids = |codes: &[usize]| {
        let ids: Vec<&str> = codes.iter().map(|code| material.codebook.codes[*code].id.as_str()).collect();
        Entry { shown: if ids.is_empty() { "-".into() } else { ids.join(", ") }, exact: ids.join("; ") }
    };
    let mut rows = Vec::new();
    for event in &told.events {
        for side in [0, 1] {
            let incidents: Vec<&str> =
                event.incidents[side].iter().map(|at| material.incidents[*at].id.as_str()).collect();
            let entries = vec![
                Entry {
                    shown: if side == 0 { one_line(&event.name).to_string() } else { String::new() },
                    exact: event.name.clone(),
                },
                Entry::text(table.groups[side].shown()),
                Entry { shown: incidents.join(", "), exact: incidents.join("; ") },
                Entry { shown: event.outcomes[side].join(", "), exact: event.outcomes[side].join("; ") },
                ids(&event.alone[side]),
                if side == 0 { ids(&event.both) } else { Entry { shown: String::new(), ..ids(&event.both) } },
            ];
            rows.push(Row { entries, strong: false });
        }
    }
    let goes = WhenNarrow::Goes { rank: 1 };
    let fields = vec![
        Field::text("event", told.attribute.clone()),
        Field::text("side", "told by"),
        Field::text("incidents", "incidents").when_narrow(goes),
        Field::text("outcomes", "outcome").when_narrow(WhenNarrow::Goes { rank: 2 }),
        Field::text("alone", "only this side tells").when_narrow(CODES),
        Field::text("both", "both tell").when_narrow(WhenNarrow::Shrinks { least: 16, most: 60, rank: 3 }),
    ];
    let mut notes = Vec::new();
    let differ = told.events.iter().filter(|event| ends_otherwise(event)).count();
    if differ > 0 {
        notes.push(format!("{} told with another outcome by each side.", some(differ, "event")));
    }
    if told.one_sided > 0 {
        notes.push(format!(
            "{} told several times, but by one side alone: not listed.",
            some(told.one_sided, "event")
        ));
    }
    notes.push(
        "What a side does not tell may still have happened: a story leaves out what went without saying."
            .into(),
    );
    let heading = vec![format!("Events told from both sides ({})", told.events.len())];
    Some(Sheet { heading, fields, rows, notes, ..Sheet::default() })
}

fn ends_otherwise(event: &Event) -> bool {
    let [one, other] = &event.outcomes;
    !one.is_empty() && !other.is_empty() && one != other
}

/// The same for programs.
pub(super) fn json(told: &Told, material: &Material<'_>) -> Value {
    let ids = |codes: &[usize]| -> Vec<String> {
        codes.iter().map(|code| material.codebook.codes[*code].id.clone()).collect()
    };
    let event = |event: &Event| {
        let side = |side: usize| {
            let incidents = event.incidents[side].iter().map(|at| material.incidents[*at].id.as_str());
            json!({
                "incidents": incidents.collect::<Vec<_>>(),
                "outcomes": event.outcomes[side],
                "alone": ids(&event.alone[side]),
            })
        };
        json!({"event": event.name, "sides": [side(0), side(1)], "both": ids(&event.both)})
    };
    json!({
        "attribute": told.attribute,
        "one_sided": told.one_sided,
        "events": told.events.iter().map(event).collect::<Vec<_>>(),
    })
}
