//! A search cut into operators, brackets, fields and stretches of pattern.

use super::mistake;
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// One piece of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    /// In bytes of the search.
    pub span: Span,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    And,
    Or,
    Not,
    /// A bracket around operators; brackets of a pattern stay inside their stretch.
    Open,
    Close,
    /// `name:value`, both in bytes of the search, quotation marks not among them.
    Field {
        name: Span,
        value: Span,
        quoted: bool,
    },
    /// A stretch of pattern, with what stands in it between quotation marks.
    Words {
        quotes: Vec<Quote>,
    },
}

/// A stretch between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quote {
    pub outer: Span,
    pub inner: Span,
}

/// Cuts `text`, or says which bracket or quotation mark has no partner.
pub(super) fn cut(text: &str) -> Result<Vec<Piece>, Box<Diagnostic>> {
    let mut cutter = Cutter { text, at: 0, depth: 0, begun: None, quotes: Vec::new(), pieces: Vec::new() };
    while cutter.at < text.len() {
        cutter.step()?;
    }
    cutter.end_words(text.len());
    Ok(cutter.pieces)
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// Brackets of the pattern that are open here.
    depth: usize,
    /// Where the stretch of pattern that is being read begins.
    begun: Option<usize>,
    quotes: Vec<Quote>,
    pieces: Vec<Piece>,
}

impl<'a> Cutter<'a> {
    fn step(&mut self) -> Result<(), Box<Diagnostic>> {
        let rest = &self.text[self.at..];
        let Some(c) = rest.chars().next() else { return Ok(()) };
        if self.depth == 0 && self.at_word_start() {
            if let Some((kind, length)) = operator(rest) {
                self.end_words(self.at);
                self.push(kind, length);
                return Ok(());
            }
            if let Some((kind, end)) = field(self.text, self.at)? {
                self.end_words(self.at);
                self.push(kind, end - self.at);
                return Ok(());
            }
            if c == '/' && self.begun.is_none() {
                let end = self.at + regex_length(rest).unwrap_or(rest.len());
                self.begun = Some(self.at);
                self.at = end;
                self.end_words(end);
                return Ok(());
            }
        }
        match c {
            '\\' => {
                self.begin_words();
                self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            }
            _ if closing_quote(c).is_some() => {
                let quote = quote_at(self.text, self.at)?;
                self.begin_words();
                self.at = quote.outer.end;
                self.quotes.push(quote);
            }
            '(' if self.depth == 0 && holds_operators(rest) => {
                self.end_words(self.at);
                self.push(Kind::Open, 1);
            }
            '(' => {
                self.begin_words();
                self.depth += 1;
                self.at += 1;
            }
            ')' if self.depth == 0 => {
                self.end_words(self.at);
                self.push(Kind::Close, 1);
            }
            ')' => {
                self.depth -= 1;
                self.at += 1;
            }
            c => {
                if !c.is_whitespace() {
                    self.begin_words();
                }
                self.at += c.len_utf8();
            }
        }
        Ok(())
    }

    fn at_word_start(&self) -> bool {
        let before = self.text[..self.at].chars().next_back();
        before.is_none_or(|c| c.is_whitespace() || c == '(' || c == ')')
    }

    fn begin_words(&mut self) {
        self.begun.get_or_insert(self.at);
    }

    fn end_words(&mut self, end: usize) {
        let quotes = std::mem::take(&mut self.quotes);
        if let Some(start) = self.begun.take() {
            let end = start + self.text[start..end].trim_end().len();
            self.pieces.push(Piece { kind: Kind::Words { quotes }, span: Span::new(start, end) });
        }
    }

    fn push(&mut self, kind: Kind, length: usize) {
        self.pieces.push(Piece { kind, span: Span::new(self.at, self.at + length) });
        self.at += length;
    }
}

/// The operator that `rest` begins with, a word of its own.
fn operator(rest: &str) -> Option<(Kind, usize)> {
    [("AND", Kind::And), ("OR", Kind::Or), ("NOT", Kind::Not)].into_iter().find_map(|(word, kind)| {
        let after = rest.strip_prefix(word)?.chars().next();
        after.is_none_or(|c| c.is_whitespace() || c == '(' || c == ')').then_some((kind, word.len()))
    })
}

