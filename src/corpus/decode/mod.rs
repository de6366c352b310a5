//! Bytes into text, a piece after the other: UTF-8, UTF-16 by its mark, else what the bytes look most like.

mod guess;

use super::{Problem, ProblemCode};
use crate::text::Language;
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};
use guess::guess;
use std::io::{self, Cursor, Read, Seek};

/// The name of the encoding that nobody needs to be told of.
pub const UTF8: &str = "UTF-8";

/// Bytes that are decoded at a time.
pub const PIECE: usize = 1 << 20;

/// The beginning of a text, by which it is seen whether it is UTF-16 without its mark.
const SAMPLE: usize = 4096;

/// Bytes that can be gone through more than once.
pub trait Bytes: Read + Seek {}

impl<B: Read + Seek> Bytes for B {}

/// Why a text ends before its bytes do.
#[derive(Debug)]
pub enum Stop {
    /// The bytes cannot be had.
    Io(io::Error),
    /// They are no text, or fit no encoding.
    Problem(Problem),
    /// They are no UTF-8: the text has to be read from its beginning in another encoding.
    NotUtf8,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What `read` makes of the text of `bytes`, and the encoding it is in. Most texts are read once; those
/// that turn out to be no UTF-8 are read again. The language says which encodings are likely.
///
/// # Errors
/// Those of `read`; the bytes cannot be had, are no text, or fit no encoding.
pub fn decoded<T>(
    bytes: &mut dyn Bytes,
    language: &Language,
    mut read: impl FnMut(&mut Pieces<'_>) -> Result<T, Stop>,
) -> Result<(T, &'static str), Stop> {
    let mut pieces = Pieces::of(bytes, None);
    match read(&mut pieces) {
        Err(Stop::NotUtf8) => {
            bytes.rewind()?;
            let encoding = guess(bytes, language)?;
            bytes.rewind()?;
            let mut pieces = Pieces::of(bytes, Some(encoding));
            Ok((read(&mut pieces)?, encoding.name()))
        }
        found => Ok((found?, pieces.encoding())),
    }
}

/// A text, and the encoding it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte-order mark.
    pub text: String,
    /// The encoding.
    pub encoding: &'static str,
}

/// The whole text of a small file. The language says which encodings are likely where the bytes alone don't.
///
/// # Errors
/// The bytes are no text, or fit no encoding.
pub fn decode(bytes: Vec<u8>, language: &Language) -> Result<Decoded, Problem> {
    let whole = |pieces: &mut Pieces<'_>| {
        let mut text = String::new();
        while pieces.add_to(&mut text)? {}
        Ok(text)
    };
    match decoded(&mut Cursor::new(bytes), language, whole) {
        Ok((text, encoding)) => Ok(Decoded { text, encoding }),
        Err(Stop::Problem(problem)) => Err(problem),
        Err(Stop::Io(_) | Stop::NotUtf8) => Err(undecodable(UTF_8)),
    }
}

/// The text of some bytes, a piece after the other, without byte-order mark.
pub struct Pieces<'a> {
    bytes: &'a mut dyn Bytes,
    /// The encoding that must be, where it is known.
    known: Option<&'static Encoding>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    /// Line ends so far.
    lines: usize,
    /// The first piece of the text looks like UTF-16 without its mark.
    like_utf16: bool,
}

impl<'a> Pieces<'a> {
    fn of(bytes: &'a mut dyn Bytes, known: Option<&'static Encoding>) -> Self {
        Self { bytes, known, decoder: None, raw: Vec::new(), lines: 0, like_utf16: false }
    }

    /// The encoding of the text.
    pub fn encoding(&self) -> &'static str {
        self.decoder.as_ref().map_or(UTF8, |decoder| decoder.encoding().name())
    }

    /// Adds the next piece to `text`; false where it was the last.
    ///
    /// # Errors
    /// The bytes cannot be had, hold NUL, or are not of this encoding.
    pub fn add_to(&mut self, text: &mut String) -> Result<bool, Stop> {
        self.raw.clear();
        self.bytes.take(PIECE as u64).read_to_end(&mut self.raw)?;
        let is_last = self.raw.len() < PIECE;
        let is_first = self.decoder.is_none();
        let mut from = 0;
        let decoder = match &mut self.decoder {
            Some(decoder) => decoder,
            none => {
                let (marked, mark) = Encoding::for_bom(&self.raw).unwrap_or((UTF_8, 0));
                from = mark;
                none.insert(self.known.unwrap_or(marked).new_decoder_without_bom_handling())
            }
        };
        let encoding = decoder.encoding();
        let raw = &self.raw[from..];
        let before = text.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(raw.len()).unwrap_or(raw.len() * 3);
        text.reserve(room);
        let (result, _) = decoder.decode_to_string_without_replacement(raw, text, is_last);
        let new = &text.as_bytes()[before..];
        if is_first {
            self.like_utf16 = looks_like_utf16(new);
        }
        if let Some(at) = memchr::memchr(0, new) {
            return Err(Stop::Problem(nul(self.lines + line_of(new, at), self.like_utf16)));
        }
        match result {
            DecoderResult::InputEmpty => {}
            _ if encoding == UTF_8 => return Err(Stop::NotUtf8),
            _ => return Err(Stop::Problem(undecodable(encoding))),
        }
        self.lines += memchr::memchr_iter(b'\n', new).count();
        Ok(!is_last)
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &bytes[..at]).count()
}

