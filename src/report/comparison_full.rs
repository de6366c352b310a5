//! The statistics of a crosstab that have no room beside its counts: tables of their own below it.

use super::Sheet;
use super::crosstab::{LABEL, column_head, lead};
use super::figures;
use super::sheet::{Entry, Field, Row};
use crate::analysis::comparison::{Compared, Detail};
use crate::analysis::statistic::find;
use crate::analysis::{Crosstab, Measure, Statistic};

/// One field of such a table: its title, and what a row has in it.
type Shown = (&'static str, fn(&[Statistic]) -> Entry);

fn value(statistics: &[Statistic], measure: Measure) -> Option<f64> {
    find(statistics, measure).and_then(|one| one.value)
}

/// The ratio, or where it is not defined the one after adding ½.
fn ratio_of(statistics: &[Statistic], plain: Measure, halved: Measure) -> Option<&Statistic> {
    find(statistics, halved).or_else(|| find(statistics, plain))
}

const RATIOS: &[Shown] = &[
    ("OR cond.", |all| figures::ratio(value(all, Measure::OddsRatioConditional))),
    ("95 %", |all| {
        figures::ratio_interval(find(all, Measure::OddsRatioConditional).and_then(|one| one.interval))
    }),
    ("risk ratio", |all| {
        figures::ratio(ratio_of(all, Measure::RiskRatio, Measure::RiskRatioHaldane).and_then(|one| one.value))
    }),
    ("95 %", |all| {
        let ratio = ratio_of(all, Measure::RiskRatio, Measure::RiskRatioHaldane);
        figures::ratio_interval(ratio.and_then(|one| one.interval))
    }),
];

const SIZES: &[Shown] = &[
    ("mid-p", |all| figures::p(value(all, Measure::MidpMinimumLikelihood))),
    ("central", |all| figures::p(value(all, Measure::MidpCentral))),
    ("chi²", |all| figures::plain(value(all, Measure::ChiSquare))),
    ("p", |all| figures::p(value(all, Measure::ChiSquareP))),
    ("G", |all| figures::plain(value(all, Measure::G))),
    ("p", |all| figures::p(value(all, Measure::GP))),
    ("phi", |all| figures::plain(value(all, Measure::Phi))),
    ("V", |all| figures::plain(value(all, Measure::CramersV))),
    ("V bc", |all| figures::plain(value(all, Measure::CramersVCorrected))),
];

const SIZES_OF_SEVERAL: &[Shown] = &[
    ("chi²", |all| figures::plain(value(all, Measure::ChiSquare))),
    ("df", |all| figures::whole(value(all, Measure::Df))),
    ("p", |all| figures::p(value(all, Measure::ChiSquareP))),
    ("G", |all| figures::plain(value(all, Measure::G))),
    ("p", |all| figures::p(value(all, Measure::GP))),
    ("V", |all| figures::plain(value(all, Measure::CramersV))),
    ("V bc", |all| figures::plain(value(all, Measure::CramersVCorrected))),
];

const CLUSTERED: &[Shown] = &[
    ("strata", |all| figures::whole(value(all, Measure::InformativeStrata))),
    ("OR within", |all| figures::ratio(value(all, Measure::CommonOddsRatio))),
    ("95 %", |all| figures::ratio_interval(find(all, Measure::CommonOddsRatio).and_then(|one| one.interval))),
    ("CMH p", |all| figures::p(value(all, Measure::CmhP))),
    ("exact p", |all| figures::p(value(all, Measure::StrataExactP))),
    ("Rao-Scott F", |all| figures::plain(value(all, Measure::RaoScottF))),
    ("p", |all| figures::p(value(all, Measure::RaoScottP))),
    ("perm p", |all| figures::p(value(all, Measure::ClusterPermutationP))),
    ("moved", |all| figures::whole(value(all, Measure::ClusterPermutationClusters))),
    ("ICC", |all| figures::plain(value(all, Measure::IntraclassCorrelation))),
    ("deff 1", |all| figures::plain(value(all, Measure::DesignEffectFirst))),
    ("deff 2", |all| figures::plain(value(all, Measure::DesignEffectSecond))),
];

const CLUSTERED_OF_SEVERAL: &[Shown] = &[
    ("Rao-Scott F", |all| figures::plain(value(all, Measure::RaoScottF))),
    ("df above", |all| figures::plain(value(all, Measure::RaoScottNumerator))),
    ("df below", |all| figures::one_decimal(value(all, Measure::RaoScottDenominator))),
    ("p", |all| figures::p(value(all, Measure::RaoScottP))),
    ("chi² 1st", |all| figures::plain(value(all, Measure::RaoScottFirst))),
    ("p", |all| figures::p(value(all, Measure::RaoScottFirstP))),
    ("deff", |all| figures::plain(value(all, Measure::RaoScottDesignEffect))),
];

const PAIRED: &[Shown] = &[
    ("pairs", |all| figures::whole(value(all, Measure::Pairs))),
    ("only 1", |all| figures::whole(value(all, Measure::PairsOnlyFirst))),
    ("only 2", |all| figures::whole(value(all, Measure::PairsOnlySecond))),
    ("ratio", |all| figures::ratio(value(all, Measure::PairedOddsRatio))),
    ("95 %", |all| figures::ratio_interval(find(all, Measure::PairedOddsRatio).and_then(|one| one.interval))),
    ("McNemar", |all| figures::plain(value(all, Measure::Mcnemar))),
    ("p", |all| figures::p(value(all, Measure::McnemarP))),
    ("exact p", |all| figures::p(value(all, Measure::McnemarExactP))),
    ("mid-p", |all| figures::p(value(all, Measure::McnemarMidp))),
];

/// The tables below a crosstab in full: sizes and tests, residuals and intervals, and what holds where
/// units hang together.
pub(super) fn sheets(table: &Crosstab) -> Vec<Sheet> {
    let Some(compared) = table.tested.done().filter(|one| one.detail == Detail::Full) else {
        return Vec::new();
    };
    let two = compared.is_of_two();
    let mut sheets = vec![cells(table)];
    if two {
        let mut ratios = of(table, RATIOS);
        ratios.heading.push(
            "OR cond. = conditional odds ratio, given both margins, with its exact interval; risk ratio with Katz' \
             interval, after adding ½ where a cell is empty"
                .into(),
        );
        sheets.push(ratios);
    }
    let mut sizes = of(table, if two { SIZES } else { SIZES_OF_SEVERAL });
    sizes.heading.push(
        "sizes and tests, without continuity correction; V bc = Cramér's V, bias-corrected (Bergsma)".into(),
    );
    if two {
        sizes.heading.push(
            "mid-p = two-sided p less half the chance of the table, central = twice the smaller one-sided mid-p"
                .into(),
        );
    }
    sheets.push(sizes);
    if !two && let Some(dependence) = compared.dependence {
        let mut clustered = of(table, CLUSTERED_OF_SEVERAL);
        let by = dependence.by.plural();
        clustered.heading.push(format!(
            "between {by}: chi² corrected for what {} clusters make of it (Rao and Scott); F = second order, with \
             degrees of freedom above and below, the one to report; chi² 1st = first order, over deff, the mean design \
             effect",
            dependence.clusters
        ));
        sheets.push(clustered);
    }
    if two && let Some(dependence) = compared.dependence {
        let mut clustered = of(table, CLUSTERED);
        clustered.heading.push(within(compared, dependence.by.plural()));
        sheets.push(clustered);
        let pairs = |row: &crate::analysis::crosstab::Row| {
            value(&row.compared.statistics, Measure::Pairs).is_some_and(|pairs| pairs > 0.0)
        };
        if table.rows.iter().any(pairs) {
            let mut paired = of(table, PAIRED);
            paired.heading.push(format!(
                "pairs: the {} with one in each column; only 1, only 2 = with the code in the first, in the second \
                 alone; ratio of these two with its exact interval; test of McNemar, exact and mid-p",
                dependence.by.plural()
            ));
            sheets.push(paired);
        }
    }
    sheets
}

fn within(compared: &Compared, by: &str) -> String {
    let clusters = compared.dependence.map_or(0, |one| one.clusters);
    let permuted = compared.arrangements.map_or(String::new(), |arranged| {
        let (samples, seed) = (arranged.samples, compared.seed);
        format!(
            "; perm p = of {samples} random arrangements (seed {seed}) that exchange whole {by} of equal size and \
             shuffle within each, moved = how many {by} of the sizes where that changes the count"
        )
    });
    format!(
        "within {by}: strata = how many of the {clusters} tell anything, OR of Mantel and Haenszel, tests of Cochran, \
         Mantel and Haenszel and exact; between {by}: chi² over its design effect (Rao and Scott); ICC = how alike \
         theirs are, deff = what that costs in the first and the second column{permuted}"
    )
}

fn of(table: &Crosstab, shown: &[Shown]) -> Sheet {
    let mut sheet = Sheet { fields: lead_fields(), ..Sheet::default() };
    for (at, (title, _)) in shown.iter().enumerate() {
        sheet.fields.push(Field::number(format!("{at}"), *title));
    }
    rows(table, &mut sheet, |row| shown.iter().map(|(_, entry)| entry(&row.compared.statistics)).collect());
    sheet
}

/// Wilson's interval of every share, and how far each cell lies from what independence would give.
fn cells(table: &Crosstab) -> Sheet {
    let mut sheet = Sheet { fields: lead_fields(), ..Sheet::default() };
    sheet.heading.push(
        "shares with Wilson's 95 % interval; residual = adjusted, standardised: beyond ±2 a cell stands out"
            .into(),
    );
    for (at, column) in table.columns.iter().enumerate() {
        sheet.groups.push(column_head(column));
        sheet.fields.push(Field::number(format!("n_{at}"), "n").under(at));
        sheet.fields.push(Field::number(format!("percent_{at}"), "%").under(at));
        sheet.fields.push(Field::number(format!("wilson_{at}"), "95 %").under(at));
        sheet.fields.push(Field::number(format!("residual_{at}"), "residual").under(at));
    }
    rows(table, &mut sheet, |row| {
        let mut entries = Vec::new();
        for (at, cell) in row.cells.iter().enumerate() {
            let interval = row.compared.intervals.get(at).copied().flatten();
            entries.push(Entry::count_or_none(cell.count));
            entries.push(Entry::percent(cell.percent));
            entries.push(figures::share_interval(interval));
            entries.push(figures::plain(row.compared.residuals.get(at).copied().flatten()));
        }
        entries
    });
    sheet
}

fn lead_fields() -> Vec<Field> {
    vec![Field::text("code", "code"), Field::text("label", "").when_narrow(LABEL)]
}

fn rows(
    table: &Crosstab,
    sheet: &mut Sheet,
    entries: impl Fn(&crate::analysis::crosstab::Row) -> Vec<Entry>,
) {
    let least = table.rows.iter().map(|row| row.level).min().unwrap_or(1);
    for row in &table.rows {
        let shown = lead(&row.code, row.valence.map(crate::codebook::Valence::name), row.level - least);
        let label = if row.valence.is_some() { "" } else { row.label.as_deref().unwrap_or_default() };
        let mut all = vec![Entry::text(shown), Entry::text(label)];
        all.extend(entries(row));
        sheet.rows.push(Row { entries: all, strong: row.group });
    }
}
