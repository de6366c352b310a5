//! What one cell says: several codes with something between them, or yes or no.

use crate::corpus::{Number, RawValue, list};

/// What people write in a cell under a code that was given.
const GIVEN: [&str; 16] =
    ["1", "x", "yes", "y", "true", "ja", "j", "waar", "wahr", "oui", "vrai", "sí", "si", "✓", "✔", "+"];
/// What they write where it was not.
const NOT_GIVEN: [&str; 13] =
    ["0", "no", "n", "false", "nee", "nein", "onwaar", "falsch", "non", "faux", "✗", "✘", "-"];

/// Whether a cell of a one-hot column says that the code was given; none where it says neither.
pub(super) fn is_given(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let among = |words: &[&str]| words.contains(&lower.as_str());
    if among(&GIVEN) {
        return Some(true);
    }
    // Spreadsheets and statistics programs write whole numbers with a fraction.
    match Number::read(&lower).map(Number::decimal) {
        Some(1.0) => Some(true),
        Some(0.0) => Some(false),
        _ => among(&NOT_GIVEN).then_some(false),
    }
}

/// The codes of a cell; `separator` parts those of each of its texts, as it does in list attributes.
pub(super) fn codes(value: &RawValue, separator: Option<&str>) -> Vec<String> {
    let texts = value.each().iter().map(|text| text.as_str());
    match separator {
        Some(separator) => texts.flat_map(|text| list::filled(text, separator)).map(str::to_string).collect(),
        None => texts.map(str::trim).filter(|text| !text.is_empty()).map(str::to_string).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_separator_parts_the_texts_of_a_cell_and_of_a_list() {
        let text = RawValue::text("Fall (roof; wall); Heat;; Cold ").unwrap();
        assert_eq!(codes(&text, Some(";")), ["Fall (roof; wall)", "Heat", "Cold"]);
        assert_eq!(codes(&text, None), ["Fall (roof; wall); Heat;; Cold"]);
        let list = RawValue::list(["A; B".to_string(), "C (d; e)".to_string()]).unwrap();
        assert_eq!(codes(&list, Some(";")), ["A", "B", "C (d; e)"]);
        assert_eq!(codes(&list, None), ["A; B", "C (d; e)"]);
    }

    #[test]
    fn a_cell_under_a_code_says_yes_no_or_something_else() {
        for yes in ["1", "X", "Yes", "TRUE", "Ja", "1.0", "1,00", "✓"] {
            assert_eq!(is_given(yes), Some(true), "{yes}");
        }
        for no in ["0", "no", "False", "NEE", "0.0", "-"] {
            assert_eq!(is_given(no), Some(false), "{no}");
        }
        for other in ["2", "perhaps", "n/a", "0.5", "?"] {
            assert_eq!(is_given(other), None, "{other}");
        }
    }
}
