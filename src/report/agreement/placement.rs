//! Where coders placed incidents or passages: one coder's codes by another's, and how many match.

use super::json::coefficients;
use super::{Compared, MARKS};
use crate::analysis::Measure;
use crate::analysis::agreement::placement::{Category, Confusion, Matched, Placed, Placement, measures};
use crate::analysis::statistic::find;
use crate::report::Sheet;
use crate::report::crosstab::{LABEL, extend};
use crate::report::figures;
use crate::report::provenance::{Provenance, joined, some};
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};
use serde_json::{Value, json};

/// What stands for what was placed nowhere.
const NOWHERE: &str = "(none of them)";

/// Columns of the terminal that names of categories may take beside each other.
const WIDE: usize = 60;

fn name(category: &Category) -> &str {
    category.code.as_deref().unwrap_or(NOWHERE)
}

/// How far the placements agree, then a table for every two coders.
pub fn sheets(table: &Placement, coders: &[Compared], provenance: &Provenance<'_>) -> Vec<Sheet> {
    let mut sheets = vec![summary(table, coders, provenance)];
    sheets.extend(
        table.pairs.iter().filter(|pair| pair.matched.n > 0).map(|pair| confusion(table, pair, coders)),
    );
    sheets
}

fn summary(table: &Placement, coders: &[Compared], provenance: &Provenance<'_>) -> Sheet {
    let names: Vec<String> = coders.iter().map(Compared::shown).collect();
    let what = table.placed.plural();
    let mut heading = provenance.heading(&format!("where {} placed {what}", names.join(", ")));
    let each: Vec<String> =
        names.iter().zip(&table.read).map(|(name, read)| format!("{name} judged {read}")).collect();
    let mut line = format!(
        "{}; two or more judged {} of {}",
        each.join(", "),
        table.shared,
        some(table.incidents, "incident")
    );
    if !table.conditions.is_empty() {
        line += &format!(" · where {}", joined(&table.conditions));
    }
    heading.push(line);
    let errors = match table.placed {
        Placed::Incident => {
            "linearised over incidents (Gwet 2014), of Cohen's κ by Fleiss, Cohen and Everitt (1969)"
        }
        Placed::Passage => "an incident left out at a time (jackknife)",
    };
    heading.push(format!(
        "{}; n = {what} that two or more placed in one of them; match = all who placed them agree; % = mean share of coder pairs that agree; 95 % intervals, {errors}",
        some(table.categories.len(), "category").replace("categorys", "categories")
    ));
    let mut rows: Vec<Row> =
        table.pairs.iter().map(|pair| line_of(&pair_name(pair, coders), &pair.matched)).collect();
    if coders.len() > 2 {
        let mut all = line_of("all of them", &table.together);
        all.strong = true;
        rows.push(all);
    }
    Sheet { heading, fields: fields(), rows, notes: notes(table, coders), ..Sheet::default() }
}

fn pair_name(pair: &Confusion, coders: &[Compared]) -> String {
    pair.coders.map(|coder| coders[coder].name.as_str()).join(", ")
}

/// The measures whose intervals people see; programs get all.
fn has_interval(measure: Measure) -> bool {
    matches!(measure, Measure::Alpha | Measure::CohenKappa)
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        Field::text("coders", "coders"),
        Field::number("n_pairable_units", "n"),
        Field::number("alike", "match"),
    ];
    for measure in measures(2) {
        let title = match measure {
            Measure::PercentAgreement => "%",
            Measure::Alpha => "α",
            Measure::GwetAc1 => "AC1",
            Measure::CohenKappa => "Cohen's κ",
            Measure::FleissKappa => "Fleiss' κ",
            _ => "BP",
        };
        fields.push(Field::number(measure.name(), title));
        if has_interval(measure) {
            let goes = WhenNarrow::Goes { rank: if measure == Measure::Alpha { 3 } else { 1 } };
            fields.push(
                Field::number(format!("{}_interval", measure.name()), "interval")
                    .when_narrow(goes)
                    .only_shown(),
            );
        }
    }
    fields.push(Field::text("remarks", "").only_shown());
    fields
}

fn line_of(lead: &str, matched: &Matched) -> Row {
    let mut entries = vec![Entry::text(lead), Entry::count(matched.n), Entry::count(matched.alike)];
    for measure in measures(2) {
        let found = find(&matched.statistics, measure);
        let value = found.and_then(|one| one.value);
        entries.push(match measure {
            Measure::PercentAgreement => {
                let percent = Entry::percent(value.map(|value| value * 100.0));
                Entry { exact: figures::data(value).exact, ..percent }
            }
            _ => figures::plain(value),
        });
        if has_interval(measure) {
            entries.push(figures::plain_interval(found.and_then(|one| one.interval)));
        }
    }
    let marks = MARKS.iter().filter(|(caution, ..)| matched.cautions.contains(caution));
    entries.push(Entry::text(marks.map(|(_, mark, _)| *mark).collect::<String>()));
    Row { entries, strong: false }
}

