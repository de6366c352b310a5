//! What kind of sign a character is, as section 1 of the text model uses the words.

use regex::Regex;
use std::sync::LazyLock;
use unicode_general_category::{GeneralCategory as Category, get_general_category as category};

static LATIN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\p{Latin}$").unwrap());
static WITHOUT_BLANKS: LazyLock<Regex> = LazyLock::new(|| {
    let scripts = r"^[\p{Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]$";
    Regex::new(scripts).unwrap()
});

pub const SOFT_HYPHEN: char = '\u{AD}';

pub fn is_letter(c: char) -> bool {
    use Category::*;
    matches!(category(c), UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

pub fn is_mark(c: char) -> bool {
    use Category::*;
    matches!(category(c), NonspacingMark | SpacingMark | EnclosingMark)
}

pub fn is_digit(c: char) -> bool {
    category(c) == Category::DecimalNumber
}

/// A letter, mark or digit of a script that is written without blanks.
pub fn is_without_blanks(c: char) -> bool {
    (is_letter(c) || is_mark(c) || is_digit(c)) && WITHOUT_BLANKS.is_match(c.encode_utf8(&mut [0; 4]))
}

/// A letter or digit that may be one of several in a token.
pub fn begins_a_token(c: char) -> bool {
    (is_letter(c) || is_digit(c)) && !is_without_blanks(c)
}

pub fn is_latin(c: char) -> bool {
    LATIN.is_match(c.encode_utf8(&mut [0; 4]))
}

pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// May stand between two letters or digits of one token.
pub fn joins_letters(c: char) -> bool {
    is_apostrophe(c) || is_hyphen(c) || c == '&'
}

/// May stand between two digits of one token.
pub fn joins_digits(c: char) -> bool {
    c == '.' || c == ','
}

pub fn is_lower(c: char) -> bool {
    c.is_lowercase()
}

pub fn is_capital(c: char) -> bool {
    c.is_uppercase() || category(c) == Category::TitlecaseLetter
}

pub fn is_blank(c: char) -> bool {
    c.is_whitespace()
}

pub fn is_line_end(c: char) -> bool {
    c == '\n' || c == '\r'
}

pub fn is_closing_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
        || matches!(category(c), Category::FinalPunctuation | Category::InitialPunctuation)
}

pub fn is_closing(c: char) -> bool {
    is_closing_quote(c) || matches!(c, ')' | ']' | '}')
}
