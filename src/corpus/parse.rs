//! A written value as what its type makes of it.

use super::decimals::Decimals;
use super::number::{Marks, Number};
use super::{Kind, Value};

/// Words that say yes, then words that say no.
const YES: [&str; 9] = ["yes", "y", "true", "ja", "j", "waar", "oui", "sí", "1"];
const NO: [&str; 9] = ["no", "n", "false", "nee", "nein", "onwaar", "non", "niet", "0"];

/// The largest whole number up to which a decimal holds every one.
const EVERY_WHOLE: f64 = 9_007_199_254_740_992.0;

/// The value of `text` as `kind`, which somebody declared; none where it is not of that type, or is a
/// number that could be two.
pub fn parse(text: &str, kind: Kind) -> Option<Value> {
    parse_among(text, kind, Marks::default())
}

/// The same where the marks in the numbers of its attribute are known.
pub(super) fn parse_among(text: &str, kind: Kind, marks: Marks) -> Option<Value> {
    let number = || marks.value(Number::read(text)?);
    match kind {
        Kind::Text => Some(Value::Text(text.into())),
        Kind::WholeNumber => {
            let plain = text.strip_prefix('+').unwrap_or(text).parse().ok();
            let written = || {
                number()
                    .filter(|number| number.fract() == 0.0 && number.abs() < EVERY_WHOLE)
                    .map(|one| one as i64)
            };
            plain.or_else(written).map(Value::WholeNumber)
        }
        Kind::Decimal => number().map(Value::Decimal),
        Kind::Date => date(text).map(|found| found.value),
        Kind::YesNo => yes_no(text).map(Value::YesNo),
    }
}

fn yes_no(text: &str) -> Option<bool> {
    let lower = text.to_lowercase();
    let among = |words: &[&str]| words.contains(&lower.as_str());
    if among(&YES) { Some(true) } else { among(&NO).then_some(false) }
}

/// A day, and how sure it is that it is this one.
pub(super) struct FoundDate {
    pub value: Value,
    /// Day and month could be the other way round.
    pub ambiguous: bool,
}

/// A calendar day as year-month-day, or as day, month, year with `-`, `/` or `.`;
/// a time behind it is left off.
pub(super) fn date(text: &str) -> Option<FoundDate> {
    let day = text.split(['T', ' ']).next()?;
    if day.len() < text.len() && !is_time(&text[day.len() + 1..]) {
        return None;
    }
    let separator = day.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let parts: Vec<&str> = day.split(separator).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if [first, second, third].iter().any(|part| part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let (year, month, day, ambiguous) = match (first.len(), second.len(), third.len()) {
        (4, 1..=2, 1..=2) => (first, second, third, false),
        (1..=2, 1..=2, 4) => {
            let small = first.parse::<u8>().is_ok_and(|day| day <= 12);
            (third, second, first, small && separator == '/' && first != second)
        }
        _ => return None,
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    is_day(year, month, day).then_some(FoundDate { value: Value::Date { year, month, day }, ambiguous })
}

/// A calendar day written month/day/year, as in the United States; a time behind it is left off.
pub(super) fn month_first(text: &str) -> Option<FoundDate> {
    let (day, rest) = text.split_once(' ').unwrap_or((text, ""));
    let (month, day_and_year) = day.split_once('/')?;
    let (day, year) = day_and_year.split_once('/')?;
    let turned = format!("{day}/{month}/{year} {rest}");
    date(turned.trim_end())
}

/// True for a number or a day: what no column is called.
pub(super) fn is_scalar(text: &str) -> bool {
    Number::read(text).is_some() || date(text).is_some() || month_first(text).is_some()
}

/// `13:30`, with seconds, parts of them and a time zone.
fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.len() >= 4
        && text.contains(':')
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ':' | '.' | ',' | '+' | '-' | 'Z' | ' ' | 'A' | 'P' | 'M')
        })
}

