//! Bringing narratives into the index: gathered until they are worth a segment, then written on all cores.

use super::batch::{Batch, Told};
use super::gather::{self, Gather};
use super::vocabulary::Vocabulary;
use super::{FOLDER, Fields, bulk, io_error, schema, store, vocabulary};
use crate::index::memory::Memory;
use crate::index::reading::Manner;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexBuilder, IndexSettings, IndexWriter, Term};

/// So many bytes of narrative a core make a segment, where memory allows: 32 MiB.
const SEGMENT_BYTES: usize = 32 << 20;
/// Narratives that wait and their words take so many times their bytes of memory while they are written.
const TIMES: usize = 4;
/// So many narratives at most, however short.
const SEGMENT_DOCUMENTS: usize = 1 << 17;
/// What tantivy's own writer, which here only merges and removes, may take; the least it accepts is 15 MB.
const MERGING_MEMORY: usize = 16_000_000;

/// Adds and removes documents; nothing counts before [`Writer::commit`].
pub struct Writer {
    writer: IndexWriter,
    fields: Fields,
    folder: PathBuf,
    manner: Manner,
    waiting: Vec<Told>,
    bytes: usize,
    /// So many bytes a core are worth a segment.
    enough: usize,
    words: BTreeSet<Box<str>>,
}

impl Writer {
    /// Opens the terms in `dir`, or begins new ones; narratives are read in this manner, and as many are
    /// written at a time as memory allows.
    pub fn open(dir: &Path, manner: &Manner, memory: Memory) -> io::Result<Self> {
        let (writer, fields, folder) = open(dir)?;
        let (manner, waiting, words) = (manner.clone(), Vec::new(), BTreeSet::new());
        let enough = memory.for_terms() / TIMES / rayon::current_num_threads();
        let enough = enough.clamp(1, SEGMENT_BYTES);
        Ok(Self { writer, fields, folder, manner, waiting, bytes: 0, enough, words })
    }

    /// Adds one incident.
    pub fn add(&mut self, told: Told) -> io::Result<()> {
        self.bytes += told.narrative.len();
        self.waiting.push(told);
        let cores = rayon::current_num_threads();
        if self.bytes >= cores * self.enough || self.waiting.len() >= cores * SEGMENT_DOCUMENTS {
            self.flush()?;
        }
        Ok(())
    }

    /// Writes what waits, in as many segments as there are cores, where they are worth it.
    fn flush(&mut self) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let bytes = std::mem::take(&mut self.bytes);
        let parts = rayon::current_num_threads().min(bytes.div_ceil(SEGMENT_BYTES / 16)).max(1);
        let groups = in_parts(&waiting, bytes / parts + 1);
        let written: Vec<(tantivy::SegmentMeta, Vec<Box<str>>)> = groups
            .into_par_iter()
            .map(|told| {
                let batch = Batch::of(told, &self.manner);
                let meta = bulk::write(self.writer.index(), &self.fields, &batch).map_err(io_error)?;
                let words = (0..batch.words.len() as u32).map(|word| batch.words.word(word).into());
                Ok((meta, words.collect()))
            })
            .collect::<io::Result<_>>()?;
        for (meta, words) in written {
            self.writer.add_segment(meta).map_err(io_error)?;
            self.words.extend(words);
        }
        Ok(())
    }

    /// Removes every incident of a file.
    pub fn remove(&self, file: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.file, file));
    }

    /// Makes what was added and removed count.
    pub fn commit(&mut self) -> io::Result<()> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        let old = Vocabulary::open(&self.folder).ok();
        self.words.retain(|word| old.as_ref().is_none_or(|old| !old.has(word)));
        if old.is_none() || !self.words.is_empty() {
            vocabulary::write(&self.folder, old.as_ref(), &self.words)?;
            self.words.clear();
        }
        self.writer.commit().map_err(io_error)?;
        Ok(())
    }
}

/// Gathers segments of the terms in `dir` into larger ones.
pub fn gather(dir: &Path, what: Gather) -> io::Result<()> {
    let (mut writer, ..) = open(dir)?;
    let segments = writer.index().searchable_segment_metas().map_err(io_error)?;
    let candidates = gather::candidates(&segments, what);
    // Whatever is still known here would not be thrown away below.
    drop(segments);
    for candidate in candidates {
        writer.merge(&candidate).wait().map_err(io_error)?;
    }
    writer.garbage_collect_files().wait().map_err(io_error)?;
    writer.wait_merging_threads().map_err(io_error)
}

fn open(dir: &Path) -> io::Result<(IndexWriter, Fields, PathBuf)> {
    let folder = dir.join(FOLDER);
    let (schema, fields) = schema();
    let new = !folder.join("meta.json").exists();
    fs::create_dir_all(&folder)?;
    let index = if new {
        let settings = IndexSettings { docstore_blocksize: store::BLOCK, ..IndexSettings::default() };
        IndexBuilder::new().schema(schema).settings(settings).create_in_dir(&folder)
    } else {
        Index::open_in_dir(&folder)
    };
    let index = index.map_err(io_error)?;
    let writer = index.writer_with_num_threads(1, MERGING_MEMORY).map_err(io_error)?;
    // A merge rewrites the list of segments; while documents come in, a kill must leave the old one.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    if !new {
        // A run that was killed left files behind; another of the same name cannot be begun.
        writer.garbage_collect_files().wait().map_err(io_error)?;
    }
    Ok((writer, fields, folder))
}

/// Narratives in groups of about so many bytes, in order.
fn in_parts(told: &[Told], bytes: usize) -> Vec<&[Told]> {
    let mut parts = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (place, one) in told.iter().enumerate() {
        sum += one.narrative.len();
        if sum >= bytes && place + 1 < told.len() {
            parts.push(&told[start..=place]);
            (start, sum) = (place + 1, 0);
        }
    }
    parts.push(&told[start..]);
    parts
}
