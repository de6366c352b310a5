//! What the columns of a table seem to hold: ids, narratives, outcomes, who told it.

use super::names::{self, any, only, words};
use keerpunt::corpus::{Kind, Look, LookedColumn};

/// Values of an outcome that is proposed; with more it is a list of kinds.
pub(super) const MOST_OUTCOMES: usize = 12;
/// An id is shorter.
const LONG_ID: usize = 60;

/// What is proposed, and what the user should look at.
pub(super) struct Roles<'a> {
    pub id: Option<&'a LookedColumn>,
    pub narrative: Option<&'a LookedColumn>,
    pub outcome: Option<&'a LookedColumn>,
    pub respondent: Option<&'a LookedColumn>,
    /// Other columns without a repeated value.
    pub other_ids: Vec<&'a LookedColumn>,
    /// Other columns of long texts.
    pub other_texts: Vec<&'a LookedColumn>,
    /// Where the outcome is not decided: columns that may be it.
    pub outcomes: Vec<&'a LookedColumn>,
}

impl<'a> Roles<'a> {
    pub fn of(look: &'a Look) -> Self {
        let mut texts = best(&look.columns, |column| text_score(column, look));
        let narrative = (!texts.is_empty()).then(|| texts.remove(0));
        let is_other = |column: &&LookedColumn| Some(*column) != narrative;
        let mut ids = best(look.columns.iter().filter(is_other), |column| id_score(column, look));
        let id = (!ids.is_empty()).then(|| ids.remove(0));
        let free = |column: &&LookedColumn| Some(*column) != narrative && Some(*column) != id;
        let respondent = look.columns.iter().filter(free).find(|column| is_respondent(column, look));
        let free = |column: &&LookedColumn| free(column) && Some(*column) != respondent;
        let mut outcomes = best(look.columns.iter().filter(free), |column| outcome_score(column, look));
        let sure = |column: &LookedColumn| outcome_score(column, look).unwrap_or_default();
        let outcome = match outcomes.as_slice() {
            [one] if sure(one) > CANDIDATE => Some(*one),
            [one, next, ..] if sure(one) > sure(next) && sure(one) > CANDIDATE => Some(*one),
            _ => None,
        };
        if outcome.is_some() {
            outcomes.clear();
        }
        texts.retain(|column| column.mean_length() >= 80);
        Self { id, narrative, outcome, respondent, other_ids: ids, other_texts: texts, outcomes }
    }

    /// True where the column has a part to play already.
    pub fn takes(&self, column: &LookedColumn) -> bool {
        [self.id, self.narrative, self.outcome, self.respondent]
            .into_iter()
            .flatten()
            .any(|one| one == column)
    }
}

/// Columns with a score, the highest first; of two alike the one further left.
fn best<'a>(
    columns: impl IntoIterator<Item = &'a LookedColumn>,
    score: impl Fn(&LookedColumn) -> Option<usize>,
) -> Vec<&'a LookedColumn> {
    let mut scored: Vec<(usize, &LookedColumn)> =
        columns.into_iter().filter_map(|column| Some((score(column)?, column))).collect();
    scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    scored.into_iter().map(|(_, column)| column).collect()
}

/// Long texts, of which few stand there twice.
fn text_score(column: &LookedColumn, look: &Look) -> Option<usize> {
    // Texts have blanks between words; addresses and data of other programs have none, or brackets around them.
    let is_prose = |value: &&String| value.contains(char::is_whitespace) && !value.starts_with(['[', '{']);
    let prose = column.first.iter().filter(is_prose).count() * 2 >= column.first.len();
    if column.kind != Kind::Text || column.list.is_some() || !prose || column.filled == 0 {
        return None;
    }
    let words = words(&column.name, look.header);
    let named = any(&words, names::TELLING);
    let varied = column.different * 3 >= column.filled;
    if column.mean_length() < 15 && !named || !varied && !only(&words, names::NARRATIVE) {
        return None;
    }
    let weight = if any(&words, names::NARRATIVE) {
        12
    } else if any(&words, names::ABOUT) {
        1
    } else if named {
        6
    } else {
        2
    };
    Some((column.mean_length().max(1) * weight * column.filled).div_ceil(look.rows.max(1)))
}

/// Every row has one, and no two the same.
fn id_score(column: &LookedColumn, look: &Look) -> Option<usize> {
    let whole = column.filled == look.rows && column.unique;
    let short = column.mean_length() <= LONG_ID && column.list.is_none();
    if !whole || !short || !matches!(column.kind, Kind::Text | Kind::WholeNumber) {
        return None;
    }
    let words = words(&column.name, look.header);
    let named = if only(&words, names::ID) {
        10
    } else if any(&words, names::ID) {
        6
    } else if any(&words, names::NUMBER) {
        5
    } else {
        0
    };
    let case = 2 * usize::from(any(&words, names::CASE));
    let first = usize::from(look.columns.first() == Some(column));
    let plain = column.first.iter().all(|value| !value.contains(char::is_whitespace));
    let hidden = usize::from(column.name.starts_with('_'));
    if named == 0 && !(first == 1 && plain) {
        return None;
    }
    Some((named * 2 + case + 2 * first + usize::from(plain)).saturating_sub(12 * hidden))
}

/// Named after people who tell, and not one and the same everywhere.
fn is_respondent(column: &LookedColumn, look: &Look) -> bool {
    let words = words(&column.name, look.header);
    let belongs = |word: &str| names::RESPONDENT.contains(&word) || names::RESPONDENT_LABEL.contains(&word);
    any(&words, names::RESPONDENT)
        && words.iter().all(|word| belongs(word))
        && column.different > 1
        && column.list.is_none()
        && column.mean_length() <= LONG_ID
}

/// The score of a column that may be the outcome, though its name does not say so.
const CANDIDATE: usize = 1;

/// Few values, and a name that says how it ended.
fn outcome_score(column: &LookedColumn, look: &Look) -> Option<usize> {
    let words = words(&column.name, look.header);
    let few = (2..=MOST_OUTCOMES).contains(&column.values.len()) && column.values.len() * 2 <= column.filled;
    let few = few && column.values.iter().all(|(value, _)| value.chars().count() <= 80);
    let plain = column.list.is_none() && few;
    let named = any(&words, names::OUTCOME);
    match () {
        () if plain && only(&words, names::OUTCOME) => Some(4),
        () if plain && named => Some(3),
        () if plain && any(&words, names::LIKE_OUTCOME) => Some(2),
        () if named || any(&words, names::LIKE_OUTCOME) => {
            let list = column.list.as_ref().map_or(0, |list| list.members.len());
            ((2..=60).contains(&list) || (2..=60).contains(&column.values.len())).then_some(CANDIDATE)
        }
        () => None,
    }
}
