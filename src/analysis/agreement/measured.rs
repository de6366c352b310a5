//! The coefficients of one row, each with the standard error that fits its units.

use super::Grain;
use crate::analysis::comparison::LEVEL;
use crate::analysis::{Measure, Statistic};
use crate::statistics::agreement::coefficients::{
    brennan_prediger, fleiss_kappa, gwet_ac, percent_agreement,
};
use crate::statistics::agreement::krippendorff::alpha_estimate;
use crate::statistics::agreement::two_coders::Pair;
use crate::statistics::agreement::weights::{Weighting, weights};
use crate::statistics::agreement::{Decisions, Estimate};
use crate::statistics::unitizing::characters::Sums;
use crate::statistics::{Interval, jackknife, tails};

/// How a standard error comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorMethod {
    /// Linearised over incidents (Gwet 2014).
    Linearised,
    /// Of Cohen's kappa (Fleiss, Cohen and Everitt 1969).
    FleissCohenEveritt,
    /// An incident left out at a time.
    Jackknife,
}

impl ErrorMethod {
    /// The endings of the names of the standard error and of its interval.
    pub fn endings(self) -> (&'static str, &'static str) {
        match self {
            Self::Linearised => ("_se", "_ci"),
            Self::FleissCohenEveritt => ("_se_fce", "_ci_wald"),
            Self::Jackknife => ("_se_jackknife", "_ci_jackknife"),
        }
    }

    /// The same where judgements of several codes are put together: they depend on each other too.
    pub fn of_overall(measure: Measure) -> Option<Self> {
        (measure != Measure::Prevalence).then_some(Self::Jackknife)
    }

    /// How the error of this measure comes about; nothing where none is told. Units within incidents
    /// depend on each other, so there an incident is left out at a time.
    pub fn of(measure: Measure, grain: Grain) -> Option<Self> {
        match (measure, grain) {
            (Measure::Prevalence, _) => None,
            (Measure::PositiveAgreement | Measure::NegativeAgreement, _) => Some(Self::Jackknife),
            (Measure::CohenKappa, Grain::Incident) => Some(Self::FleissCohenEveritt),
            (_, Grain::Incident) => Some(Self::Linearised),
            (_, Grain::Paragraph | Grain::Sentence | Grain::Character) => Some(Self::Jackknife),
        }
    }
}

/// The measures of a table of this grain, with two raters or more.
pub fn measures(grain: Grain, raters: usize) -> Vec<Measure> {
    let two = raters == 2;
    let only_two = |measure| two.then_some(measure);
    let mut measures = vec![Measure::PercentAgreement];
    match grain {
        Grain::Character => {
            measures.extend([Measure::CharacterAlpha, Measure::UnitizingAlpha]);
            measures.extend(only_two(Measure::CharacterKappa));
            measures.push(if two { Measure::Holsti } else { Measure::PositiveAgreement });
            measures.extend(only_two(Measure::JaccardOfCharacters));
        }
        Grain::Incident | Grain::Paragraph | Grain::Sentence => {
            measures.extend([Measure::Alpha, Measure::GwetAc1]);
            measures.extend(only_two(Measure::CohenKappa));
            measures.extend([Measure::FleissKappa, Measure::BrennanPrediger]);
            measures.extend([Measure::PositiveAgreement, Measure::NegativeAgreement]);
        }
    }
    measures.push(Measure::Prevalence);
    measures
}

fn value(measure: Measure, sums: &Decisions) -> Option<f64> {
    match measure {
        Measure::PercentAgreement => sums.percent_agreement(),
        Measure::Alpha | Measure::CharacterAlpha => sums.alpha(),
        Measure::GwetAc1 => sums.gwet_ac1(),
        Measure::CohenKappa | Measure::CharacterKappa => sums.cohen_kappa(),
        Measure::FleissKappa => sums.fleiss_kappa(),
        Measure::BrennanPrediger => sums.brennan_prediger(),
        Measure::PositiveAgreement | Measure::Holsti => sums.positive_agreement(),
        Measure::NegativeAgreement => sums.negative_agreement(),
        Measure::JaccardOfCharacters => sums.jaccard(),
        Measure::Prevalence => sums.prevalence(),
        _ => None,
    }
}

