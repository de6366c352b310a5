//! A pattern as it was read: words, rows, gaps, alternatives, with their places.

use crate::span::Span;
use std::fmt;

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
    /// `word~`: every word with its stem.
    pub stem: bool,
}

impl Word {
    /// True where it holds a `*`.
    pub fn is_open(&self) -> bool {
        self.pieces.len() > 1
    }
}

/// As it is written in a pattern.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stem = if self.stem { "~" } else { "" };
        write!(f, "{}{stem}", self.pieces.join("*"))
    }
}

impl Node {
    /// True where some way through it holds nothing at all.
    pub fn may_be_missing(&self) -> bool {
        match &self.form {
            Form::Word(_) | Form::Any | Form::Separable { .. } => false,
            Form::Row(parts) => parts.iter().all(Node::may_be_missing),
            Form::Gap { first, second, .. } => first.may_be_missing() && second.may_be_missing(),
            Form::Either(parts) => parts.iter().any(Node::may_be_missing),
            Form::Optional(_) => true,
        }
    }

    /// True where some way through it holds no word but `_`.
    pub fn may_be_wordless(&self) -> bool {
        match &self.form {
            Form::Word(_) | Form::Separable { .. } => false,
            Form::Any | Form::Optional(_) => true,
            Form::Row(parts) => parts.iter().all(Node::may_be_wordless),
            Form::Gap { first, second, .. } => first.may_be_wordless() && second.may_be_wordless(),
            Form::Either(parts) => parts.iter().any(Node::may_be_wordless),
        }
    }

    /// Every word of it that is looked for by itself, with its place; forms of separable verbs are not among them.
    pub fn words(&self) -> Vec<(&Word, Span)> {
        match &self.form {
            Form::Word(word) => vec![(word, self.span)],
            Form::Any | Form::Separable { .. } => Vec::new(),
            Form::Row(parts) | Form::Either(parts) => parts.iter().flat_map(Node::words).collect(),
            Form::Gap { first, second, .. } => [first.words(), second.words()].concat(),
            Form::Optional(part) => part.words(),
        }
    }

    /// Calls `change` on every word of it that is looked for by itself.
    pub(super) fn each_word(&mut self, change: &mut impl FnMut(&mut Word, Span)) {
        match &mut self.form {
            Form::Word(word) => change(word, self.span),
            Form::Any | Form::Separable { .. } => {}
            Form::Row(parts) | Form::Either(parts) => {
                parts.iter_mut().for_each(|part| part.each_word(change))
            }
            Form::Gap { first, second, .. } => {
                first.each_word(change);
                second.each_word(change);
            }
            Form::Optional(part) => part.each_word(change),
        }
    }
}
