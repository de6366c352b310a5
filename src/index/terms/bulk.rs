//! A batch as a segment of the index, written at once by tantivy's own serializers.
//!
//! tantivy's usual way puts every word of a text into a growing hash table of postings, which is
//! most of its work. Here the words have numbers already, so one counting sort brings the tokens of
//! a word together, and what is written is the same.

use super::batch::Batch;
use super::{Fields, language_mark, store};
use std::io::{self, Write as _};
use tantivy::directory::TerminatingWrite as _;
use tantivy::fastfield::FastFieldsWriter;
use tantivy::fieldnorm::{FieldNormsSerializer, FieldNormsWriter};
use tantivy::index::SegmentComponent;
use tantivy::postings::{FieldSerializer, InvertedIndexSerializer};
use tantivy::{Index, Segment, SegmentMeta, TantivyDocument, Term};

/// Writes `batch` as a segment that counts once it is added and committed.
pub(super) fn write(index: &Index, fields: &Fields, batch: &Batch) -> tantivy::Result<SegmentMeta> {
    let segment = index.new_segment().with_max_doc(batch.documents.len() as u32);
    let norms = FieldNormsSerializer::from_write(segment.open_write(SegmentComponent::FieldNorms)?)?;
    // The numbers of files have lengths, too, which nobody asks for; a merge reads them all the same.
    let mut lengths = FieldNormsWriter::for_schema(&index.schema());
    lengths.fill_up_to_max_doc(batch.documents.len() as u32);
    lengths.serialize(norms, None)?;
    let mut postings = InvertedIndexSerializer::open(&segment)?;
    // In the order in which the schema knows them.
    words(postings.new_field(fields.words, batch.tokens.len() as u64, None)?, batch)?;
    marks(postings.new_field(fields.marks, batch.documents.len() as u64, None)?, batch)?;
    files(postings.new_field(fields.file, batch.documents.len() as u64, None)?, fields, batch)?;
    postings.close()?;
    columns(&segment, fields, batch)?;
    store::write(&segment, (0..batch.documents.len()).map(|document| batch.outline_of(document)))?;
    Ok(segment.meta().clone())
}

fn words(mut serializer: FieldSerializer<'_>, batch: &Batch) -> io::Result<()> {
    let (starts, places) = sorted_tokens(batch);
    let mut deltas: Vec<u32> = Vec::new();
    for word in batch.words.sorted() {
        let places = &places[starts[word as usize] as usize..starts[word as usize + 1] as usize];
        let documents = places.chunk_by(|one, next| one.document == next.document);
        serializer.new_term(batch.words.word(word).as_bytes(), documents.clone().count() as u32, true)?;
        for places in documents {
            let mut last = 0;
            deltas.clear();
            deltas.extend(places.iter().map(|place| place.token - std::mem::replace(&mut last, place.token)));
            serializer.write_doc(places[0].document, deltas.len() as u32, &deltas);
        }
        serializer.close_term()?;
    }
    serializer.close()
}

/// Where a token stands.
#[derive(Clone, Copy, Default)]
struct Place {
    document: u32,
    /// Its number in the document.
    token: u32,
}

/// The places of all tokens, those of one word together, and for each word where its own begin; one
/// more for the end.
fn sorted_tokens(batch: &Batch) -> (Vec<u32>, Vec<Place>) {
    let mut starts = vec![0u32; batch.words.len() + 1];
    for word in &batch.tokens {
        starts[*word as usize + 1] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut places = vec![Place::default(); batch.tokens.len()];
    for document in 0..batch.documents.len() {
        for (word, token) in batch.tokens_of(document).iter().zip(0..) {
            let next = &mut next[*word as usize];
            places[*next as usize] = Place { document: document as u32, token };
            *next += 1;
        }
    }
    (starts, places)
}

fn marks(mut serializer: FieldSerializer<'_>, batch: &Batch) -> io::Result<()> {
    let mut marks: Vec<(String, Vec<u32>)> =
        batch.languages.iter().map(|language| (language_mark(language), Vec::new())).collect();
    let [mut vague, mut unlined] = [Vec::new(), Vec::new()];
    for (document, one) in (0..).zip(&batch.documents) {
        marks[one.language as usize].1.push(document);
        if one.vague {
            vague.push(document);
        }
        if one.unlined {
            unlined.push(document);
        }
    }
    marks.extend([(super::VAGUE.to_string(), vague), (super::UNLINED.to_string(), unlined)]);
    marks.sort();
    for (mark, documents) in marks.into_iter().filter(|(_, documents)| !documents.is_empty()) {
        serializer.new_term(mark.as_bytes(), documents.len() as u32, false)?;
        documents.into_iter().for_each(|document| serializer.write_doc(document, 1, &[]));
        serializer.close_term()?;
    }
    serializer.close()
}

/// For each file the incidents read from it, so that they can be removed.
fn files(mut serializer: FieldSerializer<'_>, fields: &Fields, batch: &Batch) -> io::Result<()> {
    let mut places: Vec<(u64, u32)> = batch.documents.iter().map(|one| one.place.0).zip(0..).collect();
    places.sort_unstable();
    for places in places.chunk_by(|one, next| one.0 == next.0) {
        let term = Term::from_field_u64(fields.file, places[0].0);
        serializer.new_term(term.serialized_value_bytes(), places.len() as u32, false)?;
        places.iter().for_each(|(_, document)| serializer.write_doc(*document, 1, &[]));
        serializer.close_term()?;
    }
    serializer.close()
}

fn columns(segment: &Segment, fields: &Fields, batch: &Batch) -> tantivy::Result<()> {
    let mut writer = FastFieldsWriter::from_schema_and_tokenizer_manager(
        &segment.schema(),
        segment.index().tokenizers().clone(),
    )?;
    for document in &batch.documents {
        let mut values = TantivyDocument::default();
        values.add_u64(fields.file, document.place.0);
        values.add_u64(fields.number, document.place.1.into());
        writer.add_document(&values)?;
    }
    let mut file = segment.open_write(SegmentComponent::FastFields)?;
    writer.serialize(&mut file, None)?;
    file.flush()?;
    file.terminate()?;
    Ok(())
}
