//! Columns that seem to hold codes that people gave.

use super::names::{self, any, words};
use super::roles::Roles;
use keerpunt::corpus::{Kind, Look, LookedColumn};

/// Codes that a column may hold; with more it is none of codes.
const MOST_CODES: usize = 300;
/// A longer value is no code.
const LONG_CODE: usize = 150;
/// A range of one-hot columns is longer; one of yes and no even twice that, as questions are asked in rows too.
const SHORT_RANGE: usize = 3;
/// Answers to a question, which are no codes.
const ANSWERS: [&str; 9] = ["yes", "no", "maybe", "unclear", "unknown", "n/a", "none", "true", "false"];

/// Where codes seem to stand.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// In the cells of one column, parted or not.
    Column { name: String, separator: Option<String> },
    /// In the cells of several columns that begin alike.
    Columns { beginning: String },
    /// Each in a column of its own, from the first to the last of these.
    OneHot { names: Vec<String> },
    /// As stretches of the narrative, in JSON Lines.
    Spans { field: String },
}

/// A place of codes, and the codes there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub place: Place,
    /// Each with the number of its rows, the most frequent first.
    pub codes: Vec<(String, usize)>,
    score: usize,
}

/// The places, the likeliest first.
pub(super) fn find(look: &Look, roles: &Roles<'_>) -> Vec<Found> {
    let free: Vec<&LookedColumn> = look.columns.iter().filter(|column| !roles.takes(column)).collect();
    let mut found: Vec<Found> = one_hot(&free).into_iter().collect();
    found.extend(numbered(&free, look.header));
    let taken = |column: &LookedColumn| {
        found.iter().any(
            |one| matches!(&one.place, Place::Columns { beginning } if column.name.starts_with(beginning)),
        )
    };
    let single: Vec<Found> = free
        .iter()
        .filter(|column| !taken(column))
        .filter_map(|column| column_of_codes(column, look.header))
        .collect();
    found.extend(single);
    found.extend(free.iter().filter_map(|column| spans(column)));
    found.sort_by_key(|one| std::cmp::Reverse(one.score));
    found
}

/// One column with codes: named after them, with values that come back.
fn column_of_codes(column: &LookedColumn, header: usize) -> Option<Found> {
    let words = words(&column.name, header);
    if column.kind != Kind::Text || any(&words, names::NO_CODES) {
        return None;
    }
    let named = match () {
        () if any(&words, names::CODES) => 4,
        () if any(&words, names::LIKE_CODES) => 2,
        () => return None,
    };
    let (codes, separator) = match &column.list {
        Some(list) => (&list.members, list.separator.clone()),
        None => (&column.values, None),
    };
    let given: usize = codes.iter().map(|(_, count)| count).sum();
    let are_codes = (2..=MOST_CODES).contains(&codes.len())
        && given >= 2 * codes.len()
        && codes.iter().all(|(code, _)| code.chars().count() <= LONG_CODE)
        && !codes.iter().all(|(code, _)| ANSWERS.contains(&code.to_lowercase().as_str()));
    if !are_codes {
        return None;
    }
    let list = usize::from(column.list.is_some());
    let contributing = 2 * usize::from(any(&words, names::CONTRIBUTING));
    let exact = 4 * usize::from(names::only(&words, names::CODES));
    let place = Place::Column { name: column.name.clone(), separator };
    Some(Found { place, codes: codes.clone(), score: named + list + contributing + exact })
}

