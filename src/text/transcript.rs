//! Whether a narrative is a transcript of which nobody said who speaks: labels that take turns.

use super::chars::is_line_end;
use super::turns::{is_initial_label, label_of};
use std::collections::BTreeMap;

/// What people who ask are called in transcripts, in small letters.
const ASK: [&str; 18] = [
    "i",
    "int",
    "interviewer",
    "interviewster",
    "intervieweur",
    "intervieweuse",
    "interviewerin",
    "entrevistador",
    "entrevistadora",
    "onderzoeker",
    "researcher",
    "moderator",
    "q",
    "question",
    "vraag",
    "frage",
    "pregunta",
    "v",
];
/// The same of those who answer.
const ANSWER: [&str; 12] = [
    "r",
    "respondent",
    "respondente",
    "interviewee",
    "geïnterviewde",
    "geinterviewde",
    "befragte",
    "befragter",
    "entrevistado",
    "entrevistada",
    "participant",
    "deelnemer",
];
/// A longer name is a sentence that has a colon.
const LONGEST: usize = 24;

/// How often a label begins a line, and how many of these lines ask something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Turns {
    /// Lines that it begins.
    pub lines: usize,
    /// Those with a question mark.
    pub asking: usize,
}

impl Turns {
    /// True where a third of its lines ask.
    pub fn asks(&self) -> bool {
        self.asking > 0 && 3 * self.asking >= self.lines
    }
}

/// The labels that take turns in `text`, each with its turns; none where it is no transcript.
///
/// Two labels must come twice each, the one after the other, as no heading does; and they must be
/// initials or what people in interviews are called, or one of them must ask.
pub fn taking_turns(text: &str) -> BTreeMap<&str, Turns> {
    let mut order: Vec<&str> = Vec::new();
    let mut labels: BTreeMap<&str, Turns> = BTreeMap::new();
    for line in text.split(is_line_end) {
        let Some((_, name)) = label_of(line) else { continue };
        if !is_name(name) {
            continue;
        }
        let turns = labels.entry(name).or_default();
        turns.lines += 1;
        turns.asking += usize::from(line.contains(['?', '？']));
        if order.last() != Some(&name) {
            order.push(name);
        }
    }
    let in_turn: Vec<&str> =
        order.windows(4).filter(|four| four[..2] == four[2..]).flat_map(|four| four[..2].to_vec()).collect();
    labels.retain(|name, _| in_turn.contains(name));
    let speaks = |name: &str| is_initial_label(name) || is_asker(name) || is_answerer(name);
    let known = labels.keys().filter(|name| speaks(name)).count();
    if known < 2 && !labels.values().any(Turns::asks) {
        labels.clear();
    }
    labels
}

/// True for what those who ask are called.
pub fn is_asker(name: &str) -> bool {
    is_among(&ASK, name)
}

/// True for what those who answer are called.
pub fn is_answerer(name: &str) -> bool {
    is_among(&ANSWER, name)
}

fn is_among(names: &[&str], name: &str) -> bool {
    let bare = name.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == ' ').to_lowercase();
    names.contains(&bare.as_str())
}

/// At most two words of letters, the first with a capital, behind them perhaps a number.
fn is_name(name: &str) -> bool {
    let sign = |sign: char| sign.is_alphanumeric() || matches!(sign, ' ' | '.' | '-' | '\'');
    name.len() <= LONGEST
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().all(sign)
        && name.split(' ').count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        taking_turns(text).into_keys().collect()
    }

    #[test]
    fn two_labels_that_take_turns_make_a_transcript() {
        assert_eq!(names("I: Tell me.\nR: I rang.\nI: And then.\r\nR: Nothing."), ["I", "R"]);
        assert_eq!(
            names("Interviewer: Go on.\n\nRespondent: Yes.\nInterviewer: Hm.\nRespondent: No."),
            ["Interviewer", "Respondent"]
        );
        assert_eq!(names("**Anna:** Why?\n**Bert:** So.\n**Anna:** And?\n**Bert:** So."), ["Anna", "Bert"]);
        let turns = taking_turns("Anna: Why?\nBert: So.\nAnna: And?\nBert: Why?\nBert: So.\nBert: So.");
        assert!(turns["Anna"].asks() && !turns["Bert"].asks());
    }

    #[test]
    fn headings_logs_and_prose_are_no_transcript() {
        assert!(names("Situation: late.\nAction: rang.\nResult: good?\n").is_empty());
        assert!(names("Date: 1 May\nAction: rang\nDate: 2 May\nAction: wrote\n").is_empty());
        assert!(names("Then she said: I am off.\nI said: no?\nThen she said: yes.\nI said: no.").is_empty());
        assert!(names("[00:01] So.\n[00:02] And.\n[00:01] So.\n[00:02] And?").is_empty());
        assert!(names("I: once.\nR: once.\n").is_empty());
        assert!(names("I: a\nI: b\nI: c\nR: d\nR: e").is_empty());
    }
}
