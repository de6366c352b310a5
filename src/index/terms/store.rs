//! The outlines of a segment's narratives, in the place where tantivy keeps whole documents: they
//! follow their documents when segments are merged.

use std::io;
use tantivy::index::SegmentComponent;
use tantivy::store::{Compressor, StoreReader, StoreWriter};
use tantivy::{Segment, SegmentReader};

/// So many bytes are unpacked at once.
pub(super) const BLOCK: usize = 64 << 10;
/// So many such blocks stay unpacked.
const BLOCKS: usize = 16;

/// Writes one outline a document, in order.
pub(super) fn write<'a>(segment: &Segment, outlines: impl Iterator<Item = &'a [u8]>) -> tantivy::Result<()> {
    let file = segment.open_write(SegmentComponent::Store)?;
    let mut writer = StoreWriter::new(file, Compressor::Lz4, BLOCK, false)?;
    for outline in outlines {
        writer.store_bytes(outline)?;
    }
    writer.close()?;
    Ok(())
}

/// Opens the outlines of a segment.
pub(super) fn open(segment: &SegmentReader) -> io::Result<StoreReader> {
    segment.get_store_reader(BLOCKS)
}
