//! Axes: where ticks stand, and where a value lies.

use unicode_width::UnicodeWidthStr;

/// A stretch of values laid on a stretch of the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The values with a tick, from small to large; the first and the last are the ends.
    pub ticks: Vec<f64>,
    /// Where the first tick stands.
    pub from: f64,
    /// Where the last one stands.
    pub to: f64,
}

impl Axis {
    /// Where a value stands; what lies outside stands at the end.
    pub fn at(&self, value: f64) -> f64 {
        let (low, high) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
        self.from + share * (self.to - self.from)
    }

    /// The same ticks on another stretch.
    pub fn on(&self, from: f64, to: f64) -> Self {
        Self { ticks: self.ticks.clone(), from, to }
    }

    /// A tick as people read it: with as many decimals as the step between ticks needs.
    pub fn label(&self, tick: f64) -> String {
        let step = self.ticks.get(1).map_or(1.0, |second| second - self.ticks[0]);
        let whole = |decimals: &usize| {
            let scaled = step * 10f64.powi(*decimals as i32);
            (scaled - scaled.round()).abs() < 1e-6
        };
        let decimals = (0..6).find(whole).unwrap_or(6);
        let text = format!("{tick:.decimals$}");
        text.strip_prefix('-').map(|rest| format!("−{rest}")).unwrap_or(text)
    }

    /// The labels of the ticks in a line of text, each around its place; `unit` stands behind the last. The
    /// axis lies on columns 0 to `room` - 1.
    pub fn scale(&self, room: usize, unit: &str) -> String {
        let mut line = String::new();
        for (at, tick) in self.ticks.iter().enumerate() {
            let label = self.label(*tick);
            let place = self.at(*tick).round() as usize;
            let start = place.saturating_sub(label.width() / 2).min(room);
            line += &" ".repeat(start.saturating_sub(line.width()));
            line += &label;
            if at + 1 == self.ticks.len() {
                line += unit;
            }
        }
        line
    }
}

/// Ticks at round values from at most `low` to at least `high`, in at most `most` steps.
pub fn round(low: f64, high: f64, most: usize) -> Axis {
    let span = if high > low { high - low } else { 1.0 };
    let rough = span / most.max(1) as f64;
    let power = 10f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        // 2.5 makes ticks that whole numbers never meet.
        .find(|step| *step >= rough * (1.0 - 1e-9) && (*step >= 25.0 || step.fract() == 0.0 || power < 1.0))
        .unwrap_or(10.0 * power);
    let first = (low / step + 1e-9).floor();
    let last = ((low + span) / step - 1e-9).ceil();
    let ticks = (0..=(last - first) as usize).map(|at| (first + at as f64) * step).collect();
    Axis { ticks, from: 0.0, to: 1.0 }
}

/// Ticks at whole numbers from 0 to at least `high`, in at most `most` steps.
pub fn whole(high: usize, most: usize) -> Axis {
    let high = high.max(1);
    round(0.0, high as f64, most.clamp(1, high))
}

/// Ticks for shares in percent: from 0 to at least `high`, never beyond 100.
pub fn percent(high: f64, most: usize) -> Axis {
    let mut axis = round(0.0, high.clamp(1.0, 100.0), most);
    axis.ticks.retain(|tick| *tick <= 100.0);
    axis
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_what_there_is() {
        assert_eq!(percent(93.0, 5).ticks, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(percent(100.0, 4).ticks, [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(percent(7.0, 5).ticks, [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(round(-3.2, 4.0, 5).ticks, [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(round(0.0, 0.0, 5).ticks.len(), 6);
        let fine = round(0.0, 0.7, 5);
        assert_eq!(
            fine.ticks.iter().map(|tick| fine.label(*tick)).collect::<Vec<_>>(),
            ["0.0", "0.2", "0.4", "0.6", "0.8"]
        );
        let quarters = round(0.0, 1.0, 4);
        assert_eq!(quarters.label(quarters.ticks[1]), "0.25");
        assert_eq!(whole(2, 8).ticks, [0.0, 1.0, 2.0]);
        assert_eq!(whole(5, 4).ticks, [0.0, 2.0, 4.0, 6.0]);
        assert_eq!(whole(0, 4).ticks, [0.0, 1.0]);
        let axis = percent(100.0, 4).on(10.0, 110.0);
        assert_eq!((axis.at(0.0), axis.at(50.0), axis.at(300.0)), (10.0, 60.0, 110.0));
    }
}
