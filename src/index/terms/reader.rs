//! The terms as they were when they were opened: what holds a word, and where.

use super::batch::Place;
use super::vocabulary::Vocabulary;
use super::{FOLDER, VAGUE, io_error, store};
use crate::index::Bits;
use crate::index::arrangement::Arrangement;
use crate::text::Outline;
use regex::Regex;
use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::postings::{Postings as _, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::store::StoreReader;
use tantivy::{DocSet as _, Index, InvertedIndexReader, SegmentReader, TERMINATED};

/// The terms as they were when they were opened.
pub struct Terms {
    pub segments: Vec<Segment>,
    vocabulary: Vocabulary,
}

/// Some of the incidents, with their words.
pub struct Segment {
    words: Arc<InvertedIndexReader>,
    marks: Arc<InvertedIndexReader>,
    outlines: StoreReader,
    /// For each of its documents where the incident stands.
    pub places: Vec<Place>,
}

/// What a key must be.
pub enum Test<'a> {
    /// This very key.
    Exact(&'a str),
    /// One that begins so and passes.
    Scan {
        /// What it begins with; empty where that is not known.
        prefix: &'a str,
        /// Whether it passes.
        passes: &'a (dyn Fn(&str) -> bool + Sync),
    },
    /// One in which this finds something; what it finds is letters and digits alone.
    Matching(&'a Regex),
}

impl Terms {
    /// Opens the terms in `dir` for reading; needs no lock and writes nothing.
    pub fn open(dir: &Path) -> io::Result<Self> {
        let folder = dir.join(FOLDER);
        let index = Index::open_in_dir(&folder).map_err(io_error)?;
        let schema = index.schema();
        let field = |name: &str| schema.get_field(name).map_err(io_error);
        let (words, marks) = (field("words")?, field("marks")?);
        let mut segments = Vec::new();
        for segment in index.searchable_segments().map_err(io_error)? {
            let reader = SegmentReader::open(&segment).map_err(io_error)?;
            segments.push(Segment {
                words: reader.inverted_index(words).map_err(io_error)?,
                marks: reader.inverted_index(marks).map_err(io_error)?,
                outlines: store::open(&reader)?,
                places: places(&reader).map_err(io_error)?,
            });
        }
        // By what they hold, not by names that chance gave them.
        segments.sort_by_key(|segment| segment.places.first().copied());
        Ok(Self { segments, vocabulary: Vocabulary::open(&folder)? })
    }

    /// How many keys are gone through where a test has no beginning to look up.
    pub fn len(&self) -> usize {
        self.vocabulary.len()
    }

    /// Every distinct word, in order; some may stand in no narrative any more.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.vocabulary.len()).map(|word| self.vocabulary.word(word))
    }

    /// The incidents that hold a key that passes `test`, and those of which not everything is kept.
    /// `arrangement` tells which of `incidents` stands at a place.
    pub fn holding(&self, test: &Test<'_>, arrangement: &Arrangement, incidents: usize) -> io::Result<Bits> {
        let words = self.words_passing(test);
        let mut found = Bits::none(incidents);
        for segment in &self.segments {
            let mut add = |document: u32| {
                let place = segment.places.get(document as usize);
                if let Some(incident) = place.and_then(|place| arrangement.position(place)) {
                    found.insert(incident);
                }
            };
            segment.each_marked(VAGUE, &mut add)?;
            for word in &words {
                if let Some(term) = segment.term(self.vocabulary.word(*word))? {
                    segment.each_document(&term, &mut add)?;
                }
            }
        }
        Ok(found)
    }

    fn words_passing(&self, test: &Test<'_>) -> Vec<usize> {
        let mut words = Vec::new();
        match test {
            Test::Exact(key) => self.vocabulary.each_with_key(key, |word| words.push(word)),
            Test::Scan { prefix, passes } => self.vocabulary.each_key(prefix, |key, word| {
                if passes(key) {
                    words.push(word);
                }
            }),
            Test::Matching(regex) => self.vocabulary.each_matching(regex, |_, word| words.push(word)),
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Every key of the corpus that passes `test`, in order.
    pub fn passing(&self, test: &Test<'_>) -> Vec<String> {
        let mut keys = BTreeSet::new();
        match test {
            Test::Exact(key) => self.vocabulary.each_with_key(key, |_| {
                keys.insert((*key).to_string());
            }),
            Test::Scan { prefix, passes } => self.vocabulary.each_key(prefix, |key, _| {
                if passes(key) && !keys.contains(key) {
                    keys.insert(key.to_string());
                }
            }),
            Test::Matching(regex) => self.vocabulary.each_matching(regex, |key, _| {
                keys.insert(key.to_string());
            }),
        }
        keys.into_iter().collect()
    }
}

impl Segment {
    /// Where the postings of a word stand; `None` where no narrative of the segment holds it.
    pub fn term(&self, word: &str) -> io::Result<Option<TermInfo>> {
        self.words.terms().get(word.as_bytes())
    }

    /// Calls `found` with every document that holds the word, in order.
    pub fn each_document(&self, term: &TermInfo, found: &mut impl FnMut(u32)) -> io::Result<()> {
        documents(&self.words, term, found)
    }

    /// Calls `found` with every document that has the mark, in order.
    pub fn each_marked(&self, mark: &str, found: &mut impl FnMut(u32)) -> io::Result<()> {
        match self.marks.terms().get(mark.as_bytes())? {
            Some(term) => documents(&self.marks, &term, found),
            None => Ok(()),
        }
    }

    /// Calls `found` with every document of `wanted` that holds the word, in order, and with the
    /// numbers of its tokens that are it.
    pub fn each_place(
        &self,
        term: &TermInfo,
        wanted: &Bits,
        mut found: impl FnMut(u32, &[u32]),
    ) -> io::Result<()> {
        let option = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = self.words.read_postings_from_terminfo(term, option)?;
        let mut tokens = Vec::new();
        let mut document = postings.doc();
        while document != TERMINATED {
            if wanted.contains(document as usize) {
                postings.positions(&mut tokens);
                found(document, &tokens);
            }
            document = postings.advance();
        }
        Ok(())
    }

    /// Makes `outline` that of a document; `None` where it has none.
    pub fn outline(&self, document: u32, outline: &mut Outline) -> Option<()> {
        let bytes = self.outlines.get_document_bytes(document).ok()?;
        outline.take(&bytes)
    }
}

fn documents(reader: &InvertedIndexReader, term: &TermInfo, found: &mut impl FnMut(u32)) -> io::Result<()> {
    let mut postings = reader.read_block_postings_from_terminfo(term, IndexRecordOption::Basic)?;
    loop {
        let some = postings.docs();
        if some.is_empty() {
            return Ok(());
        }
        some.iter().for_each(|document| found(*document));
        postings.advance();
    }
}

pub(super) fn places(reader: &SegmentReader) -> tantivy::Result<Vec<Place>> {
    let column = |name: &str| -> tantivy::Result<Vec<u64>> {
        let mut values = vec![0; reader.max_doc() as usize];
        reader.fast_fields().u64(name)?.first_or_default_col(0).get_range(0, &mut values);
        Ok(values)
    };
    let numbers = column("number")?;
    Ok(column("file")?.into_iter().zip(numbers).map(|(file, number)| (file, number as u32)).collect())
}
