//! How far coders agree, code by code, and the passages on which they differ.

mod differing;
mod intervals;
mod json;
pub mod placement;

pub use differing::differing;
pub use intervals::intervals;
pub use json::json;

use super::Sheet;
use super::crosstab::LABEL;
use super::figures;
use super::provenance::{Provenance, joined, shell, some};
use super::sheet::{Entry, Field, Row, WhenNarrow};
use crate::analysis::agreement::{ErrorMethod, Grain, Overall, RaterKind, Row as Line, Tally};
use crate::analysis::statistic::find;
use crate::analysis::{Agreement, Caution, Measure, Statistic};

/// More coders than these are not shown a column each; files have them.
const COLUMNS: usize = 4;

/// The sign of a row whose errors or coefficients are to be read with care.
const MARKS: [(Caution, &str, &str); 2] = [
    (
        Caution::NoVariation,
        "¹",
        "all judgements are the same, so agreement beyond chance is undefined, however much they agree",
    ),
    (
        Caution::NoDisagreement,
        "²",
        "they differ nowhere: a standard error of 0 says nothing of the next units",
    ),
];

/// One who is compared, as a table names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: RaterKind,
}

impl Compared {
    fn shown(&self) -> String {
        match self.kind {
            RaterKind::Model => format!("{} (model)", self.name),
            RaterKind::Person | RaterKind::Rules => self.name.clone(),
        }
    }
}

/// What is told of a row, or of all codes together.
#[derive(Clone, Copy)]
struct Told<'a> {
    counts: &'a Tally,
    statistics: &'a [Statistic],
    cautions: &'a [Caution],
    overall: bool,
}

impl<'a> Told<'a> {
    fn of(row: &'a Line) -> Self {
        Self { counts: &row.counts, statistics: &row.statistics, cautions: &row.cautions, overall: false }
    }

    fn overall(all: &'a Overall) -> Self {
        Self { counts: &all.counts, statistics: &all.statistics, cautions: &all.cautions, overall: true }
    }

    fn method(self, measure: Measure, grain: Grain) -> Option<ErrorMethod> {
        if self.overall { ErrorMethod::of_overall(measure) } else { ErrorMethod::of(measure, grain) }
    }
}

/// The methods behind a measure's errors in a table, rows and all codes together.
fn methods(measure: Measure, grain: Grain) -> Vec<ErrorMethod> {
    let mut methods: Vec<ErrorMethod> = ErrorMethod::of(measure, grain).into_iter().collect();
    methods.extend(ErrorMethod::of_overall(measure).filter(|method| !methods.contains(method)));
    methods
}

/// The table of coefficients, a row a code, all codes together last.
pub fn sheet(table: &Agreement, coders: &[Compared], provenance: &Provenance<'_>) -> Sheet {
    let names: Vec<String> = coders.iter().map(Compared::shown).collect();
    let mut heading = provenance.heading(&format!("agreement of {}", names.join(", ")));
    heading.push(counted(table, coders));
    heading.push(legend(table, coders));
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    let mut rows: Vec<Row> = table
        .rows
        .iter()
        .map(|row| {
            let lead = Entry {
                shown: format!("{}{}", "  ".repeat(row.level - least), row.code),
                exact: row.code.clone(),
            };
            let label = Entry::text(row.label.clone().unwrap_or_default());
            let mut entries = vec![lead, label, Entry::count(row.level), Entry::text(row.group.to_string())];
            entries.extend(numbers(table, Told::of(row)));
            Row { entries, strong: row.group }
        })
        .collect();
    let overall = &table.overall;
    let lead = Entry { shown: format!("overall, {}", some(overall.codes, "code")), exact: "overall".into() };
    let mut entries = vec![lead, Entry::default(), Entry::default(), Entry::default()];
    entries.extend(numbers(table, Told::overall(overall)));
    rows.push(Row { entries, strong: true });
    Sheet {
        heading,
        groups: vec!["gave it".into()],
        fields: fields(table, coders),
        rows,
        notes: notes(table, coders, provenance),
        ..Sheet::default()
    }
}

