//! What statistics say of the columns of a crosstab: beside its rows, below it, and for programs.

use super::figures;
use super::provenance::some;
use super::sheet::{Entry, Field, Sheet, WhenNarrow};
use crate::analysis::comparison::{
    Arranged, Compared, Dependence, Detail, LEVEL, OfRow, Refusal, Tested, Tests, Whole,
};
use crate::analysis::statistic::find;
use crate::analysis::{Caution, Column, Crosstab, Measure, Statistic, Unit};
use crate::statistics::freeman_halton::{Effort, Exact};
use serde_json::{Map, Value, json};

/// What goes first where the terminal is narrow, and what last.
const ODDS: WhenNarrow = WhenNarrow::Goes { rank: 0 };
const FALSE_DISCOVERY: WhenNarrow = WhenNarrow::Goes { rank: 1 };
const CORRECTED: WhenNarrow = WhenNarrow::Goes { rank: 2 };
const TESTED: WhenNarrow = WhenNarrow::Goes { rank: 3 };
const INTERVAL: WhenNarrow = WhenNarrow::Goes { rank: 4 };
const DIFFERENCE: WhenNarrow = WhenNarrow::Goes { rank: 7 };

/// The statistics of a row that only files have beside its counts, in their order.
fn in_files(compared: &Compared) -> Vec<Measure> {
    use Measure::{
        BenjaminiHochberg, ChiSquare, ChiSquareP, ClusterPermutationClusters, ClusterPermutationP,
        ClusterPermutations, Cmh, CmhP, CommonOddsRatio, CramersV, CramersVCorrected, DesignEffectFirst,
        DesignEffectSecond, Df, FisherP, FisherSampledP, FisherSamples, G, GP, Holm, InformativeStrata,
        IntraclassCorrelation, Mcnemar, McnemarExactP, McnemarMidp, McnemarP, MidpCentral,
        MidpMinimumLikelihood, OddsRatio, OddsRatioConditional, OddsRatioHaldane, PairedOddsRatio, Pairs,
        PairsOnlyFirst, PairsOnlySecond, Phi, RaoScottDenominator, RaoScottDesignEffect, RaoScottF,
        RaoScottFirst, RaoScottFirstP, RaoScottNumerator, RaoScottP, RiskDifference, RiskRatio,
        RiskRatioHaldane, StrataExactP,
    };
    let full = compared.detail == Detail::Full;
    let mut all = if compared.is_of_two() {
        vec![RiskDifference, OddsRatio, OddsRatioHaldane, FisherP, Holm, BenjaminiHochberg]
    } else {
        vec![ChiSquare, Df, ChiSquareP, FisherP, FisherSampledP, FisherSamples, Holm, BenjaminiHochberg]
    };
    if full && compared.is_of_two() {
        all.extend([
            OddsRatioConditional,
            RiskRatio,
            RiskRatioHaldane,
            MidpMinimumLikelihood,
            MidpCentral,
            ChiSquare,
            Df,
            ChiSquareP,
        ]);
        all.extend([G, GP, Phi, CramersV, CramersVCorrected]);
        if compared.dependence.is_some() {
            all.extend([InformativeStrata, Cmh, CmhP, StrataExactP, CommonOddsRatio]);
            all.extend([RaoScottF, RaoScottNumerator, RaoScottDenominator, RaoScottP]);
            all.extend([ClusterPermutationP, ClusterPermutations, ClusterPermutationClusters]);
            all.extend([Pairs, PairsOnlyFirst, PairsOnlySecond]);
            all.extend([PairedOddsRatio, Mcnemar, McnemarP, McnemarExactP, McnemarMidp]);
            all.extend([IntraclassCorrelation, DesignEffectFirst, DesignEffectSecond]);
        }
    } else if full {
        all.extend([G, GP, CramersV, CramersVCorrected]);
        if compared.dependence.is_some() {
            all.extend([RaoScottF, RaoScottNumerator, RaoScottDenominator, RaoScottP]);
            all.extend([RaoScottFirst, RaoScottFirstP, RaoScottDesignEffect]);
        }
    }
    all
}

