//! Parser events into a tree of nodes, with everything that is wrong on the way.

use super::{Key, Node, Style, Value, syntax};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Tag};
use std::borrow::Cow;
use std::collections::HashMap;

/// Most values one file may hold, aliases written out.
const MOST_NODES: usize = 5_000_000;
/// Most values that aliases may bring in; a person's file has a handful.
const MOST_ALIASED_NODES: usize = 100_000;
/// Most text that aliases may bring in.
const MOST_ALIASED_BYTES: usize = 16 << 20;
/// Deepest nesting, of blocks and of brackets.
const DEEPEST: usize = 200;
/// How often a file is read again to find what lies behind an unquoted `*`.
const MOST_READINGS: usize = 40;

/// Reads the one document of `text`.
pub(super) fn document(text: &str) -> Result<Node, Vec<Diagnostic>> {
    let mut patched = Cow::Borrowed(text);
    let mut stars = Vec::new();
    for _ in 0..MOST_READINGS {
        let reading = Reading::of(&patched);
        let Some(star) = reading.star_in_the_way else {
            let mut diagnostics = reading.diagnostics;
            diagnostics.extend(stars);
            diagnostics.sort_by_key(|diagnostic| diagnostic.span);
            return match reading.root {
                Some(root) if diagnostics.is_empty() => Ok(root),
                _ => Err(diagnostics),
            };
        };
        stars.push(syntax::unquoted_star(text, star));
        patched.to_mut().replace_range(star.start..star.start + 1, "_");
    }
    Err(stars)
}

/// One pass over the events.
struct Reading<'t> {
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: HashMap<usize, Anchored>,
    diagnostics: Vec<Diagnostic>,
    nodes: usize,
    aliased_nodes: usize,
    aliased_bytes: usize,
    aliases_refused: bool,
    /// An unquoted `*` behind which the parser could not go on.
    star_in_the_way: Option<Span>,
}

/// A value that has a name for aliases, with what it costs to write it out.
struct Anchored {
    node: Node,
    nodes: usize,
    bytes: usize,
}

/// A list or map whose end was not read yet.
struct Open {
    shape: Shape,
    start: usize,
    /// End of the last thing in it.
    end: usize,
    anchor: usize,
}

enum Shape {
    List(Vec<Node>),
    Map { entries: Vec<(Key, Node)>, seen: HashMap<String, Span>, key: Option<Key> },
}

impl<'t> Reading<'t> {
    fn of(text: &'t str) -> Self {
        let mut reading = Self {
            text,
            open: Vec::new(),
            root: None,
            anchors: HashMap::new(),
            diagnostics: Vec::new(),
            nodes: 0,
            aliased_nodes: 0,
            aliased_bytes: 0,
            aliases_refused: false,
            star_in_the_way: None,
        };
        reading.run();
        reading
    }

    fn run(&mut self) {
        let mut documents = 0;
        let mut last_star: Option<Span> = None;
        for event in Parser::new_from_str_with_options(self.text, options()) {
            let (event, span, tag) = match event {
                Ok((event, span)) => (event, bytes(&span), span.tag_span().map(|tag| bytes(&tag))),
                Err(error) => {
                    let at = error.marker().byte_offset().unwrap_or(self.text.len());
                    match last_star.filter(|star| syntax::same_line(self.text, star.end, at)) {
                        Some(star) => {
                            self.star_in_the_way = Some(star);
                        }
                        None => self.diagnostics.push(syntax::explain(self.text, &error)),
                    }
                    return;
                }
            };
            if let Event::UnresolvedAlias(_) = event {
                last_star = Some(span);
            }
            if let Event::DocumentStart(..) = event {
                documents += 1;
                if documents > 1 {
                    self.diagnostics.push(several_documents(span));
                    return;
                }
            }
            if self.nodes > MOST_NODES {
                self.diagnostics.push(
                    Diagnostic::fault("yaml-too-large", "the file holds more than 5 million values")
                        .at(span)
                        .help("split it into several files"),
                );
                return;
            }
            self.take(event, span, tag);
        }
        if self.root.is_none() && self.diagnostics.is_empty() {
            self.root = Some(Node { value: Value::Null, span: Span::new(0, 0), style: Style::Plain });
        }
    }

