//! Which statistics a table may carry, and when not to trust them.

pub use super::measure::Measure;
pub use super::measured::{Statistic, find};

/// When a number should not be trusted, or not as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caution {
    /// Fewer than five are expected in some cell, so that chi-square and Woolf's interval are rough.
    ExpectedBelowFive,
    /// A cell is empty: the odds ratio is 0, infinite or undefined, and given after adding ½ as well.
    EmptyCell,
    /// Respondents told several of the incidents, and the tests take incidents as independent.
    DependentIncidents,
    /// Paragraphs or sentences of one incident are taken as independent.
    DependentUnits,
    /// Which outcome a code goes with may be chance.
    WeakLean,
    /// How many codes there may be is estimated from below.
    RichnessLowerBound,
    /// Nobody said in which order incidents were collected: they stand as they were read.
    ReadingOrder,
    /// Codes come from a codebook, which cannot miss what it has no code for.
    ClosedCodebook,
    /// p was estimated from random tables.
    Sampled,
    /// Fewer than five units have both codes, so that a coefficient hangs on single ones.
    FewTogether,
    /// Which column a unit stands in goes with how many units its cluster has: the permutation test, which
    /// exchanges clusters of one size, sees the smaller part of what sets columns apart.
    ClusterSizes,
    /// Passages of one code overlap several of the other, so that the c-coefficient is no share.
    BeyondOne,
    /// Rules find two codes by the same words in at least half of the incidents in which they meet.
    SameWords,
    /// Words of one narrative are taken as independent.
    DependentWords,
    /// One respondent alone uses the word.
    OneRespondent,
    /// All judgements are the same: agreement beyond chance is undefined.
    NoVariation,
    /// Coders differ nowhere: the standard error is 0, whatever the number of units.
    NoDisagreement,
    /// Two lists about the same things are taken as independent.
    SameThings,
    /// So few things are ranked that a correlation hangs on single ones.
    FewRanked,
    /// Fewer than twenty respondents: what takes them as clusters is rough.
    FewRespondents,
}

impl Caution {
    /// Every caution.
    pub const ALL: &[Caution] = &[
        Caution::ExpectedBelowFive,
        Caution::EmptyCell,
        Caution::DependentIncidents,
        Caution::DependentUnits,
        Caution::WeakLean,
        Caution::RichnessLowerBound,
        Caution::ReadingOrder,
        Caution::ClosedCodebook,
        Caution::Sampled,
        Caution::FewTogether,
        Caution::ClusterSizes,
        Caution::BeyondOne,
        Caution::SameWords,
        Caution::DependentWords,
        Caution::OneRespondent,
        Caution::NoVariation,
        Caution::NoDisagreement,
        Caution::SameThings,
        Caution::FewRespondents,
        Caution::FewRanked,
    ];

    /// Its code.
    pub fn code(self) -> &'static str {
        match self {
            Caution::ExpectedBelowFive => "expected-below-five",
            Caution::EmptyCell => "empty-cell",
            Caution::DependentIncidents => "dependent-incidents",
            Caution::DependentUnits => "dependent-units",
            Caution::WeakLean => "weak-lean",
            Caution::RichnessLowerBound => "richness-lower-bound",
            Caution::ReadingOrder => "reading-order",
            Caution::ClosedCodebook => "closed-codebook",
            Caution::Sampled => "sampled-p",
            Caution::FewTogether => "few-together",
            Caution::ClusterSizes => "cluster-sizes",
            Caution::BeyondOne => "c-beyond-one",
            Caution::SameWords => "same-words",
            Caution::DependentWords => "dependent-words",
            Caution::OneRespondent => "one-respondent",
            Caution::NoVariation => "no-variation",
            Caution::NoDisagreement => "no-disagreement",
            Caution::SameThings => "same-things",
            Caution::FewRanked => "few-ranked",
            Caution::FewRespondents => "few-respondents",
        }
    }
}
