//! The passages behind a code or a cell: where they stand, who told them, which words fired.

use super::provenance::{Provenance, counted, joined, some};
use super::sheet::{Entry, Field, Row};
use super::suggestions::{line, rules};
use super::terminal::{Screen, write_indented, write_wrapped};
use super::{Sheet, markdown, one_line};
use crate::analysis::{Condition, Mark, Passage, Passages};
use crate::codebook::Codebook;
use crate::coding::People;
use crate::corpus::Incident;
use crate::span::{CharIndex, Span};
use crate::text::Language;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Passages with what a report needs to know of them.
pub struct Quotes<'a> {
    /// The passages.
    pub passages: &'a Passages<'a>,
    /// Which incidents.
    pub conditions: &'a [Condition],
    /// The ids that were asked for.
    pub codes: &'a [String],
    /// The attribute shown beside each passage, usually the outcome.
    pub beside: Option<&'a str>,
    /// In which order.
    pub order: Order,
    /// For each passage what is shown around it; empty where only the passage itself is.
    pub around: Vec<Span>,
    /// The language of labels.
    pub language: &'a Language,
}

/// How many code points of an incident are shown where the whole of it was coded.
const BEGINNING: usize = 240;

/// In which order passages stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Under their codes.
    ByCode,
    /// Under their files, in the order they are read.
    ByFile,
}

impl<'a> Quotes<'a> {
    /// The passages in their order, each with what is shown around it.
    pub(super) fn ordered(&self) -> Vec<(&'a Passage<'a>, Span)> {
        let own = |at: usize, passage: &Passage<'_>| self.around.get(at).copied().unwrap_or(passage.span());
        let mut list: Vec<_> =
            self.passages.list.iter().enumerate().map(|(at, passage)| (passage, own(at, passage))).collect();
        if self.order == Order::ByFile {
            list.sort_by_key(|(passage, _)| {
                (passage.place, passage.span().start, passage.mark.code, passage.span())
            });
        }
        list
    }

    pub(super) fn heading(&self, provenance: &Provenance<'_>) -> Vec<String> {
        let passages = self.passages;
        let what = if self.codes.is_empty() { "every code".to_string() } else { self.codes.join(", ") };
        let mut heading = provenance.heading(&format!("passages of {what}"));
        heading.push(found_in(provenance.people, passages, self.conditions));
        let mut line = some(passages.counted, "passage");
        if passages.negated > 0 {
            line += &format!(" · besides {} negated, shown and marked, counted nowhere", passages.negated);
        }
        heading.push(line);
        heading
    }

    pub(super) fn beside_of(&self, incident: &Incident) -> Option<String> {
        let value = self.beside.and_then(|name| incident.attribute(name));
        value.map(|value| value.text().into_owned())
    }
}

/// The passages for people: each with its place, its words marked, and its rules.
///
/// # Errors
/// The place it is written to fails.
pub fn write(
    quotes: &Quotes<'_>,
    provenance: &Provenance<'_>,
    screen: Screen,
    to: &mut dyn Write,
) -> io::Result<()> {
    let width = screen.width.unwrap_or(usize::MAX);
    for line in quotes.heading(provenance) {
        write_wrapped(&one_line(&line), width, to)?;
    }
    let mut title = None;
    for (passage, around) in quotes.ordered() {
        let next = section(quotes, provenance.codebook, passage);
        if title.as_ref() != Some(&next) {
            writeln!(to)?;
            write_wrapped(&strong(&next, screen), width, to)?;
            title = Some(next);
        }
        writeln!(to)?;
        write_indented(&place(quotes, passage), "  ", width, to)?;
        let (stretch, more) = shown(passage, around);
        let text = marked(passage, stretch, |word| strong(word, screen), screen.colour) + more;
        write_indented(&text, "    ", width, to)?;
        let foot = foot(provenance, passage);
        write_indented(&faint(&foot, screen), "    ", width, to)?;
    }
    Ok(())
}

/// The same in Markdown.
///
/// # Errors
/// The place it is written to fails.
pub fn write_markdown(
    quotes: &Quotes<'_>,
    provenance: &Provenance<'_>,
    to: &mut dyn Write,
) -> io::Result<()> {
    for (at, line) in quotes.heading(provenance).iter().enumerate() {
        let line = markdown::escaped(line);
        if at == 0 { writeln!(to, "**{line}**  ")? } else { writeln!(to, "{line}  ")? }
    }
    let mut title = None;
    for (passage, around) in quotes.ordered() {
        let next = section(quotes, provenance.codebook, passage);
        if title.as_ref() != Some(&next) {
            writeln!(to, "\n## {}", markdown::escaped(&next))?;
            title = Some(next);
        }
        let (stretch, more) = shown(passage, around);
        let text = pieces(passage, stretch)
            .into_iter()
            .map(|(text, fired)| match fired {
                true => format!("**{}**", markdown::escaped(text)),
                false => spaced(text, &markdown::escaped(text)),
            })
            .collect::<String>();
        writeln!(to, "\n> {}{more}\n>", text.trim())?;
        let place = markdown::escaped(&place(quotes, passage));
        writeln!(to, "> {place} · {}", markdown::escaped(&foot(provenance, passage)))?;
    }
    Ok(())
}

