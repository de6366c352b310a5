//! A codebook as meant: ids, patterns and references checked, rules ready for the matcher.

use super::code::{Code, Codebook, Polarity, Rule};
use super::written::{WrittenBook, WrittenCode, WrittenRule};
use super::{Pattern, advice, references};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::text::Language;
use crate::yaml::{Node, fields};
use std::collections::HashMap;

/// A `code:` pattern of a rule, for the check that follows.
#[derive(Debug)]
pub(super) struct Reference {
    /// The code whose rule it stands in.
    pub from: usize,
    /// What it names.
    pub to: String,
    /// Where it stands.
    pub place: Span,
}

/// Checks everything that one field alone cannot tell.
pub(super) fn book(
    written: WrittenBook<'_>,
    source: &str,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Codebook {
    let ids = full_ids(&written.codes, diagnostics);
    let places: Vec<Span> = written.codes.iter().map(|code| code.place).collect();
    advice::on_book(&written, &ids, language, diagnostics);
    let mut references = Vec::new();
    let mut codes = Vec::with_capacity(written.codes.len());
    for (at, (written, id)) in written.codes.into_iter().zip(ids).enumerate() {
        check_group(&written, &id, diagnostics);
        let polarity = written.polarity;
        let mut rules = Vec::with_capacity(written.rules.len());
        for rule in written.rules {
            check_rule(&rule, polarity, &id, diagnostics);
            let mut reading = Patterns { source, code: at, references: &mut references, diagnostics };
            rules.push(reading.rule(rule));
        }
        codes.push(Code {
            id,
            parent: written.parent,
            level: written.level,
            label: written.label,
            group: written.group,
            polarity: polarity.unwrap_or_default(),
            definition: written.definition,
            use_when: written.use_when,
            not_when: written.not_when,
            theory: written.theory,
            found_by: written.found_by,
            archive_codes: written.archive_codes.into_iter().map(str::to_string).collect(),
            formerly: written.formerly.into_iter().map(|id| id.trim().to_string()).collect(),
            coded: written.coded,
            not_coded: written.not_coded,
            rules,
        });
    }
    let codebook = Codebook {
        id: written.id.unwrap_or_default().to_string(),
        version: written.version.unwrap_or("0").to_string(),
        hash: String::new(),
        title: written.title,
        codes,
        negators: written.negators,
    };
    references::check(&codebook, &references, &places, diagnostics);
    codebook
}

/// The full id of every code; bad and repeated ones are told.
fn full_ids(codes: &[WrittenCode<'_>], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(codes.len());
    let mut first: HashMap<String, Span> = HashMap::new();
    for code in codes {
        let (id, place) = match code.id {
            Some((id, place)) => {
                check_id(id, place, diagnostics);
                (id, place)
            }
            None => ("?", code.place),
        };
        let full = match code.parent {
            Some(parent) => format!("{}.{id}", ids[parent]),
            None => id.to_string(),
        };
        if code.id.is_some() {
            match first.get(&full) {
                Some(before) => diagnostics.push(
                    Diagnostic::fault("duplicate-id", format!("there are two codes `{full}`"))
                        .at(place)
                        .label("given again here")
                        .also(*before, "given here first")
                        .help("rename one of them, or make one code of the two"),
                ),
                None => {
                    first.insert(full.clone(), place);
                }
            }
        }
        ids.push(full);
    }
    ids
}

fn check_id(id: &str, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if !id.is_empty() && id.chars().all(fits) {
        return;
    }
    let diagnostic = Diagnostic::fault("invalid-id", format!("`{id}` cannot be the id of a code")).at(place);
    let better: String = id.trim().chars().map(|c| if fits(c) { c } else { '_' }).collect();
    diagnostics.push(match id {
        "" => diagnostic.help("give it a short name of letters, digits, `_` and `-`"),
        id if id.contains('.') && id.chars().all(|c| fits(c) || c == '.') => diagnostic
            .help("a full id like `a.b` comes from nesting: put `- id: b` under `codes:` of the code `a`"),
        _ => diagnostic.help(format!(
            "an id holds letters, digits, `_` and `-`, as in `{better}`; what people read is its `label`"
        )),
    });
}

fn check_group(code: &WrittenCode<'_>, id: &str, diagnostics: &mut Vec<Diagnostic>) {
    if let (true, Some(place)) = (code.group, code.given_on_group) {
        diagnostics.push(
            Diagnostic::fault("group-given", format!("`{id}` is a group, so it is never given itself"))
                .at(place)
                .label("rules and exemplars belong to codes that are given")
                .help("move this to the codes below it, or take `group: true` away"),
        );
    }
}

fn check_rule(
    rule: &WrittenRule<'_>,
    polarity: Option<Polarity>,
    id: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if rule.any.is_empty() && rule.all.is_empty() && !rule.misspelt {
        let diagnostic = match rule.none.is_empty() {
            true => Diagnostic::fault("rule-without-pattern", "this rule holds no pattern"),
            false => Diagnostic::fault("rule-none-only", "this rule only says what must not be there"),
        };
        diagnostics.push(diagnostic.at(rule.place).help("say what it finds: `any: [\"a word\"]`, or `all:`"));
    }
    if let (Some((_, place)), true) = (rule.valence, polarity.is_some_and(|one| one != Polarity::Either)) {
        diagnostics.push(
            Diagnostic::fault("valence-without-either", format!("`{id}` is not a code with both valences"))
                .at(place)
                .label("only where the code has `polarity: either`")
                .help("take `valence` out, or write `polarity: either` for the code"),
        );
    }
}

/// Reads the patterns of one code's rules.
struct Patterns<'a> {
    source: &'a str,
    code: usize,
    references: &'a mut Vec<Reference>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Patterns<'_> {
    fn rule(&mut self, rule: WrittenRule<'_>) -> Rule {
        let language = rule.language.as_ref();
        Rule {
            any: self.all_of(rule.any, language),
            all: self.all_of(rule.all, language),
            none: self.all_of(rule.none, language),
            within: rule.within,
            marks: rule.marks,
            negated: rule.negated,
            valence: rule.valence.map(|(valence, _)| valence),
            language: rule.language,
        }
    }

    fn all_of(&mut self, nodes: &[Node], language: Option<&Language>) -> Vec<Pattern> {
        nodes.iter().filter_map(|node| self.one(node, language)).collect()
    }

    fn one(&mut self, node: &Node, language: Option<&Language>) -> Option<Pattern> {
        let text = fields::text(node, "a pattern", self.diagnostics)?;
        match Pattern::parse(text, language) {
            Ok(pattern) => {
                if let Some(to) = pattern.code_reference() {
                    self.references.push(Reference { from: self.code, to: to.to_string(), place: node.span });
                }
                Some(pattern)
            }
            Err(mistakes) => {
                self.diagnostics.extend(mistakes.into_iter().map(|mut mistake| {
                    let inside = mistake.span.unwrap_or(Span::new(0, text.len()));
                    mistake.span = Some(node.place_inside(self.source, inside));
                    mistake
                }));
                None
            }
        }
    }
}