/// Adds the fields of the statistics to a crosstab's sheet.
pub(super) fn fields(tested: &Tested, sheet: &mut Sheet) {
    let Some(compared) = tested.done() else { return };
    let mut group = |title: &str| {
        sheet.groups.push(title.to_string());
        sheet.groups.len() - 1
    };
    let number = |name: &str, title: &str, at: usize, when: WhenNarrow| {
        Field::number(format!("shown_{name}"), title).under(at).when_narrow(when).only_shown()
    };
    if compared.is_of_two() {
        let (difference, odds) = (group("difference"), group("odds ratio"));
        sheet.fields.push(number("difference", "points", difference, DIFFERENCE));
        sheet.fields.push(number("interval", "95 %", difference, INTERVAL));
        sheet
            .fields
            .push(Field::text("shown_cautions", "").under(difference).when_narrow(DIFFERENCE).only_shown());
        sheet.fields.push(number("odds_ratio", "OR", odds, ODDS));
        sheet.fields.push(number("odds_interval", "95 %", odds, ODDS));
    } else {
        let all = group("all columns");
        sheet.fields.push(number("chi2", "chi²", all, CORRECTED));
        sheet.fields.push(number("chi2_p", "p", all, TESTED));
        sheet.fields.push(Field::text("shown_cautions", "").under(all).when_narrow(TESTED).only_shown());
    }
    let exact = group("exact test");
    sheet.fields.push(number("p", "p", exact, TESTED));
    sheet.fields.push(number("holm", "Holm", exact, CORRECTED));
    sheet.fields.push(number("bh", "BH", exact, FALSE_DISCOVERY));
    for measure in in_files(compared) {
        sheet.fields.extend(figures::named(&[], measure).into_iter().map(|(name, _)| Field::data(name)));
    }
    sheet.fields.push(Field::data("cautions"));
}

/// The entries of [`fields`] for one row.
pub(super) fn entries(tested: &Tested, row: &OfRow) -> Vec<Entry> {
    let Some(compared) = tested.done() else { return Vec::new() };
    let value = |measure| find(&row.statistics, measure).and_then(|one| one.value);
    let interval = |measure| find(&row.statistics, measure).and_then(|one| one.interval);
    let mut all = Vec::new();
    if compared.is_of_two() {
        let halved = row.cautions.contains(&Caution::EmptyCell);
        let odds = if halved { Measure::OddsRatioHaldane } else { Measure::OddsRatio };
        all.push(figures::points(value(Measure::RiskDifference)));
        all.push(figures::points_interval(interval(Measure::RiskDifference)));
        all.push(Entry::text(marks(&row.cautions)));
        all.push(figures::ratio(value(odds)));
        all.push(figures::ratio_interval(interval(odds)));
    } else {
        all.push(figures::plain(value(Measure::ChiSquare)));
        all.push(figures::p(value(Measure::ChiSquareP)));
        all.push(Entry::text(marks(&row.cautions)));
    }
    all.push(figures::p(value(Measure::FisherP).or_else(|| value(Measure::FisherSampledP))));
    all.push(figures::p(value(Measure::Holm)));
    all.push(figures::p(value(Measure::BenjaminiHochberg)));
    for measure in in_files(compared) {
        let named = figures::named(&row.statistics, measure).into_iter();
        all.extend(named.map(|(_, value)| figures::data(value)));
    }
    let cautions: Vec<&str> = row.cautions.iter().map(|caution| caution.code()).collect();
    all.push(Entry::text(cautions.join(";")));
    all
}

/// The sign that points to a note.
fn mark(caution: Caution) -> Option<&'static str> {
    match caution {
        Caution::ExpectedBelowFive => Some("¹"),
        Caution::EmptyCell => Some("²"),
        Caution::Sampled => Some("³"),
        // Every row has them, and they are told once; or other tables have them.
        _ => None,
    }
}

fn marks(cautions: &[Caution]) -> String {
    cautions.iter().copied().filter_map(mark).collect()
}

