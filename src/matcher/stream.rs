//! One narrative as patterns see it: its tokens with what they can be, and where its sentences stand.

use super::vocabulary::{Class, Interest, Vocabulary, WATCHED};
use super::words::{Leaf, Lexicon};
use crate::codebook::Scope;
use crate::span::Span;
use crate::text::layout::Stretch;
use crate::text::short::Short;
use crate::text::table::UNKNOWN;
use crate::text::tokens::{self, Make, each_token};
use crate::text::{Endings, Layout, Outline, Speakers};
use std::ops::Range;

/// The largest narrative in bytes: places of tokens take four bytes.
const LARGEST: usize = u32::MAX as usize;

/// So many tokens are looked up together.
const TOGETHER: usize = 256;

/// Memory for so many tokens is kept from one narrative to the next.
const KEPT: usize = 1 << 18;

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    start: u32,
    end: u32,
    pub class: Class,
}

impl Token {
    pub(super) fn start(self) -> usize {
        self.start as usize
    }

    pub(super) fn end(self) -> usize {
        self.end as usize
    }
}

/// What a narrative is read with.
pub(super) struct Reader<'a> {
    pub lexicon: &'a Lexicon,
    pub interest: &'a Interest,
    pub endings: &'a Endings,
    pub speakers: &'a Speakers,
    /// Nobody asks for tokens.
    pub wordless: bool,
}

/// A stretch of a narrative in which patterns are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ground {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its places in [`Stream::watched`].
    pub watched: Range<usize>,
    /// Its text.
    pub span: Span,
}

/// One narrative as patterns see it; its memory and vocabulary serve the next one too.
pub(super) struct Stream {
    pub layout: Layout,
    pub vocabulary: Vocabulary,
    /// Its tokens outside excluded turns.
    pub tokens: Vec<Token>,
    /// The places of the tokens that some pattern asks for.
    pub watched: Vec<u32>,
    /// The last tokens, which have no class yet.
    coming: Vec<Coming>,
    /// For each sentence the place of its first token; one more for the end.
    sentences: Vec<u32>,
    /// For each piece the place of its first token; one more for the end.
    pieces: Vec<u32>,
}

impl Stream {
    pub(super) fn new() -> Self {
        Self {
            layout: Layout::default(),
            vocabulary: Vocabulary::new(),
            tokens: Vec::new(),
            watched: Vec::new(),
            coming: Vec::with_capacity(TOGETHER),
            sentences: Vec::new(),
            pieces: Vec::new(),
        }
    }

    /// Becomes what an index knows of a narrative: its outline, and the numbers and classes of those
    /// tokens that mean something, in order. Stretches are marks of the outline, not bytes.
    pub(super) fn put(&mut self, outline: &Outline, words: &[(u32, Class)]) {
        let Self { layout, tokens, watched, sentences, pieces, .. } = self;
        layout.labels.clear();
        layout.pieces.clear();
        layout.pieces.push(outline.whole());
        layout.sentences.clear();
        sentences.clear();
        tokens.clear();
        for sentence in 0..outline.sentences() {
            let span = outline.sentence(sentence);
            layout.sentences.push(Stretch { from: outline.from(sentence), span });
            sentences.push(outline.first(sentence) as u32);
            tokens.extend((outline.first(sentence)..outline.first(sentence + 1)).map(|token| {
                let span = outline.token(sentence, token);
                Token { start: span.start as u32, end: span.end as u32, class: 0 }
            }));
        }
        sentences.push(tokens.len() as u32);
        pieces.clear();
        pieces.extend([0, tokens.len() as u32]);
        layout.first_sentences.clear();
        layout.first_sentences.extend(outline.paragraphs().iter().map(|first| *first as usize));
        layout.paragraphs.clear();
        for (place, first) in outline.paragraphs().iter().enumerate() {
            let next = outline.paragraphs().get(place + 1).map_or(outline.sentences(), |next| *next as usize);
            let span = outline.sentence(*first as usize).join(outline.sentence(next - 1));
            layout.paragraphs.push(Stretch { from: outline.from(*first as usize), span });
        }
        watched.clear();
        for (token, class) in words {
            if let Some(known) = tokens.get_mut(*token as usize) {
                known.class = *class;
                if class & WATCHED != 0 {
                    watched.push(*token);
                }
            }
        }
    }

    /// Reads `narrative`. One that is too large is read up to its last line that fits.
    pub(super) fn read(&mut self, narrative: &str, reader: &Reader<'_>) {
        self.vocabulary.forget_if_full();
        self.layout.read(narrative, reader.endings, reader.speakers);
        self.tokens.clear();
        self.watched.clear();
        self.sentences.clear();
        self.pieces.clear();
        if narrative.len() <= LARGEST && !reader.wordless {
            self.cut(narrative, reader);
        }
        let all = self.tokens.len() as u32;
        self.sentences.resize(self.layout.sentences.len() + 1, all);
        self.pieces.resize(self.layout.pieces.len() + 1, all);
    }

