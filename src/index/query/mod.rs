//! What a search asks: words and fields, joined by AND, OR and NOT.
//!
//! NOT binds before AND, AND before OR. What stands between operators is a
//! pattern as in rules, except that a bare word stands for all words with its stem
//! and `"…"` for exact forms, or a test of an attribute.

mod cut;
mod evaluate;
mod field;
mod parse;

pub(in crate::index) use evaluate::Facts;
pub use field::{Bound, FieldTest, ValueTest};

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A search as it was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// Each of them holds.
    And(Vec<Query>),
    /// At least one of them holds.
    Or(Vec<Query>),
    /// It does not hold.
    Not(Box<Query>),
    /// A pattern has a hit.
    Words(Words),
    /// An attribute has a value.
    Field(FieldTest),
}

/// A pattern inside a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The pattern, quotation marks replaced by blanks of the same length in bytes.
    pub pattern: String,
    /// Where it stands in the search, in bytes.
    pub span: Span,
    /// What stood between quotation marks, in bytes of `pattern`: exact forms.
    pub exact: Vec<Span>,
}

impl Query {
    /// Every pattern in it, from left to right.
    pub fn words(&self) -> Vec<&Words> {
        match self {
            Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(Query::words).collect(),
            Query::Not(part) => part.words(),
            Query::Words(words) => vec![words],
            Query::Field(_) => Vec::new(),
        }
    }

    /// Every test of an attribute in it, from left to right.
    pub fn fields(&self) -> Vec<&FieldTest> {
        match self {
            Query::And(parts) | Query::Or(parts) => parts.iter().flat_map(Query::fields).collect(),
            Query::Not(part) => part.fields(),
            Query::Words(_) => Vec::new(),
            Query::Field(test) => vec![test],
        }
    }
}

impl Query {
    /// Calls `change` on every test of an attribute in it.
    pub fn each_field(&mut self, change: &mut impl FnMut(&mut FieldTest)) {
        match self {
            Query::And(parts) | Query::Or(parts) => {
                parts.iter_mut().for_each(|part| part.each_field(change));
            }
            Query::Not(part) => part.each_field(change),
            Query::Words(_) => {}
            Query::Field(test) => change(test),
        }
    }
}

fn mistake(code: &'static str, span: Span, message: &str, label: &str, help: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::fault(code, message).at(span).label(label).help(help))
}