/// What the columns of statistics mean, in a line.
pub(super) fn legend(table: &Crosstab) -> Option<String> {
    let compared = table.tested.done()?;
    let corrected = format!("Holm, BH = p corrected for {}", families(compared.tests));
    let test = if compared.is_of_two() { "Fisher" } else { "Freeman and Halton" };
    let mut line = match compared.columns[..] {
        [first, second] => format!(
            "difference = {} − {} in points, Newcombe's 95 % interval; OR with Woolf's",
            name(&table.columns[first]),
            name(&table.columns[second])
        ),
        _ => "chi² = Pearson's, without correction".to_string(),
    };
    line += &format!("; exact test of {test}, two-sided; {corrected}");
    Some(line)
}

/// Which rows were corrected together: a group holds codes, so that it is in a family of its own.
fn families(tests: Tests) -> String {
    let all = [(tests.codes, "code"), (tests.groups, "group"), (tests.valences, "row of one valence")];
    let there: Vec<String> = all
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| match (count, what) {
            (1, _) | (_, "code" | "group") => some(count, what),
            _ => format!("{count} rows of one valence"),
        })
        .collect();
    match there.as_slice() {
        [] => "no test".to_string(),
        [one] => one.clone(),
        [first, rest @ ..] => format!("{first} ({} by themselves)", rest.join(", ")),
    }
}

fn name(column: &Column) -> &str {
    column.label.as_deref().unwrap_or(&column.value)
}

/// What to be careful of, and why there are no statistics.
pub(super) fn notes(table: &Crosstab) -> Vec<String> {
    let compared = match &table.tested {
        Tested::NotAsked => return Vec::new(),
        Tested::Refused(why) => {
            return vec![format!("Columns are not compared: {}.", reason(why, &table.by))];
        }
        Tested::Done(compared) => compared,
    };
    let mut notes = Vec::new();
    let given: Vec<Caution> =
        table.rows.iter().flat_map(|row| row.compared.cautions.iter().copied()).collect();
    for (caution, text) in [
        (Caution::ExpectedBelowFive, "fewer than five expected in a cell: trust the exact test, not the odds ratio's interval or chi-square".to_string()),
        (Caution::EmptyCell, "an empty cell: the odds ratio is that after adding ½ to every cell (Haldane, Anscombe)".to_string()),
        (Caution::Sampled, sampled(compared.seed)),
    ] {
        if let Some(mark) = mark(caution).filter(|_| given.contains(&caution)) {
            notes.push(format!("{mark} {text} ({}).", caution.code()));
        }
    }
    notes.extend(empty(table, compared));
    notes.extend(compared.dependence.map(|dependence| dependent(dependence, compared)));
    notes.extend(compared.arrangements.filter(|one| one.by_size()).map(by_size));
    if given.contains(&Caution::FewRespondents) {
        notes.push(format!(
            "Fewer than twenty respondents: Rao and Scott's test is rough ({}).",
            Caution::FewRespondents.code()
        ));
    }
    notes.extend(compared.whole.as_ref().map(|whole| together(whole, table.unit, compared.seed)));
    notes
}

/// Columns without anything in them, with which nothing can be compared.
fn empty(table: &Crosstab, compared: &Compared) -> Option<String> {
    let columns = compared.columns.iter().map(|at| &table.columns[*at]);
    let empty: Vec<&str> = columns.filter(|column| column.base == Some(0)).map(name).collect();
    (!empty.is_empty())
        .then(|| format!("Nothing is compared with {}: no {} stands there.", empty.join(", "), table.unit))
}

/// Where the statistics of a table are explained.
pub(super) fn explained(table: &Crosstab) -> Option<String> {
    let topics =
        if table.tested.done()?.is_of_two() { "fisher, odds-ratio" } else { "freeman-halton, chi-square" };
    Some(format!("What a number means: keerpunt explain NAME ({topics}, holm, empty-cell, ...)"))
}