fn counted(table: &Agreement, coders: &[Compared]) -> String {
    let each: Vec<String> =
        coders.iter().zip(&table.read).map(|(one, read)| format!("{} judged {read}", one.shown())).collect();
    let mut line = format!(
        "{}; two or more judged {} of {}",
        each.join(", "),
        table.shared,
        some(table.incidents, "incident")
    );
    if let Some(respondents) = table.respondents {
        line += &format!(" · told by {}", some(respondents, "respondent"));
    }
    if !table.conditions.is_empty() {
        line += &format!(" · where {}", joined(&table.conditions));
    }
    line + &format!(" · unit: {}", table.grain)
}

fn legend(table: &Agreement, coders: &[Compared]) -> String {
    let alpha = match table.grain {
        Grain::Character => "α = Krippendorff's over characters, uα = for unitizing (2016)",
        _ => "α = Krippendorff's, nominal; AC1 = Gwet's",
    };
    let kappa = match (table.grain, coders.len()) {
        (Grain::Character, 2) => "; κ = Cohen's over characters",
        (Grain::Character, _) => "",
        (_, 2) => "; κ = Cohen's",
        _ => "; κ = Fleiss'",
    };
    let errors = match table.grain {
        Grain::Incident => {
            "linearised over incidents (Gwet 2014), overall an incident left out at a time (jackknife)"
        }
        _ => "an incident left out at a time (jackknife)",
    };
    format!(
        "n = {} judged by two or more; % = of n on which they agree; {alpha}{kappa}; PA = positive agreement; 95 % intervals, {errors}",
        table.grain.plural()
    )
}

/// What people see of a measure: title, and when it goes where there is little room.
fn shown(measure: Measure, two: bool) -> Option<(&'static str, u8)> {
    match measure {
        Measure::PercentAgreement => Some(("%", 9)),
        Measure::Alpha | Measure::CharacterAlpha => Some(("α", 9)),
        Measure::UnitizingAlpha => Some(("uα", 3)),
        Measure::GwetAc1 => Some(("AC1", 3)),
        Measure::CohenKappa | Measure::CharacterKappa => Some(("κ", 4)),
        Measure::FleissKappa if !two => Some(("κ", 4)),
        Measure::PositiveAgreement | Measure::Holsti => Some(("PA", 5)),
        _ => None,
    }
}

fn measures(table: &Agreement) -> Vec<Measure> {
    let of_all = Some(Measure::CharacterAlphaOfAll).filter(|_| table.grain == Grain::Character);
    table.measures.iter().copied().chain(of_all).collect()
}

fn fields(table: &Agreement, coders: &[Compared]) -> Vec<Field> {
    let goes = |rank| WhenNarrow::Goes { rank };
    let mut fields = vec![
        Field::text("code", "code"),
        Field::text("label", "").when_narrow(LABEL),
        Field::data("level"),
        Field::data("group"),
        Field::data("unit"),
        Field::number("n_pairable_units", "n"),
        Field::data("incidents"),
    ];
    for coder in coders {
        let name = format!("given_{}", coder.name);
        fields.push(match coders.len() <= COLUMNS {
            true => Field::number(name, coder.shown()).under(0).when_narrow(goes(2)),
            false => Field::data(name),
        });
    }
    fields.push(Field::number("given_by_all", "all").under(0).when_narrow(goes(2)));
    fields.push(Field::number("differing", "differ").when_narrow(goes(6)));
    for measure in measures(table) {
        let title = shown(measure, coders.len() == 2);
        fields.push(match title {
            Some((title, 9)) => Field::number(measure.name(), title),
            Some((title, rank)) => Field::number(measure.name(), title).when_narrow(goes(rank)),
            None => Field::data(measure.name()),
        });
        if is_headline(measure) {
            fields.push(Field::number("interval", "interval").when_narrow(goes(1)).only_shown());
        }
        for method in methods(measure, table.grain) {
            let (error, interval) = method.endings();
            let name = measure.name();
            fields.push(Field::data(format!("{name}{error}")));
            fields.push(Field::data(format!("{name}{interval}_low")));
            fields.push(Field::data(format!("{name}{interval}_high")));
        }
    }
    fields.push(Field::text("remarks", "").only_shown());
    fields.push(Field::data("cautions"));
    fields
}

