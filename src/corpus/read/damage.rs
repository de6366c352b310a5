//! Signs in narratives that tell of a conversion gone wrong: counted and told, never taken out.

use crate::corpus::sources::some_of;
use crate::corpus::{Problem, ProblemCode};
use std::collections::BTreeSet;

/// What stands where a decoder found no character.
const REPLACEMENT: char = '\u{FFFD}';
/// Lines that are kept, to be told.
const LINES: usize = 50;

/// The damaged narratives of one file.
#[derive(Default)]
pub(super) struct Damage {
    lost: Damaged,
    control: Damaged,
    /// The control characters that were met.
    signs: BTreeSet<char>,
}

#[derive(Default)]
struct Damaged {
    narratives: usize,
    /// The first line of each of the first ones.
    lines: Vec<usize>,
}

impl Damage {
    /// Looks through a narrative; `line` gives the line of the file on which a byte of it stands.
    pub fn look(&mut self, narrative: &str, line: impl Fn(usize) -> usize) {
        if let Some(at) = narrative.find(REPLACEMENT) {
            self.lost.add(line(at));
        }
        if !may_hold_control(narrative) {
            return;
        }
        let mut found = narrative.char_indices().filter(|(_, c)| is_odd(*c)).peekable();
        if let Some((at, _)) = found.peek() {
            self.control.add(line(*at));
        }
        self.signs.extend(found.map(|(_, c)| c));
    }

    /// A note for each kind.
    pub fn tell(&self) -> Vec<Problem> {
        let lost = self.lost.note(ProblemCode::LostCharacters, |narratives| {
            (
                format!("{narratives} U+FFFD, which stands where an earlier conversion lost a character"),
                "words with such a hole are not found; export the file again from its source, as UTF-8",
            )
        });
        let control = self.control.note(ProblemCode::ControlCharacters, |narratives| {
            let signs: Vec<String> =
                self.signs.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
            (
                format!("{narratives} control characters ({})", some_of(&signs)),
                "they stay in the text as they are, and part words; where they are traces of another program \
                 or encoding, export the file again as plain text in UTF-8",
            )
        });
        lost.into_iter().chain(control).collect()
    }
}

impl Damaged {
    fn add(&mut self, line: usize) {
        self.narratives += 1;
        if self.lines.len() < LINES {
            self.lines.push(line);
        }
    }

    fn note(&self, code: ProblemCode, what: impl FnOnce(&str) -> (String, &'static str)) -> Option<Problem> {
        let line = *self.lines.first()?;
        let narratives = match self.narratives {
            1 => "1 narrative holds".to_string(),
            more => format!("{more} narratives hold"),
        };
        let (message, help) = what(&narratives);
        let lines: Vec<String> = self.lines.iter().map(ToString::to_string).collect();
        let message = match lines.len() {
            1 => message,
            _ if self.narratives > lines.len() => format!("{message}; first on lines {}", some_of(&lines)),
            _ => format!("{message}; on lines {}", some_of(&lines)),
        };
        Some(Problem::note(code, message).at_line(line).help(help))
    }
}

/// False where no byte can be one of a control character that is told; goes by in one sweep.
fn may_hold_control(text: &str) -> bool {
    let odd = |byte: u8| byte < b'\t' || (0x0E..0x20).contains(&byte) || byte == 0x7F || byte == 0xC2;
    text.bytes().fold(false, |found, byte| found | odd(byte))
}

/// A control character that ends no line or page and is no tab.
fn is_odd(c: char) -> bool {
    c.is_control() && !matches!(c, '\t'..='\r' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(narratives: &[&str]) -> Vec<String> {
        let mut damage = Damage::default();
        for (number, narrative) in narratives.iter().enumerate() {
            damage.look(narrative, |at| number * 10 + at);
        }
        damage.tell().into_iter().map(|one| format!("{}: {}", one.line.unwrap(), one.message)).collect()
    }

    #[test]
    fn lost_characters_are_counted_by_narrative() {
        let expected = "2: 2 narratives hold U+FFFD, which stands where an earlier conversion lost a character; \
                        on lines 2, 20";
        assert_eq!(told(&["re\u{FFFD}ntegratie \u{FFFD}", "heel", "\u{FFFD}"]), [expected]);
    }

    #[test]
    fn control_characters_are_named() {
        let expected = "1: 1 narrative holds control characters (U+0007, U+0092)";
        assert_eq!(told(&["a\u{7}b\u{92}s"]), [expected]);
    }

    #[test]
    fn line_ends_pages_tabs_and_letters_with_the_same_bytes_are_no_damage() {
        assert_eq!(told(&["a\tb\r\nc\u{C}d\u{B}e\u{85}", "« 20 °C »\u{A0}é 漏"]), [""; 0]);
    }
}
