//! YAML into values that know their place, or diagnostics; the YAML library lives here only.

mod build;
pub mod fields;
mod inside;
mod syntax;

#[cfg(test)]
mod tests;

pub use fields::Fields;

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// A value of a YAML file with the bytes it stands on.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands, in bytes of the file; quotes of a quoted scalar included,
    /// the lines of a block scalar (`|`, `>`) without its mark.
    pub span: Span,
    /// How a scalar was written; [`Style::Plain`] for everything else.
    pub style: Style,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// As it is.
    #[default]
    Plain,
    /// Between `'`.
    Single,
    /// Between `"`, with escapes.
    Double,
    /// Below `|` or `>`.
    Block,
}

/// What a YAML value may be. Scalars that are no list and no map stay text as
/// written: `007` and `no` mean themselves, and `null` is only the empty value, `~` or `null`.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A scalar, as text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key of a map with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The key.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
    /// What people call such a value: `text`, `a list`, `a map`, `nothing`.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// The bytes of the file behind bytes `part` of this node's text, escapes,
    /// quotes and folded lines reckoned with. `source` is the whole file. Of a
    /// value that is no text, or where the two cannot be laid side by side, the whole node.
    pub fn place_inside(&self, source: &str, part: Span) -> Span {
        match &self.value {
            Value::Text(text) => inside::place(source, self.span, self.style, text, part),
            _ => self.span,
        }
    }
}

/// Reads one YAML document. All spans count from the first byte of `text`; a
/// byte-order mark and Windows line ends are fine. An empty document is [`Value::Null`].
///
/// # Errors
/// Everything that is wrong with the YAML itself, each with its place.
pub fn parse(text: &str) -> Result<Node, Vec<Diagnostic>> {
    build::document(text)
}
