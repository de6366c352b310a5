//! Rules against hand coding: scores, traps, misses and false alarms.

use super::Sheet;
use super::crosstab::{LABEL, extend};
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::suggestions::line;
use crate::analysis::evaluation::{CodeScores, FalseAlarm, Score, Scores};
use crate::analysis::{Evaluation, Gold, Mark, Material};
use crate::matcher::SuggestionRef;
use crate::span::{CharIndex, Span};
use serde_json::{Value, json};

const QUOTE: WhenNarrow = WhenNarrow::Shrinks { least: 16, most: 90, rank: 3 };
const REMARK: WhenNarrow = WhenNarrow::Shrinks { least: 12, most: 50, rank: 2 };

/// What rules were measured against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// Passages and traps of files.
    Files,
    /// Codings of coders.
    Coders {
        /// Whose: `codings`, `all-agree`, `coder:NAME`.
        from: String,
        /// Their names.
        names: Vec<String>,
        /// Leaf codes with rules that they have no counterpart of: not measured.
        without_counterpart: Vec<String>,
    },
}

impl Against {
    fn heading(&self, incidents: usize) -> String {
        let incidents = some(incidents, "incident");
        match self {
            Self::Files => format!("{incidents} named by the gold passages or traps"),
            Self::Coders { from, names, .. } => {
                let agreed = if from == "all-agree" { ", where all agree" } else { "" };
                format!("{incidents} read by {}{agreed}", names.join(", "))
            }
        }
    }
}

/// The scores of each code, then all together.
pub fn scores(
    evaluation: &Evaluation<'_>,
    against: &Against,
    material: &Material<'_>,
    provenance: &Provenance<'_>,
) -> Sheet {
    let mut heading = provenance.heading("rules against hand coding");
    heading.push(format!(
        "{} · leaf codes · negated suggestions left out",
        against.heading(evaluation.incidents)
    ));
    heading.push(
        "P precision, R recall, F1 their harmonic mean; gold and s = coded by people, suggested".into(),
    );
    let mut fields = vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)];
    // Where whole incidents were coded, nothing is known of passages.
    let levels = if evaluation.passages { &["incident", "passage"][..] } else { &["incident"] };
    for (at, level) in levels.iter().enumerate() {
        let field = |part: &str, title: &str| Field::number(format!("{level}_{part}"), title).under(at);
        let goes = WhenNarrow::Goes { rank: 1 };
        fields.push(field("precision", "P"));
        fields.push(field("recall", "R"));
        fields.push(field("f1", "F1"));
        fields.push(field("gold", "gold").when_narrow(goes));
        fields.push(field("suggested", "s").when_narrow(goes));
    }
    let row = |code: &str, label: &str, scores: &Scores, strong: bool| {
        let mut entries = vec![Entry::text(code), Entry::text(label)];
        for score in [&scores.incident, &scores.passage].into_iter().take(levels.len()) {
            entries.extend([score.precision(), score.recall(), score.f1()].map(Entry::ratio));
            entries.extend([score.gold, score.suggested].map(Entry::count));
        }
        Row { entries, strong }
    };
    let mut rows: Vec<Row> = evaluation
        .codes
        .iter()
        .map(|one| {
            let code = &material.codebook.codes[one.code];
            row(&code.id, code.label.get(material.language).unwrap_or_default(), &one.scores, false)
        })
        .collect();
    rows.push(row("overall", "", &evaluation.overall, true));
    let mut notes = Vec::new();
    if evaluation.traps > 0 {
        notes.push(format!("Traps fallen into: {} of {}", evaluation.fallen.len(), evaluation.traps));
    }
    if let Against::Coders { without_counterpart, .. } = against
        && !without_counterpart.is_empty()
    {
        notes.push(format!(
            "Not measured, because no code of the coders is their counterpart: {}. A code of the codebook may name its counterparts: archive_codes.",
            without_counterpart.join(", ")
        ));
    }
    let groups = levels.iter().map(|level| (*level).to_string()).collect();
    Sheet { heading, groups, fields, rows, notes, ..Sheet::default() }
}

/// Traps fallen into, misses and false alarms; a list without entries is left out. A list shows at
/// most `limit` of them. What no rule looks for is missed by nature: it is only counted.
pub fn lists(evaluation: &Evaluation<'_>, material: &Material<'_>, limit: Option<usize>) -> Vec<Sheet> {
    let row = |incident: usize, code: usize, span: Option<Span>, remark: Option<String>| {
        let incident = &material.incidents[incident];
        let line = span.map_or(incident.origin.line, |span| incident.line_of(span.start));
        let place = format!("{}:{line}", incident.origin.file.display());
        let quote = span.map_or("(whole incident)", |span| span.of(&incident.narrative));
        let mut entries = vec![
            Entry::text(&material.codebook.codes[code].id),
            Entry::text(&incident.id),
            Entry::text(place),
            Entry::text(quote),
        ];
        entries.extend(remark.map(Entry::text));
        Row { entries, strong: false }
    };
    let fallen = evaluation.fallen.iter().map(|one| {
        row(one.trap.incident, one.trap.code, Some(one.trap.span), Some(one.trap.why_not.clone()))
    });
    let (sought, unsought): (Vec<&Gold>, Vec<&Gold>) =
        evaluation.misses.iter().partition(|one| material.is_sought(one.code));
    let misses = sought.iter().map(|one| row(one.incident, one.code, one.span, None));
    let alarms = evaluation.false_alarms.iter().map(|one| {
        let narrative = &material.incidents[one.incident].narrative;
        let words: Vec<&str> =
            one.suggestion.evidence.iter().map(|evidence| evidence.span().of(narrative)).collect();
        row(one.incident, one.suggestion.code, Some(one.suggestion.span), Some(words.join("; ")))
    });
    let (missed, alarm) = match evaluation.passages {
        true => (
            "Misses: gold passages that no suggestion of their code touches",
            "False alarms: suggestions that touch no gold passage of their code",
        ),
        false => (
            "Misses: incidents with the code in which nothing suggests it",
            "False alarms: suggestions in incidents without the code",
        ),
    };
    let lists = [
        list("Traps fallen into", Some("why it is none"), fallen.collect()),
        list(missed, None, misses.collect()),
        list(alarm, Some("words"), alarms.collect()),
    ];
    let mut lists: Vec<Sheet> = lists.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    for sheet in &mut lists {
        let more = limit.map_or(0, |limit| sheet.rows.len().saturating_sub(limit));
        if more > 0 {
            sheet.rows.truncate(sheet.rows.len() - more);
            sheet.notes.push(format!("... and {more} more; --limit 0 lists all."));
        }
    }
    if !unsought.is_empty() {
        let note = format!(
            "Missed too, and not listed: {} of codes that no rule looks for.",
            some(unsought.len(), if evaluation.passages { "passage" } else { "incident" })
        );
        lists.push(Sheet { heading: vec![note], ..Sheet::default() });
    }
    lists
}

