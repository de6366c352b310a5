//! Where in its file the parts of a codebook stand, for what is found out about them later.

use super::written::{WrittenCode, WrittenRule};
use crate::span::Span;
use crate::yaml::Node;

/// Where every code and rule stands; in the order of the codebook, where it has no faults.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// One for each code.
    pub codes: Vec<CodePlaces>,
}

/// Where a code stands.
#[derive(Debug, Clone)]
pub struct CodePlaces {
    /// Its id.
    pub id: Span,
    /// One for each rule.
    pub rules: Vec<RulePlaces>,
}

/// Where a rule stands.
#[derive(Debug, Clone)]
pub struct RulePlaces {
    /// Its first field.
    pub start: Span,
    /// The patterns of `any`.
    pub any: Vec<Node>,
    /// The patterns of `all`.
    pub all: Vec<Node>,
    /// The patterns of `none`.
    pub none: Vec<Node>,
}

impl Places {
    pub(super) fn of(codes: &[WrittenCode<'_>]) -> Self {
        let rule = |rule: &WrittenRule<'_>| RulePlaces {
            start: rule.place,
            any: rule.any.to_vec(),
            all: rule.all.to_vec(),
            none: rule.none.to_vec(),
        };
        let code = |code: &WrittenCode<'_>| CodePlaces {
            id: code.place,
            rules: code.rules.iter().map(rule).collect(),
        };
        Self { codes: codes.iter().map(code).collect() }
    }
}
