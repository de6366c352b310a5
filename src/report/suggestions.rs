//! Suggestions as programs read them: a line each, places in code points.

use super::Sheet;
use super::crosstab::LABEL;
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row};
use crate::analysis::Mark;
use crate::codebook::{Codebook, Valence};
use crate::span::{CharIndex, Span};
use serde::Serialize;

/// One suggestion; the order of the fields is that of the line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line<'a> {
    /// The incident's id.
    pub incident: &'a str,
    /// The code's full id.
    pub code: &'a str,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The coded stretch.
    pub quote: &'a str,
    /// The words that fired.
    pub evidence: Vec<EvidenceLine<'a>>,
    /// All its evidence is negated: counted nowhere.
    pub negated: bool,
    /// What the rules say of an `either` code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valence: Option<Valence>,
}

/// One hit behind a suggestion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceLine<'a> {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// The rule: `CODE#n`.
    pub rule: String,
}

/// The line of one suggestion or coding; `chars` is the index of the narrative. A coding of the
/// whole incident has the whole narrative as its stretch.
pub fn line<'a>(
    codebook: &'a Codebook,
    incident: &'a str,
    narrative: &'a str,
    chars: &CharIndex<'_>,
    mark: &Mark<'_>,
) -> Line<'a> {
    let code = &codebook.codes[mark.code].id;
    let evidence = mark.evidence().iter().map(|evidence| {
        let (start, end) = chars.chars(evidence.span());
        EvidenceLine {
            start,
            end,
            text: evidence.span().of(narrative),
            rule: format!("{code}#{}", evidence.rule()),
        }
    });
    let span = mark.span.unwrap_or_else(|| Span::new(0, narrative.len()));
    let (start, end) = chars.chars(span);
    Line {
        incident,
        code,
        start,
        end,
        quote: span.of(narrative),
        evidence: evidence.collect(),
        negated: mark.negated,
        valence: mark.valence,
    }
}

/// How many suggestions of each code there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Incidents that were read.
    pub incidents: usize,
    /// For each code of the codebook: suggestions, their incidents, and how many are negated.
    pub codes: Vec<(usize, usize, usize)>,
}

/// The summary for people: every code with suggestions, negated ones beside them.
pub fn summary(summary: &Summary, provenance: &Provenance<'_>, language: &crate::text::Language) -> Sheet {
    let codebook = provenance.codebook;
    let all: usize = summary.codes.iter().map(|(all, _, _)| all).sum();
    let mut heading = provenance.heading("suggestions");
    heading.push(format!(
        "{} in {}, not read by people",
        some(all, "suggestion"),
        some(summary.incidents, "incident")
    ));
    heading.push(
        "s = suggestions, n = incidents that have them, negated = those among s that count nowhere".into(),
    );
    let fields = vec![
        Field::text("code", "code"),
        Field::text("label", "").when_narrow(LABEL),
        Field::number("suggestions", "s"),
        Field::number("incidents", "n"),
        Field::number("negated", "negated"),
    ];
    let rows = codebook.codes.iter().zip(&summary.codes).filter(|(code, _)| !code.rules.is_empty()).map(
        |(code, (all, incidents, negated))| {
            let label = code.label.get(language).unwrap_or_default();
            let counts = [*all, *incidents, *negated].map(Entry::count);
            let entries = [Entry::text(&code.id), Entry::text(label)].into_iter().chain(counts).collect();
            Row { entries, strong: false }
        },
    );
    let notes =
        vec![format!("Every suggestion, a line each: keerpunt apply --format jsonl{}", provenance.arguments)];
    Sheet { heading, groups: Vec::new(), fields, rows: rows.collect(), notes, ..Sheet::default() }
}

/// The fields of one suggestion a row.
pub fn sheet(lines: &[Line<'_>]) -> Sheet {
    let fields = vec![
        Field::text("incident", "incident"),
        Field::text("code", "code"),
        Field::number("start", "start"),
        Field::number("end", "end"),
        Field::text("quote", "quote"),
        Field::text("evidence", "evidence"),
        Field::text("rules", "rules"),
        Field::text("negated", "negated"),
        Field::text("valence", "valence"),
    ];
    let rows = lines.iter().map(|line| Row { entries: entries(line), strong: false }).collect();
    Sheet { fields, rows, ..Sheet::default() }
}

fn entries(line: &Line<'_>) -> Vec<Entry> {
    let texts: Vec<&str> = line.evidence.iter().map(|evidence| evidence.text).collect();
    let valence = line.valence.map(Valence::name);
    vec![
        Entry::text(line.incident),
        Entry::text(line.code),
        Entry::count(line.start),
        Entry::count(line.end),
        Entry::text(line.quote),
        Entry::text(texts.join("; ")),
        Entry::text(rules(line).join("; ")),
        Entry::text(line.negated.to_string()),
        Entry::text(valence.unwrap_or_default()),
    ]
}

/// The rules behind a line, each once, in order of their first hit.
pub fn rules<'a>(line: &'a Line<'_>) -> Vec<&'a str> {
    let mut rules: Vec<&str> = Vec::new();
    for evidence in &line.evidence {
        if !rules.contains(&evidence.rule.as_str()) {
            rules.push(&evidence.rule);
        }
    }
    rules
}
