//! `outcome:`, `attributes:` and `design:`: which values there are, and what their spellings mean.

use super::fields::Reader;
use crate::corpus::{
    self, Declared, DeclaredValue, Kind, OtherOutcome, Outcome, OutcomeValue, SeveralOutcomes,
};
use crate::diagnostic::{Diagnostic, nearest};
use crate::span::Span;
use crate::text::Localised;
use crate::yaml::fields::Fields;
use crate::yaml::{Key, Node, Value};
use std::collections::HashMap;

/// The outcome, where the study has one.
pub(super) fn outcome(reader: &mut Reader, fields: &Fields<'_>) -> Option<Outcome> {
    let node = fields.get("outcome")?;
    if let Value::Text(_) = node.value {
        let attribute = reader.text(node, "`outcome`")?;
        let (other, several) = (OtherOutcome::default(), SeveralOutcomes::default());
        return Some(Outcome { attribute, values: Vec::new(), other, several });
    }
    let fields = reader.map(node, "`outcome`", &["attribute", "values", "other", "several"])?;
    let attribute = reader.required(&fields, "attribute");
    let mut spellings = Spellings::default();
    let values = fields.get("values").map(|node| values(reader, node, &mut spellings)).unwrap_or_default();
    let words =
        [("report", OtherOutcome::Report), ("error", OtherOutcome::Error), ("ignore", OtherOutcome::Ignore)];
    let other = fields.choice("other", &words, &mut reader.diagnostics);
    let words = [("each", SeveralOutcomes::Each), ("first", SeveralOutcomes::First)];
    let several = fields.choice("several", &words, &mut reader.diagnostics);
    Some(Outcome {
        attribute: attribute?,
        values,
        other: other.unwrap_or_default(),
        several: several.unwrap_or_default(),
    })
}

/// Which value a spelling means already.
#[derive(Default)]
struct Spellings(HashMap<String, (String, Span)>);

impl Spellings {
    fn add(&mut self, reader: &mut Reader, spelling: &str, value: &str, span: Span) {
        let other = self.0.insert(spelling.trim().to_lowercase(), (value.to_string(), span));
        if let Some((other, there)) = other.filter(|(other, _)| other != value) {
            let twice = format!("`{spelling}` means both `{other}` and `{value}`");
            reader.push(
                Diagnostic::fault("spelling-twice", twice)
                    .at(span)
                    .also(there, format!("here it means `{other}`"))
                    .help("a spelling can mean one value only"),
            );
        }
    }
}

fn values(reader: &mut Reader, node: &Node, spellings: &mut Spellings) -> Vec<OutcomeValue> {
    let plain = |value: &str| OutcomeValue {
        value: value.to_string(),
        label: Localised::default(),
        means: Vec::new(),
    };
    let mut values: Vec<OutcomeValue> = Vec::new();
    if !matches!(node.value, Value::Map(_)) {
        for (value, span) in distinct(reader, node, "a value of the outcome") {
            spellings.add(reader, &value, &value, span);
            values.push(plain(&value));
        }
        return values;
    }
    let Some(fields) = reader.any_map(node, "`values`") else { return values };
    for (Key { name, span }, node) in fields.entries() {
        let (name, span) = (name.trim(), *span);
        if name.is_empty() {
            reader.push(Diagnostic::fault("empty", "a value of the outcome without a name").at(span));
            continue;
        }
        spellings.add(reader, name, name, span);
        let mut value = plain(name);
        let means = match &node.value {
            Value::Null => None,
            Value::Map(_) => {
                let what = "a value of the outcome";
                let Some(fields) = reader.map(node, what, &["label", "means"]) else { continue };
                value.label = label(reader, &fields, name);
                fields.get("means")
            }
            _ => Some(node),
        };
        for (spelling, span) in means.map(|node| reader.texts(node, "a spelling")).unwrap_or_default() {
            spellings.add(reader, &spelling, name, span);
            value.means.push(spelling);
        }
        values.push(value);
    }
    values
}

fn label(reader: &mut Reader, fields: &Fields<'_>, what: &str) -> Localised {
    fields
        .get("label")
        .map(|node| reader.localised(node, &format!("the label of `{what}`")))
        .unwrap_or_default()
}

/// The texts of a list; one that stands there twice is named.
fn distinct(reader: &mut Reader, node: &Node, what: &str) -> Vec<(String, Span)> {
    let mut texts: Vec<(String, Span)> = Vec::new();
    for (text, span) in reader.texts(node, what) {
        if texts.iter().any(|(other, _)| *other == text) {
            let twice = Diagnostic::fault("value-twice", format!("`{text}` stands there twice")).at(span);
            reader.push(twice.help("take one of them out"));
        } else {
            texts.push((text, span));
        }
    }
    texts
}

/// The attributes that the study declares.
pub(super) fn declared(reader: &mut Reader, fields: &Fields<'_>, outcome: Option<&Outcome>) -> Vec<Declared> {
    let Some(node) = fields.get("attributes") else { return Vec::new() };
    let Some(fields) = reader.any_map(node, "`attributes`") else { return Vec::new() };
    let mut declared = Vec::new();
    for (Key { name, span }, node) in fields.entries() {
        let (name, span) = (name.trim(), *span);
        if name.is_empty() {
            reader.push(Diagnostic::fault("empty", "an attribute without a name").at(span));
            continue;
        }
        let Some(one) = attribute(reader, name, node) else { continue };
        let of_outcome = outcome.filter(|outcome| outcome.attribute == name && !outcome.values.is_empty());
        if of_outcome.is_some() && !one.values.is_empty() {
            let twice = format!("the values of `{name}` stand under `outcome` already");
            reader.push(
                Diagnostic::fault("values-twice", twice).at(span).help("take `values` out of one of the two"),
            );
        }
        declared.push(one);
    }
    declared
}

