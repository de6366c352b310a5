//! Statistics of counts: numbers in, numbers out. One statistic a file.
//!
//! `None` is undefined (never 0 or NaN), `f64::INFINITY` a true infinite estimate or limit. Every
//! variant is named, because two programs that print "p" seldom mean the same one. `level` is the
//! confidence level of an interval, mostly 0.95.

pub mod agreement;
pub mod association;
pub mod binomial;
pub mod chance;
pub mod clusters;
pub mod cooccurrence;
pub mod counts;
pub mod factorials;
pub mod freeman_halton;
pub mod hypergeometric;
pub mod interval;
pub mod jackknife;
pub mod keyness;
pub mod lattice;
pub mod multiple;
pub mod paired;
pub mod proportion;
pub mod qca;
pub mod ranks;
pub mod root;
pub mod saturation;
pub mod strata;
pub mod tails;
pub mod two_by_two;
pub mod unitizing;

pub use counts::Counts;
pub use interval::Interval;
pub use two_by_two::TwoByTwo;