fn list(title: &str, remark: Option<&str>, rows: Vec<Row>) -> Sheet {
    let goes = WhenNarrow::Goes { rank: 1 };
    let mut fields = vec![
        Field::text("code", "code"),
        Field::text("incident", "incident"),
        Field::text("place", "place").when_narrow(goes),
        Field::text("quote", "quote").when_narrow(QUOTE),
    ];
    fields.extend(remark.map(|name| Field::text(name, name).when_narrow(REMARK)));
    Sheet { heading: vec![format!("{title} ({})", rows.len())], fields, rows, ..Sheet::default() }
}

/// The evaluation for programs, schema `keerpunt.evaluate/1`.
pub fn json(
    evaluation: &Evaluation<'_>,
    against: &Against,
    material: &Material<'_>,
    provenance: &Provenance<'_>,
) -> Value {
    let both = |scores: &Scores| both(scores, evaluation.passages);
    let codes = |one: &CodeScores| {
        let code = &material.codebook.codes[one.code];
        let mut fields = json!({"code": code.id, "label": code.label.get(material.language)});
        extend(&mut fields, both(&one.scores));
        fields
    };
    let fallen = evaluation.fallen.iter().map(|one| {
        let mut fields = stretch(material, one.trap.incident, one.trap.code, Some(one.trap.span));
        fields["why_not"] = json!(one.trap.why_not);
        fields["suggestion"] = suggested(material, one.trap.incident, one.suggestion);
        fields
    });
    let miss = |one: &Gold| stretch(material, one.incident, one.code, one.span);
    let alarm = |one: &FalseAlarm<'_>| suggested(material, one.incident, one.suggestion);
    let mut document = provenance.json("keerpunt.evaluate/1");
    let (from, names, without) = match against {
        Against::Files => (None, &[][..], &[][..]),
        Against::Coders { from, names, without_counterpart } => {
            (Some(from), &names[..], &without_counterpart[..])
        }
    };
    let content = json!({
        "against": from,
        "coders": names,
        "without_counterpart": without,
        "incidents": evaluation.incidents,
        "overall": both(&evaluation.overall),
        "codes": evaluation.codes.iter().map(codes).collect::<Vec<_>>(),
        "traps": {
            "fallen": evaluation.fallen.len(),
            "total": evaluation.traps,
            "list": fallen.collect::<Vec<_>>(),
        },
        "misses": evaluation.misses.iter().map(miss).collect::<Vec<_>>(),
        "false_alarms": evaluation.false_alarms.iter().map(alarm).collect::<Vec<_>>(),
    });
    extend(&mut document, content);
    document
}

/// Scores by passage are null where whole incidents were coded.
fn both(scores: &Scores, passages: bool) -> Value {
    json!({"incident": score(&scores.incident), "passage": passages.then(|| score(&scores.passage))})
}

fn score(score: &Score) -> Value {
    json!({
        "precision": score.precision(),
        "recall": score.recall(),
        "f1": score.f1(),
        "suggested": score.suggested,
        "right": score.right,
        "gold": score.gold,
        "found": score.found,
    })
}

/// What a person marked.
fn stretch(material: &Material<'_>, incident: usize, code: usize, span: Option<Span>) -> Value {
    let incident = &material.incidents[incident];
    let points = span.map(|span| CharIndex::new(&incident.narrative).chars(span));
    json!({
        "incident": incident.id,
        "code": material.codebook.codes[code].id,
        "start": points.map(|(start, _)| start),
        "end": points.map(|(_, end)| end),
        "quote": span.map(|span| span.of(&incident.narrative)),
        "file": incident.origin.file.to_string_lossy(),
        "line": span.map_or(incident.origin.line, |span| incident.line_of(span.start)),
    })
}

fn suggested(material: &Material<'_>, incident: usize, suggestion: SuggestionRef<'_>) -> Value {
    let incident = &material.incidents[incident];
    let chars = CharIndex::new(&incident.narrative);
    let mut fields =
        json!(line(material.codebook, &incident.id, &incident.narrative, &chars, &Mark::from(suggestion)));
    fields["file"] = json!(incident.origin.file.to_string_lossy());
    fields["line"] = json!(incident.line_of(suggestion.span.start));
    fields
}
