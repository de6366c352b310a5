//! Statements that two groups scored, as other studies bring them: a ranking of statements in place of
//! codes.

use super::lists::{Lists, level};
use crate::analysis::statistic::find;
use crate::analysis::{Measure, Statistic};
use crate::statistics::multiple::holm;

/// What each group gave a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// The statement.
    pub statement: String,
    /// The scores of each group: one where a table gives the group's own, else one a person.
    pub scores: [Vec<f64>; 2],
}

/// Statements in both rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct Statements {
    /// What the groups are called.
    pub groups: [String; 2],
    /// By their rank in the first group, then in the second.
    pub rows: Vec<Statement>,
    /// How alike the rankings are; in the order in which statements were given.
    pub lists: Lists,
    /// Each score is that of one person: groups are compared statement by statement too.
    pub of_persons: bool,
    /// Statements that one of the groups did not score: in no ranking.
    pub of_one_group: Vec<String>,
}

/// One statement in both rankings.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The statement.
    pub statement: String,
    /// How many scores each group gave.
    pub n: [usize; 2],
    /// The group's score, or the mean of its scores.
    pub means: [f64; 2],
    /// Its rank in each group, 1 the highest score.
    pub ranks: [f64; 2],
    /// One group has it among its first third, the other among its last.
    pub opposite: Option<super::Higher>,
    /// Mann and Whitney's comparison of the persons of both groups, `holm` for the number of statements.
    pub statistics: Vec<Statistic>,
}

/// Ranks statements by the scores of two groups; a larger score ranks first.
pub fn statements(groups: [String; 2], scored: Vec<Scored>) -> Statements {
    let of_persons = scored.iter().any(|one| one.scores.iter().any(|scores| scores.len() > 1));
    let (scored, alone): (Vec<Scored>, Vec<Scored>) =
        scored.into_iter().partition(|one| one.scores.iter().all(|scores| !scores.is_empty()));
    let mean = |scores: &[f64]| scores.iter().sum::<f64>() / scores.len() as f64;
    let means = |side: usize| -> Vec<f64> { scored.iter().map(|one| mean(&one.scores[side])).collect() };
    let (first, second) = (means(0), means(1));
    let lists = Lists::of(&first, &second);
    let mut tests: Vec<Vec<Statistic>> = match of_persons {
        true => scored.iter().map(|one| level(&one.scores[0], &one.scores[1])).collect(),
        false => vec![Vec::new(); scored.len()],
    };
    let p: Vec<Option<f64>> = tests.iter().map(|test| tested(test)).collect();
    if of_persons {
        for (test, corrected) in tests.iter_mut().zip(holm(&p)) {
            let n = test.first().map_or(0, |one| one.n);
            test.push(Statistic::plain(Measure::Holm, corrected, n));
        }
    }
    let mut rows: Vec<Statement> = scored
        .into_iter()
        .zip(tests)
        .enumerate()
        .map(|(at, (one, statistics))| Statement {
            n: [0, 1].map(|side| one.scores[side].len()),
            statement: one.statement,
            means: [first[at], second[at]],
            ranks: [0, 1].map(|side| lists.ranks[side][at]),
            opposite: lists.opposite[at],
            statistics,
        })
        .collect();
    rows.sort_by(|one, other| {
        one.ranks[0].total_cmp(&other.ranks[0]).then(one.ranks[1].total_cmp(&other.ranks[1]))
    });
    let of_one_group = alone.into_iter().map(|one| one.statement).collect();
    Statements { groups, rows, lists, of_persons, of_one_group }
}

/// The p of Mann and Whitney's test that is to be told: exact where it was counted.
pub fn tested(statistics: &[Statistic]) -> Option<f64> {
    let value = |measure| find(statistics, measure).and_then(|one| one.value);
    value(Measure::MannWhitneyPermutationP).or_else(|| value(Measure::MannWhitneyP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_ranked_by_the_means_of_persons_who_are_compared_one_statement_after_the_other() {
        let one = |statement: &str, first: &[f64], second: &[f64]| Scored {
            statement: statement.into(),
            scores: [first.to_vec(), second.to_vec()],
        };
        let made = statements(
            ["clients".into(), "staff".into()],
            vec![
                one("low", &[1.0, 2.0, 1.0], &[5.0, 4.0, 5.0]),
                one("high", &[5.0, 5.0, 4.0], &[1.0, 2.0, 2.0]),
                one("alone", &[3.0], &[]),
                one("mid", &[3.0, 3.0, 3.0], &[3.0, 3.0, 3.0]),
            ],
        );
        let names: Vec<&str> = made.rows.iter().map(|row| row.statement.as_str()).collect();
        assert_eq!((names, made.of_one_group), (vec!["high", "mid", "low"], vec!["alone".to_string()]));
        assert_eq!(made.rows[0].opposite, Some(super::super::Higher::First));
        // Two of the twenty ways to divide six scores are as extreme.
        assert!((tested(&made.rows[0].statistics).unwrap() - 0.1).abs() < 1e-12);
        let corrected = find(&made.rows[0].statistics, Measure::Holm).unwrap().value;
        assert!((corrected.unwrap() - 0.3).abs() < 1e-12);
        assert_eq!(tested(&made.rows[1].statistics), Some(1.0));
    }
}
