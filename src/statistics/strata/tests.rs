//! What theory says of strata, on random ones.

use super::exact::ExactStrata;
use super::mantel_haenszel::{cmh, odds_ratio, risk_difference};
use super::*;
use crate::statistics::two_by_two::fisher::Fisher;
use proptest::prelude::*;

fn strata() -> impl Strategy<Value = Vec<TwoByTwo>> {
    let table = (0u64..4, 0u64..4, 0u64..4, 0u64..4).prop_map(|(a, b, c, d)| TwoByTwo { a, b, c, d });
    proptest::collection::vec(table, 1..8)
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one == other || (one - other).abs() < 1e-9 * (1.0 + one.abs()),
        (one, other) => one == other,
    }
}

proptest! {
    #[test]
    fn the_order_of_strata_does_not_matter((one, other) in strata().prop_flat_map(|strata| (Just(strata.clone()), Just(strata).prop_shuffle()))) {
        let statistic = |strata: &[TwoByTwo]| cmh(strata).map(|cmh| cmh.plain.value);
        prop_assert!(near(statistic(&one), statistic(&other)));
        prop_assert!(near(risk_difference(&one), risk_difference(&other)));
        let (exact, shuffled) = (ExactStrata::of(&one).unwrap(), ExactStrata::of(&other).unwrap());
        prop_assert!((exact.two_sided() - shuffled.two_sided()).abs() < 1e-9);
    }

    #[test]
    fn strata_that_tell_nothing_change_no_test(strata in strata(), n in 1u64..5) {
        let mut more = strata.clone();
        more.push(TwoByTwo { a: n, b: 0, c: 2, d: 0 });
        more.push(TwoByTwo { a: 0, b: 0, c: n, d: 3 });
        prop_assert_eq!(informative(&strata), informative(&more));
        let (before, after) = (ExactStrata::of(&strata).unwrap(), ExactStrata::of(&more).unwrap());
        prop_assert!((before.two_sided() - after.two_sided()).abs() < 1e-9);
        let value = |strata: &[TwoByTwo]| odds_ratio(strata, 0.95).map(|odds| odds.value);
        prop_assert!(near(value(&strata), value(&more)));
        let statistic = |strata: &[TwoByTwo]| cmh(strata).map(|cmh| cmh.plain.value);
        prop_assert!(near(statistic(&strata), statistic(&more)));
    }

    #[test]
    fn one_stratum_is_a_plain_table(strata in strata()) {
        let table = strata[0];
        let exact = ExactStrata::of(&strata[..1]).unwrap();
        let fisher = Fisher::of(&table);
        prop_assert!((exact.two_sided() - fisher.two_sided).abs() < 1e-12);
        prop_assert!((exact.less() - fisher.less).abs() < 1e-12);
        prop_assert!((exact.greater() - fisher.greater).abs() < 1e-12);
    }
}

#[test]
fn thousands_of_strata_are_left_to_the_large_sample_test() {
    let strata = vec![TwoByTwo { a: 3, b: 2, c: 2, d: 3 }; 20_000];
    assert!(ExactStrata::of(&strata).is_none());
    assert!(cmh(&strata).is_some());
}

#[test]
fn an_exact_limit_is_where_the_tail_is_what_it_should_be() {
    let strata = [
        TwoByTwo { a: 3, b: 2, c: 1, d: 4 },
        TwoByTwo { a: 0, b: 0, c: 2, d: 3 },
        TwoByTwo { a: 5, b: 1, c: 2, d: 2 },
    ];
    let limit = ExactStrata::of(&strata).unwrap().odds_ratio(0.95).unwrap().exact.high;
    // The ways to a sum of 0 to 8, whole numbers: C(5,x) C(5,4-x) by C(6,y) C(4,7-y), y from 3.
    let (first, second) = ([5.0, 50.0, 100.0, 50.0, 5.0], [20.0, 60.0, 36.0, 4.0]);
    let way = |sum: usize| {
        (0..5).filter_map(|x| Some(first[x] * second.get(sum.checked_sub(x + 3)?)?)).sum::<f64>()
    };
    let chance = |sums: std::ops::RangeInclusive<usize>| {
        sums.map(|sum| way(sum) * limit.powi(sum as i32)).sum::<f64>()
    };
    assert!((chance(3..=8) / chance(3..=10) / 0.025 - 1.0).abs() < 1e-10);
}

proptest! {
    #[test]
    fn strata_that_are_alike_count_as_often_as_they_are(strata in strata(), times in 1u64..4) {
        use crate::statistics::clusters::{dependence::intraclass_correlation, rao_scott::rao_scott, share};
        let alike: Vec<Alike> = strata.iter().map(|table| Alike { table: *table, times }).collect();
        let repeated: Vec<TwoByTwo> = (0..times).flat_map(|_| strata.clone()).collect();
        prop_assert_eq!(collapsed(&alike), collapsed(&repeated));
        prop_assert_eq!(informative(&alike), informative(&repeated));
        prop_assert!(near(cmh(&alike).map(|cmh| cmh.plain.value), cmh(&repeated).map(|cmh| cmh.plain.value)));
        prop_assert!(near(odds_ratio(&alike, 0.95).map(|one| one.value), odds_ratio(&repeated, 0.95).map(|one| one.value)));
        prop_assert!(near(rao_scott(&alike).map(|one| one.f), rao_scott(&repeated).map(|one| one.f)));
        prop_assert!(near(intraclass_correlation(&alike), intraclass_correlation(&repeated)));
        let effect = |share: Option<crate::statistics::clusters::ClusteredShare>| share.and_then(|one| one.design_effect);
        prop_assert!(near(effect(share(&alike, 0)), effect(share(&repeated, 0))));
        let exact = (ExactStrata::of(&alike).unwrap(), ExactStrata::of(&repeated).unwrap());
        prop_assert!((exact.0.two_sided() - exact.1.two_sided()).abs() < 1e-9);
    }
}
