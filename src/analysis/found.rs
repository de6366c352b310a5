//! What was found in the incidents: by rules, or by people. Counting sees both alike.

use crate::codebook::Valence;
use crate::coding::Judged;
use crate::matcher::{Evidence, SuggestionRef, Suggestions};
use crate::span::Span;

/// What was found in the incidents.
#[derive(Clone, Copy)]
pub enum Found<'a> {
    /// What the rules suggest for each incident.
    Suggestions(&'a Suggestions),
    /// What people, or a model, gave.
    Codings(&'a Judged),
}

/// One code in one incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark<'a> {
    /// Place of the code in the codebook.
    pub code: usize,
    /// The stretch, in bytes of the narrative; none for the whole incident.
    pub span: Option<Span>,
    /// Given to a stretch that is not found in the narrative any more.
    pub lost: bool,
    /// Shown, but counted nowhere.
    pub negated: bool,
    /// Whether the conduct was there or lacking, where somebody or a rule says it.
    pub valence: Option<Valence>,
    /// Who says so.
    pub source: Source<'a>,
}

/// Who says that a code is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Source<'a> {
    /// The rules of the code, by these hits.
    Rules(&'a [Evidence]),
    /// Coders, by their place among those of the table.
    Coders(&'a [usize]),
}

impl<'a> Found<'a> {
    /// What was found in the incident at this place.
    pub fn marks(self, incident: usize) -> impl Iterator<Item = Mark<'a>> + Clone {
        let count = match self {
            Found::Suggestions(all) => all.count(incident),
            Found::Codings(judged) => judged.marks[incident].len(),
        };
        (0..count).map(move |at| self.mark(incident, at))
    }

    fn mark(self, incident: usize, at: usize) -> Mark<'a> {
        match self {
            Found::Suggestions(all) => Mark::from(all.get(incident, at)),
            Found::Codings(judged) => {
                let given = &judged.marks[incident][at];
                Mark {
                    code: given.code,
                    span: given.span,
                    lost: given.lost,
                    negated: false,
                    valence: given.valence,
                    source: Source::Coders(&given.coders),
                }
            }
        }
    }

    /// For codings whether one of the coders read the incident; `None` for suggestions.
    pub fn read(self, incident: usize) -> Option<bool> {
        match self {
            Found::Suggestions(_) => None,
            Found::Codings(judged) => Some(judged.read[incident]),
        }
    }

    /// True for what people, or a model, gave.
    pub fn is_codings(self) -> bool {
        matches!(self, Found::Codings(_))
    }

    /// From here the codes of the codebook have no order of their own: they only stand in codings.
    pub(super) fn unordered_from(self) -> usize {
        match self {
            Found::Suggestions(_) => usize::MAX,
            Found::Codings(judged) => judged.foreign,
        }
    }

    /// True where a code was given to a whole incident, so that nothing smaller can be counted.
    /// Stretches that are lost count in incidents alone.
    pub(super) fn has_whole(self) -> bool {
        match self {
            Found::Suggestions(_) => false,
            Found::Codings(judged) => {
                judged.marks.iter().flatten().any(|given| given.span.is_none() && !given.lost)
            }
        }
    }
}

impl<'a> From<SuggestionRef<'a>> for Mark<'a> {
    fn from(suggestion: SuggestionRef<'a>) -> Self {
        Mark {
            code: suggestion.code,
            span: Some(suggestion.span),
            lost: false,
            negated: suggestion.negated,
            valence: suggestion.valence,
            source: Source::Rules(suggestion.evidence),
        }
    }
}

impl<'a> Mark<'a> {
    /// The hits of rules behind it.
    pub fn evidence(&self) -> &'a [Evidence] {
        match self.source {
            Source::Rules(evidence) => evidence,
            Source::Coders(_) => &[],
        }
    }

    /// The coders behind it, by their place among those of the table.
    pub fn coders(&self) -> &'a [usize] {
        match self.source {
            Source::Rules(_) => &[],
            Source::Coders(coders) => coders,
        }
    }
}
