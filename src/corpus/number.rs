//! Numbers as people write them: with a point or a comma, and with either of them between thousands.

/// A written number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Nothing else can be meant.
    One(f64),
    /// `1,200`: its only mark, with three digits behind, may part decimals or thousands.
    Two {
        /// The mark.
        mark: Mark,
        /// Its value where the mark stands before decimals.
        decimal: f64,
        /// Its value where the mark stands between thousands.
        thousands: f64,
    },
}

/// A mark inside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `.`
    Point,
    /// `,`
    Comma,
}

/// The two marks of a number, by what they do there.
#[derive(Debug, Clone, Copy, Default)]
struct Roles {
    decimal: Option<Mark>,
    thousands: Option<Mark>,
}

impl Number {
    /// The number that `text` is; blanks around it are none of it. None where it is no number, or its
    /// thousands are no groups of three digits.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let roles = roles(digits)?;
        match (roles.decimal, roles.thousands) {
            (None, Some(mark)) if digits.matches(mark.sign()).count() == 1 => Some(Self::Two {
                mark,
                decimal: value(text, Roles { decimal: Some(mark), thousands: None })?,
                thousands: value(text, roles)?,
            }),
            _ => value(text, roles).map(Self::One),
        }
    }

    /// The number where nothing around it says how it is written: a point stands before decimals, as
    /// programs write them; none where a comma could mean two things.
    pub fn alone(self) -> Option<f64> {
        match self {
            Self::One(number) | Self::Two { mark: Mark::Point, decimal: number, .. } => Some(number),
            Self::Two { mark: Mark::Comma, .. } => None,
        }
    }

    /// The number where there are no thousands.
    pub fn decimal(self) -> f64 {
        match self {
            Self::One(number) | Self::Two { decimal: number, .. } => number,
        }
    }
}

impl Mark {
    fn sign(self) -> char {
        match self {
            Mark::Point => '.',
            Mark::Comma => ',',
        }
    }

    fn other(self) -> Self {
        match self {
            Mark::Point => Mark::Comma,
            Mark::Comma => Mark::Point,
        }
    }
}

/// What its marks do; a mark that could be either is said to part thousands.
fn roles(digits: &str) -> Option<Roles> {
    let last = digits.rfind(['.', ',']);
    let Some((at, mark)) =
        last.map(|at| (at, if digits[at..].starts_with('.') { Mark::Point } else { Mark::Comma }))
    else {
        return Some(Roles::default());
    };
    let (whole, other) = (&digits[..at], mark.other());
    if whole.contains(other.sign()) {
        return is_grouped(whole, other).then_some(Roles { decimal: Some(mark), thousands: Some(other) });
    }
    if is_grouped(digits, mark) {
        return Some(Roles { decimal: None, thousands: Some(mark) });
    }
    (!whole.contains(mark.sign())).then_some(Roles { decimal: Some(mark), thousands: None })
}

/// Groups of three digits behind one of at most three, which does not begin with a nought.
fn is_grouped(digits: &str, mark: Mark) -> bool {
    let mut groups = digits.split(mark.sign());
    let all_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && all_digits(first)
        && groups.all(|group| group.len() == 3 && all_digits(group))
}

fn value(text: &str, roles: Roles) -> Option<f64> {
    let mut plain = text.to_string();
    if let Some(mark) = roles.thousands {
        plain.retain(|sign| sign != mark.sign());
    }
    if roles.decimal == Some(Mark::Comma) {
        plain = plain.replace(',', ".");
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

/// What the numbers of one attribute say of their marks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    decimal: Seen,
    thousands: Seen,
    either: Seen,
}

/// Marks that were seen to do one thing, and nothing else.
#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    point: bool,
    comma: bool,
}

impl Seen {
    fn note(&mut self, mark: Option<Mark>) {
        self.point |= mark == Some(Mark::Point);
        self.comma |= mark == Some(Mark::Comma);
    }

    fn has(self, mark: Mark) -> bool {
        match mark {
            Mark::Point => self.point,
            Mark::Comma => self.comma,
        }
    }
}

