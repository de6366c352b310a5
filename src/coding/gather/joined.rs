//! Codes that the study says stand in the corpus, and that stand in its attribute table.

use super::header::{Header, Missing};
use super::row::RowReader;
use crate::coding::archive::{ArchiveCodes, CodesFile};
use crate::corpus::{Collection, FileRead, SourceFile, beside};
use std::path::Path;

/// The codes with the place where they are: those whose columns no file of their entry has, and the
/// entry's attribute table has all of, are read from that table, found by its ids.
pub(super) fn joined(
    codes: &[(usize, ArchiveCodes)],
    collection: &Collection,
    files: &[SourceFile],
    reads: &[FileRead],
) -> Vec<(usize, ArchiveCodes)> {
    let moved = |(entry, one): &(usize, ArchiveCodes)| {
        let table = collection.entries[*entry].table.as_ref()?;
        if one.file.is_some() || is_in_the_corpus(*entry, one, collection, files, reads) {
            return None;
        }
        let names = columns_of(&table.file, &table.id, collection)?;
        let of_table = Header { names: &names, renamed: &[] };
        is_whole(one, of_table).then(|| {
            let file = CodesFile {
                file: table.file.clone(),
                id: table.id.clone(),
                header: 1,
                stretch: None,
                quote: None,
            };
            ArchiveCodes { file: Some(file), ..one.clone() }
        })
    };
    codes.iter().map(|each| (each.0, moved(each).unwrap_or_else(|| each.1.clone()))).collect()
}

/// The columns of a table beside the corpus; `None` where it cannot be read, which others say.
pub(super) fn columns_of(file: &str, id: &str, collection: &Collection) -> Option<Vec<String>> {
    let path = collection.root.join(file);
    beside(&path, Path::new(file), 1, &[id], &collection.language).ok().map(|table| table.names)
}

/// True where one file of the entry has all columns that are named, or there is none to look in.
fn is_in_the_corpus(
    entry: usize,
    codes: &ArchiveCodes,
    collection: &Collection,
    files: &[SourceFile],
    reads: &[FileRead],
) -> bool {
    let renamed = &collection.entries[entry].columns;
    let mut own =
        files.iter().zip(reads).filter(|(file, read)| file.entry == entry && !read.skipped).peekable();
    own.peek().is_none() || own.any(|(_, read)| is_whole(codes, Header { names: &read.names, renamed }))
}

fn is_whole(codes: &ArchiveCodes, header: Header<'_>) -> bool {
    let mut missing = Missing::default();
    RowReader::of(codes, Path::new(""), header, &mut missing);
    missing.columns.is_empty() && missing.backwards.is_empty()
}