/// True where the bracket that `rest` begins with has an operator or a field inside.
fn holds_operators(rest: &str) -> bool {
    let (mut depth, mut at, mut word_start) = (0usize, 0, false);
    while let Some(c) = rest[at..].chars().next() {
        if word_start && (operator(&rest[at..]).is_some() || matches!(field(rest, at), Ok(Some(_)))) {
            return true;
        }
        let mut next = at + c.len_utf8();
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return false,
            ')' => depth -= 1,
            '\\' => next += rest[next..].chars().next().map_or(0, char::len_utf8),
            _ if closing_quote(c).is_some() => match quote_at(rest, at) {
                Ok(quote) => next = quote.outer.end,
                Err(_) => return false,
            },
            _ => {}
        }
        word_start = c.is_whitespace() || c == '(' || c == ')';
        at = next;
    }
    false
}

/// The test of an attribute that begins at byte `at`, with its end.
fn field(text: &str, at: usize) -> Result<Option<(Kind, usize)>, Box<Diagnostic>> {
    let rest = &text[at..];
    let name = match rest.chars().next() {
        Some(c) if closing_quote(c).is_some() => match quote_at(text, at) {
            Ok(quote) => quote,
            Err(_) => return Ok(None),
        },
        Some(c) if c.is_alphabetic() => {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')));
            let span = Span::new(at, at + length.unwrap_or(rest.len()));
            Quote { outer: span, inner: span }
        }
        _ => return Ok(None),
    };
    let Some(value) = text[name.outer.end..].strip_prefix(':') else { return Ok(None) };
    // `code:ID` is a word of the pattern language.
    if name.inner.of(text) == "code" || !value.starts_with(|c: char| !c.is_whitespace() && c != ')') {
        return Ok(None);
    }
    let start = name.outer.end + 1;
    if value.starts_with(|c| closing_quote(c).is_some()) {
        let quote = quote_at(text, start)?;
        return Ok(Some((
            Kind::Field { name: name.inner, value: quote.inner, quoted: true },
            quote.outer.end,
        )));
    }
    let length = if value.starts_with('[') {
        let whole = Span::new(at, text.len());
        value.find(']').map(|end| end + 1).ok_or_else(|| unclosed(whole, "range", "]"))?
    } else {
        value.find(|c: char| c.is_whitespace() || c == ')' || c == '(').unwrap_or(value.len())
    };
    let value = Span::new(start, start + length);
    Ok(Some((Kind::Field { name: name.inner, value, quoted: false }, value.end)))
}

/// Length of the regex that `rest` begins with: up to a slash that an operator, a bracket or the end follows.
fn regex_length(rest: &str) -> Option<usize> {
    rest.match_indices('/').skip(1).map(|(at, _)| at + 1).find(|end| {
        let after = &rest[*end..];
        let next = after.trim_start();
        next.is_empty() || next.starts_with(')') || (next.len() < after.len() && operator(next).is_some())
    })
}

/// The mark that closes what `c` opens, where it is a quotation mark.
fn closing_quote(c: char) -> Option<&'static [char]> {
    match c {
        '"' => Some(&['"']),
        '“' | '”' | '„' => Some(&['“', '”']),
        _ => None,
    }
}

fn quote_at(text: &str, at: usize) -> Result<Quote, Box<Diagnostic>> {
    let mut chars = text[at..].char_indices();
    let closing = chars.next().and_then(|(_, c)| closing_quote(c)).unwrap_or(&['"']);
    let start = at + text[at..].chars().next().map_or(1, char::len_utf8);
    let Some((length, c)) = text[start..].char_indices().find(|(_, c)| closing.contains(c)) else {
        return Err(unclosed(Span::new(at, text.len()), "quotation mark", "\""));
    };
    let inner = Span::new(start, start + length);
    Ok(Quote { outer: Span::new(at, inner.end + c.len_utf8()), inner })
}

fn unclosed(span: Span, what: &str, mark: &str) -> Box<Diagnostic> {
    let message = format!("this {what} is not closed");
    mistake("search-unclosed", span, &message, "begins here", &format!("end it with `{mark}`"))
}
