//! A pattern compiled: leaves in place of words, with what must stand where it begins.

use super::words::{Leaf, Lexicon};
use crate::codebook::Pattern;
use crate::codebook::pattern::{Form, Kind, Node, Word};
use crate::text::Language;
use regex_syntax::hir::{Hir, HirKind, Repetition};

/// A pattern of a codebook, compiled.
pub(super) enum Program {
    /// Words, rows and gaps.
    Words(Words),
    /// A regular expression over the text.
    Regex {
        /// As read.
        regex: regex::Regex,
        /// Finds something in every text of which this finds something in a part.
        glance: Option<regex::Regex>,
    },
    /// Counted suggestions of the code with this id, or below it.
    Code(String),
}

/// Words, rows and gaps, compiled.
pub(super) struct Words {
    pub root: Step,
    /// The leaves of which one begins every hit, in order; `None` where any token may.
    pub first: Option<Vec<Leaf>>,
    /// The leaves of which every hit holds one.
    pub trigger: Vec<Leaf>,
}

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// One token, or part, of a set of words.
    Leaf(Leaf),
    /// One token, or part, of any kind.
    Any,
    /// In a row.
    Row(Vec<Step>),
    /// With tokens between.
    Gap { first: Box<Step>, second: Box<Step>, most: usize, either_order: bool },
    /// At least one of them.
    Either(Vec<Step>),
    /// May be missing.
    Optional(Box<Step>),
    /// A separable verb.
    Separable(Separable),
}

/// A separable verb, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Separable {
    pub particle: Leaf,
    pub forms: Leaf,
    /// Particle and form in one token.
    pub joined: Leaf,
    /// *te*, *zu*
    pub to: Leaf,
}

impl Step {
    /// True where some part of it is a token of any kind.
    pub(super) fn has_any(&self) -> bool {
        match self {
            Step::Any => true,
            Step::Leaf(_) | Step::Separable(_) => false,
            Step::Row(parts) | Step::Either(parts) => parts.iter().any(Step::has_any),
            Step::Gap { first, second, .. } => first.has_any() || second.has_any(),
            Step::Optional(part) => part.has_any(),
        }
    }

    /// Calls `found` with every leaf.
    pub(super) fn each_leaf(&self, found: &mut impl FnMut(Leaf)) {
        match self {
            Step::Leaf(leaf) => found(*leaf),
            Step::Any => {}
            Step::Row(parts) | Step::Either(parts) => parts.iter().for_each(|part| part.each_leaf(found)),
            Step::Gap { first, second, .. } => {
                first.each_leaf(found);
                second.each_leaf(found);
            }
            Step::Optional(part) => part.each_leaf(found),
            Step::Separable(verb) => {
                [verb.particle, verb.forms, verb.joined, verb.to].into_iter().for_each(found);
            }
        }
    }
}

impl Program {
    pub(super) fn new(pattern: &Pattern, language: &Language, lexicon: &mut Lexicon) -> Self {
        match &pattern.kind {
            Kind::Words(node) => Program::Words(Words::new(step(node, language, lexicon), lexicon)),
            Kind::Regex(regex) => Program::Regex { regex: regex.clone(), glance: glance(regex) },
            Kind::Code(id) => Program::Code(id.clone()),
        }
    }
}

impl Words {
    pub(super) fn new(root: Step, lexicon: &Lexicon) -> Self {
        let mut first = Vec::new();
        let open = begins(&root, &mut first).any;
        first.sort_unstable();
        first.dedup();
        let trigger = trigger(&root, lexicon).unwrap_or_default();
        Self { root, first: (!open).then_some(first), trigger }
    }
}

fn step(node: &Node, language: &Language, lexicon: &mut Lexicon) -> Step {
    match &node.form {
        Form::Word(word) => Step::Leaf(lexicon.leaf(vec![word.clone()])),
        Form::Any => Step::Any,
        Form::Row(parts) => Step::Row(parts.iter().map(|part| step(part, language, lexicon)).collect()),
        Form::Gap { first, second, most, either_order } => Step::Gap {
            first: Box::new(step(first, language, lexicon)),
            second: Box::new(step(second, language, lexicon)),
            most: *most,
            either_order: *either_order,
        },
        Form::Either(parts) => either(parts, language, lexicon),
        Form::Optional(part) => Step::Optional(Box::new(step(part, language, lexicon))),
        Form::Separable { particle, forms } => Step::Separable(separable(particle, forms, language, lexicon)),
    }
}

/// Single words among alternatives are one leaf.
fn either(parts: &[Node], language: &Language, lexicon: &mut Lexicon) -> Step {
    let mut words = Vec::new();
    let mut steps = Vec::new();
    for part in parts {
        match &part.form {
            Form::Word(word) => words.push(word.clone()),
            _ => steps.push(step(part, language, lexicon)),
        }
    }
    if !words.is_empty() {
        steps.push(Step::Leaf(lexicon.leaf(words)));
    }
    if steps.len() > 1 { Step::Either(steps) } else { steps.pop().unwrap_or(Step::Either(Vec::new())) }
}

