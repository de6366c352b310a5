//! A corpus that was put together, kept in a file as the columns that it is: the next run opens it.
//!
//! The file is a mark, the length of the head, the head, the hash of the head, then column after column.
//! The head says how long each is, so that a file that was cut off shows. The narratives are not in it.

use super::attributes::{Dictionary, Values};
use super::bytes::Bytes;
use super::column::{Column, Ends, Stretch};
use super::incidents::Incidents;
use super::narrative::Texts;
use super::register::{Columns, Register, Run};
use super::{AttributeInfo, Corpus, Places, SharedText, Value, value_bytes};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

/// What such a file begins with; raised where the columns change.
const MARK: &[u8; 16] = b"keerpunt corpus1";
const HASH: usize = 32;

#[derive(Serialize, Deserialize)]
struct Head {
    /// How many incidents each file has.
    sizes: Vec<usize>,
    skipped: usize,
    attributes: Vec<AttributeInfo>,
    names: Vec<String>,
    respondent: Option<usize>,
    languages: Vec<String>,
    /// What the caller wants to know again.
    about: String,
    /// How long each column is, in bytes.
    lengths: Vec<usize>,
    /// Of all columns.
    sha256: [u8; HASH],
}

/// Writes `corpus` into `file` besides its narratives, its problems and its notes, with what the
/// caller wants to know `about` it.
///
/// # Errors
/// It cannot be written.
pub fn keep(corpus: &Corpus, about: &str, file: &mut File) -> io::Result<()> {
    let register = corpus.incidents.register();
    let Columns { ids, id_ends, text_ends, manner, lines, narrative_lines } = &register.columns;
    let known = &register.known;
    let values: Vec<Vec<u8>> = known.values.iter().map(Values::to_bytes).collect();
    let mut respondents = Vec::new();
    register
        .respondents
        .iter()
        .for_each(|text| value_bytes::write(&Value::Text(text.clone()), &mut respondents));
    let mut columns: Vec<&[u8]> = vec![
        ids.get(),
        id_ends.0.stretch().get(),
        text_ends.0.stretch().get(),
        manner.stretch().get(),
        lines.stretch().get(),
        narrative_lines.stretch().get(),
        known.ends.0.stretch().get(),
        known.cells.stretch().get(),
        &respondents,
    ];
    columns.extend(values.iter().map(Vec::as_slice));
    let mut hash = Sha256::new();
    columns.iter().for_each(|column| hash.update(column));
    let head = Head {
        sizes: corpus.places.sizes().collect(),
        skipped: corpus.skipped,
        attributes: corpus.attributes.clone(),
        names: known.names.iter().map(ToString::to_string).collect(),
        respondent: register.respondent,
        languages: register.languages.iter().map(|one| one.tag().to_string()).collect(),
        about: about.to_string(),
        lengths: columns.iter().map(|column| column.len()).collect(),
        sha256: hash.finalize().into(),
    };
    let head = serde_json::to_vec(&head)?;
    file.write_all(MARK)?;
    file.write_all(&(head.len() as u64).to_le_bytes())?;
    file.write_all(&head)?;
    file.write_all(&Sha256::digest(&head))?;
    columns.iter().try_for_each(|column| file.write_all(column))
}

/// A corpus that was kept and what was to be known about it, where `file` is as [`keep`] left it.
/// `names` are those of the corpus's files, `texts` say for each where its narratives stand.
pub fn open(
    file: File,
    names: Vec<PathBuf>,
    texts: impl Fn(usize) -> Option<(Texts, Range<usize>)>,
) -> Option<(Corpus, String)> {
    let bytes = Bytes::of_file(file).ok()?;
    let (head, begin) = head(bytes.get())?;
    if names.len() != head.sizes.len() || bytes.get().len() != head.lengths.iter().sum::<usize>() + begin {
        return None;
    }
    // What is mapped is not read whole: its size and time are as they were.
    if !bytes.is_mapped() && Sha256::digest(&bytes.get()[begin..]).as_slice() != head.sha256 {
        return None;
    }
    let mut end = begin;
    let mut columns = head.lengths.iter().map(|length| {
        let start = end;
        end += length;
        Stretch::within(&bytes, start..end)
    });
    let mut next = || columns.next().flatten();
    let columns_of_all = Columns {
        ids: next()?,
        id_ends: Ends(Column::of(next()?)),
        text_ends: Ends(Column::of(next()?)),
        manner: Column::of(next()?),
        lines: Column::of(next()?),
        narrative_lines: Column::of(next()?),
    };
    let (ends, cells) = (Ends(Column::of(next()?)), Column::of(next()?));
    let respondents = value_bytes::read(next()?.get())?;
    let values = columns.map(|column| column.map(Values::written)).collect::<Option<Vec<_>>>()?;
    let places = Places::of(head.sizes);
    if columns_of_all.id_ends.0.len() != places.len() || values.len() != head.names.len() {
        return None;
    }
    let runs = runs(&places, &columns_of_all.text_ends, texts)?;
    let register = Register {
        places: places.clone(),
        files: names.into_iter().map(Into::into).collect(),
        columns: columns_of_all,
        runs,
        languages: head.languages.iter().map(|tag| Language::new(tag)).collect(),
        known: Arc::new(Dictionary {
            names: head.names.iter().map(SharedText::from).collect(),
            values,
            ends,
            cells,
        }),
        respondent: head.respondent,
        respondents: respondents.iter().map(|one| one.text().as_ref().into()).collect(),
    };
    let incidents = Incidents::of(register);
    let corpus =
        Corpus { incidents, places, attributes: head.attributes, skipped: head.skipped, ..Corpus::default() };
    Some((corpus, head.about))
}

/// The head of a kept corpus, and where the columns begin.
fn head(bytes: &[u8]) -> Option<(Head, usize)> {
    let (length, rest) = bytes.strip_prefix(MARK)?.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (head, rest) = rest.split_at_checked(length)?;
    let hash: &[u8; HASH] = rest.first_chunk()?;
    let sound = Sha256::digest(head).as_slice() == hash;
    let head = sound.then(|| serde_json::from_slice(head).ok()).flatten()?;
    Some((head, MARK.len() + 8 + length + HASH))
}

/// Where the narratives of each file stand; `None` where these are not as long as they were.
fn runs(
    places: &Places,
    ends: &Ends,
    texts: impl Fn(usize) -> Option<(Texts, Range<usize>)>,
) -> Option<Vec<Run>> {
    let mut runs = Vec::new();
    for (file, size) in places.sizes().enumerate().filter(|(_, size)| *size > 0) {
        let first = places.first(file);
        let length = ends.range(first + size - 1).end.checked_sub(ends.range(first).start)?;
        let (texts, bytes) = texts(file)?;
        if bytes.len() != length || texts.bytes().len() < bytes.end {
            return None;
        }
        runs.push(Run { first, texts, start: bytes.start });
    }
    Some(runs)
}

#[cfg(test)]
#[path = "held_tests.rs"]
mod tests;
