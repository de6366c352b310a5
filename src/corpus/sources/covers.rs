//! Whether an entry of a corpus would take up a file that is about to be written.

use super::pattern;
use crate::corpus::format::{Ending, by_ending, is_passed_over};
use crate::corpus::{Collection, Entry};
use std::fs;
use std::path::Path;

/// True where `path`, with every link followed, lies where the entry looks, and is there already or
/// would be read as stories by its ending.
pub fn would_read(collection: &Collection, entry: &Entry, path: &Path) -> bool {
    let Ok(place) = pattern::place(&collection.root, entry) else { return false };
    let base = fs::canonicalize(&place.base).unwrap_or(place.base);
    let Ok(below) = path.strip_prefix(&base) else { return false };
    let hidden = below.iter().any(|part| part.to_string_lossy().starts_with('.'));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if hidden || is_passed_over(&name) {
        return false;
    }
    let fits = |pattern: &pattern::PathPattern| pattern.attributes(&pattern::with_slashes(below)).is_some();
    let read = path.exists() || matches!(by_ending(path), Ending::Read(_));
    read && place.pattern.as_ref().is_none_or(fits)
}
