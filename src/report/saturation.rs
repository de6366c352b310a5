//! Saturation: new codes by incident, and what that says of the rest.

use super::crosstab::extend;
use super::further::{self, Further};
use super::provenance::{Provenance, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use super::{Sheet, counted, figures};
use crate::analysis::saturation::{Step, Stopped};
use crate::analysis::statistic::find;
use crate::analysis::{Caution, Measure, Saturation, Unit};
use serde_json::{Map, Value, json};

/// What a list of codes does where the terminal is narrow.
const CODES: WhenNarrow = WhenNarrow::Shrinks { least: 20, most: 90, rank: 5 };
const INTERVAL: WhenNarrow = WhenNarrow::Goes { rank: 4 };
const EXTRA: WhenNarrow = WhenNarrow::Goes { rank: 3 };
/// Runs that a line shows.
const RUNS: usize = 12;

/// The tables for people: where new codes came, and the numbers.
pub fn sheets(table: &Saturation, provenance: &Provenance<'_>) -> Vec<Sheet> {
    vec![curve(table, provenance), numbers(table, provenance)]
}

/// The units that brought something new.
fn curve(table: &Saturation, provenance: &Provenance<'_>) -> Sheet {
    let mut sheet = points(table);
    let unit = table.unit;
    sheet.heading = provenance.heading(&title(table));
    sheet.heading.push(counted::line(&table.counted, Some(unit), provenance));
    sheet.heading.push(format!(
        "{unit}s that brought a new code; known = codes so far, expected = in as many random {unit}s of these {} (exact \
         rarefaction), 95 % = in as many more like them",
        table.steps.len()
    ));
    let mut step = table.steps.iter();
    sheet.rows.retain(|_| step.next().is_some_and(|step| !step.new.is_empty()));
    sheet.notes = notes(table);
    sheet
}

/// What the table is, and in which order its units stand.
pub(super) fn title(table: &Saturation) -> String {
    let order = match &table.order {
        Some(name) => format!("in order: by {name}"),
        None => "as read, file by file, not as collected".to_string(),
    };
    format!("saturation · new codes by {}, {order}", table.unit)
}

/// Who is not in the curve, or brings nothing to it.
pub(super) fn notes(table: &Saturation) -> Vec<String> {
    let unit = table.unit;
    let mut notes = Vec::new();
    if table.uncoded > 0 {
        let have = if table.uncoded == 1 { "has" } else { "have" };
        notes.push(format!(
            "{} {have} none of these codes and count as bringing nothing new.",
            some(table.uncoded, &unit.to_string())
        ));
    }
    if let Some(read) = table.counted.read.filter(|read| *read < table.counted.incidents) {
        let unread = some(table.counted.incidents - read, "incident");
        notes.push(format!("{unread} not read: not in the curve, and may hold new codes."));
    }
    if let (Some(order), true) = (&table.order, table.without_order > 0) {
        notes.push(format!(
            "{} without a value of {order}: last, as they are read.",
            some(table.without_order, &unit.to_string())
        ));
    }
    if table.absent > 0 {
        notes.push(format!("{} of the codebook in none of them.", some(table.absent, "code")));
    }
    notes
}

/// Coverage, richness and the rules for stopping, a line each.
fn numbers(table: &Saturation, provenance: &Provenance<'_>) -> Sheet {
    let (unit, units) = (table.unit, table.steps.len());
    let of = |measure| find(&table.statistics, measure);
    let mut rows: Vec<(String, Entry, String)> = Vec::new();
    let mut add = |what: &str, value: Entry, meaning: String| rows.push((what.to_string(), value, meaning));
    let at = |place: Option<usize>| place.map_or_else(Entry::none, Entry::count);
    add(
        "codes found",
        Entry::count(table.categories.len()),
        format!("in {}", some(units, &unit.to_string())),
    );
    add(
        "last new code",
        at(table.last_with_new),
        table.last_with_new.map_or(String::new(), |last| {
            format!("the {unit} that brought it; {} since", some(units - last, &unit.to_string()))
        }),
    );
    add("95 % known", at(table.reaches_95), format!("the {unit} after which 95 % of these codes were known"));
    add(
        "after two thirds",
        figures::share(table.after_two_thirds),
        "of these codes known after two thirds (Andersson and Nilsson 1964)".into(),
    );
    let coverage = of(Measure::GoodsCoverage).and_then(|one| one.value);
    let [once, _] = table.once_and_twice;
    add(
        "Good's coverage",
        figures::share(coverage),
        format!("1 - {once}/{}: codes of one {unit} over all pairs of {unit} and code", table.applications),
    );
    let chao1 = of(Measure::Chao1);
    let error = chao1.and_then(|one| one.standard_error);
    add(
        "Chao1",
        figures::one_decimal(chao1.and_then(|one| one.value)),
        format!(
            "codes there may be at least (standard error {}), from pairs of {unit} and code ¹",
            figures::one_decimal(error).shown
        ),
    );
    add(
        "Chao2",
        figures::one_decimal(of(Measure::Chao2).and_then(|one| one.value)),
        format!("the same with {unit}s as samples ¹"),
    );
    let stop = table.stopped.stop;
    add(
        "Guest et al. 2020",
        at(table.stopped.at),
        format!(
            "the {unit} that ends the first run of {} with at most {} % new, over a base of {}",
            stop.run,
            stop.threshold,
            some(stop.base, &unit.to_string())
        ),
    );
    let fields = vec![
        Field::text("what", "measure"),
        Field::number("value", "value"),
        Field::text("meaning", "").when_narrow(MEANING),
    ];
    let rows = rows.into_iter().map(|(what, value, meaning)| Row {
        entries: vec![Entry::text(what), value, Entry::text(meaning)],
        strong: false,
    });
    let mut notes = vec![runs(&table.stopped, unit)];
    notes.extend(cautions(table));
    notes.extend(counted::notes(&table.counted, provenance));
    Sheet {
        heading: vec!["how much may still be missing".into()],
        fields,
        rows: rows.collect(),
        notes,
        ..Sheet::default()
    }
}

const MEANING: WhenNarrow = WhenNarrow::Shrinks { least: 30, most: 100, rank: 5 };

fn runs(stopped: &Stopped, unit: Unit) -> String {
    let stop = stopped.stop;
    let few = format!(
        "New information: a base of {} and a run of {} want {} {unit}s or more.",
        stop.base,
        stop.run,
        stop.base.saturating_add(stop.run)
    );
    match (&stopped.new_information, stopped.base) {
        (_, None) => few,
        (None, Some(_)) => {
            format!(
                "New information: the first {} have no code, so nothing can be compared.",
                some(stop.base, &unit.to_string())
            )
        }
        (Some(runs), Some(base)) => {
            let shown: Vec<String> =
                runs.iter().take(RUNS).map(|new| figures::share(Some(*new)).shown).collect();
            let more = if runs.len() > RUNS { ", ..." } else { "" };
            format!(
                "New information: the first {} brought {}; runs of {} behind them, each one {unit} further, brought {}{more} of that.",
                some(stop.base, &unit.to_string()),
                some(base as usize, "code"),
                stop.run,
                shown.join(", ")
            )
        }
    }
}

fn cautions(table: &Saturation) -> Vec<String> {
    table
        .cautions
        .iter()
        .filter_map(|caution| {
            let text = match caution {
                Caution::RichnessLowerBound => {
                    "¹ a lower bound, and only where these are random draws of what could be told; few rare codes make it \
                     uncertain"
                }
                Caution::ReadingOrder => {
                    "Nobody said in which order these were collected: they stand as they are read, file by file in the \
                     order of `corpus:` and of names. \"Last new code\", \"95 % known\", \"after two thirds\", the rule of Guest and others \
                     and the runs hang on it; --order takes the attribute that says it, a date or number"
                }
                Caution::ClosedCodebook => {
                    "Codes come from a codebook: \"new\" is new of the codebook. What it has no code for is never missed"
                }
                Caution::DependentIncidents => {
                    "Respondents told several of these incidents, which look alike: --unit respondent takes each respondent once"
                }
                _ => return None,
            };
            Some(format!("{text} ({}).", caution.code()))
        })
        .collect()
}

/// Every unit, and below the numbers that stand beside none, for spreadsheets.
pub fn data(table: &Saturation) -> Sheet {
    Sheet { further: Vec::from_iter(further::sheet(further_of(table))), ..points(table) }
}

/// What stands beside no unit.
fn further_of(table: &Saturation) -> Vec<Further> {
    let of = format!("{}s", table.unit);
    let units = table.steps.len();
    let stop = table.stopped.stop;
    let count = |name: &str, value: Option<usize>, method: &str, caution: &[Caution]| {
        let value = value.map(|value| value as f64);
        Further::number(name, &of, value, Some(units), method).careful(caution)
    };
    let order = table.cautions.iter().copied().filter(|one| *one == Caution::ReadingOrder);
    let order = Vec::from_iter(order);
    let reached = format!(
        "ends the first run of {} with at most {} % new, over a base of {} (Guest, Namey and Chen 2020)",
        stop.run, stop.threshold, stop.base
    );
    let [once, twice] = table.once_and_twice.map(|codes| Some(codes as usize));
    let found = Some(table.categories.len());
    let mut all = vec![
        count("n_categories", found, "codes found", &[]),
        count("absent_categories", Some(table.absent), "codes that somebody looked for, in none", &[]),
        count("f1", once, "codes found once", &[]),
        count("f2", twice, "codes found twice", &[]),
        count("n_code_applications", Some(table.applications as usize), "pairs of a unit and a code", &[]),
        count("last_incident_with_new_category", table.last_with_new, "the last that brought a code", &order),
        count("incidents_to_95_percent", table.reaches_95, "after it 95 % of these codes were known", &order),
        Further::number(
            "share_of_categories_after_two_thirds",
            &of,
            table.after_two_thirds,
            Some(units),
            "Andersson and Nilsson 1964",
        )
        .careful(&order),
        count("guest2020_reached_at", table.stopped.at, &reached, &order),
    ];
    let base = table.stopped.base.map(|codes| codes as usize);
    all.push(count("guest2020_base_categories", base, "codes of the base", &order));
    // These know nothing of the order.
    let unordered: Vec<Caution> =
        table.cautions.iter().copied().filter(|one| *one != Caution::ReadingOrder).collect();
    all.extend(further::lines(&of, &table.statistics, &unordered));
    all
}

/// Every unit.
fn points(table: &Saturation) -> Sheet {
    let mut fields = vec![Field::number("number", "#")];
    let first = if table.unit == Unit::Respondent { "first incident" } else { "incident" };
    fields.push(Field::text("incident", first));
    let told = table.counted.respondents.is_some();
    fields.extend(told.then(|| Field::text("respondent", "respondent").when_narrow(EXTRA)));
    fields.extend(table.order.as_ref().map(|name| Field::text("order", name).when_narrow(EXTRA)));
    fields.extend([
        Field::number("new", "new"),
        Field::number("known", "known"),
        Field::number("expected", "expected"),
        Field::number("shown_interval", "95 %").when_narrow(INTERVAL).only_shown(),
        Field::data("expected_se"),
        Field::data("expected_low"),
        Field::data("expected_high"),
        Field::data("new_information"),
        Field::text("codes", "new codes").when_narrow(CODES),
    ]);
    let rows = table.steps.iter().enumerate().map(|(at, step)| {
        let mut entries = vec![Entry::count(at + 1), Entry::text(&step.incident)];
        entries.extend(told.then(|| Entry::text(step.respondent.clone().unwrap_or_default())));
        entries.extend(table.order.as_ref().map(|_| Entry::text(step.value.clone().unwrap_or_default())));
        let codes = codes(table, step);
        entries.extend([
            Entry::count(step.new.len()),
            Entry::count(step.known as usize),
            figures::one_decimal(Some(step.expected)),
            figures::interval_of_one_decimal(step.expected_interval),
            figures::data(step.expected_error),
            figures::data(step.expected_interval.map(|one| one.low)),
            figures::data(step.expected_interval.map(|one| one.high)),
            figures::data(step.new_information),
            Entry { shown: codes.join(", "), exact: codes.join(";") },
        ]);
        Row { entries, strong: false }
    });
    Sheet { rows: rows.collect(), fields, ..Sheet::default() }
}

fn codes<'a>(table: &'a Saturation, step: &Step) -> Vec<&'a str> {
    step.new.iter().map(|at| table.categories[*at].code.as_str()).collect()
}

