//! One code in two columns.

use super::clusters::Clusters;
use super::{Counted, Detail, LEVEL, OfRow};
use crate::analysis::statistic::{Caution, Measure, Statistic};
use crate::statistics::clusters::dependence::intraclass_correlation;
use crate::statistics::clusters::permutation::Permuted;
use crate::statistics::clusters::rao_scott::rao_scott;
use crate::statistics::clusters::share;
use crate::statistics::paired::Changed;
use crate::statistics::strata::exact::ExactStrata;
use crate::statistics::strata::{Alike, informative, mantel_haenszel as mh};
use crate::statistics::two_by_two::conditional_odds::conditional;
use crate::statistics::two_by_two::fisher::Fisher;
use crate::statistics::two_by_two::risk_difference::{newcombe, risk_difference};
use crate::statistics::two_by_two::{odds_ratio, phi, risk_ratio};
use crate::statistics::{Counts, Interval, TwoByTwo, association};

pub(super) fn of_row(
    counted: &Counted<'_>,
    columns: [usize; 2],
    detail: Detail,
    clusters: Option<&Clusters>,
    units: &[u32],
) -> OfRow {
    let (with, bases) = (columns.map(|at| counted.with(at)), columns.map(|at| counted.base(at)));
    let Some(table) = TwoByTwo::of_groups(with, bases).filter(|_| !bases.contains(&0)) else {
        return OfRow::default();
    };
    let mut row = Row { table, statistics: Vec::new() };
    row.basic();
    let mut cautions = Vec::new();
    if expected_below_five(&table) {
        cautions.push(Caution::ExpectedBelowFive);
    }
    if needs_a_half(&table) {
        cautions.push(Caution::EmptyCell);
    }
    let mut residuals = Vec::new();
    if detail == Detail::Full {
        row.full();
        if let Some(clusters) = clusters {
            let respondents = clusters.tables(units);
            row.clustered(&respondents);
            row.permuted(clusters.permuted(units));
            row.paired(&respondents);
            row.dependent(&respondents);
        }
        residuals = vec![None; counted.counts.len()];
        if let Some(rows) = association::adjusted_residuals(&Counts::from(table)) {
            columns.iter().zip(rows).for_each(|(column, row)| residuals[*column] = row[0]);
        }
    }
    OfRow { statistics: row.statistics, cautions, intervals: Vec::new(), residuals }
}

/// Chi-square and Woolf's interval are rough then.
fn expected_below_five(table: &TwoByTwo) -> bool {
    !table.has_an_empty_margin()
        && Counts::from(*table).expected().into_iter().flatten().flatten().any(|expected| expected < 5.0)
}

/// The conditional odds ratio sums over every table of the same margins; beyond so many incidents, where
/// it hardly differs from the sample odds ratio, it is left out.
const MOST_CONDITIONAL: u64 = 50_000;

/// The odds ratio is 0 or infinite, and not for want of anything to compare.
fn needs_a_half(table: &TwoByTwo) -> bool {
    table.has_an_empty_cell() && !table.has_an_empty_margin()
}

struct Row {
    table: TwoByTwo,
    statistics: Vec<Statistic>,
}

impl Row {
    fn add(&mut self, measure: Measure, value: impl Into<Option<f64>>, interval: Option<Interval>) {
        let n = self.table.total() as usize;
        self.statistics.push(Statistic { measure, value: value.into(), standard_error: None, interval, n });
    }

    fn basic(&mut self) {
        let table = self.table;
        self.add(Measure::RiskDifference, risk_difference(&table), newcombe(&table, LEVEL));
        let odds = odds_ratio::sample(&table, LEVEL);
        self.add(Measure::OddsRatio, odds.map(|odds| odds.value), odds.and_then(|odds| odds.woolf));
        if needs_a_half(&table) {
            let added = odds_ratio::haldane_anscombe(&table, LEVEL);
            self.add(Measure::OddsRatioHaldane, added.value, added.woolf);
        }
        self.add(Measure::FisherP, Fisher::of(&table).two_sided, None);
    }

    fn full(&mut self) {
        let (table, counts) = (self.table, Counts::from(self.table));
        let ratio = risk_ratio::sample(&table, LEVEL);
        self.add(Measure::RiskRatio, ratio.map(|ratio| ratio.value), ratio.and_then(|ratio| ratio.katz));
        if needs_a_half(&table) && (table.a == 0 || table.c == 0) {
            let added = risk_ratio::haldane(&table, LEVEL);
            self.add(
                Measure::RiskRatioHaldane,
                added.map(|ratio| ratio.value),
                added.and_then(|one| one.katz),
            );
        }
        if table.total() <= MOST_CONDITIONAL {
            let fitted = conditional(&table, LEVEL);
            let (value, exact) = (fitted.map(|fitted| fitted.estimate), fitted.map(|fitted| fitted.exact));
            self.add(Measure::OddsRatioConditional, value, exact);
        }
        let fisher = Fisher::of(&table);
        let several = !table.has_an_empty_margin();
        self.add(Measure::MidpMinimumLikelihood, several.then(|| fisher.midp_minimum_likelihood()), None);
        self.add(Measure::MidpCentral, several.then(|| fisher.midp_central()), None);
        self.independence(&counts);
        self.add(Measure::Phi, phi::phi(&table), None);
        self.add(Measure::CramersV, association::cramers_v(&counts), None);
        self.add(Measure::CramersVCorrected, association::cramers_v_corrected(&counts), None);
    }