/// The measure whose interval people see.
fn is_headline(measure: Measure) -> bool {
    matches!(measure, Measure::Alpha | Measure::CharacterAlpha)
}

/// Everything behind the first four entries of a row.
fn numbers(table: &Agreement, told: Told<'_>) -> Vec<Entry> {
    let Told { counts, statistics, cautions, .. } = told;
    let count = |count: u64| Entry::text(count.to_string());
    let mut entries =
        vec![Entry::text(table.grain.to_string()), count(counts.pairable), Entry::count(counts.incidents)];
    entries.extend(counts.given.iter().map(|given| given.map_or_else(Entry::none, count)));
    entries.extend([count(counts.all), count(counts.differing)]);
    for measure in measures(table) {
        let found = find(statistics, measure);
        let value = found.and_then(|one| one.value);
        entries.push(match measure {
            Measure::PercentAgreement | Measure::Prevalence => {
                let percent = Entry::percent(value.map(|value| value * 100.0));
                Entry { exact: figures::data(value).exact, ..percent }
            }
            _ => figures::plain(value),
        });
        if is_headline(measure) {
            entries.push(figures::plain_interval(found.and_then(|one| one.interval)));
        }
        for method in methods(measure, table.grain) {
            let own = found.filter(|_| told.method(measure, table.grain) == Some(method));
            let interval = own.and_then(|one| one.interval);
            entries.push(figures::data(own.and_then(|one| one.standard_error)));
            entries.push(figures::data(interval.map(|interval| interval.low)));
            entries.push(figures::data(interval.map(|interval| interval.high)));
        }
    }
    let marks = MARKS.iter().filter(|(caution, ..)| cautions.contains(caution));
    entries.push(Entry::text(marks.map(|(_, mark, _)| *mark).collect::<String>()));
    let codes: Vec<&str> = cautions.iter().map(|caution| caution.code()).collect();
    entries.push(Entry::text(codes.join(";")));
    entries
}

/// Who is known to have judged only where it gave a code.
fn always_coded(table: &Agreement, coders: &[Compared]) -> Vec<String> {
    let those = coders.iter().zip(&table.always_coded).zip(&table.read).filter(|((_, always), _)| **always);
    those
        .map(|((one, _), read)| {
            format!(
                "{} gave a code in each of the {} that it is known to have judged: where it found nothing is not told, so \
                 agreement is that of incidents with a code of its (only-coded).",
                one.shown(),
                some(*read, "incident")
            )
        })
        .collect()
}

fn notes(table: &Agreement, coders: &[Compared], provenance: &Provenance<'_>) -> Vec<String> {
    let mut notes = always_coded(table, coders);
    let given = |caution: &Caution| {
        let rows = table.rows.iter().map(|row| &row.cautions);
        rows.chain([&table.overall.cautions]).any(|cautions| cautions.contains(caution))
    };
    for (caution, mark, text) in MARKS.iter().filter(|(caution, ..)| given(caution)) {
        notes.push(format!("{mark} {text} ({}).", caution.code()));
    }
    if given(&Caution::DependentIncidents) {
        notes.push(format!(
            "Respondents told several of these incidents: errors take incidents as independent ({}).",
            Caution::DependentIncidents.code()
        ));
    }
    if table.grain == Grain::Character && table.overall.overlapping > 0 {
        notes.push(format!(
            "Passages of one coder overlap in {}: alphas of all codes at once are undefined, those of each code are not.",
            some(table.overall.overlapping, "incident")
        ));
    }
    if table.of_one_coder > 0 {
        notes.push(format!(
            "{} left out: only one of these coders could give them, the others coded with other codes or have no rules.",
            some(table.of_one_coder, "code")
        ));
    }
    if let Some(row) = table.rows.iter().filter(|row| !row.group).max_by_key(|row| row.counts.differing) {
        let conditions: String =
            table.conditions.iter().map(|one| format!(" --where {}", shell(&one.to_string()))).collect();
        notes.push(format!(
            "What they differ on: keerpunt agreement {} --disagreements{conditions}{}",
            shell(&row.code),
            provenance.arguments
        ));
    }
    notes
}
