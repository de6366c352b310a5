//! The real program in a fresh folder: one file a verb.

mod architecture;
mod archive_codebooks;
mod codebook_check;
mod folder;
mod index;
mod new;
mod patterns;
mod program;
mod reference;
mod sample;
mod study;
mod try_pattern;
mod whereabouts;
