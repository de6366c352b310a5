//! The inverted index: which incidents hold a word, and where. The only folder that knows tantivy.
//!
//! One document an incident: its words with their places, its outline, and its own place (file and number
//! within the file). No norms, no stems, no stored text: what a word is compared as is decided when
//! something is asked, over the list of distinct words.

mod batch;
mod bulk;
mod distinct;
mod gather;
#[cfg(test)]
mod plain;
mod reader;
mod store;
mod vocabulary;
mod writer;

pub(super) use tantivy::postings::TermInfo;

pub(super) use batch::{Place, Told};
pub(super) use gather::{Gather, is_scattered, segments};
pub(super) use reader::{Segment, Terms, Test};
pub(super) use writer::{Writer, gather};

use crate::text::Language;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

/// The folder below the index folder.
pub(super) const FOLDER: &str = "terms";

/// Marks a narrative that every test on words must take for a hit: not all it holds is kept as words.
pub(super) const VAGUE: &str = "vague";
/// Marks a narrative that has no outline: rules must read its text.
pub(super) const UNLINED: &str = "unlined";

/// Marks the narratives in a language.
pub(super) fn language_mark(language: &Language) -> String {
    format!("language {language}")
}

/// How our tokenizers are called; only a writer of texts needs them, and ours writes words.
const WORDS: &str = "words";

#[derive(Clone, Copy)]
struct Fields {
    words: Field,
    marks: Field,
    file: Field,
    number: Field,
}

fn schema() -> (Schema, Fields) {
    let mut schema = Schema::builder();
    let mut text = |name: &str, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default();
        let indexing = indexing.set_tokenizer(WORDS).set_index_option(option).set_fieldnorms(false);
        schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let words = text("words", IndexRecordOption::WithFreqsAndPositions);
    let marks = text("marks", IndexRecordOption::Basic);
    let file = schema.add_u64_field("file", NumericOptions::default() | FAST | INDEXED);
    let number = schema.add_u64_field("number", NumericOptions::default() | FAST);
    (schema.build(), Fields { words, marks, file, number })
}

fn io_error(error: tantivy::TantivyError) -> io::Error {
    match error {
        tantivy::TantivyError::IoError(error) => io::Error::new(error.kind(), error.to_string()),
        // Our own lock lies in a folder that a person may delete while a command holds it.
        tantivy::TantivyError::LockFailure(..) => io::Error::other("another command is writing it"),
        other => io::Error::other(other.to_string()),
    }
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
