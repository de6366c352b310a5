//! One suggestion after the other: shown, answered, kept.

use super::Session;
use crate::cli::code::Passage;
use crate::cli::{Failure, desk, output};
use keerpunt::codebook::Valence;
use keerpunt::coding::journal::{Did, MemoOn};
use keerpunt::coding::review::Waiting;
use keerpunt::report::{one_line, printable};
use keerpunt::span::Span;
use std::io::{self, BufRead, Write};

const HELP: &str = "\
  a             accept            al  accept as lacking   ae  accept as enacted
  r             reject
  c CODE        accept with another code
  s TEXT        accept with another passage: its text
  m TEXT        a memo on this incident
  w             show the whole narrative
  u             undo your last answer
  n or nothing  leave it for later
  q             stop";

/// What a person answers.
enum Answer<'a> {
    Accept(Option<Valence>),
    Reject,
    As(&'a str),
    Passage(&'a str),
    Memo(&'a str),
    Whole,
    Undo,
    Later,
    Stop,
    Unclear,
}

fn understood(line: &str) -> Answer<'_> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    match (word, rest.is_empty()) {
        ("a" | "y" | "j", true) => Answer::Accept(None),
        ("al", true) => Answer::Accept(Some(Valence::Lacking)),
        ("ae", true) => Answer::Accept(Some(Valence::Enacted)),
        ("r", true) => Answer::Reject,
        ("c", false) => Answer::As(rest),
        ("s", false) => Answer::Passage(rest),
        ("m", false) => Answer::Memo(rest),
        ("w", true) => Answer::Whole,
        ("u", true) => Answer::Undo,
        ("n" | "", true) => Answer::Later,
        ("q", true) => Answer::Stop,
        _ => Answer::Unclear,
    }
}

/// Asks about each of the list, until the person stops or the answers end. Returns how many answers
/// were kept.
pub fn run(session: &Session<'_>, list: &[Waiting<'_>]) -> Result<usize, Failure> {
    let mut to = anstream::stdout();
    let (mut kept, mut at) = (0usize, 0);
    // What this sitting kept, so that `u` goes back to it and to nothing older.
    let mut answered: Vec<usize> = Vec::new();
    while at < list.len() {
        show(session, &list[at], at, list.len(), &mut to)?;
        let mut line = String::new();
        loop {
            write!(to, "a r c s m w u n q ? > ")?;
            to.flush()?;
            line.clear();
            let read = io::stdin().lock().read_line(&mut line).map_err(|error| {
                Failure::machine("your answer cannot be read", &error, "what was answered so far is kept")
            })?;
            if read == 0 {
                writeln!(to)?;
                return end(kept, list.len() - at, &mut to);
            }
            match session.answer(&list[at], &understood(&line), &mut to)? {
                Then::Next { answer } => {
                    if answer {
                        kept += 1;
                        answered.push(at);
                    }
                    at += 1;
                    break;
                }
                Then::Back => match answered.pop() {
                    Some(before) => {
                        session.undo(&mut to)?;
                        kept -= 1;
                        at = before;
                        break;
                    }
                    None => writeln!(
                        to,
                        "nothing was answered in this sitting; `keerpunt undo` takes back what is older"
                    )?,
                },
                Then::Again => {}
                Then::Stop => return end(kept, list.len() - at, &mut to),
            }
        }
    }
    end(kept, 0, &mut to)
}

fn end(kept: usize, left: usize, to: &mut impl Write) -> Result<usize, Failure> {
    writeln!(to, "{kept} answered and kept; {left} of this list not looked at")?;
    Ok(kept)
}

/// What comes after an answer.
enum Then {
    Next { answer: bool },
    Back,
    Again,
    Stop,
}

