//! `codes:` of a corpus entry: codes that the archive's people gave.

use super::attributes::separator;
use super::entries::MOST_HEADERS;
use super::fields::{Reader, one_or_list};
use crate::coding::archive::{ArchiveCodes, Blank, CoderName, CodesFile, CodesPlace, ColumnRange, OneHot};
use crate::coding::journal::Kind;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::yaml::fields::Fields;
use crate::yaml::{Node, Value};
use std::collections::BTreeMap;

const WHAT: &str = "`codes` of an entry";
const PLACES: [&str; 5] = ["column", "columns", "one_hot", "code", "spans"];

/// One way in which an entry brings codes.
pub(super) struct Written {
    pub codes: ArchiveCodes,
    /// Where it says who gave them.
    coder: Span,
}

/// One or several ways in which an entry brings codes.
pub(super) fn read(reader: &mut Reader, node: &Node) -> Vec<Written> {
    one_or_list(node).iter().filter_map(|node| one(reader, node)).collect()
}

/// Names every coder who is a person in one place and a model in another; `written` are the codes
/// of all entries.
pub(super) fn same_kinds<'a>(reader: &mut Reader, written: impl Iterator<Item = &'a Written>) {
    let mut first: BTreeMap<&str, &Written> = BTreeMap::new();
    for one in written {
        let CoderName::Named(name) = &one.codes.coder else { continue };
        let before = first.entry(name).or_insert(one);
        if before.codes.kind != one.codes.kind {
            let (now, then) = (one.codes.kind, before.codes.kind);
            let message = format!("the coder `{name}` is a {now} here and a {then} elsewhere");
            let fault = Diagnostic::fault("kind-of-coder", message).at(one.coder);
            reader.push(
                fault
                    .label(format!("a {now}"))
                    .also(before.coder, format!("a {then}"))
                    .help("write the same `kind` in both, or give one of them another name"),
            );
        }
    }
}

fn one(reader: &mut Reader, node: &Node) -> Option<Written> {
    let known = [
        "column",
        "columns",
        "one_hot",
        "code",
        "spans",
        "file",
        "id",
        "start",
        "end",
        "quote",
        "header",
        "separator",
        "coder",
        "kind",
        "blank",
        "group",
        "level_separator",
    ];
    let fields = reader.map(node, WHAT, &known)?;
    let place = place(reader, &fields);
    let file = file(reader, &fields);
    let coder = coder(reader, &fields);
    without_effect(reader, &fields);
    let group = reader.field(&fields, "group");
    let words = [("not_coded", Blank::NotCoded), ("none", Blank::NoCode)];
    let kinds = [("person", Kind::Person), ("model", Kind::Model)];
    let kind = fields.choice("kind", &kinds, &mut reader.diagnostics);
    let blank = fields.choice("blank", &words, &mut reader.diagnostics);
    let mut cut =
        |name: &str| fields.get(name).and_then(|node| separator(reader, node, &format!("`{name}`")));
    let (separator, level_separator) = (cut("separator"), cut("level_separator"));
    let codes = ArchiveCodes {
        place: place?,
        file: file?,
        separator,
        coder: coder?,
        kind: kind.unwrap_or_default(),
        blank: blank.unwrap_or_default(),
        group,
        level_separator,
    };
    Some(Written { codes, coder: fields.get("coder").map_or(node.span, |node| node.span) })
}

fn place(reader: &mut Reader, fields: &Fields<'_>) -> Option<CodesPlace> {
    let given: Vec<&str> = PLACES.into_iter().filter(|name| fields.get(name).is_some()).collect();
    let [name] = given.as_slice() else {
        let message = if given.is_empty() {
            format!("{WHAT} must say where the codes stand")
        } else {
            format!("{WHAT} say in several ways where the codes stand: {}", given.join(", "))
        };
        reader.push(
            Diagnostic::fault("codes-place", message)
                .at(fields.beginning())
                .help("say one of: column, columns, one_hot, spans; in a file of codings also code"),
        );
        return None;
    };
    let node = fields.get(name)?;
    let field = format!("`{name}`");
    match *name {
        "columns" => {
            let columns = reader.texts(node, &field);
            (!columns.is_empty())
                .then(|| CodesPlace::Columns(columns.into_iter().map(|(name, _)| name).collect()))
        }
        "one_hot" => one_hot(reader, node).map(CodesPlace::OneHot),
        "spans" => reader.text(node, &field).map(CodesPlace::Spans),
        "code" if fields.get("file").is_none() => {
            let lone = Diagnostic::fault("code-without-file", "`code` names a column of a file of codings");
            reader.push(
                lone.at(fields.place_of("code")).help("say its `file`, or write `column` in place of `code`"),
            );
            None
        }
        _ => reader.text(node, &field).map(CodesPlace::Column),
    }
}

