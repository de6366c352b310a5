//! What theory says of every 2x2 table, on random ones, and exact tests far out.

use super::conditional_odds::conditional;
use super::fisher::Fisher;
use super::risk_difference::{agresti_caffo, miettinen_nurminen, newcombe, risk_difference, wald};
use super::{TwoByTwo, odds_ratio, phi, risk_ratio};
use proptest::prelude::*;

fn tables() -> impl Strategy<Value = TwoByTwo> {
    (0u64..30, 0u64..30, 0u64..30, 0u64..30).prop_map(|(a, b, c, d)| TwoByTwo { a, b, c, d })
}

fn near(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-9 * (1.0 + one.abs().max(other.abs()))
}

fn swapped(table: &TwoByTwo) -> TwoByTwo {
    TwoByTwo { a: table.c, b: table.d, c: table.a, d: table.b }
}

fn transposed(table: &TwoByTwo) -> TwoByTwo {
    TwoByTwo { b: table.c, c: table.b, ..*table }
}

proptest! {
    #[test]
    fn swapping_the_groups_turns_every_comparison_round(table in tables()) {
        let other = swapped(&table);
        let (one, two) = (Fisher::of(&table), Fisher::of(&other));
        prop_assert!(near(one.two_sided, two.two_sided) && near(one.less, two.greater));
        prop_assert!(near(one.blaker, two.blaker) && near(one.central(), two.central()));
        if let (Some(rd), Some(back)) = (risk_difference(&table), risk_difference(&other)) {
            prop_assert!(near(rd, -back));
            for interval in [newcombe, wald, agresti_caffo] {
                let (one, two) = (interval(&table, 0.95).unwrap(), interval(&other, 0.95).unwrap());
                prop_assert!(near(one.low, -two.high) && near(one.high, -two.low));
                prop_assert!(one.low <= rd && rd <= one.high);
            }
            let (one, two) = (miettinen_nurminen(&table, 0.95).unwrap(), miettinen_nurminen(&other, 0.95).unwrap());
            prop_assert!((one.low + two.high).abs() < 1e-6 && (one.high + two.low).abs() < 1e-6);
        }
        if let (Some(one), Some(two)) = (odds_ratio::sample(&table, 0.95), odds_ratio::sample(&other, 0.95)) {
            prop_assert!(near(one.value, 1.0 / two.value));
        }
        if let (Some(one), Some(two)) = (risk_ratio::sample(&table, 0.95), risk_ratio::sample(&other, 0.95)) {
            prop_assert!(near(one.value, 1.0 / two.value));
        }
    }

    #[test]
    fn rows_and_columns_change_places_and_association_stays(table in tables()) {
        let other = transposed(&table);
        prop_assert!(near(Fisher::of(&table).two_sided, Fisher::of(&other).two_sided));
        let value = |table| odds_ratio::sample(table, 0.95).map(|odds| odds.value);
        prop_assert_eq!(value(&table), value(&other));
        let pair = (phi::phi(&table), phi::phi(&other));
        prop_assert!(pair.0.is_some() == pair.1.is_some());
        prop_assert!(near(pair.0.unwrap_or_default(), pair.1.unwrap_or_default()));
    }

    #[test]
    fn twice_the_data_keep_every_size_and_narrow_every_interval(table in tables()) {
        let twice = TwoByTwo { a: 2 * table.a, b: 2 * table.b, c: 2 * table.c, d: 2 * table.d };
        prop_assert_eq!(risk_difference(&table), risk_difference(&twice));
        for interval in [newcombe, agresti_caffo] {
            if let (Some(one), Some(two)) = (interval(&table, 0.95), interval(&twice, 0.95)) {
                prop_assert!(two.high - two.low < one.high - one.low);
            }
        }
        if let (Some(one), Some(two)) = (odds_ratio::sample(&table, 0.95), odds_ratio::sample(&twice, 0.95)) {
            prop_assert!(near(one.value, two.value));
        }
    }

    #[test]
    fn exact_and_sample_odds_ratios_lie_on_the_same_side_of_one(table in tables()) {
        prop_assume!(!table.has_an_empty_margin());
        let fitted = conditional(&table, 0.95).unwrap();
        let sample = odds_ratio::sample(&table, 0.95).unwrap();
        prop_assert!(fitted.exact.low <= fitted.estimate && fitted.estimate <= fitted.exact.high);
        prop_assert!((fitted.estimate - 1.0) * (sample.value - 1.0) >= -1e-9);
    }

    #[test]
    fn exact_tests_agree_with_counting_every_table(table in tables()) {
        let choose = |n: u64, k: u64| (0..k).fold(1u128, |so_far, i| so_far * u128::from(n - i) / u128::from(i + 1));
        let ([n1, n2], [m1, _]) = (table.groups(), table.events());
        let ways = |a: u64| choose(n1, a) * choose(n2, m1 - a);
        let all: Vec<u128> = (m1.saturating_sub(n2)..=n1.min(m1)).map(ways).collect();
        let own = ways(table.a);
        let counted: u128 = all.iter().filter(|ways| **ways <= own).sum();
        let total: u128 = all.iter().sum();
        let p = counted as f64 / total as f64;
        prop_assert!((Fisher::of(&table).two_sided / p - 1.0).abs() < 1e-10);
    }
}

#[test]
fn tens_of_millions_are_tested_exactly_and_at_once() {
    let table = TwoByTwo { a: 10_000_000, b: 9_990_000, c: 10_010_000, d: 9_980_000 };
    let fisher = Fisher::of(&table);
    // By the same ratios in decimal numbers of 40 digits.
    for (value, exact) in [
        (fisher.two_sided, 0.001_562_844_076_219_662),
        (fisher.less, 0.000_781_422_038_109_831),
        (fisher.greater, 0.999_220_274_204_724_3),
        (fisher.table, 1.696_242_834_039_452_2e-6),
    ] {
        assert!((value / exact - 1.0).abs() < 1e-9, "{value} {exact}");
    }
}

#[test]
fn small_chances_keep_their_digits() {
    // 1 / choose(100, 50).
    let table = TwoByTwo { a: 50, b: 0, c: 0, d: 50 };
    assert!((Fisher::of(&table).greater / 9.911_653_021_418_339e-30 - 1.0).abs() < 1e-12);
    let table = TwoByTwo { a: 500, b: 0, c: 0, d: 500 };
    assert!((Fisher::of(&table).greater / 3.699_753_997_814_027e-300 - 1.0).abs() < 1e-9);
}
