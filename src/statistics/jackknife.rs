//! The jackknife: how much an estimate moves when a cluster is left out.
//!
//! Quenouille (1956), Tukey (1958); clusters left out one at a time (Efron and Tibshirani 1993,
//! chapter 11). It knows that units of one cluster are not independent.

/// The standard error of an estimate, from what it is with each cluster left out; `None` with fewer
/// than two clusters, or where it is undefined without one of them.
pub fn standard_error(without: &[Option<f64>]) -> Option<f64> {
    let values: Vec<f64> = without.iter().copied().collect::<Option<_>>()?;
    let n = values.len() as f64;
    if n < 2.0 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares * (n - 1.0) / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_mean_it_is_the_usual_standard_error() {
        let numbers = [1.0, 4.0, 2.0, 7.0];
        let sum: f64 = numbers.iter().sum();
        let without: Vec<Option<f64>> = numbers.iter().map(|one| Some((sum - one) / 3.0)).collect();
        let mean = sum / 4.0;
        let usual = (numbers.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / 12.0).sqrt();
        assert!((standard_error(&without).unwrap() - usual).abs() < 1e-12);
        assert_eq!(standard_error(&[Some(1.0)]), None);
        assert_eq!(standard_error(&[Some(1.0), None]), None);
    }
}
