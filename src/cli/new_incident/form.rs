//! The form of a new incident: a head with attributes and questions, and room for the story.

use crate::cli::new::places::scalar;
use std::fmt::Write as _;

/// An attribute that the form asks for.
pub struct Asked {
    /// Its name.
    pub name: String,
    /// What is filled in already.
    pub value: Option<String>,
    /// The values to choose from; empty where every value will do.
    pub values: Vec<String>,
}

/// The words of a form in one language.
struct Words {
    choose: &'static str,
    invitation: &'static [&'static str],
    questions: [(&'static str, &'static str); 4],
}

const ENGLISH: Words = Words {
    choose: "one of: ",
    invitation: &[
        "Tell the story below the second line of dashes, in your own words; leave out who people are.",
        "What stands between the two lines is no part of it. These questions help:",
    ],
    questions: [
        ("The situation", "what was going on, who was there, what was asked of them?"),
        ("What was done", "who did what, and what was it that made the difference?"),
        ("What came of it", "how did it end, and for whom?"),
        ("Why it mattered", "why did it go well or less well because of what was done?"),
    ],
};

const DUTCH: Words = Words {
    choose: "een van: ",
    invitation: &[
        "Vertel het verhaal onder de tweede streepjesregel, in eigen woorden; laat weg wie mensen zijn.",
        "Wat tussen de twee regels staat hoort er niet bij. Deze vragen helpen:",
    ],
    questions: [
        ("De situatie", "wat was er aan de hand, wie waren erbij, wat werd er van hen gevraagd?"),
        ("Wat er gedaan is", "wie deed wat, en wat maakte daarin het verschil?"),
        ("Wat ervan kwam", "hoe liep het af, en voor wie?"),
        ("Waarom het ertoe deed", "waarom ging het door wat er gedaan is goed of minder goed?"),
    ],
};

/// The text of the form: front matter in which the questions are comments, which YAML does not
/// read, and nothing below it. Dutch where `language` is `nl`, else English.
pub fn form(id: &str, lang: Option<&str>, asked: &[Asked], language: &str) -> String {
    let words = if language == "nl" { DUTCH } else { ENGLISH };
    let mut text = format!("---\nid: {}\n", scalar(id));
    if let Some(lang) = lang {
        let _ = writeln!(text, "lang: {lang}");
    }
    for Asked { name, value, values } in asked {
        let line = match value {
            Some(value) => format!("{}: {}", scalar(name), scalar(value)),
            None if values.is_empty() => format!("{}:", scalar(name)),
            None => format!("{}:   # {}{}", scalar(name), words.choose, one_line(&values.join(", "))),
        };
        let _ = writeln!(text, "{line}");
    }
    text.push_str("#\n");
    for line in words.invitation {
        let _ = writeln!(text, "# {line}");
    }
    for (at, (title, question)) in words.questions.iter().enumerate() {
        let _ = writeln!(text, "# {}. {title}: {question}", at + 1);
    }
    text.push_str("---\n\n");
    text
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
