//! What a crosstab's statistics say beside no row, for files: all codes as one table, who hangs together, what was
//! drawn, and what tables within an attribute have in common.

use super::comparison::UNDEFINED;
use super::comparison_within::Summed;
use super::further::{Further, lines};
use super::provenance::some;
use crate::analysis::comparison::{Compared, Dependence, Detail, Whole, between};
use crate::analysis::crosstab::Row;
use crate::analysis::{Caution, Crosstab, Crosstabs, Measure, Statistic};
use crate::statistics::freeman_halton::Exact;

const ALL_CODES: &str = "all codes";

/// Of one table; nothing but in full.
pub(super) fn of_table(table: &Crosstab) -> Vec<Further> {
    of_part(table, "")
}

/// Of tables within an attribute: each of them, then their summary.
pub(super) fn of_tables(tables: &Crosstabs, summary: Option<&Summed>) -> Vec<Further> {
    let part = |part: &crate::analysis::Part<Crosstab>| {
        of_part(&part.table, &format!("{}={}: ", tables.within, part.value))
    };
    let mut all: Vec<Further> = tables.tables.iter().flat_map(part).collect();
    let every = format!("{}: all", tables.within);
    match summary {
        None => {}
        Some(Err(why)) => {
            let why = super::comparison::reason(why, &tables.within);
            all.push(Further::without("summary", &every, why));
        }
        Some(Ok(summary)) => {
            all.push(Further::count("strata", &every, summary.strata, "tables that are summed up"));
            for row in &summary.rows {
                let cautions: &[Caution] =
                    if summary.dependent { &[Caution::DependentIncidents] } else { &[] };
                let of = match row.valence {
                    Some(valence) => format!("{}:{}", row.code, valence.name()),
                    None => row.code.clone(),
                };
                all.extend(lines(&of, &row.statistics, cautions));
            }
        }
    }
    all
}

fn of_part(table: &Crosstab, prefix: &str) -> Vec<Further> {
    let Some(compared) = table.tested.done().filter(|one| one.detail == Detail::Full) else {
        return Vec::new();
    };
    let all_codes = format!("{prefix}{ALL_CODES}");
    let mut all = Vec::new();
    if let Some(whole) = &compared.whole {
        all.extend(of_whole(whole, &all_codes));
    }
    let tests = compared.tests;
    for (name, count, what) in [
        ("tests", tests.codes, "codes whose p is corrected together"),
        ("tests_of_groups", tests.groups, "groups whose p is corrected together"),
        ("tests_of_valences", tests.valences, "rows of one valence whose p is corrected together"),
    ] {
        if count > 0 {
            all.push(Further::count(name, &all_codes, count, what));
        }
    }
    all.extend(compared.dependence.map(|one| of_dependence(one, prefix)).into_iter().flatten());
    all.extend(drawn(table, compared, &all_codes));
    all
}

/// All codes as one table, or why it is not tested.
fn of_whole(whole: &Whole, of: &str) -> Vec<Further> {
    match whole {
        Whole::Overlap(number) => {
            let why = format!("{} with two codes or more would count twice", some(*number, "incident"));
            vec![Further::without(Measure::ChiSquare.name(), of, why)]
        }
        Whole::Tested { chi2, exact, cramers_v, n, corrected, cautions, dependence } => {
            let (p, sampled): (Measure, &[Caution]) = match exact {
                Exact::Sampled(_) => (Measure::FisherSampledP, &[Caution::Sampled]),
                _ => (Measure::FisherP, &[]),
            };
            // The exact test asks for no expected number.
            let exact_too: Vec<Caution> =
                cautions.iter().copied().filter(|one| *one != Caution::ExpectedBelowFive).collect();
            let given = [
                (Measure::ChiSquare, chi2.map(|one| one.value)),
                (Measure::Df, chi2.map(|one| one.df as f64)),
                (Measure::ChiSquareP, chi2.map(|one| one.p)),
                (Measure::CramersV, *cramers_v),
            ];
            let plain = |(measure, value)| Statistic::plain(measure, value, *n as usize);
            let mut all = lines(of, &given.map(plain), cautions);
            let value = chi2.map(|_| exact.p());
            all.extend(lines(of, &[plain((p, value))], &[sampled, &exact_too].concat()));
            if let Some(dependence) = dependence {
                let few = Vec::from_iter(dependence.few());
                let mut test = lines(of, &between(corrected.as_deref()).map(plain), &few);
                if corrected.is_none() {
                    test.iter_mut().for_each(|line| line.caution = UNDEFINED.to_string());
                }
                all.extend(test);
            }
            all
        }
    }
}

fn of_dependence(dependence: Dependence, prefix: &str) -> Vec<Further> {
    let by = dependence.by.plural();
    let of = format!("{prefix}{by}");
    let unit = dependence.unit.plural();
    [
        ("clusters", dependence.clusters, format!("{by} in the columns compared")),
        ("several", dependence.several, format!("of these, with several {unit}")),
        ("most", dependence.most, format!("the most {unit} of one")),
        ("in_both", dependence.in_both, "of these, in more than one column".to_string()),
    ]
    .into_iter()
    .map(|(name, count, what)| Further::count(name, &of, count, &what).careful(&[dependence.caution()]))
    .collect()
}

/// What random tables and arrangements began from.
fn drawn(table: &Crosstab, compared: &Compared, of: &str) -> Vec<Further> {
    let mut all = Vec::new();
    if let Some(arranged) = compared.arrangements {
        let cautions: &[Caution] = if arranged.by_size() { &[Caution::ClusterSizes] } else { &[] };
        let samples = Measure::ClusterPermutations;
        all.push(Further::count(samples.name(), of, arranged.samples, samples.method()));
        let within = Some(arranged.within_sizes);
        let method = "share of the variance of the columns that arrangements can move";
        all.push(Further::number("within_sizes", of, within, None, method).careful(cautions));
    }
    let sampled = |row: &Row| row.compared.cautions.contains(&Caution::Sampled);
    let whole = matches!(&compared.whole, Some(Whole::Tested { exact: Exact::Sampled(_), .. }));
    if compared.arrangements.is_some() || whole || table.rows.iter().any(sampled) {
        let what = "what random tables and arrangements begin from";
        all.push(Further::count("seed", of, compared.seed as usize, what));
    }
    all
}
