//! The list of passages on which coders differ.

use super::Compared;
use crate::analysis::Material;
use crate::analysis::agreement::Disagreement;
use crate::report::Sheet;
use crate::report::one_line;
use crate::report::provenance::some;
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};
use crate::span::CharIndex;
use serde_json::{Value, json};

/// The passages on which coders differ, to talk about.
pub fn differing(list: &[Disagreement], coders: &[Compared], material: &Material<'_>) -> Sheet {
    let row = |one: &Disagreement| {
        let incident = &material.incidents[one.incident];
        let quote = match one.span {
            Some(span) => Entry::text(span.of(&incident.narrative)),
            None => Entry { shown: "(whole incident)".to_string(), exact: String::new() },
        };
        let points = points(one, material);
        let line = one.span.map_or(incident.origin.line, |span| incident.line_of(span.start));
        let entries = vec![
            Entry::text(&material.codebook.codes[one.code].id),
            Entry::text(one_line(&incident.id)),
            Entry::text(names(&one.gave, coders).join(", ")),
            Entry::text(names(&one.did_not, coders).join(", ")),
            Entry::text(instead(one, material).join(", ")),
            Entry::text(format!("{}:{line}", incident.origin.file.display())),
            quote,
            Entry::count_or_none(points.map(|(start, _)| start)),
            Entry::count_or_none(points.map(|(_, end)| end)),
        ];
        Row { entries, strong: false }
    };
    let fields = vec![
        Field::text("code", "code"),
        Field::text("incident", "incident"),
        Field::text("gave", "gave it"),
        Field::text("did_not", "did not"),
        Field::text("instead", "instead").when_narrow(WhenNarrow::Goes { rank: 2 }),
        Field::text("place", "place").when_narrow(WhenNarrow::Goes { rank: 1 }),
        Field::text("quote", "passage").when_narrow(WhenNarrow::Shrinks { least: 16, most: 90, rank: 3 }),
        Field::data("start"),
        Field::data("end"),
    ];
    let mut incidents: Vec<usize> = list.iter().map(|one| one.incident).collect();
    incidents.sort_unstable();
    incidents.dedup();
    let heading = vec![format!(
        "What they differ on: {} in {}; instead = what those who did not give it gave there",
        some(list.len(), "passage"),
        some(incidents.len(), "incident")
    )];
    Sheet { heading, fields, rows: list.iter().map(row).collect(), ..Sheet::default() }
}

fn names<'a>(places: &[usize], coders: &'a [Compared]) -> Vec<&'a str> {
    places.iter().map(|place| coders[*place].name.as_str()).collect()
}

/// The codes that were given in its place.
fn instead<'a>(one: &Disagreement, material: &Material<'a>) -> Vec<&'a str> {
    one.instead.iter().map(|code| material.codebook.codes[*code].id.as_str()).collect()
}

/// Where a passage stands, in code points.
fn points(one: &Disagreement, material: &Material<'_>) -> Option<(usize, usize)> {
    one.span.map(|span| CharIndex::new(&material.incidents[one.incident].narrative).chars(span))
}

/// The same for programs.
pub(super) fn json(list: &[Disagreement], coders: &[Compared], material: &Material<'_>) -> Vec<Value> {
    let one = |one: &Disagreement| {
        let incident = &material.incidents[one.incident];
        let points = points(one, material);
        json!({
            "code": material.codebook.codes[one.code].id,
            "incident": incident.id,
            "gave": names(&one.gave, coders),
            "did_not": names(&one.did_not, coders),
            "instead": instead(one, material),
            "start": points.map(|(start, _)| start),
            "end": points.map(|(_, end)| end),
            "quote": one.span.map(|span| span.of(&incident.narrative)),
        })
    };
    list.iter().map(one).collect()
}
