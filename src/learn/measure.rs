//! How good the order is: cross-validated by incident, beside that of the rules alone.

use super::learner::Learner;
use super::ranking::Lesson;
use std::cmp::Ordering;

/// Incidents are parted into so many; each is ranked by what was learnt from the others.
const FOLDS: usize = 5;
/// Precision is that of so many first passages.
const FIRST: usize = 10;
/// Recall is that of so many.
const DEEP: usize = 50;

/// How good one order is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// Passages that are to be found.
    pub coded: usize,
    /// Passages that were ranked.
    pub passages: usize,
    /// Coded ones among the first ten, of ten.
    pub precision_at_10: f64,
    /// Coded ones among the first fifty, of all; none where there are none.
    pub recall_at_50: Option<f64>,
}

/// The orders of one code.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Measured {
    /// Rules alone: what they suggest, the rest in corpus order behind it counting as not found.
    pub rules: Scored,
    /// The learnt order of all passages.
    pub learnt: Scored,
    /// The learnt order of the passages that no rule suggests.
    pub beyond_rules: Scored,
}

/// Measures the passages of one code. An incident's passages stand in one fold, so that nothing is
/// learnt from the story that is ranked; incidents go round the folds in corpus order.
pub fn measure(lessons: &[Lesson]) -> Measured {
    let mut folds: Vec<usize> = Vec::with_capacity(lessons.len());
    let mut incidents = 0;
    for (at, lesson) in lessons.iter().enumerate() {
        if at > 0 && lessons[at - 1].incident != lesson.incident {
            incidents += 1;
        }
        folds.push(incidents % FOLDS);
    }
    let mut scores = vec![0.0; lessons.len()];
    for fold in 0..FOLDS {
        let others = lessons.iter().zip(&folds).filter(|(_, one)| **one != fold);
        let learner = Learner::of(others.map(|(lesson, _)| (&lesson.unit, lesson.positive, lesson.rule)));
        for (at, lesson) in lessons.iter().enumerate().filter(|(at, _)| folds[*at] == fold) {
            scores[at] = learner.score(&lesson.unit, lesson.rule);
        }
    }
    let by_score = |one: &usize, other: &usize| scores[*other].total_cmp(&scores[*one]).then(one.cmp(other));
    let all = |_: &&Lesson| true;
    let suggested = |one: &usize| lessons[*one].rule;
    Measured {
        rules: scored(lessons, all, |_, _| Ordering::Equal, suggested),
        learnt: scored(lessons, all, by_score, |_| true),
        beyond_rules: scored(lessons, |lesson| !lesson.rule, by_score, |_| true),
    }
}

/// Scores an order of the lessons that `asked` names; those that are not `listed` are never found.
fn scored(
    lessons: &[Lesson],
    asked: impl Fn(&&Lesson) -> bool,
    order: impl Fn(&usize, &usize) -> Ordering,
    listed: impl Fn(&usize) -> bool,
) -> Scored {
    let asked: Vec<usize> = (0..lessons.len()).filter(|at| asked(&&lessons[*at])).collect();
    let coded = asked.iter().filter(|at| lessons[**at].positive).count();
    let mut ranked: Vec<usize> = asked.iter().copied().filter(|at| listed(at)).collect();
    ranked.sort_by(order);
    let among = |first: usize| ranked.iter().take(first).filter(|at| lessons[**at].positive).count();
    Scored {
        coded,
        passages: asked.len(),
        precision_at_10: among(FIRST) as f64 / FIRST as f64,
        recall_at_50: (coded > 0).then(|| among(DEEP) as f64 / coded as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::learn::Unit;
    use crate::span::Span;
    use std::collections::BTreeMap;

    fn lesson(incident: usize, words: &[&str], positive: bool, rule: bool) -> Lesson {
        let terms: BTreeMap<String, Span> =
            words.iter().map(|word| (word.to_string(), Span::new(0, 1))).collect();
        Lesson { incident, unit: Unit { span: Span::new(0, 9), terms }, positive, rule }
    }

    #[test]
    fn words_that_go_with_a_code_bring_passages_up_that_no_rule_finds() {
        let lessons: Vec<Lesson> = (0..60)
            .flat_map(|incident| {
                let coded = incident % 6 == 0;
                let words: &[&str] =
                    if coded { &["plain", "word", "here"] } else { &["other", "word", "here"] };
                [
                    lesson(incident, words, coded, coded && incident < 12),
                    lesson(incident, &["nothing", "at", "all"], false, false),
                ]
            })
            .collect();
        let measured = measure(&lessons);
        assert_eq!((measured.rules.coded, measured.rules.passages), (10, 120));
        assert_eq!((measured.rules.precision_at_10, measured.rules.recall_at_50), (0.2, Some(0.2)));
        assert_eq!((measured.learnt.precision_at_10, measured.learnt.recall_at_50), (1.0, Some(1.0)));
        assert_eq!((measured.beyond_rules.coded, measured.beyond_rules.precision_at_10), (8, 0.8));
    }
}
