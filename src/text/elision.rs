//! Words that are written against the next one: *l'équipe*, *dell'azienda*.

use super::Language;
use super::chars::is_apostrophe;

const FRENCH: &[&str] =
    &["l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
const ITALIAN: &[&str] = &["l", "d", "c", "s", "un", "all", "dall", "dell", "nell", "sull", "quell", "bell"];
const CATALAN: &[&str] = &["l", "d", "m", "t", "s", "n"];

/// What may stand before the apostrophe, in lower case; nothing in languages that elide no words.
pub fn elided(language: &Language) -> &'static [&'static str] {
    match language.tag() {
        "fr" => FRENCH,
        "it" => ITALIAN,
        "ca" => CATALAN,
        _ => &[],
    }
}

/// What stands behind an elided word, where the token begins with one of `elided`.
pub fn behind<'a>(token: &'a str, elided: &[&str]) -> Option<&'a str> {
    let (at, apostrophe) = token.char_indices().find(|(_, sign)| is_apostrophe(*sign))?;
    let before = &token[..at];
    let rest = &token[at + apostrophe.len_utf8()..];
    (!rest.is_empty() && elided.iter().any(|word| word.eq_ignore_ascii_case(before))).then_some(rest)
}

/// The same for a token of an unknown language.
pub fn behind_any(token: &str) -> Option<&str> {
    [FRENCH, ITALIAN, CATALAN].into_iter().find_map(|elided| behind(token, elided))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_elided_words_are_taken_off() {
        let french = elided(&Language::new("fr"));
        assert_eq!(behind("L’équipe", french), Some("équipe"));
        assert_eq!(behind("Qu'une", french), Some("une"));
        assert_eq!(behind("aujourd'hui", french), None);
        assert_eq!(behind("l'", french), None);
        assert_eq!(behind("l'équipe", elided(&Language::new("nl"))), None);
        assert_eq!(behind_any("dell'azienda"), Some("azienda"));
    }
}
