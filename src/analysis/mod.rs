//! Counts and tables; pure: no file, no clock, the same answer every time.
//!
//! Everything starts from a [`Material`]: incidents, and what was found in each.
//! What is negated is counted nowhere, a child counts for its parents once, and
//! an incident without text is in no base.

pub mod agreement;
pub mod attributes;
pub mod bins;
pub mod cases;
mod categories;
mod columns;
pub mod comparison;
pub mod condition;
pub mod cooccurrence;
pub mod counted;
pub mod counting;
pub mod crosstab;
pub mod design;
pub mod error;
pub mod evaluation;
pub mod found;
pub mod frequencies;
pub mod keyness;
pub mod material;
pub mod matrix;
mod measure;
pub mod measured;
pub mod negative;
mod order;
pub mod participation;
pub mod passages;
pub mod point;
pub mod qca;
pub mod ranking;
pub mod saturation;
pub mod selection;
mod slots;
pub mod sought;
pub mod spread;
pub mod statistic;
pub mod tables;
mod turnover;
pub mod unit;
pub mod unknown;
mod wanted;

pub use agreement::{Agreement, agreement};
pub use bins::{BadBins, Bins, Scale};
pub use comparison::{Comparing, Detail, Refusal, Tested};
pub use condition::{Comparison, Condition};
pub use cooccurrence::{Cooccurrence, cooccurrence};
pub use counted::Counted;
pub use crosstab::{Crosstab, Crosstabs, crosstab, crosstabs};
pub use design::Design;
pub use error::Error;
pub use evaluation::{Evaluation, Gold, Reference, Trap, evaluate};
pub use found::{Found, Mark, Source};
pub use frequencies::{Frequencies, frequencies, frequencies_within};
pub use keyness::{Keywords, keywords};
pub use material::{By, Column, DeclaredValue, Material, Scope, Variable};
pub use participation::{Participation, participation, participation_within};
pub use passages::{Passage, Passages, passages};
pub use point::Point;
pub use qca::{Qca, qca};
pub use saturation::Saturation;
pub use selection::Selection;
pub use sought::Unsought;
pub use spread::{Spread, spread};
pub use statistic::{Caution, Measure, Statistic};
pub use tables::{Part, Tables};
pub use turnover::{Rated, Turnover, turnover};
pub use unit::Unit;
pub use unknown::Unknown;
