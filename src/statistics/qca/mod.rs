//! Crisp-set qualitative comparative analysis: which combinations of conditions go with the outcome.
//!
//! Ragin (1987); consistency and coverage Ragin (2006). A truth table row is a combination; cases
//! in it either show the outcome or not, and where they differ the row is contradictory.

pub mod chance;
mod cover;
mod primes;
pub mod solution;
pub mod truth_table;

pub use cover::{Count, MOST_LISTED as MOST_MODELS};
pub use primes::Implicant;
pub use solution::{Model, Solution, Term, TooLarge, solve};
pub use truth_table::{Outcome, Row, TruthTable};

/// A case: the conditions it has, and whether the outcome came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// The conditions, first condition in the highest bit.
    pub conditions: u32,
    /// The outcome came.
    pub outcome: bool,
}

/// The most conditions: each one more doubles the combinations.
pub const MOST_CONDITIONS: usize = 12;
