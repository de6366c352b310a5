//! What else to try when a search finds nothing.

use super::query::{Query, Words};
use super::search::Search;
use crate::codebook::Pattern;
use crate::codebook::pattern::{Form, Kind, Node};
use crate::span::Span;
use crate::text::Language;

/// Another search that may find what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The search.
    pub query: String,
    /// What it does.
    pub kind: OfferKind,
}

/// What an offered search does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferKind {
    /// The words may stand anywhere, not in a row alone.
    Apart,
    /// The word may be part of a longer one.
    Inside,
    /// AND, OR and NOT for the words of other languages.
    Operators,
}

/// How people write the operators in other languages, and how this one reads them.
const OPERATORS: [(&[&str], &str); 3] = [
    (&["EN", "UND", "ET", "Y"], "AND"),
    (&["OF", "ODER", "OU", "O"], "OR"),
    (&["NIET", "NICHT", "PAS", "NO"], "NOT"),
];

/// The search with AND, OR and NOT in place of such operators, where it has some.
fn operators(source: &str) -> Option<Offer> {
    let meant = |word: &str| OPERATORS.iter().find(|(words, _)| words.contains(&word)).map(|(_, is)| *is);
    let words: Vec<&str> = source.split_whitespace().collect();
    let query: Vec<&str> = words.iter().map(|word| meant(word).unwrap_or(word)).collect();
    (query != words).then(|| Offer { query: query.join(" "), kind: OfferKind::Operators })
}

impl Search {
    /// What to try in place of the parts of it that find nothing by themselves, as `finds_nothing`
    /// tells of each pattern. `source` is the search as written.
    pub fn offers(
        &self,
        source: &str,
        languages: &[Language],
        finds_nothing: impl Fn(&Search) -> bool,
    ) -> Vec<Offer> {
        let mut offers: Vec<Offer> = operators(source).into_iter().collect();
        let mut words = Vec::new();
        wanted(&self.query, true, &mut words);
        for ((words, wanted), pattern) in words.into_iter().zip(&self.patterns) {
            let Kind::Words(node) = &pattern.kind else { continue };
            let found = match &node.form {
                Form::Word(_) => inside(words, pattern, node, languages),
                _ => apart(words, pattern, node),
            };
            let alone = Search { query: Query::Words(words.clone()), patterns: vec![pattern.clone()] };
            if let Some((kind, part)) = found
                && wanted
                && finds_nothing(&alone)
            {
                let whole = words.span == Span::new(0, source.len());
                let part = if kind == OfferKind::Apart && !whole { format!("({part})") } else { part };
                let query = format!("{}{part}{}", &source[..words.span.start], &source[words.span.end..]);
                offers.push(Offer { query, kind });
            }
        }
        offers
    }
}

/// The patterns from left to right, each with whether it must be found: not so behind NOT.
fn wanted<'a>(query: &'a Query, found: bool, words: &mut Vec<(&'a Words, bool)>) {
    match query {
        Query::And(parts) | Query::Or(parts) => parts.iter().for_each(|part| wanted(part, found, words)),
        Query::Not(part) => wanted(part, !found, words),
        Query::Words(one) => words.push((one, found)),
        Query::Field(_) => {}
    }
}

/// `*word*`, in languages that write compounds as one word.
fn inside(
    words: &Words,
    pattern: &Pattern,
    node: &Node,
    languages: &[Language],
) -> Option<(OfferKind, String)> {
    let compounds = languages.iter().any(|language| ["nl", "de"].contains(&language.tag()));
    let Form::Word(word) = &node.form else { return None };
    let quoted = words.exact.iter().any(|stretch| stretch.contains(node.span));
    let bare = word.stem && !quoted && !node.span.of(&pattern.source).ends_with('~');
    (compounds && bare).then(|| (OfferKind::Inside, format!("*{}*", word.pieces.concat())))
}

/// The parts of a row or a gap joined by AND.
fn apart(words: &Words, pattern: &Pattern, node: &Node) -> Option<(OfferKind, String)> {
    let mut parts = Vec::new();
    side_by_side(node, &mut parts);
    // Words of one stretch between quotation marks stay together.
    let quote = |span: Span| words.exact.iter().find(|stretch| stretch.contains(span)).copied();
    let mut operands: Vec<(Span, bool)> = Vec::new();
    for span in parts {
        match (operands.last_mut(), quote(span)) {
            (Some((last, true)), Some(stretch)) if stretch.contains(*last) => *last = last.join(span),
            (_, stretch) => operands.push((span, stretch.is_some())),
        }
    }
    if operands.len() < 2 {
        return None;
    }
    let written = operands.into_iter().map(|(span, quoted)| {
        let text = span.of(&pattern.source);
        if quoted { format!("\"{text}\"") } else { text.to_string() }
    });
    Some((OfferKind::Apart, written.collect::<Vec<_>>().join(" AND ")))
}

/// The parts that must be there, from left to right.
fn side_by_side(node: &Node, parts: &mut Vec<Span>) {
    match &node.form {
        Form::Row(nodes) => nodes.iter().for_each(|node| side_by_side(node, parts)),
        Form::Gap { first, second, .. } => {
            side_by_side(first, parts);
            side_by_side(second, parts);
        }
        Form::Any | Form::Optional(_) => {}
        Form::Word(_) | Form::Either(_) | Form::Separable { .. } => parts.push(node.span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(source: &str) -> Vec<(OfferKind, String)> {
        let languages = [Language::new("nl")];
        let search = Search::read(source, Some(&languages[0])).unwrap();
        let offers = search.offers(source, &languages, |_| true);
        offers.into_iter().map(|offer| (offer.kind, offer.query)).collect()
    }

    fn one(source: &str) -> (OfferKind, String) {
        offered(source).remove(0)
    }

    #[test]
    fn a_row_may_stand_apart() {
        assert_eq!(one("goede baan"), (OfferKind::Apart, "goede AND baan".into()));
        assert_eq!(
            one("de \"zwarte lijst\" _ (a|b c)"),
            (OfferKind::Apart, "de AND \"zwarte lijst\" AND (a|b c)".into())
        );
        assert_eq!(one("x:1 AND a ..2.. b"), (OfferKind::Apart, "x:1 AND (a AND b)".into()));
        assert_eq!(offered("\"zwarte lijst\""), []);
    }

    #[test]
    fn a_bare_word_may_be_part_of_a_longer_one() {
        assert_eq!(one("dienstverlening"), (OfferKind::Inside, "*dienstverlening*".into()));
        assert_eq!(offered("baan NOT werk"), [(OfferKind::Inside, "*baan* NOT werk".into())]);
        for source in ["\"werk\"", "werk~", "werk*", "/werk/"] {
            assert_eq!(offered(source), [], "{source}");
        }
    }

    #[test]
    fn what_finds_something_is_left_alone() {
        let languages = [Language::new("de")];
        let search = Search::read("a AND b c", Some(&languages[0])).unwrap();
        let offers = search.offers("a AND b c", &languages, |part| part.query.words()[0].pattern != "a");
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0].query, "a AND (b AND c)");
    }
}
