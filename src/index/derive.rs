//! From patterns and rules to what an incident must hold: too little is asked at times, never too much.

use super::Needs;
use super::keys::fold;
use crate::codebook::pattern::{Form, Kind, Node, Word};
use crate::codebook::{Codebook, Pattern, Rule};
use crate::matcher::without_borders;
use crate::text::key::{Key, Marks};
use crate::text::{Language, Stemmer};
use regex::RegexBuilder;
use regex_syntax::hir::{Class, Hir, HirKind};
use std::sync::Arc;

/// Shorter stretches of a regex stand in nearly every incident.
const TELLING: usize = 3;

/// What an incident needs for some rule of `codebook` to fire. `languages` are those of the corpus.
pub fn needs_of_codebook(codebook: &Codebook, languages: &[Language]) -> Needs {
    let book = Book { codebook: Some(codebook), languages };
    Needs::one_of(
        codebook.codes.iter().flat_map(|code| &code.rules).map(|rule| book.rule(rule, &mut Vec::new())),
    )
}

/// What an incident needs for this rule of `codebook` to fire.
pub fn needs_of_rule(rule: &Rule, codebook: &Codebook, languages: &[Language]) -> Needs {
    Book { codebook: Some(codebook), languages }.rule(rule, &mut Vec::new())
}

/// What an incident needs for `pattern` to have a hit; `codebook` tells what a `code:` stands for.
pub fn needs_of_pattern(pattern: &Pattern, codebook: Option<&Codebook>, languages: &[Language]) -> Needs {
    Book { codebook, languages }.pattern(pattern, languages, &mut Vec::new())
}

struct Book<'a> {
    codebook: Option<&'a Codebook>,
    /// Those of the corpus.
    languages: &'a [Language],
}

impl Book<'_> {
    /// `above` are the codes whose rules are being looked at: a cycle asks for nothing.
    fn rule(&self, rule: &Rule, above: &mut Vec<usize>) -> Needs {
        let languages = match &rule.language {
            Some(language) => std::slice::from_ref(language),
            None => self.languages,
        };
        let mut parts: Vec<Needs> =
            rule.all.iter().map(|pattern| self.pattern(pattern, languages, above)).collect();
        if !rule.any.is_empty() {
            parts.push(Needs::one_of(rule.any.iter().map(|pattern| self.pattern(pattern, languages, above))));
        }
        Needs::each(parts)
    }

    fn pattern(&self, pattern: &Pattern, languages: &[Language], above: &mut Vec<usize>) -> Needs {
        match &pattern.kind {
            Kind::Words(node) => of_node(node, languages),
            Kind::Regex(regex) => of_regex(regex.as_str()),
            Kind::Code(id) => self.code(id, above),
        }
    }

    /// Some rule of the code, or of one below it.
    fn code(&self, id: &str, above: &mut Vec<usize>) -> Needs {
        let Some((codebook, root)) = self.codebook.and_then(|book| Some((book, book.position(id)?))) else {
            return Needs::Anything;
        };
        if above.contains(&root) {
            return Needs::Anything;
        }
        above.push(root);
        let within = (0..codebook.codes.len()).filter(|code| codebook.is_within(*code, root));
        let rules = within.flat_map(|code| &codebook.codes[code].rules);
        let needs = Needs::one_of(rules.map(|rule| self.rule(rule, above)));
        above.pop();
        needs
    }
}

fn of_node(node: &Node, languages: &[Language]) -> Needs {
    match &node.form {
        Form::Word(word) => of_word(word, languages),
        Form::Any | Form::Optional(_) => Needs::Anything,
        Form::Row(parts) => Needs::each(parts.iter().map(|part| of_node(part, languages))),
        Form::Gap { first, second, .. } => Needs::each([first, second].map(|part| of_node(part, languages))),
        Form::Either(parts) => Needs::one_of(parts.iter().map(|part| of_node(part, languages))),
        Form::Separable { particle, forms } => {
            Needs::one_of(forms.iter().flat_map(|form| of_separable(particle, form, languages)))
        }
    }
}

fn of_word(word: &Word, languages: &[Language]) -> Needs {
    if word.is_open() {
        return fitting(word.pieces.iter().map(|piece| fold(piece)).collect());
    }
    let key = fold(&word.pieces.concat());
    if !word.stem {
        return Needs::Key(key);
    }
    Needs::one_of(languages.iter().map(|language| match Stemmer::of(language) {
        Some(stemmer) => {
            let exact = Key::new(&word.pieces.concat(), Marks::of(language)).text;
            Needs::Stem { stem: stemmer.stem(&exact), language: language.clone() }
        }
        None => Needs::Key(key.clone()),
    }))
}