/// The passages as rows.
pub fn sheet(quotes: &Quotes<'_>, provenance: &Provenance<'_>) -> Sheet {
    let mut fields: Vec<Field> = ["code", "incident", "file"].map(|name| Field::text(name, name)).into();
    fields.push(Field::number("line", "line"));
    fields.extend(quotes.beside.map(|name| Field::text(name, name)));
    fields.push(Field::text("respondent", "respondent"));
    fields.extend(["start", "end"].map(|name| Field::number(name, name)));
    fields.extend(["quote", "context", "evidence", "rules", "negated"].map(|name| Field::text(name, name)));
    fields.extend(provenance.people.map(|_| Field::text("coders", "coders")));
    let rows = quotes.ordered().into_iter().map(|(passage, around)| {
        let incident = passage.incident;
        let chars = CharIndex::new(&incident.narrative);
        let one = line(provenance.codebook, &incident.id, &incident.narrative, &chars, &passage.mark);
        let texts: Vec<&str> = one.evidence.iter().map(|evidence| evidence.text).collect();
        let mut entries = vec![
            Entry::text(one.code),
            Entry::text(one.incident),
            Entry::text(incident.origin.file.to_string_lossy()),
            Entry::count(incident.line_of(passage.span().start)),
        ];
        entries.extend(quotes.beside.map(|_| Entry::text(quotes.beside_of(incident).unwrap_or_default())));
        let stretch = passage.mark.span.is_some();
        let within = |entry: Entry| if stretch { entry } else { Entry::text("") };
        entries.extend([
            Entry::text(incident.respondent.as_deref().unwrap_or_default()),
            within(Entry::count(one.start)),
            within(Entry::count(one.end)),
            within(Entry::text(one.quote)),
            within(Entry::text(around.of(&incident.narrative))),
            Entry::text(texts.join("; ")),
            Entry::text(rules(&one).join("; ")),
            Entry::text(one.negated.to_string()),
        ]);
        entries.extend(provenance.people.map(|_| Entry::text(coders(provenance, &passage.mark).join("; "))));
        Row { entries, strong: false }
    });
    Sheet { rows: rows.collect(), fields, ..Sheet::default() }
}

/// The passages for programs, schema `keerpunt.quotes/1`.
pub fn json(quotes: &Quotes<'_>, provenance: &Provenance<'_>) -> Value {
    let passage = |(passage, around): (&Passage<'_>, Span)| {
        let incident = passage.incident;
        let chars = CharIndex::new(&incident.narrative);
        let one = line(provenance.codebook, &incident.id, &incident.narrative, &chars, &passage.mark);
        let mut fields = json!(one);
        fields["file"] = json!(incident.origin.file.to_string_lossy());
        fields["line"] = json!(incident.line_of(passage.span().start));
        fields["respondent"] = json!(incident.respondent);
        if quotes.beside.is_some() {
            fields["value"] = json!(quotes.beside_of(incident));
        }
        if passage.mark.span.is_none() {
            ["start", "end", "quote"].into_iter().for_each(|name| fields[name] = Value::Null);
        }
        if provenance.people.is_some() {
            fields["coders"] = json!(coders(provenance, &passage.mark));
        }
        if around != passage.span() {
            let (start, end) = chars.chars(around);
            fields["context"] = json!({"start": start, "end": end, "text": around.of(&incident.narrative)});
        }
        fields
    };
    let mut document = provenance.json("keerpunt.quotes/1");
    let passages = quotes.passages;
    let content = json!({
        "codes": quotes.codes,
        "where": quotes.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": passages.incidents,
        "respondents": passages.respondents,
        "segments": passages.counted,
        "negated": passages.negated,
        "beside": quotes.beside,
        "passages": quotes.ordered().into_iter().map(passage).collect::<Vec<_>>(),
    });
    super::crosstab::extend(&mut document, content);
    document
}

fn section(quotes: &Quotes<'_>, codebook: &Codebook, passage: &Passage<'_>) -> String {
    match quotes.order {
        Order::ByFile => one_line(&passage.incident.origin.file.to_string_lossy()),
        Order::ByCode => {
            let code = &codebook.codes[passage.mark.code];
            match code.label.get(quotes.language) {
                Some(label) => one_line(&format!("{} · {label}", code.id)),
                None => one_line(&code.id),
            }
        }
    }
}

