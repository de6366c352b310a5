//! What a person does at the page; each is an entry of their journal, on the disk before it is answered.

use crate::codebook::Valence;
use crate::coding::journal::{Anchor, Did, Entry, Given, Id, MemoOn, Suggested};
use crate::coding::review::{key, suggested};
use crate::serve::desk::{Desk, View};
use crate::serve::refusal::{Kind, Refusal};
use crate::span::CharIndex;
use serde::Deserialize;
use serde_json::{Value, json};

/// A code to give.
#[derive(Debug, Deserialize)]
pub struct Code {
    incident: String,
    code: String,
    /// The stretch; none for the whole incident.
    at: Option<Stretch>,
    valence: Option<Valence>,
    note: Option<String>,
}

/// A stretch as the page shows it: code points, half open, and its text.
#[derive(Debug, Deserialize)]
pub struct Stretch {
    start: usize,
    end: usize,
    /// What the page shows there; where the file says something else meanwhile, nothing is kept.
    quote: String,
}

/// A suggestion to accept or reject.
#[derive(Debug, Deserialize)]
pub struct Verdict {
    incident: String,
    key: String,
    /// Another code in place of the suggested one.
    code: Option<String>,
    /// Another stretch in place of the suggested one.
    at: Option<Stretch>,
    valence: Option<Valence>,
    note: Option<String>,
}

/// A coding to change: what stands then.
#[derive(Debug, Deserialize)]
pub struct Change {
    of: Id,
    code: String,
    at: Option<Stretch>,
    valence: Option<Valence>,
    note: Option<String>,
}

/// An entry to take away.
#[derive(Debug, Deserialize)]
pub struct Of {
    of: Id,
}

/// An incident to mark as read.
#[derive(Debug, Deserialize)]
pub struct Read {
    incident: String,
}

/// A remark.
#[derive(Debug, Deserialize)]
pub struct Remark {
    on: On,
    /// The memo that it takes the place of.
    of: Option<Id>,
    text: String,
}

/// What a remark is on.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum On {
    Study,
    Code(String),
    Incident(String),
    Passage { incident: String, at: Stretch },
    Cell { incident: String, code: String },
}

/// Nothing more to say.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

/// Whether the outcome and what others gave is hidden.
#[derive(Debug, Deserialize)]
pub struct Hide {
    blind: bool,
    /// And the last paragraph.
    #[serde(default)]
    ending: bool,
}

/// Gives a code. A coding that the person already gave is not given twice.
///
/// # Errors
/// There is no such incident or code, the text changed, or the journal cannot be written.
pub fn code(desk: &Desk, asked: Code) -> Result<Value, Refusal> {
    let view = desk.view();
    let coding = Given {
        code: leaf(&view, &asked.code)?,
        at: asked.at.map(|at| anchor(&view, &asked.incident, &at)).transpose()?,
        incident: view.snapshot.incidents()[view.snapshot.place(&asked.incident)?].id.clone(),
        valence: asked.valence,
        note: written(asked.note),
    };
    let own = view.work.own();
    if let Some((id, _)) = own.and_then(|own| own.codings.iter().find(|(_, kept)| kept.given == coding)) {
        return Ok(json!({"id": id, "new": false}));
    }
    desk.write(Did::CodingAdded { coding }).map(|entry| kept(&entry))
}

/// Accepts a suggestion, as it stands or changed.
///
/// # Errors
/// It does not wait any more, or the journal cannot be written.
pub fn accept(desk: &Desk, asked: Verdict) -> Result<Value, Refusal> {
    let view = desk.view();
    let (suggestion, valence) = waiting(&view, &asked)?;
    let at = match &asked.at {
        Some(at) => anchor(&view, &asked.incident, at)?,
        None => suggestion.at.clone(),
    };
    let coding = Given {
        incident: suggestion.incident.clone(),
        code: match &asked.code {
            Some(code) => leaf(&view, code)?,
            None => suggestion.code.clone(),
        },
        at: Some(at),
        valence: asked.valence.or(valence),
        note: written(asked.note),
    };
    desk.write(Did::SuggestionAccepted { suggestion, coding }).map(|entry| kept(&entry))
}

/// Rejects a suggestion.
///
/// # Errors
/// It does not wait any more, or the journal cannot be written.
pub fn reject(desk: &Desk, asked: Verdict) -> Result<Value, Refusal> {
    let (suggestion, _) = waiting(&desk.view(), &asked)?;
    desk.write(Did::SuggestionRejected { suggestion }).map(|entry| kept(&entry))
}

/// Changes a coding of one's own.
///
/// # Errors
/// It is not one's own, or not there any more, or the journal cannot be written.
pub fn change(desk: &Desk, asked: Change) -> Result<Value, Refusal> {
    let view = desk.view();
    let before = own_coding(&view, asked.of)?;
    let coding = Given {
        incident: before.incident.clone(),
        code: if before.code == asked.code { asked.code } else { leaf(&view, &asked.code)? },
        at: asked.at.map(|at| anchor(&view, &before.incident, &at)).transpose()?,
        valence: asked.valence,
        note: written(asked.note),
    };
    if coding == *before {
        return Ok(json!({"id": asked.of, "new": false}));
    }
    desk.write(Did::CodingChanged { of: asked.of, coding, because: None }).map(|entry| kept(&entry))
}

/// Takes a coding of one's own away.
///
/// # Errors
/// It is not one's own, or not there any more, or the journal cannot be written.
pub fn remove(desk: &Desk, asked: Of) -> Result<Value, Refusal> {
    own_coding(&desk.view(), asked.of)?;
    desk.write(Did::CodingRemoved { of: asked.of }).map(|entry| kept(&entry))
}

