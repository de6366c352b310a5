//! Abbreviations that end no sentence, a list a language.

use super::{Language, lists};
use std::collections::HashSet;

/// The abbreviations of `language`, lower case, with their stops.
pub(super) fn of(language: &Language) -> HashSet<String> {
    let list = match language.tag() {
        "nl" => include_str!("data/abbreviations.nl.txt"),
        "en" => include_str!("data/abbreviations.en.txt"),
        "de" => include_str!("data/abbreviations.de.txt"),
        "fr" => include_str!("data/abbreviations.fr.txt"),
        "es" => include_str!("data/abbreviations.es.txt"),
        "it" => include_str!("data/abbreviations.it.txt"),
        "pt" => include_str!("data/abbreviations.pt.txt"),
        "da" | "nb" | "nn" | "no" | "sv" => include_str!("data/abbreviations.nordic.txt"),
        _ => "",
    };
    lists::lines(list).flat_map(str::split_whitespace).map(str::to_string).collect()
}
