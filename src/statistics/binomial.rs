//! How often something happens in n tries.

use super::lattice::Lattice;

/// The distribution of the number of times among `n`, each with the chance `p` (0 to 1).
pub fn times(n: u64, p: f64) -> Lattice {
    if p <= 0.0 {
        return Lattice::certain(0);
    }
    if p >= 1.0 {
        return Lattice::certain(n);
    }
    let odds = p / (1.0 - p);
    Lattice::from_ratios(0, n, |x| (n - x) as f64 / (x + 1) as f64 * odds)
}