/// Marks an incident as read; once is enough.
///
/// # Errors
/// There is none of that id, or the journal cannot be written.
pub fn read(desk: &Desk, asked: Read) -> Result<Value, Refusal> {
    let view = desk.view();
    view.snapshot.place(&asked.incident)?;
    if view.work.own().is_some_and(|own| own.read.contains(&asked.incident)) {
        return Ok(json!({"new": false}));
    }
    desk.write(Did::Read { incident: asked.incident }).map(|entry| kept(&entry))
}

/// Keeps a remark, in place of an earlier one where it says so; without text the earlier one goes.
///
/// # Errors
/// What it is on is not there, or the journal cannot be written.
pub fn memo(desk: &Desk, asked: Remark) -> Result<Value, Refusal> {
    let view = desk.view();
    let on = match asked.on {
        On::Study => MemoOn::Study,
        On::Code(code) => {
            position(&view, &code)?;
            MemoOn::Code(code)
        }
        On::Incident(incident) => {
            view.snapshot.place(&incident)?;
            MemoOn::Incident(incident)
        }
        On::Cell { incident, code } => {
            view.snapshot.place(&incident)?;
            position(&view, &code)?;
            MemoOn::Cell { incident, code }
        }
        On::Passage { incident, at } => MemoOn::Passage { at: anchor(&view, &incident, &at)?, incident },
    };
    let own = |of: &Id| view.work.own().is_some_and(|own| own.memos.contains_key(of));
    if asked.of.as_ref().is_some_and(|of| !own(of)) {
        return Err(Refusal::changed("the memo is not there any more, or not yours"));
    }
    if asked.of.is_none() && asked.text.trim().is_empty() {
        return Err(Refusal::new(Kind::Unclear, "a memo needs a text", "write one"));
    }
    desk.write(Did::Memo { on, of: asked.of, text: asked.text }).map(|entry| kept(&entry))
}

/// Takes back the last thing that one did.
///
/// # Errors
/// There is nothing, or the journal cannot be written.
pub fn undo(desk: &Desk, _: Nothing) -> Result<Value, Refusal> {
    let undone = desk.undo()?;
    let incident = match &undone.did {
        Did::CodingAdded { coding }
        | Did::CodingChanged { coding, .. }
        | Did::SuggestionAccepted { coding, .. } => Some(&coding.incident),
        Did::SuggestionRejected { suggestion } => Some(&suggestion.incident),
        Did::Read { incident } => Some(incident),
        Did::Memo {
            on: MemoOn::Incident(incident) | MemoOn::Cell { incident, .. } | MemoOn::Passage { incident, .. },
            ..
        } => Some(incident),
        _ => None,
    };
    Ok(json!({"undone": undone.id, "incident": incident, "did": name(&undone.did)}))
}

/// Hides or shows the outcome and what others gave.
///
/// # Errors
/// The page was opened blind for good.
pub fn blind(desk: &Desk, asked: Hide) -> Result<Value, Refusal> {
    desk.set_blind(asked.blind, asked.ending)?;
    Ok(json!({"blind": asked.blind}))
}

/// The kind of deed, as entries name it.
fn name(did: &Did) -> Value {
    serde_json::to_value(did).ok().and_then(|did| did.get("did").cloned()).unwrap_or_default()
}

fn kept(entry: &Entry) -> Value {
    json!({"id": entry.id, "time": entry.time, "new": true})
}

fn written(note: Option<String>) -> Option<String> {
    note.filter(|note| !note.trim().is_empty())
}

fn position(view: &View, code: &str) -> Result<usize, Refusal> {
    view.snapshot.codebook.position(code).ok_or_else(|| {
        let what = format!("the codebook has no code `{code}`");
        Refusal::new(Kind::NotThere, what, "choose one of the codebook")
    })
}

/// The full id of a code that may be given.
fn leaf(view: &View, code: &str) -> Result<String, Refusal> {
    let code = &view.snapshot.codebook.codes[position(view, code)?];
    match code.group {
        true => {
            let what = format!("`{}` is a group: it holds codes and is not given itself", code.id);
            Err(Refusal::new(Kind::Unclear, what, "give one of the codes below it"))
        }
        false => Ok(code.id.clone()),
    }
}

/// The anchor of a stretch, if its text still stands there.
fn anchor(view: &View, incident: &str, at: &Stretch) -> Result<Anchor, Refusal> {
    let narrative = &view.snapshot.incidents()[view.snapshot.place(incident)?].narrative;
    let span = CharIndex::new(narrative).bytes(at.start, at.end).filter(|span| !span.is_empty());
    match span {
        Some(span) if span.of(narrative) == at.quote => Ok(Anchor::of(narrative, span)),
        _ => Err(Refusal::changed(format!("the text of `{incident}` changed; nothing was kept"))),
    }
}

/// The suggestion with this key, as a journal keeps it, and what its rule says of the conduct.
fn waiting(view: &View, asked: &Verdict) -> Result<(Suggested, Option<Valence>), Refusal> {
    let snapshot = &view.snapshot;
    let place = snapshot.place(&asked.incident)?;
    let incident = &snapshot.incidents()[place];
    let mut list = view.work.waiting(place).iter().map(|at| snapshot.suggestions.get(place, *at));
    let found = list.find(|one| key(incident, &snapshot.codebook.codes[one.code].id, one.span) == asked.key);
    let found = found.ok_or_else(|| Refusal::changed("the suggestion does not wait any more"))?;
    Ok((suggested(incident, &snapshot.codebook, found), found.valence))
}

fn own_coding(view: &View, of: Id) -> Result<&Given, Refusal> {
    let coding = view.work.own().and_then(|own| own.codings.get(&of));
    coding
        .map(|kept| &kept.given)
        .ok_or_else(|| Refusal::changed("the coding is not there any more, or not yours"))
}
