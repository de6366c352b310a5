//! What should be known of a corpus that is no problem.

use crate::corpus::decode::UTF8;
use crate::corpus::raw::FileRead;
use crate::corpus::sources::some_of;
use crate::corpus::{Collection, Format, Incident, Narrative, SourceFile};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Bytes at either end of a narrative by which it is told from others of its length.
const ENDS: usize = 48;

/// How one file was read.
pub(in crate::corpus) struct Manner {
    pub name: String,
    pub encoding: String,
    pub delimiter: Option<char>,
    pub is_tsv: bool,
}

impl Manner {
    /// How the file of a read was read; none where nothing of it was.
    fn of(file: &SourceFile, read: &FileRead) -> Option<Self> {
        (!read.skipped).then(|| Self {
            name: file.name.display().to_string(),
            encoding: read.encoding.clone(),
            delimiter: read.delimiter,
            is_tsv: file.format == Format::Tsv,
        })
    }
}

/// How the narratives' files were read.
pub(super) fn manners(files: &[SourceFile], reads: &[FileRead]) -> Vec<Manner> {
    files.iter().zip(reads).filter_map(|(file, read)| Manner::of(file, read)).collect()
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

/// What the incidents lack.
pub(super) fn of_incidents(incidents: &[Incident], collection: &Collection) -> Vec<String> {
    let mut notes = Vec::new();
    let empty: Vec<String> = incidents
        .iter()
        .filter(|incident| incident.narrative.is_blank())
        .map(|incident| incident.id.clone())
        .collect();
    if !empty.is_empty() {
        notes.push(format!(
            "{} no text and count in no base of suggestions: {}",
            have(empty.len(), "incident"),
            some_of(&empty)
        ));
    }
    notes.extend(repeated(incidents));
    if let Some(attribute) = &collection.respondent {
        let alone = incidents.iter().filter(|incident| incident.respondent.is_none()).count();
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
fn repeated(incidents: &[Incident]) -> Option<String> {
    // A narrative is rarely as long as another one with the same ends, so that few are compared whole.
    let looks = |at: usize| {
        let bytes = incidents[at].narrative.as_bytes();
        let end = bytes.len().min(ENDS);
        let mut hash = DefaultHasher::new();
        (bytes.len(), &bytes[..end], &bytes[bytes.len() - end..]).hash(&mut hash);
        hash.finish()
    };
    let mut alike: Vec<(u64, usize)> = Vec::with_capacity(incidents.len());
    for (piece, some) in incidents.chunks(Narrative::AT_A_TIME).enumerate() {
        let first = piece * Narrative::AT_A_TIME;
        let told = (first..first + some.len()).filter(|at| !incidents[*at].narrative.is_blank());
        alike.extend(told.map(|at| (looks(at), at)));
        Narrative::give_back(some.iter().map(|incident| &incident.narrative));
    }
    alike.sort_unstable();
    let (mut told, mut tellers) = (0, 0);
    for group in alike.chunk_by(|one, next| one.0 == next.0).filter(|group| group.len() > 1) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        group.iter().for_each(|(_, at)| *counts.entry(&incidents[*at].narrative).or_default() += 1);
        for count in counts.into_values().filter(|count| *count > 1) {
            told += 1;
            tellers += count;
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
