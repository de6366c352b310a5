//! Whether numbers that are written apart stay apart when they are read as decimals.

/// What is known of how the numbers of one attribute are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Decimals {
    /// Some are written with a point, some with a comma.
    point: bool,
    comma: bool,
    /// Digits behind the mark of the first number, none being 0; and whether others have as many.
    digits: Option<usize>,
    uneven: bool,
    /// Some are written without a mark, some as `1.0`, some with another zero at the end.
    whole: bool,
    point_zero: bool,
    trailing_zero: bool,
}

impl Decimals {
    /// Takes a number into account; `fraction` is what stands behind its mark.
    pub fn see(&mut self, text: &str, fraction: Option<&str>) {
        self.point |= text.contains('.');
        self.comma |= text.contains(',');
        let digits = fraction.map_or(0, str::len);
        self.uneven |= *self.digits.get_or_insert(digits) != digits;
        match fraction {
            None => self.whole = true,
            Some("0") => self.point_zero = true,
            Some(fraction) => self.trailing_zero |= fraction.ends_with('0'),
        }
    }

    /// True where no two spellings can be the same number: `1.1` and `1.10` can, and so can `1.5` and
    /// `1,5`; `1.10` and `1.25` cannot, nor can `1.0` and `2.5`.
    pub fn stay_apart(&self) -> bool {
        let one_way = !self.uneven || !(self.trailing_zero || self.point_zero && self.whole);
        one_way && !(self.point && self.comma)
    }
}