    /// `tag_span` is where the value's tag stands, if it has one.
    fn take(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span.unwrap_or(span));
                let node = scalar(text, style, tag.as_deref(), span);
                self.remember(anchor, &node);
                self.add(node);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span.unwrap_or(span));
                self.begin(Shape::List(Vec::new()), anchor, span);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), tag_span.unwrap_or(span));
                let map = Shape::Map { entries: Vec::new(), seen: HashMap::new(), key: None };
                self.begin(map, anchor, span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => self.alias(id, span),
            Event::UnresolvedAlias(_) => {
                self.diagnostics.push(syntax::unquoted_star(self.text, span));
                self.add(Node { value: Value::Null, span, style: Style::Plain });
            }
            _ => {}
        }
    }

    fn begin(&mut self, shape: Shape, anchor: usize, span: Span) {
        self.open.push(Open { shape, start: span.start, end: span.end, anchor });
    }

    fn close(&mut self, span: Span) {
        let Some(open) = self.open.pop() else { return };
        // the end of a block is the start of what follows it, of brackets the closing one
        let end = if span.is_empty() { open.end } else { span.end };
        let value = match open.shape {
            Shape::List(items) => Value::List(items),
            Shape::Map { entries, .. } => Value::Map(entries),
        };
        let start = open.start.min(end);
        let node = Node { value, span: Span::new(start, end), style: Style::Plain };
        self.remember(open.anchor, &node);
        self.add(node);
    }

    /// Puts a finished value where it belongs: the open list or map, or the root.
    fn add(&mut self, node: Node) {
        self.nodes += 1;
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.end = open.end.max(node.span.end);
        match &mut open.shape {
            Shape::List(items) => items.push(node),
            Shape::Map { entries, seen, key } => match key.take() {
                Some(key) => {
                    let first = seen.get(&key.name).copied();
                    match first {
                        Some(first) => self.diagnostics.push(duplicate_key(&key, first)),
                        None => {
                            seen.insert(key.name.clone(), key.span);
                            entries.push((key, node));
                        }
                    }
                }
                None => {
                    let name = match &node.value {
                        Value::Text(text) => text.clone(),
                        // `~:` and `null:` are names of fields like any other
                        Value::Null if !node.span.is_empty() => node.span.of(self.text).to_string(),
                        _ => {
                            self.diagnostics.push(no_key(&node));
                            format!("\0{}", node.span.start)
                        }
                    };
                    *key = Some(Key { name, span: node.span });
                }
            },
        }
    }

    fn remember(&mut self, anchor: usize, node: &Node) {
        if anchor != 0 {
            let (nodes, bytes) = weight(node);
            self.anchors.insert(anchor, Anchored { node: node.clone(), nodes, bytes });
        }
    }

    fn alias(&mut self, id: usize, span: Span) {
        let empty = Node { value: Value::Null, span, style: Style::Plain };
        let Some(anchored) = self.anchors.get(&id) else {
            self.diagnostics.push(
                Diagnostic::fault("yaml-alias-bomb", format!("`{}` holds itself", span.of(self.text)))
                    .at(span)
                    .help("write out what is meant; an alias cannot stand inside its own value"),
            );
            self.add(empty);
            return;
        };
        self.aliased_nodes += anchored.nodes;
        self.aliased_bytes += anchored.bytes;
        if self.aliased_nodes > MOST_ALIASED_NODES || self.aliased_bytes > MOST_ALIASED_BYTES {
            if !self.aliases_refused {
                self.aliases_refused = true;
                self.diagnostics.push(
                    Diagnostic::fault("yaml-alias-bomb", "aliases (`*name`) make this file explode")
                        .at(span)
                        .label(format!("written out, this goes past {MOST_ALIASED_NODES} values"))
                        .help("write out what is meant, without aliases"),
                );
            }
            self.add(empty);
            return;
        }
        let node = anchored.node.clone();
        self.nodes += anchored.nodes;
        let end = span.end;
        self.add(node);
        if let Some(open) = self.open.last_mut() {
            open.end = open.end.max(end);
        }
    }

    fn check_tag(&mut self, tag: Option<&Tag>, span: Span) {
        let Some(tag) = tag else { return };
        if tag.is_yaml_core_schema() || tag.original() == "!" {
            return;
        }
        self.diagnostics.push(
            Diagnostic::fault(
                "yaml-tag",
                format!("`{}` is a YAML tag, and none is known here", tag.original()),
            )
            .at(span)
            .label("a word that begins with `!` is a tag")
            .help("put the text in quotes"),
        );
    }
}

fn bytes(span: &serde_yaml::granit_parser::Span) -> Span {
    let range = span.byte_range().unwrap_or(0..0);
    Span::new(range.start, range.end.max(range.start))
}

fn options() -> Options {
    let mut options = serde_yaml::granit_parser::options! {
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEEPEST,
        block_nesting_limit: DEEPEST,
    };
    options.set_emit_comments(false);
    options
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Node {
    let style = match style {
        ScalarStyle::Plain => Style::Plain,
        ScalarStyle::SingleQuoted => Style::Single,
        ScalarStyle::DoubleQuoted => Style::Double,
        ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
    };
    let is_null = style == Style::Plain
        && tag.is_none()
        && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
    let value = if is_null { Value::Null } else { Value::Text(text.into_owned()) };
    Node { value, span, style }
}

/// How many values and bytes of text a node is, written out.
fn weight(node: &Node) -> (usize, usize) {
    match &node.value {
        Value::Null => (1, 0),
        Value::Text(text) => (1, text.len()),
        Value::List(items) => sum(items.iter().map(weight)),
        Value::Map(entries) => sum(entries.iter().map(|(key, node)| {
            let (nodes, bytes) = weight(node);
            (nodes + 1, bytes + key.name.len())
        })),
    }
}

fn sum(parts: impl Iterator<Item = (usize, usize)>) -> (usize, usize) {
    parts.fold((1, 0), |(nodes, bytes), (more, longer)| (nodes + more, bytes + longer))
}

fn duplicate_key(key: &Key, first: Span) -> Diagnostic {
    Diagnostic::fault("yaml-duplicate-key", format!("`{}` is given twice", key.name))
        .at(key.span)
        .label("given again here")
        .also(first, "given here first")
        .help("keep one of the two")
}

fn no_key(node: &Node) -> Diagnostic {
    let what = match node.value {
        Value::Null => "nothing stands before this colon",
        _ => "the name of a field must be text",
    };
    Diagnostic::fault("yaml-key", what)
        .at(node.span)
        .help("write `name: value`; text that holds `: ` or begins with `[`, `{`, `?` goes in quotes")
}

fn several_documents(span: Span) -> Diagnostic {
    Diagnostic::fault("yaml-several-documents", "the file holds several YAML documents")
        .at(span)
        .label("a second document begins here")
        .help("keep one document a file; put text that begins with `---` in quotes or indent it")
}
