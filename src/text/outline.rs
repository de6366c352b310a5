//! The layout of a narrative without its text: how many tokens each sentence has and where it stands.
//!
//! What an index keeps beside the words, so that rules can be read from it. A *mark* stands for a
//! border of a sentence or of a token: marks are in the order of the bytes they stand for, and only
//! what asks for the bytes of a token has to read the sentence it stands in.

use super::layout::{Layout, Stretch};
use super::tokens::each_token;
use crate::span::Span;

/// The layout of a narrative of which every token stands in a sentence and nothing is excluded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// For each sentence the number of its first token; one more for the end.
    firsts: Vec<u32>,
    /// The sentences, in bytes.
    spans: Vec<Span>,
    /// What stands in front of each sentence and belongs to it.
    leads: Vec<Lead>,
    /// For each paragraph the number of its first sentence.
    paragraphs: Vec<u32>,
}

/// The number of an item, in front of its first sentence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Lead {
    /// How many tokens it has.
    tokens: u32,
    /// So many bytes before the sentence it begins.
    bytes: u32,
}

impl Outline {
    /// Becomes that of a narrative with this layout, whose tokens begin and end as `tokens` says, in order,
    /// in the memory it has; false where an outline cannot tell how rules read it.
    pub fn read(&mut self, layout: &Layout, tokens: impl IntoIterator<Item = (usize, usize)>) -> bool {
        self.clear();
        if layout.labels.iter().any(|label| label.excluded) {
            return false;
        }
        let lead = |one: &Stretch| Lead { tokens: 0, bytes: (one.span.start - one.from) as u32 };
        self.leads.extend(layout.sentences.iter().map(lead));
        let (mut sentence, mut count) = (0, 0);
        for (start, end) in tokens {
            while layout.sentences.get(sentence + 1).is_some_and(|next| next.from <= start) {
                sentence += 1;
                self.firsts.push(count);
            }
            let Some(one) = layout.sentences.get(sentence) else { return false };
            if one.from <= start && end <= one.span.start {
                self.leads[sentence].tokens += 1;
            } else if start < one.span.start || one.span.end < end {
                return false;
            }
            count += 1;
        }
        // The first sentence begins with the first token.
        self.firsts.insert(0, 0);
        self.firsts.resize(layout.sentences.len() + 1, count);
        self.spans.extend(layout.sentences.iter().map(|sentence| sentence.span));
        self.paragraphs.extend(layout.first_sentences.iter().map(|first| *first as u32));
        let ends = |(place, paragraph): (usize, &Stretch)| {
            let next = self.paragraphs.get(place + 1).map_or(self.spans.len(), |next| *next as usize);
            let first = self.spans.get(self.paragraphs[place] as usize);
            first.is_some_and(|first| Span::new(first.start, self.spans[next - 1].end) == paragraph.span)
        };
        layout.paragraphs.iter().enumerate().all(ends)
    }

    fn clear(&mut self) {
        self.firsts.clear();
        self.spans.clear();
        self.leads.clear();
        self.paragraphs.clear();
    }

    /// How many tokens there are.
    pub fn tokens(&self) -> usize {
        self.firsts.last().map_or(0, |count| *count as usize)
    }

    /// How many sentences there are.
    pub fn sentences(&self) -> usize {
        self.spans.len()
    }

    /// The number of the first token of a sentence; behind the last one, how many there are.
    pub fn first(&self, sentence: usize) -> usize {
        self.firsts[sentence] as usize
    }

    /// For each paragraph the number of its first sentence.
    pub fn paragraphs(&self) -> &[u32] {
        &self.paragraphs
    }

    /// The first mark of a sentence and of what stands in front of it.
    pub fn from(&self, sentence: usize) -> usize {
        2 * self.first(sentence) + 2 * sentence + 1
    }

    /// Where a sentence stands, in marks, without what stands in front of it.
    pub fn sentence(&self, sentence: usize) -> Span {
        let start = self.from(sentence) + 2 * self.leads[sentence].tokens as usize;
        if self.spans[sentence].is_empty() {
            return Span::new(start, start);
        }
        Span::new(start, 2 * self.first(sentence + 1) + 2 * sentence + 2)
    }

