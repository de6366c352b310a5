//! Bytes into text: UTF-8, UTF-16 by its mark, else what the bytes look most like.

use super::{Problem, ProblemCode};
use crate::text::Language;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The name of the encoding that nobody needs to be told of.
pub const UTF8: &str = "UTF-8";

/// A text, and the encoding it was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte-order mark.
    pub text: String,
    /// The encoding.
    pub encoding: &'static str,
}

/// The text of a file. The language says which encodings are likely where the bytes alone don't.
///
/// # Errors
/// The bytes are no text, or fit no encoding.
pub fn decode(bytes: Vec<u8>, language: &Language) -> Result<Decoded, Problem> {
    match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
            let text = text.ok_or_else(|| undecodable(encoding))?.into_owned();
            without_nul(Decoded { text, encoding: encoding.name() })
        }
        Some((_, mark)) => utf8_or_other(bytes, mark, language),
        None => utf8_or_other(bytes, 0, language),
    }
}

fn utf8_or_other(mut bytes: Vec<u8>, mark: usize, language: &Language) -> Result<Decoded, Problem> {
    if mark > 0 {
        bytes.drain(..mark);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return without_nul(Decoded { text, encoding: UTF8 }),
        Err(error) => error.into_bytes(),
    };
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(nul(line_of(&bytes, at), looks_like_utf16(&bytes)));
    }
    if let Some(damage) = damaged_utf8(&bytes, mark > 0) {
        return Err(damage);
    }
    let encoding = guess(&bytes, language);
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    let text = text.ok_or_else(|| undecodable(encoding))?.into_owned();
    Ok(Decoded { text, encoding: encoding.name() })
}

fn without_nul(decoded: Decoded) -> Result<Decoded, Problem> {
    match decoded.text.bytes().position(|byte| byte == 0) {
        Some(at) => Err(nul(line_of(decoded.text.as_bytes(), at), looks_like_utf16(decoded.text.as_bytes()))),
        None => Ok(decoded),
    }
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

/// Every other byte of plain western text in UTF-16 is zero.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4096)];
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

/// Mostly UTF-8: another encoding would turn all its other letters into noise.
fn damaged_utf8(bytes: &[u8], marked: bool) -> Option<Problem> {
    let (mut whole, mut broken, mut first) = (0usize, 0usize, None);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            broken += 1;
            first.get_or_insert(at);
            at += chunk.invalid().len();
        }
    }
    if !marked && whole <= broken * 4 {
        return None;
    }
    let line = line_of(bytes, first?);
    let places = if broken == 1 { "1 place".to_string() } else { format!("{broken} places, first here") };
    let message = format!("is UTF-8, but damaged in {places}");
    let help = "open it, mend the signs that look wrong, and save it as UTF-8";
    Some(Problem::warning(ProblemCode::Undecodable, message).at_line(line).help(help))
}

fn guess(bytes: &[u8], language: &Language) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(domain(language), Utf8Detection::Deny);
    if guessed == UTF_8 { encoding_rs::WINDOWS_1252 } else { guessed }
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
}
