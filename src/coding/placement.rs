//! An independent judge places passages that others coded, without knowing how: the check of
//! categories in the (enhanced) critical incident technique (Butterfield et al. 2005: a judge is
//! given a quarter of the incidents; Andersson and Nilsson 1964).

use super::journal::{Anchor, Did, Given, Kind, Standing};
use super::pinned::{pinned, places};
use super::review::{in_order_of, short_of};
use crate::codebook::{Code, Codebook};
use crate::corpus::Incident;
use crate::diagnostic::nearest;
use crate::span::{CharIndex, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A passage to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is called; it tells its place and nothing of its codes, so it stays while they change.
    pub key: String,
    /// The incident, by its place in the corpus.
    pub incident: usize,
    /// The stretch, in bytes of the narrative; none: the whole incident.
    pub span: Option<Span>,
    /// The codes that were given to it, by id.
    pub codes: BTreeSet<String>,
}

impl Item {
    /// Its text.
    pub fn text<'i>(&self, incidents: &'i [Incident]) -> &'i str {
        let narrative = &incidents[self.incident].narrative;
        self.span.map_or(narrative, |span| span.of(narrative))
    }
}

/// Every passage that people coded, each once, in the order of corpus and text. `wanted` says which
/// codings count by coder and code.
pub fn items(
    standings: &[Standing],
    incidents: &[Incident],
    wanted: impl Fn(&str, &str) -> bool,
) -> Vec<Item> {
    let places = places(incidents);
    let mut found: BTreeMap<(usize, Option<Span>), BTreeSet<String>> = BTreeMap::new();
    for standing in standings.iter().filter(|one| one.coder.kind == Kind::Person) {
        for one in pinned(standing, incidents, &places) {
            let given = &one.kept.given;
            let Some(incident) = one.incident else { continue };
            let lost = given.at.is_some() && one.span.is_none();
            if !lost && wanted(&standing.coder.name, &given.code) {
                found.entry((incident, one.span)).or_default().insert(given.code.clone());
            }
        }
    }
    let item =
        |((incident, span), codes)| Item { key: key(&incidents[incident], span), incident, span, codes };
    found.into_iter().map(item).collect()
}

fn key(incident: &Incident, span: Option<Span>) -> String {
    let place = match span {
        Some(span) => {
            let (start, end) = CharIndex::new(&incident.narrative).chars(span);
            format!("{start}\0{end}")
        }
        None => "whole".to_string(),
    };
    short_of(&format!("{}\0{place}", incident.id))
}

/// A random share of the items, at least one, in random order; the same seed gives the same ones.
pub fn drawn(mut items: Vec<Item>, share: f64, seed: u64) -> Vec<Item> {
    let wanted = ((items.len() as f64 * share).round() as usize).clamp(1, items.len().max(1));
    in_order_of(&mut items, seed, |item| item.key.as_str());
    items.truncate(wanted);
    items
}

/// A row that a judge filled in.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'r> {
    /// The line it stands on, from 1.
    pub line: usize,
    /// The item.
    pub key: &'r str,
    /// The codes, by id, by the last part of one, or by label; `;` parts several.
    pub codes: &'r str,
    /// Why, in the judge's words.
    pub note: Option<&'r str>,
}

/// What a judge placed.
#[derive(Debug, Default)]
pub struct Placement {
    /// What the journal is to hold.
    pub dids: Vec<Did>,
    /// Items placed.
    pub placed: usize,
    /// Those of them that got a code that the coders gave.
    pub matched: usize,
    /// Items without a code.
    pub blank: usize,
    /// Rows that do not count: their line, and why.
    pub refused: Vec<(usize, String)>,
}

/// Understands what a judge filled in for `items`.
pub fn placement(
    rows: &[Placed<'_>],
    items: &[Item],
    incidents: &[Incident],
    codebook: &Codebook,
) -> Placement {
    let mut placement = Placement::default();
    let mut seen = BTreeSet::new();
    for row in rows {
        let Some(item) = items.iter().find(|item| item.key == row.key) else {
            let why = format!("no coded passage is called `{}`: was its coding changed or undone?", row.key);
            placement.refused.push((row.line, why));
            continue;
        };
        if !seen.insert(row.key) {
            placement.refused.push((row.line, format!("`{}` stands twice: the first row counts", row.key)));
            continue;
        }
        let parts = row.codes.split(';').map(str::trim).filter(|part| !part.is_empty());
        let codes: Result<BTreeSet<String>, String> = parts.map(|part| meant(part, codebook)).collect();
        match codes {
            Err(why) => placement.refused.push((row.line, why)),
            Ok(codes) if codes.is_empty() => placement.blank += 1,
            Ok(codes) => {
                placement.placed += 1;
                placement.matched += usize::from(codes.iter().any(|code| item.codes.contains(code)));
                let incident = &incidents[item.incident];
                let given = |code: String| Given {
                    incident: incident.id.clone(),
                    code,
                    at: item.span.map(|span| Anchor::of(&incident.narrative, span)),
                    valence: None,
                    note: row.note.map(str::to_string),
                };
                placement.dids.extend(codes.into_iter().map(|code| Did::CodingAdded { coding: given(code) }));
            }
        }
    }
    placement
}

/// The code that a judge wrote: its id, the last part of it, or a label.
fn meant(written: &str, codebook: &Codebook) -> Result<String, String> {
    let lower = written.to_lowercase();
    let codes = || codebook.codes.iter().filter(|code| !code.group);
    let last = |id: &str| id.rsplit('.').next().unwrap_or_default().to_lowercase();
    let labels = |code: &Code| code.label.all().map(str::to_lowercase).collect::<Vec<_>>();
    let is_id = |code: &Code| code.id.to_lowercase() == lower;
    let is_label = |code: &Code| labels(code).contains(&lower);
    let is_last = |code: &Code| last(&code.id) == lower;
    let ways: [&dyn Fn(&Code) -> bool; 3] = [&is_id, &is_label, &is_last];
    for fits in ways {
        let found: Vec<&str> = codes().filter(|code| fits(code)).map(|code| code.id.as_str()).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok((*one).to_string()),
            several => return Err(format!("`{written}` may be any of {}", several.join(", "))),
        }
    }
    let names: Vec<String> =
        codes().flat_map(|code| labels(code).into_iter().chain([code.id.clone()])).collect();
    Err(match nearest(written, names.iter().map(String::as_str)) {
        Some(near) => format!("no code is called `{written}`; did you mean `{near}`?"),
        None => format!("no code is called `{written}`"),
    })
}
