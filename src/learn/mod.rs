//! Passages that look like those that people gave a code: learnt from what they coded and rejected.
//!
//! A linear model of words and word pairs, one for each code. It knows nothing but the texts of this
//! study and what people said of them, and gives the same order on every machine.

mod learner;
mod logistic;
mod measure;
mod ranking;
mod terms;

pub use learner::{Learner, Reason};
pub use measure::{Measured, Scored, measure};
pub use ranking::{Asked, Lesson, Mark, Passage, Ranked, TooFew, candidates, learn};
pub use terms::{Grain, Texts, Unit};