/// Whose passages, in how many incidents.
fn found_in(people: Option<&People>, passages: &Passages<'_>, conditions: &[Condition]) -> String {
    let Some(people) = people else {
        return counted(None, None, passages.incidents, passages.respondents, conditions, None);
    };
    let whose = if people.model { "codings of a model, not of people" } else { "people's codings" };
    let mut line =
        format!("{whose}: {}; in {}", people.coders.join(", "), some(passages.incidents, "incident"));
    line +=
        &passages.respondents.map_or(String::new(), |who| format!(" · told by {}", some(who, "respondent")));
    if !conditions.is_empty() {
        line += &format!(" · where {}", joined(conditions));
    }
    line
}

/// Incident, value beside it, file and line.
fn place(quotes: &Quotes<'_>, passage: &Passage<'_>) -> String {
    let incident = passage.incident;
    let line = incident.line_of(passage.span().start);
    let mut parts = vec![incident.id.clone()];
    parts.extend(quotes.beside_of(incident));
    parts.extend(incident.respondent.as_ref().map(|who| format!("told by {who}")));
    parts.push(format!("{}:{line}", incident.origin.file.display()));
    one_line(&parts.join(" · "))
}

/// The rules or coders behind a passage, and whether it counts.
fn foot(provenance: &Provenance<'_>, passage: &Passage<'_>) -> String {
    let mark = &passage.mark;
    if !mark.coders().is_empty() {
        let what = match (mark.span, mark.lost) {
            (Some(_), _) => "",
            (None, true) => "a passage that is not found any more · ",
            (None, false) => "the whole incident · ",
        };
        return one_line(&format!("{what}given by {}", coders(provenance, mark).join(", ")));
    }
    let codebook = provenance.codebook;
    let code = &codebook.codes[mark.code].id;
    let mut numbers: Vec<usize> = mark.evidence().iter().map(|evidence| evidence.rule()).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let rules: Vec<String> = numbers.iter().map(|number| format!("{code}#{number}")).collect();
    let mut foot = rules.join(", ");
    if mark.negated {
        foot += " · negated: not counted";
    }
    foot
}

/// The names of those who gave a code.
pub fn coders<'a>(provenance: &Provenance<'a>, mark: &Mark<'_>) -> Vec<&'a str> {
    let names = provenance.people.map_or(&[][..], |people| &people.coders);
    mark.coders().iter().filter_map(|at| names.get(*at).map(String::as_str)).collect()
}

/// What is shown of a passage: the beginning of an incident that was coded as a whole.
pub(super) fn shown(passage: &Passage<'_>, around: Span) -> (Span, &'static str) {
    let text = around.of(&passage.incident.narrative);
    let end = text.char_indices().map(|(at, _)| at).nth(BEGINNING);
    match end {
        Some(end) if passage.mark.span.is_none() => (Span::new(around.start, around.start + end), "…"),
        _ => (around, ""),
    }
}

/// The stretch cut where evidence begins and ends; true for evidence.
fn pieces<'a>(passage: &Passage<'a>, around: Span) -> Vec<(&'a str, bool)> {
    let text: &'a str = &passage.incident.narrative;
    let mut pieces = Vec::new();
    let mut at = around.start;
    for evidence in passage.mark.evidence() {
        let (start, end) = (evidence.span().start.max(at), evidence.span().end.min(around.end));
        if start < end {
            pieces.push((Span::new(at, start).of(text), false));
            pieces.push((Span::new(start, end).of(text), true));
            at = end;
        }
    }
    pieces.push((Span::new(at, around.end.max(at)).of(text), false));
    pieces
}

/// One line with every piece of evidence dressed: by `dress` where colours show, else in brackets.
pub(super) fn marked(
    passage: &Passage<'_>,
    around: Span,
    dress: impl Fn(&str) -> String,
    colour: bool,
) -> String {
    let mut line = String::new();
    for (text, fired) in pieces(passage, around) {
        let shown = one_line(text);
        line += &match (fired, colour) {
            (false, _) => spaced(text, &shown),
            (true, true) => dress(&shown),
            (true, false) => format!("[{shown}]"),
        };
    }
    line.trim().to_string()
}

/// `shown` with one blank where `text` has blanks at its ends.
fn spaced(text: &str, shown: &str) -> String {
    let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let after = if text.ends_with(char::is_whitespace) && !shown.is_empty() { " " } else { "" };
    format!("{before}{shown}{after}")
}

fn strong(text: &str, screen: Screen) -> String {
    if screen.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_string() }
}

fn faint(text: &str, screen: Screen) -> String {
    if screen.colour { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_string() }
}

#[cfg(test)]
#[path = "quotes_tests.rs"]
mod tests;