/// The longest run of columns that hold nothing but a sign that the code is given.
fn one_hot(columns: &[&LookedColumn]) -> Option<Found> {
    let is_sign = |(value, _): &(String, usize)| {
        ["1", "0", "x", "yes", "no", "true", "false", "1.0", "0.0", "ja", "nee"]
            .contains(&value.to_lowercase().as_str())
    };
    let given = |column: &LookedColumn| {
        let not = |value: &str| ["0", "no", "false", "0.0", "nee"].contains(&value.to_lowercase().as_str());
        column.values.iter().filter(|(value, _)| !not(value)).map(|(_, count)| count).sum::<usize>()
    };
    // A column that nobody filled breaks no range, but begins none.
    let kept = |column: &LookedColumn| column.filled == 0 || !column.values.is_empty();
    let fits =
        |column: &LookedColumn| kept(column) && column.values.len() <= 2 && column.values.iter().all(is_sign);
    let mut best: &[&LookedColumn] = &[];
    for run in columns.chunk_by(|left, right| fits(left) && fits(right)) {
        let blank = |column: &&LookedColumn| column.filled == 0;
        let begin = run.iter().take_while(|column| blank(column)).count();
        let end = run.len() - run[begin..].iter().rev().take_while(|column| blank(column)).count();
        let run = &run[begin..end.max(begin)];
        let says_no = |column: &&LookedColumn| {
            column.values.iter().any(|(value, _)| ["no", "nee"].contains(&value.to_lowercase().as_str()))
        };
        let short = if run.iter().any(says_no) { 2 * SHORT_RANGE } else { SHORT_RANGE };
        if run.len() > short && run.iter().all(|column| fits(column)) && run.len() > best.len() {
            best = run;
        }
    }
    if best.is_empty() {
        return None;
    }
    let names = best.iter().map(|column| column.name.clone()).collect();
    let mut codes: Vec<(String, usize)> =
        best.iter().map(|column| (column.name.clone(), given(column))).collect();
    codes.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    Some(Found { place: Place::OneHot { names }, codes, score: 6 })
}

/// `Code 1`, `Code 2`, ...: columns that differ in a number at the end and share their values.
fn numbered(columns: &[&LookedColumn], header: usize) -> Vec<Found> {
    let beginning = |column: &LookedColumn| {
        let rest = column.name.trim_end_matches(|c: char| c.is_ascii_digit());
        (rest.len() < column.name.len() && !rest.trim().is_empty()).then(|| rest.to_string())
    };
    let mut groups: Vec<(String, Vec<&LookedColumn>)> = Vec::new();
    for column in columns {
        let Some(name) = beginning(column) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(column),
            None => groups.push((name, vec![column])),
        }
    }
    let of_group = |(beginning, group): (String, Vec<&LookedColumn>)| {
        let words = words(&beginning, header);
        let named = any(&words, names::CODES) || any(&words, names::LIKE_CODES);
        let known: Vec<&str> = group[0].values.iter().map(|(value, _)| value.as_str()).collect();
        let others = || group[1..].iter().flat_map(|column| &column.values);
        let shared = others().filter(|(value, _)| known.contains(&value.as_str())).count();
        let alone =
            columns.iter().filter(|column| column.name.starts_with(&beginning)).count() == group.len();
        let short = group
            .iter()
            .all(|column| column.kind == Kind::Text && !column.values.is_empty() || column.filled == 0);
        if group.len() < 2 || !named || !alone || !short || shared * 3 < others().count() {
            return None;
        }
        let mut counts: std::collections::BTreeMap<&str, usize> = std::collections::BTreeMap::new();
        for (value, count) in group.iter().flat_map(|column| &column.values) {
            *counts.entry(value).or_default() += count;
        }
        let mut codes: Vec<(String, usize)> =
            counts.into_iter().map(|(value, count)| (value.to_string(), count)).collect();
        codes.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
        let fits =
            codes.len() <= MOST_CODES && codes.iter().all(|(code, _)| code.chars().count() <= LONG_CODE);
        fits.then_some(Found { place: Place::Columns { beginning }, codes, score: 7 })
    };
    groups.into_iter().filter_map(of_group).collect()
}

/// Objects with a start, an end and a code.
fn spans(column: &LookedColumn) -> Option<Found> {
    let is_spans = |value: &String| {
        value.starts_with("[{")
            && ["\"start\"", "\"end\"", "\"code\""].iter().all(|part| value.contains(part))
    };
    let all = !column.first.is_empty() && column.first.iter().all(is_spans);
    let place = Place::Spans { field: column.name.clone() };
    all.then_some(Found { place, codes: Vec::new(), score: 9 })
}
