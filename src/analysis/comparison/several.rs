//! One code in more than two columns.

use super::clusters::Clusters;
use super::{Compared, Counted, Detail, OfRow};
use crate::analysis::statistic::{Caution, Measure, Statistic};
use crate::statistics::clusters::of_tables::{Corrected, corrected};
use crate::statistics::freeman_halton::{Effort, Exact, freeman_halton};
use crate::statistics::{Counts, association};

/// What one of many codes may cost before its p is estimated.
const NODES: usize = 1_000_000;

pub(super) fn of_row(
    counted: &Counted<'_>,
    compared: &Compared,
    clusters: Option<&Clusters>,
    units: &[u32],
) -> OfRow {
    let columns = &compared.columns;
    let Some(counts) = Counts::new(counted.rows(columns)).filter(|counts| counts.total() > 0) else {
        return OfRow::default();
    };
    let n = counts.total() as usize;
    let mut statistics = Vec::new();
    let mut add = |measure, value: Option<f64>| statistics.push(Statistic::plain(measure, value, n));
    let chi2 = association::pearson(&counts);
    add(Measure::ChiSquare, chi2.map(|one| one.value));
    add(Measure::Df, chi2.map(|one| one.df as f64));
    add(Measure::ChiSquareP, chi2.map(|one| one.p));
    let exact = freeman_halton(&counts, Effort { nodes: NODES, seed: compared.seed, ..Effort::default() });
    match exact {
        Exact::Enumerated(p) => add(Measure::FisherP, Some(p)),
        Exact::Sampled(estimate) => {
            add(Measure::FisherP, None);
            add(Measure::FisherSampledP, Some(estimate.p));
            add(Measure::FisherSamples, Some(estimate.samples as f64));
        }
    }
    let mut cautions = Vec::new();
    let rough = |expected: f64| expected > 0.0 && expected < 5.0;
    if chi2.is_some() && counts.expected().into_iter().flatten().flatten().any(rough) {
        cautions.push(Caution::ExpectedBelowFive);
    }
    if matches!(exact, Exact::Sampled(_)) {
        cautions.push(Caution::Sampled);
    }
    let mut residuals = Vec::new();
    if compared.detail == Detail::Full {
        let g = association::likelihood_ratio(&counts);
        add(Measure::G, g.map(|one| one.value));
        add(Measure::GP, g.map(|one| one.p));
        add(Measure::CramersV, association::cramers_v(&counts));
        add(Measure::CramersVCorrected, association::cramers_v_corrected(&counts));
        if let Some(clusters) = clusters {
            let test = corrected(&clusters.with_and_without(units), columns.len());
            between(test.as_ref()).into_iter().for_each(|(measure, value)| add(measure, value));
        }
        residuals = vec![None; counted.counts.len()];
        if let Some(rows) = association::adjusted_residuals(&counts) {
            columns.iter().zip(rows).for_each(|(column, row)| residuals[*column] = row[0]);
        }
    }
    OfRow { statistics, cautions, intervals: Vec::new(), residuals }
}

/// What is right between clusters: the test of first and of second order.
pub fn between(test: Option<&Corrected>) -> [(Measure, Option<f64>); 7] {
    [
        (Measure::RaoScottF, test.map(|test| test.f)),
        (Measure::RaoScottNumerator, test.map(|test| test.f_df.0)),
        (Measure::RaoScottDenominator, test.map(|test| test.f_df.1)),
        (Measure::RaoScottP, test.map(|test| test.f_p)),
        (Measure::RaoScottFirst, test.map(|test| test.first)),
        (Measure::RaoScottFirstP, test.map(|test| test.first_p)),
        (Measure::RaoScottDesignEffect, test.map(|test| test.design_effect)),
    ]
}