    fn independence(&mut self, counts: &Counts) {
        let (chi2, g) = (association::pearson(counts), association::likelihood_ratio(counts));
        self.add(Measure::ChiSquare, chi2.map(|one| one.value), None);
        self.add(Measure::Df, chi2.map(|one| one.df as f64), None);
        self.add(Measure::ChiSquareP, chi2.map(|one| one.p), None);
        self.add(Measure::G, g.map(|one| one.value), None);
        self.add(Measure::GP, g.map(|one| one.p), None);
    }

    /// What is right where respondents told several: within them, and between them.
    fn clustered(&mut self, respondents: &[Alike]) {
        let within = mh::cmh(respondents).map(|test| test.plain);
        let strata = informative(respondents);
        self.add(Measure::InformativeStrata, strata as f64, None);
        self.add(Measure::Cmh, within.map(|test| test.value), None);
        self.add(Measure::CmhP, within.map(|test| test.p), None);
        // Without a respondent that tells anything there is nothing to test.
        let exact = ExactStrata::of(respondents).filter(|_| strata > 0);
        self.add(Measure::StrataExactP, exact.map(|exact| exact.two_sided()), None);
        let common = mh::odds_ratio(respondents, LEVEL);
        self.add(Measure::CommonOddsRatio, common.map(|one| one.value), common.and_then(|one| one.interval));
        let between = rao_scott(respondents);
        self.add(Measure::RaoScottF, between.map(|test| test.f), None);
        self.add(Measure::RaoScottNumerator, between.map(|test| test.df.0), None);
        self.add(Measure::RaoScottDenominator, between.map(|test| test.df.1), None);
        self.add(Measure::RaoScottP, between.map(|test| test.f_p), None);
    }

    fn permuted(&mut self, permuted: Option<Permuted>) {
        let p = permuted.and_then(|one| one.p);
        self.add(Measure::ClusterPermutationP, p.map(|one| one.p), None);
        self.add(Measure::ClusterPermutations, p.map(|one| one.samples as f64), None);
        let clusters = permuted.map(|one| one.clusters as f64);
        self.add(Measure::ClusterPermutationClusters, clusters, None);
    }

    /// Respondents with one in each column, as pairs.
    fn paired(&mut self, respondents: &[Alike]) {
        let pairs = respondents.iter().filter(|one| one.table.groups() == [1, 1]);
        let count = |is: fn(&TwoByTwo) -> bool| -> u64 {
            pairs.clone().filter(|one| is(&one.table)).map(|one| one.times).sum()
        };
        let n = count(|_| true);
        let only_first = count(|one| one.a == 1 && one.c == 0);
        let changed = Changed { only_first, only_second: count(|one| one.a == 0 && one.c == 1) };
        let test = changed.mcnemar();
        let mut add = |measure, value: Option<f64>, interval| {
            let plain = Statistic::plain(measure, value, n as usize);
            self.statistics.push(Statistic { interval, ..plain });
        };
        add(Measure::Pairs, Some(n as f64), None);
        add(Measure::PairsOnlyFirst, Some(changed.only_first as f64), None);
        add(Measure::PairsOnlySecond, Some(changed.only_second as f64), None);
        add(Measure::PairedOddsRatio, changed.odds_ratio(), changed.odds_ratio_interval(LEVEL));
        add(Measure::Mcnemar, test.map(|test| test.value), None);
        add(Measure::McnemarP, test.map(|test| test.p), None);
        add(Measure::McnemarExactP, (n > 0).then(|| changed.exact()), None);
        add(Measure::McnemarMidp, (n > 0).then(|| changed.midp()), None);
    }

    /// How alike incidents of a respondent are, and what that costs.
    fn dependent(&mut self, respondents: &[Alike]) {
        self.add(Measure::IntraclassCorrelation, intraclass_correlation(respondents), None);
        for (group, measure) in
            [Measure::DesignEffectFirst, Measure::DesignEffectSecond].into_iter().enumerate()
        {
            self.add(measure, share(respondents, group).and_then(|share| share.design_effect), None);
        }
    }
}
