//! A pattern cut into signs: words, brackets, bars, gaps.

mod separable;

use super::mistake::Mistake;
use super::tree::{Form, Word};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::chars::{char_at, char_before, is_letter_or_digit, is_mark, is_unspaced};
use crate::text::tokens::pattern_tokens;

/// The widest gap.
const WIDEST: usize = 50;

/// One sign of a pattern, with the bytes it stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    pub kind: Kind,
    pub span: Span,
}

/// What a sign is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, `_`, or a separable verb.
    Part(Form),
    Open,
    Close {
        /// `)?`
        optional: bool,
    },
    Bar,
    Gap {
        most: usize,
        either_order: bool,
    },
}

/// The signs of `source`, and what is wrong with them. A sign that is wrong
/// stands as a word, so that one mistake does not make another.
pub(super) fn cut(source: &str) -> (Vec<Sign>, Vec<Diagnostic>) {
    let mut cutter = Cutter { source, at: 0, run: Run::default(), signs: Vec::new(), mistakes: Vec::new() };
    while let Some(c) = char_at(source, cutter.at) {
        cutter.step(c);
    }
    cutter.end_run();
    (cutter.signs, cutter.mistakes)
}

/// A stretch of words with its escapes resolved.
#[derive(Default)]
struct Run {
    text: String,
    /// For each byte of `text` the byte of the pattern it came from; one more for the end.
    places: Vec<usize>,
}

impl Run {
    fn push(&mut self, c: char, place: usize) {
        self.text.push(c);
        self.places.resize(self.text.len(), place);
    }

    /// The stretch of the pattern behind `span` of the text.
    fn place(&self, span: Span, source: &str) -> Span {
        let last = self.places[span.end - 1];
        let length = char_at(source, last).map_or(0, char::len_utf8);
        Span::new(self.places[span.start], last + length)
    }
}

struct Cutter<'a> {
    source: &'a str,
    at: usize,
    run: Run,
    signs: Vec<Sign>,
    mistakes: Vec<Diagnostic>,
}

