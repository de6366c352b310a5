//! Words of success against words of less success: how many times as often each half uses them.

use super::{Document, Plot, Undrawable, caption, words_svg, words_text};
use crate::analysis::keyness::{Half, Keywords, Word};
use crate::analysis::statistic::{Measure, find};
use crate::report::keyness::{Asked, heading, left_out, marks, of_marks};

/// Key words of two halves, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyWords {
    /// What it is.
    pub(super) title: String,
    /// What was counted and from whom, and what to be careful of.
    lines: Vec<String>,
    /// What people read for each half, with its incidents.
    pub(super) halves: [(String, usize); 2],
    /// The words that each half uses more, the most key first.
    pub(super) words: [Vec<Row>; 2],
}

/// A word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// The word or phrase.
    pub text: String,
    /// Signs of the cautions that stand below.
    pub marks: String,
    /// log2 of the ratio of the rates, first over second; one half in place of a frequency of 0.
    pub log_ratio: f64,
    /// The other half never uses it.
    pub alone: bool,
    /// Incidents of each half that use it.
    pub incidents: [usize; 2],
    /// Log-likelihood.
    pub g2: Option<f64>,
}

impl KeyWords {
    /// Of the words that are wanted.
    ///
    /// # Errors
    /// No word is used by enough incidents.
    pub fn of(table: &Keywords, asked: &Asked<'_>) -> Result<Self, Undrawable> {
        let words = [0, 1].map(|half| rows(&table.ranked(half, asked.order, asked.most)));
        if words.iter().all(Vec::is_empty) {
            return Err(Undrawable::NoWord);
        }
        let mut head = heading(table, asked).into_iter();
        let title = head.next().unwrap_or_default();
        let head = head.skip(usize::from(asked.aim.is_some()));
        let mut lines: Vec<String> = head.chain(of_marks(table)).chain(left_out(table, asked)).collect();
        if let Some(counted) = lines.first_mut() {
            *counted = caption::begun(counted);
        }
        let half = |half: &Half| {
            let name = half.label.as_ref().unwrap_or(&half.value);
            (name.clone(), half.incidents)
        };
        let [first, second] = &table.halves;
        Ok(Self { title, lines, halves: [half(first), half(second)], words })
    }

    /// How it is read, and what was counted.
    pub(super) fn said(&self) -> Vec<String> {
        let mut said = vec![
            "Length: log2 of the ratio of the rates; 1 is twice as often, 2 four times. n: incidents that use the word. \
             G²: log-likelihood, which puts words in order and tests nothing."
                .to_string(),
        ];
        if self.words.iter().flatten().any(|word| word.alone) {
            said.push(
                "Dashes: the other half never uses the word; ½ stands for its frequency of 0.".to_string(),
            );
        }
        said.extend(self.lines.iter().cloned());
        said
    }

    /// The largest log ratio on either side.
    pub(super) fn highest(&self) -> f64 {
        self.words.iter().flatten().map(|word| word.log_ratio.abs()).fold(0.0, f64::max)
    }

    /// Every number in words, for who does not see the drawing.
    pub(super) fn told(&self) -> String {
        let mut text = format!("Key words. {}", self.said().join(" "));
        let [(first, of_first), (second, of_second)] = &self.halves;
        for (at, (half, _)) in self.halves.iter().enumerate() {
            text += &format!(" More in {half}:");
            let each = self.words[at].iter().map(|word| {
                let g2 = word.g2.map(|g2| format!(", G² {g2:.1}")).unwrap_or_default();
                let [one, other] = word.incidents;
                format!(
                    " {} (log ratio {:.2}{g2}; {one} of {of_first} incidents of {first}, {other} of {of_second} of \
                     {second})",
                    word.text, word.log_ratio
                )
            });
            let each: Vec<String> = each.collect();
            text += &if each.is_empty() { " none.".to_string() } else { format!("{}.", each.join(";")) };
        }
        text
    }
}

impl Plot for KeyWords {
    fn svg(&self, width: f64) -> Document {
        words_svg::drawn(self, width)
    }

    fn text(&self, columns: usize) -> String {
        words_text::drawn(self, columns)
    }

    fn lower(&self) -> &'static str {
        "fewer --words"
    }
}

fn rows(words: &[&Word]) -> Vec<Row> {
    let value = |word: &Word, measure| find(&word.statistics, measure).and_then(|one| one.value);
    let row = |word: &&Word| {
        Some(Row {
            text: word.text.clone(),
            marks: marks(&word.cautions),
            log_ratio: value(word, Measure::LogRatioAdjusted)?,
            alone: word.uses.iter().any(|one| one.frequency == 0),
            incidents: [word.uses[0].incidents, word.uses[1].incidents],
            g2: value(word, Measure::LogLikelihood),
        })
    };
    words.iter().filter_map(row).collect()
}