fn sampled(seed: u64) -> String {
    let Effort { samples, .. } = Effort::default();
    format!("too many tables to count: p from at most {samples} random ones, seed {seed}")
}

fn dependent(dependence: Dependence, compared: &Compared) -> String {
    let Dependence { by, several, most, unit, in_both, .. } = dependence;
    let (who, verb) = match by {
        Unit::Respondent => (some(several, "respondent"), "told"),
        _ => (some(several, "incident"), if several == 1 { "holds" } else { "hold" }),
    };
    let more = match compared.detail {
        Detail::Full if compared.is_of_two() => {
            " the tables below compare within and between them".to_string()
        }
        Detail::Full => {
            " the table below corrects chi-square for them; --compare A,B compares two columns within them too"
                .to_string()
        }
        _ if compared.is_of_two() => " --stats full compares within and between them".to_string(),
        _ => " --stats full corrects chi-square for them".to_string(),
    };
    format!(
        "{who} {verb} several of these {} ({most} at most, {in_both} in more than one column), and every p and \
         interval here takes {} as independent:{more}.",
        unit.plural(),
        unit.plural()
    )
}

/// The permutation test does not see most of what sets the columns apart.
fn by_size(arranged: Arranged) -> String {
    format!(
        "perm p sees {:.0} % of what sets the columns apart: the rest goes with how many each told, which it keeps; \
         prefer Rao and Scott's ({}).",
        arranged.within_sizes * 100.0,
        Caution::ClusterSizes.code()
    )
}

fn together(whole: &Whole, unit: Unit, seed: u64) -> String {
    match whole {
        Whole::Overlap(number) => format!(
            "All codes as one table: not tested, for {} with two codes or more would count twice.",
            some(*number, &unit.to_string())
        ),
        Whole::Tested { chi2: None, .. } => "All codes as one table: nothing to compare.".to_string(),
        Whole::Tested { chi2: Some(chi2), exact, cramers_v, n, corrected, cautions, dependence } => {
            let careful = match cautions.is_empty() {
                true => String::new(),
                false => format!(" ({})", codes(cautions).join(", ")),
            };
            let chi2 = format!("chi² = {:.2}, df = {}, {}", chi2.value, chi2.df, p_is(chi2.p));
            let p = p_is(exact.p());
            let how = if matches!(exact, Exact::Sampled(_)) {
                format!(" ({})", sampled(seed))
            } else {
                String::new()
            };
            let v = figures::ratio(*cramers_v).shown;
            let few = dependence.and_then(|one| one.few());
            let few = few.map_or(String::new(), |few| format!(" ({})", few.code()));
            let between = match (corrected, dependence) {
                (Some(test), _) => {
                    let (above, below) = test.f_df;
                    let p = p_is(test.f_p);
                    format!("; Rao and Scott's F = {:.2}, df = {above:.2} and {below:.1}, {p}{few}", test.f)
                }
                (None, Some(_)) => format!("; Rao and Scott's F: {UNDEFINED}"),
                (None, None) => String::new(),
            };
            format!(
                "All codes as one table: {chi2}; Freeman and Halton's {p}{how}; V = {v}; n = {n}{careful}{between}."
            )
        }
    }
}

/// `p = 0.012`, `p < 0.001`.
fn p_is(p: f64) -> String {
    let shown = figures::p(Some(p)).shown;
    shown.strip_prefix('<').map(|bound| format!("p < {bound}")).unwrap_or_else(|| format!("p = {shown}"))
}

/// Why columns are not compared.
pub(super) fn reason(why: &Refusal, by: &str) -> String {
    match why {
        Refusal::NotTwoColumns => "there are not two of them".to_string(),
        Refusal::Codes => "they are codes, and one incident may stand in several".to_string(),
        Refusal::InSeveral(number) => {
            format!("{} with several values of {by} would stand on both sides", some(*number, "incident"))
        }
        Refusal::SharedRespondents(number) => {
            let verb = if *number == 1 { "stands" } else { "stand" };
            format!("{} {verb} in more than one of them", some(*number, "respondent"))
        }
        Refusal::Segments => "segments have no base".to_string(),
    }
}

