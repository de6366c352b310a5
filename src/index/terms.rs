//! The inverted index: which incidents hold a word. The only file that knows tantivy.
//!
//! One document an incident: its keys, and its place (file and number within the
//! file). No positions, no norms, no stored text: the matcher reads the
//! narrative anyway, the index only tells which narratives are worth it.

use super::arrangement::Arrangement;
use super::bits::Bits;
use super::keys::LONG;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, MergePolicy as _, NoMergePolicy};
use tantivy::postings::TermInfo;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{DocSet as _, Index, IndexWriter, SegmentReader, TERMINATED, TantivyDocument, Term};

/// The folder below the index folder.
pub(super) const FOLDER: &str = "terms";

const KEYS: &str = "keys";
/// Each writing thread's memory before it writes a segment.
const MEMORY_PER_THREAD: usize = 64 << 20;

/// Where an incident stands: which file by its id in the manifest, and which of that file's narratives.
pub(super) type Place = (u64, u32);

struct Fields {
    keys: Field,
    file: Field,
    number: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(KEYS)
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    let keys = schema.add_text_field("keys", TextOptions::default().set_indexing_options(indexing));
    let file = schema.add_u64_field("file", NumericOptions::default() | FAST | INDEXED);
    let number = schema.add_u64_field("number", NumericOptions::default() | FAST);
    (schema.build(), Fields { keys, file, number })
}

fn io_error(error: tantivy::TantivyError) -> io::Error {
    match error {
        tantivy::TantivyError::IoError(error) => io::Error::new(error.kind(), error.to_string()),
        // Our own lock lies in a folder that a person may delete while a command holds it.
        tantivy::TantivyError::LockFailure(..) => io::Error::other("another command is writing it"),
        other => io::Error::other(other.to_string()),
    }
}

/// Adds and removes documents; nothing counts before [`Writer::commit`].
pub(super) struct Writer {
    writer: IndexWriter,
    fields: Fields,
}

impl Writer {
    /// Opens the terms in `dir`, or begins new ones.
    pub fn open(dir: &Path) -> io::Result<Self> {
        let folder = dir.join(FOLDER);
        let (schema, fields) = schema();
        let new = !folder.join("meta.json").exists();
        fs::create_dir_all(&folder)?;
        let index = if new { Index::create_in_dir(&folder, schema) } else { Index::open_in_dir(&folder) }
            .map_err(io_error)?;
        index.tokenizers().register(KEYS, TextAnalyzer::builder(Lines).build());
        let threads = rayon::current_num_threads().clamp(1, 8);
        let writer = index.writer_with_num_threads(threads, threads * MEMORY_PER_THREAD).map_err(io_error)?;
        // A merge rewrites the list of segments; while documents come in, a kill must leave the old one.
        writer.set_merge_policy(Box::new(NoMergePolicy));
        if !new {
            // A run that was killed left files behind; another of the same name cannot be begun.
            writer.garbage_collect_files().wait().map_err(io_error)?;
        }
        Ok(Self { writer, fields })
    }

    /// Adds one incident by its keys.
    pub fn add(&self, place: Place, keys: &BTreeSet<String>) -> io::Result<()> {
        let mut text = String::new();
        for key in keys {
            text.push_str(key);
            text.push('\n');
        }
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.keys, text);
        document.add_u64(self.fields.file, place.0);
        document.add_u64(self.fields.number, place.1.into());
        self.writer.add_document(document).map_err(io_error)?;
        Ok(())
    }

    /// Removes every incident of a file.
    pub fn remove(&self, file: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.file, file));
    }

    /// Makes what was added and removed count.
    pub fn commit(&mut self) -> io::Result<()> {
        self.writer.commit().map_err(io_error)?;
        Ok(())
    }

    /// Gathers small segments into larger ones.
    pub fn gather(mut self, what: Gather) -> io::Result<()> {
        let segments = self.writer.index().searchable_segment_metas().map_err(io_error)?;
        let candidates = candidates(&segments, what);
        // Whatever is still known here would not be thrown away below.
        drop(segments);
        for candidate in candidates {
            self.writer.merge(&candidate).wait().map_err(io_error)?;
        }
        self.writer.garbage_collect_files().wait().map_err(io_error)?;
        self.writer.wait_merging_threads().map_err(io_error)
    }
}

/// Which segments are gathered into larger ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gather {
    /// Small ones, once there are many.
    Due,
    /// All.
    All,
}

fn candidates(segments: &[SegmentMeta], what: Gather) -> Vec<Vec<SegmentId>> {
    match what {
        Gather::Due => {
            let due = LogMergePolicy::default().compute_merge_candidates(segments);
            due.into_iter().map(|candidate| candidate.0).collect()
        }
        Gather::All if segments.len() > 1 || segments.iter().any(SegmentMeta::has_deletes) => {
            vec![segments.iter().map(SegmentMeta::id).collect()]
        }
        Gather::All => Vec::new(),
    }
}

fn metas(dir: &Path) -> io::Result<Vec<SegmentMeta>> {
    Index::open_in_dir(dir.join(FOLDER)).and_then(|index| index.searchable_segment_metas()).map_err(io_error)
}

/// True where some segments in `dir` are due to be gathered.
pub(super) fn is_scattered(dir: &Path) -> bool {
    metas(dir).is_ok_and(|segments| !candidates(&segments, Gather::Due).is_empty())
}