impl Cutter<'_> {
    fn step(&mut self, c: char) {
        match c {
            '\\' => self.escape(),
            '(' => self.open(),
            ')' => {
                let optional = self.source[self.at + 1..].starts_with('?');
                self.sign(Kind::Close { optional }, 1 + usize::from(optional));
            }
            '|' => self.sign(Kind::Bar, 1),
            '_' if !self.is_inside_word() => self.sign(Kind::Part(Form::Any), 1),
            '<' => self.angle(),
            '.' => self.dots(),
            _ if self.begins_word() && self.begins_special() => self.special(),
            _ => self.take(c),
        }
    }

    fn take(&mut self, c: char) {
        self.run.push(c, self.at);
        self.at += c.len_utf8();
    }

    /// The next sign as it is: no letter or digit, so punctuation as in texts.
    fn escape(&mut self) {
        let Some(c) = char_at(self.source, self.at + 1) else {
            self.at += 1;
            return;
        };
        // Of the signs that a pattern knows, these would still mean something in a run.
        let literal = if matches!(c, '*' | '~') { ';' } else { c };
        let place = self.at + 1;
        self.run.push(literal, place);
        self.at = place + c.len_utf8();
    }

    fn sign(&mut self, kind: Kind, length: usize) {
        self.end_run();
        let span = Span::new(self.at, self.at + length);
        self.signs.push(Sign { kind, span });
        self.at += length;
    }

    fn mistake(&mut self, mistake: Mistake, span: Span) {
        self.mistakes.push(mistake.at(span));
    }

    /// A wrong sign of this length stands as a word.
    fn wrong(&mut self, mistake: Mistake, length: usize) {
        self.mistake(mistake, Span::new(self.at, self.at + length));
        self.sign(Kind::Part(stand_in()), length);
    }

    /// `_` beside a letter or digit is punctuation.
    fn is_inside_word(&self) -> bool {
        let before = char_before(self.source, self.at);
        let after = char_at(self.source, self.at + 1);
        [before, after].into_iter().flatten().any(is_of_word)
    }

    fn begins_word(&self) -> bool {
        char_before(self.source, self.at)
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '?'))
    }

    fn begins_special(&self) -> bool {
        let rest = &self.source[self.at..];
        ["THEN/", "NEAR/"].iter().any(|name| rest.starts_with(name))
            || rest.strip_prefix("code:").is_some_and(|id| id.starts_with(is_letter_or_digit))
    }

    /// `THEN/5`, `NEAR/5`, or a `code:` where none may be.
    fn special(&mut self) {
        let rest = &self.source[self.at..];
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|');
        let written = &rest[..rest.find(ends).unwrap_or(rest.len())];
        match written.split_once('/') {
            Some((name, number)) if !name.starts_with("code:") => {
                let length = written.len();
                let (written, number) = (written.to_string(), number.to_string());
                self.gap(&written, &number, length, written.starts_with("NEAR"));
            }
            _ => {
                let id = written.trim_start_matches("code:").to_string();
                let length = written.len();
                self.wrong(Mistake::CodeInside { id }, length);
            }
        }
    }

    /// `<5>`; what is no gap between angle brackets is a mistake, one alone is punctuation.
    fn angle(&mut self) {
        let Some(end) = self.source[self.at..].find('>') else { return self.take('<') };
        let written = self.source[self.at..=self.at + end].to_string();
        if written.contains(['(', ')', '|']) {
            // The brackets are read all the same.
            self.mistake(Mistake::NotAGap { written }, Span::new(self.at, self.at + end + 1));
            return self.take('<');
        }
        self.gap(&written, &written[1..end], end + 1, true);
    }

    /// `..5..`
    fn dots(&mut self) {
        let rest = &self.source[self.at..];
        let Some(inside) = rest.strip_prefix("..") else { return self.take('.') };
        let ends = |c: char| matches!(c, '.' | '(' | ')' | '|');
        let length = inside.find(ends).unwrap_or(inside.len());
        let number = &inside[..length];
        let is_number = !number.trim().is_empty() && number.trim().bytes().all(|b| b.is_ascii_digit());
        let solid = !number.is_empty() && !number.contains(char::is_whitespace);
        if (is_number || solid) && inside[length..].starts_with("..") {
            let written = rest[..length + 4].to_string();
            let number = number.to_string();
            self.gap(&written, &number, length + 4, false);
        } else if let Some(written) = self.false_gap() {
            let length = written.len();
            self.wrong(Mistake::NotAGap { written }, length);
        } else {
            self.loose_dots();
        }
    }

    /// Dots that make no gap: two are half of one, more stand for what is left out, as in texts, but
    /// where a gap with a dot too many could be meant.
    fn loose_dots(&mut self) {
        let rest = &self.source[self.at..];
        let dots = rest.len() - rest.trim_start_matches('.').len();
        let chunk = self.chunk();
        let escaped = self.source[chunk.start..self.at].contains("\\.");
        let is_wrong = if dots == 2 { !escaped } else { is_half_a_gap(&rest[dots..]) };
        if is_wrong {
            let written = chunk.of(self.source).to_string();
            self.mistake(Mistake::NotAGap { written }, chunk);
        }
        (0..dots).for_each(|_| self.take('.'));
    }

    /// What stands around this place, up to blanks, brackets and bars.
    fn chunk(&self) -> Span {
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|');
        let (before, rest) = self.source.split_at(self.at);
        let start = before.trim_end_matches(|c| !ends(c)).len();
        Span::new(start, self.at + rest.find(ends).unwrap_or(rest.len()))
    }

    /// What stands between blanks here, where it begins and ends as `..5..` does.
    fn false_gap(&self) -> Option<String> {
        let chunk = &self.source[self.at..self.chunk().end];
        let inside = chunk.strip_prefix("..")?.strip_suffix("..")?;
        (self.begins_word() && inside.contains(is_letter_or_digit)).then(|| chunk.to_string())
    }

    fn gap(&mut self, written: &str, number: &str, length: usize, either_order: bool) {
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.wrong(Mistake::NotAGap { written: written.to_string() }, length);
        }
        // A number too large to be read is over the limit all the same.
        let most = number.parse().unwrap_or(usize::MAX);
        if most > WIDEST {
            self.mistake(Mistake::GapTooWide, Span::new(self.at, self.at + length));
        }
        self.sign(Kind::Gap { most, either_order }, length);
    }

    fn open(&mut self) {
        let before = &self.source[..self.at];
        let name = &before[before.trim_end_matches(is_of_name).len()..];
        let is_name =
            !name.is_empty() && char_before(&self.run.text, self.run.text.len()).is_some_and(is_of_name);
        if !is_name {
            return self.sign(Kind::Open, 1);
        }
        let start = self.at - name.len();
        if name == "sep" && self.run.text.ends_with("sep") {
            self.run.text.truncate(self.run.text.len() - name.len());
            self.run.places.truncate(self.run.text.len());
            self.separable(start);
        } else {
            self.mistake(Mistake::UnknownName { name: name.to_string() }, Span::new(start, self.at + 1));
            self.sign(Kind::Open, 1);
        }
    }

    /// Cuts what was gathered into words.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let mut end = 0;
        for token in pattern_tokens(&run.text) {
            self.stray_tildes(&run, Span::new(end, token.start));
            end = self.word(&run, token);
        }
        self.stray_tildes(&run, Span::new(end, run.text.len()));
    }

    /// One word, and the byte of the run behind it with its `~`.
    fn word(&mut self, run: &Run, token: Span) -> usize {
        let text = token.of(&run.text);
        let after = &run.text[token.end..];
        let stem = after.starts_with('~') && !after[1..].starts_with(is_of_word);
        let end = token.end + usize::from(stem);
        let span = run.place(Span::new(token.start, end), self.source);
        let pieces = pieces(text);
        let kind = if !text.contains(is_letter_or_digit) {
            self.mistake(Mistake::StarAlone, span);
            stand_in()
        } else if stem && pieces.len() > 1 {
            self.mistake(Mistake::StarAndTilde { word: text.to_string() }, span);
            stand_in()
        } else {
            Form::Word(Word { pieces, stem })
        };
        self.signs.push(Sign { kind: Kind::Part(kind), span });
        end
    }

    fn stray_tildes(&mut self, run: &Run, between: Span) {
        for (at, _) in between.of(&run.text).match_indices('~') {
            let at = between.start + at;
            let span = run.place(Span::new(at, at + 1), self.source);
            self.mistake(Mistake::TildeAlone, span);
            self.signs.push(Sign { kind: Kind::Part(stand_in()), span });
        }
    }
}

/// True for what goes on as `..5..` does behind its first dots.
fn is_half_a_gap(rest: &str) -> bool {
    let ends = |c: char| c.is_whitespace() || matches!(c, '.' | '(' | ')' | '|' | '\\');
    let length = rest.find(ends).unwrap_or(rest.len());
    length > 0 && rest[length..].starts_with("..")
}

/// What stands between the `*` of a word; several `*` in a row are one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut stars = text.split('*').peekable();
    while let Some(piece) = stars.next() {
        let is_border = pieces.is_empty() || stars.peek().is_none();
        if is_border || !piece.is_empty() {
            pieces.push(piece.to_string());
        }
    }
    pieces
}

fn is_of_word(c: char) -> bool {
    is_letter_or_digit(c) || is_mark(c) || c == '*'
}

/// Where words stand without blanks, a bracket may follow one.
fn is_of_name(c: char) -> bool {
    is_of_word(c) && !is_unspaced(c)
}

fn stand_in() -> Form {
    Form::Word(Word { pieces: vec![String::new()], stem: false })
}
