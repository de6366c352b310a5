//! What a question is asked of: incidents, what was found in them, and who told them.

use super::{Bins, Condition, Found, Point};
use crate::codebook::Codebook;
use crate::corpus::Incident;
use crate::matcher::Suggestions;
use crate::text::{Language, Speakers};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Incidents and what was found in each.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// Every incident, in corpus order.
    pub incidents: &'a [Incident],
    /// The codes.
    pub codebook: &'a Codebook,
    /// What was found in each incident, in the order of `incidents`.
    pub found: Found<'a>,
    /// Whose turns rules do not read.
    pub speakers: &'a Speakers,
    /// The study says which attribute holds the respondent.
    pub respondents: bool,
    /// The language that labels are wanted in.
    pub language: &'a Language,
}

impl<'a> Material<'a> {
    /// Incidents alone, for questions about their words: nothing was looked for in them.
    pub fn of_texts(
        incidents: &'a [Incident],
        speakers: &'a Speakers,
        respondents: bool,
        language: &'a Language,
    ) -> Self {
        static NO_CODES: LazyLock<Codebook> = LazyLock::new(Codebook::empty);
        static NOTHING: Suggestions = Suggestions::none();
        let found = Found::Suggestions(&NOTHING);
        Material { incidents, codebook: &NO_CODES, found, speakers, respondents, language }
    }
}

impl Material<'_> {
    /// The label of the code at this place of the codebook.
    pub(super) fn label(&self, code: usize) -> Option<String> {
        self.codebook.codes[code].label.get(self.language).map(str::to_string)
    }
}

/// The incidents that fulfil every condition and can be counted, and who told them: those with
/// text for suggestions, those that were read for codings.
#[derive(Debug, Clone)]
pub struct Scope {
    /// Places in [`Material::incidents`], ascending.
    pub incidents: Vec<usize>,
    /// A number for the teller of each of `incidents`; the same number, the same person.
    pub tellers: Vec<u32>,
    /// Incidents that fulfil the conditions and that none of the coders read; empty for suggestions.
    pub unread: Vec<usize>,
    /// Incidents that fulfil the conditions but have no text.
    pub without_text: usize,
    /// How many of `incidents` name no respondent, and count as one of their own.
    pub own_respondent: usize,
}

impl Scope {
    /// The incidents that fulfil every one of `conditions`.
    pub fn of(material: &Material<'_>, conditions: &[Condition]) -> Self {
        let mut scope = Scope {
            incidents: Vec::new(),
            tellers: Vec::new(),
            unread: Vec::new(),
            without_text: 0,
            own_respondent: 0,
        };
        let mut known: HashMap<&str, u32> = HashMap::new();
        let mut next = 0;
        for (place, incident) in material.incidents.iter().enumerate() {
            if !conditions.iter().all(|condition| condition.holds(incident)) {
                continue;
            }
            match material.found.read(place) {
                Some(false) => {
                    scope.unread.push(place);
                    continue;
                }
                None if incident.narrative.is_blank() => {
                    scope.without_text += 1;
                    continue;
                }
                Some(true) | None => {}
            }
            let mut fresh = || {
                next += 1;
                next - 1
            };
            let teller = match &incident.respondent {
                Some(name) => *known.entry(name).or_insert_with(fresh),
                None => {
                    scope.own_respondent += 1;
                    fresh()
                }
            };
            scope.incidents.push(place);
            scope.tellers.push(teller);
        }
        scope
    }

    /// The part of it at these places of [`Scope::incidents`], and these that nobody read.
    pub(super) fn part(&self, places: &[u32], unread: Vec<usize>, material: &Material<'_>) -> Self {
        let incidents: Vec<usize> = places.iter().map(|at| self.incidents[*at as usize]).collect();
        let own_respondent =
            incidents.iter().filter(|at| material.incidents[**at].respondent.is_none()).count();
        let tellers = places.iter().map(|at| self.tellers[*at as usize]).collect();
        Scope { incidents, tellers, unread, without_text: 0, own_respondent }
    }

    /// How many respondents told the incidents at these places of [`Scope::incidents`].
    pub(super) fn respondents(&self, places: impl Iterator<Item = u32>) -> usize {
        let mut tellers: Vec<u32> = places.map(|at| self.tellers[at as usize]).collect();
        tellers.sort_unstable();
        tellers.dedup();
        tellers.len()
    }
}

/// What a table's columns are.
#[derive(Debug, Clone, PartialEq)]
pub enum By {
    /// The values of an attribute.
    Attribute(Variable),
    /// The codes without codes below them.
    Codes,
}

impl By {
    /// Its name in a report.
    pub fn name(&self) -> &str {
        match self {
            By::Attribute(variable) => &variable.name,
            By::Codes => "codes",
        }
    }
}

