//! One incident: its text, what was given and suggested in it, and what was remarked.

use super::incidents::stage;
use crate::codebook::Valence;
use crate::coding::Status;
use crate::coding::journal::{Id, Kind as CoderKind, Memo, MemoOn};
use crate::coding::review::key;
use crate::matcher::SuggestionRef;
use crate::serve::desk::View;
use crate::serve::refusal::Refusal;
use crate::serve::work::Placed;
use crate::span::{CharIndex, Span};
use crate::text::{self, Layout};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Which incident.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Its id.
    id: String,
}

/// One incident with everything that is laid on it.
///
/// # Errors
/// There is none of that id.
pub fn incident(view: &View, asked: &Asked) -> Result<Value, Refusal> {
    let snapshot = &view.snapshot;
    let place = snapshot.place(&asked.id)?;
    let incident = &snapshot.incidents()[place];
    let narrative = view.narrative(place);
    let chars = CharIndex::new(narrative);
    let shown = |span: &Span| view.reaches(place, *span);
    let hidden = snapshot.outcome().filter(|_| view.blind);
    let attributes: Vec<Value> = incident
        .attributes
        .iter()
        .filter(|(name, _)| Some(name.as_str()) != hidden)
        .map(|(name, value)| json!({"name": name, "value": value.text()}))
        .collect();
    let speakers = &snapshot.study.settings.collection.speakers;
    let layout = Layout::new(&incident.narrative, &incident.language, speakers);
    let mut paragraphs = text::paragraphs(&incident.narrative, &incident.language, speakers);
    paragraphs.retain(shown);
    let labels: Vec<Span> = layout.labels.iter().map(|label| label.span).filter(shown).collect();
    let mut codings: Vec<Value> = view
        .work
        .placed(place)
        .iter()
        .filter(|one| view.shows(one.coder) && one.span.as_ref().is_none_or(shown))
        .map(|one| coding(view, place, one, &chars))
        .collect();
    if !view.blind {
        codings.extend(of_archive(view, place, &chars));
    }
    let suggestions: Vec<Value> = view
        .waiting(place)
        .map(|at| suggestion(view, place, snapshot.suggestions.get(place, at), &chars))
        .collect();
    let readers: Vec<&str> = view
        .work
        .standings
        .iter()
        .enumerate()
        .filter(|(coder, one)| view.shows(*coder) && one.read.contains(&incident.id))
        .map(|(_, one)| one.coder.name.as_str())
        .collect();
    Ok(json!({
        "version": view.version,
        "id": incident.id,
        "place": place,
        "language": incident.language.tag(),
        "respondent": incident.respondent,
        "outcome": snapshot.outcome().filter(|_| !view.blind).and_then(|name| incident.attribute(name)).map(|value| value.text()),
        "attributes": attributes,
        "narrative": narrative,
        "ending_hidden": narrative.len() < incident.narrative.len(),
        "paragraphs": points(&paragraphs, &chars),
        "labels": points(&labels, &chars),
        "stage": stage(view, place).name(),
        "readers": readers,
        "codings": codings,
        "suggestions": suggestions,
        "memos": memos(view, place, &chars),
    }))
}

fn points(spans: &[Span], chars: &CharIndex<'_>) -> Vec<[usize; 2]> {
    spans.iter().map(|span| chars.chars(*span)).map(|(start, end)| [start, end]).collect()
}

/// Where a stretch stands, as two fields; none for the whole incident.
fn place_into(fields: &mut Map<String, Value>, span: Option<Span>, chars: &CharIndex<'_>) {
    let place = span.map(|span| chars.chars(span));
    fields.insert("start".into(), json!(place.map(|(start, _)| start)));
    fields.insert("end".into(), json!(place.map(|(_, end)| end)));
}

