//! Words as they are counted: how they are spelled, and which of them only hold sentences together.

use super::chars::{SOFT_HYPHEN, is_apostrophe, is_letter};
use super::{Language, lists};
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Writes into `spelled` how a token is counted: lower case, composed, with `'` for every apostrophe and
/// without soft hyphens. False where it holds no letter and so is no word.
pub fn spell(token: &str, spelled: &mut String) -> bool {
    spelled.clear();
    if token.is_ascii() {
        spelled.push_str(token);
        spelled.make_ascii_lowercase();
        return token.bytes().any(|byte| byte.is_ascii_alphabetic());
    }
    let plain = token.chars().filter(|sign| *sign != SOFT_HYPHEN);
    let plain = plain.map(|sign| if is_apostrophe(sign) { '\'' } else { sign });
    spelled.extend(plain.flat_map(char::to_lowercase).nfc());
    spelled.chars().any(is_letter)
}

/// The words of a language that only hold sentences together, as [`spell`] writes them; empty where
/// the program has no list. What negates is none of them.
pub fn function_words(language: &Language) -> HashSet<&'static str> {
    let list = match language.tag() {
        "nl" => include_str!("data/function_words.nl.txt"),
        "en" => include_str!("data/function_words.en.txt"),
        "de" => include_str!("data/function_words.de.txt"),
        "fr" => include_str!("data/function_words.fr.txt"),
        "es" => include_str!("data/function_words.es.txt"),
        _ => "",
    };
    lists::lines(list).flat_map(str::split_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::negators::Negators;

    fn spelled(token: &str) -> Option<String> {
        let mut text = String::new();
        spell(token, &mut text).then_some(text)
    }

    #[test]
    fn a_word_is_counted_however_it_is_written() {
        assert_eq!(spelled("Follow-Up").as_deref(), Some("follow-up"));
        assert_eq!(spelled("Owner\u{2019}s").as_deref(), Some("owner's"));
        assert_eq!(spelled("Cafe\u{301}"), spelled("CAFÉ"));
        assert_eq!(spelled("2014"), None);
    }

    #[test]
    fn what_negates_is_no_function_word() {
        for tag in ["nl", "en", "de", "fr", "es"] {
            let language = Language::new(tag);
            let words = function_words(&language);
            assert!(words.len() > 100, "{tag}");
            let negators = Negators::of(&language).before;
            let both: Vec<&String> = negators.iter().filter(|word| words.contains(word.as_str())).collect();
            assert!(both.is_empty(), "{tag}: {both:?}");
        }
        assert!(function_words(&Language::new("xx")).is_empty());
    }
}
