//! Statistics of counts: numbers in, numbers out. One statistic a file.
//!
//! `None` is undefined (never 0 or NaN), `f64::INFINITY` a true infinite estimate or limit. Every
//! variant is named, because two programs that print "p" seldom mean the same one.

pub mod association;
pub mod counts;
pub mod multiple;
pub mod tails;

pub use counts::Counts;
