//! Narratives cut into numbered words: what a segment of the index is made of.

use super::distinct::Distinct;
use crate::corpus::Narrative;
use crate::index::keys::LONGEST;
use crate::index::reading::Manner;
use crate::span::Span;
use crate::text::short::Short;
use crate::text::table::{Number, UNKNOWN};
use crate::text::tokens::{Make, each_token};
use crate::text::{Endings, Language, Layout, Outline};
use std::collections::HashMap;

/// So many words are looked up together.
const TOGETHER: usize = 256;

/// Where an incident stands: which file by its id in the manifest, and which of that file's narratives.
pub type Place = (u64, u32);

/// A narrative to be indexed.
pub struct Told {
    pub place: Place,
    pub narrative: Narrative,
    /// Its own language, where it says one.
    pub language: Option<Language>,
}

/// What is known of one narrative besides its words.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub place: Place,
    /// Its language, by its number in [`Batch::languages`].
    pub language: u32,
    /// It holds a word that is not kept, or a label that only regexes see: every test on words must take it for a hit.
    pub vague: bool,
    /// It has no outline: rules must read its text.
    pub unlined: bool,
    /// One past its last token.
    pub end: u32,
    /// One past the last byte of its outline.
    pub outline: u32,
}

/// Narratives cut into words.
pub(super) struct Batch {
    pub words: Distinct,
    /// The words of all narratives, one behind the other.
    pub tokens: Vec<Number>,
    pub documents: Vec<Document>,
    pub languages: Vec<Language>,
    /// The outlines, one behind the other.
    pub outlines: Vec<u8>,
}

impl Batch {
    /// Reads narratives.
    pub fn of(told: &[Told], manner: &Manner) -> Self {
        let mut reader = Reader::new(manner, told.iter().map(|one| one.narrative.len()).sum());
        for some in told.chunks(Narrative::AT_A_TIME) {
            some.iter().for_each(|one| reader.read(one));
            Narrative::give_back(some.iter().map(|one| &one.narrative));
        }
        reader.batch
    }

    /// The tokens of a document.
    pub fn tokens_of(&self, document: usize) -> &[Number] {
        let start = document.checked_sub(1).map_or(0, |before| self.documents[before].end);
        &self.tokens[start as usize..self.documents[document].end as usize]
    }

    /// The outline of a document; empty where it has none.
    pub fn outline_of(&self, document: usize) -> &[u8] {
        let start = document.checked_sub(1).map_or(0, |before| self.documents[before].outline);
        &self.outlines[start as usize..self.documents[document].outline as usize]
    }
}

struct Reader<'a> {
    manner: &'a Manner,
    batch: Batch,
    numbers: HashMap<Language, u32>,
    endings: Vec<Endings>,
    layout: Layout,
    outline: Outline,
    spans: Vec<(usize, usize)>,
    coming: Vec<(Span, Coming)>,
}

/// A word that has no number yet.
#[derive(Clone, Copy)]
enum Coming {
    Short(Short),
    Other,
}

impl<'a> Reader<'a> {
    fn new(manner: &'a Manner, bytes: usize) -> Self {
        Self {
            manner,
            batch: Batch {
                words: Distinct::new(),
                tokens: Vec::with_capacity(bytes / 5),
                documents: Vec::new(),
                languages: Vec::new(),
                outlines: Vec::new(),
            },
            numbers: HashMap::new(),
            endings: Vec::new(),
            layout: Layout::default(),
            outline: Outline::default(),
            spans: Vec::new(),
            coming: Vec::with_capacity(TOGETHER),
        }
    }

    fn read(&mut self, told: &Told) {
        let narrative = told.narrative.as_str();
        let language = self.language(told.language.as_ref().unwrap_or(&self.manner.language));
        self.layout.read(narrative, &self.endings[language as usize], &self.manner.speakers);
        let Self { batch, layout, spans, coming, .. } = self;
        spans.clear();
        let mut too_long = false;
        // Excluded turns too: people search in them.
        each_token(narrative, Span::new(0, narrative.len()), &layout.labels, |token| {
            spans.push((token.start, token.end));
            let word = match token.make {
                Make::Plain => Short::new(narrative.as_bytes(), token.start, token.end),
                _ => None,
            };
            too_long |= token.end - token.start > LONGEST;
            coming.push((Span::new(token.start, token.end), word.map_or(Coming::Other, Coming::Short)));
            if coming.len() == TOGETHER {
                number(coming, narrative, batch);
            }
        });
        number(coming, narrative, batch);
        let has_outline = !too_long && self.outline.read(&self.layout, self.spans.iter().copied());
        if has_outline {
            self.outline.write(&mut self.batch.outlines);
        }
        self.batch.documents.push(Document {
            place: told.place,
            language,
            vague: too_long || !self.layout.labels.is_empty(),
            unlined: !has_outline,
            end: self.batch.tokens.len() as u32,
            outline: self.batch.outlines.len() as u32,
        });
    }

    fn language(&mut self, language: &Language) -> u32 {
        if let Some(number) = self.numbers.get(language) {
            return *number;
        }
        let number = self.endings.len() as u32;
        self.endings.push(Endings::of(language));
        self.batch.languages.push(language.clone());
        self.numbers.insert(language.clone(), number);
        number
    }
}

/// Gives the last words their numbers: all are looked for before any answer is waited for.
fn number(coming: &mut Vec<(Span, Coming)>, narrative: &str, batch: &mut Batch) {
    let first = batch.tokens.len();
    let Batch { words, tokens, .. } = batch;
    tokens.extend(coming.iter().map(|(_, coming)| match coming {
        Coming::Short(word) => words.glance(*word),
        Coming::Other => UNKNOWN,
    }));
    for (token, (span, coming)) in tokens[first..].iter_mut().zip(coming.drain(..)) {
        if *token == UNKNOWN {
            // A word that is not kept stands as the beginning of one; its narrative is read anyway.
            let written = span.of(narrative);
            *token = match coming {
                Coming::Short(word) => words.short(word, written),
                Coming::Other => words.other(kept(written)),
            };
        }
    }
}

/// As much of a word as is kept.
fn kept(word: &str) -> &str {
    &word[..word.floor_char_boundary(LONGEST)]
}
