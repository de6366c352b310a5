//! Reading the fields of a map: unknown names, wrong types and missing fields, all of them told.

use super::{Key, Node, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;

/// The fields of one map. Every getter adds what is wrong to `diagnostics` and
/// goes on, so that one run tells all mistakes. A field that is given but empty
/// (`name:`) counts as not given.
pub struct Fields<'n> {
    entries: &'n [(Key, Node)],
    /// The whole map.
    pub span: Span,
    /// What the map is, for messages: `a code`, `a rule`.
    what: &'static str,
    /// Known names that unknown ones were probably meant to be.
    misspelt: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The fields of `node`; `known` are the names that `what` may have. Nothing
    /// where the node is no map; an empty node is a map without fields.
    pub fn of(
        node: &'n Node,
        what: &'static str,
        known: &[&'static str],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let mut fields = Self::open(node, what, diagnostics)?;
        for (key, _) in fields.entries {
            if !known.contains(&key.name.as_str()) {
                let near = nearest(&key.name, known.iter().copied());
                fields.misspelt.extend(known.iter().find(|name| Some(**name) == near));
                diagnostics.push(unknown_field(key, what, known, near));
            }
        }
        Some(fields)
    }

    /// The entries of a map whose names are free; see [`Fields::entries`].
    pub fn open(node: &'n Node, what: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        match &node.value {
            Value::Map(entries) => Some(Self { entries, span: node.span, what, misspelt: Vec::new() }),
            Value::Null => Some(Self { entries: &[], span: node.span, what, misspelt: Vec::new() }),
            _ => {
                diagnostics.push(wrong_type(node, what, "a map of fields (`name: value`)"));
                None
            }
        }
    }

    /// Every field with its name, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (&'n Key, &'n Node)> {
        self.entries.iter().map(|(key, node)| (key, node))
    }

    /// The value of a field, where it is given and not empty.
    pub fn get(&self, name: &str) -> Option<&'n Node> {
        self.entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
            .filter(|node| node.value != Value::Null)
    }

    /// Known fields that are probably there under a misspelt name; to call them missing
    /// too would tell one mistake twice.
    pub fn misspelt(&self) -> &[&'static str] {
        &self.misspelt
    }

    /// Where the name of a field stands; else the beginning of the map.
    pub fn place_of(&self, name: &str) -> Span {
        self.entries.iter().find(|(key, _)| key.name == name).map_or(self.beginning(), |(key, _)| key.span)
    }

    /// The first field's name: where to point when a field is missing.
    pub fn beginning(&self) -> Span {
        self.entries.first().map_or(self.span, |(key, _)| key.span)
    }

    /// The value of a field that must be given.
    pub fn required(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'n Node> {
        let found = self.get(name);
        if found.is_none() && !self.misspelt.contains(&name) {
            let empty = self.entries.iter().find(|(key, _)| key.name == name);
            let place = empty.map_or(self.beginning(), |(key, _)| key.span);
            let label = if empty.is_some() { "nothing stands behind it" } else { "it has no such field" };
            diagnostics.push(
                Diagnostic::fault("missing-field", format!("{} needs a field `{name}`", self.what))
                    .at(place)
                    .label(label)
                    .help(format!("add `{name}: ...`")),
            );
        }
        found
    }

    /// A text.
    pub fn text(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'n str> {
        text(self.get(name)?, &format!("`{name}`"), diagnostics)
    }

    /// One of a few words, each with what it means.
    pub fn choice<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let node = self.get(name)?;
        let word = text(node, &format!("`{name}`"), diagnostics)?;
        if let Some((_, meaning)) = choices.iter().find(|(choice, _)| *choice == word) {
            return Some(*meaning);
        }
        let words: Vec<&str> = choices.iter().map(|(choice, _)| *choice).collect();
        let diagnostic =
            Diagnostic::fault("unknown-value", format!("`{word}` is no value of `{name}`")).at(node.span);
        diagnostics.push(match nearest(word, words.iter().copied()) {
            Some(near) => diagnostic.label(format!("did you mean `{near}`?")).help(one_of(&words)),
            None => diagnostic.help(one_of(&words)),
        });
        None
    }

    /// `true` or `false`; `yes` and `no` mean the same here.
    pub fn yes_no(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<bool> {
        let node = self.get(name)?;
        match &node.value {
            Value::Text(text) if matches!(text.as_str(), "true" | "True" | "TRUE" | "yes") => Some(true),
            Value::Text(text) if matches!(text.as_str(), "false" | "False" | "FALSE" | "no") => Some(false),
            _ => {
                diagnostics.push(wrong_type(node, &format!("`{name}`"), "`true` or `false`"));
                None
            }
        }
    }

    /// A whole number that is not negative.
    pub fn whole_number(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<u64> {
        let node = self.get(name)?;
        let number = match &node.value {
            Value::Text(text) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            diagnostics.push(wrong_type(node, &format!("`{name}`"), "a whole number"));
        }
        number
    }

    /// A number.
    pub fn number(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Option<f64> {
        let node = self.get(name)?;
        let number = match &node.value {
            Value::Text(text) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        };
        if number.is_none() {
            diagnostics.push(wrong_type(node, &format!("`{name}`"), "a number"));
        }
        number
    }

    /// A list; nothing given is an empty one.
    pub fn list(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> &'n [Node] {
        let Some(node) = self.get(name) else { return &[] };
        match &node.value {
            Value::List(items) => items,
            _ => {
                diagnostics.push(
                    wrong_type(node, &format!("`{name}`"), "a list")
                        .help("write `[a, b]`, or each item on its own line behind `- `"),
                );
                &[]
            }
        }
    }

    /// A list, or one thing that stands for a list of one.
    pub fn one_or_list(&self, name: &str) -> &'n [Node] {
        match self.get(name) {
            Some(Node { value: Value::List(items), .. }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// Texts of a list, or one text that stands for a list of one.
    pub fn texts(&self, name: &'static str, diagnostics: &mut Vec<Diagnostic>) -> Vec<&'n str> {
        let what = format!("an item of `{name}`");
        self.one_or_list(name).iter().filter_map(|node| text(node, &what, diagnostics)).collect()
    }
}

/// The text of a node that must be text; `what` names it in the message.
pub fn text<'n>(node: &'n Node, what: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<&'n str> {
    if let Value::Text(text) = &node.value {
        return Some(text);
    }
    let mut diagnostic = wrong_type(node, what, "text");
    if matches!(node.value, Value::Map(_)) {
        diagnostic = diagnostic.help("text that holds a colon and a blank goes in quotes");
    }
    diagnostics.push(diagnostic);
    None
}

/// Something is of another type than it must be.
pub fn wrong_type(node: &Node, what: &str, wanted: &str) -> Diagnostic {
    let diagnostic = Diagnostic::fault("wrong-type", format!("{what} must be {wanted}")).at(node.span);
    match &node.value {
        Value::Text(_) => diagnostic.label(format!("this is not {wanted}")),
        _ => diagnostic.label(format!("this is {}", node.kind())),
    }
}

/// A field that `what` does not have, and the one that was probably meant.
fn unknown_field(key: &Key, what: &str, known: &[&'static str], near: Option<&str>) -> Diagnostic {
    let diagnostic =
        Diagnostic::fault("unknown-field", format!("{what} has no field `{}`", key.name)).at(key.span);
    let diagnostic = match near {
        Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
        None => diagnostic.label("unknown field"),
    };
    if key.name == "<<" {
        return diagnostic.help("fields of another map cannot be merged in; write them out");
    }
    diagnostic.help(format!("its fields are {}", listed(known)))
}

fn one_of(words: &[&str]) -> String {
    format!("it is one of {}", listed(words))
}

/// `a, b and c`, each between backticks.
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => "none".to_string(),
    }
}