impl Marks {
    /// Takes one more value into account; in `whole` numbers no mark stands before decimals that are
    /// not all noughts.
    pub fn see(&mut self, text: &str, whole: bool) {
        match Number::read(text) {
            Some(Number::One(_)) => {
                let digits = text.trim().trim_start_matches(['-', '+']);
                let roles = roles(digits).unwrap_or_default();
                self.decimal.note(roles.decimal);
                self.thousands.note(roles.thousands);
            }
            Some(Number::Two { mark, decimal, .. }) if whole && decimal.fract() != 0.0 => {
                self.thousands.note(Some(mark));
            }
            Some(Number::Two { mark, .. }) => self.either.note(Some(mark)),
            None => {}
        }
    }

    /// True where no number could be two.
    pub fn are_sure(self) -> bool {
        let sure = |mark| !self.either.has(mark) || self.is_decimal(mark) != self.is_thousands(mark);
        sure(Mark::Point) && sure(Mark::Comma)
    }

    /// The value of a number among the others; none where it could still be either.
    pub fn value(self, number: Number) -> Option<f64> {
        let Number::Two { mark, decimal, thousands } = number else { return number.alone() };
        match (self.is_decimal(mark), self.is_thousands(mark)) {
            (true, false) => Some(decimal),
            (false, true) => Some(thousands),
            (true, true) => None,
            (false, false) => number.alone(),
        }
    }

    fn is_decimal(self, mark: Mark) -> bool {
        self.decimal.has(mark) || self.thousands.has(mark.other())
    }

    fn is_thousands(self, mark: Mark) -> bool {
        self.thousands.has(mark) || self.decimal.has(mark.other())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_can_be_only_one() {
        for (text, number) in [
            ("7", 7.0),
            ("-0.25", -0.25),
            ("+1,5", 1.5),
            ("0,125", 0.125),
            ("1234,567", 1234.567),
            ("1.234,5", 1234.5),
            ("1,234.567", 1234.567),
            ("1,234,567", 1_234_567.0),
            ("1.234.567,8", 1_234_567.8),
            (" 1.5e3 ", 1500.0),
        ] {
            assert_eq!(Number::read(text), Some(Number::One(number)), "{text}");
        }
        for text in
            ["", "-", "x", "nan", ".5", "1,2,3", "12,34,567", "1.234,567.8", "0,123,456", "1,23.4", "1 200"]
        {
            assert_eq!(Number::read(text), None, "{text}");
        }
        let two = |mark| Some(Number::Two { mark, decimal: 1.2, thousands: 1200.0 });
        assert_eq!((Number::read("1,200"), Number::read("1.200")), (two(Mark::Comma), two(Mark::Point)));
        assert_eq!(Number::read("1,200").and_then(Number::alone), None);
        assert_eq!(Number::read("1.200").and_then(Number::alone), Some(1.2));
    }

    #[test]
    fn a_mark_that_could_be_either_is_what_it_is_in_the_other_values() {
        let among = |text: &str, others: &[&str], whole: bool| {
            let mut marks = Marks::default();
            others.iter().chain([&text]).for_each(|other| marks.see(other, whole));
            marks.value(Number::read(text).unwrap())
        };
        assert_eq!(among("1,200", &["900", "unknown"], false), None);
        assert_eq!(among("1,200", &["1,234,567"], false), Some(1200.0));
        assert_eq!(among("1,200", &["0.5"], false), Some(1200.0));
        assert_eq!(among("1,200", &["0,5"], false), Some(1.2));
        assert_eq!(among("1,200", &["0,5", "0.5"], false), None);
        assert_eq!(among("1.200", &["900"], false), Some(1.2));
        assert_eq!(among("1.200", &["1,5"], false), Some(1200.0));
        assert_eq!(among("1.200", &["1.234.567"], false), Some(1200.0));
        assert_eq!(among("1,200", &["900"], true), Some(1200.0));
        assert_eq!(among("1,000", &["12,500"], true), Some(1000.0));
        assert_eq!(among("1,000", &["900"], true), None);
    }
}