fn separable(particle: &Word, forms: &[Word], language: &Language, lexicon: &mut Lexicon) -> Separable {
    let german = language.tag() == "de";
    let to = if german { "zu" } else { "te" };
    let written = particle.pieces.concat();
    let before = |head: String| {
        forms.iter().map(move |form| {
            let mut pieces = form.pieces.clone();
            pieces[0].insert_str(0, &head);
            Word { pieces, stem: false }
        })
    };
    let mut joined: Vec<Word> = before(written.clone()).collect();
    if german {
        joined.extend(before(format!("{written}{to}")));
    }
    Separable {
        particle: lexicon.leaf(vec![particle.clone()]),
        forms: lexicon.leaf(forms.to_vec()),
        joined: lexicon.leaf(joined),
        to: lexicon.leaf(vec![Word { pieces: vec![to.to_string()], stem: false }]),
    }
}

/// What a part may begin with.
struct Begins {
    /// Any token at all.
    any: bool,
    /// It may be missing.
    nothing: bool,
}

/// Adds to `leaves` those a hit of `step` may begin with.
fn begins(step: &Step, leaves: &mut Vec<Leaf>) -> Begins {
    match step {
        Step::Leaf(leaf) => leaves.push(*leaf),
        Step::Any => return Begins { any: true, nothing: false },
        Step::Row(parts) => {
            let mut any = false;
            for part in parts {
                let begins = begins(part, leaves);
                any |= begins.any;
                if !begins.nothing {
                    return Begins { any, nothing: false };
                }
            }
            return Begins { any, nothing: true };
        }
        Step::Gap { first, second, either_order, .. } => {
            let mut any = begins(first, leaves).any;
            if *either_order {
                any |= begins(second, leaves).any;
            }
            return Begins { any, nothing: false };
        }
        Step::Either(parts) => {
            let mut all = Begins { any: false, nothing: false };
            for part in parts {
                let begins = begins(part, leaves);
                all = Begins { any: all.any || begins.any, nothing: all.nothing || begins.nothing };
            }
            return all;
        }
        Step::Optional(part) => return Begins { any: begins(part, leaves).any, nothing: true },
        Step::Separable(verb) => leaves.extend([verb.particle, verb.forms, verb.joined]),
    }
    Begins { any: false, nothing: false }
}

/// The rarest leaves of which every hit of `step` holds one; `None` where there are none.
fn trigger(step: &Step, lexicon: &Lexicon) -> Option<Vec<Leaf>> {
    match step {
        Step::Leaf(leaf) => Some(vec![*leaf]),
        Step::Any | Step::Optional(_) => None,
        Step::Row(parts) => rarest(parts.iter().filter_map(|part| trigger(part, lexicon)), lexicon),
        Step::Gap { first, second, .. } => {
            rarest([first, second].into_iter().filter_map(|part| trigger(part, lexicon)), lexicon)
        }
        Step::Either(parts) => {
            let each: Option<Vec<Vec<Leaf>>> = parts.iter().map(|part| trigger(part, lexicon)).collect();
            each.map(|each| each.concat())
        }
        Step::Separable(verb) => Some(vec![verb.forms, verb.joined]),
    }
}

/// Of several sets of leaves the one expected least often.
pub(super) fn rarest(sets: impl Iterator<Item = Vec<Leaf>>, lexicon: &Lexicon) -> Option<Vec<Leaf>> {
    sets.min_by(|a, b| lexicon.commonness(a).total_cmp(&lexicon.commonness(b)))
}

/// The regex without what it asks of the borders of its hits; `None` where that leaves nothing to look for.
fn glance(regex: &regex::Regex) -> Option<regex::Regex> {
    let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(true).build();
    let bare = without_borders(&parser.parse(regex.as_str()).ok()?);
    let worth = bare.properties().minimum_len().is_some_and(|least| least > 0);
    worth.then(|| regex::Regex::new(&bare.to_string()).ok()).flatten()
}

/// The same expression without what it asks of the borders of its hits.
pub fn without_borders(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Look(_) => Hir::empty(),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => hir.clone(),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(without_borders(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => without_borders(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(without_borders).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(without_borders).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_passes_over_no_text_that_holds_a_hit() {
        let bare = |regex: &str| {
            let regex = regex::RegexBuilder::new(regex).case_insensitive(true).build().unwrap();
            glance(&regex)
        };
        let glance = bare(r"(?m)^hij\b.*[?]$").unwrap();
        assert!(glance.is_match("nu HIJ? ja") && !glance.is_match("zij?"));
        assert!(bare(r"\b|x").is_none() && bare("x*").is_none());
    }
}
