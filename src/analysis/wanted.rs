//! A value that is asked for: a text, a point, or a stretch of a scale as bins are called.

use super::point::Point;
use crate::corpus::Value;
use std::cmp::Ordering;

/// One value that is asked for: as text and, where it is one, as a point or a stretch of a scale.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    /// As written.
    pub text: String,
    range: Option<Range>,
}

/// A stretch of a scale; without an end it goes on.
#[derive(Debug, Clone, PartialEq)]
struct Range {
    from: Option<Point>,
    to: Option<Point>,
    /// The last point belongs to it.
    with_last: bool,
}

impl Wanted {
    /// Reads it; blanks at the ends are none of it.
    pub fn of(text: String) -> Self {
        let text = text.trim().to_string();
        Self { range: Range::read(&text), text }
    }

    /// True where `value` is it, or lies in its stretch.
    pub fn is(&self, value: &Value) -> bool {
        self.text == value.text() || self.range.as_ref().is_some_and(|range| range.holds(value))
    }

    /// How `value` stands to what was asked; none where the two cannot be compared.
    pub fn order(&self, value: &Value) -> Option<Ordering> {
        match &self.range {
            Some(Range { from: Some(from), to: Some(to), .. }) if from == to => from.order(value),
            _ => None,
        }
    }
}

impl Range {
    /// Reads `2014`, `2010-2014`, `1.5 to <2`, `1 to 2`, `<2010`, `>=2015`: also what bins are called.
    fn read(text: &str) -> Option<Self> {
        let one = |from, to, with_last| Some(Self { from, to, with_last });
        if let Some(point) = Point::read(text) {
            return one(Some(point.clone()), Some(point), true);
        }
        if let Some(below) = text.strip_prefix('<') {
            return one(None, Some(Point::read(below)?), false);
        }
        if let Some(first) = text.strip_prefix(">=") {
            return one(Some(Point::read(first)?), None, true);
        }
        if let Some((from, to)) = text.split_once(" to ") {
            let (to, with_last) = match to.trim().strip_prefix('<') {
                Some(below) => (below, false),
                None => (to, true),
            };
            return one(Some(Point::read(from)?), Some(Point::read(to)?), with_last);
        }
        let (from, to) = text.split_once(['-', '–'])?;
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let (from, to) = (from.trim(), to.trim());
        if !plain(from) || !plain(to) {
            return None;
        }
        one(Some(Point::read(from)?), Some(Point::read(to)?), true)
    }

    fn holds(&self, value: &Value) -> bool {
        let order = |point: &Option<Point>, open: Ordering| match point {
            Some(point) => point.order(value),
            None => Some(open),
        };
        let (Some(from), Some(to)) = (order(&self.from, Ordering::Greater), order(&self.to, Ordering::Less))
        else {
            return false;
        };
        from.is_ge() && if self.with_last { to.is_le() } else { to.is_lt() }
    }
}
