//! Codings that another program or person delivers: verified against the text before they count.

use super::journal::{Anchor, Did, Given};
use super::pinned::places;
use super::{named, passage};
use crate::codebook::{Codebook, Valence};
use crate::corpus::Incident;
use crate::span::CharIndex;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// What a delivery says, coder by coder, and what of it was refused.
#[derive(Debug, Default)]
pub struct Delivery {
    /// What each coder gave and read, in the order of the lines; lines that name nobody are under
    /// the name that the caller gave.
    pub by_coder: BTreeMap<String, Vec<Did>>,
    /// Lines that do not count, and why.
    pub refused: Vec<Refused>,
    /// Lines with something in them.
    pub lines: usize,
}

/// A line that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it, and what would be right.
    pub why: String,
}

/// One line. A line without a code says that the incident was read.
#[derive(Debug, Deserialize)]
struct Line {
    incident: String,
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    end: Option<usize>,
    #[serde(default)]
    quote: Option<String>,
    #[serde(default)]
    valence: Option<Valence>,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    coder: Option<String>,
}

/// Reads codings in JSON Lines: `incident`, `code` (or `codes`), `start` and `end` in code points or
/// `quote` alone, `valence`, `note`, `coder`. `coder` is who gave the lines that name nobody.
pub fn delivery(text: &str, coder: Option<&str>, incidents: &[Incident], codebook: &Codebook) -> Delivery {
    let places = places(incidents);
    let mut delivery = Delivery::default();
    for (number, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        delivery.lines += 1;
        match understood(line, coder, incidents, &places, codebook) {
            Ok((coder, dids)) => delivery.by_coder.entry(coder).or_default().extend(dids),
            Err(why) => delivery.refused.push(Refused { line: number + 1, why }),
        }
    }
    delivery
}

fn understood(
    line: &str,
    coder: Option<&str>,
    incidents: &[Incident],
    places: &HashMap<&str, usize>,
    codebook: &Codebook,
) -> Result<(String, Vec<Did>), String> {
    let line: Line = serde_json::from_str(line).map_err(|error| format!("no coding: {error}"))?;
    let who = coder.map(str::to_string).or(line.coder.clone());
    let who = who.ok_or("it names no coder: give each line a `coder`, or say --coder NAME")?;
    let incident = &incidents[named::incident(&line.incident, incidents, places)?];
    let told = passage::Told { start: line.start, end: line.end, quote: line.quote.as_deref() };
    let narrative = &incident.narrative;
    let at = told.find(narrative, &CharIndex::new(narrative), &incident.id)?;
    let at = at.map(|span| Anchor::of(narrative, span));
    let names: Vec<&String> = line.code.iter().chain(&line.codes).collect();
    if names.is_empty() {
        return match at {
            Some(_) => Err("it has a passage and no `code`".to_string()),
            None => Ok((who, vec![Did::Read { incident: incident.id.clone() }])),
        };
    }
    let mut dids = Vec::with_capacity(names.len());
    for name in names {
        let coding = Given {
            incident: incident.id.clone(),
            code: code(name, codebook)?,
            at: at.clone(),
            valence: line.valence,
            note: line.note.clone(),
        };
        dids.push(Did::CodingAdded { coding });
    }
    Ok((who, dids))
}

fn code(name: &str, codebook: &Codebook) -> Result<String, String> {
    match codebook.codes[named::code(name, codebook)?].group {
        true => Err(format!("`{name}` is a group: it holds codes and is not given itself")),
        false => Ok(name.to_string()),
    }
}
