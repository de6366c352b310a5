//! Which words and phrases one half of the incidents uses more than the other: success against less
//! success.

mod halves;
mod ranked;
mod texts;
mod uses;
mod word;

pub use ranked::Order;
pub use uses::LONGEST;

use super::columns::Grouping;
use super::statistic::{Caution, Statistic};
use super::{Condition, Counted, Error, Material, Point, Scope, Unit, Variable};
use crate::text::Language;
use std::collections::{BTreeMap, HashSet};
use texts::Texts;
use uses::Halves;

/// What is asked of the material.
#[derive(Debug, Clone)]
pub struct Question {
    /// Which incidents.
    pub conditions: Vec<Condition>,
    /// The attribute that makes the halves.
    pub by: Variable,
    /// Its two values; without it those it has, or the first two of the outcome.
    pub compare: Option<[String; 2]>,
    /// The attribute is the outcome.
    pub of_outcome: bool,
    /// Phrases of up to so many words; 1 for words alone, at most [`LONGEST`].
    pub longest: usize,
    /// Words of fewer incidents are left out.
    pub fewest: usize,
    /// Words that are none.
    pub leave_out: LeaveOut,
}

/// Words that are counted as words but not shown by themselves, nor at the ends of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeaveOut {
    /// None.
    Nothing,
    /// Those that only hold sentences together, by the language of each narrative.
    FunctionWords,
    /// These, in lower case.
    These(HashSet<String>),
}

impl LeaveOut {
    fn has(&self, word: &str, function_words: &HashSet<&'static str>) -> bool {
        match self {
            LeaveOut::Nothing => false,
            LeaveOut::FunctionWords => function_words.contains(word),
            LeaveOut::These(words) => words.contains(word),
        }
    }
}

/// Which words and phrases one half uses more than the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Keywords {
    /// What was counted: the incidents of both halves.
    pub counted: Counted,
    /// The attribute.
    pub by: String,
    /// Its cut points, where bins of values stand in place of the values.
    pub cuts: Vec<Point>,
    /// Incidents that fulfil the conditions and stand in neither half.
    pub outside: usize,
    /// The halves.
    pub halves: [Half; 2],
    /// Phrases have up to so many words.
    pub longest: usize,
    /// Words of fewer incidents were left out.
    pub fewest: usize,
    /// Languages of the narratives, with the incidents of each half.
    pub languages: Vec<(Language, [usize; 2])>,
    /// Every word and phrase of enough incidents, by text. Their p are corrected together.
    pub words: Vec<Word>,
}

/// One half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// The value that its incidents share.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// Incidents with text.
    pub incidents: usize,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// All its words, all its stretches of two words, and of three: what rates are of.
    pub totals: [u64; LONGEST],
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// In lower case, words with a blank between.
    pub text: String,
    /// How many words it has.
    pub length: usize,
    /// How each half uses it.
    pub uses: [Use; 2],
    /// Everybody who uses it; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// The half that uses it relatively more often; `None` where both use it as often.
    pub more_in: Option<usize>,
    /// Of occurrences among words: log-likelihood and effect sizes.
    pub statistics: Vec<Statistic>,
    /// Of incidents that use it among all incidents: Fisher's p, and the same corrected.
    pub of_incidents: Vec<Statistic>,
    /// What to be careful of.
    pub cautions: Vec<Caution>,
}

/// How one half uses a word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Use {
    /// How often it occurs.
    pub frequency: u64,
    /// In ten thousand words, or phrases of its length.
    pub per_ten_thousand: Option<f64>,
    /// Incidents that use it.
    pub incidents: usize,
    /// Their share of the half's incidents, in percent.
    pub percent: Option<f64>,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
}

/// Compares the words of two halves of the incidents.
///
/// # Errors
/// There are not two halves, or incidents stand in both.
pub fn keywords(material: &Material<'_>, question: &Question) -> Result<Keywords, Error> {
    let scope = Scope::of(material, &question.conditions);
    let grouping = Grouping::by_attribute(material, &scope, &question.by);
    let values = &grouping.slots.values;
    let chosen = halves::chosen(question, values)?;
    let members = grouping.members();
    let parts = chosen.map(|at| &members[at]);
    let both = parts[0].iter().filter(|place| parts[1].binary_search(place).is_ok()).count();
    if both > 0 {
        return Err(Error::InBothHalves(both));
    }
    let mut places: Vec<(usize, u32)> = Vec::new();
    for (half, part) in parts.iter().enumerate() {
        places.extend(part.iter().map(|place| (half, *place)));
    }
    places.sort_unstable_by_key(|(_, place)| *place);
    let incidents: Vec<usize> = places.iter().map(|(_, place)| scope.incidents[*place as usize]).collect();
    let texts = Texts::read(material, &incidents, &question.leave_out);
    let halves = Halves { texts: &texts, places: &places, fewest: question.fewest.max(1) };
    let totals = halves.totals();
    let half = |half: usize| Half {
        value: values[chosen[half]].0.clone(),
        label: values[chosen[half]].1.clone(),
        incidents: parts[half].len(),
        respondents: material.respondents.then(|| scope.respondents(parts[half].iter().copied())),
        totals: totals[half],
    };
    let all = [half(0), half(1)];
    let both = scope.part(&places.iter().map(|(_, place)| *place).collect::<Vec<_>>(), Vec::new(), material);
    let maker = word::Maker {
        material,
        scope: &scope,
        texts: &texts,
        halves: &all,
        told_several: told_several(&both),
    };
    let words = maker.words(halves.uses(question.longest));
    let mut languages: BTreeMap<&Language, [usize; 2]> = BTreeMap::new();
    for ((half, _), at) in places.iter().zip(&incidents) {
        languages.entry(&material.incidents[*at].language).or_default()[*half] += 1;
    }
    let mut counted = Counted::of(material, &both, &question.conditions, std::iter::empty(), Unit::Incident);
    counted.without_text = scope.without_text;
    Ok(Keywords {
        counted,
        by: question.by.name.clone(),
        cuts: question.by.cuts(),
        outside: scope.incidents.len() - places.len(),
        halves: all,
        longest: question.longest,
        fewest: question.fewest,
        languages: languages.into_iter().map(|(language, counts)| (language.clone(), counts)).collect(),
        words,
    })
}

/// Somebody told several of the incidents.
fn told_several(scope: &Scope) -> bool {
    scope.respondents(0..scope.incidents.len() as u32) < scope.incidents.len()
}

#[cfg(test)]
mod tests;