    /// Where a token of a sentence stands, in marks.
    pub fn token(&self, sentence: usize, token: usize) -> Span {
        let in_front = token - self.first(sentence) < self.leads[sentence].tokens as usize;
        let start = 2 * token + 2 * sentence + 1 + usize::from(!in_front);
        Span::new(start, start + 1)
    }

    /// The whole narrative, in marks.
    pub fn whole(&self) -> Span {
        Span::new(0, 2 * self.tokens() + 2 * self.sentences() + 1)
    }

    /// Appends it to `bytes`.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let mut paragraphs = self.paragraphs.iter().peekable();
        let mut at = 0;
        put(bytes, self.spans.len());
        for (sentence, span) in self.spans.iter().enumerate() {
            let begins = paragraphs.next_if(|first| **first as usize == sentence).is_some();
            let lead = self.leads[sentence];
            let leads = lead != Lead::default();
            let tokens = self.first(sentence + 1) - self.first(sentence);
            put(bytes, tokens << 2 | usize::from(leads) << 1 | usize::from(begins));
            if leads {
                put(bytes, lead.tokens as usize);
                put(bytes, lead.bytes as usize);
            }
            put(bytes, span.start - at);
            put(bytes, span.len());
            at = span.end;
        }
    }

    /// Becomes what `bytes` tell, in the memory it has; `None` where they are no outline.
    pub fn take(&mut self, mut bytes: &[u8]) -> Option<()> {
        self.clear();
        let sentences = get(&mut bytes)?;
        let (mut at, mut count) = (0usize, 0u32);
        self.firsts.push(0);
        for sentence in 0..sentences {
            let head = get(&mut bytes)?;
            if head & 1 == 1 {
                self.paragraphs.push(sentence as u32);
            }
            let mut lead = Lead::default();
            if head & 2 == 2 {
                lead.tokens = u32::try_from(get(&mut bytes)?).ok()?;
                lead.bytes = u32::try_from(get(&mut bytes)?).ok()?;
            }
            let tokens = u32::try_from(head >> 2).ok()?;
            count = count.checked_add(tokens)?;
            self.firsts.push(count);
            let start = at.checked_add(get(&mut bytes)?)?;
            if lead.tokens > tokens || lead.bytes as usize > start {
                return None;
            }
            self.leads.push(lead);
            at = start.checked_add(get(&mut bytes)?)?;
            self.spans.push(Span::new(start, at));
        }
        let begins = sentences == 0 || self.paragraphs.first() == Some(&0);
        (begins && bytes.is_empty()).then_some(())
    }
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7F {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn get(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..usize::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

/// Turns marks of one narrative into its bytes; a sentence is read when something in it is asked for.
pub struct Borders<'a> {
    narrative: &'a str,
    outline: &'a Outline,
    /// The sentence that was read last, and its tokens in bytes.
    read: Option<usize>,
    tokens: Vec<Span>,
}

impl<'a> Borders<'a> {
    /// Those of a narrative with its outline.
    pub fn new(narrative: &'a str, outline: &'a Outline) -> Self {
        Self { narrative, outline, read: None, tokens: Vec::new() }
    }

    /// The bytes of a stretch in marks.
    pub fn bytes(&mut self, marks: Span) -> Span {
        if marks == self.outline.whole() {
            return Span::new(0, self.narrative.len());
        }
        Span::new(self.byte(marks.start), self.byte(marks.end))
    }

    fn byte(&mut self, mark: usize) -> usize {
        let (mut low, mut high) = (0, self.outline.sentences());
        while low + 1 < high {
            let middle = (low + high) / 2;
            if self.outline.from(middle) <= mark { low = middle } else { high = middle }
        }
        let (sentence, span) = (self.outline.sentence(low), self.outline.spans[low]);
        if mark == sentence.start {
            return span.start;
        }
        if mark > sentence.start && mark >= sentence.end {
            return span.end;
        }
        if self.read != Some(low) {
            self.read = Some(low);
            let from = span.start - self.outline.leads[low].bytes as usize;
            let tokens = &mut self.tokens;
            tokens.clear();
            each_token(self.narrative, Span::new(from, span.end), &[], |token| {
                tokens.push(Span::new(token.start, token.end));
            });
        }
        // The sentence's own mark stands between what is in front of it and its tokens.
        let place = mark - self.outline.from(low) - usize::from(mark > sentence.start);
        let token = self.tokens.get(place / 2).copied().unwrap_or(span);
        if place.is_multiple_of(2) { token.start } else { token.end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Reading, Speakers};
    use proptest::prelude::*;

    fn outline(text: &str) -> Option<Outline> {
        let reading = Reading::new(text, &Language::new("en"), &Speakers::default());
        let mut outline = Outline::default();
        let tokens = reading.tokens.iter().map(|token| (token.start, token.end));
        outline.read(&reading.layout, tokens).then_some(outline)
    }

    #[track_caller]
    fn agrees(text: &str) {
        let Some(outline) = outline(text) else { return };
        let reading = Reading::new(text, &Language::new("en"), &Speakers::default());
        let mut bytes = Vec::new();
        outline.write(&mut bytes);
        let mut back = Outline::default();
        back.take(&bytes).unwrap();
        assert_eq!(back, outline);
        let mut borders = Borders::new(text, &outline);
        let mut last = 0;
        for (place, sentence) in reading.layout.sentences.iter().enumerate() {
            let marks = outline.sentence(place);
            assert_eq!(borders.bytes(marks), sentence.span, "{text:?}");
            assert!(last < outline.from(place), "{text:?}");
            last = outline.from(place).saturating_sub(1);
            for token in outline.first(place)..outline.first(place + 1) {
                let (inside, bytes) = (outline.token(place, token), reading.tokens[token]);
                let in_front = bytes.end <= sentence.span.start;
                assert!(if in_front { inside.end <= marks.start } else { marks.start < inside.start });
                assert!(in_front || inside.end < marks.end);
                assert!(last < inside.start && borders.bytes(inside) == bytes, "{text:?}");
                last = inside.start;
            }
            last = last.max(marks.end.saturating_sub(1));
        }
        assert!(outline.sentences() == 0 || last < outline.whole().end);
        assert_eq!(borders.bytes(outline.whole()), Span::new(0, text.len()));
    }

    #[test]
    fn borders_come_back_as_they_stand_in_the_text() {
        agrees("");
        agrees("One. Two, three!\n\nFour; \"five.\" Six");
        agrees("vakman-\nschap is goed. Één ding: 3,5 uur.");
        assert!(outline("One. Two.").is_some());
    }

    #[test]
    fn numbers_of_items_stand_in_front_of_their_sentences() {
        agrees("1. First thing.\n2. Second thing. And more.\n3.\n\n4) Last");
        assert!(outline("1. First thing.\n2. Second thing.").is_some());
    }

    #[test]
    fn what_rules_do_not_read_has_no_outline() {
        let speakers = Speakers { exclude: vec!["Coach".into()], include: Vec::new() };
        let reading = Reading::new("Coach: hi\nR: yes", &Language::new("en"), &speakers);
        assert!(!Outline::default().read(&reading.layout, [(7, 9), (13, 16)]));
    }

    #[test]
    fn bytes_that_are_no_outline_are_refused() {
        let mut bytes = Vec::new();
        outline("One. Two.\n\nThree.").unwrap().write(&mut bytes);
        let mut outline = Outline::default();
        assert!(outline.take(&bytes[..bytes.len() - 1]).is_none());
        assert!(outline.take(&[bytes.as_slice(), &[1]].concat()).is_none());
        assert!(outline.take(&[0xFF; 12]).is_none() && outline.take(&[]).is_none());
    }

    proptest! {
        #[test]
        fn any_text_has_borders_or_no_outline(
            text in "[A-Za-z0-9é.,!?'\" \n\r-]{0,80}",
            items in prop::collection::vec("[1-9][0-9]?[.)] [A-Za-z .]{0,20}", 0..5),
        ) {
            agrees(&text);
            agrees(&format!("{}\n{text}", items.join("\n")));
        }
    }
}
