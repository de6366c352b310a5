//! A stretch of a narrative with a little of what stands around it.

use crate::report::one_line;
use crate::span::{CharIndex, Span};
use serde_json::{Value, json};

/// How many code points of a long stretch are shown.
const LONGEST: usize = 400;

/// The stretch and up to `around` code points on either side of it, each on one line.
pub fn excerpt(narrative: &str, span: Span, around: usize, chars: &CharIndex<'_>) -> Value {
    let (start, end) = chars.chars(span);
    let text = span.of(narrative);
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    let before = &narrative[..span.start];
    let skipped = before.char_indices().rev().nth(around.saturating_sub(1)).map_or(0, |(at, _)| at);
    // A word that would be cut is left out, if it is not all that there is.
    let whole = before[skipped..].find(char::is_whitespace).filter(|_| skipped > 0);
    let skipped = skipped + whole.unwrap_or_default();
    let mut before = one_line_at_edges(&before[skipped..]);
    if skipped > 0 {
        before = format!("… {}", before.trim_start());
    }
    let behind = &narrative[span.end..];
    let kept = behind.char_indices().nth(around).map_or(behind.len(), |(at, _)| at);
    let whole = behind[..kept].rfind(char::is_whitespace).filter(|_| kept < behind.len());
    let kept = whole.unwrap_or(kept);
    let mut after = one_line_at_edges(&behind[..kept]);
    if kept < behind.len() {
        after = format!("{} …", after.trim_end());
    }
    json!({"start": start, "end": end, "before": before, "text": one_line(&shown), "after": after})
}

/// On one line, with the blank that parts it from what it stands beside.
fn one_line_at_edges(text: &str) -> String {
    let line = one_line(text);
    let blank = |is: bool| if is && !line.is_empty() { " " } else { "" };
    let leads = text.starts_with(char::is_whitespace);
    let ends = text.ends_with(char::is_whitespace);
    format!("{}{}{}", blank(leads), line.trim(), blank(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_stands_between_a_little_of_its_text() {
        let text = "One 👩 two\nthree four five.";
        let chars = CharIndex::new(text);
        let at = text.find("two").unwrap();
        let found = excerpt(text, Span::new(at, at + 9), 4, &chars);
        let expected = json!({"start": 6, "end": 15, "before": "… 👩 ", "text": "two three", "after": " …"});
        assert_eq!(found, expected);
        let all = excerpt(text, Span::new(0, text.len()), 5, &chars);
        assert_eq!((&all["before"], &all["after"]), (&json!(""), &json!("")));
    }
}
