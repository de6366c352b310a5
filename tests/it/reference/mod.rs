//! A slow and simple second reading of `docs/patterns.md`, to hold the matcher against.
//!
//! It shares nothing with the program but word lists and the enums of a rule. Everything is
//! counted in code points, every way is tried, nothing is kept but patterns that were read.

pub mod finding;
pub mod layout;
pub mod lists;
pub mod narrative;
pub mod pattern;
pub mod rules;
pub mod signs;
pub mod stems;
pub mod words;

pub use narrative::Speakers;
pub use rules::{Book, Code, Rule, Span, Suggestion};

use layout::Reading;
use lists::Lists;
use narrative::Narrative;
use pattern::parse;
use rules::Coding;
use stems::Stems;

/// Every suggestion for one narrative, by code, start and end.
pub fn suggest(book: &Book, text: &str, language: &str, speakers: &Speakers) -> Vec<Suggestion> {
    let lists = Lists::of(language).replaced_by(book.negators.get(language));
    let reading = layout::read(&Narrative::new(text, speakers), language, &lists);
    let text: Vec<char> = text.chars().collect();
    let (stems, patterns) = (&Stems::of(language), Default::default());
    Coding { book, reading: &reading, text: &text, language, lists: &lists, stems, patterns }.suggestions()
}

/// The hits of one pattern, sentence by sentence; the reason where it is refused.
pub fn hits_in_sentences(
    source: &str,
    text: &str,
    language: &str,
    speakers: &Speakers,
) -> Result<Vec<Span>, String> {
    let pattern = parse(source, language)?;
    let reading = read(text, language, speakers);
    let text: Vec<char> = text.chars().collect();
    let stems = Stems::of(language);
    let scopes = reading.sentences.iter();
    Ok(scopes.flat_map(|scope| finding::hits(&pattern, &reading, scope, &text, &stems)).collect())
}

/// The narrative laid out.
pub fn read(text: &str, language: &str, speakers: &Speakers) -> Reading {
    layout::read(&Narrative::new(text, speakers), language, &Lists::of(language))
}