/// The curve and its numbers for programs, schema `keerpunt.saturation/1`; quantities by the names of the
/// statistical reference cases.
pub fn json(table: &Saturation, provenance: &Provenance<'_>) -> Value {
    let mut document = provenance.json("keerpunt.saturation/1");
    extend(&mut document, counted::json(&table.counted));
    let each = table.categories.iter().map(|one| (one.code.clone(), json!(one.units)));
    let per_category = match table.unit {
        Unit::Respondent => "participants_per_category",
        _ => "incidents_per_category",
    };
    let units = table.steps.len();
    let stopped = &table.stopped;
    let stop = stopped.stop;
    extend(
        &mut document,
        json!({
            "unit": table.unit,
            "order": table.order,
            "without_order": table.without_order,
            "n_units": units,
            "n_coded_units": units - table.uncoded,
            "n_incidents": table.counted.base(),
            "n_participants": table.counted.respondents,
            "n_categories": table.categories.len(),
            "absent_categories": table.absent,
            per_category: each.collect::<Map<_, _>>(),
            "new_categories_by_incident": table.steps.iter().map(|step| step.new.len()).collect::<Vec<_>>(),
            "cumulative_categories": table.steps.iter().map(|step| step.known).collect::<Vec<_>>(),
            "specaccum": table.steps.iter().map(|step| step.expected).collect::<Vec<_>>(),
            "specaccum_sd": table.steps.iter().map(|step| step.expected_error).collect::<Vec<_>>(),
            "last_incident_with_new_category": table.last_with_new,
            "incidents_since_last_new": table.last_with_new.map(|last| units - last),
            "incidents_to_95_percent": table.reaches_95,
            "share_of_categories_after_two_thirds": table.after_two_thirds,
            format!("guest2020_base{}_run{}_newinfo", stop.base, stop.run): stopped.new_information,
            format!("guest2020_first_index_at_or_below_{}pct", stop.threshold): stopped.at.map(|at| (stop.base, at)),
            "guest2020": {
                "base": stop.base,
                "run": stop.run,
                "threshold_percent": stop.threshold,
                "base_categories": stopped.base,
                "reached_at": stopped.at,
            },
            "f1": table.once_and_twice[0],
            "f2": table.once_and_twice[1],
            "n_code_applications": table.applications,
            "chao1_se": find(&table.statistics, Measure::Chao1).and_then(|one| one.standard_error),
        }),
    );
    extend(&mut document, figures::json(&table.statistics));
    let point = |(at, step): (usize, &Step)| {
        json!({
            "number": at + 1,
            "incident": step.incident,
            "respondent": step.respondent,
            "order": step.value,
            "new": codes(table, step),
            "known": step.known,
            "expected": step.expected,
            "expected_se": step.expected_error,
            "expected_low": step.expected_interval.map(|one| one.low),
            "expected_high": step.expected_interval.map(|one| one.high),
            "new_information": step.new_information,
        })
    };
    document["cautions"] = table.cautions.iter().map(|caution| json!(caution.code())).collect();
    document["points"] = table.steps.iter().enumerate().map(point).collect();
    document
}
