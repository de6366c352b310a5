//! Why a question cannot be answered; the words for it are the caller's.

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No code has this id.
    #[error("the codebook has no code `{0}`")]
    UnknownCode(String),
    /// Respondents are asked for, and the study does not say who told what.
    #[error("the study does not say which attribute holds the respondent")]
    NoRespondents,
    /// Stretches of two codes are never one segment.
    #[error("segments cannot be counted codes by codes")]
    SegmentsByCodes,
    /// Codings of whole incidents, asked for by something smaller.
    #[error("people gave these codes to whole incidents, so no {0} can be counted")]
    NoStretches(super::Unit),
    /// Codes of whole incidents, where coders are to be compared by something smaller.
    #[error("{coder} gave codes to whole incidents, so coders cannot be compared by {unit}")]
    WholeIncidents {
        /// Whose.
        coder: String,
        /// What was asked for.
        unit: super::agreement::Grain,
    },
    /// A condition that is none.
    #[error("`{0}` is no condition")]
    NotACondition(String),
    /// More or less than something that has no order: what was asked, and the whole condition.
    #[error("`{0}` in `{1}` is neither a number nor a date")]
    NoPoint(String, String),
    /// A group that is none.
    #[error("`{name}` is no value of {attribute}")]
    NoSuchGroup {
        /// The attribute that makes groups.
        attribute: String,
        /// What was asked for.
        name: String,
        /// The values there are.
        values: Vec<String>,
    },
    /// Incidents with one value, or none, make no two groups.
    #[error("{attribute} makes no two groups: {}", .value.as_ref().map_or("no incident that is asked for has a value of it".to_string(), |value| format!("all have `{value}`")))]
    OneGroup {
        /// The attribute.
        attribute: String,
        /// The only value.
        value: Option<String>,
    },
    /// More or less than a number that could be two: what was asked, and the whole condition.
    #[error("`{0}` in `{1}` could be two numbers")]
    TwoNumbers(String, String),
    /// A column to compare that the table does not have.
    #[error("the table has no column `{name}` to compare")]
    NoSuchColumn {
        /// What was asked for.
        name: String,
        /// The columns there are.
        values: Vec<String>,
    },
    /// Two halves are wanted, and the attribute has one value or more than two.
    #[error("`{name}` does not make two halves")]
    NotTwoValues {
        /// The attribute.
        name: String,
        /// Its values, or the one that was named twice.
        values: Vec<String>,
    },
    /// So many incidents stand in both halves.
    #[error("{0} incidents have both values, so they would stand on both sides")]
    InBothHalves(usize),
    /// More conditions than every shortest solution can be found for.
    #[error("{conditions} conditions are too many: {most} at most")]
    ConditionsBeyond {
        /// How many were asked for.
        conditions: usize,
        /// How many there may be.
        most: usize,
    },
    /// There are more combinations of the conditions than cases.
    #[error("{conditions} conditions make {possible} combinations, and there are {cases} incidents")]
    ConditionsOfFewCases {
        /// How many were asked for.
        conditions: usize,
        /// 2 to the power of that.
        possible: usize,
        /// How many cases there are.
        cases: usize,
    },
    /// All cases have the outcome, or none has.
    #[error("{with} of {cases} incidents have {outcome}: there is nothing to explain")]
    OutcomeSame {
        /// The outcome.
        outcome: String,
        /// Cases with it.
        with: usize,
        /// All cases.
        cases: usize,
    },
}
