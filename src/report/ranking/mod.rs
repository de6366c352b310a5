//! Two rankings beside each other, how alike they are, and what only one side of an event tells.

mod numbers;
pub mod statements;
mod told;

use super::crosstab::{LABEL, RESPONDENTS, extend};
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::{Sheet, counted};
use crate::analysis::ranking::{Group, Higher, Ranking};
use crate::analysis::{Caution, Condition, Material, Unit};
use serde_json::{Value, json};

/// What a row is marked with that one group puts first and the other last.
const OPPOSITE: &str = "opposite";

/// A ranking of fewer is told to be one of few.
const FEW: usize = 10;

/// The rankings, how alike they are, and events told from both sides.
pub fn sheets(table: &Ranking, material: &Material<'_>, provenance: &Provenance<'_>) -> Vec<Sheet> {
    let mut sheets = vec![sheet(table, provenance), numbers::sheet(&table.lists, &names(table))];
    sheets.extend(table.told.as_ref().and_then(|told| told::sheet(told, table, material)));
    sheets
}

/// The rankings for files of values: how alike they are and what one side tells stand below.
pub fn data(table: &Ranking, material: &Material<'_>, provenance: &Provenance<'_>) -> Sheet {
    let mut further =
        Vec::from_iter(numbers::further(&table.lists, &names(table), dependent(table).is_some()));
    further.extend(table.told.as_ref().and_then(|told| told::sheet(told, table, material)));
    Sheet { further, ..sheet(table, provenance) }
}

fn names(table: &Ranking) -> [String; 2] {
    [0, 1].map(|side| table.groups[side].shown().to_string())
}

/// The rankings alone.
pub fn sheet(table: &Ranking, provenance: &Provenance<'_>) -> Sheet {
    let [first, second] = names(table);
    let mut heading = provenance.heading(&format!("rankings of codes · {first} and {second}"));
    heading.push(counted::line(&table.counted, Some(table.unit), provenance));
    let base = |group: &Group| {
        let of = match table.unit.plural() {
            "incidents" => some(group.base, "incident"),
            unit => format!("{} {unit} of {}", group.base, some(group.incidents, "incident")),
        };
        let tellers = match group.respondents {
            Some(respondents) if table.unit == Unit::Incident => {
                format!(" of {}", some(respondents, "respondent"))
            }
            _ => String::new(),
        };
        format!("{}: {of}{tellers}", group.shown())
    };
    // Beside counted respondents their number would stand twice.
    let tellers = table.unit == Unit::Incident && table.counted.respondents.is_some();
    heading.push(format!(
        "by {} · {}; {} · n = {} with the code, % of the group's{}, rank 1 = most frequent; difference = ranks \
         between the two, above 0 where {second} ranks it higher",
        table.by,
        base(&table.groups[0]),
        base(&table.groups[1]),
        table.unit.plural(),
        if tellers { ", r = respondents who told them" } else { "" }
    ));
    let mut fields = vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)];
    for (at, side) in ["first", "second"].iter().enumerate() {
        let field = |name: &str, title: &str| Field::number(format!("{side}_{name}"), title).under(at);
        fields.push(field("n", "n").when_narrow(WhenNarrow::Goes { rank: 1 }));
        fields.push(Field { only_data: true, ..field("base", "") });
        fields.push(field("percent", "%"));
        if tellers {
            fields.push(field("respondents", "r").when_narrow(RESPONDENTS));
        }
        fields.push(field("rank", "rank"));
    }
    fields.push(Field::number("rank_difference", "difference").when_narrow(WhenNarrow::Goes { rank: 2 }));
    fields.push(Field::text("opposite", ""));
    let rows = table.rows.iter().map(|row| {
        let mut entries = vec![Entry::text(&row.code), Entry::text(row.label.clone().unwrap_or_default())];
        for side in [0, 1] {
            entries.push(Entry::count(row.counts[side]));
            entries.push(Entry::count(table.groups[side].base));
            entries.push(Entry::percent(row.percents[side]));
            if tellers {
                entries.push(Entry::count_or_none(row.respondents[side]));
            }
            entries.push(rank(row.ranks[side]));
        }
        entries.push(difference(row.ranks));
        entries.push(opposite(row.opposite));
        Row { entries, strong: false }
    });
    let rows = rows.collect();
    let groups = [0, 1].map(|side| format!("{} {}", table.groups[side].shown(), table.groups[side].base));
    Sheet {
        heading,
        groups: groups.to_vec(),
        fields,
        rows,
        notes: notes(table, provenance),
        ..Sheet::default()
    }
}

/// A rank; shared ones end in .5.
fn rank(rank: f64) -> Entry {
    Entry::text(rank.to_string())
}

/// How many ranks lie between; above zero where the second group ranks it higher.
fn difference(ranks: [f64; 2]) -> Entry {
    let difference = ranks[0] - ranks[1];
    let shown = match difference {
        difference if difference > 0.0 => format!("+{difference}"),
        difference if difference < 0.0 => format!("−{}", -difference),
        _ => "0".to_string(),
    };
    Entry { shown, exact: difference.to_string() }
}

