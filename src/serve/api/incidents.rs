//! The list of incidents: those that a filter lets through, a page at a time, and how far the work is.

use crate::corpus::Incident;
use crate::index::search::Found;
use crate::report::one_line;
use crate::serve::desk::View;
use crate::serve::refusal::{Kind, Refusal};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// The most incidents of one answer.
const MOST: usize = 500;
/// How many code points of its beginning an incident of the list shows.
const BEGINNING: usize = 110;

/// Which incidents are asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// From this one of the filtered list on, counted from 0.
    #[serde(default)]
    from: usize,
    /// So many.
    #[serde(default)]
    limit: Option<usize>,
    /// Which stage of the work.
    #[serde(default)]
    show: Show,
    /// Only those in which this code, or one below it, was given or is suggested.
    #[serde(default)]
    code: Option<String>,
    /// Only those with this outcome.
    #[serde(default)]
    outcome: Option<String>,
    /// Only those that hold all these words, in the text or the id.
    #[serde(default)]
    words: Option<String>,
    /// Only those that hold this search, in the language of `keerpunt search`.
    #[serde(default)]
    query: Option<String>,
    /// Where in the list this incident stands is told too.
    #[serde(default)]
    find: Option<String>,
}

/// Which stage of the work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Show {
    /// All.
    #[default]
    All,
    /// Those that the person at the page has not read.
    Unread,
    /// Those with suggestions that wait for a verdict.
    Review,
    /// Those to which the person at the page gave a code.
    Coded,
}

/// How far the work on an incident is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody at this page read it.
    Unread,
    /// Read, and no code given.
    Read,
    /// Read, and coded.
    Coded,
}

impl Stage {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Read => "read",
            Self::Coded => "coded",
        }
    }
}

/// How far the person at the page is with an incident.
pub fn stage(view: &View, place: usize) -> Stage {
    let work = &view.work;
    if work.placed(place).iter().any(|one| work.is_own(one.coder)) {
        return Stage::Coded;
    }
    let id = &view.snapshot.incidents()[place].id;
    match work.own().is_some_and(|own| own.read.contains(id)) {
        true => Stage::Read,
        false => Stage::Unread,
    }
}

/// The incidents that are asked for.
///
/// # Errors
/// The code is unknown, the search has mistakes, or the outcome is hidden.
pub fn incidents(view: &View, asked: &Asked) -> Result<Value, Refusal> {
    let filter = Filter::of(view, asked)?;
    let all = view.snapshot.incidents();
    let places: Vec<usize> = (0..all.len()).filter(|place| filter.lets_through(*place)).collect();
    let found = asked.find.as_ref().and_then(|id| view.snapshot.place(id).ok());
    let found = found.map(|place| places.binary_search(&place));
    let limit = asked.limit.unwrap_or(100).min(MOST);
    let shown: Vec<Value> =
        places.iter().skip(asked.from).take(limit).map(|place| row(view, *place)).collect();
    Ok(json!({
        "version": view.version,
        "total": places.len(),
        "from": asked.from,
        "at": found.map(|found| found.unwrap_or_else(|next| next)),
        "there": found.is_some_and(|found| found.is_ok()),
        "incidents": shown,
    }))
}

fn row(view: &View, place: usize) -> Value {
    let incident = &view.snapshot.incidents()[place];
    let beginning: String = view.narrative(place).trim_start().chars().take(BEGINNING).collect();
    json!({
        "id": incident.id,
        "beginning": one_line(&beginning),
        "stage": stage(view, place).name(),
        "waiting": view.waiting(place).count(),
        "codings": view.work.placed(place).iter().filter(|one| view.shows(one.coder)).count(),
        "outcome": outcome(view, incident),
    })
}

/// How the incident ended, unless that is hidden.
fn outcome(view: &View, incident: &Incident) -> Option<String> {
    let name = view.snapshot.outcome().filter(|_| !view.blind)?;
    incident.attribute(name).map(|value| value.text().into_owned())
}

/// What incidents are shown.
struct Filter<'a> {
    view: &'a View,
    show: Show,
    code: Option<usize>,
    outcome: Option<&'a str>,
    words: Vec<Regex>,
    found: Option<Arc<Vec<Found>>>,
}

impl<'a> Filter<'a> {
    fn of(view: &'a View, asked: &'a Asked) -> Result<Self, Refusal> {
        let code = match asked.code.as_deref().filter(|code| !code.is_empty()) {
            None => None,
            Some(code) => Some(view.snapshot.codebook.position(code).ok_or_else(|| {
                Refusal::new(
                    Kind::NotThere,
                    format!("the codebook has no code `{code}`"),
                    "choose one of the codebook",
                )
            })?),
        };
        let outcome = asked.outcome.as_deref().filter(|outcome| !outcome.is_empty());
        if outcome.is_some() && view.blind {
            return Err(Refusal::new(Kind::Forbidden, "the outcome is hidden", "end blind coding first"));
        }
        let words = asked.words.iter().flat_map(|words| words.split_whitespace());
        let pattern = |word| RegexBuilder::new(&regex::escape(word)).case_insensitive(true).build().ok();
        let query = asked.query.as_deref().map(str::trim).filter(|query| !query.is_empty());
        let found = query.map(|query| view.find(query)).transpose()?;
        let words = words.filter_map(pattern).collect();
        Ok(Self { view, show: asked.show, code, outcome, words, found })
    }

    fn lets_through(&self, place: usize) -> bool {
        let (view, incident) = (self.view, &self.view.snapshot.incidents()[place]);
        let shown = match self.show {
            Show::All => true,
            Show::Unread => stage(view, place) == Stage::Unread,
            Show::Review => view.waiting(place).next().is_some(),
            Show::Coded => stage(view, place) == Stage::Coded,
        };
        shown
            && self.code.is_none_or(|code| self.has(place, code))
            && self.outcome.is_none_or(|wanted| outcome(view, incident).as_deref() == Some(wanted))
            && self
                .found
                .as_ref()
                .is_none_or(|found| found.binary_search_by_key(&place, |one| one.incident).is_ok())
            && self
                .words
                .iter()
                .all(|word| word.is_match(view.narrative(place)) || word.is_match(&incident.id))
    }

    /// True where the code, or one below it, was given in the incident or is suggested.
    fn has(&self, place: usize, wanted: usize) -> bool {
        let view = self.view;
        let book = &view.snapshot.codebook;
        let within = |code: usize| book.is_within(code, wanted);
        let given = view.work.placed(place).iter().filter(|one| view.shows(one.coder));
        let mut given = given.filter_map(|one| book.position(&view.work.kept(one).1.given.code));
        let mut waiting = view.waiting(place);
        given.any(within) || waiting.any(|at| within(view.snapshot.suggestions.get(place, at).code))
    }
}