const KINDS: [(&str, Kind); 5] = [
    ("text", Kind::Text),
    ("whole_number", Kind::WholeNumber),
    ("decimal", Kind::Decimal),
    ("date", Kind::Date),
    ("yes_no", Kind::YesNo),
];

fn attribute(reader: &mut Reader, name: &str, node: &Node) -> Option<Declared> {
    let bare = |values| Declared {
        name: name.to_string(),
        label: Localised::default(),
        values,
        kind: None,
        list: None,
    };
    match &node.value {
        Value::Null => return Some(bare(Vec::new())),
        Value::List(_) => return Some(bare(declared_values(reader, node, name))),
        _ => {}
    }
    let fields = reader.map(node, "an attribute", &["label", "values", "type", "list"])?;
    let label = label(reader, &fields, name);
    let values = fields.get("values").map(|node| declared_values(reader, node, name)).unwrap_or_default();
    let kind = fields.choice("type", &KINDS, &mut reader.diagnostics);
    let list = fields.get("list").and_then(|node| separator(reader, node, "`list`"));
    if let (Some(kind), Some(node)) = (kind, fields.get("values")) {
        check_kind(reader, &values, kind, node.span);
    }
    Some(Declared { name: name.to_string(), label, values, kind, list })
}

fn declared_values(reader: &mut Reader, node: &Node, name: &str) -> Vec<DeclaredValue> {
    let what = format!("a value of `{name}`");
    if !matches!(node.value, Value::Map(_)) {
        let plain = |(value, _)| DeclaredValue { value, label: Localised::default() };
        return distinct(reader, node, &what).into_iter().map(plain).collect();
    }
    let Some(fields) = reader.any_map(node, "`values`") else { return Vec::new() };
    let mut values = Vec::new();
    for (Key { name: value, span }, node) in fields.entries() {
        if value.trim().is_empty() {
            reader.push(Diagnostic::fault("empty", format!("{what} is empty")).at(*span));
            continue;
        }
        let label = match node.value {
            Value::Null => Localised::default(),
            _ => value_label(reader, node, value),
        };
        values.push(DeclaredValue { value: value.trim().to_string(), label });
    }
    values
}

/// `value: text`, `value: {nl: ..., en: ...}` or, as everywhere else, `value: {label: ...}`.
fn value_label(reader: &mut Reader, node: &Node, value: &str) -> Localised {
    let what = format!("the label of `{value}`");
    match &node.value {
        Value::Map(entries) => match entries.as_slice() {
            [(key, inner)] if key.name == "label" => reader.localised(inner, &what),
            _ => reader.localised(node, &what),
        },
        _ => reader.localised(node, &what),
    }
}

/// Values that no cell of this type can have.
fn check_kind(reader: &mut Reader, values: &[DeclaredValue], kind: Kind, span: Span) {
    let fits = |value: &str| match kind {
        Kind::WholeNumber | Kind::Decimal => corpus::parse(value, kind).is_some(),
        Kind::Text | Kind::Date | Kind::YesNo => true,
    };
    for value in values.iter().filter(|value| !fits(&value.value)) {
        let not = Diagnostic::fault("value-of-other-type", format!("`{}` is no number", value.value));
        reader.push(not.at(span).help("change the value, or the `type`"));
    }
}

/// A separator; a blank or tab is one too.
pub(super) fn separator(reader: &mut Reader, node: &Node, what: &str) -> Option<String> {
    match &node.value {
        Value::Text(text) if !text.is_empty() => Some(text.clone()),
        _ => reader.text(node, what),
    }
}

/// How many incidents of each outcome every respondent was asked for.
pub(super) fn asked(
    reader: &mut Reader,
    fields: &Fields<'_>,
    outcome: Option<&Outcome>,
) -> Vec<(String, usize)> {
    let design = fields.get("design").and_then(|node| reader.map(node, "`design`", &["asked"]));
    let Some(node) = design.and_then(|design| design.get("asked")) else { return Vec::new() };
    let Some(fields) = reader.any_map(node, "`asked`") else { return Vec::new() };
    let known: Vec<&str> = outcome
        .map(|outcome| outcome.values.iter().map(|one| one.value.as_str()).collect())
        .unwrap_or_default();
    let mut asked = Vec::new();
    for (Key { name: value, span }, node) in fields.entries() {
        let (value, span) = (value.as_str(), *span);
        if !known.is_empty() && !known.contains(&value) {
            let unknown = Diagnostic::fault("unknown-outcome", format!("the outcome has no value `{value}`"));
            reader.push(match nearest(value, known.iter().copied()) {
                Some(near) => unknown.at(span).help(format!("did you mean `{near}`?")),
                None => unknown.at(span).help(format!("its values are: {}", known.join(", "))),
            });
        }
        if let Some(number) = reader.number(node, &format!("`{value}`"), 0..=1_000_000) {
            asked.push((value.to_string(), number));
        }
    }
    asked
}
