//! A codebook as written: every field read and of the right type, nothing compared with anything else yet.

use super::code::{Exemplar, FoundBy, Marks, Negated, Polarity, Scope, Valence};
use super::localised;
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::{Language, Localised};
use crate::yaml::{Fields, Node, Value, fields};
use std::collections::BTreeMap;

/// The fields of a codebook.
pub const BOOK: &[&str] = &["codebook", "version", "title", "negators", "codes"];
/// The fields of a code.
pub const CODE: &[&str] = &[
    "id",
    "label",
    "group",
    "polarity",
    "definition",
    "use_when",
    "not_when",
    "theory",
    "found_by",
    "archive_codes",
    "formerly",
    "exemplars",
    "rules",
    "codes",
];
/// The fields of a code's exemplars.
pub const EXEMPLARS: &[&str] = &["coded", "not_coded"];
/// The fields of one exemplar that must be coded.
pub const CODED: &[&str] = &["text", "lang", "rules", "why"];
/// The fields of one exemplar that must not be coded.
pub const NOT_CODED: &[&str] = &["text", "lang", "why"];
/// The fields of a rule.
pub const RULE: &[&str] = &["lang", "any", "all", "none", "within", "marks", "negated", "valence"];

/// The words of `polarity`.
pub const POLARITIES: &[(&str, Polarity)] = &[
    ("enacted", Polarity::Enacted),
    ("lacking", Polarity::Lacking),
    ("neutral", Polarity::Neutral),
    ("either", Polarity::Either),
];
/// The words of `valence`.
pub const VALENCES: &[(&str, Valence)] = &[("enacted", Valence::Enacted), ("lacking", Valence::Lacking)];
/// The words of `found_by`.
pub const FOUND_BY: &[(&str, FoundBy)] =
    &[("rule", FoundBy::Rule), ("assist", FoundBy::Assist), ("people", FoundBy::People)];
/// The words of `within`.
pub const SCOPES: &[(&str, Scope)] =
    &[("sentence", Scope::Sentence), ("paragraph", Scope::Paragraph), ("incident", Scope::Incident)];
/// The words of `marks`.
pub const MARKS: &[(&str, Marks)] = &[
    ("match", Marks::Match),
    ("sentence", Marks::Sentence),
    ("paragraph", Marks::Paragraph),
    ("incident", Marks::Incident),
];
/// The words of `negated`.
pub const NEGATED: &[(&str, Negated)] =
    &[("flag", Negated::Flag), ("skip", Negated::Skip), ("ignore", Negated::Ignore)];

/// A codebook as written.
#[derive(Debug, Default)]
pub struct WrittenBook<'n> {
    pub id: Option<&'n str>,
    pub version: Option<&'n str>,
    pub title: Localised,
    /// The name of the first field: where to point when something of the whole book is missing.
    pub place: Option<Span>,
    /// In the order of the file, parents before their children.
    pub codes: Vec<WrittenCode<'n>>,
    pub negators: BTreeMap<Language, Vec<String>>,
}

/// A code as written.
#[derive(Debug)]
pub struct WrittenCode<'n> {
    /// Its id as given, with its place.
    pub id: Option<(&'n str, Span)>,
    /// Where to point when something of the code is wrong: its id, else its first field.
    pub place: Span,
    /// Fields that are there under a misspelt name.
    pub misspelt: Vec<&'static str>,
    pub parent: Option<usize>,
    pub level: usize,
    pub label: Localised,
    pub group: bool,
    /// Where `rules` or `exemplars` is given.
    pub given_on_group: Option<Span>,
    /// Nothing where it is given, but as no known word.
    pub polarity: Option<Polarity>,
    pub definition: Localised,
    pub use_when: Localised,
    pub not_when: Localised,
    pub theory: Localised,
    pub found_by: Option<FoundBy>,
    pub archive_codes: Vec<&'n str>,
    pub formerly: Vec<&'n str>,
    pub coded: Vec<Exemplar>,
    pub not_coded: Vec<Exemplar>,
    pub rules: Vec<WrittenRule<'n>>,
}