/// How many segments there are in `dir`.
pub(super) fn segments(dir: &Path) -> io::Result<usize> {
    Ok(metas(dir)?.len())
}

/// Every file of the terms in `dir`, below it, in order of name.
pub(super) fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir.join(FOLDER))? {
        let name = entry?.file_name();
        // Locks hold nothing, and the list of managed files changes before anything counts.
        if !name.to_string_lossy().starts_with('.') {
            files.push(Path::new(FOLDER).join(name));
        }
    }
    files.sort();
    Ok(files)
}

/// The terms as they were when they were opened.
pub(super) struct Terms {
    segments: Vec<Segment>,
}

struct Segment {
    keys: std::sync::Arc<tantivy::InvertedIndexReader>,
    places: Vec<Place>,
}

impl Terms {
    /// Opens the terms in `dir` for reading; needs no lock and writes nothing.
    pub fn open(dir: &Path) -> io::Result<Self> {
        let index = Index::open_in_dir(dir.join(FOLDER)).map_err(io_error)?;
        let keys = index.schema().get_field("keys").map_err(io_error)?;
        let mut segments = Vec::new();
        for segment in index.searchable_segments().map_err(io_error)? {
            let reader = SegmentReader::open(&segment).map_err(io_error)?;
            segments.push(Segment {
                keys: reader.inverted_index(keys).map_err(io_error)?,
                places: places(&reader).map_err(io_error)?,
            });
        }
        Ok(Self { segments })
    }

    /// How many keys are gone through where a test has no beginning to look up.
    pub fn len(&self) -> usize {
        self.segments.iter().map(|segment| segment.keys.terms().num_terms()).sum()
    }

    /// The incidents that hold a key that passes `test`, and those with a key
    /// too long to be kept. `arrangement` tells which of `incidents` stands at a place.
    pub fn holding(&self, test: &Test<'_>, arrangement: &Arrangement, incidents: usize) -> io::Result<Bits> {
        let mut found = Bits::none(incidents);
        for segment in &self.segments {
            for test in [&Test::Exact(LONG), test] {
                segment.each_passing(test, |_, info| segment.add_holding(info, arrangement, &mut found))?;
            }
        }
        Ok(found)
    }

    /// Every key of the corpus that passes `test`, in order.
    pub fn passing(&self, test: &Test<'_>) -> io::Result<Vec<String>> {
        let mut keys = BTreeSet::new();
        for segment in &self.segments {
            segment.each_passing(test, |key, _| {
                keys.insert(key.to_string());
                Ok(())
            })?;
        }
        Ok(keys.into_iter().collect())
    }
}

/// What a key must be.
pub(super) enum Test<'a> {
    /// This very key.
    Exact(&'a str),
    /// One that begins so and passes.
    Scan {
        /// What it begins with; empty where that is not known.
        prefix: &'a str,
        /// Whether it passes.
        passes: &'a (dyn Fn(&str) -> bool + Sync),
    },
}

impl Segment {
    fn add_holding(&self, info: &TermInfo, arrangement: &Arrangement, found: &mut Bits) -> io::Result<()> {
        let mut postings = self.keys.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            let place = self.places.get(postings.doc() as usize);
            if let Some(incident) = place.and_then(|place| arrangement.position(place)) {
                found.insert(incident);
            }
            postings.advance();
        }
        Ok(())
    }

    fn each_passing(
        &self,
        test: &Test<'_>,
        mut then: impl FnMut(&str, &TermInfo) -> io::Result<()>,
    ) -> io::Result<()> {
        let terms = self.keys.terms();
        match test {
            Test::Exact(key) => match terms.get(key.as_bytes())? {
                Some(info) => then(key, &info),
                None => Ok(()),
            },
            Test::Scan { prefix, passes } => {
                let mut stream = terms.range().ge(prefix.as_bytes()).into_stream()?;
                while let Some((bytes, info)) = stream.next() {
                    let Ok(key) = std::str::from_utf8(bytes) else { continue };
                    if !key.starts_with(prefix) {
                        break;
                    }
                    if key != LONG && passes(key) {
                        then(key, info)?;
                    }
                }
                Ok(())
            }
        }
    }
}

fn places(reader: &SegmentReader) -> tantivy::Result<Vec<Place>> {
    let column = |name: &str| -> tantivy::Result<Vec<u64>> {
        let mut values = vec![0; reader.max_doc() as usize];
        reader.fast_fields().u64(name)?.first_or_default_col(0).get_range(0, &mut values);
        Ok(values)
    };
    let numbers = column("number")?;
    Ok(column("file")?.into_iter().zip(numbers).map(|(file, number)| (file, number as u32)).collect())
}

/// Cuts a text at its line ends: keys were made before tantivy saw them.
#[derive(Clone)]
struct Lines;

struct LineStream<'a> {
    rest: &'a str,
    token: Token,
}

impl Tokenizer for Lines {
    type TokenStream<'a> = LineStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> LineStream<'a> {
        LineStream { rest: text, token: Token::default() }
    }
}

impl TokenStream for LineStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((line, rest)) = self.rest.split_once('\n') else { return false };
        self.rest = rest;
        self.token.text.clear();
        self.token.text.push_str(line);
        self.token.position = self.token.position.wrapping_add(1);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
