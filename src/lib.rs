//! Keerpunt: critical incidents coded, counted and opened again.
//!
//! The rooms stand in the order the data flows; each imports only what lies
//! upstream (`tests/it/architecture.rs` checks it, ARCHITECTURE.md says why).
#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod analysis;
pub mod codebook;
pub mod coding;
pub mod corpus;
pub mod diagnostic;
pub mod files;
pub mod index;
pub mod learn;
pub mod matcher;
pub mod report;
pub mod serve;
pub mod span;
pub mod statistics;
pub mod study;
pub mod text;
pub mod yaml;
