//! What should be known of a corpus that is no problem.

use super::ids::AT_A_TIME;
use crate::corpus::column::Column;
use crate::corpus::decode::UTF8;
use crate::corpus::raw::FileRead;
use crate::corpus::register::Register;
use crate::corpus::sources::some_of;
use crate::corpus::{Collection, Format, Narrative, SourceFile};
use std::collections::{BTreeMap, HashMap};

/// Ids are named up to so many, and then counted.
const NAMED: usize = 6;

/// How one file was read.
pub(in crate::corpus) struct Manner {
    pub name: String,
    pub encoding: String,
    pub delimiter: Option<char>,
    pub is_tsv: bool,
}

impl Manner {
    /// How the file of a read was read; none where nothing of it was.
    pub fn of(file: &SourceFile, read: &FileRead) -> Option<Self> {
        (!read.skipped).then(|| Self {
            name: file.name.display().to_string(),
            encoding: read.encoding.clone(),
            delimiter: read.delimiter,
            is_tsv: file.format == Format::Tsv,
        })
    }
}

/// What is said of files that were not read as files mostly are.
pub(in crate::corpus) fn of_files(manners: Vec<Manner>, markup: usize) -> Vec<String> {
    let mut encodings: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut delimiters: BTreeMap<char, Vec<String>> = BTreeMap::new();
    for manner in manners {
        let usual = if manner.is_tsv { '\t' } else { ',' };
        if let Some(delimiter) = manner.delimiter.filter(|delimiter| *delimiter != usual) {
            delimiters.entry(delimiter).or_default().push(manner.name.clone());
        }
        if manner.encoding != UTF8 {
            encodings.entry(manner.encoding).or_default().push(manner.name);
        }
    }
    let mut notes = Vec::new();
    for (encoding, names) in encodings {
        notes.push(format!("read as {encoding}: {}", some_of(&names)));
    }
    for (delimiter, names) in delimiters {
        let delimiter = if delimiter == '\t' { "a tab".to_string() } else { format!("`{delimiter}`") };
        notes.push(format!("cells parted by {delimiter}: {}", some_of(&names)));
    }
    if markup > 0 {
        notes.push(format!(
            "{} HTML tags or entities, which are read as they stand",
            have(markup, "incident")
        ));
    }
    notes
}

/// What the incidents lack; `looks` are what their narratives look like.
pub(super) fn of_incidents(register: &Register, looks: &Column<u64>, collection: &Collection) -> Vec<String> {
    let mut notes = Vec::new();
    let empty = || (0..register.len()).filter(|at| register.is_blank(*at));
    let count = empty().count();
    if count > 0 {
        let mut ids: Vec<String> =
            empty().take(NAMED).map(|at| register.columns.id(at).to_string()).collect();
        // What is left out is counted, so that the list must be as long as the incidents.
        ids.resize(count, String::new());
        notes.push(format!(
            "{} no text and count in no base of suggestions: {}",
            have(count, "incident"),
            some_of(&ids)
        ));
    }
    notes.extend(repeated(register, looks));
    if let Some(attribute) = &collection.respondent {
        let told = |at: &usize| register.known.cells(*at).any(|cell| Some(cell.0) == register.respondent);
        let alone = register.len() - (0..register.len()).filter(told).count();
        if alone > 0 {
            notes.push(format!(
                "{} no `{attribute}`: each counts as a respondent of its own",
                have(alone, "incident")
            ));
        }
    }
    notes
}

/// Says how many narratives are the same, word for word: a report that came in twice counts twice.
fn repeated(register: &Register, looks: &Column<u64>) -> Option<String> {
    let (mut told, mut tellers) = (0, 0);
    let parts = register.len().div_ceil(AT_A_TIME) as u64;
    for part in 0..parts {
        let with_text = looks.iter().enumerate().filter(|(at, _)| !register.is_blank(*at));
        let of_part = with_text.filter(|(_, look)| parts == 1 || look % parts == part);
        let mut alike: Vec<(u64, u32)> = of_part.map(|(at, look)| (look, at as u32)).collect();
        alike.sort_unstable();
        for group in alike.chunk_by(|one, next| one.0 == next.0).filter(|group| group.len() > 1) {
            let narratives: Vec<Narrative> =
                group.iter().map(|(_, at)| register.narrative(*at as usize)).collect();
            let mut counts: HashMap<&str, usize> = HashMap::new();
            narratives.iter().for_each(|narrative| *counts.entry(narrative).or_default() += 1);
            for count in counts.into_values().filter(|count| *count > 1) {
                told += 1;
                tellers += count;
            }
        }
    }
    let is = if told == 1 { "1 narrative is" } else { &format!("{told} narratives are") };
    (told > 0).then(|| {
        format!("{is} told word for word more than once, by {tellers} incidents; each of them counts")
    })
}

fn have(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what} has") } else { format!("{count} {what}s have") }
}
