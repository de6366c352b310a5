//! Whether a negator stands near a hit.

use super::find::begins_at;
use super::program::Step;
use super::stream::Stream;
use super::words::{Leaf, Lexicon};
use crate::codebook::pattern::Word;
use crate::span::Span;
use crate::text::negators::Negators;
use crate::text::tokens::pattern_tokens;

/// So many tokens before a hit, and behind it, are looked at.
const REACH: usize = 3;

/// The negators of a language, compiled.
pub(super) struct Negation {
    before: Leaf,
    after: Vec<Step>,
    but: Vec<Step>,
}

impl Negation {
    pub(super) fn new(negators: &Negators, lexicon: &mut Lexicon) -> Self {
        let before = negators.before.iter().flat_map(|entry| words(entry)).collect();
        let before = lexicon.leaf(before);
        let mut rows = |entries: &[String]| -> Vec<Step> {
            let rows = entries.iter().map(|entry| words(entry)).filter(|row| !row.is_empty());
            rows.map(|row| {
                Step::Row(row.into_iter().map(|word| Step::Leaf(lexicon.leaf(vec![word]))).collect())
            })
            .collect()
        };
        Self { before, after: rows(&negators.after), but: rows(&negators.but) }
    }

    /// True where `hit` is negated.
    pub(super) fn negates(&self, hit: Span, stream: &Stream) -> bool {
        self.negates_from_before(hit.start, stream) || self.negates_from_behind(hit.end, stream)
    }

    fn negates_from_before(&self, start: usize, stream: &Stream) -> bool {
        let Some(sentence) = stream.sentence_at(start) else { return false };
        let tokens = stream.tokens_of(sentence);
        let first = tokens.start;
        let before = stream.tokens[tokens.clone()].partition_point(|token| token.end() <= start);
        let near = first + before.saturating_sub(REACH)..first + before;
        near.into_iter().any(|token| {
            stream.is(token, self.before)
                && !self.but.iter().any(|row| begins_at(row, stream, token, tokens.end))
        })
    }

    fn negates_from_behind(&self, end: usize, stream: &Stream) -> bool {
        if self.after.is_empty() {
            return false;
        }
        let Some(sentence) = stream.sentence_at(end.saturating_sub(1)) else { return false };
        let tokens = stream.tokens_of(sentence);
        let behind =
            tokens.start + stream.tokens[tokens.clone()].partition_point(|token| token.start() < end);
        (behind..tokens.end.min(behind + REACH))
            .any(|token| self.after.iter().any(|row| begins_at(row, stream, token, tokens.end)))
    }
}

/// The words of an entry of a list.
fn words(entry: &str) -> Vec<Word> {
    let word = |token: Span| {
        let mut pieces: Vec<String> = token.of(entry).split('*').map(str::to_string).collect();
        // `n't` is written against its verb.
        if pieces == ["n't"] || pieces == ["n’t"] {
            pieces.insert(0, String::new());
        }
        Word { pieces, stem: false }
    };
    pattern_tokens(entry).into_iter().map(word).collect()
}
