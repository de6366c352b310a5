//! How alike two rankings are, in numbers.

use crate::analysis::ranking::Lists;
use crate::analysis::statistic::find;
use crate::analysis::{Caution, Measure, Statistic};
use crate::report::sheet::{Entry, Field, Row, WhenNarrow};
use crate::report::{Sheet, figures, further};
use serde_json::{Value, json};

/// The exact p where there is one, else the approximate: with what people call it.
fn p(statistics: &[Statistic], measures: &[(Measure, &'static str)]) -> (Option<f64>, &'static str) {
    let found = measures.iter().find_map(|(measure, name)| {
        let value = find(statistics, *measure).and_then(|one| one.value)?;
        Some((Some(value), *name))
    });
    found.unwrap_or((None, ""))
}

/// A row a statistic.
pub(super) fn sheet(lists: &Lists, names: &[String; 2]) -> Sheet {
    let n = lists.opposite.len();
    let value = |statistics: &[Statistic], measure| find(statistics, measure).and_then(|one| one.value);
    let spearman = p(
        &lists.correlation,
        &[
            (Measure::SpearmanExactP, "exact, no ties"),
            (Measure::SpearmanPermutationP, "exact, every order"),
            (Measure::SpearmanP, "Student's t"),
        ],
    );
    let kendall = p(
        &lists.correlation,
        &[(Measure::KendallExactP, "exact, no ties"), (Measure::KendallP, "normal, corrected for ties")],
    );
    let lines = [
        ("Spearman's rho", value(&lists.correlation, Measure::SpearmanRho), spearman),
        ("Kendall's tau-b", value(&lists.correlation, Measure::KendallTauB), kendall),
        (
            "Mann-Whitney, rank-biserial",
            value(&lists.level, Measure::RankBiserial),
            (None, "none: see below"),
        ),
    ];
    let row = |(name, value, (p, method)): (&str, Option<f64>, (Option<f64>, &str))| Row {
        entries: vec![Entry::text(name), figures::plain(value), figures::p(p), Entry::text(method)],
        strong: false,
    };
    let fields = vec![
        Field::text("statistic", "statistic"),
        Field::number("value", "value"),
        Field::number("p", "p"),
        Field::text("method", "p is").when_narrow(WhenNarrow::Goes { rank: 1 }),
    ];
    let [first, second] = names;
    let mut notes = vec![
        format!(
            "Mann-Whitney asks whether the numbers of {first} are larger than those of {second} (above 0) or smaller; both lists are about the same things, so it describes, and no p is given ({}).",
            Caution::SameThings.code()
        ),
        "No correlation found is not shown to be none: with few things ranked even strong ones have a large p.".to_string(),
    ];
    if lists.cautions.contains(&Caution::FewRanked) {
        notes.push(format!(
            "Only {n} ranked: a correlation hangs on single ones ({}).",
            Caution::FewRanked.code()
        ));
    }
    let heading = vec![format!("Do {first} and {second} rank alike? n = {n} ranked")];
    Sheet { heading, fields, rows: lines.into_iter().map(row).collect(), notes, ..Sheet::default() }
}

/// The same below a file of values.
pub(super) fn further(lists: &Lists, names: &[String; 2], dependent: bool) -> Option<Sheet> {
    let of = names.join(" and ");
    // The one caution is of the test of level alone.
    let (level, both): (Vec<Caution>, Vec<Caution>) =
        lists.cautions.iter().copied().partition(|caution| *caution == Caution::SameThings);
    let both = [both, if dependent { vec![Caution::DependentIncidents] } else { Vec::new() }].concat();
    let mut all = further::lines(&of, &lists.correlation, &both);
    // It describes: no p is given of two lists about the same things.
    let described = lists.level.iter().map(|one| match one.measure {
        Measure::MannWhitneyZ
        | Measure::MannWhitneyP
        | Measure::MannWhitneyCorrectedP
        | Measure::MannWhitneyPermutationP => Statistic { value: None, ..one.clone() },
        _ => one.clone(),
    });
    all.extend(further::lines(&of, &described.collect::<Vec<_>>(), &[level, both].concat()));
    further::sheet(all)
}

/// The same for programs.
pub(super) fn json(lists: &Lists) -> Value {
    json!({
        "n_ranked": lists.opposite.len(),
        "rank_correlation": figures::json(&lists.correlation),
        "mann_whitney": figures::json(&lists.level),
        "cautions": lists.cautions.iter().map(|caution| caution.code()).collect::<Vec<_>>(),
    })
}
