//! Which language texts are in, guessed from their smallest words.

/// Words that each of these languages uses all the time and the others do not.
const SMALL_WORDS: [(&str, &[&str]); 4] = [
    ("nl", &["het", "een", "van", "ik", "niet", "dat", "zijn", "voor", "maar", "naar", "ook", "wij", "heb"]),
    ("en", &["the", "of", "and", "to", "that", "it", "for", "with", "she", "they", "had", "not", "i"]),
    ("de", &["der", "und", "ich", "das", "nicht", "ist", "mit", "ein", "auf", "sie", "wir", "habe", "zu"]),
    ("fr", &["le", "la", "les", "et", "une", "dans", "pour", "pas", "nous", "avec", "est", "des", "il"]),
];

/// The language of `texts`, where one stands out.
pub(super) fn language<'a>(texts: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut found = [0_usize; SMALL_WORDS.len()];
    for text in texts {
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            for (count, (_, words)) in found.iter_mut().zip(SMALL_WORDS) {
                *count += usize::from(words.contains(&word.as_str()));
            }
        }
    }
    let most = *found.iter().max()?;
    let rest: usize = found.iter().sum::<usize>() - most;
    let at = found.iter().position(|count| *count == most)?;
    (most > 0 && most > 2 * rest).then(|| SMALL_WORDS[at].0)
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn small_words_tell_the_language() {
        let guess = |text| language(std::iter::once(text));
        assert_eq!(
            guess("Ik heb het niet aan de werkgever gevraagd, maar dat was een fout van mij."),
            Some("nl")
        );
        assert_eq!(guess("I did not ask the employer for it, and that was a mistake."), Some("en"));
        assert_eq!(
            guess("Ich habe das nicht mit dem Arbeitgeber besprochen, und das war ein Fehler."),
            Some("de")
        );
        assert_eq!(guess("12345"), None);
        assert_eq!(language(std::iter::empty()), None);
    }
}
