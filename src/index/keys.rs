//! The words of a narrative as the index knows them.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer keys stand for themselves by [`LONG`]: tantivy keeps no term beyond 64 KB.
const LONGEST: usize = 1000;

/// Marks a narrative that holds a key too long to be kept; every test must take it for a hit.
pub(super) const LONG: &str = "\u{1}";

/// Every key by which some word of `narrative` can be found, each once, in order.
pub(super) fn keys(narrative: &str) -> BTreeSet<String> {
    let folded: String =
        narrative.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| if word.len() > LONGEST { LONG } else { word }.to_string()).collect()
}