fn opposite(higher: Option<Higher>) -> Entry {
    higher.map_or_else(Entry::default, |higher| Entry {
        shown: OPPOSITE.to_string(),
        exact: higher.name().to_string(),
    })
}

fn notes(table: &Ranking, provenance: &Provenance<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let named = table.rows.iter().map(|row| (row.code.as_str(), row.opposite));
    notes.extend(priorities(named, &names(table)));
    notes.extend(small(table));
    notes.extend(dependent(table));
    if table.not_given > 0 {
        notes.push(format!("{} that neither group has: in no ranking.", some(table.not_given, "code")));
    }
    if table.in_neither > 0 {
        notes.push(format!("{} in neither group: in no count.", some(table.in_neither, "incident")));
    }
    if table.in_both > 0 {
        notes.push(format!("{} in both groups: counted in each.", some(table.in_both, "incident")));
    }
    notes.extend(provenance.designed(&table.by));
    notes.extend(counted::notes(&table.counted, provenance));
    let widest = table.rows.iter().max_by(|one, other| apart(one.ranks).total_cmp(&apart(other.ranks)));
    if let Some(widest) = widest.filter(|_| provenance.hints) {
        let mut conditions = table.counted.conditions.clone();
        let values = table.groups[0].values.iter().cloned();
        conditions.push(Condition::is(&table.by, "").with(values));
        notes.push(format!("Open a cell: {}", provenance.opening(&widest.code, &conditions)));
    }
    notes
}

/// Somebody told several of the incidents, or stands in both groups.
fn dependent(table: &Ranking) -> Option<String> {
    let respondents: usize = table.groups.iter().map(|group| group.respondents.unwrap_or(0)).sum();
    let incidents: usize = table.groups.iter().map(|group| group.incidents).sum();
    (table.unit == Unit::Incident && respondents > 0 && respondents < incidents).then(|| {
        format!(
            "Respondents told several of these incidents: one who tells much weighs much; --unit respondent takes each \
             once ({}).",
            Caution::DependentIncidents.code()
        )
    })
}

/// Groups so small that one incident more or less reorders all.
fn small(table: &Ranking) -> Option<String> {
    let few = |group: &&Group| group.base < FEW;
    let small: Vec<String> = table
        .groups
        .iter()
        .filter(few)
        .map(|group| format!("{} ({} {})", group.shown(), group.base, table.unit.plural()))
        .collect();
    (!small.is_empty()).then(|| {
        format!(
            "Fewer than {FEW}: {}. One more or less reorders such a ranking; --groups A,B compares others.",
            small.join(", ")
        )
    })
}

fn apart(ranks: [f64; 2]) -> f64 {
    (ranks[0] - ranks[1]).abs()
}

/// Opposite priorities, in a line a group.
fn priorities<'a>(
    rows: impl Iterator<Item = (&'a str, Option<Higher>)> + Clone,
    names: &[String; 2],
) -> Vec<String> {
    let of = |higher: Higher| -> Vec<&str> {
        rows.clone().filter(|(_, opposite)| *opposite == Some(higher)).map(|(code, _)| code).collect()
    };
    let line = |codes: Vec<&str>, one: &str, other: &str| {
        (!codes.is_empty()).then(|| {
            format!(
                "Opposite: among the first third of {one}, among the last third of {other}: {}.",
                codes.join(", ")
            )
        })
    };
    let lines =
        [line(of(Higher::First), &names[0], &names[1]), line(of(Higher::Second), &names[1], &names[0])];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    match lines.is_empty() && rows.clone().count() > 0 {
        true => vec![
            "Opposite: nothing is among the first third of one ranking and the last third of the other."
                .into(),
        ],
        false => lines,
    }
}

/// The rankings for programs, schema `keerpunt.compare/1`.
pub fn json(table: &Ranking, material: &Material<'_>, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.compare/1");
    extend(&mut document, counted::json(&table.counted));
    let group = |group: &Group| {
        json!({
            "value": group.value,
            "label": group.label,
            "values": group.values,
            "incidents": group.incidents,
            "respondents": group.respondents,
            "base": group.base,
        })
    };
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            json!({
                "code": row.code,
                "label": row.label,
                "counts": row.counts,
                "respondents": row.respondents,
                "percents": row.percents,
                "ranks": row.ranks,
                "opposite": row.opposite.map(Higher::name),
            })
        })
        .collect();
    let whole = json!({
        "by": table.by,
        "unit": table.unit,
        "groups": table.groups.iter().map(group).collect::<Vec<_>>(),
        "in_both": table.in_both,
        "in_neither": table.in_neither,
        "not_given": table.not_given,
        "rows": rows,
        "told": table.told.as_ref().map(|told| told::json(told, material)),
    });
    extend(&mut document, whole);
    extend(&mut document, numbers::json(&table.lists));
    document
}