impl Session<'_> {
    fn answer(&self, one: &Waiting<'_>, answer: &Answer<'_>, to: &mut impl Write) -> Result<Then, Failure> {
        let incident = &self.desk.incidents()[one.incident];
        let mut did = self.accepted(one);
        let Did::SuggestionAccepted { coding, .. } = &mut did else { return Ok(Then::Again) };
        match answer {
            Answer::Accept(None) => {}
            Answer::Accept(valence) => coding.valence = *valence,
            Answer::As(code) => match self.desk.code(code) {
                Ok(code) => coding.code = code,
                Err(mistake) => return told(mistake, to),
            },
            Answer::Passage(text) => {
                let passage = Passage { quote: Some((*text).to_string()), ..Passage::default() };
                match passage.find(incident) {
                    Ok(anchor) => coding.at = anchor,
                    Err(mistake) => return told(mistake, to),
                }
            }
            Answer::Reject => did = self.rejected(one),
            Answer::Memo(text) => {
                let on = MemoOn::Incident(incident.id.clone());
                let memo = Did::Memo { on, of: None, text: (*text).to_string() };
                writeln!(to, "{}", self.keep(memo)?).map_err(Failure::after_keeping)?;
                return Ok(Then::Again);
            }
            Answer::Whole => {
                writeln!(to, "{}", marked(&incident.narrative, one.suggestion.span))?;
                return Ok(Then::Again);
            }
            Answer::Undo => return Ok(Then::Back),
            Answer::Later => return Ok(Then::Next { answer: false }),
            Answer::Stop => return Ok(Then::Stop),
            Answer::Unclear => {
                writeln!(to, "{HELP}")?;
                return Ok(Then::Again);
            }
        }
        writeln!(to, "{}", self.keep(did)?).map_err(Failure::after_keeping)?;
        Ok(Then::Next { answer: true })
    }

    /// Takes back the last verdict of the journal.
    fn undo(&self, to: &mut impl Write) -> Result<(), Failure> {
        let mut pen = self.desk.pen(self.who, self.context)?;
        let verdict =
            |did: &Did| matches!(did, Did::SuggestionAccepted { .. } | Did::SuggestionRejected { .. });
        let Some(of) = pen.journal().latest(verdict).map(|entry| entry.id) else { return Ok(()) };
        pen.write(None, vec![Did::Undo { of }]).map_err(desk::failure)?;
        writeln!(to, "undone").map_err(Failure::after_keeping)
    }
}

fn told(mistake: Failure, to: &mut impl Write) -> Result<Then, Failure> {
    match mistake {
        Failure::Use(text) => {
            writeln!(to, "{text}")?;
            Ok(Then::Again)
        }
        other => Err(other),
    }
}

fn show(
    session: &Session<'_>,
    one: &Waiting<'_>,
    at: usize,
    of: usize,
    to: &mut impl Write,
) -> Result<(), Failure> {
    let incident = &session.desk.incidents()[one.incident];
    let code = &session.codebook.codes[one.suggestion.code];
    let label = one_line(code.label.get(session.desk.study.language()).unwrap_or_default());
    writeln!(to, "\n{} of {of} · {} · {} {label}", at + 1, one_line(&incident.id), code.id)?;
    if let Some(definition) = code.definition.get(session.desk.study.language()) {
        writeln!(to, "  {}", one_line(definition))?;
    }
    let span = one.suggestion.span;
    let paragraphs = keerpunt::text::paragraphs(
        &incident.narrative,
        &incident.language,
        &session.desk.study.settings.collection.speakers,
    );
    let around = paragraphs.into_iter().filter(|paragraph| paragraph.overlaps(span)).fold(span, Span::join);
    let text = around.of(&incident.narrative);
    let inside = Span::new(span.start - around.start, span.end - around.start);
    writeln!(to, "{}", marked(text, inside))?;
    let words: Vec<String> = one
        .suggestion
        .evidence
        .iter()
        .map(|hit| format!("{} ({}#{})", one_line(hit.span().of(&incident.narrative)), code.id, hit.rule()))
        .collect();
    writeln!(to, "  because of: {}", words.join(", "))?;
    Ok(())
}

/// The text with a stretch in brackets, bold where the terminal can.
fn marked(text: &str, span: Span) -> String {
    let [before, inside, after] = [&text[..span.start], span.of(text), &text[span.end..]].map(|part| {
        part.lines().map(|line| printable(line).into_owned()).collect::<Vec<_>>().join("\n  ")
            + if part.ends_with('\n') { "\n  " } else { "" }
    });
    let (bold, plain) = if output::screen().colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    format!("  {before}{bold}[{inside}]{plain}{after}")
}