fn is_day(year: i32, month: u8, day: u8) -> bool {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// What the values of one attribute have in common.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    any: bool,
    whole: bool,
    decimal: bool,
    decimals: Decimals,
    date: bool,
    /// What stands between thousands, and before decimals.
    marks: Marks,
    /// Some date tells day from month.
    date_is_sure: bool,
    /// The same, where the month stands before the day.
    month_first: bool,
    month_first_is_sure: bool,
    /// Some date can be read with the month before the day alone.
    month_first_alone: bool,
    yes_no: bool,
}

impl Default for Guess {
    fn default() -> Self {
        Self {
            any: false,
            whole: true,
            decimal: true,
            decimals: Decimals::default(),
            date: true,
            marks: Marks::default(),
            date_is_sure: false,
            month_first: true,
            month_first_is_sure: false,
            month_first_alone: false,
            yes_no: true,
        }
    }
}

impl Guess {
    /// Takes one more value into account.
    pub fn see(&mut self, text: &str) {
        self.any = true;
        let whole = (self.whole || self.decimal) && is_plain_whole(text);
        self.whole &= whole;
        if self.decimal && whole {
            self.decimals.see(text, None);
        } else if self.decimal {
            self.marks.see(text, false);
            self.decimal = is_plain_decimal(text);
            let fraction = text.split_once(['.', ',']).map(|(_, fraction)| fraction);
            self.decimals.see(text, fraction);
        }
        if self.date {
            match date(text) {
                Some(found) => self.date_is_sure |= !found.ambiguous,
                None => self.date = false,
            }
        }
        if self.month_first {
            match month_first(text) {
                Some(found) => self.month_first_is_sure |= !found.ambiguous,
                None => self.month_first = false,
            }
        }
        self.month_first_alone |= text.contains('/') && date(text).is_none() && month_first(text).is_some();
        self.yes_no &= matches!(text, "yes" | "no");
    }

    /// What the marks of its numbers stand for.
    pub fn marks(&self) -> Marks {
        self.marks
    }

    /// Every date is written month/day/year, and some can be read in no other way.
    pub fn is_month_first(&self) -> bool {
        self.any && self.month_first && self.month_first_is_sure && !self.date
    }

    /// Dates are written day/month/year and month/day/year, so that many could be two days.
    pub fn mixes_dates(&self) -> bool {
        self.month_first_alone && !self.month_first
    }

    /// The type of the attribute: the narrowest that all its values are of.
    pub fn kind(&self) -> Kind {
        match self {
            Self { any: false, .. } => Kind::Text,
            Self { whole: true, .. } => Kind::WholeNumber,
            Self { decimal: true, marks, decimals, .. } if marks.are_sure() && decimals.stay_apart() => {
                Kind::Decimal
            }
            Self { date: true, date_is_sure: true, .. } => Kind::Date,
            guess if guess.is_month_first() => Kind::Date,
            Self { yes_no: true, .. } => Kind::YesNo,
            _ => Kind::Text,
        }
    }
}

/// A whole number as this program would write it, so that `007` stays what it is.
fn is_plain_whole(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit())
        && (digits == "0" || !digits.starts_with('0'))
        && text != "-0"
        && text.parse::<i64>().is_ok()
}

