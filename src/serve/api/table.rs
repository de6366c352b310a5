//! Codes by outcome, and the passages behind a cell: the same numbers as `keerpunt crosstab`.

use super::excerpt::excerpt;
use crate::analysis::crosstab::Question;
use crate::analysis::passages::Question as CellQuestion;
use crate::analysis::{By, Comparing, Condition, Selection, Unit, crosstab, passages};
use crate::codebook::Valence;
use crate::report;
use crate::serve::count::Counted;
use crate::serve::desk::View;
use crate::serve::refusal::{Kind, Refusal};
use crate::span::CharIndex;
use serde::Deserialize;
use serde_json::{Value, json};

/// The most passages of one answer.
const MOST: usize = 200;
/// How many code points stand around a passage.
const AROUND: usize = 60;

/// Which table.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Whose judgement, as `--from` says it; without it as tables of the shell do.
    from: Option<String>,
    /// What the columns are: an attribute or `codes`; without it the outcome.
    by: Option<String>,
    /// What is counted.
    #[serde(default)]
    unit: UnitName,
}

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum UnitName {
    /// Incidents.
    #[default]
    Incident,
    /// Respondents.
    Respondent,
}

/// Codes in columns, as `keerpunt crosstab --format json` tells them.
///
/// # Errors
/// The table is hidden, or cannot be made of this study.
pub fn table(view: &View, asked: &Asked) -> Result<Value, Refusal> {
    let counted = Counted::of(view, asked.from.as_deref())?;
    let by = counted.by(asked.by.as_deref())?;
    let settings = &view.snapshot.study.settings;
    let of_outcome = matches!(&by, By::Attribute(one) if Some(one.name.as_str()) == view.snapshot.outcome());
    let declared = if of_outcome { settings.asked.clone() } else { Vec::new() };
    let question = Question {
        codes: Selection::of(counted.codebook(), &[]).map_err(|error| unclear(&error))?,
        by,
        conditions: Vec::new(),
        unit: match asked.unit {
            UnitName::Incident => Unit::Incident,
            UnitName::Respondent => Unit::Respondent,
        },
        level: None,
        hide_zero: false,
        ids: false,
        comparing: Comparing { detail: None, columns: None, of_outcome, asked: declared, seed: 1 },
    };
    let table = crosstab(&counted.material(), &question).map_err(|error| unclear(&error))?;
    let table = report::crosstab::json(&table, &counted.provenance());
    Ok(json!({"version": view.version, "table": table}))
}

/// Which cell.
#[derive(Debug, Deserialize)]
pub struct Cell {
    from: Option<String>,
    by: Option<String>,
    /// The code of the row; all below it belong to it.
    code: String,
    /// The value of the column; without it every column.
    value: Option<String>,
    /// The valence of the row.
    valence: Option<Valence>,
}

/// The passages behind a cell, in corpus order.
///
/// # Errors
/// The table is hidden, or the study has no such cell.
pub fn cell(view: &View, asked: &Cell) -> Result<Value, Refusal> {
    let counted = Counted::of(view, asked.from.as_deref())?;
    let book = counted.codebook();
    let codes = |id: &str| Selection::of(book, &[id.to_string()]).map_err(|error| unclear(&error));
    let by = counted.by(asked.by.as_deref());
    let (conditions, with) = match (&asked.value, by) {
        (None, _) => (Vec::new(), None),
        (Some(value), Ok(By::Codes)) => (Vec::new(), Some(codes(value)?)),
        (Some(value), Ok(By::Attribute(variable))) => (vec![Condition::is(variable.name, value)], None),
        (Some(_), Err(refusal)) => return Err(refusal),
    };
    let question = CellQuestion { codes: codes(&asked.code)?, conditions, with, valence: asked.valence };
    let material = counted.material();
    let found = passages(&material, &question);
    let provenance = counted.provenance();
    let mut list: Vec<_> = found.list.iter().collect();
    list.sort_by_key(|one| (one.place, one.span(), one.mark.code));
    let shown: Vec<Value> = list
        .iter()
        .take(MOST)
        .map(|one| {
            let narrative = &one.incident.narrative;
            let chars = CharIndex::new(narrative);
            let mut fields = excerpt(narrative, one.span(), AROUND, &chars);
            fields["incident"] = json!(one.incident.id);
            fields["whole"] = json!(one.mark.span.is_none());
            fields["code"] = json!(book.codes[one.mark.code].id);
            fields["negated"] = json!(one.mark.negated);
            fields["valence"] = json!(one.mark.valence.map(Valence::name));
            fields["coders"] = json!(report::quotes::coders(&provenance, &one.mark));
            fields
        })
        .collect();
    Ok(json!({
        "version": view.version,
        "code": asked.code,
        "label": book.position(&asked.code).and_then(|at| book.codes[at].label.get(view.snapshot.language())),
        "segments": found.counted,
        "incidents": found.incidents,
        "negated": found.negated,
        "passages": shown,
        "more": list.len() - shown.len(),
    }))
}

fn unclear(error: &crate::analysis::Error) -> Refusal {
    Refusal::new(Kind::Unclear, error.to_string(), "ask for another table")
}