/// Particle and form, each by itself or in one token with something between.
fn of_separable(particle: &Word, form: &Word, languages: &[Language]) -> [Needs; 2] {
    let apart = Needs::each([of_word(particle, languages), of_word(form, languages)]);
    let mut pieces = vec![fold(&particle.pieces.concat())];
    pieces.extend(form.pieces.iter().map(|piece| fold(piece)));
    [apart, fitting(pieces)]
}

/// A key that begins with the first piece, ends with the last, and holds the others between, in order.
fn fitting(pieces: Vec<String>) -> Needs {
    let prefix = pieces.first().cloned().unwrap_or_default();
    let passes = move |key: &str| {
        let Some((last, before)) = pieces.split_last() else { return true };
        let mut rest = key;
        for (number, piece) in before.iter().enumerate() {
            let at = if number == 0 {
                rest.starts_with(piece.as_str()).then_some(0)
            } else {
                rest.find(piece.as_str())
            };
            let Some(at) = at else { return false };
            rest = &rest[at + piece.len()..];
        }
        rest.ends_with(last.as_str())
    };
    Needs::Passing { prefix, passes: Arc::new(passes) }
}

/// The letters that a regex cannot do without.
fn of_regex(regex: &str) -> Needs {
    // Without case the parser would turn letters into classes; keys have none anyway.
    match regex_syntax::Parser::new().parse(regex) {
        Ok(parsed) => of_hir(&parsed),
        Err(_) => Needs::Anything,
    }
}

fn of_hir(hir: &Hir) -> Needs {
    if let HirKind::Concat(parts) = hir.kind() {
        // What letters and digits stand next to each other stand in one word.
        let groups = parts.chunk_by(|one, next| is_in_a_word(one) && is_in_a_word(next));
        return Needs::each(groups.map(|group| match group {
            [one] => of_part(one),
            _ => within_a_word(&Hir::concat(group.to_vec())),
        }));
    }
    of_part(hir)
}

fn of_part(hir: &Hir) -> Needs {
    let is_literal = matches!(hir.kind(), HirKind::Literal(_));
    if !is_literal && is_in_a_word(hir) {
        return within_a_word(hir);
    }
    match hir.kind() {
        HirKind::Literal(literal) => Needs::each(stretches(&literal.0).into_iter().map(containing)),
        HirKind::Capture(capture) => of_hir(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => of_hir(&repetition.sub),
        HirKind::Concat(parts) => Needs::each(parts.iter().map(of_hir)),
        HirKind::Alternation(parts) => Needs::one_of(parts.iter().map(of_hir)),
        HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) | HirKind::Repetition(_) => Needs::Anything,
    }
}

/// True where every hit is letters and digits of ASCII, which never go beyond one word.
fn is_in_a_word(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => true,
        HirKind::Literal(literal) => literal.0.iter().all(u8::is_ascii_alphanumeric),
        HirKind::Class(Class::Unicode(class)) => class.ranges().iter().all(|range| {
            let is_in = |first: char, last: char| first <= range.start() && range.end() <= last;
            is_in('0', '9') || is_in('a', 'z') || is_in('A', 'Z')
        }),
        HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Repetition(repetition) => is_in_a_word(&repetition.sub),
        HirKind::Capture(capture) => is_in_a_word(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_in_a_word),
    }
}

/// A key that holds a hit; nothing where one may be empty.
fn within_a_word(hir: &Hir) -> Needs {
    let bare = without_borders(hir);
    let regex = RegexBuilder::new(&bare.to_string()).case_insensitive(true).build();
    match (bare.properties().minimum_len(), regex) {
        (Some(1..), Ok(regex)) => Needs::Matching(regex),
        _ => Needs::Anything,
    }
}

/// Stretches of ASCII letters and digits: in a text they never go beyond one token.
fn stretches(literal: &[u8]) -> Vec<String> {
    let stretches = literal.split(|byte| !byte.is_ascii_alphanumeric());
    stretches
        .filter(|stretch| stretch.len() >= TELLING)
        .map(|stretch| String::from_utf8_lossy(stretch).to_ascii_lowercase())
        .collect()
}

fn containing(letters: String) -> Needs {
    fitting(vec![String::new(), letters, String::new()])
}

#[cfg(test)]
#[path = "derive_tests.rs"]
mod tests;