/// `FIRST..LAST`, names, or what names begin with.
fn one_hot(reader: &mut Reader, node: &Node) -> Option<OneHot> {
    if let Value::List(_) = node.value {
        let names: Vec<String> = reader.texts(node, "`one_hot`").into_iter().map(|(name, _)| name).collect();
        return (!names.is_empty()).then_some(OneHot::Named(names));
    }
    let text = reader.text(node, "`one_hot`")?;
    match ColumnRange::of(&text) {
        Some(range) => Some(OneHot::Range(range)),
        None if text.ends_with('*') => Some(OneHot::Named(vec![text])),
        None => {
            let bad = Diagnostic::fault("bad-range", format!("`{text}` names no first and last column"));
            reader.push(bad.at(node.span).help(
                "write `one_hot: \"FIRST..LAST\"`, a list of columns, or what they all begin with: `\"Code *\"`",
            ));
            None
        }
    }
}

/// Fields that say nothing beside others.
fn without_effect(reader: &mut Reader, fields: &Fields<'_>) {
    let given = |name: &str| fields.get(name).is_some();
    let mut idle: Vec<(&str, &str)> = Vec::new();
    if given("one_hot") {
        idle.extend([("separator", "a header is one code")]);
    }
    if given("spans") {
        idle.extend([("separator", "every span has one code")]);
        idle.extend(["start", "end", "quote"].map(|name| (name, "every span says its own")));
        if !given("coder") {
            idle.push(("blank", "nobody is named who read the incidents without spans: say `coder` too"));
        }
    }
    for (name, why) in idle.into_iter().filter(|(name, _)| given(name)) {
        let nothing = Diagnostic::fault("no-effect", format!("`{name}` says nothing here: {why}"));
        reader.push(nothing.at(fields.place_of(name)).help("take it out"));
    }
}

/// The outer `None` is a mistake, the inner one no file.
fn file(reader: &mut Reader, fields: &Fields<'_>) -> Option<Option<CodesFile>> {
    let Some(node) = fields.get("file") else {
        let own = ["id", "start", "end", "quote", "header"];
        for name in own.into_iter().filter(|name| fields.get(name).is_some()) {
            let lone =
                Diagnostic::fault("field-without-file", format!("`{name}` says nothing without `file`"));
            reader.push(lone.at(fields.place_of(name)).help("say the `file` with the codings"));
        }
        return Some(None);
    };
    let file = reader.text(node, "`file`");
    let id = reader.required(fields, "id");
    let start = reader.field(fields, "start");
    let end = reader.field(fields, "end");
    let stretch = match (start, end) {
        (Some(start), Some(end)) => Some((start, end)),
        (None, None) => None,
        (start, _) => {
            let (there, missing) = if start.is_some() { ("start", "end") } else { ("end", "start") };
            let half = Diagnostic::fault("half-a-stretch", format!("`{there}` without `{missing}`"));
            reader.push(
                half.at(fields.place_of(there)).help(format!("name the column of its `{missing}` too")),
            );
            return None;
        }
    };
    let quote = reader.field(fields, "quote");
    let header = fields.get("header").and_then(|node| reader.number(node, "`header`", 1..=MOST_HEADERS));
    Some(Some(CodesFile { file: file?, id: id?, header: header.unwrap_or(1), stretch, quote }))
}

fn coder(reader: &mut Reader, fields: &Fields<'_>) -> Option<CoderName> {
    let Some(node) = fields.get("coder") else {
        if fields.get("spans").is_some() {
            return Some(CoderName::InSpans);
        }
        reader.push(
            Diagnostic::fault("missing-field", format!("{WHAT} must say their `coder`"))
                .at(fields.beginning())
                .help("`coder: NAME`, or `coder: {column: WHO}` where a column says it"),
        );
        return None;
    };
    match &node.value {
        Value::Map(_) => {
            let inner = reader.map(node, "`coder`", &["column", "name"])?;
            match reader.field(&inner, "name") {
                Some(name) => Some(CoderName::Named(name)),
                None => reader.required(&inner, "column").map(CoderName::InColumn),
            }
        }
        // In a file of codings the field names a column, as `id` and `code` do beside it.
        _ if fields.get("code").is_some() => reader.text(node, "`coder`").map(CoderName::InColumn),
        _ => reader.text(node, "`coder`").map(CoderName::Named),
    }
}
