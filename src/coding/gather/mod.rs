//! Reads the codes that an archive's people gave, in the corpus and in tables beside it.

mod cells;
mod file;
mod header;
mod ids;
mod joined;
mod known;
mod row;
mod spans;
mod told;

use super::archive::ArchiveCodes;
use super::codings::{Codings, Mark, Reading};
use super::journal::Coder;
use super::kinds::Kinds;
use crate::corpus::{Collection, Corpus, FileRead, Problem, SourceFile};
use crate::span::CharIndex;
use header::{Header, Missing};
use known::Known;
use row::{RowReader, Target};
use std::collections::{BTreeMap, BTreeSet};
use told::{Sought, Told};

/// What each coder gave in one incident.
type ByCoder = BTreeMap<String, BTreeSet<Mark>>;

/// The codes of each narrative of each file of the corpus.
#[derive(Default)]
pub struct Gathered {
    files: Vec<Vec<ByCoder>>,
    /// The entry of each file.
    entries: Vec<usize>,
    /// The codes that stand in tables beside the corpus, each with its entry.
    beside: Vec<(usize, ArchiveCodes)>,
    known: Known,
    problems: Vec<Problem>,
}

/// The codes that an archive brings.
#[derive(Debug, Default)]
pub struct Brought {
    /// What its people gave, in corpus order.
    pub codings: Codings,
    /// What was not read or does not fit, each with its place.
    pub problems: Vec<Problem>,
    /// What was decided in reading tables beside the corpus.
    pub notes: Vec<String>,
    /// What may be meant otherwise, though nothing is wrong.
    pub remarks: Vec<String>,
    /// Who gave the codes, and whether that is a person.
    pub kinds: Kinds,
}

/// Reads the codes that stand in the corpus itself; `files` and `reads` are pairs, and each of
/// `codes` goes with the entry that it belongs to.
pub fn gather(
    codes: &[(usize, ArchiveCodes)],
    collection: &Collection,
    files: &[SourceFile],
    reads: &[FileRead],
) -> Gathered {
    let mut gathered =
        Gathered { entries: files.iter().map(|file| file.entry).collect(), ..Gathered::default() };
    let codes = joined::joined(codes, collection, files, reads);
    let (beside, inside): (Vec<_>, Vec<_>) = codes.into_iter().partition(|(_, one)| one.file.is_some());
    gathered.beside = beside;
    if inside.is_empty() {
        return gathered;
    }
    let mut sought = Sought::default();
    for (at, (file, read)) in files.iter().zip(reads).enumerate() {
        let renamed = &collection.entries[file.entry].columns;
        let header = Header { names: &read.names, renamed };
        let mut missing = Missing::default();
        let own = inside.iter().filter(|(entry, _)| *entry == file.entry);
        let own: Vec<RowReader<'_>> =
            own.map(|(_, one)| RowReader::of(one, &file.name, header, &mut missing)).collect();
        own.iter().for_each(|reader| reader.offer(&mut gathered.known));
        if !own.is_empty() && !read.skipped {
            sought.note(file.entry, at, missing);
        }
        let mut told = Told::default();
        let incidents = read.incidents.iter().map(|incident| {
            let mut by_coder = ByCoder::new();
            if own.is_empty() {
                return by_coder;
            }
            // Codes without a place need no count of the narrative's signs.
            let measured = if own.iter().any(RowReader::has_places) { &incident.narrative } else { "" };
            let index = CharIndex::new(measured);
            let id = incident.id.as_deref().unwrap_or(&file.called);
            let target = Target { id, narrative: measured, index: &index };
            for reader in &own {
                reader.read(
                    &incident.cells,
                    incident.line,
                    target,
                    &mut by_coder,
                    &mut gathered.known,
                    &mut told,
                );
            }
            by_coder
        });
        gathered.files.push(incidents.collect());
        gathered.problems.extend(told.finish(&file.name));
    }
    gathered.problems.extend(sought.finish(collection, files, reads));
    gathered
}

impl Gathered {
    /// Adds what stands in tables beside the corpus, and puts all of it in corpus order.
    pub fn finish(mut self, collection: &Collection, corpus: &Corpus) -> Brought {
        let mut notes = Vec::new();
        let mut incidents: Vec<ByCoder> = corpus
            .places
            .iter()
            .map(|(file, number)| {
                let narrative = self.files.get_mut(file).and_then(|file| file.get_mut(number));
                narrative.map(std::mem::take).unwrap_or_default()
            })
            .collect();
        for (entry, one) in &self.beside {
            let of_entry = |at: usize| self.entries.get(corpus.places.place(at).0) == Some(entry);
            let table = file::Table { codes: one, collection, corpus };
            let read = table.read(of_entry, &mut incidents, &mut self.known);
            self.problems.extend(read.problems);
            notes.extend(read.notes);
        }
        let remarks = self.known.remarks();
        let names: BTreeSet<String> = incidents.iter().flat_map(BTreeMap::keys).cloned().collect();
        let names: Vec<String> = names.into_iter().collect();
        let reading = |(name, marks): (String, BTreeSet<Mark>)| Reading {
            coder: names.binary_search(&name).unwrap_or_default(),
            marks,
        };
        let incidents =
            incidents.into_iter().map(|by_coder| by_coder.into_iter().map(reading).collect()).collect();
        let kinds = self.known.kinds;
        let coders = names.iter().map(|name| Coder { name: name.clone(), kind: kinds.of(name) }).collect();
        let codings = Codings {
            incidents,
            above: self.known.above,
            offered: self.known.offered,
            coders,
            journals: false,
        };
        Brought { codings, problems: self.problems, notes, remarks, kinds }
    }
}
