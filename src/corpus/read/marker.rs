//! The line between several incidents of one file, and the attributes below it.

use super::lines::Line;
use crate::corpus::{Entry, Problem, ProblemCode};
use crate::text::Speakers;
use regex::Regex;
use std::sync::LazyLock;

/// The marker of a study that names none.
pub const MARKER: &str = "^### incident: (?<id>.+)$";

/// What is probably meant to be the default marker.
#[allow(clippy::unwrap_used, reason = "a constant, and every test run compiles it")]
static NEARLY: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)^\s*#+\s*incident\b\s*[:.#-]?").unwrap());

/// A name of more words is the beginning of a sentence.
const MOST_WORDS: usize = 4;

/// The marker of an entry.
pub(super) struct Marker {
    regex: Regex,
    is_default: bool,
}

/// What a line says of the incident that begins below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// It is a marker; with the id, where it names one.
    Marker(Option<String>),
    /// It is none, but looks as if it should be.
    Nearly,
    /// It is text.
    Text,
}

impl Marker {
    pub fn of(entry: &Entry) -> Result<Self, Problem> {
        let written = entry.split.as_deref().unwrap_or(MARKER);
        match Regex::new(written) {
            Ok(regex) => Ok(Self { regex, is_default: entry.split.is_none() }),
            Err(error) => {
                let why = error.to_string();
                let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ").to_string();
                let message = format!("`split: {written}` is no regular expression: {why}");
                Err(Problem::warning(ProblemCode::BadMarker, message)
                    .help(format!("mend it in the study file; the default is `{MARKER}`")))
            }
        }
    }

    pub fn meaning(&self, line: &str) -> Meaning {
        // Most lines of most texts; saves the regex.
        if self.is_default && !line.contains('#') {
            return Meaning::Text;
        }
        match self.regex.captures(line) {
            Some(fits) => {
                let id = fits.name("id").or_else(|| fits.get(1)).map(|id| id.as_str().trim().to_string());
                Meaning::Marker(id.filter(|id| !id.is_empty()))
            }
            None if self.is_default && NEARLY.is_match(line) => Meaning::Nearly,
            None => Meaning::Text,
        }
    }
}

/// The name and value of a line `key: value`; none where it is text, or a turn of a speaker.
pub(super) fn key_value<'a>(line: Line<'a>, speakers: &Speakers) -> Option<(&'a str, &'a str)> {
    let (name, value) = line.text.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.'))
        && name.chars().count() <= 60
        && name.split(' ').count() <= MOST_WORDS;
    let value_follows = value.is_empty() || value.starts_with(char::is_whitespace);
    let (name, value) = is_name.then(|| (name.trim(), value.trim()))?;
    let is_speech = may_be_said(name) && value.starts_with(['"', '\'', '“', '”', '„', '‘', '’', '«', '»']);
    (value_follows && !is_speech && !is_speaker(name, speakers)).then_some((name, value))
}

/// True where a story can begin so: `Then she said: ...`.
pub(super) fn may_be_said(name: &str) -> bool {
    name.contains(' ')
}

/// A speaker of the study, or one capital with at most two digits, as transcripts have them.
fn is_speaker(name: &str, speakers: &Speakers) -> bool {
    let mut chars = name.chars();
    let initial = chars.next().is_some_and(char::is_uppercase)
        && chars.as_str().len() <= 2
        && chars.all(|c| c.is_ascii_digit());
    initial || speakers.exclude.iter().chain(&speakers.include).any(|speaker| speaker == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn default() -> Marker {
        Marker::of(&Entry::default()).unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    #[test]
    fn the_default_marker_names_its_incident() {
        let marker = default();
        assert_eq!(marker.meaning("### incident: nl-04 "), Meaning::Marker(Some("nl-04".into())));
        assert_eq!(marker.meaning("### Incident: 4"), Meaning::Nearly);
        assert_eq!(marker.meaning("## incident 4"), Meaning::Nearly);
        assert_eq!(marker.meaning("### incidental"), Meaning::Text);
        assert_eq!(marker.meaning("An incident: it rained"), Meaning::Text);
    }

    #[test]
    fn a_marker_of_ones_own_may_name_no_id() {
        let entry = Entry { split: Some("^=+$".into()), ..Entry::default() };
        assert_eq!(Marker::of(&entry).map(|marker| marker.meaning("====")), Ok(Meaning::Marker(None)));
        let broken = Entry { split: Some("^(".into()), ..Entry::default() };
        assert!(Marker::of(&broken).is_err_and(|problem| problem.code == ProblemCode::BadMarker));
    }

    #[test]
    fn keys_are_told_from_turns_and_prose() {
        let speakers = Speakers { exclude: vec!["Interviewer".into()], include: Vec::new() };
        let read =
            |text: &'static str| key_value(Line { number: 1, start: 0, next: text.len(), text }, &speakers);
        assert_eq!(read("outcome: minder succesvol "), Some(("outcome", "minder succesvol")));
        assert_eq!(read("year:"), Some(("year", "")));
        assert_eq!(read("soort werk: x"), Some(("soort werk", "x")));
        for text in [
            "I: Vertel eens",
            "R2: Nou",
            "Interviewer: Vertel",
            "Hij zei: \"nee\", en ging",
            "Hij zei: „nee”",
            "De man achter de balie zei: nee",
            "12:30 gebeld",
            "http://x",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("titel: \"Een dag\""), Some(("titel", "\"Een dag\"")));
    }
}
