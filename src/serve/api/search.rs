//! What a search finds, passage by passage.

use super::excerpt::excerpt;
use crate::index::offers::OfferKind;
use crate::serve::desk::View;
use crate::serve::refusal::{Kind, Refusal};
use crate::span::{CharIndex, Span};
use serde::Deserialize;
use serde_json::{Value, json};

/// The most passages of one answer, and how many are meant where nobody says it.
const MOST: usize = 1000;
const USUAL: usize = 100;
/// How many code points stand around a passage.
const AROUND: usize = 70;

/// What is looked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// In the language of `keerpunt search`.
    query: String,
    /// So many passages.
    #[serde(default)]
    limit: Option<usize>,
}

/// The passages that a search finds, in corpus order; an incident that was found by its attributes
/// alone has one at its beginning, without a stretch.
///
/// # Errors
/// The search has mistakes, or asks for what is hidden.
pub fn search(view: &View, asked: &Asked) -> Result<Value, Refusal> {
    let query = asked.query.trim();
    if query.is_empty() {
        return Err(Refusal::new(Kind::Unclear, "nothing is looked for", "write words to look for"));
    }
    let snapshot = &view.snapshot;
    let found = view.find(query)?;
    let hits: usize = found.iter().map(|one| one.hits.len()).sum();
    let limit = asked.limit.unwrap_or(USUAL).min(MOST);
    let mut shown: Vec<Value> = Vec::new();
    for one in found.iter() {
        if shown.len() >= limit {
            break;
        }
        let incident = &snapshot.incidents()[one.incident];
        let narrative = view.narrative(one.incident);
        let chars = CharIndex::new(narrative);
        let passage = |span: Span, unread: bool| {
            let mut fields = excerpt(narrative, span, AROUND, &chars);
            fields["incident"] = json!(incident.id);
            fields["unread"] = json!(unread);
            fields
        };
        let room = limit - shown.len();
        match one.hits.is_empty() {
            false => shown.extend(one.hits.iter().take(room).map(|hit| passage(hit.span, hit.unread))),
            true => {
                let mut fields = passage(Span::new(0, 0), false);
                fields["start"] = Value::Null;
                fields["end"] = Value::Null;
                shown.push(fields);
            }
        }
    }
    let all: usize = found.iter().map(|one| one.hits.len().max(1)).sum();
    // What offers find is counted in whole stories.
    let offers = if found.is_empty() && !view.ending_hidden { snapshot.offers(query) } else { Vec::new() };
    let offers = offers.into_iter().map(|(offer, hits, incidents)| {
        let kind = match offer.kind {
            OfferKind::Apart => "apart",
            OfferKind::Inside => "inside",
            OfferKind::Operators => "operators",
        };
        json!({"query": offer.query, "kind": kind, "hits": hits, "incidents": incidents})
    });
    Ok(json!({
        "version": view.version,
        "query": query,
        "searched": snapshot.incidents().len(),
        "hits": hits,
        "incidents": found.len(),
        "more": all - shown.len(),
        "passages": shown,
        "offers": offers.collect::<Vec<_>>(),
    }))
}