/// A number like `1,5` or `-0.25`.
fn is_plain_decimal(text: &str) -> bool {
    let Some((whole, fraction)) = text.split_once(['.', ',']) else { return false };
    let digits = whole.strip_prefix('-').unwrap_or(whole);
    let all_digits =
        |part: &str| !part.is_empty() && part.len() <= 15 && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(digits) && all_digits(fraction) && (digits == "0" || !digits.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(values: &[&str]) -> Kind {
        let mut guess = Guess::default();
        values.iter().for_each(|value| guess.see(value));
        guess.kind()
    }

    #[test]
    fn a_declared_type_reads_what_people_write() {
        let day = Some(Value::Date { year: 2014, month: 3, day: 2 });
        for text in
            ["2014-03-02", "2-3-2014", "02/03/2014", "2.3.2014", "2014-03-02T13:30:00Z", "2-3-2014 13:30"]
        {
            assert_eq!(parse(text, Kind::Date), day, "{text}");
        }
        for text in ["2014", "31-2-2014", "2014-13-01", "maart 2014", "2-3-14", "2-3-2014 morgen"] {
            assert_eq!(parse(text, Kind::Date), None, "{text}");
        }
        assert_eq!(parse("1.234,5", Kind::Decimal), Some(Value::Decimal(1234.5)));
        assert_eq!(parse("1,5", Kind::Decimal), Some(Value::Decimal(1.5)));
        assert_eq!(parse("-0.25", Kind::Decimal), Some(Value::Decimal(-0.25)));
        assert_eq!(parse("nan", Kind::Decimal), None);
        assert_eq!(parse("007", Kind::WholeNumber), Some(Value::WholeNumber(7)));
        assert_eq!(parse("7.5", Kind::WholeNumber), None);
        assert_eq!(parse("7.0", Kind::WholeNumber), Some(Value::WholeNumber(7)));
        assert_eq!(parse("1,234,567", Kind::WholeNumber), Some(Value::WholeNumber(1_234_567)));
        assert_eq!(parse("1,200", Kind::Decimal), None);
        assert_eq!(parse("Ja", Kind::YesNo), Some(Value::YesNo(true)));
        assert_eq!(parse("false", Kind::YesNo), Some(Value::YesNo(false)));
        assert_eq!(parse("misschien", Kind::YesNo), None);
    }

    #[test]
    fn the_month_stands_first_where_no_other_reading_fits() {
        let order = |values: &[&str]| {
            let mut guess = Guess::default();
            values.iter().for_each(|value| guess.see(value));
            guess.is_month_first()
        };
        assert!(order(&["03/04/2015 13:30", "02/25/2015 00:00"]));
        assert!(!order(&["03/04/2015", "25/02/2015"]));
        assert!(!order(&["03/04/2015", "01/02/2015"]));
        assert!(!order(&[]));
        let day = month_first("02/25/2015 00:00").map(|found| found.value);
        assert_eq!(day, Some(Value::Date { year: 2015, month: 2, day: 25 }));
    }

    #[test]
    fn a_type_is_inferred_where_every_value_agrees_and_nothing_is_lost() {
        assert_eq!(guessed(&["2014", "-3", "0"]), Kind::WholeNumber);
        assert_eq!(guessed(&["2014", "007"]), Kind::Text);
        assert_eq!(guessed(&["1", "2,5"]), Kind::Decimal);
        assert_eq!(guessed(&["1.234", "12.500"]), Kind::Text);
        for apart in [["1.0", "2.5"], ["1.10", "1.25"], ["2,5", "3"], ["-1.25", "0.5"], ["1.0", "10.0"]] {
            assert_eq!(guessed(&apart), Kind::Decimal, "{apart:?}");
        }
        for mixed in [["1.1", "1.10"], ["1.5", "1,5"], ["1", "1.0"], ["1.2", "1.10"], ["2", "2.50"]] {
            assert_eq!(guessed(&mixed), Kind::Text, "{mixed:?}");
        }
        assert_eq!(guessed(&["0,125", "1,200"]), Kind::Decimal);
        assert_eq!(guessed(&["1.5", "1,5", "1,200"]), Kind::Text);
        assert_eq!(guessed(&["2014-03-02", "3-4-2015"]), Kind::Date);
        assert_eq!(guessed(&["03/04/2015", "01/02/2015"]), Kind::Text);
        assert_eq!(guessed(&["03/04/2015", "25/02/2015"]), Kind::Date);
        assert_eq!(guessed(&["03/04/2015", "02/25/2015"]), Kind::Date);
        assert_eq!(guessed(&["25/04/2015", "02/25/2015"]), Kind::Text);
        assert_eq!(guessed(&["2015-04-03", "02/25/2015"]), Kind::Text);
        assert_eq!(guessed(&["yes", "no"]), Kind::YesNo);
        assert_eq!(guessed(&["ja", "nee"]), Kind::Text);
        assert_eq!(guessed(&["99999999999999999999"]), Kind::Text);
        assert_eq!(guessed(&[]), Kind::Text);
    }
}
