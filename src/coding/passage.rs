//! A stretch that somebody else measured, checked against the narrative.

use super::journal::Anchor;
use crate::span::{CharIndex, Span};

/// A stretch as it is told: places in code points, half open, and its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// The first code point.
    pub start: Option<usize>,
    /// The one behind the last.
    pub end: Option<usize>,
    /// Its text; blanks at its ends are not looked at.
    pub quote: Option<&'a str>,
}

impl Told<'_> {
    /// The stretch in bytes of the narrative of incident `id`; none where the whole is meant.
    ///
    /// # Errors
    /// It is no stretch of the narrative, or its text stands elsewhere: what is wrong, as a clause.
    pub fn find(&self, narrative: &str, index: &CharIndex<'_>, id: &str) -> Result<Option<Span>, String> {
        let quote = self.quote.filter(|quote| !quote.trim().is_empty());
        match (self.start, self.end, quote) {
            (None, None, None) => Ok(None),
            (Some(start), Some(end), quote) => {
                let span = index.bytes(start, end).filter(|span| !span.is_empty());
                let span = span.ok_or_else(|| {
                    let length = narrative.chars().count();
                    format!("{start}..{end} is no stretch of `{id}`, which has {length} code points")
                })?;
                match quote {
                    Some(quote) if span.of(narrative).trim() != quote.trim() => {
                        let hint = match Anchor::occurrences(narrative, quote.trim()).as_slice() {
                            [only] => {
                                let (start, end) = index.chars(*only);
                                format!(", but at {start}..{end}")
                            }
                            _ => String::new(),
                        };
                        Err(format!("its quote does not stand at {start}..{end} of `{id}`{hint}"))
                    }
                    _ => Ok(Some(span)),
                }
            }
            (None, None, Some(quote)) => match Anchor::occurrences(narrative, quote).as_slice() {
                [] => Err(format!("its quote does not stand in `{id}`")),
                [only] => Ok(Some(*only)),
                several => {
                    let times = several.len();
                    Err(format!(
                        "its quote stands {times} times in `{id}`: say `start` and `end` too, or quote more"
                    ))
                }
            },
            _ => Err("it has one of `start` and `end`, and needs both".to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_counted_in_code_points_and_its_quote_must_stand_there() {
        let narrative = "Één keer. Nog één keer.";
        let index = CharIndex::new(narrative);
        let find = |start, end, quote| Told { start, end, quote }.find(narrative, &index, "a");
        assert_eq!(find(Some(10), Some(17), Some("Nog één ")).unwrap().unwrap().of(narrative), "Nog één");
        assert_eq!(find(None, None, Some("Nog")).unwrap().unwrap().of(narrative), "Nog");
        assert_eq!(find(None, None, Some(" ")).unwrap(), None);
        let told = |start, end, quote| find(start, end, quote).unwrap_err();
        assert!(told(Some(3), Some(30), None).contains("23 code points"));
        assert!(told(Some(3), Some(3), None).contains("no stretch"));
        assert!(told(Some(9), Some(12), Some("Nog")).contains("but at 10..13"));
        assert!(told(None, None, Some("keer")).contains("2 times"));
        assert!(told(Some(1), None, None).contains("needs both"));
    }
}
