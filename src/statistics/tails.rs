//! Tails of the distributions that test statistics are held against.

use statrs::distribution::{ChiSquared, ContinuousCDF, FisherSnedecor, Normal, StudentsT};

/// The chance of at least `x` under a chi-square distribution with `df` degrees of freedom.
pub fn chi_squared(x: f64, df: u64) -> f64 {
    ChiSquared::new(df as f64).map_or(f64::NAN, |distribution| distribution.sf(x))
}

/// The chance of at least `f` under an F distribution with `numerator` and `denominator` degrees of freedom.
pub fn f(f: f64, numerator: f64, denominator: f64) -> f64 {
    FisherSnedecor::new(numerator, denominator).map_or(f64::NAN, |distribution| distribution.sf(f))
}

/// The chance of a value at least as far from zero as `t` under Student's t with `df` degrees of freedom.
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    StudentsT::new(0.0, 1.0, df).map_or(f64::NAN, |distribution| (2.0 * distribution.sf(t.abs())).min(1.0))
}

/// The chance of a value at least as far from zero as `z` under the standard normal distribution.
pub fn normal_two_sided(z: f64) -> f64 {
    (2.0 * Normal::standard().sf(z.abs())).min(1.0)
}

/// How many standard errors an interval of this confidence `level` (0.95) reaches to either side.
pub fn normal_quantile(level: f64) -> f64 {
    Normal::standard().inverse_cdf(0.5 + level / 2.0)
}

/// The same for Student's t with `df` degrees of freedom; infinite where there are none.
pub fn student_quantile(level: f64, df: f64) -> f64 {
    StudentsT::new(0.0, 1.0, df)
        .map_or(f64::INFINITY, |distribution| distribution.inverse_cdf(0.5 + level / 2.0))
}

/// The chance of at least `z` under the standard normal distribution.
pub fn normal_upper(z: f64) -> f64 {
    Normal::standard().sf(z)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_are_right_far_out() {
        let near = |one: f64, other: f64| (one / other - 1.0).abs() < 1e-9;
        // erfc(sqrt 50) and pchisq(1000, 3, lower.tail = FALSE).
        assert!(near(chi_squared(100.0, 1), 1.523_970_604_832_105e-23));
        assert!((chi_squared(1000.0, 3) / 1.799e-216 - 1.0).abs() < 1e-3);
        assert!(near(normal_two_sided(-10.0), 1.523_970_604_832_105e-23));
        assert!((normal_quantile(0.95) - 1.959_963_984_540_054).abs() < 1e-12);
    }
}
