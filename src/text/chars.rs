//! What a character is to the text model: letter, mark, digit, hyphen, quote, blank.

use unicode_general_category::{GeneralCategory, get_general_category};

/// The soft hyphen: as if it were not there.
pub const SOFT_HYPHEN: char = '\u{AD}';

/// A letter of any script.
pub fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    use GeneralCategory::*;
    matches!(
        get_general_category(c),
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter
    )
}

/// A combining mark.
pub fn is_mark(c: char) -> bool {
    if c.is_ascii() {
        return false;
    }
    use GeneralCategory::*;
    matches!(get_general_category(c), NonspacingMark | SpacingMark | EnclosingMark)
}

/// A decimal digit of any script.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    get_general_category(c) == GeneralCategory::DecimalNumber
}

/// May begin a token.
pub fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    use GeneralCategory::*;
    matches!(
        get_general_category(c),
        UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter | DecimalNumber
    ) || c == '\u{3007}'
}

/// A hyphen that joins parts of a token.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A straight or curly apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// A character of a script that is written without blanks between words: Han,
/// Kana, Thai, Lao, Khmer, Myanmar.
pub fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0E01..=0x0E4F | 0x0E5A..=0x0ECF | 0x0EDA..=0x0EFF // Thai, Lao, without their digits
        | 0x1000..=0x103F | 0x104A..=0x108F | 0x109A..=0x109F | 0xA9E0..=0xA9EF | 0xA9FA..=0xA9FF
        | 0xAA60..=0xAA7F // Myanmar, without its digits
        | 0x1780..=0x17DF | 0x17EA..=0x17FF // Khmer, without its digits
        | 0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B
        | 0x3041..=0x3096 | 0x3099..=0x309F | 0x30A1..=0x30FA | 0x30FC..=0x30FF | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F | 0x1AFF0..=0x1B16F | 0x20000..=0x323AF)
}

/// A closing quote or closing bracket.
pub fn is_closer(c: char) -> bool {
    is_closing_quote(c) || matches!(c, ')' | ']' | '}')
}

/// A closing bracket of scripts without blanks, which their quotes are too.
pub fn is_wide_closer(c: char) -> bool {
    matches!(c, '」' | '』' | '）' | '】' | '》' | '〉' | '〕' | '］' | '｝')
}

/// A closing quote: `"`, `'`, and Unicode's final and initial quotation marks.
pub fn is_closing_quote(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '"' | '\'');
    }
    matches!(get_general_category(c), GeneralCategory::FinalPunctuation | GeneralCategory::InitialPunctuation)
}

/// A letter of the Latin script.
pub fn is_latin(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(u32::from(c),
        0xAA | 0xBA | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x2AF
        | 0x1D00..=0x1D25 | 0x1D6B..=0x1D77 | 0x1D79..=0x1DBE | 0x1E00..=0x1EFF
        | 0x2C60..=0x2C7F | 0xA722..=0xA787 | 0xA78B..=0xA7FF | 0xAB30..=0xAB64
        | 0xFB00..=0xFB06 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A)
}

/// Ends a line: line feed or carriage return.
pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// The character that begins at byte `at`.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at byte `at`.
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}