/// A rule as written.
#[derive(Debug)]
pub struct WrittenRule<'n> {
    /// Its first field.
    pub place: Span,
    pub language: Option<Language>,
    pub any: &'n [Node],
    pub all: &'n [Node],
    pub none: &'n [Node],
    pub within: Scope,
    pub marks: Marks,
    pub negated: Negated,
    pub valence: Option<(Valence, Span)>,
    /// Patterns are there under a misspelt name.
    pub misspelt: bool,
}

/// Reads the fields of a codebook.
pub fn book<'n>(root: &'n Node, diagnostics: &mut Vec<Diagnostic>) -> WrittenBook<'n> {
    let Some(fields) = Fields::of(root, "a codebook", BOOK, diagnostics) else {
        return WrittenBook::default();
    };
    let mut book = WrittenBook { place: Some(fields.beginning()), ..WrittenBook::default() };
    if fields.required("codebook", diagnostics).is_some() {
        book.id = fields.text("codebook", diagnostics);
    }
    book.version = fields.text("version", diagnostics);
    if let Some(node) = fields.get("title") {
        book.title = localised::read(node, "`title`", diagnostics);
    }
    if let Some(node) = fields.get("negators") {
        book.negators = negators(node, diagnostics);
    }
    if let Some(node) = fields.required("codes", diagnostics) {
        if node.value == Value::List(Vec::new()) {
            let empty = Diagnostic::fault("empty", "the codebook holds no code").at(node.span);
            diagnostics.push(empty.help("add one: `- id: a_name`"));
        }
        codes(fields.list("codes", diagnostics), None, 1, &mut book.codes, diagnostics);
    }
    book
}

fn negators(node: &Node, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<Language, Vec<String>> {
    let mut negators = BTreeMap::new();
    let Some(fields) = Fields::open(node, "`negators`", diagnostics) else { return negators };
    for (key, node) in fields.entries() {
        let language = localised::language(&key.name, key.span, diagnostics);
        let Value::List(items) = &node.value else {
            let wrong = fields::wrong_type(node, "the negators of a language", "a list");
            diagnostics.push(wrong.help("write `nl: [geen, niet, nooit]`"));
            continue;
        };
        let words: Vec<String> = items
            .iter()
            .filter_map(|item| {
                let word = fields::text(item, "a negator", diagnostics)?.trim();
                if crate::text::tokens::tokens(word, &[]).is_empty() {
                    diagnostics.push(
                        Diagnostic::fault("empty", "there is no word in this negator")
                            .at(item.span)
                            .help("write a word, or take it out"),
                    );
                }
                Some(word.to_string())
            })
            .collect();
        if let Some(language) = language {
            negators.insert(language, words);
        }
    }
    negators
}

fn codes<'n>(
    nodes: &'n [Node],
    parent: Option<usize>,
    level: usize,
    into: &mut Vec<WrittenCode<'n>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for node in nodes {
        let Some(fields) = Fields::of(node, "a code", CODE, diagnostics) else { continue };
        let here = into.len();
        into.push(code(&fields, parent, level, diagnostics));
        codes(fields.list("codes", diagnostics), Some(here), level + 1, into, diagnostics);
    }
}

