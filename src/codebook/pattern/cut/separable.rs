//! `sep(particle: forms)`: a separable verb, cut as one sign.

use super::{Cutter, Kind, Run, Sign, stand_in};
use crate::codebook::pattern::mistake::Mistake;
use crate::codebook::pattern::tree::{Form, Node, Word};
use crate::span::Span;
use crate::text::chars::char_at;

impl Cutter<'_> {
    /// `sep(particle: forms)`, from the byte it starts at; the bracket stands here.
    pub(super) fn separable(&mut self, start: usize) {
        self.end_run();
        let inside_start = self.at + 1;
        let Some(length) = closing(&self.source[inside_start..]) else {
            self.mistake(Mistake::Unclosed, Span::new(self.at, self.at + 1));
            self.signs.push(Sign { kind: Kind::Part(stand_in()), span: Span::new(start, self.source.len()) });
            self.at = self.source.len();
            return;
        };
        let inside = Span::new(inside_start, inside_start + length);
        let form = match self.read_separable(inside) {
            Ok(form) => form,
            Err((what, span)) => {
                self.mistake(Mistake::Separable { what }, span);
                stand_in()
            }
        };
        self.at = inside.end + 1;
        let optional = self.source[self.at..].starts_with('?');
        self.at += usize::from(optional);
        let span = Span::new(start, self.at);
        let form = if optional { Form::Optional(Box::new(Node { form, span })) } else { form };
        self.signs.push(Sign { kind: Kind::Part(form), span });
    }

    fn read_separable(&self, inside: Span) -> Result<Form, (&'static str, Span)> {
        let text = inside.of(self.source);
        if let Some(at) = text.find(['(', '|', '<']) {
            let at = inside.start + at;
            return Err(("inside it stand single words only", Span::new(at, at + 1)));
        }
        let colon = text.find(':').ok_or(("a colon behind the particle is missing", inside))?;
        let head = Span::new(inside.start, inside.start + colon);
        let particle = match &self.words(head)?[..] {
            [word] if !word.is_open() => word.clone(),
            [] => return Err(("the particle is missing", head)),
            _ => return Err(("the particle is one word without `*`", head)),
        };
        let tail = Span::new(head.end + 1, inside.end);
        let mut forms = Vec::new();
        for chunk in chunks(tail, self.source) {
            match &self.words(chunk)?[..] {
                [] => {}
                [word] => forms.push(word.clone()),
                _ => return Err(("each form is a single word", chunk)),
            }
        }
        if forms.is_empty() {
            return Err(("the forms of the verb are missing", tail));
        }
        Ok(Form::Separable { particle, forms })
    }

    /// The words of a stretch in which only `\` and `*` mean something.
    fn words(&self, stretch: Span) -> Result<Vec<Word>, (&'static str, Span)> {
        let mut cutter = Cutter {
            source: &self.source[..stretch.end],
            at: stretch.start,
            run: Run::default(),
            signs: Vec::new(),
            mistakes: Vec::new(),
        };
        while let Some(c) = char_at(cutter.source, cutter.at) {
            if c == '\\' { cutter.escape() } else { cutter.take(c) }
        }
        cutter.end_run();
        if !cutter.mistakes.is_empty() {
            return Err(("its words take no `~`, and `*` only against letters", stretch));
        }
        let word = |sign: Sign| match sign.kind {
            Kind::Part(Form::Word(word)) if !word.stem => Ok(word),
            _ => Err(("its words take no `~`", sign.span)),
        };
        cutter.signs.into_iter().map(word).collect()
    }
}

/// Where the first bracket that is not escaped closes.
fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let closes = c == ')' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })
}

/// The stretches between blanks.
fn chunks(stretch: Span, source: &str) -> Vec<Span> {
    let mut chunks = Vec::new();
    let mut start = stretch.start;
    for piece in stretch.of(source).split(char::is_whitespace) {
        let end = start + piece.len();
        chunks.push(Span::new(start, end));
        start = end + char_at(source, end).map_or(0, char::len_utf8);
    }
    chunks
}
