//! What a search found: passages in context, incidents, or counts by an attribute.

mod json;
mod sheets;

pub use json::json;
pub use sheets::{counts, incidents, sheet};

use super::kwic::{self, Passage, UNREAD};
use super::provenance::{joined, some};
use super::terminal::{Screen, write_wrapped};
use super::{one_line, printable};
use crate::analysis::Condition;
use crate::corpus::Incident;
use crate::span::{CharIndex, Span};
use std::io::{self, Write};
use unicode_segmentation::UnicodeSegmentation;

/// Lines are this wide where the terminal's width is not known.
const WIDTH: usize = 110;
/// Forms of a word that are told to people; programs get all.
const FORMS: usize = 24;

/// What a search found.
pub struct Hits<'a> {
    /// The study's title, where it has one.
    pub study: Option<&'a str>,
    /// The search as written.
    pub query: &'a str,
    /// Which incidents were searched.
    pub conditions: &'a [Condition],
    /// Where operators meet: `incident`, `paragraph`, `sentence`.
    pub unit: &'a str,
    /// How many incidents were searched.
    pub searched: usize,
    /// The incidents that hold it, in corpus order.
    pub found: Vec<Found<'a>>,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// At most so many passages, or incidents, are shown.
    pub limit: Option<usize>,
    /// Characters shown on both sides of a passage.
    pub context: usize,
    /// The attribute shown beside an incident, usually the outcome.
    pub beside: Option<&'a str>,
    /// How the search was read, where that was asked for.
    pub explained: Option<Explained>,
    /// The arguments after which another verb reads the same incidents.
    pub arguments: &'a str,
}

/// An incident that holds a search.
pub struct Found<'a> {
    /// The incident.
    pub incident: &'a Incident,
    /// Its hits, each with whether it stands in a turn that rules do not read.
    pub hits: Vec<(Span, bool)>,
}

/// How a search was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// In plain words; indented by two blanks a step.
    pub read: Vec<String>,
    /// Each word that stands for several, with those of the corpus and how often each occurs.
    pub words: Vec<(String, Vec<(String, usize)>)>,
}

/// One line of a report: a hit, or an incident without one.
struct Shown<'a> {
    incident: &'a Incident,
    span: Option<Span>,
    /// The same in code points.
    places: Option<(usize, usize)>,
    unread: bool,
}

impl<'a> Shown<'a> {
    fn text(&self) -> &'a str {
        self.span.map_or("", |span| span.of(&self.incident.narrative))
    }

    /// At most `most` characters before and after it; those the narrative begins with where there is no hit.
    fn around(&self, most: usize) -> (&'a str, &'a str) {
        around(&self.incident.narrative, self.span.unwrap_or(Span::new(0, 0)), most)
    }

    fn passage(&self, context: usize) -> Passage {
        let (left, right) = self.around(context);
        let shown = |text: &str| printable(text).into_owned();
        Passage {
            incident: one_line(&self.incident.id),
            left: shown(left),
            hit: shown(self.text()),
            right: shown(right),
            unread: self.unread,
        }
    }
}

impl<'a> Hits<'a> {
    /// All hits; a search that holds without a hit has none.
    pub fn total(&self) -> usize {
        self.found.iter().map(|found| found.hits.len()).sum()
    }

    /// Lines there are to show: an incident without hits has one.
    fn lines(&self) -> usize {
        self.found.iter().map(|found| found.hits.len().max(1)).sum()
    }

