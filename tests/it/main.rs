//! The real program in a fresh folder: one file a verb.

mod folder;
mod program;
