//! How far placements agree, in coefficients of several categories.

use super::{Matched, Placed, Thing, measures};
use crate::analysis::agreement::ErrorMethod;
use crate::analysis::agreement::measured::jackknifed;
use crate::analysis::comparison::LEVEL;
use crate::analysis::{Caution, Measure, Statistic};
use crate::statistics::agreement::coefficients::{
    brennan_prediger, fleiss_kappa, gwet_ac, percent_agreement,
};
use crate::statistics::agreement::krippendorff::{Metric, alpha, alpha_estimate};
use crate::statistics::agreement::two_coders::Pair;
use crate::statistics::agreement::weights::{Weighting, weights};
use crate::statistics::agreement::{Estimate, Ratings};
use std::collections::BTreeSet;

/// The most ratings that are gone through again for each incident left out.
const EFFORT: usize = 20_000_000;

impl Matched {
    pub(super) fn of(things: &[Thing], coders: &[usize], categories: usize, placed: Placed) -> Self {
        let own = |thing: &Thing| -> Vec<Option<usize>> { coders.iter().map(|at| thing.said[*at]).collect() };
        // Of two coders only what both placed; of more also what one placed tells what is frequent (Gwet).
        let least = if coders.len() == 2 { 2 } else { 1 };
        let rated: Vec<(usize, Vec<Option<usize>>)> = things
            .iter()
            .map(|thing| (thing.incident, own(thing)))
            .filter(|(_, said)| said.iter().flatten().count() >= least)
            .collect();
        let pairable = rated.iter().filter(|(_, said)| said.iter().flatten().count() >= 2);
        let alike = pairable.clone().filter(|(_, said)| {
            let mut given = said.iter().flatten();
            let first = given.next();
            given.all(|one| Some(one) == first)
        });
        let (n, alike) = (pairable.clone().count(), alike.count());
        let distinct: BTreeSet<usize> =
            pairable.flat_map(|(_, said)| said.iter().flatten().copied()).collect();
        let mut cautions = Vec::new();
        if n > 0 && alike == n {
            let caution = if distinct.len() < 2 { Caution::NoVariation } else { Caution::NoDisagreement };
            cautions.push(caution);
        }
        let units = |without: Option<usize>| {
            let kept = rated.iter().filter(|(incident, _)| Some(*incident) != without);
            Ratings { units: kept.map(|(_, said)| said.clone()).collect(), categories }
        };
        let all = units(None);
        let incidents: BTreeSet<usize> = rated.iter().map(|(incident, _)| *incident).collect();
        let leave_out = incidents.len() * rated.len() * categories <= EFFORT;
        let statistics = measures(coders.len()).into_iter().map(|measure| match placed.error_of(measure) {
            Some(ErrorMethod::Jackknife) => {
                let plain = Statistic::plain(measure, value(measure, &all), n);
                let left: Vec<Option<f64>> = incidents
                    .iter()
                    .filter(|_| leave_out)
                    .map(|at| value(measure, &units(Some(*at))))
                    .collect();
                jackknifed(plain, &left)
            }
            _ => linearised(measure, &all, n),
        });
        Self { n, alike, statistics: statistics.collect(), cautions }
    }
}

fn identity(categories: usize) -> Vec<Vec<f64>> {
    weights(Weighting::Identity, &(0..categories).map(|at| at as f64).collect::<Vec<_>>())
}

fn estimate(measure: Measure, ratings: &Ratings) -> Option<Estimate> {
    let (counts, weights) = (ratings.counts(), identity(ratings.categories));
    match measure {
        Measure::PercentAgreement => percent_agreement(&counts, &weights),
        Measure::Alpha => {
            let values: Vec<f64> = (0..ratings.categories).map(|at| at as f64).collect();
            let value = alpha(&counts, &values, Metric::Nominal)?;
            alpha_estimate(&counts, &weights).map(|one| Estimate { value, ..one })
        }
        Measure::GwetAc1 => gwet_ac(&counts, &weights),
        Measure::FleissKappa => fleiss_kappa(&counts, &weights),
        Measure::BrennanPrediger => brennan_prediger(&counts, &weights),
        _ => None,
    }
}

fn value(measure: Measure, ratings: &Ratings) -> Option<f64> {
    match measure {
        Measure::CohenKappa => {
            let pair = Pair::of(&ratings.table()?)?;
            pair.cohen_kappa(&identity(ratings.categories)).map(|kappa| kappa.value)
        }
        measure => estimate(measure, ratings).map(|one| one.value),
    }
}

fn linearised(measure: Measure, ratings: &Ratings, n: usize) -> Statistic {
    if measure == Measure::CohenKappa {
        let pair = ratings.table().as_deref().and_then(Pair::of);
        let kappa = pair.and_then(|pair| pair.cohen_kappa(&identity(ratings.categories)));
        return Statistic {
            measure,
            value: kappa.map(|kappa| kappa.value),
            standard_error: kappa.map(|kappa| kappa.standard_error),
            interval: kappa.map(|kappa| kappa.wald(LEVEL)),
            n,
        };
    }
    let estimate = estimate(measure, ratings);
    Statistic {
        measure,
        value: estimate.map(|one| one.value),
        standard_error: estimate.and_then(|one| one.standard_error),
        interval: estimate.and_then(|one| one.interval(LEVEL)),
        n,
    }
}
