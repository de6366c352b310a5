//! Which segments are gathered into larger ones.

use super::{FOLDER, io_error};
use std::io;
use std::path::Path;
use tantivy::Index;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, MergePolicy as _};

/// Segments of so many incidents stay as they are: several are read at once.
const LARGE: usize = 16_384;

/// Which segments are gathered into larger ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gather {
    /// Small ones, once there are many.
    Due,
    /// All.
    All,
}

pub(super) fn candidates(segments: &[SegmentMeta], what: Gather) -> Vec<Vec<SegmentId>> {
    match what {
        Gather::Due => {
            let mut policy = LogMergePolicy::default();
            policy.set_max_docs_before_merge(LARGE);
            let due = policy.compute_merge_candidates(segments);
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
pub fn is_scattered(dir: &Path) -> bool {
    metas(dir).is_ok_and(|segments| !candidates(&segments, Gather::Due).is_empty())
}

/// How many segments there are in `dir`.
pub fn segments(dir: &Path) -> io::Result<usize> {
    Ok(metas(dir)?.len())
}
