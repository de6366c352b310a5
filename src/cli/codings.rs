//! `keerpunt codings`: what people gave, as it holds on the narratives of today.

use super::desk::{Desk, InStudy};
use super::log::short;
use super::{Context, Exit, Failure, Output};
use keerpunt::codebook::Valence;
use keerpunt::coding::journal::Kind;
use keerpunt::coding::named::is_within;
use keerpunt::coding::{Pinned, Status, pinned, places};
use keerpunt::report::provenance::some;
use keerpunt::report::sheet::{Entry, Field, Row, WhenNarrow};
use keerpunt::report::{Sheet, one_line, printable};
use keerpunt::span::CharIndex;
use serde_json::{Value, json};

/// Lists what people gave: whose, where, and whether it still stands where it was given.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Only these codes, each with all below it.
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    /// Only those of this coder.
    #[arg(long, value_name = "NAME")]
    coder: Option<String>,
    /// Only those in this incident.
    #[arg(long, value_name = "INCIDENT")]
    incident: Option<String>,
    /// Only those whose text is not found any more, or whose incident is gone.
    #[arg(long)]
    lost: bool,
    #[command(flatten)]
    place: InStudy,
    #[command(flatten)]
    output: Output,
}

/// Lists the codings.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let format = arguments.output.format()?;
    let desk = Desk::open(&arguments.place, context)?;
    let codes = arguments.codes.iter().map(|name| desk.code_or_group(name)).collect::<Result<Vec<_>, _>>()?;
    if let Some(id) = &arguments.incident {
        desk.incident(id)?;
    }
    let places = places(desk.incidents());
    let asked = |one: &Pinned<'_>| {
        let given = &one.kept.given;
        (codes.is_empty() || codes.iter().any(|code| is_within(&given.code, code)))
            && arguments.coder.as_ref().is_none_or(|coder| *coder == one.coder.name)
            && arguments.incident.as_ref().is_none_or(|incident| *incident == given.incident)
            && (!arguments.lost || matches!(one.status, Status::Lost(_) | Status::WithoutIncident))
    };
    let mut list: Vec<Pinned<'_>> = desk
        .loaded
        .shelf
        .standings
        .iter()
        .flat_map(|standing| pinned(standing, desk.incidents(), &places))
        .filter(asked)
        .collect();
    list.sort_by_key(|one| (one.incident.unwrap_or(usize::MAX), one.span, one.id));
    let sheet = || sheet(&list, &desk);
    arguments.output.write_tables(context, format, || vec![sheet()], sheet, || as_json(&list, &desk))?;
    Ok(desk.exit)
}

fn valence(one: &Pinned<'_>) -> Option<&'static str> {
    one.kept.given.valence.map(Valence::name)
}

/// Where a coding stands now, in code points; none for a whole incident and where it is lost.
fn points(one: &Pinned<'_>, desk: &Desk) -> Option<(usize, usize)> {
    let (incident, span) = one.incident.zip(one.span)?;
    Some(CharIndex::new(&desk.incidents()[incident].narrative).chars(span))
}

fn sheet(list: &[Pinned<'_>], desk: &Desk) -> Sheet {
    let row = |one: &Pinned<'_>| {
        let given = &one.kept.given;
        let quote = match &given.at {
            Some(at) => Entry { shown: one_line(&at.quote), exact: at.quote.clone() },
            None => Entry { shown: "(whole incident)".to_string(), exact: String::new() },
        };
        let points = points(one, desk);
        let model = if one.coder.kind == Kind::Model { " (model)" } else { "" };
        let entries = vec![
            Entry::text(short(one.id)),
            Entry::text(one_line(&given.incident)),
            Entry::text(printable(&given.code)),
            Entry::text(valence(one).unwrap_or_default()),
            Entry::text(printable(&format!("{}{model}", one.coder.name))),
            quote,
            Entry::count_or_none(points.map(|(start, _)| start)),
            Entry::count_or_none(points.map(|(_, end)| end)),
            Entry::text(one.status.name()),
        ];
        Row { entries, strong: false }
    };
    let fields = vec![
        Field::text("entry", "entry"),
        Field::text("incident", "incident"),
        Field::text("code", "code"),
        Field::text("valence", "valence").when_narrow(WhenNarrow::Goes { rank: 1 }),
        Field::text("coder", "coder"),
        Field::text("quote", "passage").when_narrow(WhenNarrow::Shrinks { least: 16, most: 60, rank: 2 }),
        Field::data("start"),
        Field::data("end"),
        Field::text("status", "status"),
    ];
    let count = |lost: bool| {
        list.iter()
            .filter(|one| lost == matches!(one.status, Status::Lost(_) | Status::WithoutIncident))
            .count()
    };
    let mut notes = vec![format!("{}.", some(list.len(), "coding"))];
    if count(true) > 0 {
        notes.push(format!(
            "{} lost: the narrative changed and the text is not found for certain. Give it again where it belongs (keerpunt code) and take the old one back (keerpunt undo ENTRY).",
            count(true)
        ));
    }
    Sheet { fields, rows: list.iter().map(row).collect(), notes, ..Sheet::default() }
}

fn as_json(list: &[Pinned<'_>], desk: &Desk) -> Value {
    let one = |one: &Pinned<'_>| {
        let given = &one.kept.given;
        let points = points(one, desk);
        json!({
            "id": one.id,
            "coder": one.coder.name,
            "kind": one.coder.kind,
            "incident": given.incident,
            "code": given.code,
            "start": points.map(|(start, _)| start),
            "end": points.map(|(_, end)| end),
            "quote": given.at.as_ref().map(|at| &at.quote),
            "valence": valence(one),
            "note": given.note,
            "status": one.status.name(),
            "time": one.kept.time,
        })
    };
    json!({"schema": "keerpunt.codings/1", "codings": list.iter().map(one).collect::<Vec<_>>()})
}
