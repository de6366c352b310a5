//! A share of a whole, as people write it: `25%` or `0.25`, the same for every flag.

use std::str::FromStr;

/// A share from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Share(pub f64);

impl Share {
    /// The same in percent.
    pub fn percent(self) -> f64 {
        // 0.07 times a hundred is a little more than 7.
        (self.0 * 1e11).round() / 1e9
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (number, whole) = match text.trim().strip_suffix('%') {
            Some(number) => (number, 100.0),
            None => (text, 1.0),
        };
        let written = number.trim().replace(',', ".");
        let number: f64 = written.parse().map_err(|_| "write it as 25% or 0.25".to_string())?;
        match number / whole {
            share if (0.0..=1.0).contains(&share) => Ok(Self(share)),
            _ if whole == 1.0 && (1.0..=100.0).contains(&number) => {
                Err(format!("write it as {written}% or {}", number / 100.0))
            }
            _ => Err("it must be from 0 to 100%: write it as 25% or 0.25".to_string()),
        }
    }
}

/// A share that is more than nothing.
///
/// # Errors
/// It is none, or 0.
pub fn above_zero(text: &str) -> Result<Share, String> {
    let share: Share = text.parse()?;
    if share.0 > 0.0 { Ok(share) } else { Err("it must be above 0 and at most 100%".to_string()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_people_write_it() {
        for text in ["25%", " 25 %", "0.25", "0,25"] {
            assert_eq!(text.parse(), Ok(Share(0.25)), "{text}");
        }
        for text in ["101%", "25", "a quarter", "", "%", "-1%", "NaN"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
        assert_eq!("25".parse::<Share>(), Err("write it as 25% or 0.25".to_string()));
        assert!(above_zero("0").is_err() && above_zero("0,1%").is_ok());
        assert_eq!(("7%".parse(), Share(0.07).percent()), (Ok(Share(0.07)), 7.0));
    }
}
