//! The real program in a fresh folder: one file a verb.

mod agreement_of_ways;
mod architecture;
mod archive_codebooks;
mod codebook_check;
mod codebook_show;
mod codebook_test;
mod diagnostic_codes;
mod folder;
mod index;
mod invented;
mod new;
mod patterns;
mod program;
mod reference;
mod sample;
mod search;
mod study;
mod try_pattern;
mod whereabouts;
