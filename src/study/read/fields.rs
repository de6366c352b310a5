//! Fields of a map that a person wrote: taken by name, read as what they must be, each mistake noted.

use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;
use crate::text::{Language, Localised};
use crate::yaml::{Node, Value};

/// Collects what is wrong while fields are read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub diagnostics: Vec<Diagnostic>,
}

/// A map, and what it is called in messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub span: Span,
    entries: &'a [(crate::yaml::Key, Node)],
}

impl<'a> Fields<'a> {
    /// The value of a field, where it is there and not empty.
    pub fn get(&self, name: &str) -> Option<&'a Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
            .filter(|node| !is_null(node))
    }

    /// Where the name of a field stands.
    pub fn key(&self, name: &str) -> Span {
        self.entries.iter().find(|(key, _)| key.name == name).map_or(self.span, |(key, _)| key.span)
    }

    /// Each field with its place.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, Span, &'a Node)> + use<'a> {
        self.entries.iter().map(|(key, node)| (key.name.as_str(), key.span, node))
    }
}

pub(super) fn is_null(node: &Node) -> bool {
    matches!(node.value, Value::Null)
}

fn kind(node: &Node) -> &'static str {
    match node.value {
        Value::Null => "nothing",
        Value::Text(_) => "a text",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
    }
}

impl Reader {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn wrong(&mut self, node: &Node, what: &str, wanted: &str) {
        self.push(
            Diagnostic::fault("wrong-type", format!("{what} must be {wanted}, and this is {}", kind(node)))
                .at(node.span),
        );
    }

    /// A map with any keys.
    pub fn any_map<'a>(&mut self, node: &'a Node, what: &str, wanted: &str) -> Option<Fields<'a>> {
        match &node.value {
            Value::Map(entries) => Some(Fields { span: node.span, entries }),
            _ => {
                self.wrong(node, what, wanted);
                None
            }
        }
    }

    /// A map with these keys only.
    pub fn map<'a>(&mut self, node: &'a Node, what: &str, known: &[&str]) -> Option<Fields<'a>> {
        let fields = self.any_map(node, what, "a map of fields")?;
        for (name, span, _) in fields.iter() {
            if known.contains(&name) {
                continue;
            }
            let unknown =
                Diagnostic::fault("unknown-field", format!("{what} has no field `{name}`")).at(span);
            self.push(match nearest(name, known.iter().copied()) {
                Some(near) => unknown.label("unknown").help(format!("did you mean `{near}`?")),
                None => unknown.label("unknown").help(format!("its fields are: {}", known.join(", "))),
            });
        }
        Some(fields)
    }

    /// A text that says something.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_string()),
            Value::Text(_) | Value::Null => {
                self.push(Diagnostic::fault("empty", format!("{what} is empty")).at(node.span));
                None
            }
            _ => {
                self.wrong(node, what, "a text");
                None
            }
        }
    }

    /// The text of a field, where the field is there.
    pub fn field(&mut self, fields: &Fields<'_>, name: &str, what: &str) -> Option<String> {
        fields.get(name).and_then(|node| self.text(node, what))
    }

    /// The text of a field that must be there.
    pub fn required(&mut self, fields: &Fields<'_>, name: &str, what: &str, help: &str) -> Option<String> {
        match fields.get(name) {
            Some(node) => self.text(node, &format!("`{name}`")),
            None => {
                self.push(
                    Diagnostic::fault("missing-field", format!("{what} must say its `{name}`"))
                        .at(fields.span)
                        .help(help),
                );
                None
            }
        }
    }

    /// The nodes of a list; a single value stands for a list of one.
    pub fn list<'a>(&mut self, node: &'a Node) -> &'a [Node] {
        match &node.value {
            Value::List(nodes) => nodes,
            Value::Null => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// Texts, each with its place.
    pub fn texts<'a>(&mut self, node: &'a Node, what: &str) -> Vec<(String, Span)> {
        let nodes = self.list(node);
        nodes.iter().filter_map(|node| Some((self.text(node, what)?, node.span))).collect()
    }

    /// A text alone, or one a language.
    pub fn localised(&mut self, node: &Node, what: &str) -> Localised {
        let Value::Map(entries) = &node.value else {
            return self.text(node, what).map(Localised::plain).unwrap_or_default();
        };
        let mut text = Localised::default();
        for (key, node) in entries {
            let language = self.language(&key.name, key.span);
            if let Some((language, one)) = language.zip(self.text(node, what)) {
                text.by_language.insert(language, one);
            }
        }
        text
    }

    /// A language by its tag.
    pub fn language(&mut self, tag: &str, span: Span) -> Option<Language> {
        let language = Language::new(tag);
        let good =
            (2..=3).contains(&language.tag().len()) && language.tag().bytes().all(|b| b.is_ascii_lowercase());
        if !good {
            self.push(
                Diagnostic::fault("unknown-language", format!("`{tag}` is no language"))
                    .at(span)
                    .help("write its short name: nl, en, de, fr, ..."),
            );
        }
        good.then_some(language)
    }

    /// A whole number within `range`.
    pub fn number(
        &mut self,
        node: &Node,
        what: &str,
        range: std::ops::RangeInclusive<usize>,
    ) -> Option<usize> {
        let text = self.text(node, what)?;
        let number = text.parse().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let wanted = format!("{what} must be a whole number from {} to {}", range.start(), range.end());
            self.push(Diagnostic::fault("wrong-number", wanted).at(node.span).label(format!("`{text}`")));
        }
        number
    }

    /// One word of a list of words.
    pub fn one_of<T: Copy>(&mut self, node: &Node, what: &str, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node, what)?;
        if let Some((_, meant)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meant);
        }
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let unknown = Diagnostic::fault("unknown-word", format!("{what} cannot be `{text}`")).at(node.span);
        self.push(match nearest(&text, names.iter().copied()) {
            Some(near) => unknown.help(format!("did you mean `{near}`?")),
            None => unknown.help(format!("it is one of: {}", names.join(", "))),
        });
        None
    }
}
