//! Numbers in a few classes, each with a shade or a thickness of its own.

use super::axis;
use super::ink::RAMP;
use crate::analysis::cooccurrence::Order;

/// Classes of a number, from weak to strong.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    order: Order,
    /// Limits between classes: a number belongs to the class whose upper limit it does not exceed.
    limits: Vec<f64>,
    /// What chance has, where weaker numbers mean that things avoid each other.
    neutral: Option<f64>,
}

/// The place of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// At most as strong as chance has it.
    Below,
    /// Number of the class, from 0 for the weakest.
    At(usize),
}

impl Scale {
    /// Over numbers up to `highest`.
    pub fn of(order: Order, highest: f64) -> Self {
        let neutral = match order {
            Order::Together | Order::C => None,
            Order::Lift => Some(1.0),
            Order::Phi => Some(0.0),
        };
        let limits = match order {
            Order::Together => whole(highest.max(1.0) as usize),
            _ => {
                let low = neutral.unwrap_or(0.0);
                // One step less: both ends may lie within a step.
                axis::round(low, highest.max(low + 0.1), RAMP.len() - 1).ticks
            }
        };
        Self { order, limits, neutral }
    }

    /// Where a number belongs.
    pub fn class(&self, value: f64) -> Class {
        if self.neutral.is_some_and(|neutral| value <= neutral) {
            return Class::Below;
        }
        let at = self.limits[1..].partition_point(|limit| *limit < value - 1e-9);
        Class::At(at.min(self.limits.len() - 2))
    }

    /// The shade or thickness of a class, by its place from 0 to 4: with few classes the outer ones stay far
    /// from each other.
    pub fn shade(&self, class: usize) -> usize {
        match self.limits.len() - 1 {
            0 | 1 => RAMP.len() / 2,
            classes => class * (RAMP.len() - 1) / (classes - 1),
        }
    }

    /// Every class with what its numbers are, from weak to strong.
    pub fn classes(&self) -> Vec<(Class, String)> {
        let mut all = Vec::new();
        if let Some(neutral) = self.neutral {
            all.push((Class::Below, format!("{neutral} or less")));
        }
        let pairs = self.limits.windows(2).enumerate();
        all.extend(pairs.map(|(at, pair)| {
            let from = match self.order {
                Order::Together => pair[0] + 1.0,
                // The first class that is above chance begins there.
                _ => self.neutral.filter(|neutral| *neutral > pair[0]).unwrap_or(pair[0]),
            };
            let text = match self.order {
                Order::Together if from == pair[1] => format!("{from}"),
                Order::Together => format!("{from}–{}", pair[1]),
                _ => format!("{}–{}", short(from), short(pair[1])),
            };
            (Class::At(at), text)
        }));
        all
    }
}

/// Limits of equally wide classes of whole numbers from 1 to `highest`, which ends the last.
fn whole(highest: usize) -> Vec<f64> {
    let step = highest.div_ceil(RAMP.len()).max(1);
    let mut limits: Vec<f64> = (0..highest).step_by(step).map(|limit| limit as f64).collect();
    limits.push(highest as f64);
    limits
}

/// At most three decimals, no more than there are.
fn short(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_coefficients_have_classes_that_meet_without_gap() {
        let texts = |scale: &Scale| scale.classes().into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        let counts = Scale::of(Order::Together, 23.0);
        assert_eq!(texts(&counts), ["1–5", "6–10", "11–15", "16–20", "21–23"]);
        assert_eq!((counts.class(5.0), counts.class(6.0)), (Class::At(0), Class::At(1)));
        assert_eq!(texts(&Scale::of(Order::Together, 2.0)), ["1", "2"]);
        assert_eq!(texts(&Scale::of(Order::Together, 6.0)), ["1–2", "3–4", "5–6"]);
        let lift = Scale::of(Order::Lift, 3.7);
        assert_eq!(texts(&lift), ["1 or less", "1–2", "2–3", "3–4"]);
        assert_eq!(
            (lift.class(0.4), lift.class(1.0), lift.class(9.0)),
            (Class::Below, Class::Below, Class::At(2))
        );
        let c = Scale::of(Order::C, 0.7);
        assert_eq!(texts(&c), ["0–0.2", "0.2–0.4", "0.4–0.6", "0.6–0.8"]);
        assert_eq!((0..4).map(|at| c.shade(at)).collect::<Vec<_>>(), [0, 1, 2, 4]);
    }
}
