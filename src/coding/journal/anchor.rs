//! Where in a narrative, so that it is found again when the narrative changes.

use crate::span::{CharIndex, Span};
use serde::{Deserialize, Serialize};

/// How many code points around a stretch are remembered, on each side.
const CONTEXT: usize = 32;
/// Agreeing code points around a stretch from which a place counts as the same.
const SURE_CONTEXT: usize = 8;
/// A quote this long that stands in a narrative once is found without its context.
const SURE_QUOTE: usize = 16;

/// A stretch of a narrative: code points, half open, with its exact text and what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text, exactly.
    pub quote: String,
    /// Up to 32 code points before it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// Up to 32 code points after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// Where an anchor holds in a narrative as it is now. Spans are in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Where it was.
    There(Span),
    /// The same text, elsewhere: the narrative changed before it.
    Moved(Span),
    /// Nowhere for certain: these stretches hold the same text; a person has to say which, if any.
    Lost(Vec<Span>),
}

impl Found {
    /// The stretch, in bytes, where it is certain.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::There(span) | Self::Moved(span) => Some(*span),
            Self::Lost(_) => None,
        }
    }
}

impl Anchor {
    /// The anchor of a stretch of bytes.
    pub fn of(narrative: &str, span: Span) -> Self {
        let chars = CharIndex::new(narrative);
        let before = narrative[..span.start].char_indices().rev().take(CONTEXT).last();
        let after = narrative[span.end..].char_indices().nth(CONTEXT);
        Self {
            start: chars.chars_before(span.start),
            end: chars.chars_before(span.end),
            quote: span.of(narrative).to_string(),
            before: narrative[before.map_or(span.start, |(at, _)| at)..span.start].to_string(),
            after: narrative[span.end..after.map_or(narrative.len(), |(at, _)| span.end + at)].to_string(),
        }
    }

    /// Finds the stretch again: at its place, else by its quote and context, else by the quote
    /// with other blanks and line breaks.
    pub fn find(&self, narrative: &str) -> Found {
        if let Some(span) = self.at_its_place(narrative) {
            return Found::There(span);
        }
        if self.quote.is_empty() {
            return Found::Lost(Vec::new());
        }
        let exact: Vec<Span> = occurrences(narrative, &self.quote);
        if !exact.is_empty() {
            return self.choose(narrative, exact);
        }
        self.choose(narrative, loosely(narrative, &self.quote))
    }

    /// Where a text stands in a narrative, in bytes: exactly, or else with other blanks and line
    /// breaks.
    pub fn occurrences(narrative: &str, quote: &str) -> Vec<Span> {
        if quote.trim().is_empty() {
            return Vec::new();
        }
        let exact = occurrences(narrative, quote);
        if exact.is_empty() { loosely(narrative, quote) } else { exact }
    }

    fn at_its_place(&self, narrative: &str) -> Option<Span> {
        if self.start >= self.end {
            return None;
        }
        let span = CharIndex::new(narrative).bytes(self.start, self.end)?;
        (span.of(narrative) == self.quote).then_some(span)
    }

    /// The one place that is surely meant. A text that stands there twice is told apart by what is
    /// around it; where that tells nothing, nobody is guessed at.
    fn choose(&self, narrative: &str, places: Vec<Span>) -> Found {
        let agreeing = |span: &Span| self.agreeing(narrative, *span);
        let best = places.iter().map(agreeing).max().unwrap_or_default();
        let mut first = places.iter().filter(|span| agreeing(span) == best);
        match (first.next(), first.next()) {
            (Some(span), None) if self.is_sure(best, places.len()) => Found::Moved(*span),
            _ => Found::Lost(places),
        }
    }

    fn is_sure(&self, agreeing: usize, places: usize) -> bool {
        let around = self.before.chars().count() + self.after.chars().count();
        let enough = agreeing >= SURE_CONTEXT.min(around.max(1));
        enough || (places == 1 && self.quote.chars().count() >= SURE_QUOTE)
    }