    /// The hits to show, in order.
    fn shown(&self) -> Vec<Shown<'a>> {
        let most = self.limit.unwrap_or(usize::MAX);
        let mut shown = Vec::new();
        for found in &self.found {
            let incident = found.incident;
            let chars = CharIndex::new(&incident.narrative);
            if found.hits.is_empty() {
                shown.push(Shown { incident, span: None, places: None, unread: false });
            }
            shown.extend(found.hits.iter().map(|(span, unread)| {
                let places = Some(chars.chars(*span));
                Shown { incident, span: Some(*span), places, unread: *unread }
            }));
            if shown.len() >= most {
                shown.truncate(most);
                break;
            }
        }
        shown
    }

    fn heading(&self) -> Vec<String> {
        let mut heading = vec![match self.study {
            Some(study) => format!("{study} · search: {}", self.query),
            None => format!("search: {}", self.query),
        }];
        let mut line = format!(
            "{} in {} of {}",
            some(self.total(), "passage"),
            self.found.len(),
            some(self.searched, "incident")
        );
        if let Some(respondents) = self.respondents {
            line += &format!(" · told by {}", some(respondents, "respondent"));
        }
        if !self.conditions.is_empty() {
            line += &format!(" · where {}", joined(self.conditions));
        }
        if self.unit != "incident" {
            line += &format!(" · operators meet in one {}", self.unit);
        }
        heading.push(line);
        heading
    }

    fn explanation(&self) -> Vec<String> {
        let Some(explained) = &self.explained else { return Vec::new() };
        let mut lines = vec!["read as:".to_string()];
        lines.extend(explained.read.iter().map(|line| format!("  {line}")));
        for (word, forms) in &explained.words {
            let shown: Vec<String> =
                forms.iter().take(FORMS).map(|(text, count)| format!("{text} {count}")).collect();
            let more = match forms.len().saturating_sub(FORMS) {
                0 => String::new(),
                more => format!(", and {more} more"),
            };
            let shown =
                if shown.is_empty() { "nothing in these incidents".to_string() } else { shown.join(", ") };
            lines.push(format!("{word} finds: {shown}{more}"));
        }
        lines
    }

    fn notes(&self, all: usize, what: &str) -> Vec<String> {
        let mut notes = Vec::new();
        if let Some(limit) = self.limit.filter(|limit| *limit < all) {
            notes.push(format!("The first {limit} of {} are shown; --limit 0 shows all.", some(all, what)));
        }
        if self.found.iter().flat_map(|found| &found.hits).any(|(_, unread)| *unread) {
            notes.push(format!("{UNREAD} = in a turn that rules do not read."));
        }
        notes
    }
}

/// Passages in context, for people.
///
/// # Errors
/// The place it is written to fails.
pub fn write(hits: &Hits<'_>, screen: Screen, to: &mut dyn Write) -> io::Result<()> {
    let width = screen.width.unwrap_or(WIDTH);
    for line in hits.heading() {
        write_wrapped(&one_line(&line), width, to)?;
    }
    write_explanation(hits, to)?;
    let passages: Vec<Passage> = hits.shown().iter().map(|shown| shown.passage(width)).collect();
    if !passages.is_empty() {
        writeln!(to)?;
    }
    let dress = |hit: &str| match (hit.is_empty(), screen.colour) {
        (true, _) => String::new(),
        (false, true) => format!("\u{1b}[1m{hit}\u{1b}[0m"),
        (false, false) => format!("[{hit}]"),
    };
    // Brackets take room of their own.
    let room = if screen.colour { width } else { width.saturating_sub(2) };
    for line in kwic::lines(&passages, room, dress) {
        writeln!(to, "{line}")?;
    }
    let notes = hits.notes(hits.lines(), "passage");
    if !notes.is_empty() {
        writeln!(to)?;
    }
    for note in notes {
        write_wrapped(&note, width, to)?;
    }
    Ok(())
}

fn write_explanation(hits: &Hits<'_>, to: &mut dyn Write) -> io::Result<()> {
    let lines = hits.explanation();
    if !lines.is_empty() {
        writeln!(to)?;
    }
    lines.iter().try_for_each(|line| writeln!(to, "{}", printable(line)))
}

/// At most `most` characters on both sides, never half of one.
fn around(text: &str, span: Span, most: usize) -> (&str, &str) {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let left = before.grapheme_indices(true).rev().take(most).last().map_or(before.len(), |(at, _)| at);
    let right = after.grapheme_indices(true).nth(most).map_or(after.len(), |(at, _)| at);
    (&before[left..], &after[..right])
}
