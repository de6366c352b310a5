//! The attributes at the head of a text, between two lines of `---`.

use super::Parts;
use super::lines::lines_from;
use crate::corpus::raw::{Cell, RawValue, Shared};
use crate::corpus::{Problem, ProblemCode};
use crate::span::{LineIndex, Span};
use crate::yaml::{Node, Value, parse};

/// A head longer than this is none: a text may begin with a rule.
const LONGEST: usize = 1 << 16;

/// Reads the front matter of `text` into what its incidents share. Returns
/// where the text behind it begins, as byte and line; (0, 1) where there is none.
pub(super) fn read(text: &str, parts: &mut Parts) -> (usize, usize) {
    let Some((inside, after, line)) = cut(text) else { return (0, 1) };
    // The lines above it stay, so that places count from the head of the file.
    let root = match parse(&text[..inside.end]) {
        Ok(root) => root,
        Err(mistakes) => {
            let index = LineIndex::new(text);
            for mistake in mistakes {
                let line = mistake.span.map_or(1, |span| index.line_column(span.start).line);
                let message =
                    format!("the attributes at the head of the file cannot be read: {}", mistake.message);
                let mut problem = Problem::warning(ProblemCode::FrontMatter, message).at_line(line);
                problem.help = mistake.help.into_iter().next();
                parts.problems.push(problem);
            }
            return (after, line);
        }
    };
    match root.value {
        Value::Map(_) => {}
        Value::Null => return (after, line),
        // A text between two rules.
        _ => return (0, 1),
    }
    let mut head = Head { text, index: LineIndex::new(text), parts, shared: Shared::default() };
    head.map(&root, "");
    parts_of(head);
    (after, line)
}

fn parts_of(head: Head<'_>) {
    let Head { parts, shared, .. } = head;
    parts.shared = shared;
}

/// The bytes between the two rules, and byte and line behind the second.
fn cut(text: &str) -> Option<(Span, usize, usize)> {
    let mut lines = lines_from(text, 0, 1);
    let first = lines.next().filter(|line| line.text.trim_end() == "---")?;
    let last = lines
        .take_while(|line| line.start <= LONGEST)
        .find(|line| matches!(line.text.trim_end(), "---" | "..."))?;
    Some((Span::new(first.next, last.start), last.next, last.number + 1))
}

struct Head<'a> {
    text: &'a str,
    index: LineIndex<'a>,
    parts: &'a mut Parts,
    shared: Shared,
}

impl Head<'_> {
    fn map(&mut self, node: &Node, prefix: &str) {
        let Value::Map(entries) = &node.value else { return };
        for (key, node) in entries {
            let name = format!("{prefix}{}", key.name.trim());
            match (&node.value, name.as_str()) {
                (Value::Null, _) => {}
                (Value::Text(text), "id") => self.shared.id = RawValue::text(text).map(|id| id.joined()),
                (Value::Text(text), "lang") => {
                    self.shared.lang = RawValue::text(text).map(|lang| lang.joined())
                }
                (Value::Text(text), _) => self.cell(&name, key.span, RawValue::text(text)),
                (Value::List(nodes), _) => {
                    let values: Vec<String> = nodes.iter().map(|node| self.written(node)).collect();
                    self.cell(&name, key.span, RawValue::list(values));
                }
                (Value::Map(_), _) => self.map(node, &format!("{name}.")),
            }
        }
    }

    fn written(&self, node: &Node) -> String {
        match &node.value {
            Value::Text(text) => text.clone(),
            Value::Null => String::new(),
            Value::List(_) | Value::Map(_) => node.span.of(self.text).to_string(),
        }
    }

    fn cell(&mut self, name: &str, place: Span, value: Option<RawValue>) {
        let place_of_name = self.parts.names.place(name);
        if let Some(value) = value {
            let line = self.index.line_column(place.start).line as u32;
            self.shared.cells.push(Cell(place_of_name, line, value));
        }
    }
}