fn notes(table: &Placement, coders: &[Compared]) -> Vec<String> {
    let mut notes = Vec::new();
    let all = || table.pairs.iter().map(|pair| &pair.matched).chain([&table.together]);
    for (caution, mark, text) in MARKS {
        if all().any(|matched| matched.cautions.contains(&caution)) {
            notes.push(format!("{mark} {text} ({}).", caution.code()));
        }
    }
    let counted = |counts: &[usize]| -> Option<String> {
        let each = coders.iter().zip(counts).filter(|(_, count)| **count > 0);
        let each: Vec<String> = each.map(|(one, count)| format!("{count} by {}", one.name)).collect();
        (!each.is_empty()).then(|| each.join(", "))
    };
    let what = table.placed.plural();
    if let Some(each) = counted(&table.several) {
        notes.push(format!("Placed in several of the codes, so not compared: {each}."));
    }
    let with_none = table.categories.iter().any(|one| one.code.is_none());
    if let Some(each) = counted(&table.nowhere) {
        notes.push(match (with_none, table.placed) {
            (true, _) => format!("Placed in none of the codes, a category here: {each}."),
            (false, Placed::Incident) => {
                format!("Read and placed in none of the codes, so not compared: {each}. As a category of its own: --with-none.")
            }
            (false, Placed::Passage) => {
                format!("Marked by another coder, and not so by this one: {each} of these {what}, not compared.")
            }
        });
    }
    notes
}

/// One coder's codes by another's.
fn confusion(table: &Placement, pair: &Confusion, coders: &[Compared]) -> Sheet {
    let [first, second] = pair.coders.map(|coder| coders[coder].name.as_str());
    let wide = table.categories.iter().map(|one| name(one).chars().count() + 2).sum::<usize>() > WIDE;
    // Where names take too much room, columns are numbers, and rows say which.
    let title = |at: usize| if wide { (at + 1).to_string() } else { name(&table.categories[at]).to_string() };
    let lead = |at: usize| {
        let name = name(&table.categories[at]);
        if wide { format!("{} {name}", at + 1) } else { name.to_string() }
    };
    let mut fields = vec![Field::text("code", first), Field::text("label", "").when_narrow(LABEL)];
    let each = table.categories.iter().enumerate();
    fields.extend(each.clone().map(|(at, one)| Field::number(name(one), title(at)).under(0)));
    fields.push(Field::number("total", "total"));
    let count = |count: &u64| Entry::text(count.to_string());
    let mut rows: Vec<Row> = each
        .zip(&pair.table)
        .map(|((at, one), counts)| {
            let label = Entry::text(one.label.clone().unwrap_or_default());
            let mut entries = vec![Entry { shown: lead(at), exact: name(one).to_string() }, label];
            entries.extend(counts.iter().map(count));
            entries.push(count(&counts.iter().sum()));
            Row { entries, strong: false }
        })
        .collect();
    let column = |at: usize| pair.table.iter().map(|row| row[at]).sum::<u64>();
    let mut entries = vec![Entry::text("total"), Entry::default()];
    entries.extend((0..table.categories.len()).map(|at| count(&column(at))));
    entries.push(Entry::count(pair.matched.n));
    rows.push(Row { entries, strong: true });
    let percent = pair.matched.alike as f64 * 100.0 / pair.matched.n as f64;
    let heading = vec![format!(
        "{first} by {second}: {} of {} match ({} %)",
        pair.matched.alike,
        some(pair.matched.n, if table.placed == Placed::Incident { "incident" } else { "passage" }),
        Entry::percent(Some(percent)).shown
    )];
    Sheet { heading, groups: vec![format!("{second} placed it in")], fields, rows, ..Sheet::default() }
}

/// Every cell of every table in a row of its own.
pub fn data(table: &Placement, coders: &[Compared]) -> Sheet {
    let fields = ["first", "second", "code_first", "code_second", "unit"].map(|name| Field::text(name, name));
    let mut fields = fields.to_vec();
    fields.push(Field::number("n", "n"));
    fields.push(Field::number("base", "base"));
    let unit = match table.placed {
        Placed::Incident => "incident",
        Placed::Passage => "passage",
    };
    let mut rows = Vec::new();
    for pair in &table.pairs {
        let names = pair.coders.map(|coder| coders[coder].name.as_str());
        for (one, counts) in table.categories.iter().zip(&pair.table) {
            for (other, count) in table.categories.iter().zip(counts) {
                let mut entries = names.map(Entry::text).to_vec();
                entries.extend([name(one), name(other), unit].map(Entry::text));
                entries.push(Entry::text(count.to_string()));
                entries.push(Entry::count(pair.matched.n));
                rows.push(Row { entries, strong: false });
            }
        }
    }
    Sheet { fields, rows, ..Sheet::default() }
}

/// The tables for programs, schema `keerpunt.placement/1`.
pub fn json(table: &Placement, coders: &[Compared], provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.placement/1");
    let compared: Vec<Value> = coders
        .iter()
        .enumerate()
        .map(|(at, one)| {
            json!({
                "name": one.name,
                "kind": one.kind,
                "judged": table.read[at],
                "in_several": table.several[at],
                "in_none": table.nowhere[at],
            })
        })
        .collect();
    let pair = |pair: &Confusion| {
        let [first, second] = pair.coders.map(|coder| &coders[coder].name);
        let mut one = json!({"first": first, "second": second, "table": pair.table});
        extend(&mut one, content(&pair.matched, table.placed));
        one
    };
    let whole = json!({
        "compared": compared,
        "unit": table.placed,
        "where": table.conditions.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "incidents": table.incidents,
        "shared": table.shared,
        "categories": table.categories.iter().map(|one| json!({"code": one.code, "label": one.label})).collect::<Vec<_>>(),
        "together": content(&table.together, table.placed),
        "pairs": table.pairs.iter().map(pair).collect::<Vec<_>>(),
    });
    extend(&mut document, whole);
    document
}

fn content(matched: &Matched, placed: Placed) -> Value {
    json!({
        "n_pairable_units": matched.n,
        "alike": matched.alike,
        "statistics": coefficients(&matched.statistics, |measure| placed.error_of(measure)),
        "cautions": matched.cautions.iter().map(|caution| caution.code()).collect::<Vec<_>>(),
    })
}