fn code<'n>(
    fields: &Fields<'n>,
    parent: Option<usize>,
    level: usize,
    diagnostics: &mut Vec<Diagnostic>,
) -> WrittenCode<'n> {
    let id_node = fields.required("id", diagnostics);
    let id = fields.text("id", diagnostics).zip(id_node.map(|node| node.span));
    let mut text = |name: &'static str| match fields.get(name) {
        Some(node) => localised::read(node, &format!("`{name}`"), diagnostics),
        None => Localised::default(),
    };
    let (label, definition) = (text("label"), text("definition"));
    let (use_when, not_when, theory) = (text("use_when"), text("not_when"), text("theory"));
    let (coded, not_coded) = exemplars(fields, diagnostics);
    let given = ["rules", "exemplars"].into_iter().find(|name| fields.get(name).is_some());
    WrittenCode {
        id,
        place: id.map_or(fields.beginning(), |(_, span)| span),
        misspelt: fields.misspelt().to_vec(),
        parent,
        level,
        label,
        group: fields.yes_no("group", diagnostics).unwrap_or(false),
        given_on_group: given.map(|name| fields.place_of(name)),
        polarity: match fields.get("polarity") {
            Some(_) => fields.choice("polarity", POLARITIES, diagnostics),
            None if fields.misspelt().contains(&"polarity") => None,
            None => Some(Polarity::default()),
        },
        definition,
        use_when,
        not_when,
        theory,
        found_by: fields.choice("found_by", FOUND_BY, diagnostics),
        archive_codes: fields.texts("archive_codes", diagnostics),
        formerly: fields.texts("formerly", diagnostics),
        coded,
        not_coded,
        rules: fields.list("rules", diagnostics).iter().filter_map(|node| rule(node, diagnostics)).collect(),
    }
}

fn exemplars(fields: &Fields<'_>, diagnostics: &mut Vec<Diagnostic>) -> (Vec<Exemplar>, Vec<Exemplar>) {
    let Some(node) = fields.get("exemplars") else { return Default::default() };
    let Some(fields) = Fields::of(node, "`exemplars`", EXEMPLARS, diagnostics) else {
        return Default::default();
    };
    let mut read = |name, what, known| {
        let nodes: &[Node] = fields.list(name, diagnostics);
        nodes.iter().filter_map(|node| exemplar(node, what, known, diagnostics)).collect()
    };
    let coded = read("coded", "an exemplar that is coded", CODED);
    (coded, read("not_coded", "an exemplar that is not coded", NOT_CODED))
}

fn exemplar(
    node: &Node,
    what: &'static str,
    known: &[&'static str],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Exemplar> {
    let (text, language, rules, why) = match &node.value {
        Value::Text(text) => (text.as_str(), None, false, None),
        _ => {
            let fields = Fields::of(node, what, known, diagnostics)?;
            fields.required("text", diagnostics);
            let language = read_language(&fields, diagnostics);
            let rules = known.contains(&"rules") && fields.yes_no("rules", diagnostics).unwrap_or(false);
            let why = fields.text("why", diagnostics);
            (fields.text("text", diagnostics)?, language, rules, why)
        }
    };
    let text = text.trim();
    if text.is_empty() {
        diagnostics.push(Diagnostic::fault("empty", "this exemplar has no text").at(node.span));
        return None;
    }
    Some(Exemplar { text: text.to_string(), language, rules, why: why.map(str::to_string) })
}

fn rule<'n>(node: &'n Node, diagnostics: &mut Vec<Diagnostic>) -> Option<WrittenRule<'n>> {
    let fields = Fields::of(node, "a rule", RULE, diagnostics)?;
    let valence = fields.choice("valence", VALENCES, diagnostics);
    Some(WrittenRule {
        place: fields.beginning(),
        language: read_language(&fields, diagnostics),
        any: fields.one_or_list("any"),
        all: fields.one_or_list("all"),
        none: fields.one_or_list("none"),
        within: fields.choice("within", SCOPES, diagnostics).unwrap_or_default(),
        marks: fields.choice("marks", MARKS, diagnostics).unwrap_or_default(),
        negated: fields.choice("negated", NEGATED, diagnostics).unwrap_or_default(),
        valence: valence.map(|valence| (valence, fields.place_of("valence"))),
        misspelt: fields.misspelt().iter().any(|name| ["any", "all"].contains(name)),
    })
}

fn read_language(fields: &Fields<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Language> {
    let place = fields.get("lang").map(|node| node.span)?;
    localised::language(fields.text("lang", diagnostics)?, place, diagnostics)
}
