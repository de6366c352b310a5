//! A share of a whole, as people write it: `25%` or `0.25`.

use std::str::FromStr;

/// A share from above 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share(pub f64);

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, whole) = match text.trim().strip_suffix('%') {
            Some(number) => (number, 100.0),
            None => (text, 1.0),
        };
        let number: f64 =
            number.trim().replace(',', ".").parse().map_err(|_| "write it as 25%".to_string())?;
        let share = number / whole;
        if share > 0.0 && share <= 1.0 {
            Ok(Self(share))
        } else {
            Err("it must be above 0 and at most 100%".to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it() {
        for text in ["25%", " 25 %", "0.25", "0,25"] {
            assert_eq!(text.parse(), Ok(Share(0.25)), "{text}");
        }
        for text in ["0", "101%", "25", "a quarter", "", "%", "-1%", "NaN"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
