//! The real program in a fresh folder: one file a verb.

mod agreement_of_ways;
mod apply;
mod architecture;
mod archive_codebooks;
mod codebook_check;
mod codebook_show;
mod codebook_test;
mod crosstab;
mod diagnostic_codes;
mod dutch;
mod evaluate;
mod folder;
mod frequencies;
mod index;
mod invented;
mod new;
mod patterns;
mod program;
mod quotes;
mod reference;
mod sample;
mod search;
mod stories;
mod study;
mod try_pattern;
mod whereabouts;
