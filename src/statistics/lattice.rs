//! A distribution over neighbouring whole numbers: what exact tests are made of.
//!
//! It is built from the ratios of neighbours, outward from the likeliest number, so that nothing
//! cancels: chances are right to about ten digits even where counts go into the tens of millions.

/// Two chances are the same when they differ by less than this part: R's and SciPy's rule for ties.
const TIE: f64 = 1.0 + 1e-7;
/// What is this much less likely than the likeliest number adds nothing that could be printed.
const NOTHING: f64 = 1e-305;

/// The chances of the numbers from `first` on; what is left out at either end is as good as impossible.
#[derive(Debug, Clone, PartialEq)]
pub struct Lattice {
    first: u64,
    chances: Vec<f64>,
}

impl Lattice {
    /// Over `least..=most`, where `ratio(x)` is the chance of `x + 1` over that of `x` and falls with `x`.
    pub fn from_ratios(least: u64, most: u64, ratio: impl Fn(u64) -> f64) -> Self {
        let mode = mode(least, most, &ratio);
        let (mut below, mut above) = (Vec::new(), vec![1.0]);
        let (mut x, mut weight) = (mode, 1.0);
        while x > least && weight > NOTHING {
            x -= 1;
            weight /= ratio(x);
            below.push(weight);
        }
        (x, weight) = (mode, 1.0);
        while x < most && weight > NOTHING {
            weight *= ratio(x);
            x += 1;
            above.push(weight);
        }
        let first = mode - below.len() as u64;
        below.reverse();
        below.append(&mut above);
        Self::of_weights(first, below)
    }

    /// From weights in proportion to the chances.
    fn of_weights(first: u64, mut weights: Vec<f64>) -> Self {
        let total: f64 = weights.iter().sum();
        weights.iter_mut().for_each(|weight| *weight /= total);
        Self { first, chances: weights }
    }

    /// Always this number.
    pub fn certain(number: u64) -> Self {
        Self { first: number, chances: vec![1.0] }
    }

    /// How many numbers it holds chances of.
    pub fn width(&self) -> usize {
        self.chances.len()
    }

    /// The chance of exactly `x`.
    pub fn at(&self, x: u64) -> f64 {
        let place = x.checked_sub(self.first).and_then(|place| usize::try_from(place).ok());
        place.and_then(|place| self.chances.get(place)).copied().unwrap_or(0.0)
    }

    /// The chance of `x` or less.
    pub fn at_most(&self, x: u64) -> f64 {
        self.numbers().take_while(|(number, _)| *number <= x).map(|(_, chance)| chance).sum::<f64>().min(1.0)
    }

    /// The chance of `x` or more.
    pub fn at_least(&self, x: u64) -> f64 {
        self.numbers()
            .rev()
            .take_while(|(number, _)| *number >= x)
            .map(|(_, chance)| chance)
            .sum::<f64>()
            .min(1.0)
    }

    /// The chance of a number that is at most as likely as `x`: the two-sided p of R and SciPy.
    pub fn no_likelier_than(&self, x: u64) -> f64 {
        let most = self.at(x) * TIE;
        if self.chances.iter().all(|chance| *chance <= most) {
            // The sum of all of them is 1, whatever rounding makes of it.
            return 1.0;
        }
        self.chances.iter().filter(|chance| **chance <= most).sum::<f64>().min(1.0)
    }

    /// Blaker's two-sided p: the smaller tail at `x`, and as much of the other tail as is no larger.
    pub fn blaker(&self, x: u64) -> f64 {
        let (less, greater) = (self.at_most(x), self.at_least(x));
        let smaller = less.min(greater);
        let other = if less < greater {
            self.numbers().rev().map(|(_, chance)| chance).collect()
        } else {
            self.chances.clone()
        };
        let mut tail = 0.0;
        for chance in other {
            if tail + chance > smaller * TIE {
                break;
            }
            tail += chance;
        }
        (smaller + tail).min(1.0)
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        // Counted from the likeliest number, where large counts do not swallow small differences.
        let middle = self.first as f64 + (self.chances.len() / 2) as f64;
        middle + self.numbers().map(|(number, chance)| (number as f64 - middle) * chance).sum::<f64>()
    }

    /// The distribution of the sum of two independent numbers.
    pub fn plus(&self, other: &Self) -> Self {
        let mut chances = vec![0.0; self.chances.len() + other.chances.len() - 1];
        for (at, one) in self.chances.iter().enumerate() {
            for (more, two) in other.chances.iter().enumerate() {
                chances[at + more] += one * two;
            }
        }
        Self { first: self.first + other.first, chances }
    }

    /// The same numbers, with the chance of each further one `factor` times as large.
    pub fn tilted(&self, factor: f64) -> Self {
        let ratio = |x: u64| self.at(x + 1) / self.at(x) * factor;
        let held = |chance: &&f64| **chance > 0.0;
        let skipped = self.chances.iter().take_while(|chance| **chance == 0.0).count() as u64;
        let held = self.chances.iter().filter(held).count() as u64;
        let least = self.first + skipped;
        Self::from_ratios(least, least + held.saturating_sub(1), ratio)
    }

    fn numbers(&self) -> impl DoubleEndedIterator<Item = (u64, f64)> + ExactSizeIterator {
        self.chances.iter().enumerate().map(|(place, chance)| (self.first + place as u64, *chance))
    }
}

/// The likeliest number: up to it a further one is likelier.
fn mode(least: u64, most: u64, ratio: &impl Fn(u64) -> f64) -> u64 {
    let (mut low, mut high) = (least, most);
    while low < high {
        let middle = low + (high - low) / 2;
        if ratio(middle) >= 1.0 {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chances_of_a_coin() {
        let coin = Lattice::from_ratios(0, 4, |x| (4 - x) as f64 / (x + 1) as f64);
        let near = |one: f64, other: f64| (one - other).abs() < 1e-15;
        assert!(near(coin.at(2), 0.375) && near(coin.at_most(1), 0.3125) && near(coin.at_least(4), 0.0625));
        assert!(near(coin.no_likelier_than(1), 0.625) && near(coin.no_likelier_than(2), 1.0));
        assert!(near(coin.mean(), 2.0) && coin.at(5) == 0.0);
        let eight = coin.plus(&coin);
        assert!(near(eight.at(4), 70.0 / 256.0));
        let loaded = coin.tilted(3.0);
        assert!(near(loaded.mean(), 3.0), "{}", loaded.mean());
    }
}
