//! A pattern as it was read: words, rows, gaps, alternatives, with their places.

use crate::span::Span;

/// What kind of pattern it is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Words, rows and gaps.
    Words(Node),
    /// The whole pattern is a regular expression.
    Regex(regex::Regex),
    /// A counted suggestion of this code, or one below it, in the same scope.
    Code(String),
}

/// A part of a pattern, with the bytes of [`super::Pattern::source`] it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub form: Form,
    /// Where it stands.
    pub span: Span,
}

/// What a part of a pattern is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// One token that fits this word.
    Word(Word),
    /// One token of any kind: `_`.
    Any,
    /// Parts in a row; at least two.
    Row(Vec<Node>),
    /// `second` after `first` with at most `most` tokens between.
    Gap {
        /// The whole stretch so far.
        first: Box<Node>,
        /// What follows.
        second: Box<Node>,
        /// At most so many tokens between.
        most: usize,
        /// `<n>`: either may come first.
        either_order: bool,
    },
    /// At least one of them; at least two.
    Either(Vec<Node>),
    /// May be missing.
    Optional(Box<Node>),
    /// `sep(particle: forms)`.
    Separable {
        /// The particle.
        particle: Word,
        /// The forms of the verb.
        forms: Vec<Word>,
    },
}

/// A word of a pattern: one token as the text model cuts it, escapes resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// What stands between the `*` of the word, as written (no folding yet): `word` is
    /// `["word"]`, `word*` is `["word", ""]`, `*word*` is `["", "word", ""]`, `w*d` is `["w", "d"]`.
    pub pieces: Vec<String>,
    /// `word~`: any inflection of it.
    pub stem: bool,
}

impl Word {
    /// True where it holds a `*`.
    pub fn is_open(&self) -> bool {
        self.pieces.len() > 1
    }
}