/// The statistics of a row for programs.
pub(super) fn row_json(row: &OfRow) -> (Value, Value) {
    let cautions = row.cautions.iter().map(|caution| json!(caution.code())).collect();
    (figures::json(&row.statistics), cautions)
}

/// What was compared and how, for programs; `null` where nothing was asked.
pub(super) fn table_json(table: &Crosstab) -> Value {
    let compared = match &table.tested {
        Tested::NotAsked => return Value::Null,
        Tested::Refused(why) => return json!({"columns": [], "reason": reason(why, &table.by)}),
        Tested::Done(compared) => compared,
    };
    let n: Option<usize> = compared.columns.iter().map(|at| table.columns[*at].base).sum();
    let mut methods: Map<String, Value> = Map::new();
    for one in table.rows.iter().flat_map(|row| &row.compared.statistics) {
        methods.entry(one.measure.name()).or_insert_with(|| json!(one.measure.method()));
    }
    let was_sampled = |statistic: &Statistic| statistic.measure == Measure::FisherSampledP;
    let any_sampled = table.rows.iter().any(|row| row.compared.statistics.iter().any(was_sampled));
    let Effort { samples, .. } = Effort::default();
    let seed = compared.seed;
    json!({
        "columns": compared.columns.iter().map(|at| &table.columns[*at].value).collect::<Vec<_>>(),
        "reason": null,
        "detail": if compared.detail == Detail::Full { "full" } else { "basic" },
        "level": LEVEL,
        "n": n,
        "tests": compared.tests.codes,
        "tests_of_groups": compared.tests.groups,
        "tests_of_valences": compared.tests.valences,
        "dependence": compared.dependence.map(|one| json!({
            "by": one.by, "unit": one.unit, "clusters": one.clusters, "several": one.several,
            "most": one.most, "in_both": one.in_both,
        })),
        "asked": compared.asked.iter().map(|(value, number)| (value.clone(), json!(number))).collect::<Map<_, _>>(),
        "whole": compared.whole.as_ref().map(whole_json),
        "monte_carlo": any_sampled.then(|| json!({"samples": samples, "seed": seed})),
        "permutation": compared.arrangements.map(|one| json!({
            "samples": one.samples, "seed": seed, "within_sizes": one.within_sizes,
        })),
        "methods": methods,
    })
}

fn codes(cautions: &[Caution]) -> Vec<&'static str> {
    cautions.iter().map(|caution| caution.code()).collect()
}

/// Why there is no corrected test.
pub(super) const UNDEFINED: &str =
    "undefined: one respondent told all, or empty cells leave a contrast without a variance";

fn whole_json(whole: &Whole) -> Value {
    match whole {
        Whole::Overlap(number) => json!({"reason": "units with two codes or more", "units": number}),
        Whole::Tested { chi2, exact, cramers_v, n, corrected, cautions, dependence } => {
            let few = dependence.and_then(|one| one.few());
            let name = if matches!(exact, Exact::Sampled(_)) { "fisher_p_monte_carlo" } else { "fisher_p" };
            json!({
                "chi2": chi2.map(|one| one.value), "df": chi2.map(|one| one.df), "chi2_p": chi2.map(|one| one.p),
                name: chi2.map(|_| exact.p()), "cramers_v": cramers_v, "n": n,
                "cautions": codes(cautions),
                "rao_scott_cautions": few.map(Caution::code),
                "rao_scott_F": corrected.as_deref().map(|test| test.f),
                "rao_scott_ndf": corrected.as_deref().map(|test| test.f_df.0),
                "rao_scott_ddf": corrected.as_deref().map(|test| test.f_df.1),
                "rao_scott_F_p": corrected.as_deref().map(|test| test.f_p),
                "rao_scott_first": corrected.as_deref().map(|test| test.first),
                "rao_scott_chisq_p": corrected.as_deref().map(|test| test.first_p),
                "rao_scott_deff": corrected.as_deref().map(|test| test.design_effect),
            })
        }
    }
}