/// What a row is made of.
pub(super) struct Parts<'a> {
    /// What was said of each incident, those alone that two raters of the row read.
    pub decisions: &'a [Decisions],
    /// Units as coders who gave and did not give the code, where an incident is a unit.
    pub counts: Option<&'a [Vec<f64>]>,
    /// What unitizing alphas are made of, an incident each; nothing where they are undefined.
    pub sums: Option<&'a [Sums]>,
}

impl Parts<'_> {
    /// Everything added up.
    pub fn total(&self) -> Decisions {
        let mut total = Decisions::default();
        self.decisions.iter().for_each(|one| total += *one);
        total
    }

    /// The statistics of these measures.
    pub fn statistics(&self, measures: &[Measure], grain: Grain) -> Vec<Statistic> {
        let total = self.total();
        let n = total.pairable() as usize;
        measures
            .iter()
            .map(|measure| match measure {
                Measure::UnitizingAlpha => self.unitizing(*measure, Sums::u_alpha, n),
                Measure::CharacterAlphaOfAll => self.unitizing(*measure, Sums::character_alpha, n),
                measure => self.statistic(*measure, grain, &total, n),
            })
            .collect()
    }

    fn statistic(&self, measure: Measure, grain: Grain, total: &Decisions, n: usize) -> Statistic {
        let value = value(measure, total);
        let plain = Statistic::plain(measure, value, n);
        match (ErrorMethod::of(measure, grain), self.counts) {
            (None, _) => plain,
            (Some(ErrorMethod::Linearised), Some(counts)) => {
                let estimate = linearised(measure, counts);
                Statistic {
                    standard_error: estimate.and_then(|one| one.standard_error),
                    interval: estimate.and_then(|one| {
                        Estimate { value: value.unwrap_or(one.value), ..one }.interval(LEVEL)
                    }),
                    ..plain
                }
            }
            (Some(ErrorMethod::FleissCohenEveritt), Some(_)) => {
                let [a, b, c, d] = total.table();
                let weights = weights(Weighting::Identity, &[0.0, 1.0]);
                let kappa = Pair::of(&[vec![a, b], vec![c, d]]).and_then(|pair| pair.cohen_kappa(&weights));
                Statistic {
                    standard_error: kappa.map(|kappa| kappa.standard_error),
                    interval: kappa.map(|kappa| kappa.wald(LEVEL)),
                    ..plain
                }
            }
            _ => {
                let without = self.decisions.iter().map(|part| self::value(measure, &(*total - *part)));
                jackknifed(plain, &without.collect::<Vec<_>>())
            }
        }
    }

    fn unitizing(&self, measure: Measure, alpha: fn(&Sums) -> Option<f64>, n: usize) -> Statistic {
        let parts = self.sums.unwrap_or_default();
        let Some(total) = parts.iter().cloned().reduce(|one, other| one.and(&other)) else {
            return Statistic::plain(measure, None, n);
        };
        let without: Vec<Option<f64>> =
            parts.iter().map(|part| alpha(&total.clone().without(part))).collect();
        jackknifed(Statistic::plain(measure, alpha(&total), n), &without)
    }
}

fn linearised(measure: Measure, counts: &[Vec<f64>]) -> Option<Estimate> {
    let weights = weights(Weighting::Identity, &[0.0, 1.0]);
    match measure {
        Measure::PercentAgreement => percent_agreement(counts, &weights),
        Measure::Alpha => alpha_estimate(counts, &weights),
        Measure::GwetAc1 => gwet_ac(counts, &weights),
        Measure::FleissKappa => fleiss_kappa(counts, &weights),
        Measure::BrennanPrediger => brennan_prediger(counts, &weights),
        _ => None,
    }
}

/// The statistic with the standard error and interval that leaving out incidents gives.
pub(super) fn jackknifed(plain: Statistic, without: &[Option<f64>]) -> Statistic {
    let (Some(value), Some(error)) = (plain.value, jackknife::standard_error(without)) else {
        return plain;
    };
    let reach = tails::student_quantile(LEVEL, without.len() as f64 - 1.0) * error;
    let interval = Interval { low: value - reach, high: (value + reach).min(1.0) };
    Statistic { standard_error: Some(error), interval: Some(interval), ..plain }
}