/// Every other byte of plain western text in UTF-16 is zero.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    zeros(0).max(zeros(1)) * 3 > sample.len()
}

fn nul(line: usize, utf16: bool) -> Problem {
    let help = if utf16 {
        "it looks like UTF-16 without its mark: save it as UTF-8"
    } else {
        "it is damaged or no text file: save it again as plain text in UTF-8, or take it out of the corpus"
    };
    Problem::warning(ProblemCode::NoText, "holds NUL bytes, which no text has").at_line(line).help(help)
}

fn undecodable(encoding: &'static Encoding) -> Problem {
    let message = format!("holds bytes that are no text in {} or any other encoding", encoding.name());
    Problem::warning(ProblemCode::Undecodable, message).help("save it again as plain text in UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, &'static str), Problem> {
        decode(bytes.to_vec(), &Language::new("nl")).map(|decoded| (decoded.text, decoded.encoding))
    }

    #[test]
    fn a_mark_says_what_it_is_and_is_no_part_of_the_text() {
        assert_eq!(read(b"\xEF\xBB\xBFcaf\xC3\xA9"), Ok(("café".into(), "UTF-8")));
        assert_eq!(read(b"\xFF\xFEa\0\xE9\0"), Ok(("aé".into(), "UTF-16LE")));
        assert_eq!(read(b"\xFE\xFF\0a\0\xE9"), Ok(("aé".into(), "UTF-16BE")));
        assert_eq!(read(b"plain"), Ok(("plain".into(), "UTF-8")));
        assert_eq!(read(b""), Ok((String::new(), "UTF-8")));
    }

    #[test]
    fn what_is_no_utf8_is_read_as_what_it_looks_like() {
        let (text, encoding) = read(b"E\xE9n cli\xEBnt zei \x93mooi\x94 \x96 en ging").unwrap();
        assert_eq!(encoding, "windows-1252");
        assert_eq!(text, "Eén cliënt zei “mooi” – en ging");
    }

    #[test]
    fn nul_bytes_and_damage_are_told_with_their_line() {
        let nul = read(b"een\ntwee\0drie").unwrap_err();
        assert_eq!((nul.code, nul.line), (ProblemCode::NoText, Some(2)));
        let utf16 = read(b"a\0b\0c\0d\0\n\0").unwrap_err();
        assert!(utf16.help.unwrap().contains("UTF-16"));
        let mut bytes = "één cliënt, coördinatie, financiële, geïnformeerd\n".as_bytes().to_vec();
        bytes.extend(b"en \xE9 verder");
        let damaged = read(&bytes).unwrap_err();
        assert_eq!((damaged.code, damaged.line), (ProblemCode::Undecodable, Some(2)));
    }

    #[test]
    fn a_few_western_letters_are_enough() {
        let snippets: [&[u8]; 9] = [
            b"caf\xE9",
            b"Dat kost \x80 100.",
            b"co\xF6rdinatie",
            b"'s Middags zei ze: \x91t was goed.",
            b"E\xE9n foto\x92s",
            b"re\xEFntegratie en financi\xEBle",
            b"Zij zei: \x93nee\x94.",
            b"za\xEBl \xF3f h\xE9",
            b"wacht\x85",
        ];
        for language in ["nl", "en"] {
            for snippet in snippets {
                let decoded = decode(snippet.to_vec(), &Language::new(language));
                assert_eq!(decoded.map(|one| one.encoding), Ok("windows-1252"), "{snippet:?} {language}");
            }
        }
    }

    #[test]
    fn letters_across_the_ends_of_pieces_stay_whole() {
        for shift in 0..4 {
            let text = "x".repeat(shift) + &"é€😀".repeat(PIECE / 4);
            assert_eq!(read(text.as_bytes()), Ok((text, "UTF-8")));
        }
        let latin = [&b"x\n".repeat(PIECE / 2)[..], &b"co\xF6rdinatie ".repeat(PIECE / 8)].concat();
        let (text, encoding) = read(&latin).unwrap();
        assert_eq!((encoding, text.chars().count()), ("windows-1252", latin.len()));
        let late = [&"één ".repeat(PIECE)[..], "\n\u{0}"].concat();
        assert_eq!(read(late.as_bytes()).unwrap_err().line, Some(2));
    }
}
