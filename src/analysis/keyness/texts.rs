//! Narratives as rows of numbers, a number a word.

use crate::analysis::Material;
use crate::text::words::{function_words, spell};
use crate::text::{Language, Reading, elision};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};

use super::LeaveOut;

/// Incidents that are read by one thread at a time; the same everywhere, so that numbers are.
const CHUNK: usize = 256;

/// A word in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Which word, by its place in [`Texts::words`].
    pub word: u32,
    /// It only holds sentences together, or was to be left out.
    pub idle: bool,
    /// Something stands before it that a phrase does not go over: a sentence's begin, a comma, a number.
    pub begins: bool,
}

/// Narratives as words.
pub(super) struct Texts {
    /// Every different word.
    pub words: Vec<String>,
    /// The words of each incident that was asked for, in their order.
    pub tokens: Vec<Vec<Token>>,
}

impl Texts {
    /// Reads the incidents at these places; turns that rules do not read are left out.
    pub fn read(material: &Material<'_>, places: &[usize], leave_out: &LeaveOut) -> Self {
        let chunks: Vec<Chunk> =
            places.par_chunks(CHUNK).map(|places| Chunk::read(material, places, leave_out)).collect();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut words = Vec::new();
        let mut numbers: Vec<Vec<u32>> = Vec::with_capacity(chunks.len());
        for chunk in &chunks {
            let number = |word: &String| {
                *known.entry(word.clone()).or_insert_with(|| {
                    words.push(word.clone());
                    (words.len() - 1) as u32
                })
            };
            numbers.push(chunk.words.iter().map(number).collect());
        }
        let renumbered = chunks.into_par_iter().zip(numbers).flat_map_iter(|(chunk, numbers)| {
            chunk.tokens.into_iter().map(move |mut tokens| {
                tokens.iter_mut().for_each(|token| token.word = numbers[token.word as usize]);
                tokens
            })
        });
        let tokens = renumbered.collect();
        Self { words, tokens }
    }
}

/// Some narratives, with numbers of their own.
#[derive(Default)]
struct Chunk {
    words: Vec<String>,
    tokens: Vec<Vec<Token>>,
}

/// What is known of a language while a chunk is read.
struct Tongue {
    /// Each word with its number, and whether it is idle.
    known: HashMap<String, (u32, bool)>,
    idle: HashSet<&'static str>,
    elided: &'static [&'static str],
}

impl Tongue {
    fn new(language: &Language) -> Self {
        Self { known: HashMap::new(), idle: function_words(language), elided: elision::elided(language) }
    }
}

impl Chunk {
    fn read(material: &Material<'_>, places: &[usize], leave_out: &LeaveOut) -> Self {
        let mut chunk = Chunk::default();
        let mut tongues: HashMap<&Language, Tongue> = HashMap::new();
        for at in places {
            let incident = &material.incidents[*at];
            let tongue = tongues.entry(&incident.language).or_insert_with(|| Tongue::new(&incident.language));
            let reading = Reading::new(&incident.narrative, &incident.language, material.speakers);
            let tokens = chunk.tokens_of(&incident.narrative, &reading, tongue, leave_out);
            chunk.tokens.push(tokens);
        }
        chunk
    }

    fn tokens_of(
        &mut self,
        text: &str,
        reading: &Reading,
        tongue: &mut Tongue,
        leave_out: &LeaveOut,
    ) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(reading.tokens.len());
        let mut spelled = String::new();
        for sentence in &reading.layout.sentences {
            let mut end = None;
            for span in &reading.tokens[reading.tokens_of(sentence)] {
                let token = span.of(text);
                let token = elision::behind(token, tongue.elided).unwrap_or(token);
                if span.start < sentence.span.start || !spell(token, &mut spelled) {
                    end = None;
                    continue;
                }
                let begins = end.is_none_or(|end: usize| !text[end..span.start].trim().is_empty());
                end = Some(span.end);
                let (word, idle) = match tongue.known.get(spelled.as_str()) {
                    Some(known) => *known,
                    None => {
                        let word = self.words.len() as u32;
                        self.words.push(spelled.clone());
                        let idle = leave_out.has(&spelled, &tongue.idle);
                        tongue.known.insert(spelled.clone(), (word, idle));
                        (word, idle)
                    }
                };
                tokens.push(Token { word, idle, begins });
            }
        }
        tokens
    }
}