fn coding(view: &View, place: usize, placed: &Placed, chars: &CharIndex<'_>) -> Value {
    let (coder, kept) = view.work.kept(placed);
    let given = &kept.given;
    let mut fields = Map::new();
    fields.insert("id".into(), json!(placed.id));
    fields.insert("coder".into(), json!(coder.name));
    fields.insert("model".into(), json!(coder.kind == CoderKind::Model));
    fields.insert("own".into(), json!(view.work.is_own(placed.coder)));
    fields.insert("code".into(), json!(given.code));
    place_into(&mut fields, placed.span, chars);
    fields.insert("quote".into(), json!(given.at.as_ref().map(|at| &at.quote)));
    fields.insert("valence".into(), json!(given.valence));
    fields.insert("note".into(), json!(given.note));
    fields.insert("time".into(), json!(kept.time));
    fields.insert("status".into(), json!(placed.status.name()));
    if let Status::Lost(candidates) = &placed.status {
        let mut candidates = candidates.clone();
        candidates.retain(|span| view.reaches(place, *span));
        fields.insert("candidates".into(), json!(points(&candidates, chars)));
    }
    fields.insert("accepted".into(), json!(kept.suggestion.is_some()));
    Value::Object(fields)
}

/// What the archive's people gave; nobody changes that here.
fn of_archive<'a>(
    view: &'a View,
    place: usize,
    chars: &'a CharIndex<'_>,
) -> impl Iterator<Item = Value> + 'a {
    let archive = view.snapshot.loaded.archive();
    let readings = archive.incidents.get(place).into_iter().flatten();
    readings.flat_map(move |reading| {
        let coder = &archive.coders[reading.coder];
        reading.marks.iter().map(move |mark| {
            let mut fields = Map::new();
            fields.insert("coder".into(), json!(coder.name));
            fields.insert("model".into(), json!(coder.kind == CoderKind::Model));
            fields.insert("own".into(), json!(false));
            fields.insert("archive".into(), json!(true));
            fields.insert("code".into(), json!(mark.code));
            place_into(&mut fields, mark.span, chars);
            fields.insert("valence".into(), json!(mark.valence));
            fields.insert("note".into(), json!(mark.note));
            fields.insert("status".into(), json!(if mark.lost { "lost" } else { "found" }));
            Value::Object(fields)
        })
    })
}

fn suggestion(view: &View, place: usize, one: SuggestionRef<'_>, chars: &CharIndex<'_>) -> Value {
    let incident = &view.snapshot.incidents()[place];
    let code = &view.snapshot.codebook.codes[one.code].id;
    let mut fields = Map::new();
    fields.insert("key".into(), json!(key(incident, code, one.span)));
    fields.insert("code".into(), json!(code));
    place_into(&mut fields, Some(one.span), chars);
    fields.insert("valence".into(), json!(one.valence.map(Valence::name)));
    let evidence: Vec<Value> = one
        .evidence
        .iter()
        .filter(|hit| view.reaches(place, hit.span()))
        .map(|hit| {
            let (start, end) = chars.chars(hit.span());
            json!({"start": start, "end": end, "text": hit.span().of(&incident.narrative), "rule": hit.rule()})
        })
        .collect();
    fields.insert("evidence".into(), json!(evidence));
    Value::Object(fields)
}

fn memos(view: &View, place: usize, chars: &CharIndex<'_>) -> Vec<Value> {
    let incident = &view.snapshot.incidents()[place];
    let own = incident.id.clone();
    let on = move |on: &MemoOn| matches!(on, MemoOn::Incident(one) | MemoOn::Passage { incident: one, .. } | MemoOn::Cell { incident: one, .. } if *one == own);
    let remark = |(coder, id, memo): (usize, Id, &Memo)| {
        let (at, code) = match &memo.on {
            MemoOn::Passage { at, .. } => (Some(at), None),
            MemoOn::Cell { code, .. } => (None, Some(code)),
            _ => (None, None),
        };
        let span = at.and_then(|at| at.find(&incident.narrative).span());
        if span.is_some_and(|span| !view.reaches(place, span)) {
            return None;
        }
        let mut fields = Map::new();
        fields.insert("id".into(), json!(id));
        fields.insert("coder".into(), json!(view.work.standings[coder].coder.name));
        fields.insert("own".into(), json!(view.work.is_own(coder)));
        fields.insert("text".into(), json!(memo.text));
        fields.insert("time".into(), json!(memo.time));
        fields.insert("code".into(), json!(code));
        fields.insert("quote".into(), json!(at.map(|at| &at.quote)));
        place_into(&mut fields, span, chars);
        Some(Value::Object(fields))
    };
    view.work.memos(on).filter(|(coder, ..)| view.shows(*coder)).filter_map(remark).collect()
}