    fn cut(&mut self, narrative: &str, reader: &Reader<'_>) {
        let Self { layout, vocabulary, tokens, watched, coming, sentences, pieces } = self;
        let mut froms = layout.sentences.iter().map(|sentence| sentence.from).peekable();
        for piece in &layout.pieces {
            pieces.push(tokens.len() as u32);
            each_token(narrative, *piece, &layout.labels, |token| {
                while froms.next_if(|from| *from <= token.start).is_some() {
                    sentences.push(tokens.len() as u32);
                }
                coming.push(Coming::new(token, narrative));
                tokens.push(Token { start: token.start as u32, end: token.end as u32, class: 0 });
                if coming.len() == TOGETHER {
                    classify(coming, narrative, reader, vocabulary, tokens, watched);
                }
            });
        }
        classify(coming, narrative, reader, vocabulary, tokens, watched);
    }

    /// Gives back the memory that a large narrative took.
    pub(super) fn rest(&mut self) {
        if self.tokens.capacity() > KEPT {
            self.tokens = Vec::new();
            self.watched = Vec::new();
            self.sentences = Vec::new();
            self.layout = Layout::default();
        }
    }

    /// The sentence of the token at this place.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|first| *first as usize <= token).saturating_sub(1)
    }

    /// The sentence that holds this byte.
    pub(super) fn sentence_at(&self, byte: usize) -> Option<usize> {
        let sentences = &self.layout.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.from <= byte).checked_sub(1)?;
        (byte < sentences[sentence].span.end).then_some(sentence)
    }

    /// The tokens of a sentence.
    pub(super) fn tokens_of(&self, sentence: usize) -> Range<usize> {
        self.sentences[sentence] as usize..self.sentences[sentence + 1] as usize
    }

    /// How many stretches of this kind there are.
    pub(super) fn count(&self, scope: Scope) -> usize {
        match scope {
            Scope::Sentence => self.layout.sentences.len(),
            Scope::Paragraph => self.layout.paragraphs.len(),
            Scope::Incident => self.layout.pieces.len(),
        }
    }

    /// A sentence, a paragraph, or a piece.
    pub(super) fn ground(&self, scope: Scope, place: usize) -> Ground {
        let (tokens, span) = match scope {
            Scope::Sentence => (self.tokens_of(place), self.layout.sentences[place].span),
            Scope::Paragraph => {
                let first = self.layout.first_sentences[place];
                let end = self.layout.first_sentences.get(place + 1);
                let end = end.copied().unwrap_or(self.layout.sentences.len());
                let tokens = self.sentences[first] as usize..self.sentences[end] as usize;
                (tokens, self.layout.paragraphs[place].span)
            }
            Scope::Incident => {
                let tokens = self.pieces[place] as usize..self.pieces[place + 1] as usize;
                (tokens, self.layout.pieces[place])
            }
        };
        let place = |token: usize| self.watched.partition_point(|watched| (*watched as usize) < token);
        Ground { watched: place(tokens.start)..place(tokens.end), tokens, span }
    }

    /// True where the whole token at this place is of this leaf.
    pub(super) fn is(&self, token: usize, leaf: Leaf) -> bool {
        holds(self.vocabulary.whole(self.tokens[token].class), leaf)
    }

    /// The text from the first of these tokens to the last.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].start(), self.tokens[tokens.end - 1].end())
    }
}

/// A token without a class.
#[derive(Debug, Clone, Copy)]
enum Coming {
    /// Of few letters and digits of ASCII alone.
    Short(Short),
    /// Any other.
    Other {
        /// With a hyphen inside.
        hyphenated: bool,
    },
}

impl Coming {
    #[inline]
    fn new(token: tokens::Token, narrative: &str) -> Self {
        match token.make {
            Make::Plain => match Short::new(narrative.as_bytes(), token.start, token.end) {
                Some(word) => Coming::Short(word),
                None => Coming::Other { hyphenated: false },
            },
            make => Coming::Other { hyphenated: make == Make::Hyphenated },
        }
    }
}

/// Gives the last tokens their classes: all are looked for before any answer is waited for.
fn classify(
    coming: &mut Vec<Coming>,
    narrative: &str,
    reader: &Reader<'_>,
    vocabulary: &mut Vocabulary,
    tokens: &mut [Token],
    watched: &mut Vec<u32>,
) {
    let first = tokens.len() - coming.len();
    for (token, coming) in tokens[first..].iter_mut().zip(&*coming) {
        token.class = match coming {
            Coming::Short(word) if !reader.lexicon.beginnings.may_be(word.beginning()) => 0,
            Coming::Short(word) => vocabulary.glance(*word),
            Coming::Other { .. } => UNKNOWN,
        };
    }
    for ((token, place), coming) in tokens[first..].iter_mut().zip(first..).zip(coming.drain(..)) {
        if token.class == UNKNOWN {
            let written = &narrative[token.start()..token.end()];
            token.class = match coming {
                Coming::Short(word) => vocabulary.short(word, written, reader.lexicon, reader.interest),
                Coming::Other { hyphenated } => {
                    vocabulary.other(written, hyphenated, reader.lexicon, reader.interest)
                }
            };
        }
        if token.class & WATCHED != 0 {
            watched.push(place as u32);
        }
    }
}

/// True where the ordered `leaves` hold `leaf`.
pub(super) fn holds(leaves: &[Leaf], leaf: Leaf) -> bool {
    if leaves.len() <= 8 { leaves.contains(&leaf) } else { leaves.binary_search(&leaf).is_ok() }
}