    /// How many code points around a stretch are those that were around this one.
    fn agreeing(&self, narrative: &str, span: Span) -> usize {
        let same = |(one, other): &(char, char)| one == other;
        let before = narrative[..span.start].chars().rev().zip(self.before.chars().rev());
        let after = narrative[span.end..].chars().zip(self.after.chars());
        before.take_while(same).count() + after.take_while(same).count()
    }
}

fn occurrences(narrative: &str, quote: &str) -> Vec<Span> {
    let step = quote.chars().next().map_or(1, char::len_utf8);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = narrative.get(from..).and_then(|rest| rest.find(quote)) {
        let start = from + at;
        found.push(Span::new(start, start + quote.len()));
        from = start + step;
    }
    found
}

/// Where the quote stands when every stretch of white space counts as one blank.
fn loosely(narrative: &str, quote: &str) -> Vec<Span> {
    let words = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Vec::new();
    }
    let mut squeezed = String::with_capacity(narrative.len());
    let mut origin = Vec::with_capacity(narrative.len() + 1);
    for (at, sign) in narrative.char_indices() {
        if sign.is_whitespace() {
            if squeezed.ends_with(' ') {
                continue;
            }
            squeezed.push(' ');
            origin.push(at);
        } else {
            squeezed.push(sign);
            origin.extend(at..at + sign.len_utf8());
        }
    }
    let span = |found: Span| {
        // The last sign may be longer than one byte in the narrative; it never is a blank.
        let last = origin[found.end - 1];
        Span::new(origin[found.start], last + 1)
    };
    occurrences(&squeezed, &words).into_iter().map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOLD: &str = "Ik belde hem. 🙂 Hij kwam niet.\nIk belde hem. Later kwam hij wel, met zijn coach.";

    fn anchor(quote: &str, nth: usize) -> Anchor {
        Anchor::of(TOLD, occurrences(TOLD, quote)[nth])
    }

    #[test]
    fn positions_are_code_points_and_context_is_kept_whole() {
        let anchor = anchor("Hij kwam", 0);
        assert_eq!((anchor.start, anchor.end), (16, 24));
        assert_eq!(anchor.before, "Ik belde hem. 🙂 ");
        assert_eq!(anchor.after.chars().count(), 32);
        let Found::There(span) = anchor.find(TOLD) else { panic!("it stands where it was") };
        assert_eq!(span.of(TOLD), "Hij kwam");
    }

    #[test]
    fn a_stretch_moves_with_its_narrative() {
        let now = format!("Even vooraf: {TOLD}");
        let Found::Moved(span) = anchor("Ik belde hem", 1).find(&now) else {
            panic!("context tells the two apart")
        };
        assert_eq!(span.start, now.rfind("Ik belde").unwrap());
        let Found::Moved(span) = anchor("Hij kwam niet", 0).find(&now.replace('\n', "\r\n")) else {
            panic!()
        };
        assert_eq!(span.of(&now.replace('\n', "\r\n")), "Hij kwam niet");
    }

    #[test]
    fn other_line_breaks_inside_a_quote_do_not_lose_it() {
        let now = TOLD.replace(". ", ".\n\n");
        let quote = anchor("Hij kwam niet.\nIk belde hem. Later", 0);
        let Found::Moved(span) = quote.find(&now) else { panic!("only blanks differ") };
        assert_eq!(span.of(&now), "Hij kwam niet.\nIk belde hem.\n\nLater");
        let accents = Anchor::of("a café, ja", Span::new(0, 7));
        assert_eq!(accents.quote, "a café");
        let Found::Moved(span) = accents.find("x a  café, ja") else { panic!() };
        assert_eq!(span.of("x a  café, ja"), "a  café");
    }

    #[test]
    fn what_cannot_be_told_apart_is_lost_with_its_candidates() {
        let quote = Anchor::of("Ja. Nee.", Span::new(0, 2));
        assert_eq!(quote.find("Wel. Ja dus. Ja."), Found::Lost(vec![Span::new(5, 7), Span::new(13, 15)]));
        assert_eq!(anchor("Later kwam hij wel", 0).find("Niets meer."), Found::Lost(Vec::new()));
        let far = anchor("hem", 0).find("Een ander verhaal over hem en haar.");
        assert!(matches!(far, Found::Lost(one) if one.len() == 1));
    }
}
