//! The encoding of bytes that are no UTF-8, and whether they were meant to be.

use super::{PIECE, SAMPLE, Stop, looks_like_utf16, nul};
use crate::corpus::{Problem, ProblemCode};
use crate::text::Language;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::io::Read;

/// The encoding that bytes which are no UTF-8 look most like.
///
/// # Errors
/// They cannot be had, hold NUL, or are UTF-8 with damage: mostly it, so that another encoding
/// would turn all its other letters into noise.
pub fn guess(bytes: &mut (impl Read + ?Sized), language: &Language) -> Result<&'static Encoding, Stop> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut damage = Damage::default();
    let (mut buffer, mut is_first, mut marked, mut like_utf16) = (Vec::new(), true, false, false);
    loop {
        let read = bytes.take(PIECE as u64).read_to_end(&mut buffer)?;
        let is_last = read < PIECE;
        if is_first {
            is_first = false;
            marked = buffer.starts_with(b"\xEF\xBB\xBF");
            buffer.drain(..if marked { 3 } else { 0 });
            like_utf16 = looks_like_utf16(&buffer[..buffer.len().min(SAMPLE)]);
        }
        let ready = buffer.len() - if is_last { 0 } else { unfinished(&buffer) };
        if let Some(at) = memchr::memchr(0, &buffer[..ready]) {
            return Err(Stop::Problem(nul(damage.lines + super::line_of(&buffer, at), like_utf16)));
        }
        damage.look(&buffer[..ready]);
        detector.feed(&buffer[..ready], is_last);
        buffer.drain(..ready);
        if is_last {
            break;
        }
    }
    if let Some(problem) = damage.told(marked) {
        return Err(Stop::Problem(problem));
    }
    let guessed = detector.guess(domain(language), Utf8Detection::Deny);
    Ok(if guessed == UTF_8 { encoding_rs::WINDOWS_1252 } else { guessed })
}

/// How many of the last bytes may be the beginning of a letter.
fn unfinished(bytes: &[u8]) -> usize {
    for (back, byte) in bytes.iter().rev().take(3).enumerate() {
        let long = match byte {
            0x80..=0xBF => continue,
            0xC0..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xFF => 4,
            _ => 0,
        };
        return if back + 1 < long { back + 1 } else { 0 };
    }
    0
}

/// What of some bytes is UTF-8.
#[derive(Default)]
struct Damage {
    whole: usize,
    broken: usize,
    first: Option<usize>,
    lines: usize,
}

impl Damage {
    fn look(&mut self, bytes: &[u8]) {
        for chunk in bytes.utf8_chunks() {
            self.whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            self.lines += memchr::memchr_iter(b'\n', chunk.valid().as_bytes()).count();
            if !chunk.invalid().is_empty() {
                self.broken += 1;
                self.first.get_or_insert(self.lines + 1);
            }
        }
    }

    fn told(&self, marked: bool) -> Option<Problem> {
        if !marked && self.whole <= self.broken * 4 {
            return None;
        }
        let places = match self.broken {
            1 => "1 place".to_string(),
            broken => format!("{broken} places, first here"),
        };
        let message = format!("is UTF-8, but damaged in {places}");
        let help = "open it, mend the signs that look wrong, and save it as UTF-8";
        Some(Problem::warning(ProblemCode::Undecodable, message).at_line(self.first?).help(help))
    }
}

/// The top-level domain of pages in a language, by which the detector weighs what it sees.
fn domain(language: &Language) -> Option<&'static [u8]> {
    Some(match language.tag() {
        "nl" => b"nl",
        "en" => b"uk",
        "de" => b"de",
        "fr" => b"fr",
        "es" => b"es",
        "it" => b"it",
        "pt" => b"pt",
        "sv" => b"se",
        "da" => b"dk",
        "no" | "nb" | "nn" => b"no",
        "fi" => b"fi",
        "pl" => b"pl",
        "cs" => b"cz",
        "sk" => b"sk",
        "hu" => b"hu",
        "ro" => b"ro",
        "el" => b"gr",
        "tr" => b"tr",
        "ru" => b"ru",
        "uk" => b"ua",
        "bg" => b"bg",
        "he" => b"il",
        "ar" => b"sa",
        "ja" => b"jp",
        "ko" => b"kr",
        "zh" => b"cn",
        "th" => b"th",
        "vi" => b"vn",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_is_cut_waits_for_its_rest() {
        for (bytes, waits) in [
            (&b"a"[..], 0),
            (b"caf\xC3", 1),
            (b"caf\xC3\xA9", 0),
            (b"\xE2\x82", 2),
            (b"\xE2\x82\xAC", 0),
            (b"\xF0\x9F\x98", 3),
            (b"\xF0\x9F\x98\x80", 0),
            (b"", 0),
        ] {
            assert_eq!(unfinished(bytes), waits, "{bytes:?}");
        }
    }
}
