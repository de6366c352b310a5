//! The same index written by tantivy's usual writer: what the quick way is held against.

use super::batch::{Batch, Told};
use super::{Fields, Terms, UNLINED, VAGUE, WORDS, language_mark, schema};
use crate::corpus::Narrative;
use crate::index::reading::Manner;
use crate::text::{Language, Speakers};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use tantivy::indexer::NoMergePolicy;
use tantivy::postings::Postings as _;
use tantivy::schema::IndexRecordOption;
use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy::{DocSet as _, Index, IndexWriter, SegmentReader, TERMINATED, TantivyDocument};

/// Cuts a text at its NUL signs: words were found before tantivy saw them.
#[derive(Clone)]
struct Words;

struct WordStream<'a> {
    rest: &'a str,
    token: Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        WordStream { rest: text, token: Token::default() }
    }
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((word, rest)) = self.rest.split_once('\0') else { return false };
        self.rest = rest;
        self.token.text = word.to_string();
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

fn write(folder: &Path, batch: &Batch) {
    let (schema, fields) = schema();
    let index = Index::create_in_dir(folder, schema).unwrap();
    index.tokenizers().register(WORDS, TextAnalyzer::builder(Words).build());
    let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (number, document) in batch.documents.iter().enumerate() {
        let mut values = TantivyDocument::default();
        let words = batch.tokens_of(number).iter().map(|word| format!("{}\0", batch.words.word(*word)));
        values.add_text(fields.words, words.collect::<String>());
        let mut marks = vec![language_mark(&batch.languages[document.language as usize])];
        marks.extend(document.vague.then(|| VAGUE.to_string()));
        marks.extend(document.unlined.then(|| UNLINED.to_string()));
        values.add_text(fields.marks, marks.iter().map(|mark| format!("{mark}\0")).collect::<String>());
        values.add_u64(fields.file, document.place.0);
        values.add_u64(fields.number, document.place.1.into());
        writer.add_document(values).unwrap();
    }
    writer.commit().unwrap();
}

/// A field and a term, with the documents that hold it and at which places.
type Everything = BTreeMap<(u32, Vec<u8>), Vec<(u32, Vec<u32>)>>;

/// Every posting of the only segment in `folder`, and its columns.
fn everything(folder: &Path) -> (Everything, Vec<(u64, u32)>) {
    let index = Index::open_in_dir(folder).unwrap();
    let segments = index.searchable_segments().unwrap();
    assert_eq!(segments.len(), 1);
    let reader = SegmentReader::open(&segments[0]).unwrap();
    let (_, Fields { words, marks, file, .. }) = schema();
    let mut all = Everything::new();
    for field in [words, marks, file] {
        let inverted = reader.inverted_index(field).unwrap();
        let mut terms = inverted.terms().stream().unwrap();
        while let Some((term, info)) = terms.next() {
            let option = if field == words {
                IndexRecordOption::WithFreqsAndPositions
            } else {
                IndexRecordOption::Basic
            };
            let mut postings = inverted.read_postings_from_terminfo(info, option).unwrap();
            let mut list = Vec::new();
            while postings.doc() != TERMINATED {
                let mut places = Vec::new();
                if field == words {
                    postings.positions(&mut places);
                    assert_eq!(postings.term_freq() as usize, places.len());
                }
                list.push((postings.doc(), places));
                postings.advance();
            }
            assert_eq!(list.len(), info.doc_freq as usize);
            all.insert((field.field_id(), term.to_vec()), list);
        }
    }
    (all, super::reader::places(&reader).unwrap())
}

fn told(texts: &[String]) -> Vec<Told> {
    let tell = |(number, text): (usize, &String)| Told {
        place: (number as u64 / 3, number as u32 % 3),
        narrative: Narrative::from(text.as_str()),
        language: number.is_multiple_of(4).then(|| Language::new("nl")),
    };
    texts.iter().enumerate().map(tell).collect()
}

#[track_caller]
fn same_both_ways(texts: &[String]) {
    let speakers = Speakers { exclude: vec!["Coach".into()], include: vec!["R".into()] };
    let manner = Manner { language: Language::new("en"), speakers };
    let (quick, plain) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut writer = super::Writer::open(quick.path(), &manner, crate::index::Memory::default()).unwrap();
    told(texts).into_iter().for_each(|one| writer.add(one).unwrap());
    writer.commit().unwrap();
    write(plain.path(), &Batch::of(&told(texts), &manner));
    let (quick_postings, plain_postings) =
        (everything(&quick.path().join(super::FOLDER)), everything(plain.path()));
    assert_eq!(quick_postings, plain_postings);
    let terms = Terms::open(quick.path()).unwrap();
    let (_, fields) = schema();
    let words: Vec<&[u8]> = plain_postings
        .0
        .keys()
        .filter(|(field, _)| *field == fields.words.field_id())
        .map(|(_, word)| word.as_slice())
        .collect();
    assert_eq!(terms.words().map(str::as_bytes).collect::<Vec<_>>(), words);
}

#[test]
fn the_quick_way_writes_what_the_usual_way_writes() {
    let long = "x".repeat(3000);
    let many = "the alarm did not ring and the crew did not check. ".repeat(300);
    let texts =
        ["One two, two.", "", "Één vakman-\nschap", &long, &many, "Coach: hoi\nR: dag", "P&O-team 3,5"];
    same_both_ways(&texts.map(String::from));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn both_ways_write_the_same_of_any_text(
        texts in prop::collection::vec("([a-cÀ-ÿ]{1,3}[ .,\n'-]{1,2}){0,40}", 1..12),
    ) {
        same_both_ways(&texts);
    }
}
