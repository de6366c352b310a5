//! Statistics as people and programs read them.

use super::sheet::Entry;
use crate::analysis::statistic::find;
use crate::analysis::{Measure, Statistic};
use crate::statistics::Interval;
use serde_json::{Map, Value, json};

/// A p-value: three decimals, and no zero that is none.
pub fn p(p: Option<f64>) -> Entry {
    number(p, |p| if p < 0.001 { "<0.001".to_string() } else { format!("{p:.3}") })
}

/// A difference of shares, in points with its sign.
pub fn points(difference: Option<f64>) -> Entry {
    number(difference, signed)
}

/// The interval of a difference of shares, in points.
pub fn points_interval(interval: Option<Interval>) -> Entry {
    between(interval, |one| format!("{:>3} to {:>3}", signed(one.low), signed(one.high)))
}

/// A share of one, in percent with its sign.
pub fn share(share: Option<f64>) -> Entry {
    number(share, |share| format!("{} %", Entry::percent(Some(share * 100.0)).shown))
}

/// A number with one decimal.
pub fn one_decimal(value: Option<f64>) -> Entry {
    number(value, |value| minus(format!("{value:.1}")))
}

/// The interval of such a number.
pub fn interval_of_one_decimal(interval: Option<Interval>) -> Entry {
    between(interval, |one| {
        format!("{} to {}", minus(format!("{:.1}", one.low)), minus(format!("{:.1}", one.high)))
    })
}

/// The interval of a share, in percent.
pub fn share_interval(interval: Option<Interval>) -> Entry {
    between(interval, |one| format!("{:.0} to {:.0}", one.low * 100.0, one.high * 100.0))
}

/// A ratio, with as many decimals as it is worth.
pub fn ratio(ratio: Option<f64>) -> Entry {
    number(ratio, decimals)
}

/// The interval of a ratio.
pub fn ratio_interval(interval: Option<Interval>) -> Entry {
    between(interval, |one| format!("{} to {}", decimals(one.low), decimals(one.high)))
}

/// A statistic with two decimals, with its sign where it is below zero.
pub fn plain(value: Option<f64>) -> Entry {
    number(value, |value| minus(format!("{value:.2}")))
}

/// The interval of such a statistic.
pub fn plain_interval(interval: Option<Interval>) -> Entry {
    between(interval, |one| {
        format!("{} to {}", minus(format!("{:.2}", one.low)), minus(format!("{:.2}", one.high)))
    })
}

/// A number of things.
pub fn whole(value: Option<f64>) -> Entry {
    number(value, |value| format!("{value:.0}"))
}

/// A number that is `shown` to people in some way and exact in files.
fn number(value: Option<f64>, shown: impl Fn(f64) -> String) -> Entry {
    value.map_or_else(Entry::none, |value| Entry { shown: shown(value), exact: exact(value) })
}

fn between(interval: Option<Interval>, shown: impl Fn(Interval) -> String) -> Entry {
    interval.map_or_else(Entry::none, |interval| {
        let limits = format!("{} {}", exact(interval.low), exact(interval.high));
        Entry { shown: shown(interval), exact: limits }
    })
}

fn signed(share: f64) -> String {
    let points = (share * 100.0).round();
    match points {
        points if points > 0.0 => format!("+{points}"),
        points if points < 0.0 => format!("−{}", -points),
        _ => "0".to_string(),
    }
}

fn decimals(ratio: f64) -> String {
    match ratio {
        ratio if ratio == f64::INFINITY => "∞".to_string(),
        ratio if ratio >= 99.5 => format!("{ratio:.0}"),
        ratio if ratio >= 9.95 => format!("{ratio:.1}"),
        ratio => format!("{ratio:.2}"),
    }
}

fn minus(number: String) -> String {
    // What rounds to nothing is below nothing no more.
    if number.trim_start_matches(['-', '0', '.']).is_empty() {
        return number.trim_start_matches('-').to_string();
    }
    number.strip_prefix('-').map(|rest| format!("−{rest}")).unwrap_or(number)
}

/// A number for files alone.
pub fn data(value: Option<f64>) -> Entry {
    Entry::text(value.map(exact).unwrap_or_default())
}

/// As files have it: all digits, and a word for what is truly infinite.
pub fn exact(value: f64) -> String {
    match value {
        value if value == f64::INFINITY => "Infinity".to_string(),
        value if value == f64::NEG_INFINITY => "-Infinity".to_string(),
        value => value.to_string(),
    }
}

/// A value and the limits of its interval, as files have them: name and exact number.
pub fn named(statistics: &[Statistic], measure: Measure) -> Vec<(String, Option<f64>)> {
    let found = find(statistics, measure);
    let mut all = vec![(measure.name().to_string(), found.and_then(|one| one.value))];
    if let Some(name) = measure.interval_name() {
        let interval = found.and_then(|one| one.interval);
        all.push((format!("{name}_low"), interval.map(|interval| interval.low)));
        all.push((format!("{name}_high"), interval.map(|interval| interval.high)));
    }
    all
}

/// Statistics for programs, by name; `null` is undefined, "Infinity" truly infinite.
pub fn json(statistics: &[Statistic]) -> Value {
    let mut fields = Map::new();
    for one in statistics {
        let counted = is_count(one.measure);
        for (name, value) in named(statistics, one.measure) {
            fields.insert(name, written(value, counted));
        }
    }
    Value::Object(fields)
}

/// Its value is a number of things.
fn is_count(measure: Measure) -> bool {
    matches!(
        measure,
        Measure::Df
            | Measure::InformativeStrata
            | Measure::FisherSamples
            | Measure::ClusterPermutations
            | Measure::ClusterPermutationClusters
            | Measure::Pairs
            | Measure::PairsOnlyFirst
            | Measure::PairsOnlySecond
    )
}

/// A number for programs.
pub fn written(value: Option<f64>, counted: bool) -> Value {
    match value {
        None => Value::Null,
        Some(value) if value.is_infinite() => json!(exact(value)),
        Some(value) if counted => json!(value as u64),
        Some(value) => json!(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_for_people_and_never_to_a_false_zero() {
        let shown = |entry: Entry| entry.shown;
        assert_eq!(shown(p(Some(0.000_4))), "<0.001");
        assert_eq!(shown(p(Some(0.049_6))), "0.050");
        assert_eq!(shown(points(Some(-0.242))), "−24");
        assert_eq!(shown(points(Some(-0.001))), "0");
        let interval = Some(Interval { low: -0.2, high: 0.3 });
        assert_eq!(shown(points_interval(interval)), "−20 to +30");
        assert_eq!(shown(ratio(Some(f64::INFINITY))), "∞");
        assert_eq!(ratio(Some(f64::INFINITY)).exact, "Infinity");
        assert_eq!(ratio(None), Entry::none());
    }
}
