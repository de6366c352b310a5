//! `corpus:`: where the narratives are, and what is known of them.

use super::archive::{self, Written};
use super::fields::{Reader, one_or_list};
use crate::coding::archive::ArchiveCodes;
use crate::corpus::{AttributeTable, Entry};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::yaml::fields::Fields;
use crate::yaml::{Key, Node, Value};
use std::path::{Component, Path};

const HELP: &str = "say where the stories are, e.g. `corpus: stories`, a folder beside this file";
/// Header rows beyond this are a slip.
pub(super) const MOST_HEADERS: usize = 9;

/// The entries, and the codes that an archive brings with each.
pub(super) fn read(reader: &mut Reader, fields: &Fields<'_>) -> (Vec<Entry>, Vec<(usize, ArchiveCodes)>) {
    let mut entries = Vec::new();
    let mut codes: Vec<(usize, Written)> = Vec::new();
    let Some(node) = fields.required("corpus", &mut reader.diagnostics) else {
        return (entries, Vec::new());
    };
    let nodes = one_or_list(node);
    if nodes.is_empty() {
        reader.push(Diagnostic::fault("empty", "`corpus` is empty").at(node.span).help(HELP));
    }
    for node in nodes {
        if let Some((entry, given)) = entry(reader, node) {
            codes.extend(given.into_iter().map(|one| (entries.len(), one)));
            entries.push(entry);
        }
    }
    archive::same_kinds(reader, codes.iter().map(|(_, one)| one));
    (entries, codes.into_iter().map(|(entry, one)| (entry, one.codes)).collect())
}

fn entry(reader: &mut Reader, node: &Node) -> Option<(Entry, Vec<Written>)> {
    if let Value::Text(_) | Value::Null = node.value {
        let path = reader.text(node, "an entry of `corpus`")?;
        check_path(reader, &path, node.span);
        return Some((Entry { path, ..Entry::default() }, Vec::new()));
    }
    let known = ["path", "attributes", "split", "columns", "header", "codes"];
    let fields = reader.map(node, "an entry of `corpus`", &known)?;
    let path = reader.required(&fields, "path");
    if let (Some(path), Some(node)) = (&path, fields.get("path")) {
        check_path(reader, path, node.span);
    }
    let table = fields.get("attributes").and_then(|node| table(reader, node));
    let split = fields.get("split").and_then(|node| split(reader, node));
    let columns = fields.get("columns").map(|node| columns(reader, node)).unwrap_or_default();
    let header = fields.get("header").and_then(|node| reader.number(node, "`header`", 1..=MOST_HEADERS));
    let codes = fields.get("codes").map(|node| archive::read(reader, node)).unwrap_or_default();
    Some((Entry { path: path?, table, split, columns, header }, codes))
}

/// Braces must name an attribute each, and may not stand where one path would fit in two ways.
fn check_path(reader: &mut Reader, path: &str, span: Span) {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    let mut bad = |message: String, help: &str| {
        reader.push(Diagnostic::fault("bad-path", message).at(span).help(help));
    };
    while let Some(at) = rest.find(['{', '}']) {
        let name = rest[at..].strip_prefix('{').and_then(|inside| Some(&inside[..inside.find('}')?]));
        let Some(name) = name else {
            bad(
                format!("a brace in `{path}` has no partner"),
                "braces stand around the name of an attribute",
            );
            return;
        };
        if name.trim().is_empty() || name.contains([',', '/', '{', '*']) {
            bad(
                format!("`{{{name}}}` names no attribute"),
                "braces stand around the name of an attribute; for several folders write several entries",
            );
        } else if names.contains(&name) {
            bad(format!("`{{{name}}}` stands twice in the path"), "give the second one another name");
        }
        names.push(name);
        rest = &rest[at + name.len() + 2..];
    }
    if Path::new(path)
        .components()
        .any(|part| part == Component::Normal(crate::study::cache::FOLDER.as_ref()))
    {
        bad(format!("`{path}` lies in the program's own folder"), "keep stories in a folder of their own");
    }
}

fn table(reader: &mut Reader, node: &Node) -> Option<AttributeTable> {
    let what = "`attributes` of an entry";
    if let Value::Text(file) = &node.value {
        let wrong =
            Diagnostic::fault("wrong-type", format!("{what} must say its file and its column with ids"));
        reader.push(wrong.at(node.span).help(format!("write `attributes: {{file: {file}, id: incident}}`")));
        return None;
    }
    let fields = reader.map(node, what, &["file", "id"])?;
    let file = reader.required(&fields, "file");
    let id = reader.required(&fields, "id");
    Some(AttributeTable { file: file?, id: id? })
}

fn split(reader: &mut Reader, node: &Node) -> Option<String> {
    // Blanks at the ends of an expression are part of it.
    let Value::Text(written) = &node.value else { return reader.text(node, "`split`") };
    match regex::Regex::new(written) {
        Ok(regex) if regex.is_match("") => {
            let empty = Diagnostic::fault("bad-regex", "`split` also fits an empty line").at(node.span);
            reader.push(empty.help("write what only the line between two incidents has"));
            None
        }
        Ok(_) => Some(written.clone()),
        Err(error) => {
            let why = error.to_string();
            let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_string();
            let bad = Diagnostic::fault("bad-regex", "`split` is no regular expression").at(node.span);
            reader.push(bad.label(why).help("the default is `^### incident: (?<id>.+)$`"));
            None
        }
    }
}

fn columns(reader: &mut Reader, node: &Node) -> Vec<(String, String)> {
    let Some(fields) = reader.any_map(node, "`columns`") else { return Vec::new() };
    let mut columns = Vec::new();
    for (Key { name, span }, node) in fields.entries() {
        if name.trim().is_empty() {
            reader.push(Diagnostic::fault("empty", "an attribute without a name").at(*span));
        } else if let Some(column) = reader.text(node, &format!("the column of `{name}`")) {
            columns.push((name.trim().to_string(), column));
        }
    }
    columns
}
