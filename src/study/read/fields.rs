//! What a study file's fields must be, beside what any YAML field must be; each mistake noted.

use crate::codebook::localised;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::{Language, Localised};
use crate::yaml::fields::{self, Fields, wrong_type};
use crate::yaml::{Node, Value};

/// Collects what is wrong while fields are read.
#[derive(Debug, Default)]
pub(super) struct Reader {
    pub diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// A map with these fields only.
    pub fn map<'a>(
        &mut self,
        node: &'a Node,
        what: &'static str,
        known: &[&'static str],
    ) -> Option<Fields<'a>> {
        Fields::of(node, what, known, &mut self.diagnostics)
    }

    /// A map with any names.
    pub fn any_map<'a>(&mut self, node: &'a Node, what: &'static str) -> Option<Fields<'a>> {
        Fields::open(node, what, &mut self.diagnostics)
    }

    /// A text that says something, without blanks at its ends.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        let text = match &node.value {
            Value::Null => "",
            _ => fields::text(node, what, &mut self.diagnostics)?.trim(),
        };
        if text.is_empty() {
            self.push(Diagnostic::fault("empty", format!("{what} is empty")).at(node.span));
            return None;
        }
        Some(text.to_string())
    }

    /// The text of a field, where the field is given.
    pub fn field(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        fields.get(name).and_then(|node| self.text(node, &format!("`{name}`")))
    }

    /// The text of a field that must be given.
    pub fn required(&mut self, fields: &Fields<'_>, name: &'static str) -> Option<String> {
        let node = fields.required(name, &mut self.diagnostics)?;
        self.text(node, &format!("`{name}`"))
    }

    /// Texts, each with its place; a single one stands for a list of one.
    pub fn texts(&mut self, node: &Node, what: &str) -> Vec<(String, Span)> {
        let nodes = one_or_list(node);
        nodes.iter().filter_map(|node| Some((self.text(node, what)?, node.span))).collect()
    }

    /// A text alone, or one a language.
    pub fn localised(&mut self, node: &Node, what: &str) -> Localised {
        localised::read(node, what, &mut self.diagnostics)
    }

    /// A language by its tag.
    pub fn language(&mut self, tag: &str, span: Span) -> Option<Language> {
        localised::language(tag, span, &mut self.diagnostics)
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
            let wanted = format!("a whole number from {} to {}", range.start(), range.end());
            self.push(wrong_type(node, what, &wanted));
        }
        number
    }
}

/// The nodes of a list; a single value stands for a list of one, an empty one for none.
pub(super) fn one_or_list(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(nodes) => nodes,
        Value::Null => &[],
        _ => std::slice::from_ref(node),
    }
}
