//! Rules against hand coding: scores, traps, misses and false alarms.

use super::Sheet;
use super::crosstab::{LABEL, extend};
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::suggestions::line;
use crate::analysis::evaluation::{CodeScores, FalseAlarm, Score, Scores};
use crate::analysis::{Evaluation, Gold, Material};
use crate::matcher::Suggestion;
use crate::span::{CharIndex, Span};
use serde_json::{Value, json};

const QUOTE: WhenNarrow = WhenNarrow::Shrinks { least: 16, most: 90, rank: 3 };
const REMARK: WhenNarrow = WhenNarrow::Shrinks { least: 12, most: 50, rank: 2 };

/// The scores of each code, then all together.
pub fn scores(evaluation: &Evaluation<'_>, material: &Material<'_>, provenance: &Provenance<'_>) -> Sheet {
    let mut heading = provenance.heading("rules against hand coding");
    heading.push(format!(
        "{} named by the gold passages or traps · leaf codes · negated suggestions left out",
        some(evaluation.incidents, "incident")
    ));
    heading.push(
        "P precision, R recall, F1 their harmonic mean; gold and s = coded by people, suggested".into(),
    );
    let mut fields = vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)];
    for (at, level) in ["incident", "passage"].into_iter().enumerate() {
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
        for score in [&scores.incident, &scores.passage] {
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
    let notes = match evaluation.traps {
        0 => Vec::new(),
        traps => vec![format!("Traps fallen into: {} of {traps}", evaluation.fallen.len())],
    };
    Sheet { heading, groups: vec!["incident".into(), "passage".into()], fields, rows, notes }
}

/// Traps fallen into, misses and false alarms; a list without entries is left out.
pub fn lists(evaluation: &Evaluation<'_>, material: &Material<'_>) -> Vec<Sheet> {
    let row = |incident: usize, code: usize, span: Span, remark: Option<String>| {
        let incident = &material.incidents[incident];
        let place = format!("{}:{}", incident.origin.file.display(), incident.line_of(span.start));
        let mut entries = vec![
            Entry::text(&material.codebook.codes[code].id),
            Entry::text(&incident.id),
            Entry::text(place),
            Entry::text(span.of(&incident.narrative)),
        ];
        entries.extend(remark.map(Entry::text));
        Row { entries, strong: false }
    };
    let fallen = evaluation
        .fallen
        .iter()
        .map(|one| row(one.trap.incident, one.trap.code, one.trap.span, Some(one.trap.why_not.clone())));
    let misses = evaluation.misses.iter().map(|one| row(one.incident, one.code, one.span, None));
    let alarms = evaluation.false_alarms.iter().map(|one| {
        let narrative = &material.incidents[one.incident].narrative;
        let words: Vec<&str> =
            one.suggestion.evidence.iter().map(|evidence| evidence.span.of(narrative)).collect();
        row(one.incident, one.suggestion.code, one.suggestion.span, Some(words.join("; ")))
    });
    let lists = [
        list("Traps fallen into", Some("why it is none"), fallen.collect()),
        list("Misses: gold passages that no suggestion of their code touches", None, misses.collect()),
        list(
            "False alarms: suggestions that touch no gold passage of their code",
            Some("words"),
            alarms.collect(),
        ),
    ];
    lists.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect()
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
pub fn json(evaluation: &Evaluation<'_>, material: &Material<'_>, provenance: &Provenance<'_>) -> Value {
    let codes = |one: &CodeScores| {
        let code = &material.codebook.codes[one.code];
        let mut fields = json!({"code": code.id, "label": code.label.get(material.language)});
        extend(&mut fields, both(&one.scores));
        fields
    };
    let fallen = evaluation.fallen.iter().map(|one| {
        let mut fields = stretch(material, one.trap.incident, one.trap.code, one.trap.span);
        fields["why_not"] = json!(one.trap.why_not);
        fields["suggestion"] = suggested(material, one.trap.incident, one.suggestion);
        fields
    });
    let miss = |one: &Gold| stretch(material, one.incident, one.code, one.span);
    let alarm = |one: &FalseAlarm<'_>| suggested(material, one.incident, one.suggestion);
    let mut document = provenance.json("keerpunt.evaluate/1");
    let content = json!({
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

fn both(scores: &Scores) -> Value {
    json!({"incident": score(&scores.incident), "passage": score(&scores.passage)})
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

/// A stretch that a person marked.
fn stretch(material: &Material<'_>, incident: usize, code: usize, span: Span) -> Value {
    let incident = &material.incidents[incident];
    let (start, end) = CharIndex::new(&incident.narrative).chars(span);
    json!({
        "incident": incident.id,
        "code": material.codebook.codes[code].id,
        "start": start,
        "end": end,
        "quote": span.of(&incident.narrative),
        "file": incident.origin.file.to_string_lossy(),
        "line": incident.line_of(span.start),
    })
}

fn suggested(material: &Material<'_>, incident: usize, suggestion: &Suggestion) -> Value {
    let incident = &material.incidents[incident];
    let chars = CharIndex::new(&incident.narrative);
    let mut fields = json!(line(material.codebook, &incident.id, &incident.narrative, &chars, suggestion));
    fields["file"] = json!(incident.origin.file.to_string_lossy());
    fields["line"] = json!(incident.line_of(suggestion.span.start));
    fields
}