/// An attribute, with the values the study declares for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The declared values in their order; empty where every value is allowed.
    pub declared: Vec<DeclaredValue>,
    /// Cut points: bins of values stand in place of the values.
    pub bins: Option<Bins>,
}

impl Variable {
    /// The cut points as written; none where the values themselves are asked for.
    pub fn cuts(&self) -> Vec<Point> {
        self.bins.as_ref().map(|bins| bins.cuts().to_vec()).unwrap_or_default()
    }
}

/// A value that the study declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclaredValue {
    /// The value.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The value, or the code, that its incidents share.
    pub value: String,
    /// What people read in its place.
    pub label: Option<String>,
    /// Incidents in it: with text for suggestions, all of them for codings.
    pub incidents: usize,
    /// Those among them that none of the coders read.
    pub unread: usize,
    /// Who told them; `None` where the study does not say.
    pub respondents: Option<usize>,
    /// What percent is of; `None` where only counts make sense.
    pub base: Option<usize>,
}

/// Small material for the tests of this room.
#[cfg(test)]
pub(crate) mod example {
    use super::*;
    use crate::codebook::{Code, Polarity, Rule, Valence};
    use crate::corpus::{Origin, Value};
    use crate::matcher::{Evidence, Suggestion};
    use crate::span::Span;
    use crate::text::Localised;
    use std::collections::BTreeMap;

    /// An incident of `narrative` with text attributes.
    pub fn incident(
        id: &str,
        narrative: &str,
        attributes: &[(&str, &str)],
        respondent: Option<&str>,
    ) -> Incident {
        let value = |(name, value): &(&str, &str)| ((*name).into(), Value::Text((*value).into()));
        Incident {
            id: id.into(),
            narrative: narrative.into(),
            language: Language::new("nl"),
            attributes: attributes.iter().map(value).collect(),
            respondent: respondent.map(Into::into),
            origin: Origin {
                file: std::path::PathBuf::from(format!("{id}.md")).into(),
                line: 1,
                narrative_line: 1,
            },
        }
    }

    /// A codebook of these full ids, parents before children.
    pub fn codebook(ids: &[&str]) -> Codebook {
        let mut codes: Vec<Code> = Vec::new();
        for id in ids {
            let parent =
                id.rsplit_once('.').and_then(|(above, _)| codes.iter().position(|code| code.id == above));
            codes.push(Code {
                id: id.to_string(),
                parent,
                level: id.matches('.').count() + 1,
                label: Localised::plain(id.rsplit('.').next().unwrap_or(id)),
                group: ids.iter().any(|other| other.starts_with(&format!("{id}."))),
                polarity: Polarity::Either,
                definition: Localised::default(),
                use_when: Localised::default(),
                not_when: Localised::default(),
                theory: Localised::default(),
                found_by: None,
                archive_codes: Vec::new(),
                formerly: Vec::new(),
                coded: Vec::new(),
                not_coded: Vec::new(),
                rules: Vec::new(),
            });
        }
        Codebook {
            id: "test".into(),
            version: "1".into(),
            hash: String::new(),
            title: Localised::default(),
            codes,
            negators: BTreeMap::new(),
        }
    }

    /// A suggestion with its whole stretch as evidence.
    pub fn suggestion(code: usize, start: usize, end: usize) -> Suggestion {
        let span = Span::new(start, end);
        Suggestion { code, span, negated: false, valence: None, evidence: vec![Evidence::new(span, 1)] }
    }

    /// The same with a valence.
    pub fn valued(code: usize, start: usize, end: usize, valence: Valence) -> Suggestion {
        Suggestion { valence: Some(valence), ..suggestion(code, start, end) }
    }

    /// Lends incidents, codes and suggestions as one.
    pub struct Owned {
        pub incidents: Vec<Incident>,
        pub codebook: Codebook,
        pub suggestions: Suggestions,
        pub speakers: Speakers,
        pub language: Language,
        pub respondents: bool,
    }

    impl Owned {
        /// Every code has a rule, which nobody asks: what it finds is given.
        pub fn new(codes: &[&str], cases: Vec<(Incident, Vec<Suggestion>)>) -> Self {
            let mut codebook = codebook(codes);
            codebook.codes.iter_mut().for_each(|code| code.rules = vec![Rule::default()]);
            let (incidents, suggestions): (_, Vec<_>) = cases.into_iter().unzip();
            Self {
                incidents,
                codebook,
                suggestions: suggestions.into_iter().collect(),
                speakers: Speakers::default(),
                language: Language::new("nl"),
                respondents: true,
            }
        }

        pub fn material(&self) -> Material<'_> {
            Material {
                incidents: &self.incidents,
                codebook: &self.codebook,
                found: Found::Suggestions(&self.suggestions),
                speakers: &self.speakers,
                respondents: self.respondents,
                language: &self.language,
            }
        }
    }
}
