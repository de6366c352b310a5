//! The peer of `keerpunt index`: the same JSON Lines into tantivy as its own examples do it.
//!
//! usage: raw_tantivy FILE.jsonl FOLDER
//!
//! One document an incident, its narrative `TEXT | STORED`, two indexing threads, one commit. The
//! folder must not exist. It has keerpunt's allocator, so that a ratio tells of indexing alone.
use std::borrow::Cow;
use std::error::Error;
use std::fs::{File, create_dir};
use std::io::{BufRead, BufReader};

use serde::Deserialize;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument};

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Memory of both threads together, in bytes: as large as the prototypes found fastest.
const MEMORY: usize = 150_000_000;

#[derive(Deserialize)]
struct Incident<'a> {
    #[serde(borrow)]
    narrative: Cow<'a, str>,
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` says --bench and no files: there is nothing to measure by itself.
    let given: Vec<String> = std::env::args().skip(1).filter(|one| one != "--bench").collect();
    let [file, folder] = given.as_slice() else {
        println!("usage: raw_tantivy FILE.jsonl FOLDER (benches/goals.py runs it)");
        return Ok(());
    };
    let mut schema = Schema::builder();
    let narrative = schema.add_text_field("narrative", TEXT | STORED);
    create_dir(folder)?;
    let index = Index::create_in_dir(folder, schema.build())?;
    let mut writer: IndexWriter = index.writer_with_num_threads(2, MEMORY)?;
    let mut lines = BufReader::with_capacity(1 << 20, File::open(file)?);
    let mut line = String::new();
    while lines.read_line(&mut line)? > 0 {
        let incident: Incident = serde_json::from_str(&line)?;
        let mut document = TantivyDocument::new();
        document.add_text(narrative, incident.narrative);
        writer.add_document(document)?;
        line.clear();
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}
